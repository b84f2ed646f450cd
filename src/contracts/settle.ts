// Settling receipts and refunding requests in batches, with an outcome for each item (spec/contracts.md, "Outcomes").

import { type ContractFunctionArgs, parseEventLogs, type TransactionReceipt } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import type { Checkpoint, EpochProof } from '../core/log/index.ts'
import type { Receipt, Request } from '../core/receipt/index.ts'
import { onChain } from './failures.ts'
import { escrowAbi } from './generated/escrow.ts'
import { type Outcome, outcomeOf } from './outcomes.ts'
import { send } from './send.ts'
import type { Contracts, SigningContracts } from './types.ts'

/** A checkpoint with its signature, its place under an anchored epoch root, and which of the node's keys signed it. */
export interface AnchoredCheckpoint extends Checkpoint {
  readonly signature: Hex
  readonly epoch: EpochProof
  readonly keyIndex: number
}

/** A receipt to be paid. Items that share a checkpoint should share the object: it is then sent and checked once. */
export interface Settlement {
  readonly receipt: Receipt
  readonly request: Request
  readonly signature: Hex
  /** Which of the node's keys signed the receipt (`findKey`). */
  readonly keyIndex: number
  readonly index: number
  readonly proof: readonly Hex[]
  readonly checkpoint: AnchoredCheckpoint
}

export interface BatchResult {
  readonly requestHash: Hex
  readonly outcome: Outcome
  readonly transaction: Hex
}

/** Most that one transaction takes, as in Solidity. */
export const MAX_ITEMS = 128
export const MAX_CHECKPOINTS = 32

/** Settles all items, in as many transactions as it takes. Gives their outcomes in order. */
export async function settle(contracts: SigningContracts, items: readonly Settlement[]): Promise<BatchResult[]> {
  const results: BatchResult[] = []
  for (const args of batchesOf(items)) {
    const { hash, logs } = await send(contracts, { ...escrow(contracts), functionName: 'settle', args })
    results.push(...outcomesIn(logs, hash))
  }
  return results
}

/** What `settle` would answer now, without a transaction. */
export async function previewSettlement(contracts: Contracts, items: readonly Settlement[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const args of batchesOf(items)) {
    const call = { ...escrow(contracts), functionName: 'settle', args } as const
    const { result } = await onChain(() => contracts.client.simulateContract(call))
    outcomes.push(...result.map(outcomeOf))
  }
  return outcomes
}

/** Credits the funders of requests whose time is over; any wallet may do it. */
export async function refund(contracts: SigningContracts, requestHashes: readonly Hex[]): Promise<BatchResult[]> {
  const results: BatchResult[] = []
  for (let at = 0; at < requestHashes.length; at += MAX_ITEMS) {
    const args = [requestHashes.slice(at, at + MAX_ITEMS)] as const
    const { hash, logs } = await send(contracts, { ...escrow(contracts), functionName: 'refund', args })
    results.push(...outcomesIn(logs, hash))
  }
  return results
}

type SettleArgs = ContractFunctionArgs<typeof escrowAbi, 'nonpayable', 'settle'>

function* batchesOf(items: readonly Settlement[]): Generator<SettleArgs> {
  let checkpoints: AnchoredCheckpoint[] = []
  let batch: SettleArgs[1][number][] = []
  for (const item of items) {
    const known = checkpoints.includes(item.checkpoint)
    if (batch.length === MAX_ITEMS || (!known && checkpoints.length === MAX_CHECKPOINTS)) {
      yield [checkpoints.map(checkpointArgument), batch]
      checkpoints = []
      batch = []
    }
    if (!checkpoints.includes(item.checkpoint)) checkpoints.push(item.checkpoint)
    batch.push(itemArgument(item, checkpoints.indexOf(item.checkpoint)))
  }
  if (batch.length > 0) yield [checkpoints.map(checkpointArgument), batch]
}

/** A checkpoint as contracts take it. */
export const checkpointArgument = (checkpoint: AnchoredCheckpoint): SettleArgs[0][number] => ({
  checkpoint: {
    node: checkpoint.node,
    size: BigInt(checkpoint.size),
    root: checkpoint.root,
    timestamp: BigInt(checkpoint.timestamp),
  },
  keyIndex: checkpoint.keyIndex,
  signature: checkpoint.signature,
  epochRoot: checkpoint.epoch.root,
  epochIndex: checkpoint.epoch.index,
  epochProof: checkpoint.epoch.proof,
})

/** A receipt repeats most of its request; only the rest goes along, and the contract puts the request together again. */
const itemArgument = (item: Settlement, checkpoint: number): SettleArgs[1][number] => ({
  receipt: item.receipt,
  samplerHash: item.request.samplerHash,
  seed: item.request.seed,
  maxPrice: item.request.maxPrice,
  delegatesHash: item.request.delegatesHash,
  keyIndex: item.keyIndex,
  signature: item.signature,
  checkpoint,
  logIndex: BigInt(item.index),
  logProof: item.proof,
})

/** Every item leaves exactly one of these events, in the order of the batch. */
function outcomesIn(logs: TransactionReceipt['logs'], transaction: Hex): BatchResult[] {
  const results: BatchResult[] = []
  for (const { eventName, args } of parseEventLogs({ abi: escrowAbi, logs })) {
    if (eventName === 'ItemRefused')
      results.push({ requestHash: args.requestHash, outcome: outcomeOf(args.outcome), transaction })
    else if (eventName === 'RequestSettled')
      results.push({ requestHash: args.requestHash, outcome: 'settled', transaction })
    else if (eventName === 'RequestRefunded')
      results.push({ requestHash: args.requestHash, outcome: 'refunded', transaction })
  }
  return results
}

const escrow = ({ addresses }: Contracts) => ({ address: addresses.escrow, abi: escrowAbi }) as const
