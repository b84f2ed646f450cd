// assay misconduct: what a node has signed, and should not have. Two statements that contradict each other, or a receipt that it never put into its
// log.

import { contradictionIn, createReporter, newSalt, type Statements } from '../../../client/disputes/index.ts'
import {
  demandInclusion,
  findKey,
  getNodeKeys,
  getParameters,
  getSearch,
  proveExclusion,
  type SigningContracts,
} from '../../../contracts/index.ts'
import { type Hex, isHex } from '../../../core/bytes/index.ts'
import { refuse } from '../../../core/errors/index.ts'
import { type LogDomain, parseCheckpoint, type SignedCheckpoint } from '../../../core/log/index.ts'
import { type ReceiptBundle, receiptId, signerOf } from '../../../core/receipt/index.ts'
import { openClient } from '../support/client.ts'
import { type Answer, type Command, type Context, usage } from '../support/command.ts'
import { fundedContracts } from '../support/funding.ts'
import { bundleNamed } from '../support/heldBundle.ts'
import { readUserFile } from '../support/home.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { pause, payOut } from '../support/payOut.ts'
import { eventsIn } from '../support/saved.ts'

const PAUSE_MS = 300
const MAX_CHECKPOINT_BYTES = 64 << 10

/** A file that is a signed checkpoint; null where it is something else. */
function checkpointIn(reference: string): SignedCheckpoint | null {
  if (/^0x/.test(reference)) return null
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(readUserFile(reference, MAX_CHECKPOINT_BYTES)))
  } catch {
    return null
  }
  const checkpoint = parseCheckpoint(json)
  return checkpoint.ok ? checkpoint.value : null
}

/** What `audit --sample --json` says of an executor that shows another trace root than it has sold; null where it is something else. */
function shownRootIn(reference: string): { receiptId: Hex; traceRoot: Hex; signature: Hex } | null {
  if (/^0x/.test(reference)) return null
  let json: Record<string, unknown>
  try {
    json = Object(JSON.parse(new TextDecoder().decode(readUserFile(reference, MAX_CHECKPOINT_BYTES))))
  } catch {
    return null
  }
  const { code, receiptId, shown, signature } = json
  const isOne = code === 'trace_root_other' && isHex(receiptId, 32) && isHex(shown, 32) && isHex(signature, 65)
  return isOne ? { receiptId, traceRoot: shown, signature } : null
}

const streamIn = (reference: string) => (/^0x/.test(reference) ? null : eventsIn(reference))

function statementsIn({ home, words }: Context): Statements {
  const [a, b] = words as [string, string]
  const [one, other] = [checkpointIn(a), checkpointIn(b)]
  if (one !== null && other !== null) return { kind: 'checkpoints', first: one, second: other, prefix: [] }
  if (one !== null || other !== null) return usage('two receipts, two checkpoints, or two saved streams')
  const root = shownRootIn(b)
  if (root !== null) {
    const { receipt, signature, trace } = bundleNamed(home, a)
    if (trace === null) return usage('the receipt does not show the trace root that it commits to')
    return { kind: 'roots', first: { ...root, node: receipt.node }, second: { receipt, signature, trace } }
  }
  const [events, others] = [streamIn(a), streamIn(b)]
  if (events !== null && others !== null)
    return (
      contradictionIn(events, others) ??
      refuse(
        'not_equivocation',
        'the two streams have no two heads after one number of tokens, and no two receipts, that differ',
      )
    )
  if (events !== null || others !== null) return usage('two receipts, two checkpoints, or two saved streams')
  const signed = ({ receipt, signature }: ReceiptBundle) => ({ receipt, signature })
  return { kind: 'receipts', first: signed(bundleNamed(home, a)), second: signed(bundleNamed(home, b)) }
}

/** Both statements to the chain. */
async function contradict(
  context: Context,
  contracts: SigningContracts,
  domain: LogDomain,
  salt: Hex,
): Promise<string> {
  const { progress, signal } = context
  const reporter = await createReporter(contracts, domain, statementsIn(context), salt)
  for (;;) {
    signal.throwIfAborted()
    const move = await reporter.turn()
    if (move.kind === 'over') {
      if (move.shown)
        return `${reporter.node} has signed two statements that contradict each other: its stake is slashed`
      return `${reporter.node} has no stake left that could be slashed`
    }
    if ('sent' in move) progress(`· ${move.kind}: ${move.sent.hash}`)
    else await pause(PAUSE_MS, signal)
  }
}

/** A receipt that its node signed and has to show in its log. */
async function look(context: Context, contracts: SigningContracts, bundle: ReceiptBundle, id: Hex): Promise<string> {
  const { progress, signal } = context
  const { receipt, signature } = bundle
  const begun = await getSearch(contracts, id)
  if (begun === null) {
    const [keys, { mergeDelay }, { timestamp }] = await Promise.all([
      getNodeKeys(contracts, receipt.node),
      getParameters(contracts),
      contracts.client.getBlock(),
    ])
    const key = signerOf(id, signature)
    const keyIndex = key === null ? null : findKey(keys, key, Number(timestamp), mergeDelay)
    if (keyIndex === null) return refuse('key_not_valid', `${receipt.node} has no such key`)
    const sent = await demandInclusion(contracts, { receipt, signature, keyIndex })
    progress(`· asked for the receipt's place in the log: ${sent.hash}`)
  }
  for (let said = false; ; said = true) {
    const search = (await getSearch(contracts, id))!
    if (search.found) return `${receipt.node} has shown the receipt in its log: nothing is wrong`
    const { timestamp } = await contracts.client.getBlock()
    if (Number(timestamp) > search.until) break
    if (!said) progress(`  waiting: the node has until ${new Date(1000 * search.until).toISOString()}`)
    await pause(PAUSE_MS, signal)
  }
  await proveExclusion(contracts, id)
  return `${receipt.node} never logged the receipt: its stake is slashed, the payer is refunded`
}

const command: Command = {
  name: 'misconduct',
  usage: 'RECEIPT | FIRST SECOND',
  summary:
    'Take what a node has signed to the contract: a receipt that is not in its log, or two statements that contradict each other.',
  details:
    'One receipt (a file, or the id of one that you hold): its node has to show it in its log. Two receipts for one request, two checkpoint files of one size, or two saved streams of one request with other tokens: shown at once. So is a receipt beside what audit --sample --json has said of an executor that shows another trace root than it has sold (trace_root_other). Deposits are paid from your key and come back with a bounty where the node is at fault. Calling again goes on.',
  options: {
    key: {
      type: 'string',
      value: 'NAME',
      description: 'key in keys/ that claims (default: default; made at first use)',
    },
  },
  words: [1, 2],
  async run(context): Promise<Answer> {
    const { home, settings, words, progress } = context
    const client = await openClient(context)
    const key = loadOrCreateKey(home, settings.get('key'))
    const single = words.length === 1 ? bundleNamed(home, words[0]!) : null
    const { challengeDeposit } = await getParameters(client.contracts)
    const deposit = single === null ? 0n : challengeDeposit
    const contracts = await fundedContracts(client.network, key, deposit, progress)
    const text =
      single === null
        ? await contradict(context, contracts, client.domain, newSalt(client.random))
        : await look(context, contracts, single, receiptId(client.domain, single.receipt))
    const paid = await payOut(contracts, key.address)
    return {
      json: { ok: true, found: text, paid: String(paid) },
      text: `${text}\n  paid to ${key.address}: ${paid}`,
    }
  },
}

export default command
