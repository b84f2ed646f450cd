// /assay/status/1: what a node says of itself, and its claim on its own keys. spec/wire.md, "Status".
// A claim is signed and short-lived: it lets peers tell a node that somebody else signs with the same keys. See guard.ts.

import { z } from 'zod'
import { type Hex, isHex, toHex } from '../core/bytes/index.ts'
import { digest, eip712Domain, structHash } from '../core/crypto/index.ts'
import { type Domain, signDigest, signerOf } from '../core/receipt/index.ts'

export const STATUS_PROTOCOL = '/assay/status/1'
export const STATUS_CAP = 64 * 1024
/** Model ids that fit an answer. */
export const MAX_STATUS_MODELS = 800

export interface Claim {
  readonly node: Hex
  readonly instance: Hex
  /** Unix milliseconds by the claimant's clock. */
  readonly time: number
  readonly signature: Hex
}

const CLAIM_TYPE = 'Claim(address node,bytes32 instance,uint64 time)'

const claimDigest = (domain: Domain, { node, instance, time }: Omit<Claim, 'signature'>): Hex =>
  toHex(digest(eip712Domain(domain), structHash(CLAIM_TYPE, [node, instance, time])))

export const signClaim = (domain: Domain, claim: Omit<Claim, 'signature'>, privateKey: Uint8Array): Claim => ({
  ...claim,
  signature: signDigest(claimDigest(domain, claim), privateKey),
})

/** Address of the key that signed the claim, or null. */
export const claimSigner = (domain: Domain, claim: Claim): Hex | null =>
  signerOf(claimDigest(domain, claim), claim.signature)

const hex = (length: number) => z.custom<Hex>(value => isHex(value, length))
const whole = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

const claimSchema = z.strictObject({ node: hex(20), instance: hex(32), time: whole, signature: hex(65) })

/** A question: `claim` as a node renews its own, `release` when it stops. */
export const statusRequestSchema = z.strictObject({ claim: claimSchema.optional(), release: claimSchema.optional() })

/** An answer. Members of later versions are passed over. */
export const statusSchema = z.object({
  node: hex(20),
  instance: hex(32),
  roles: z.array(z.string().max(32)).max(16),
  engine: z.string().max(64),
  pricePerRow: z.string().regex(/^\d{1,29}$/),
  /** With the trace root; nodes that do not say sell none. */
  tracedPricePerRow: z
    .string()
    .regex(/^\d{1,30}$/)
    .optional(),
  models: z.array(hex(32)).max(MAX_STATUS_MODELS),
  load: z.object({ active: whole, limit: whole }),
  log: z.object({ size: whole }),
  /** Does it sign receipts and checkpoints now? */
  signing: z.boolean(),
  /** The claim of another process on the asker's keys, where one holds. */
  held: claimSchema.nullable(),
})

export type NodeStatus = z.output<typeof statusSchema>
