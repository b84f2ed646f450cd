// What a trace consists of and where each value lies: spec/trace.md, "Tensors of a trace". Nothing here looks at values.

import { Writer } from '../bytes/cursor.ts'
import { type AttentionOp, bytesOf, elements, type Graph, MAX_RANK } from '../graph/index.ts'

/** Leaves of the trace tree for every op, whether or not the op has so many parts. */
export const PARTS_OF_OP = 4
export const OUTPUT = 0
/** Of an attention: its scores, and its values with the positions along the last axis. */
export const SCORES = 1
export const TURNED = 2
/** Of a generation's sampler, whose place is that of an op behind the last: scores, sums over blocks, and one record for each token. */
export const SAMPLER_SCORES = 0
export const SAMPLER_SUMS = 1
export const SAMPLER_DRAWS = 2
/** Tokens whose weights one step sums up. */
export const SAMPLER_BLOCK = 64
/** Bytes of the sums before one block, and of one token's record. */
export const SUMS_BYTES = 32
export const DRAW_BYTES = 64
/** Bytes of a trace leaf before the tensor's root. */
export const TYPE_BYTES = 34

/** What the trace leaf of a part says of its tensor. */
export interface PartType {
  /** Signed width of a value, 2 to 16; 32 for a sampler's scores. */
  readonly width: number
  /** Of one row, as the trace leaf states it. */
  readonly shape: readonly number[]
  readonly rows: number
  readonly elementBytes: 1 | 2 | 4
  /** Values of all rows. */
  readonly count: number
}

export const byteLength = ({ count, elementBytes }: PartType): number => count * elementBytes

const typeOf = (width: number, shape: readonly number[], rows: number, count: number): PartType => ({
  ...{ width, shape, rows, count },
  elementBytes: bytesOf(width) as 1 | 2,
})

/** Scores are stored at 8 bits where their clamp allows it. */
export const scoreWidth = (op: AttentionOp): number => (op.scoreLo >= -128 && op.scoreHi <= 127 ? 8 : 16)

/** Scores of the rows before `row`: row t has one for every head and every position up to its own. */
export const scoresBefore = (heads: number, row: number): number => heads * ((row * (row + 1)) / 2)

/** A generation whose tokens are drawn by a sampler: its trace has parts for it. */
export interface Sampled {
  /** Number of logits. */
  readonly vocabulary: number
  /** Tokens of the answer. */
  readonly tokens: number
}

/** Bytes of all values of a trace; of a generation, its sampler's too. */
export function traceBytes(graph: Graph, rows: number, sampled: Sampled | null = null): number {
  let bytes = 0
  for (let op = 0; op <= graph.ops.length; op++)
    for (let part = 0; part < PARTS_OF_OP; part++) {
      const type = partType(graph, op, part, rows, sampled)
      if (type !== null) bytes += byteLength(type)
    }
  return bytes
}

/** Blocks of tokens that a sampler's sums are made of. */
export const blocksOf = ({ vocabulary }: Sampled): number => Math.ceil(vocabulary / SAMPLER_BLOCK)

/** Type of a part of a generation's sampler: spec/trace.md, "Generations". */
export function samplerPart(sampled: Sampled, part: number): PartType | null {
  const { tokens: rows } = sampled
  const typed = (width: number, each: number, elementBytes: 1 | 4): PartType => ({
    ...{ width, shape: [each], rows, elementBytes, count: rows * each },
  })
  if (part === SAMPLER_SCORES) return typed(32, SAMPLER_BLOCK * blocksOf(sampled), 4)
  if (part === SAMPLER_SUMS) return typed(8, SUMS_BYTES * (blocksOf(sampled) + 1), 1)
  return part === SAMPLER_DRAWS ? typed(8, DRAW_BYTES, 1) : null
}

/** Type of part `part` of op `id` in a trace of `rows` rows, or null where there is no such part. Behind the last op stands the sampler. */
export function partType(
  graph: Graph,
  id: number,
  part: number,
  rows: number,
  sampled: Sampled | null = null,
): PartType | null {
  const op = graph.ops[id]
  if (op === undefined) return sampled === null || id !== graph.ops.length ? null : samplerPart(sampled, part)
  if (part === OUTPUT) return typeOf(op.bits, op.shape, rows, rows * elements(op.shape))
  if (op.kind !== 'attention') return null
  if (part === SCORES) {
    const heads = op.shape[0]!
    return typeOf(scoreWidth(op), [heads], rows, scoresBefore(heads, rows))
  }
  if (part !== TURNED) return null
  const values = graph.ops[op.inputs[2]!]!
  return typeOf(values.bits, values.shape, rows, rows * elements(values.shape))
}

/** The leaf's bytes before the root: what descriptor and number of rows give for a part. */
export function encodeType({ width, shape, rows, elementBytes }: PartType): Uint8Array {
  const w = new Writer(TYPE_BYTES)
  w.u8(width).u8(shape.length)
  for (let axis = 0; axis < MAX_RANK; axis++) w.u32(shape[axis] ?? 0)
  return w.u32(rows).u32(elementBytes).finish()
}

/** Index of a part's leaf in the trace tree. */
export const leafIndexOf = (id: number, part: number): number => PARTS_OF_OP * id + part

/** Leaves of the trace tree: one place more than there are ops, for a generation's sampler. */
export const traceLeaves = (ops: number): number => PARTS_OF_OP * (ops + 1)
