// Down the sampler's parts of a trace that somebody else has committed to. A record of a token may be wrong in a way that only sums show: sums under
// the wrong record then agree with it, and not with those of the right one. So they are compared with what follows from the claimed record.

import type { Draw } from '../language/sampler/index.ts'
import { fits, notAfter } from '../language/sampler/index.ts'
import {
  blocksOf,
  DRAW_BYTES,
  type PartTree,
  replaced,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  SUMS_BYTES,
  type Trace,
} from '../trace/index.ts'
import { decodeDraw, decodeSums } from './drawing.ts'
import type { Step } from './facts.ts'
import { type Generated, sumsOf } from './generation.ts'

/** A claimed record that is not the right one, and the trace as it would be right beside it. */
export interface WrongDraw {
  readonly row: number
  readonly draw: Draw
  /** The honest trace, but for the row's record and the sums that follow from it. */
  readonly beside: Trace
}

const partOf = (trace: Trace, part: number): PartTree => trace.part(trace.graph.ops.length, part)!

/** Scores of a token, of the vocabulary alone. */
function scoresAt(trace: Trace, { vocabulary }: Generated, row: number): Int32Array {
  const { bytes, type } = partOf(trace, SAMPLER_SCORES)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const from = row * type.shape[0]!
  return Int32Array.from({ length: vocabulary }, (_, v) => view.getInt32(4 * (from + v), true))
}

const recordAt = (trace: Trace, row: number): Uint8Array =>
  partOf(trace, SAMPLER_DRAWS).bytes.subarray(DRAW_BYTES * row, DRAW_BYTES * (row + 1))

/** What a wrong record of a token, all of which is known, leaves to be compared. */
export function wrongDraw(honest: Trace, claimed: Trace, generated: Generated, row: number): WrongDraw {
  const record = recordAt(claimed, row).slice()
  const draw = decodeDraw(record)
  const records = partOf(honest, SAMPLER_DRAWS).bytes.slice()
  records.set(record, DRAW_BYTES * row)
  const sums = partOf(honest, SAMPLER_SUMS).bytes.slice()
  const own = sumsOf(scoresAt(honest, generated, row), draw, generated.constants)
  sums.set(own, own.length * row)
  const parts = new Map([
    [SAMPLER_DRAWS, records],
    [SAMPLER_SUMS, sums],
  ])
  return { row, draw, beside: replaced(honest, honest.graph.ops.length, parts) }
}

/** The record's own step, with the right best token as its hint. */
const recordStep = (honest: Trace, row: number): Step => ({
  ...{ op: honest.graph.ops.length, part: SAMPLER_DRAWS, row, element: 0 },
  hint: decodeDraw(recordAt(honest, row)).best.id,
})

/** The step that a wrong record shows by the scores alone; null where it takes sums. */
export function stepOfRecord(honest: Trace, { row, draw }: WrongDraw, generated: Generated): Step | null {
  const { vocabulary } = generated
  const scores = scoresAt(honest, generated, row)
  const right = decodeDraw(recordAt(honest, row))
  const { best, kept, last, token } = draw
  const named = [best, kept, last].every(({ id, score }) => id < vocabulary && scores[id] === score)
  if (!named || token >= vocabulary) return recordStep(honest, row)
  return right.best.id !== best.id && notAfter(right.best.score, right.best.id, best) ? recordStep(honest, row) : null
}

/** The step that is left where all sums agree with a wrong record: they do not fit it, or the draw is another. */
export function stepOfDraw(honest: Trace, { row, draw, beside }: WrongDraw, generated: Generated): Step {
  const { rules, constants, vocabulary, answer } = generated
  const blocks = blocksOf({ vocabulary, tokens: answer.length })
  const sums = partOf(beside, SAMPLER_SUMS)
  const total = decodeSums(sums.bytes.subarray(SUMS_BYTES * ((blocks + 1) * (row + 1) - 1)))
  if (fits(total, draw, rules, vocabulary, constants)) return recordStep(honest, row)
  return { op: honest.graph.ops.length, part: SAMPLER_SUMS, row, element: blocks - 1, hint: 0 }
}

const bytesOfRow = ({ type }: PartTree): number => type.shape[0]! * type.elementBytes

/** The token whose values stand at byte `at` of a part of the sampler. */
export const rowOfByte = (trace: Trace, part: number, at: number): number =>
  Math.floor(at / bytesOfRow(partOf(trace, part)))

/** The step at byte `at` in which a part of the sampler differs. */
export function stepAtByte(honest: Trace, part: number, at: number): Step {
  const op = honest.graph.ops.length
  const { type } = partOf(honest, part)
  const row = rowOfByte(honest, part, at)
  const within = at % bytesOfRow(partOf(honest, part))
  if (part === SAMPLER_SCORES) return { op, part, row, element: Math.floor(within / type.elementBytes), hint: 0 }
  if (part === SAMPLER_DRAWS) return recordStep(honest, row)
  // Sums differ behind the block that makes them; those before the first block are zero.
  return { op, part, row, element: Math.max(0, Math.floor(within / SUMS_BYTES) - 1), hint: 0 }
}
