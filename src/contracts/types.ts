// What every function of this room takes: a network's addresses, a viem client to read with, a viem wallet to write with.
// Addresses and hashes are lower-case hex, as in core; seconds are numbers; amounts are bigint.

import type { Account, Chain, PublicClient, Transport, WalletClient } from 'viem'
import type { Hex } from '../core/bytes/index.ts'

/** The contracts of one network. All but `token` and `timelock` are proxies; `escrow` names the EIP-712 domain. */
export interface Addresses {
  readonly token: Hex
  readonly parameters: Hex
  readonly models: Hex
  readonly nodes: Hex
  readonly escrow: Hex
  readonly anchor: Hex
  readonly timelock: Hex
  readonly slasher: Hex
  readonly disputes: Hex
  readonly misconduct: Hex
}

/** Enough to read. */
export interface Contracts {
  readonly client: PublicClient
  readonly addresses: Addresses
}

/** A wallet with its account and chain fixed. */
export type Wallet = WalletClient<Transport, Chain, Account>

/** Enough to read and write. */
export interface SigningContracts extends Contracts {
  readonly wallet: Wallet
}

/** A transaction that was included and did what it should. */
export interface Sent {
  readonly hash: Hex
  readonly blockNumber: bigint
  readonly gasUsed: bigint
}

/** A page of a list, read at one block so that nothing moves in between. */
export interface ReadOptions {
  /** Left out: the newest block. */
  readonly blockNumber?: bigint
}

export const lower = (hex: string): Hex => hex.toLowerCase() as Hex
