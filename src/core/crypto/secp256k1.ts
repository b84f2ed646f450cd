// secp256k1 ECDSA over 32-byte digests, in the one form that spec/receipt.md allows: 65 bytes r || s || v, low s, v 27 or 28.
// Compact (64 byte), high-s and v 0/1 forms are refused, so that a signature has one encoding only.

import { secp256k1 } from '@noble/curves/secp256k1.js'
import { type Hex, toHex } from '../bytes/index.ts'
import { keccak256 } from './eip712.ts'

const SIGNATURE_BYTES = 65

/** Signs a digest with a 32-byte private key (RFC 6979 nonce: no randomness needed). */
export function sign(digest: Uint8Array, privateKey: Uint8Array): Uint8Array {
  if (digest.length !== 32) throw new RangeError('digest: 32 bytes expected')
  const recovered = secp256k1.sign(digest, privateKey, { prehash: false, lowS: true, format: 'recovered' })
  const recovery = recovered[0]!
  // Recovery ids 2 and 3 (r above the group order) have probability 2^-128, and the EVM cannot express them.
  if (recovery > 1) throw new RangeError('digest: no signature with v 27 or 28')
  const out = new Uint8Array(SIGNATURE_BYTES)
  out.set(recovered.subarray(1))
  out[64] = 27 + recovery
  return out
}

/** Address of the key that made `signature`, or null when it is not a signature in the accepted form. Never throws. */
export function recover(digest: Uint8Array, signature: Uint8Array): Hex | null {
  if (digest.length !== 32 || signature.length !== SIGNATURE_BYTES) return null
  const v = signature[64]!
  if (v !== 27 && v !== 28) return null
  try {
    const parsed = secp256k1.Signature.fromBytes(signature.subarray(0, 64), 'compact')
    if (parsed.hasHighS()) return null
    return addressOf(
      parsed
        .addRecoveryBit(v - 27)
        .recoverPublicKey(digest)
        .toBytes(false),
    )
  } catch {
    // r or s outside 1 .. n - 1, or no curve point with that x.
    return null
  }
}

/** Public key (65 bytes, uncompressed) of a 32-byte private key. Throws when the key is not one. */
export const publicKeyOf = (privateKey: Uint8Array): Uint8Array => secp256k1.getPublicKey(privateKey, false)

/** Ethereum address of a public key: compressed (33 bytes) or uncompressed (65 bytes, with its 0x04). */
export function addressOf(publicKey: Uint8Array): Hex {
  const point = secp256k1.Point.fromBytes(publicKey).toBytes(false)
  return toHex(keccak256(point.subarray(1)).subarray(12))
}
