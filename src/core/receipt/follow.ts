// A follower's signed word on a stream: spec/stream.md, "Followers". It names a head, so it speaks of every token up to it and of nothing
// later; an end head, and it speaks of the end as well. Whose word counts is core/verify's to say.

import { type Hex, toHex } from '../bytes/index.ts'
import { digest, eip712Domain, structHash } from '../crypto/index.ts'
import { signDigest, typeString } from './hash.ts'
import type { Domain, StructFields } from './types.ts'

export interface FollowVerdict {
  readonly requestHash: Hex
  /** Head after `tokenCount` tokens, or the end head of an answer of as many. */
  readonly head: Hex
  readonly tokenCount: bigint
  /** The verifying node. */
  readonly verifier: Hex
  /** Are these the tokens that the model gives? */
  readonly ok: boolean
  /** Unix seconds. */
  readonly timestamp: bigint
}

export const FOLLOW_FIELDS: StructFields<FollowVerdict> = [
  ['requestHash', 'bytes32'],
  ['head', 'bytes32'],
  ['tokenCount', 'uint64'],
  ['verifier', 'address'],
  ['ok', 'bool'],
  ['timestamp', 'uint64'],
]

export const FOLLOW_TYPE = typeString('FollowVerdict', FOLLOW_FIELDS)

/** A follower falls behind a stream by no more tokens than this. */
export const MAX_FOLLOW_LAG = 32

export interface SignedFollow {
  readonly verdict: FollowVerdict
  readonly signature: Hex
}

export function hashFollow(domain: Domain, verdict: FollowVerdict): Hex {
  const values = FOLLOW_FIELDS.map(([name]) => verdict[name])
  return toHex(digest(eip712Domain(domain), structHash(FOLLOW_TYPE, values)))
}

/** Signs a verdict with the verifier's 32-byte receipt key. */
export const signFollow = (domain: Domain, verdict: FollowVerdict, privateKey: Uint8Array): SignedFollow => ({
  verdict,
  signature: signDigest(hashFollow(domain, verdict), privateKey),
})
