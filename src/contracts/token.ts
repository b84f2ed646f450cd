// The token: balances, allowances, transfers, and EIP-3009 authorizations, which let somebody else bring a payment.

import type { Abi, ContractFunctionName } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import { onChain } from './failures.ts'
import { assayTokenAbi } from './generated/assay-token.ts'
import { type Call, included, inTurn, send, submit } from './send.ts'
import type { Contracts, Sent, SigningContracts } from './types.ts'

export const balanceOf = ({ client, addresses }: Contracts, account: Hex): Promise<bigint> =>
  onChain(() =>
    client.readContract({ address: addresses.token, abi: assayTokenAbi, functionName: 'balanceOf', args: [account] }),
  )

export const transfer = (contracts: SigningContracts, to: Hex, amount: bigint): Promise<Sent> =>
  send(contracts, { ...token(contracts), functionName: 'transfer', args: [to, amount] })

/** Lets `spender` take up to `amount` from the wallet's account. */
export const allow = (contracts: SigningContracts, spender: Hex, amount: bigint): Promise<Sent> =>
  send(contracts, approval(contracts, spender, amount))

/**
 * Sends a call by which `spender` takes `amount`, and allows it `allowance` first where so much is not allowed yet. It keeps the wallet's
 * turn until it is included: two of them at once would count on the same allowance.
 */
export const spend = <const abi extends Abi, name extends ContractFunctionName<abi, 'nonpayable'>>(
  contracts: SigningContracts,
  spender: Hex,
  amount: bigint,
  call: Call<abi, name>,
  allowance = amount,
): Promise<Sent> =>
  onChain(() =>
    inTurn(contracts.wallet, async () => {
      const args = [contracts.wallet.account.address, spender] as const
      const reading = { ...token(contracts), functionName: 'allowance', args } as const
      if ((await contracts.client.readContract(reading)) < amount)
        await included(contracts, await submit(contracts, approval(contracts, spender, allowance)))
      return included(contracts, await submit(contracts, call))
    }),
  )

/** What EIP-3009 has a payer sign. Times in Unix seconds. */
export interface Authorization {
  readonly from: Hex
  readonly to: Hex
  readonly value: bigint
  readonly validAfter: number
  readonly validBefore: number
  readonly nonce: Hex
}

const AUTHORIZATION = [
  { name: 'from', type: 'address' },
  { name: 'to', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'validAfter', type: 'uint256' },
  { name: 'validBefore', type: 'uint256' },
  { name: 'nonce', type: 'bytes32' },
] as const

const AUTHORIZATION_TYPES = {
  TransferWithAuthorization: AUTHORIZATION,
  ReceiveWithAuthorization: AUTHORIZATION,
} as const

/** EIP-712 message of an authorization, for any signer that speaks viem's `signTypedData`. */
export const authorizationMessage = <kind extends keyof typeof AUTHORIZATION_TYPES>(
  chainId: number,
  tokenAddress: Hex,
  primaryType: kind,
  authorization: Authorization,
) =>
  ({
    domain: { name: 'Assay Token', version: '1', chainId, verifyingContract: tokenAddress },
    types: AUTHORIZATION_TYPES,
    primaryType,
    message: {
      ...authorization,
      validAfter: BigInt(authorization.validAfter),
      validBefore: BigInt(authorization.validBefore),
    },
  }) as const

/** Brings somebody's signed transfer to the token; the wallet pays the gas and nothing else. */
export const transferWithAuthorization = (
  contracts: SigningContracts,
  authorization: Authorization,
  signature: Hex,
): Promise<Sent> => {
  const { from, to, value, validAfter, validBefore, nonce } = authorization
  const args = [from, to, value, BigInt(validAfter), BigInt(validBefore), nonce, signature] as const
  return send(contracts, { ...token(contracts), functionName: 'transferWithAuthorization', args })
}

const approval = (contracts: Contracts, spender: Hex, amount: bigint) =>
  ({ ...token(contracts), functionName: 'approve', args: [spender, amount] }) as const

const token = ({ addresses }: Contracts) => ({ address: addresses.token, abi: assayTokenAbi }) as const
