// The escrow: funding a request, settling it against a logged receipt, refunding it (spec/contracts.md, section "Escrow").

import type { LocalAccount } from 'viem'
import { concat, fromHex, type Hex, toHex, utf8 } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import { type Domain, hashRequest, type Request, ZERO_ADDRESS } from '../core/receipt/index.ts'
import { onChain } from './failures.ts'
import { escrowAbi } from './generated/escrow.ts'
import { send } from './send.ts'
import { authorizationMessage, spend } from './token.ts'
import { type Addresses, type Contracts, lower, type ReadOptions, type Sent, type SigningContracts } from './types.ts'

/** What a funder agrees to beside the request itself. */
export interface FundingTerms {
  readonly request: Request
  /** Whose registration of the model earns the royalty; left out: nobody's. */
  readonly publisher?: Hex
  /** The only node that may settle. Left out: the first to settle, which need not be the one that was asked. */
  readonly node?: Hex
}

/** An EIP-3009 authorization for exactly these terms. Times in Unix seconds. */
export interface FundingAuthorization {
  readonly from: Hex
  readonly validAfter: number
  readonly validBefore: number
  readonly signature: Hex
}

export interface Deposit {
  readonly state: 'open' | 'settled' | 'refunded'
  readonly funder: Hex
  readonly amount: bigint
  readonly publisher: Hex | null
  readonly node: Hex | null
  /** From then on the deposit can be refunded and no longer settled. */
  readonly refundAt: number
  readonly royaltyBps: number
  readonly feeBps: number
  /** Of a settled one: until then a fault takes its price back. 0 for others. */
  readonly maturesAt: number
}

/** The EIP-712 domain of requests, receipts, checkpoints and node consents. */
export const domainOf = (chainId: number, addresses: Addresses): Domain => ({
  chainId,
  verifyingContract: addresses.escrow,
})

/** Deposits a request's maxPrice from the wallet's account, which must be its payer where it names one. */
export const fund = (contracts: SigningContracts, terms: FundingTerms): Promise<Sent> => {
  const { request, publisher = ZERO_ADDRESS, node = ZERO_ADDRESS } = terms
  const args = [request, publisher, node] as const
  const call = { ...escrow(contracts), functionName: 'fund', args } as const
  return spend(contracts, contracts.addresses.escrow, request.maxPrice, call)
}

/** Brings somebody else's payment; the wallet pays the gas and nothing else. */
export const fundWithAuthorization = (
  contracts: SigningContracts,
  terms: FundingTerms,
  authorization: FundingAuthorization,
): Promise<Sent> => {
  const { request, publisher = ZERO_ADDRESS, node = ZERO_ADDRESS } = terms
  const { from, validAfter, validBefore, signature } = authorization
  const payment = { from, validAfter: BigInt(validAfter), validBefore: BigInt(validBefore), signature }
  const args = [request, publisher, node, payment] as const
  return send(contracts, { ...escrow(contracts), functionName: 'fundWithAuthorization', args })
}

/** The nonce that binds an authorization to its terms: H("assay/funding/1" || requestHash || publisher || node). */
export const fundingNonce = (requestHash: Hex, publisher: Hex, node: Hex): Hex =>
  toHex(sha256(concat(utf8('assay/funding/1'), fromHex(requestHash), fromHex(publisher), fromHex(node))))

/** Signs the payment of a request with a local account, without a transaction. */
export async function authorizeFunding(
  payer: Pick<LocalAccount, 'address' | 'signTypedData'>,
  network: { readonly chainId: number; readonly addresses: Addresses },
  terms: FundingTerms,
  validity: { readonly validAfter: number; readonly validBefore: number },
): Promise<FundingAuthorization> {
  const { chainId, addresses } = network
  const { request, publisher = ZERO_ADDRESS, node = ZERO_ADDRESS } = terms
  const from = lower(payer.address)
  const message = authorizationMessage(chainId, addresses.token, 'ReceiveWithAuthorization', {
    from,
    to: addresses.escrow,
    value: request.maxPrice,
    ...validity,
    nonce: fundingNonce(hashRequest(domainOf(chainId, addresses), request), publisher, node),
  })
  return { from, ...validity, signature: await payer.signTypedData(message) }
}

/** What stands for a request, or null where it was never funded. */
export async function getDeposit(
  contracts: Contracts,
  requestHash: Hex,
  at: ReadOptions = {},
): Promise<Deposit | null> {
  const call = { ...escrow(contracts), functionName: 'getDeposit', args: [requestHash], ...at } as const
  const { state, publisher, node, funder, ...rest } = await onChain(() => contracts.client.readContract(call))
  const name = (['none', 'open', 'settled', 'refunded'] as const)[state]
  if (name === undefined) throw new RangeError(`state: ${state} is not one of this version`)
  if (name === 'none') return null
  return { ...rest, state: name, funder: lower(funder), publisher: addressOrNull(publisher), node: addressOrNull(node) }
}

/** What an account may withdraw. */
export const getCredit = (contracts: Contracts, account: Hex, at: ReadOptions = {}): Promise<bigint> =>
  onChain(() => contracts.client.readContract({ ...escrow(contracts), functionName: 'credit', args: [account], ...at }))

/** Seconds of a bucket of maturing money, as in Solidity. */
export const BUCKET = 3_600
/** Whom fees mature for: the treasury of the moment when they do. */
export const FEES: Hex = ZERO_ADDRESS

/** The bucket in which what matures at a time becomes credit: at its number times BUCKET. */
export const bucketOf = (maturesAt: number): number => Math.ceil(maturesAt / BUCKET)

/** What becomes an account's credit at the end of a bucket. */
export const getMaturing = (
  contracts: Contracts,
  account: Hex,
  bucket: number,
  at: ReadOptions = {},
): Promise<bigint> =>
  onChain(() =>
    contracts.client.readContract({
      ...escrow(contracts),
      functionName: 'maturing',
      args: [account, BigInt(bucket)],
      ...at,
    }),
  )

/** Makes credit of what has matured for an account (or FEES), at most 256 buckets at a time; any wallet may do it. */
export const mature = (contracts: SigningContracts, account: Hex, buckets: readonly number[]): Promise<Sent> =>
  send(contracts, { ...escrow(contracts), functionName: 'mature', args: [account, buckets.map(BigInt)] })

/** Pays an account its credit; any wallet may do it. */
export const withdrawCredit = (contracts: SigningContracts, account: Hex): Promise<Sent> =>
  send(contracts, { ...escrow(contracts), functionName: 'withdraw', args: [account] })

const addressOrNull = (address: string): Hex | null => (lower(address) === ZERO_ADDRESS ? null : lower(address))

const escrow = ({ addresses }: Contracts) => ({ address: addresses.escrow, abi: escrowAbi }) as const
