// Sending a transaction and waiting until it is included. Transactions of one wallet are handed over one after the other,
// so that callers may write concurrently and nonces neither collide nor leave gaps; waiting happens side by side.

import type { Abi, ContractFunctionArgs, ContractFunctionName, TransactionReceipt } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import { RefusalError } from '../core/errors/index.ts'
import { onChain } from './failures.ts'
import type { Sent, SigningContracts, Wallet } from './types.ts'
import { receiptOf } from './wait.ts'

/** A call that changes state, checked against its ABI. */
export interface Call<abi extends Abi, name extends ContractFunctionName<abi, 'nonpayable'>> {
  readonly address: Hex
  readonly abi: abi
  readonly functionName: name
  readonly args: ContractFunctionArgs<abi, 'nonpayable', name>
  /** Of a call that costs more when time has passed, as those that bring clocks up to date: more gas is given than it takes now. */
  readonly timed?: boolean
}

/** Percent of the estimate that a timed call is given. */
const MARGIN = 125n

const queues = new WeakMap<Wallet, Promise<unknown>>()

/** Runs `submit` after all earlier ones of this wallet have been handed over. */
export function inTurn<T>(wallet: Wallet, submit: () => Promise<T>): Promise<T> {
  const turn = (queues.get(wallet) ?? Promise.resolve()).then(submit)
  const settled = turn.catch(() => undefined)
  queues.set(wallet, settled)
  return turn
}

/** Hands a call over, in the caller's turn. Throws where the contract refuses, before anything is spent. */
export async function submit<const abi extends Abi, name extends ContractFunctionName<abi, 'nonpayable'>>(
  { client, wallet }: SigningContracts,
  { timed = false, ...call }: Call<abi, name>,
): Promise<Hex> {
  // viem's parameter type cannot be shown equal to Call's for an open `abi`; Call has checked the same things.
  if (!timed) return wallet.writeContract(call as never)
  const estimate = await client.estimateContractGas({ ...call, account: wallet.account } as never)
  return wallet.writeContract({ ...call, gas: (estimate * MARGIN) / 100n } as never)
}

export interface Included extends Sent {
  readonly logs: TransactionReceipt['logs']
}

/** Waits until a transaction is included. */
export async function included({ client }: SigningContracts, hash: Hex): Promise<Included> {
  const receipt = await receiptOf(client, hash)
  if (receipt.status !== 'success') {
    // It passed when it was estimated: something else was included first.
    throw new RefusalError('contract_refused', `The transaction ${hash} was included and refused`)
  }
  const { transactionHash, blockNumber, gasUsed, logs } = receipt
  return { hash: transactionHash, blockNumber, gasUsed, logs }
}

/** Sends a call and waits for its receipt. Throws a RefusalError where the contract refuses, before anything is spent. */
export const send = <const abi extends Abi, name extends ContractFunctionName<abi, 'nonpayable'>>(
  contracts: SigningContracts,
  call: Call<abi, name>,
): Promise<Included> =>
  onChain(async () => included(contracts, await inTurn(contracts.wallet, () => submit(contracts, call))))
