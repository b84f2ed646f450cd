// Faults that signatures show, and receipts that are looked for in their node's log: spec/dispute.md, "Faults outside a trace".

import { type ContractFunctionArgs, encodeAbiParameters, keccak256 } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import type { SignedCheckpoint } from '../core/log/index.ts'
import type { Receipt, ShownTrace, SignedHead, TraceRoot } from '../core/receipt/index.ts'
import { type Precommitment, precommit } from './disputes.ts'
import { onChain } from './failures.ts'
import { misconductAbi } from './generated/misconduct.ts'
import { getParameters } from './parameters.ts'
import { send } from './send.ts'
import { checkpointArgument, type Settlement } from './settle.ts'
import { spend } from './token.ts'
import { type Contracts, lower, type Sent, type SigningContracts } from './types.ts'

const misconduct = ({ addresses }: Contracts) => ({ address: addresses.misconduct, abi: misconductAbi }) as const

/** A statement with the place of its key in the node's history. */
export type Keyed<T> = T & { readonly keyIndex: number }
export type SignedReceipt = { readonly receipt: Receipt; readonly signature: Hex }

/** A trace root that a node has shown under its signature. */
export type SignedTraceRoot = TraceRoot & { readonly node: Hex; readonly signature: Hex }
/** A receipt with the trace root that was sold with it. */
export type SoldRoot = SignedReceipt & { readonly trace: ShownTrace }

/** Two statements of one node that contradict each other. */
export type Misconduct =
  /** Two histories of its log: of one size; or the second is larger and `prefix` shows that it begins otherwise. */
  | {
      readonly kind: 'checkpoints'
      readonly first: Keyed<SignedCheckpoint>
      readonly second: Keyed<SignedCheckpoint>
      readonly prefix: readonly Hex[]
    }
  /** Two answers to one request, streamed. */
  | { readonly kind: 'heads'; readonly first: Keyed<SignedHead>; readonly second: Keyed<SignedHead> }
  /** A trace root that is shown, and the one that its receipt commits to. */
  | { readonly kind: 'roots'; readonly first: Keyed<SignedTraceRoot>; readonly second: Keyed<SoldRoot> }
  /** Two receipts for one request. */
  | { readonly kind: 'receipts'; readonly first: Keyed<SignedReceipt>; readonly second: Keyed<SignedReceipt> }

type CheckpointArgs = ContractFunctionArgs<typeof misconductAbi, 'nonpayable', 'proveCheckpoints'>
type HeadArgs = ContractFunctionArgs<typeof misconductAbi, 'nonpayable', 'proveHeads'>

const ZERO: Hex = `0x${'00'.repeat(32)}`
const bytes32 = { type: 'bytes32' } as const
const address = { type: 'address' } as const

/** Name under which a fault is shown, once. */
function faultOf(found: Misconduct): Hex {
  const name = (types: readonly { readonly type: string }[], values: readonly unknown[]): Hex =>
    keccak256(encodeAbiParameters([{ type: 'string' }, address, ...types], [found.kind, ...values] as never))
  if (found.kind === 'checkpoints') return name([{ type: 'uint64' }], [found.first.node, BigInt(found.first.size)])
  if (found.kind === 'roots') return name([bytes32], [found.first.node, found.first.receiptId])
  const { node, requestHash } = found.kind === 'heads' ? found.first : found.first.receipt
  return name([bytes32], [node, requestHash])
}

const checkpointArg = ({ node, size, root, timestamp, keyIndex, signature }: Keyed<SignedCheckpoint>) =>
  ({
    ...{ checkpoint: { node, size: BigInt(size), root, timestamp: BigInt(timestamp) }, keyIndex, signature },
    // Under a key that counts, no anchor is needed.
    ...{ epochRoot: ZERO, epochIndex: 0, epochProof: [] },
  }) satisfies CheckpointArgs[0]

