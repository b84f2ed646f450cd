// How an op's parameters lie in the weights' byte string: spec/graph.md, "Weights". Bias as int32, one exponent byte per
// row, then the rows, K-contiguous; everything little-endian.

import { refuse } from '../errors/index.ts'
import {
  bytesOf,
  type ConstantOp,
  type ConvOp,
  type EmbeddingOp,
  elements,
  type Interval,
  type LinearOp,
  maxOf,
  minOf,
  type Table,
  type TakeOp,
} from './types.ts'

/** Sections start at multiples of this. */
export const WEIGHT_ALIGNMENT = 32

export const align = (offset: number): number => Math.ceil(offset / WEIGHT_ALIGNMENT) * WEIGHT_ALIGNMENT

/** Where the parts of a linear or conv op lie. */
export interface RowLayout {
  readonly rows: number
  /** Weights per row. */
  readonly k: number
  readonly weightBits: number
  readonly bias: number
  readonly exponents: number
  readonly weights: number
  readonly end: number
}

export function rowLayout(op: LinearOp | ConvOp, inputShape: readonly number[]): RowLayout {
  const rows = op.shape[op.shape.length - 1]!
  const channels = inputShape[inputShape.length - 1]!
  const k = op.kind === 'linear' ? channels : op.kernel[0] * op.kernel[1] * (channels / op.groups)
  const bias = op.weightOffset
  const exponents = bias + 4 * rows
  const weights = align(exponents + rows)
  return {
    rows,
    k,
    weightBits: op.weightBits,
    bias,
    exponents,
    weights,
    end: weights + rows * k * bytesOf(op.weightBits),
  }
}

/** Reads `count` stored values of `bits` width from `at` on; refuses one outside its width. What it gives shows the given bytes where they lie, unless that is at an odd place. */
function readValues(bytes: Uint8Array, at: number, count: number, bits: number, what: string): Int8Array | Int16Array {
  const wide = bytesOf(bits) === 2
  if (at + count * bytesOf(bits) > bytes.length)
    throw new RangeError(`${what}: its weights lie outside the given bytes`)
  const out = wide
    ? words(bytes.subarray(at, at + 2 * count))
    : new Int8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, count)
  if (bits === 8 || bits === 16) return out
  const lo = minOf(bits)
  const hi = maxOf(bits)
  let outside = 0
  for (let i = 0; i < count; i++) outside |= (out[i]! - lo) | (hi - out[i]!)
  if (outside < 0) {
    const value = out.find(value => value < lo || value > hi)
    refuse('weight_out_of_range', `${what}: stored value ${value} does not fit ${bits} bits`)
  }
  return out
}

const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function words(bytes: Uint8Array): Int16Array {
  const count = bytes.length / 2
  if (LITTLE) {
    // Words lie at even places of a buffer. Not slice(): a Buffer's gives a view.
    const own = bytes.byteOffset % 2 === 0 ? bytes : new Uint8Array(bytes)
    return new Int16Array(own.buffer as ArrayBuffer, own.byteOffset, count)
  }
  const view = viewOf(bytes)
  return Int16Array.from({ length: count }, (_, i) => view.getInt16(2 * i, true))
}

export interface RowParameters {
  readonly bias: Int32Array
  readonly exponents: Uint8Array
  /** rows x k, K-contiguous. */
  readonly weights: Int8Array | Int16Array
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Reads and checks a linear or conv op's parameters. `what` names the op in refusals. */
export function readRows(bytes: Uint8Array, layout: RowLayout, what: string): RowParameters {
  const view = viewOf(bytes)
  const bias = new Int32Array(layout.rows)
  for (let i = 0; i < layout.rows; i++) bias[i] = view.getInt32(layout.bias + 4 * i, true)
  const exponents = bytes.slice(layout.exponents, layout.exponents + layout.rows)
  const weights = readValues(bytes, layout.weights, layout.rows * layout.k, layout.weightBits, what)
  return { bias, exponents, weights }
}

/** Reads and checks a constant's values. */
export function readConstant(bytes: Uint8Array, op: ConstantOp, what: string): Int8Array | Int16Array {
  return readValues(bytes, op.weightOffset, elements(op.shape), op.bits, what)
}

/** Reads and checks an embedding's table, entry after entry. */
export function readEmbedding(bytes: Uint8Array, op: EmbeddingOp, what: string): Int8Array | Int16Array {
  return readValues(bytes, op.weightOffset, op.entries * op.shape[op.shape.length - 1]!, op.bits, what)
}

/** Least and largest of some values. By index: a vocabulary's table has hundreds of millions, and iterating is ten times slower. */
export function hullOf(values: Int8Array | Int16Array): Interval {
  let lo = Number.POSITIVE_INFINITY
  let hi = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < lo) lo = value
    if (value > hi) hi = value
  }
  return { lo, hi }
}

