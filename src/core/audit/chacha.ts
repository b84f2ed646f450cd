// The key stream of ChaCha20 (RFC 8439, 2.3): where the elements of a challenge come from, as hashing each would cost more than the products
// that they are for.

const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const
const BLOCK_WORDS = 16

/** Words of the key stream of a key of 32 bytes from block 0 on, under the nonce whose first word is `nonce` and whose others are 0. */
export function chachaWords(key: Uint8Array, nonce: number, count: number): Int32Array {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength)
  const start = Int32Array.from({ length: BLOCK_WORDS }, (_, i) =>
    i < 4 ? CONSTANTS[i]! : i < 12 ? view.getInt32(4 * (i - 4), true) : i === 13 ? nonce : 0,
  )
  const out = new Int32Array(count)
  const s = new Int32Array(BLOCK_WORDS)
  for (let block = 0; BLOCK_WORDS * block < count; block++) {
    start[12] = block
    s.set(start)
    for (let round = 0; round < 10; round++) {
      quarter(s, 0, 4, 8, 12)
      quarter(s, 1, 5, 9, 13)
      quarter(s, 2, 6, 10, 14)
      quarter(s, 3, 7, 11, 15)
      quarter(s, 0, 5, 10, 15)
      quarter(s, 1, 6, 11, 12)
      quarter(s, 2, 7, 8, 13)
      quarter(s, 3, 4, 9, 14)
    }
    const end = Math.min(BLOCK_WORDS, count - BLOCK_WORDS * block)
    for (let i = 0; i < end; i++) out[BLOCK_WORDS * block + i] = s[i]! + start[i]!
  }
  return out
}

function quarter(s: Int32Array, a: number, b: number, c: number, d: number): void {
  let [x, y, z, w] = [s[a]!, s[b]!, s[c]!, s[d]!]
  x = (x + y) | 0
  w ^= x
  w = (w << 16) | (w >>> 16)
  z = (z + w) | 0
  y ^= z
  y = (y << 12) | (y >>> 20)
  x = (x + y) | 0
  w ^= x
  w = (w << 8) | (w >>> 24)
  z = (z + w) | 0
  y ^= z
  y = (y << 7) | (y >>> 25)
  s[a] = x
  s[b] = y
  s[c] = z
  s[d] = w
}
