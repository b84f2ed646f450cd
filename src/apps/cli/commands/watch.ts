// assay watch: how likely a cheat is caught, and whether a receipt is one of those that everybody checks. spec/watching.md.

import { fetchAnchored } from '../../../client/index.ts'
import { anchorBlock, getParameters } from '../../../contracts/index.ts'
import { fromHex } from '../../../core/bytes/index.ts'
import { unwrap } from '../../../core/errors/index.ts'
import { receiptId } from '../../../core/receipt/index.ts'
import { checksFor, isChosen, oddsAt, rateFor, WHOLE } from '../../../core/watch/index.ts'
import { openClient } from '../support/client.ts'
import { type Answer, type Command, type Context, usage } from '../support/command.ts'
import { bundleNamed } from '../support/heldBundle.ts'

const percent = (chance: number): string => `${Number((100 * chance).toPrecision(6))} %`

function numberOf({ flag }: Context, name: string, otherwise: string): number {
  const given = flag(name) ?? otherwise
  const value = Number(given)
  return given !== '' && Number.isFinite(value) && value >= 0 ? value : usage(`--${name} ${given}: a number`)
}

/** What a session costs to watch. */
function odds(context: Context): Answer {
  const requests = numberOf(context, 'requests', '1000')
  const wrong = numberOf(context, 'wrong', '1')
  const caught = numberOf(context, 'caught', '0.999')
  if (!Number.isInteger(requests) || requests < 1) usage('--requests: 1 or more')
  if (!Number.isInteger(wrong) || wrong < 1 || wrong > requests) usage(`--wrong: 1 to ${requests}`)
  if (caught > 1) usage('--caught: a chance of 0 to 1')
  const session = { requests, wrong }
  const found = oddsAt(session, rateFor(session, caught))
  const drawn = checksFor(session, caught)
  return {
    json: { ok: true, requests, wrong, caught, rate: found.rate, checks: found.checks, drawn },
    text: [
      `a cheat that gets ${wrong} of ${requests} answers wrong is caught with a chance of ${percent(caught)}`,
      `  where each answer is checked with a chance of ${percent(found.rate)}: ${Number(found.checks.toPrecision(6))} on average`,
      `  or where ${drawn} of the ${requests} are drawn at the end`,
    ].join('\n'),
  }
}

/** Whether everybody checks a receipt, by the block behind its epoch. */
async function chosen(context: Context): Promise<Answer> {
  const { home, words, signal } = context
  const bundle = bundleNamed(home, words[0]!)
  const client = await openClient(context)
  const id = receiptId(client.domain, bundle.receipt)
  const { inclusion, epoch } = unwrap(await fetchAnchored(client, id, bundle.receipt.node, signal))
  const { node, index } = { node: bundle.receipt.node, index: inclusion.index }
  const block = await anchorBlock(client.contracts, epoch.root, BigInt(client.network.deploymentBlock))
  const behind =
    block === null ? null : await client.contracts.client.getBlock({ blockNumber: block + 1n }).catch(() => null)
  const { auditBps } = await getParameters(client.contracts)
  const known = { receiptId: id, node, index, epoch: epoch.root, rate: auditBps / WHOLE }
  if (behind?.hash == null)
    return {
      json: { ok: true, ...known, chosen: null },
      text: `the block behind the receipt's epoch is not there yet: nobody knows whether it is chosen`,
    }
  const yes = isChosen(fromHex(behind.hash), node, index, auditBps)
  return {
    json: { ok: true, ...known, beacon: behind.hash, block: Number(behind.number), chosen: yes },
    text: [
      `entry ${index} of the log of ${node} is ${yes ? 'one of those that every verifier checks' : 'not chosen'}`,
      `  by block ${behind.number} (${behind.hash}) at a rate of ${percent(auditBps / WHOLE)}`,
    ].join('\n'),
  }
}

const command: Command = {
  name: 'watch',
  usage: '[RECEIPT]',
  summary: 'How likely a cheat is caught, and whether a receipt is one of those that every verifier checks.',
  details:
    'Without a receipt: how many answers of a session have to be checked. With one (a file, or the id of one that you hold): whether the block behind its epoch has chosen it, which nobody knew when it was signed.',
  options: {
    requests: { type: 'string', value: 'N', description: 'answers of the session (default 1000)' },
    wrong: { type: 'string', value: 'N', description: 'how many of them a cheat gets wrong (default 1)' },
    caught: { type: 'string', value: 'P', description: 'chance at which such a cheat shall be caught (default 0.999)' },
    gateway: { type: 'string', value: 'URL', description: 'get material from this gateway; it is trusted for nothing' },
  },
  words: [0, 1],
  run: async context => (context.words.length === 0 ? odds(context) : chosen(context)),
}

export default command
