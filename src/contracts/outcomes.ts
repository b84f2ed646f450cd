// What becomes of one item of a batch: Escrow.Outcome in Solidity, in its order, as codes of spec/errors.tsv.

import type { ErrorCode } from '../core/errors/index.ts'

export const OUTCOMES = [
  'settled',
  'refunded',
  'not_funded',
  'already_settled',
  'already_refunded',
  'refund_too_early',
  'settlement_too_late',
  'node_mismatch',
  'request_mismatch',
  'price_above_maximum',
  'checkpoint_missing',
  'checkpoint_not_anchored',
  'checkpoint_signature_invalid',
  'key_not_valid',
  'receipt_signature_invalid',
  'not_included',
  'receipt_faulty',
] as const satisfies readonly (ErrorCode | 'settled' | 'refunded')[]

export type Outcome = (typeof OUTCOMES)[number]

/** Solidity's number as a word. */
export function outcomeOf(value: number): Outcome {
  const outcome = OUTCOMES[value]
  if (outcome === undefined) throw new RangeError(`outcome: ${value} is not one of this version`)
  return outcome
}
