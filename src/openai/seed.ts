// The seed of each choice: spec/openai.md, "Seeds". A given number fixes all of them; without one each is random. Either way the request
// commits to it before the first token.

import { concat, utf8 } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import type { Random } from '../core/receipt/index.ts'

const DOMAIN = utf8('assay/openai/seed/1')

/** 32 bytes for the choice at `index`, from 0. `seed` is an integer that JSON carries exactly. */
export function seedOf(seed: number | undefined, index: number, random: Random): Uint8Array {
  if (seed === undefined) return random(32)
  if (!Number.isSafeInteger(seed) || !Number.isInteger(index) || index < 0)
    throw new RangeError('seed: not a safe integer and an index')
  const tail = new Uint8Array(12)
  const view = new DataView(tail.buffer)
  view.setBigInt64(0, BigInt(seed))
  view.setUint32(8, index)
  return sha256(concat(DOMAIN, tail))
}
