// assay dispute: an answer that is wrong, taken to the contract that finds it out. The run is computed again first; what follows is
// decided by the chain, so that an interrupted dispute goes on where it stands.

import { type Challenger, type Move, newSalt, openDispute, reckon } from '../../../client/disputes/index.ts'
import { getParameters } from '../../../contracts/index.ts'
import { type Hex, isHex } from '../../../core/bytes/index.ts'
import { RefusalError, WorldError } from '../../../core/errors/index.ts'
import { openClient } from '../support/client.ts'
import { type Answer, type Command, type Context, usage } from '../support/command.ts'
import { MOVE_WORDS } from '../support/disputeWords.ts'
import { engineOf } from '../support/engines.ts'
import { fundedContracts } from '../support/funding.ts'
import { bundleNamed } from '../support/heldBundle.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { keptModels } from '../support/language.ts'
import { pause, payOut } from '../support/payOut.ts'

/** Demands whose deposits are kept ready. */
const DEMANDS = 20n
const PAUSE_MS = 300

interface Story {
  readonly kind: string
  readonly detail: string
  readonly transaction: Hex
  readonly gas: string
}

/** Waits for the receipt's anchor, then plays the challenger to the end. */
async function play(
  context: Context,
  challenger: Challenger,
  story: Story[],
): Promise<Extract<Move, { kind: 'over' }>> {
  const { progress, signal } = context
  let said = ''
  for (;;) {
    signal.throwIfAborted()
    const move = await challenger.turn()
    if (move.kind === 'over') return move
    if ('sent' in move) {
      const { hash, gasUsed } = move.sent
      story.push({ kind: move.kind, detail: move.detail, transaction: hash, gas: String(gasUsed) })
      progress(`· ${MOVE_WORDS[move.kind]}${move.detail === '' ? '' : `: ${move.detail}`}`)
      continue
    }
    const waits =
      move.kind === 'waiting' ? move.detail : 'nothing to show in what the node has committed to; it will be cleared'
    if (waits !== said) progress(`  waiting: ${waits}`)
    said = waits
    await pause(PAUSE_MS, signal)
  }
}

/** Nodes anchor in turns: a receipt of this minute may not be under an epoch yet. */
async function whenAnchored(
  open: () => Promise<Challenger>,
  { progress, signal }: Context,
  until: number,
): Promise<Challenger> {
  for (let said = false; ; ) {
    try {
      return await open()
    } catch (error) {
      const early = error instanceof RefusalError && error.code === 'log_not_anchored'
      if (!early || Date.now() > until) throw error
      if (!said) progress('  waiting: the receipt has to be under an anchored epoch')
      said = true
      await pause(PAUSE_MS, signal)
    }
  }
}

const command: Command = {
  name: 'dispute',
  usage: 'RECEIPT',
  summary: 'Dispute a wrong answer (a file, or the id of a receipt that you hold) until a contract has decided.',
  details:
    'The run is computed again first; an answer that is right is not disputed. Deposits are paid from your key and come back with a bounty where the node is at fault. What the trace opens of input and output becomes public. Ctrl-C leaves the dispute where it stands; calling again goes on.',
  options: {
    key: {
      type: 'string',
      value: 'NAME',
      description: 'key in keys/ that challenges (default: default; made at first use)',
    },
    delegate: { type: 'string', multiple: true, value: 'ADDRESS', description: "the request's delegates, all of them" },
    engine: {
      type: 'string',
      value: 'NAME',
      description: 'engine that computes the trace: wasm (default) or reference',
    },
    gateway: { type: 'string', value: 'URL', description: 'get material from this gateway; it is trusted for nothing' },
    wait: {
      type: 'string',
      value: 'SECONDS',
      description: 'wait so long for the receipt to be anchored (default 120)',
    },
    'dry-run': { type: 'boolean', description: 'only compute the run again, and say whether the answer is right' },
  },
  words: [1, 1],
  async run(context): Promise<Answer> {
    const { home, settings, flag, flags, on, signal, progress } = context
    const wait = flag('wait') ?? '120'
    if (!/^[0-9]{1,6}$/.test(wait)) usage('--wait: a number of seconds')
    const delegates = flags('delegate').map(address =>
      isHex(address.toLowerCase(), 20) ? (address.toLowerCase() as Hex) : usage(`--delegate ${address}: no address`),
    )
    const bundle = bundleNamed(home, context.words[0]!)
    const client = await openClient(context)
    const key = loadOrCreateKey(home, settings.get('key'))
    progress('· computing the run again')
    const engine = await engineOf(context)
    const common = {
      bundle,
      engine,
      models: keptModels(context),
      reader: { privateKey: key.privateKey },
      delegates,
      signal,
    }
    const reckoned = await reckon(client, common)
    const { receiptId, right } = reckoned
    if (on('dry-run') || right)
      return {
        json: { ok: right, receiptId, right },
        text: right
          ? 'the answer is right: nothing to dispute'
          : 'the answer is wrong: computing it again gives other bytes',
        refused: !right,
      }
    const { challengeDeposit, demandDeposit } = await getParameters(client.contracts)
    const contracts = await fundedContracts(client.network, key, challengeDeposit + DEMANDS * demandDeposit, progress)
    const salt = newSalt(client.random)
    const challenger = await whenAnchored(
      () => openDispute(client, { ...common, contracts, salt }, reckoned),
      context,
      Date.now() + 1000 * Number(wait),
    )
    const story: Story[] = []
    const { record } = await play(context, challenger, story)
    if (record.state !== 'faulty')
      throw new WorldError('internal', `the dispute ended with ${record.state}`, { hint: 'assay disputes shows it.' })
    const paid = await payOut(contracts, key.address)
    const shown = {
      receiptId,
      node: record.node,
      state: record.state,
      reason: record.reason,
      claimant: record.claimant,
    }
    return {
      json: { ok: true, ...shown, paid: String(paid), story },
      text: [
        `${record.node} is at fault (${record.reason}): its stake is slashed, the payer is refunded`,
        `  ${story.length} transactions of ours, ${story.reduce((sum, { gas }) => sum + BigInt(gas), 0n)} gas`,
        `  paid to ${key.address}: ${paid} (deposits and bounty)`,
      ].join('\n'),
    }
  },
}

export default command
