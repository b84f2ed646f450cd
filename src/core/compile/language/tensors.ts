// Tensors of a file by name, each asked for once with the shape that it must have; what nobody asked for is refused, since it
// would belong to a model that is not the one that was read.

import { refuse } from '../../errors/index.ts'
import { type StoredTensor, toFloats } from '../../formats/index.ts'
import { quote } from '../limits.ts'
import type { FloatRows } from './model.ts'

export interface Tensors {
  has(name: string): boolean
  /** Shape as stored. */
  shapeOf(name: string): readonly number[] | null
  /** Values in row-major order. Refuses a tensor that is missing or of another shape. */
  take(name: string, ...shape: readonly number[]): Float32Array
  /** As `take`, or null where there is none. */
  optional(name: string, ...shape: readonly number[]): Float32Array | null
  /** Refuses what was not asked for, but for names that `ignored` knows. */
  finish(ignored: RegExp): void
}

const MAX_NAMED = 8

export function tensorsOf(list: Iterable<StoredTensor>, what: string): Tensors {
  const stored = new Map([...list].map(tensor => [tensor.name, tensor]))
  const used = new Set<string>()
  const take = (name: string, ...shape: readonly number[]): Float32Array => {
    const tensor = stored.get(name)
    if (tensor === undefined)
      return refuse('graph_invalid', `${what}: the tensor ${quote(name)} is missing`, { facts: { tensor: name } })
    used.add(name)
    if (tensor.shape.length !== shape.length || tensor.shape.some((n, axis) => n !== shape[axis]))
      refuse('shape_mismatch', `${what}: ${quote(name)} has shape [${tensor.shape}], [${shape}] expected`)
    return toFloats(tensor)
  }
  return {
    has: name => stored.has(name),
    shapeOf: name => stored.get(name)?.shape ?? null,
    take,
    optional: (name, ...shape) => (stored.has(name) ? take(name, ...shape) : null),
    finish(ignored) {
      const left = [...stored.keys()].filter(name => !used.has(name) && !ignored.test(name))
      if (left.length === 0) return
      const named = left.slice(0, MAX_NAMED).map(quote).join(', ')
      refuse(
        'operator_unsupported',
        `${what}: ${left.length} tensors have no place in this architecture: ${named}${left.length > MAX_NAMED ? ', ...' : ''}`,
        { facts: { tensors: left.slice(0, MAX_NAMED) } },
      )
    },
  }
}

/** Some rows of a matrix, as a view. */
export function rowsFrom(
  weights: Float32Array,
  bias: Float32Array | null,
  k: number,
  first: number,
  count: number,
): FloatRows {
  return {
    rows: count,
    k,
    weights: weights.subarray(first * k, (first + count) * k),
    bias: bias === null ? null : bias.subarray(first, first + count),
  }
}

/** [k, rows] stored, [rows, k] wanted. */
export function transposed(values: Float32Array, k: number, rows: number): Float32Array {
  const out = new Float32Array(values.length)
  for (let i = 0; i < k; i++) for (let row = 0; row < rows; row++) out[row * k + i] = values[i * rows + row]!
  return out
}

/** Rows of heads whose neighbours turn together (2i with 2i + 1), in the order in which i turns with i + half. */
export function halves(values: Float32Array, heads: number, k: number): Float32Array {
  const out = new Float32Array(values.length)
  const size = values.length / (heads * k)
  for (let head = 0; head < heads; head++) {
    for (let i = 0; i < size; i++) {
      const from = head * size + (i < size / 2 ? 2 * i : 2 * i - size + 1)
      out.set(values.subarray(from * k, (from + 1) * k), (head * size + i) * k)
    }
  }
  return out
}
