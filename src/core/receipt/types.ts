// Request and Receipt: spec/receipt.md. Plain data: hex strings as EIPs write them, bigint for unsigned integers.

import type { Hex } from '../bytes/index.ts'

/** Who may read input and output: spec/receipt.md, "Request". */
export const DISCLOSURE = { public: 0, verifiers: 1, requester: 2 } as const
export type Disclosure = keyof typeof DISCLOSURE

export const ZERO_ADDRESS: Hex = `0x${'00'.repeat(20)}`
export const ZERO_HASH: Hex = `0x${'00'.repeat(32)}`

/** The EIP-712 domain's variable part. */
export interface Domain {
  readonly chainId: number
  /** Address of the network's escrow. */
  readonly verifyingContract: Hex
}

/** What a client asks for. Hashes and nonces are 32 bytes, addresses 20; deadline in Unix seconds. */
export interface Request {
  readonly modelId: Hex
  readonly inputCommitment: Hex
  readonly samplerHash: Hex
  readonly seed: Hex
  readonly maxPrice: bigint
  readonly disclosure: number
  /** Shall the receipt commit to the root of the run's trace, at its own price? */
  readonly traceRoot: boolean
  readonly delegatesHash: Hex
  readonly nonce: Hex
  readonly deadline: bigint
  /** Zero for an unsigned request. */
  readonly payer: Hex
}

/** What a node did. */
export interface Receipt {
  readonly fieldsRoot: Hex
  readonly requestHash: Hex
  readonly modelId: Hex
  readonly node: Hex
  readonly payer: Hex
  readonly price: bigint
  readonly tokensIn: bigint
  readonly tokensOut: bigint
  readonly inputCommitment: Hex
  readonly outputCommitment: Hex
  readonly traceCommitment: Hex
  readonly previous: Hex
  readonly disclosure: number
  readonly nonce: Hex
  readonly deadline: bigint
}

/** A verifier's signed word on one receipt. */
export interface ReplayVerdict {
  readonly receiptId: Hex
  readonly verifier: Hex
  readonly ok: boolean
  /** Unix seconds. */
  readonly timestamp: bigint
}

/** A node's signed word on the trace of one run. */
export interface TraceRoot {
  readonly receiptId: Hex
  readonly traceRoot: Hex
}

/** EIP-712 type of a struct, field by field: the one source for hashing, JSON and generated Solidity tests. */
export type StructFields<T> = readonly (readonly [keyof T & string, string])[]

export const REQUEST_FIELDS: StructFields<Request> = [
  ['modelId', 'bytes32'],
  ['inputCommitment', 'bytes32'],
  ['samplerHash', 'bytes32'],
  ['seed', 'bytes32'],
  ['maxPrice', 'uint256'],
  ['disclosure', 'uint8'],
  ['traceRoot', 'bool'],
  ['delegatesHash', 'bytes32'],
  ['nonce', 'bytes32'],
  ['deadline', 'uint64'],
  ['payer', 'address'],
]

export const RECEIPT_FIELDS: StructFields<Receipt> = [
  ['fieldsRoot', 'bytes32'],
  ['requestHash', 'bytes32'],
  ['modelId', 'bytes32'],
  ['node', 'address'],
  ['payer', 'address'],
  ['price', 'uint256'],
  ['tokensIn', 'uint64'],
  ['tokensOut', 'uint64'],
  ['inputCommitment', 'bytes32'],
  ['outputCommitment', 'bytes32'],
  ['traceCommitment', 'bytes32'],
  ['previous', 'bytes32'],
  ['disclosure', 'uint8'],
  ['nonce', 'bytes32'],
  ['deadline', 'uint64'],
]

export const VERDICT_FIELDS: StructFields<ReplayVerdict> = [
  ['receiptId', 'bytes32'],
  ['verifier', 'address'],
  ['ok', 'bool'],
  ['timestamp', 'uint64'],
]
