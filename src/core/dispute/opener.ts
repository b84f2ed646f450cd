// What a step sees: it names what it opens and reads it, and cannot tell whether a prover or a judge answers. So both open the same.

import { LEAF_BYTES } from '../crypto/index.ts'
import type { Op } from '../graph/index.ts'
import type { PartType } from '../trace/index.ts'
import type { Facts, Step } from './facts.ts'
import type { Opened, Span } from './spans.ts'

/** A part of an op that a step opens, its type known. */
export interface OpenedPart {
  readonly type: PartType
  /** Opens the leaves that hold these values; once for each part. */
  open(spans: readonly Span[]): Opened
}

export interface Opener {
  readonly op: Op
  readonly step: Step
  readonly rows: number
  /** Null for a run. */
  readonly generated: Pick<Facts, 'tokensIn' | 'tokensOut'> | null
  /** The claimed value: the own part is opened first, at the step's element. */
  readonly claimed: number
  /** Part 0 of the op's input number `which`. */
  input(which: number): OpenedPart
  /** Another part of the same op. */
  part(part: number): OpenedPart
  /** Opens weights, once a step; spans in bytes. */
  weights(spans: readonly Span[]): Opened
  /** Opens tokens of a generation's prompt or answer, each a value of four bytes; once for each. */
  tokens(side: 'prompt' | 'answer', spans: readonly Span[]): Opened
}

/** Length of leaf `index` of `bytes` bytes. */
export const leafLength =
  (bytes: number) =>
  (index: number): number =>
    Math.min(LEAF_BYTES, bytes - index * LEAF_BYTES)
