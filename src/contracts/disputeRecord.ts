// A dispute as its events tell it: the same for a node that follows the chain and for whoever asks about one receipt.

import { fromHex, type Hex } from '../core/bytes/index.ts'
import type { Facts } from '../core/dispute/index.ts'
import type { PlaceOpening } from '../core/trace/index.ts'
import { decodeFacts, type LocatedPlace } from './disputes.ts'
import { onChain } from './failures.ts'
import { disputesAbi } from './generated/disputes.ts'
import { type Contracts, lower } from './types.ts'

/** A demand and, where it was given, its answer. */
export interface DemandRecord {
  readonly place: LocatedPlace
  readonly by: Hex
  readonly opening: PlaceOpening | null
}

export interface DisputeRecord {
  readonly receiptId: Hex
  readonly node: Hex
  /** The latest. */
  readonly challenger: Hex
  readonly state: 'challenged' | 'committed' | 'cleared' | 'faulty'
  /** What the node has committed to, or null. */
  readonly facts: Facts | null
  /** In the order in which they were made, of all rounds. */
  readonly demands: readonly DemandRecord[]
  /** Of a fault: who showed it and what kind it is. */
  readonly claimant: Hex | null
  readonly reason: string | null
}

interface PlaceArgs {
  readonly tree: number | string
  readonly depth: number | string
  readonly index: bigint | string
  readonly leaf: Hex
}

/** An event of Disputes; numbers may be text, as a database keeps them. */
export interface DisputeEvent {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

const placeOf = ({ tree, depth, index, leaf }: PlaceArgs): LocatedPlace => ({
  ...{ tree: Number(tree), depth: Number(depth), index: Number(index) },
  leaf: fromHex(leaf),
})

const samePlace = (a: LocatedPlace, b: LocatedPlace): boolean =>
  a.tree === b.tree && a.depth === b.depth && a.index === b.index

const text = (word: Hex): string => new TextDecoder().decode(fromHex(word)).replaceAll('\0', '')

/** The record after one more event of its receipt; null before the first. */
export function withEvent(before: DisputeRecord | null, { name, args }: DisputeEvent): DisputeRecord | null {
  if (name === 'Challenged') {
    const { receiptId, node, challenger } = args as Record<string, Hex>
    if (before !== null) return { ...before, state: 'committed', challenger: lower(challenger!) }
    const parties = { receiptId: receiptId!, node: lower(node!), challenger: lower(challenger!) }
    return { ...parties, state: 'challenged', facts: null, demands: [], claimant: null, reason: null }
  }
  if (before === null) return null
  switch (name) {
    case 'TraceCommitted':
      return { ...before, state: 'committed', facts: decodeFacts(args['facts'] as Hex) }
    case 'Demanded': {
      const demand = { place: placeOf(args['place'] as PlaceArgs), by: lower(args['by'] as Hex), opening: null }
      return { ...before, demands: [...before.demands, demand] }
    }
    case 'Answered': {
      const place = placeOf(args['place'] as PlaceArgs)
      const opening = { children: (args['children'] as Hex[]).map(fromHex), leaves: fromHex(args['leaves'] as Hex) }
      return {
        ...before,
        demands: before.demands.map(made => (samePlace(made.place, place) ? { ...made, opening } : made)),
      }
    }
    case 'Cleared':
      return { ...before, state: 'cleared' }
    case 'Faulted':
      return {
        ...before,
        state: 'faulty',
        claimant: lower(args['claimant'] as Hex),
        reason: text(args['reason'] as Hex),
      }
    default:
      return before
  }
}

/** All disputes by receipt, from the chain's events from a block on. */
export async function readDisputes(contracts: Contracts, fromBlock: bigint): Promise<ReadonlyMap<Hex, DisputeRecord>> {
  const { client, addresses } = contracts
  const found = await onChain(() =>
    client.getContractEvents({ address: addresses.disputes, abi: disputesAbi, fromBlock, strict: true }),
  )
  const records = new Map<Hex, DisputeRecord>()
  for (const { eventName, args } of found) {
    if (!('receiptId' in args)) continue
    const record = withEvent(records.get(args.receiptId) ?? null, { name: eventName, args: { ...args } })
    if (record !== null) records.set(args.receiptId, record)
  }
  return records
}

/** A receipt's dispute, or null. */
export const readDispute = async (
  contracts: Contracts,
  receiptId: Hex,
  fromBlock: bigint,
): Promise<DisputeRecord | null> => (await readDisputes(contracts, fromBlock)).get(receiptId) ?? null
