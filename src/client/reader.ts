// Showing that one may read a receipt's content: spec/gateway.md, "Readers". Used by clients, gateways and nodes alike.
// The proof opens reading only; it pays for nothing, and whoever holds it may read that receipt while it is fresh.

import { type Hex, toHex } from '../core/bytes/index.ts'
import { digest, eip712Domain, structHash } from '../core/crypto/index.ts'
import {
  DISCLOSURE,
  type Domain,
  hashDelegates,
  type Request,
  signDigest,
  signerOf,
  ZERO_ADDRESS,
} from '../core/receipt/index.ts'

export const READ_TYPE = 'ReadReceipt(bytes32 receiptId,uint64 timestamp)'

/** A proof's time may differ from the checker's by at most this: seconds, either way. */
export const READER_SECONDS = 300

export const MAX_DELEGATES = 64

export interface ReaderProof {
  /** Unix seconds. */
  readonly timestamp: number
  readonly signature: Hex
}

const readDigest = (domain: Domain, id: Hex, timestamp: number): Hex =>
  toHex(digest(eip712Domain(domain), structHash(READ_TYPE, [id, timestamp])))

/** Signs that the key's holder reads receipt `id` now (Unix seconds). */
export const proveReader = (domain: Domain, id: Hex, now: number, privateKey: Uint8Array): ReaderProof => ({
  timestamp: now,
  signature: signDigest(readDigest(domain, id, now), privateKey),
})

/** Who made the proof, or null where it is stale, from the future, or not a signature. */
export function readerOf(domain: Domain, id: Hex, proof: ReaderProof, now: number): Hex | null {
  if (!Number.isSafeInteger(proof.timestamp) || Math.abs(proof.timestamp - now) > READER_SECONDS) return null
  return signerOf(readDigest(domain, id, proof.timestamp), proof.signature)
}

/** May this reader see input and output? Everyone may where the request says so; else its payer and its delegates. */
export function mayRead(
  request: Pick<Request, 'disclosure' | 'payer' | 'delegatesHash'>,
  reader: { readonly address: Hex; readonly delegates?: readonly Hex[] } | null,
): boolean {
  if (request.disclosure === DISCLOSURE.public || request.disclosure === DISCLOSURE.verifiers) return true
  if (reader === null) return false
  if (reader.address === request.payer) return true
  const { address, delegates = [] } = reader
  if (address === ZERO_ADDRESS || delegates.length === 0 || delegates.length > MAX_DELEGATES) return false
  return delegates.includes(address) && hashDelegates(delegates) === request.delegatesHash
}

/** Header forms: `x-assay-signature: <timestamp>:<signature>` and `x-assay-delegates: <address>,<address>`. */
export const readerHeaders = (proof: ReaderProof, delegates: readonly Hex[] = []): Record<string, string> => ({
  'x-assay-signature': `${proof.timestamp}:${proof.signature}`,
  ...(delegates.length === 0 ? {} : { 'x-assay-delegates': delegates.join(',') }),
})

/** Reads the header forms; null where they are malformed. */
export function readerFromHeaders(
  signature: string,
  delegates: string | undefined,
): { proof: ReaderProof; delegates: readonly Hex[] } | null {
  const match = /^(\d{1,12}):(0x[0-9a-f]{130})$/.exec(signature)
  if (match === null) return null
  const list = delegates === undefined ? [] : delegates.split(',').map(entry => entry.trim())
  if (list.length > MAX_DELEGATES || !list.every(entry => /^0x[0-9a-f]{40}$/.test(entry))) return null
  return { proof: { timestamp: Number(match[1]), signature: match[2] as Hex }, delegates: list as Hex[] }
}
