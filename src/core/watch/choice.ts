// Which entries of logs everybody checks: spec/watching.md, "Public choice". Nobody knew when it answered, and anybody can compute it afterwards.

import { Writer } from '../bytes/cursor.ts'
import { concat, fromHex, type Hex, utf8 } from '../bytes/index.ts'
import { sha256 } from '../crypto/index.ts'

const DOMAIN = utf8('assay/watch/1')
/** Ten-thousandths. */
export const WHOLE = 10_000

/**
 * Is entry `index` of a node's log chosen at a rate in ten-thousandths? `beacon`: 32 bytes that were not known before the checkpoint
 * that has the entry was anchored. The first 64 bits of H("assay/watch/1" || beacon || node || u64 index) are below rate 2^64 / 10^4.
 */
export function isChosen(beacon: Uint8Array, node: Hex, index: number, rate: number): boolean {
  const place = new Writer(8).u64(index).finish()
  const digest = sha256(concat(DOMAIN, beacon, fromHex(node), place))
  const draw = new DataView(digest.buffer, digest.byteOffset, 8).getBigUint64(0)
  return draw < (BigInt(rate) << 64n) / BigInt(WHOLE)
}
