// The randomness of one token: spec/sampler.md, "Draw".

import { Writer } from '../../bytes/cursor.ts'
import { sha256 } from '../../crypto/index.ts'

export const SEED_BYTES = 32

/**
 * floor(R total / 2^128), R the first 16 bytes of SHA-256(seed || u32 index), big-endian: 0 to total - 1, each to within 2^-128 as
 * likely as the others.
 */
export function drawBelow(total: bigint, seed: Uint8Array, index: number): bigint {
  const digest = sha256(new Writer(SEED_BYTES + 4).raw(seed).u32(index).finish())
  let r = 0n
  for (let i = 0; i < 16; i++) r = (r << 8n) | BigInt(digest[i]!)
  return (r * total) >> 128n
}
