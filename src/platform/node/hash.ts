// SHA-256 of node:crypto for core's hash slot: an order of magnitude faster than the portable one, the same bytes.

import { createHash } from 'node:crypto'
import { installHash } from '../../core/crypto/index.ts'

/** Installs it; core checks a known answer first. May be called more than once. */
export function installNodeHash(): void {
  installHash(data => {
    const digest = createHash('sha256').update(data).digest()
    return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
  })
}