/** Reads the indices of a take along an axis of `length`; refuses one that is neither inside nor -1. */
export function readIndices(bytes: Uint8Array, op: TakeOp, length: number, what: string): Int32Array {
  const count = op.shape[op.axis]!
  if (op.weightOffset + 4 * count > bytes.length)
    throw new RangeError(`${what}: its indices lie outside the given bytes`)
  const view = viewOf(bytes)
  return Int32Array.from({ length: count }, (_, i) => {
    const index = view.getInt32(op.weightOffset + 4 * i, true)
    if (index < -1 || index >= length) refuse('graph_invalid', `${what}: index ${index} along an axis of ${length}`)
    return index
  })
}

export interface TableRows {
  readonly base: Int32Array
  /** Empty where there are none: the segment is 0. */
  readonly slope: Int16Array
}

/** End of a table's section: bases as int32, then slopes as int16 where there is a segment. */
export const tableEnd = (op: Table): number => op.weightOffset + 2 ** op.tableBits * (op.segment === 0 ? 4 : 6)

export function readTable(bytes: Uint8Array, op: Table, what: string): TableRows {
  const rows = 2 ** op.tableBits
  if (tableEnd(op) > bytes.length) throw new RangeError(`${what}: its table lies outside the given bytes`)
  const view = viewOf(bytes)
  const base = Int32Array.from({ length: rows }, (_, i) => view.getInt32(op.weightOffset + 4 * i, true))
  const slopes = op.weightOffset + 4 * rows
  const slope = Int16Array.from({ length: op.segment === 0 ? 0 : rows }, (_, i) => view.getInt16(slopes + 2 * i, true))
  return { base, slope }
}

/** Collects the weights' byte string of a graph under construction. */
export class WeightWriter {
  private readonly parts: { offset: number; bytes: Uint8Array }[] = []
  private length = 0

  private place(bytes: Uint8Array): number {
    const offset = align(this.length)
    this.parts.push({ offset, bytes })
    this.length = offset + bytes.length
    return offset
  }

  /** Appends a section of rows and returns its offset. */
  rows(p: RowParameters, weightBits: number): number {
    const rows = p.bias.length
    const start = align(5 * rows)
    const width = bytesOf(weightBits)
    const bytes = new Uint8Array(start + p.weights.length * width)
    const view = viewOf(bytes)
    for (let i = 0; i < rows; i++) view.setInt32(4 * i, p.bias[i]!, true)
    bytes.set(p.exponents, 4 * rows)
    for (let i = 0; i < p.weights.length; i++) {
      if (width === 1) view.setInt8(start + i, p.weights[i]!)
      else view.setInt16(start + 2 * i, p.weights[i]!, true)
    }
    return this.place(bytes)
  }

  /** Appends a table and returns its offset. */
  table({ base, slope }: TableRows): number {
    const bytes = new Uint8Array(4 * base.length + 2 * slope.length)
    const view = viewOf(bytes)
    base.forEach((value, i) => {
      view.setInt32(4 * i, value, true)
    })
    slope.forEach((value, i) => {
      view.setInt16(4 * base.length + 2 * i, value, true)
    })
    return this.place(bytes)
  }

  /** Appends the indices of a take and returns their offset. */
  indices(values: ArrayLike<number>): number {
    const bytes = new Uint8Array(4 * values.length)
    const view = viewOf(bytes)
    for (let i = 0; i < values.length; i++) view.setInt32(4 * i, values[i]!, true)
    return this.place(bytes)
  }

  /** Appends the elements of a constant or the entries of an embedding and returns their offset. */
  constant(values: ArrayLike<number>, bits: number): number {
    const width = bytesOf(bits)
    const bytes = new Uint8Array(values.length * width)
    const view = viewOf(bytes)
    for (let i = 0; i < values.length; i++) {
      if (width === 1) view.setInt8(i, values[i]!)
      else view.setInt16(2 * i, values[i]!, true)
    }
    return this.place(bytes)
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.length)
    for (const { offset, bytes } of this.parts) out.set(bytes, offset)
    return out
  }
}
