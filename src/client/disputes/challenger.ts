// The one who disputes: challenges a receipt whose answer is wrong, asks for the way down to the wrong value, and shows it. Every turn is
// decided by what the chain says now, so that whoever was interrupted goes on where the dispute stands. spec/dispute.md.

import {
  type Access,
  challenge,
  type DisputeCase,
  type DisputeRecord,
  type DisputeView,
  demandPlace,
  getDispute,
  precommitFault,
  proveFault,
  proveSilence,
  readDispute,
  reclaimDemands,
  type Sent,
  type SigningContracts,
} from '../../contracts/index.ts'
import { type Hex, toHex } from '../../core/bytes/index.ts'
import {
  type Facts,
  type Form,
  type Pursuit,
  proveForm,
  proveStep,
  pursue,
  type Step,
  sourceOf,
} from '../../core/dispute/index.ts'
import type { ExactModel } from '../../core/graph/index.ts'
import { OPENING_LEVELS, type Place, partAt, WithheldTrace } from '../../core/trace/index.ts'
import type { ReceiptTrace } from './trace.ts'

/** What a turn did, or what it waits for. */
export type Move =
  | {
      readonly kind: 'challenged' | 'demanded' | 'precommitted' | 'proved' | 'silence' | 'reclaimed'
      readonly sent: Sent
      readonly detail: string
    }
  | { readonly kind: 'waiting'; readonly until: number; readonly detail: string }
  | { readonly kind: 'nothing to show' }
  | { readonly kind: 'over'; readonly record: DisputeRecord }

export interface ChallengerOptions {
  readonly contracts: SigningContracts
  readonly receiptId: Hex
  readonly case: DisputeCase
  readonly access: Access
  readonly model: ExactModel
  /** The right trace. */
  readonly honest: ReceiptTrace
  /** Hides what is precommitted; the same one again after an interruption, or it is precommitted once more. */
  readonly salt: Hex
  /** Block of the network's deployment, or a later one before the challenge. */
  readonly fromBlock: bigint
}

export interface Challenger {
  /** Looks at the chain and does what comes next. */
  turn(): Promise<Move>
}

