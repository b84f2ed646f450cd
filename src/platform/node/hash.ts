// SHA-256 of node:crypto for core's hash slot, and kernels for its trees: an order of magnitude faster than the portable ones, the same bytes.

import * as crypto from 'node:crypto'
import { installHash, installTreeHash, wasmTreeHash } from '../../core/crypto/index.ts'

let trees: ReturnType<typeof wasmTreeHash> | undefined

/** Installs it, and for trees what hashes four leaves at once; core checks known answers first. May be called more than once. */
export function installNodeHash(): void {
  installHash(typeof crypto.hash === 'function' ? atOnce : inSteps)
  trees ??= wasmTreeHash()
  installTreeHash(trees)
}

/** Without an object for each hash, and as a string, which is made faster than a buffer: trees have many small leaves. */
function atOnce(data: Uint8Array): Uint8Array {
  const text = crypto.hash('sha256', data, 'binary')
  const digest = new Uint8Array(32)
  for (let i = 0; i < 32; i++) digest[i] = text.charCodeAt(i)
  return digest
}

function inSteps(data: Uint8Array): Uint8Array {
  const digest = crypto.createHash('sha256').update(data).digest()
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
}
