// assay publish: register a model under the publisher's key, name it, and have hosts of the network keep it.

import { basename } from 'node:path'
import { type Hex, isHex } from '../../../core/bytes/index.ts'
import { describeOnnx } from '../../../core/compile/onnx/describe.ts'
import { unwrap } from '../../../core/errors/index.ts'
import { encodeFloatModel, floatName, makeFloatModel, makeUpstreamModel } from '../../../core/float/index.ts'
import type { Identity } from '../../../core/graph/index.ts'
import { type Command, usage } from '../support/command.ts'
import { type Home, readUserFile } from '../support/home.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { openAnyModel } from '../support/models.ts'
import { resolveNetwork } from '../support/networks.ts'
import { publishModel, REFERENCE } from '../support/publish.ts'

interface Chosen {
  readonly identity: Identity
  readonly file: Uint8Array
  readonly floatId: string | null
}

function openExact(home: Home, path: string): Chosen {
  if (path.toLowerCase().endsWith('.onnx'))
    usage(`${path}: an ONNX file is not published as it is`, 'Compile it (assay compile), or publish it with --float.')
  const { any, bytes } = openAnyModel(home, path)
  if (any.kind === 'float') usage(`${path}: a float model`, 'Publish it with --float.')
  return { identity: any.model.identity, file: bytes, floatId: null }
}

/** An ONNX file, packed with what it states of its ports; or a float model that was packed before. */
function openFloat(home: Home, path: string, license: string | undefined): Chosen {
  if (!path.toLowerCase().endsWith('.onnx')) {
    const { any, bytes } = openAnyModel(home, path)
    if (any.kind === 'exact') usage(`${path}: an exact model`, 'Publish it without --float.')
    return { identity: any.model.identity, file: bytes, floatId: floatName(any.model.identity) }
  }
  const onnx = readUserFile(path)
  const manifest = { name: basename(path, '.onnx'), ...(license === undefined ? {} : { license }) }
  const model = makeFloatModel('onnx', [onnx], unwrap(describeOnnx(onnx)), manifest)
  return { identity: model.identity, file: encodeFloatModel(model), floatId: floatName(model.identity) }
}

const kindOf = ({ floatId }: Chosen): string =>
  floatId === null ? 'exact' : floatId.startsWith('upstream:') ? 'upstream' : 'float'

/** A declaration: there is no file but the one that is made here. */
function declareUpstream(name: string, operator: string, license: string | undefined): Chosen {
  if (!isHex(operator.toLowerCase(), 20)) usage(`--operator ${operator}: an address`)
  const model = makeUpstreamModel({ name, operator: operator.toLowerCase() as Hex }, license)
  return { identity: model.identity, file: encodeFloatModel(model), floatId: floatName(model.identity) }
}

const command: Command = {
  name: 'publish',
  usage: '[MODEL] [--float] [--upstream NAME] [--name OWNER/NAME@VERSION]',
  summary: 'Register a compiled model, or an ONNX file as it is (--float), and have nodes of the network host it.',
  details:
    'A float model keeps its own arithmetic: its answers rest on the signature of the node that ran it, since nobody can run it again and find the same bytes. The registration is signed by your key (--key). Versions are immutable. On a devnet the key is funded from the faucet.',
  options: {
    float: { type: 'boolean', description: 'MODEL is an ONNX file that is run as it is, in floating point' },
    upstream: {
      type: 'string',
      value: 'NAME',
      description: 'no file: a model that nodes of --operator serve by a server of their own (execute.upstreams)',
    },
    operator: {
      type: 'string',
      value: 'ADDRESS',
      description: "account of the operator whose nodes answer (default: the publisher's)",
    },
    license: { type: 'string', value: 'NAME', description: 'licence of a float model, for its manifest' },
    name: {
      type: 'string',
      value: 'OWNER/NAME@VERSION',
      description: 'name to publish under; the owner is claimed when it is free',
    },
    key: { type: 'string', value: 'NAME', description: "publisher's key in keys/ (default: default)" },
    copies: { type: 'string', value: 'N', description: 'hosts to replicate to (default 2)' },
    royalty: { type: 'string', value: 'BPS', description: 'royalty in ten-thousandths of the price (default 0)' },
  },
  words: [0, 1],
  async run(context) {
    const { words, flag, on, home, settings, signal, progress } = context
    const copies = Number(flag('copies') ?? 2)
    const royaltyBps = Number(flag('royalty') ?? 0)
    if (!Number.isInteger(copies) || copies < 0 || copies > 1000) usage('--copies: a number from 0 to 1000')
    if (!Number.isInteger(royaltyBps) || royaltyBps < 0 || royaltyBps > 10_000) usage('--royalty: 0 to 10000')
    const name = flag('name')
    if (name !== undefined && !REFERENCE.test(name))
      usage(`--name ${JSON.stringify(name)}: OWNER/NAME@VERSION in lower case`)

    const key = loadOrCreateKey(home, settings.get('key'))
    const upstream = flag('upstream')
    const [path] = words
    if (
      upstream === undefined ? path === undefined || flag('operator') !== undefined : path !== undefined || on('float')
    )
      usage('publish: MODEL, or --upstream NAME [--operator ADDRESS] without one')
    const chosen =
      upstream !== undefined
        ? declareUpstream(upstream, flag('operator') ?? key.address, flag('license'))
        : on('float')
          ? openFloat(home, path!, flag('license'))
          : openExact(home, path!)
    const published = await publishModel({
      home,
      network: await resolveNetwork(context),
      ...chosen,
      key,
      name,
      copies,
      royaltyBps,
      signal,
      progress,
    })
    const { modelId, cid, size, publisher, hosts } = published
    return {
      json: { ok: true, kind: kindOf(chosen), floatId: chosen.floatId, ...published },
      text: [
        `${name ?? modelId} is published`,
        `  model id  ${modelId}`,
        ...(chosen.floatId === null ? [] : [`  float id  ${chosen.floatId}`]),
        `  cid       ${cid} (${size} bytes)`,
        `  publisher ${publisher}`,
        `  hosts     ${hosts.join(', ') || 'none yet'}`,
      ].join('\n'),
    }
  },
}

export default command