export function createChallenger(options: ChallengerOptions): Challenger {
  const { contracts, receiptId, access, model, honest, salt, fromBlock } = options
  const self = contracts.wallet.account.address.toLowerCase() as Hex
  /** Blocks in which evidence was precommitted, by its hash on chain. */
  let committed: { readonly block: bigint; readonly what: string } | null = null

  async function inCommitted(record: DisputeRecord, view: DisputeView): Promise<Move> {
    const facts = record.facts!
    const claimed = new WithheldTrace(honest.trace, facts.traceRoot)
    for (const { place, opening } of record.demands) if (opening !== null) claimed.open(place, opening)
    const next = pursue(honest.trace, claimed, honest.generated)
    if (next === null) return { kind: 'nothing to show' }
    if (next.kind === 'demand') return demand(record, view, claimed, next.place)
    return show(facts, claimed, next)
  }

  async function demand(record: DisputeRecord, view: DisputeView, claimed: WithheldTrace, place: Place): Promise<Move> {
    const made = record.demands.find(({ place: other }) => samePlace(other, place))
    const { facts } = record
    if (made !== undefined) {
      const until = view.turnAt + view.window - view.nodeUsed
      if (view.openDemands > 0 && (await now()) > until) return silence()
      return { kind: 'waiting', until, detail: `the node has to open ${nameOf(place)}` }
    }
    const leaf = place.tree === 0 ? new Uint8Array(0) : claimed.leaf(place.tree - 1)!
    const sent = await demandPlace(contracts, receiptId, facts!, { ...place, leaf }, siblingsOf(claimed, place), access)
    return { kind: 'demanded', sent, detail: nameOf(place) }
  }

  async function show(
    facts: Facts,
    claimed: WithheldTrace,
    found: Exclude<Pursuit, { kind: 'demand' }>,
  ): Promise<Move> {
    const source = sourceOf(model, found.kind === 'step' ? found.from : claimed, honest.generated?.trees ?? null)
    const fault: { step: Step } | { form: Form } = found.kind === 'step' ? { step: found.step } : { form: found.form }
    const { evidence } =
      'step' in fault
        ? proveStep(source, facts, fault.step)
        : proveForm({ ...source, trace: claimed }, facts, fault.form)
    const what = JSON.stringify(fault)
    const detail = 'step' in fault ? nameOfStep(model, fault.step) : `form: ${fault.form.kind}`
    if (committed?.what !== what) {
      const { block, sent } = await precommitFault(contracts, receiptId, fault, evidence, salt)
      committed = { block, what }
      if (sent !== null) return { kind: 'precommitted', sent, detail }
    }
    if ((await contracts.client.getBlockNumber({ cacheTime: 0 })) <= committed.block) {
      // A proof counts from the next block on; a chain without traffic makes one for the proof itself.
      const pending = await contracts.client.getBlock({ blockTag: 'pending' }).catch(() => null)
      if (pending === null || (pending.number ?? 0n) <= committed.block)
        return { kind: 'waiting', until: 0, detail: 'for the next block' }
    }
    return { kind: 'proved', sent: await proveFault(contracts, receiptId, facts, fault, evidence, salt), detail }
  }

  const silence = async (): Promise<Move> => ({
    kind: 'silence',
    sent: await proveSilence(contracts, receiptId),
    detail: 'the node did not answer in time',
  })

  const now = async (): Promise<number> => Number((await contracts.client.getBlock()).timestamp)

  return {
    async turn() {
      const view = await getDispute(contracts, receiptId)
      // Cleared after somebody else's challenge says nothing about ours.
      if (view === null || (view.state === 'cleared' && view.challenger !== self)) {
        const sent = await challenge(contracts, options.case, access.delegates)
        return { kind: 'challenged', sent, detail: '' }
      }
      const record = await readDispute(contracts, receiptId, fromBlock)
      // The chain's events may lag behind its state by a moment.
      if (record === null || record.state !== view.state) return { kind: 'waiting', until: 0, detail: 'for the events' }
      if (view.state === 'challenged') {
        const until = view.turnAt + view.window
        if ((await now()) > until) return silence()
        return { kind: 'waiting', until, detail: 'the node has to commit to its trace' }
      }
      if (view.state === 'committed') return inCommitted(record, view)
      const own = record.demands.filter(({ by }) => by === self).map(({ place }) => place)
      if (view.state === 'faulty' && record.facts !== null && own.length > 0) {
        const sent = await reclaimDemands(contracts, receiptId, record.facts, own)
        if (sent !== null) return { kind: 'reclaimed', sent, detail: `${own.length} deposits` }
      }
      return { kind: 'over', record }
    },
  }
}

const samePlace = (a: Place, b: Place): boolean => a.tree === b.tree && a.depth === b.depth && a.index === b.index

const nameOf = ({ tree, depth, index }: Place): string =>
  `${tree === 0 ? 'the trace' : `the tensor of op ${partAt(tree - 1).join(', part ')}`}, level ${depth}, node ${index}`

const SAMPLER_NAMES = ['score', 'sums', 'record', 'token']

const nameOfStep = ({ graph }: ExactModel, { op, part, row, element }: Step): string =>
  op === graph.ops.length
    ? `sampler, ${SAMPLER_NAMES[part]}, token ${row}, ${element}`
    : `${graph.ops[op]!.kind}, op ${op}, row ${row}, element ${element}`

/** The row in which a node was opened, or a tensor's trace leaf, as the contract keeps its hash. */
function siblingsOf(claimed: WithheldTrace, { tree, depth, index }: Place): Uint8Array[] {
  if (depth > 0) return rowOf(claimed, tree, depth, 2 ** OPENING_LEVELS, index)
  if (tree === 0) return []
  const whole = claimed.depthOf(0)
  // As many as the lowest opening of the trace tree shows.
  const row = 2 ** (whole - (whole === 0 ? 0 : OPENING_LEVELS * Math.floor((whole - 1) / OPENING_LEVELS)))
  return rowOf(claimed, 0, whole, row, tree - 1)
}

function rowOf(claimed: WithheldTrace, tree: number, depth: number, length: number, index: number): Uint8Array[] {
  const first = length * Math.floor(index / length)
  return Array.from({ length }, (_, i) => claimed.node(tree, claimed.depthOf(tree) - depth, first + i)!)
}

/** A salt of 32 bytes. */
export const newSalt = (random: (length: number) => Uint8Array): Hex => toHex(random(32))
