// What goes wrong on a chain, in this project's words: a refusal of a contract becomes a RefusalError with a code of
// spec/errors.tsv, a chain that cannot be reached or paid a WorldError. Everything else passes through unchanged.

import {
  BaseError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  decodeErrorResult,
  HttpRequestError,
  InsufficientFundsError,
  TimeoutError,
} from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import { ERRORS, type ErrorCode, type Facts, RefusalError, WorldError } from '../core/errors/index.ts'
import { errorsAbi } from './generated/errors.ts'

/** Errors of the libraries that our users meet. Our own are named after their codes. */
const LIBRARY: Readonly<Record<string, ErrorCode>> = {
  ERC20InsufficientBalance: 'balance_too_low',
  ERC20InsufficientAllowance: 'allowance_too_low',
  ERC3009InvalidSignature: 'authorization_invalid',
  ECDSAInvalidSignature: 'authorization_invalid',
  ECDSAInvalidSignatureLength: 'authorization_invalid',
  ECDSAInvalidSignatureS: 'authorization_invalid',
  ERC3009UsedAuthorization: 'authorization_used',
  ERC3009InvalidAuthorizationTime: 'authorization_expired',
  OwnableUnauthorizedAccount: 'not_owner',
}

/** `NodeNotYours` is `node_not_yours`. */
export const codeOfError = (name: string): ErrorCode => {
  const code = name.replace(/(?<=.)[A-Z]/g, letter => `_${letter}`).toLowerCase()
  return LIBRARY[name] ?? (code in ERRORS ? (code as ErrorCode) : 'contract_refused')
}

/** The refusal that revert data stand for. */
export function refusalOfRevert(data: Hex | undefined): RefusalError {
  if (data !== undefined && data !== '0x') {
    try {
      const { errorName, args = [] } = decodeErrorResult({ abi: errorsAbi, data })
      const names = errorsAbi.find(({ name }) => name === errorName)?.inputs ?? []
      const facts: Facts = Object.fromEntries(args.map((value, i) => [names[i]?.name || `${i}`, String(value)]))
      const details = Object.entries(facts).map(([name, value]) => `${name} ${value}`)
      const code = codeOfError(errorName)
      const said = code === 'contract_refused' ? `${ERRORS[code].message}: ${errorName}` : ERRORS[code].message
      return new RefusalError(code, details.length > 0 ? `${said} (${details.join(', ')})` : said, { facts })
    } catch {
      // Not an error of these contracts.
    }
  }
  return new RefusalError('contract_refused', `${ERRORS.contract_refused.message}, with ${data ?? 'no data'}`)
}

/** An error of viem as a RefusalError or WorldError; any other error as it is. */
export function failureOf(error: unknown): unknown {
  if (!(error instanceof BaseError)) return error
  const find = <T>(type: new (...args: never[]) => T): T | null => error.walk(e => e instanceof type) as T | null
  const reverted = find(ContractFunctionRevertedError)
  if (reverted !== null) return refusalOfRevert(reverted.raw)
  const cause = error
  if (find(InsufficientFundsError) !== null) {
    return new WorldError('gas_missing', ERRORS.gas_missing.message, { cause, hint: 'Send the account some gas.' })
  }
  if (find(ContractFunctionZeroDataError) !== null) {
    const hint = 'Compare the chain and the addresses in network.json.'
    return new WorldError('chain_unreachable', 'No contract stands at the address that the network names', {
      cause,
      hint,
    })
  }
  if (find(HttpRequestError) !== null || find(TimeoutError) !== null) {
    const hint = 'Is the chain running, and is its URL right?'
    return new WorldError('chain_unreachable', ERRORS.chain_unreachable.message, { cause, hint })
  }
  return error
}

/** Runs `f`; what it throws comes out as `failureOf` says. */
export async function onChain<T>(f: () => Promise<T>): Promise<T> {
  try {
    return await f()
  } catch (error) {
    throw failureOf(error)
  }
}
