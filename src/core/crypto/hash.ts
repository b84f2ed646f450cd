// SHA-256 behind a slot: noble by default, node:crypto where `platform/node` installs it. Both are checked against a
// known answer before they are used, so a slot can change speed and nothing else.

import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { concat, equal, fromHex, utf8 } from '../bytes/index.ts'

/** SHA-256 (FIPS 180-4): any bytes in, 32 bytes out. */
export type Hash = (data: Uint8Array) => Uint8Array

const KNOWN = fromHex('0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')

let installed: Hash = nobleSha256

/** Installs a faster SHA-256. Throws TypeError when it is not SHA-256. */
export function installHash(hash: Hash): void {
  if (!equal(hash(utf8('abc')), KNOWN)) throw new TypeError('hash: not SHA-256')
  installed = hash
}

export const sha256: Hash = data => installed(data)

/** SHA-256 over the concatenation of `parts`. */
export const sha256Concat = (...parts: readonly Uint8Array[]): Uint8Array => installed(concat(...parts))
