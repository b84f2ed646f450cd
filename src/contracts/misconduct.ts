// Receipts that are looked for in their node's log: spec/dispute.md, "Faults outside a trace".

import type { Hex } from '../core/bytes/index.ts'
import { onChain } from './failures.ts'
import { misconductAbi } from './generated/misconduct.ts'
import { getParameters } from './parameters.ts'
import { send } from './send.ts'
import { checkpointArgument, type Settlement } from './settle.ts'
import { spend } from './token.ts'
import { type Contracts, lower, type Sent, type SigningContracts } from './types.ts'

const misconduct = ({ addresses }: Contracts) => ({ address: addresses.misconduct, abi: misconductAbi }) as const

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
