// assay publish: register a model under the publisher's key, name it, and have hosts of the network keep it.

import { type Command, usage } from '../support/command.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { openModel } from '../support/models.ts'
import { resolveNetwork } from '../support/networks.ts'
import { publishModel, REFERENCE } from '../support/publish.ts'

const command: Command = {
  name: 'publish',
  usage: 'MODEL [--name OWNER/NAME@VERSION]',
  summary: 'Register a compiled model and have nodes of the network host it.',
  details:
    'The registration is signed by your key (--key). Versions are immutable. On a devnet the key is funded from the faucet.',
  options: {
    name: {
      type: 'string',
      value: 'OWNER/NAME@VERSION',
      description: 'name to publish under; the owner is claimed when it is free',
    },
    key: { type: 'string', value: 'NAME', description: "publisher's key in keys/ (default: default)" },
    copies: { type: 'string', value: 'N', description: 'hosts to replicate to (default 2)' },
    royalty: { type: 'string', value: 'BPS', description: 'royalty in ten-thousandths of the price (default 0)' },
  },
  words: [1, 1],
  async run(context) {
    const { words, flag, home, settings, signal, progress } = context
    const copies = Number(flag('copies') ?? 2)
    const royaltyBps = Number(flag('royalty') ?? 0)
    if (!Number.isInteger(copies) || copies < 0 || copies > 1000) usage('--copies: a number from 0 to 1000')
    if (!Number.isInteger(royaltyBps) || royaltyBps < 0 || royaltyBps > 10_000) usage('--royalty: 0 to 10000')
    const name = flag('name')
    if (name !== undefined && !REFERENCE.test(name))
      usage(`--name ${JSON.stringify(name)}: OWNER/NAME@VERSION in lower case`)

    const published = await publishModel({
      home,
      network: await resolveNetwork(context),
      model: openModel(home, words[0]!),
      key: loadOrCreateKey(home, settings.get('key')),
      name,
      copies,
      royaltyBps,
      signal,
      progress,
    })
    const { modelId, cid, size, publisher, hosts } = published
    return {
      json: { ok: true, ...published },
      text: [
        `${name ?? modelId} is published`,
        `  model id  ${modelId}`,
        `  cid       ${cid} (${size} bytes)`,
        `  publisher ${publisher}`,
        `  hosts     ${hosts.join(', ') || 'none yet'}`,
      ].join('\n'),
    }
  },
}

export default command
