// Elements as bytes (spec/field.md, "Encodings"): a limb is four bytes, big-endian, and an element of the extension
// four limbs, c0 first. So a word of SHA-256 or a shift of an EVM word is a limb. There is one encoding of each
// element: decoders refuse limbs of p and above.

import { type ErrorCode, refuse } from '../errors/index.ts'
import type { Field31 } from './base.ts'
import type { Extension } from './extension.ts'

/** Bytes of an element of a prime field, and of its extension. */
export const LIMB_BYTES = 4
export const EXTENSION_BYTES = 16

/** Limbs, one after another. Throws RangeError where a number is no element of the field. */
export function encodeLimbs(field: Field31, limbs: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(LIMB_BYTES * limbs.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < limbs.length; i++) {
    const limb = limbs[i]!
    if (!field.has(limb)) throw new RangeError(`limb ${i}: ${limb} is no element of ${field.name}`)
    view.setUint32(LIMB_BYTES * i, limb)
  }
  return bytes
}

/**
 * Exactly `count` limbs out of bytes of anybody's making. Refuses, with `code`, any other length and every limb that is
 * not below p. `what` names the bytes in refusals.
 */
export function decodeLimbs(
  field: Field31,
  bytes: Uint8Array,
  count: number,
  what: string,
  code: ErrorCode = 'file_malformed',
): Uint32Array {
  // Before anything is allocated.
  if (bytes.length !== LIMB_BYTES * count)
    refuse(code, `${what}: ${LIMB_BYTES * count} bytes expected, there are ${bytes.length}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const limbs = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const limb = view.getUint32(LIMB_BYTES * i)
    if (limb >= field.order) refuse(code, `${what}: limb ${i} is ${limb}, not below ${field.order}`)
    limbs[i] = limb
  }
  return limbs
}

/** The 16 bytes of an element of the extension. Throws RangeError where a limb is no element of the prime field. */
export const encodeExtension = (field: Field31, element: Extension): Uint8Array => encodeLimbs(field, element)

/** An element of the extension out of 16 bytes of anybody's making; refuses what `decodeLimbs` refuses. */
export function decodeExtension(field: Field31, bytes: Uint8Array, what: string, code?: ErrorCode): Extension {
  const [c0, c1, c2, c3] = decodeLimbs(field, bytes, 4, what, code)
  return [c0!, c1!, c2!, c3!]
}
