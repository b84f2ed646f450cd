// The key stream of ChaCha20 (RFC 8439): where the elements of a challenge come from, as hashing each would cost more than the products that they
// are for.

import { chacha20 } from '@noble/ciphers/chacha.js'

const NONCE_BYTES = 12

/** Little-endian words of the key stream of a key of 32 bytes from block 0 on, under the nonce whose first word is `nonce` and whose others are 0. */
export function chachaWords(key: Uint8Array, nonce: number, count: number): Int32Array {
  const first = new Uint8Array(NONCE_BYTES)
  new DataView(first.buffer).setUint32(0, nonce, true)
  const bytes = chacha20(key, first, new Uint8Array(4 * count))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Int32Array.from({ length: count }, (_, i) => view.getInt32(4 * i, true))
}
