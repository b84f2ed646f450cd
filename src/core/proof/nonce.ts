// Nonces of work as bytes (spec/proof.md, "Transcript"): u64, big-endian, below 2^53.

export const NONCE_BYTES = 8

/** Throws RangeError for what is no safe integer >= 0. */
export function encodeNonce(nonce: number): Uint8Array {
  if (!Number.isSafeInteger(nonce) || nonce < 0) throw new RangeError(`transcript: nonce ${nonce}`)
  const bytes = new Uint8Array(NONCE_BYTES)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(nonce))
  return bytes
}

/** Null for another number of bytes, and for 2^53 and above. */
export function decodeNonce(bytes: Uint8Array): number | null {
  if (bytes.length !== NONCE_BYTES) return null
  const nonce = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  return nonce <= Number.MAX_SAFE_INTEGER ? Number(nonce) : null
}