const headArg = (head: Keyed<SignedHead>) =>
  ({ ...head, tokenCount: BigInt(head.tokenCount), tick: BigInt(head.tick) }) satisfies HeadArgs[0]

/** Has it been shown already, by whomever? */
export const isShown = (contracts: Contracts, found: Misconduct): Promise<boolean> =>
  onChain(() =>
    contracts.client.readContract({ ...misconduct(contracts), functionName: 'shown', args: [faultOf(found)] }),
  )

/** Commits the wallet's account to statements that it will show in a later block. */
export async function precommitMisconduct(
  contracts: SigningContracts,
  { first, second }: Misconduct,
  salt: Hex,
): Promise<Precommitment> {
  const args = [first.signature, second.signature] as const
  const shown = await onChain(() =>
    contracts.client.readContract({ ...misconduct(contracts), functionName: 'shownOf', args }),
  )
  return precommit(contracts, shown, salt)
}

/** Shows statements that were precommitted in an earlier block. */
export function proveMisconduct(contracts: SigningContracts, found: Misconduct, salt: Hex): Promise<Sent> {
  const call = misconduct(contracts)
  if (found.kind === 'checkpoints') {
    const args = [checkpointArg(found.first), checkpointArg(found.second), found.prefix, salt] as const
    return send(contracts, { ...call, functionName: 'proveCheckpoints', args })
  }
  if (found.kind === 'heads') {
    const args = [headArg(found.first), headArg(found.second), salt] as const
    return send(contracts, { ...call, functionName: 'proveHeads', args })
  }
  if (found.kind === 'roots') {
    const { trace, ...receipt } = found.second
    const args = [found.first, receipt, trace.salt, trace.root, salt] as const
    return send(contracts, { ...call, functionName: 'proveSoldRoot', args })
  }
  return send(contracts, { ...call, functionName: 'proveReceipts', args: [found.first, found.second, salt] })
}

/** A receipt that somebody looks for. Times in Unix seconds. */
export interface Search {
  readonly by: Hex
  readonly until: number
  /** It was shown, or its absence was. */
  readonly found: boolean
  readonly node: Hex
  readonly deposit: bigint
}

/** Asks for a receipt's inclusion in an anchored checkpoint; takes a deposit from the wallet's account. */
export const demandInclusion = async (
  contracts: SigningContracts,
  { receipt, signature, keyIndex }: Pick<Settlement, 'receipt' | 'signature' | 'keyIndex'>,
): Promise<Sent> => {
  const { challengeDeposit } = await getParameters(contracts)
  const args = [{ receipt, keyIndex, signature }] as const
  const call = { ...misconduct(contracts), functionName: 'demandInclusion', args } as const
  return spend(contracts, contracts.addresses.slasher, challengeDeposit, call)
}

/** Shows where a receipt stands. */
export const answerInclusion = (
  contracts: SigningContracts,
  receiptId: Hex,
  { checkpoint, index, proof }: Pick<Settlement, 'checkpoint' | 'index' | 'proof'>,
): Promise<Sent> => {
  const args = [receiptId, checkpointArgument(checkpoint), { index: BigInt(index), proof }] as const
  return send(contracts, { ...misconduct(contracts), functionName: 'answerInclusion', args })
}

/** Nobody has shown the receipt in time. */
export const proveExclusion = (contracts: SigningContracts, receiptId: Hex): Promise<Sent> =>
  send(contracts, { ...misconduct(contracts), functionName: 'proveExclusion', args: [receiptId] })

/** Who looks for a receipt, or null. */
export async function getSearch(contracts: Contracts, receiptId: Hex): Promise<Search | null> {
  const call = { ...misconduct(contracts), functionName: 'getSearch', args: [receiptId] } as const
  const { requestHash: _, ...search } = await onChain(() => contracts.client.readContract(call))
  return BigInt(search.by) === 0n ? null : { ...search, by: lower(search.by), node: lower(search.node) }
}
