// Checkpoint anchors: spec/contracts.md, section "Checkpoint anchor".

import type { Hex } from '../core/bytes/index.ts'
import { onChain } from './failures.ts'
import { checkpointAnchorAbi } from './generated/checkpoint-anchor.ts'
import { send } from './send.ts'
import type { Contracts, ReadOptions, Sent, SigningContracts } from './types.ts'

export interface EpochRoot {
  readonly root: Hex
  /** Checkpoints under it; informs readers. */
  readonly count: number
}

/** Most roots that one transaction takes. */
export const MAX_ANCHORS = 64

/** Timestamps epoch roots. A root that is anchored already keeps its time. */
export const anchor = (contracts: SigningContracts, epochs: readonly EpochRoot[]): Promise<Sent> =>
  send(contracts, {
    address: contracts.addresses.anchor,
    abi: checkpointAnchorAbi,
    functionName: 'anchor',
    args: [epochs],
  })

/** Unix seconds at which a root was anchored, or null. */
export async function anchoredAt(contracts: Contracts, root: Hex, at: ReadOptions = {}): Promise<number | null> {
  const { client, addresses } = contracts
  const call = {
    address: addresses.anchor,
    abi: checkpointAnchorAbi,
    functionName: 'anchoredAt',
    args: [root],
  } as const
  const seconds = await onChain(() => client.readContract({ ...call, ...at }))
  return seconds === 0n ? null : Number(seconds)
}

/** The block in which a root was first anchored, or null. Looks from `fromBlock` on, the network's deployment. */
export async function anchorBlock(contracts: Contracts, root: Hex, fromBlock: bigint): Promise<bigint | null> {
  const { client, addresses } = contracts
  const call = { address: addresses.anchor, abi: checkpointAnchorAbi, eventName: 'Anchored' } as const
  const [first] = await onChain(() => client.getContractEvents({ ...call, args: { root }, fromBlock, strict: true }))
  return first?.blockNumber ?? null
}
