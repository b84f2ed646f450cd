// Events of the contracts as plain typed data: what the indexer delivers.

import type { Abi, ContractEventArgsFromTopics, ContractEventName } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import { assayTokenAbi } from './generated/assay-token.ts'
import { checkpointAnchorAbi } from './generated/checkpoint-anchor.ts'
import { disputesAbi } from './generated/disputes.ts'
import { escrowAbi } from './generated/escrow.ts'
import { misconductAbi } from './generated/misconduct.ts'
import { modelRegistryAbi } from './generated/model-registry.ts'
import { nodeRegistryAbi } from './generated/node-registry.ts'
import { parametersAbi } from './generated/parameters.ts'
import { slasherAbi } from './generated/slasher.ts'
import { timelockControllerAbi } from './generated/timelock-controller.ts'
import type { Addresses } from './types.ts'

/** ABIs by the names that contracts have in `Addresses`. */
export const EVENT_ABIS = {
  token: assayTokenAbi,
  parameters: parametersAbi,
  models: modelRegistryAbi,
  nodes: nodeRegistryAbi,
  escrow: escrowAbi,
  anchor: checkpointAnchorAbi,
  timelock: timelockControllerAbi,
  slasher: slasherAbi,
  disputes: disputesAbi,
  misconduct: misconductAbi,
} as const satisfies Record<keyof Addresses, Abi>

export type EventContract = keyof typeof EVENT_ABIS

interface Position {
  readonly blockNumber: bigint
  readonly blockHash: Hex
  readonly logIndex: number
  readonly transactionHash: Hex
}

type EventsOf<contract extends EventContract> = {
  [name in ContractEventName<(typeof EVENT_ABIS)[contract]>]: Position & {
    readonly contract: contract
    readonly name: name
    /** By name; addresses in lower case. */
    readonly args: ContractEventArgsFromTopics<(typeof EVENT_ABIS)[contract], name>
  }
}[ContractEventName<(typeof EVENT_ABIS)[contract]>]

/** Any event: narrow it by `contract` and `name`. */
export type ChainEvent = { [contract in EventContract]: EventsOf<contract> }[EventContract]
