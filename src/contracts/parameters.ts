// The network's parameters: spec/contracts.md, section "Parameters".

import type { Hex } from '../core/bytes/index.ts'
import { onChain } from './failures.ts'
import { parametersAbi } from './generated/parameters.ts'
import { type Contracts, lower, type ReadOptions } from './types.ts'

export interface ParameterValues {
  readonly treasury: Hex
  readonly minStake: bigint
  /** Seconds, as the other delays. */
  readonly mergeDelay: number
  readonly challengePeriod: number
  readonly unbondingDelay: number
  readonly settlementTimeout: number
  /** Ten-thousandths of a price. */
  readonly protocolFeeBps: number
  readonly maxRoyaltyBps: number
  /** Seconds that a node has for its trace, and each side of a dispute for its moves. */
  readonly responseWindow: number
  /** Ten-thousandths of a slashed stake, to whoever showed the fault. */
  readonly bountyBps: number
  readonly challengeDeposit: bigint
  readonly demandDeposit: bigint
  /** Ten-thousandths of all logged receipts, checked by whoever verifies. */
  readonly auditBps: number
}

const TOKEN = 10n ** 18n

/** Where a network starts; the treasury is the deployer's choice. */
export const DEFAULT_PARAMETERS: Omit<ParameterValues, 'treasury'> = {
  minStake: 1_000n * TOKEN,
  mergeDelay: 3_600,
  challengePeriod: 7 * 86_400,
  unbondingDelay: 14 * 86_400,
  settlementTimeout: 86_400,
  protocolFeeBps: 100,
  maxRoyaltyBps: 3_000,
  responseWindow: 86_400,
  bountyBps: 2_000,
  challengeDeposit: 10n * TOKEN,
  demandDeposit: TOKEN,
  auditBps: 100,
}

/** The same for a development chain, where nobody wants to wait. */
export const DEVNET_PARAMETERS: Omit<ParameterValues, 'treasury'> = {
  ...DEFAULT_PARAMETERS,
  mergeDelay: 60,
  challengePeriod: 300,
  unbondingDelay: 600,
  settlementTimeout: 300,
  responseWindow: 60,
}

export async function getParameters({ client, addresses }: Contracts, at: ReadOptions = {}): Promise<ParameterValues> {
  const call = { address: addresses.parameters, abi: parametersAbi, functionName: 'values', ...at } as const
  const values = await onChain(() => client.readContract(call))
  return { ...values, treasury: lower(values.treasury) }
}
