// EIP-712 digests and signatures of requests, receipts and verdicts: spec/receipt.md.

import type { Hex } from '../bytes/index.ts'
import { fromHex, toHex } from '../bytes/index.ts'
import { digest, eip712Domain, recover, sign, structHash } from '../crypto/index.ts'
import {
  type Domain,
  RECEIPT_FIELDS,
  REQUEST_FIELDS,
  type Receipt,
  type ReplayVerdict,
  type Request,
  type StructFields,
  type TraceRoot,
  VERDICT_FIELDS,
} from './types.ts'

export const typeString = (
  name: string,
  fields: StructFields<never> | readonly (readonly [string, string])[],
): string => `${name}(${fields.map(([field, type]) => `${type} ${field}`).join(',')})`

export const REQUEST_TYPE = typeString('Request', REQUEST_FIELDS)
export const RECEIPT_TYPE = typeString('Receipt', RECEIPT_FIELDS)
export const VERDICT_TYPE = typeString('ReplayVerdict', VERDICT_FIELDS)

function hashOf<T>(domain: Domain, type: string, fields: StructFields<T>, value: T): Uint8Array {
  const values = fields.map(([name]) => value[name] as Hex | bigint | number | boolean)
  return digest(eip712Domain(domain), structHash(type, values))
}

export const hashRequest = (domain: Domain, request: Request): Hex =>
  toHex(hashOf(domain, REQUEST_TYPE, REQUEST_FIELDS, request))
/** A receipt's id: what the log holds and contracts see. */
export const receiptId = (domain: Domain, receipt: Receipt): Hex =>
  toHex(hashOf(domain, RECEIPT_TYPE, RECEIPT_FIELDS, receipt))
export const hashVerdict = (domain: Domain, verdict: ReplayVerdict): Hex =>
  toHex(hashOf(domain, VERDICT_TYPE, VERDICT_FIELDS, verdict))

const TRACE_ROOT_FIELDS: StructFields<TraceRoot> = [
  ['receiptId', 'bytes32'],
  ['traceRoot', 'bytes32'],
]

/** A trace root that a node shows for a receipt; two different ones are an equivocation (spec/dispute.md). */
export const hashTraceRoot = (domain: Domain, root: TraceRoot): Hex =>
  toHex(hashOf(domain, typeString('TraceRoot', TRACE_ROOT_FIELDS), TRACE_ROOT_FIELDS, root))

/** Signs a digest with a 32-byte secp256k1 key: 65 bytes, low s, v 27 or 28. */
export const signDigest = (hash: Hex, privateKey: Uint8Array): Hex => toHex(sign(fromHex(hash), privateKey))

/** Address that signed `hash`, or null when the signature is not one in the only accepted form. */
export function signerOf(hash: Hex, signature: Hex): Hex | null {
  return recover(fromHex(hash), fromHex(signature))
}
