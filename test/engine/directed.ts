// Directed conformance cases of the ops that are no rows of weights: lines at the kernels' block sizes and one beside them,
// every way to repeat, tables of every form, ties, divisors and epsilons of zero.

import {
  type DivideOp,
  type ExactModel,
  type IntTensor,
  type LookupOp,
  type MatmulOp,
  maxOf,
  minOf,
  type NormOp,
  type Op,
  type ProductOp,
  type SoftmaxOp,
  type SumOp,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import { type InputMode, Random, randomInputs } from '../support/randomGraph.ts'
import { modelOf } from './model.ts'

export interface Case {
  readonly name: string
  readonly model: ExactModel
  readonly inputs: readonly IntTensor[]
}

type Attributes<T extends Op> = Omit<T, 'inputs' | 'shape' | 'weightOffset'>

const input = (slot: number, shape: readonly number[], bits: number): Op => ({
  kind: 'input',
  slot,
  inputs: [],
  shape,
  bits,
})

/** One op over inputs of the given shapes. */
function over(
  op: Op,
  shapes: readonly (readonly number[])[],
  bits: number,
  weights: Uint8Array = new Uint8Array(0),
): ExactModel {
  return modelOf([...shapes.map((shape, slot) => input(slot, shape, bits)), op], weights)
}

const MODES: readonly InputMode[] = ['uniform', 'extreme', 'small', 'zero']
/** Around vectors of eight, and longer than two of them. */
const LENGTHS = [1, 2, 3, 7, 8, 9, 15, 16, 17, 40]

export function* kindCases(): Generator<Case> {
  yield* elementwise()
  yield* sums()
  yield* lookups()
  yield* softmaxes()
  yield* norms()
  yield* narrowRoots()
  yield* argMaxes()
  yield* matmuls()
  yield* takes()
  yield* embeddings()
}

/** Every way in which two inputs of a rank up to 3 may repeat. */
function* patterns(): Generator<{ a: number[]; b: number[]; shape: number[] }> {
  for (const shape of [[1], [7], [9], [2, 8], [3, 17], [2, 3, 5], [2, 2, 8]]) {
    for (let mask = 0; mask < 4 ** shape.length; mask++) {
      const of = (bit: number): number[] => shape.map((n, i) => ((mask >> (2 * i + bit)) & 1 ? 1 : n))
      const [a, b] = [of(0), of(1)]
      if (shape.every((n, i) => a[i] === n || b[i] === n)) yield { a, b, shape }
    }
  }
}

function* elementwise(): Generator<Case> {
  const full = { bits: 16, lo: -32_768, hi: 32_767 }
  const ops: readonly (Attributes<SumOp> | Attributes<ProductOp> | Attributes<DivideOp>)[] = [
    { kind: 'sum', coefficients: [3000, -5000], shift: 3, ...full },
    { kind: 'product', shift: 9, ...full },
    { kind: 'divide', shift: 14, ...full },
  ]
  let seed = 0
  for (const { a, b, shape } of patterns()) {
    for (const op of ops) {
      const model = over({ ...op, inputs: [0, 1], shape }, [a, b], 13)
      const inputs = randomInputs(model, 1 + (seed % 3), seed, MODES[seed % 3]!)
      yield { name: `${op.kind} of [${a}] and [${b}]`, model, inputs }
      seed++
    }
  }
  // Every divisor and numerator of 6 bits, with every shift; quotients that no clamp holds back, and those it does.
  const pairs = Array.from({ length: 4096 }, (_, i) => [(i & 63) - 32, (i >> 6) - 32] as const)
  for (let shift = 0; shift <= 18; shift += 3) {
    for (const bits of [16, 5]) {
      const op: Op = { kind: 'divide', inputs: [0, 1], shape: [4096], bits, shift, lo: minOf(bits), hi: maxOf(bits) }
      const model = over(op, [[4096], [4096]], 6)
      const inputs = [0, 1].map(side => {
        const data = Int8Array.from(pairs, pair => pair[side]!)
        return { shape: [4096], bits: 6, rows: 1, data }
      })
      yield { name: `all quotients of 6 bits, shift ${shift}`, model, inputs }
    }
  }
  // Quotients far outside single precision's integers, on both sides.
  const far = Array.from({ length: 256 * 7 }, (_, i) => [(i & 255) - 128, (i >> 8) - 3] as const)
  for (const shift of [15, 17, 18]) {
    const op: Op = { kind: 'divide', inputs: [0, 1], shape: [far.length], shift, ...full }
    const inputs = [0, 1].map(side => {
      const data = Int8Array.from(far, pair => pair[side]!)
      return { shape: [far.length], bits: 8, rows: 1, data }
    })
    yield { name: `quotients by few, shift ${shift}`, model: over(op, [[far.length], [far.length]], 8), inputs }
  }
  // The widest numerators and divisors.
  const wide = over({ kind: 'divide', inputs: [0, 1], shape: [900], shift: 14, ...full }, [[900], [900]], 16)
  for (const mode of ['uniform', 'extreme'] as const)
    yield { name: `quotients of 16 bits, ${mode}`, model: wide, inputs: randomInputs(wide, 3, 5, mode) }
}

function* sums(): Generator<Case> {
  for (let count = 1; count <= 8; count++) {
    const shape = [3, 4, 9]
    const shapes = Array.from({ length: count }, (_, i) =>
      i === 0 ? shape : shape.map((n, at) => ((i >> at) & 1 ? 1 : n)),
    )
    const coefficients = shapes.map((_, i) => (i % 2 === 0 ? 700 + i : -900 - i))
    const op: Op = {
      ...{ kind: 'sum', inputs: shapes.map((_, i) => i), shape, bits: 12 },
      ...{ coefficients, shift: 6, lo: -2000, hi: 2047 },
    }
    const model = over(op, shapes, 14)
    yield { name: `sum of ${count}, most of them repeating`, model, inputs: randomInputs(model, 5, count, 'uniform') }
  }
}

/** A table of which no row is like another. */
function rows(r: Random, tableBits: number, segment: number, lo: number, hi: number) {
  const n = 2 ** tableBits
  const last = 2 ** segment - 1
  const base = Int32Array.from({ length: n }, () => r.int(lo, hi))
  const towards = (from: number): number => Math.trunc((r.int(lo, hi) - from) / last)
  const slope = Int16Array.from({ length: segment === 0 ? 0 : n }, (_, i) =>
    Math.max(-32_768, Math.min(32_767, towards(base[i]!))),
  )
  return { base, slope }
}

function* lookups(): Generator<Case> {
  const r = new Random(11)
  for (const [bits, tableBits] of [
    [2, 0],
    [2, 2],
    [8, 3],
    [8, 8],
    [12, 12],
    [13, 5],
    [14, 0],
    [16, 2],
    [16, 7],
    [16, 12],
  ] as const) {
    for (const length of [1, 7, 8, 9, 17]) {
      const writer = new WeightWriter()
      const q: Attributes<LookupOp> = {
        ...{ kind: 'lookup', bits: 16, shift: 14, lo: -32_000, hi: 31_000 },
        ...{ tableBits, segment: bits - tableBits },
      }
      const weightOffset = writer.table(rows(r, tableBits, bits - tableBits, -(2 ** 30) + 2 ** 25, 2 ** 30 - 2 ** 25))
      const model = over({ ...q, inputs: [0], shape: [length], weightOffset }, [[length]], bits, writer.finish())
      const mode = MODES[length % 2]!
      yield { name: `lookup of ${bits} bits in ${tableBits}`, model, inputs: randomInputs(model, 23, length, mode) }
    }
  }
}

function* softmaxes(): Generator<Case> {
  const r = new Random(12)
  const forms = [
    { bits: 8, tableBits: 8, segment: 0, fraction: 0, most: 30_000, shift: 14 },
    { bits: 12, tableBits: 4, segment: 8, fraction: 5, most: 65_535, shift: 12 },
    { bits: 16, tableBits: 6, segment: 4, fraction: 0, most: 40_000, shift: 13 },
    // Exponentials of more than 16 bits.
    { bits: 9, tableBits: 5, segment: 4, fraction: 3, most: 2 ** 24, shift: 3 },
    { bits: 9, tableBits: 9, segment: 0, fraction: 3, most: 2 ** 24, shift: 3 },
    // More distances than are worth a table.
    { bits: 16, tableBits: 2, segment: 14, fraction: 2, most: 9000, shift: 15 },
    { bits: 16, tableBits: 12, segment: 14, fraction: 2, most: 9000, shift: 15 },
  ]
  for (const { bits, tableBits, segment, fraction, most, shift } of forms) {
    for (const length of LENGTHS) {
      const writer = new WeightWriter()
      const table = rows(r, tableBits, segment, 0, most * 2 ** fraction)
      table.base[0] = most * 2 ** fraction
      if (segment > 0) table.slope[0] = -1
      const weightOffset = writer.table(table)
      const q: Attributes<SoftmaxOp> = {
        ...{ kind: 'softmax', bits: 16, shift, lo: -5, hi: 32_767 },
        ...{ tableBits, segment, fraction },
      }
      const model = over({ ...q, inputs: [0], shape: [3, length], weightOffset }, [[3, length]], bits, writer.finish())
      const mode = MODES[length % 4]!
      yield { name: `softmax of ${length}, ${bits} bits`, model, inputs: randomInputs(model, 2, length, mode) }
    }
  }
}

function* norms(): Generator<Case> {
  for (const length of [...LENGTHS, 768]) {
    for (const [i, mode] of MODES.entries()) {
      for (const centre of [false, true]) {
        const epsilon = [0, 1, 1000, 2 ** 53 - 1][(i + length) % 4]!
        const q: Attributes<NormOp> = {
          kind: 'norm',
          bits: 16,
          centre,
          fraction: 14 - i,
          epsilon,
          lo: -32_768,
          hi: 32_767,
        }
        const bits = length > 40 ? 16 : [16, 2, 9, 12][i]!
        const model = over({ ...q, inputs: [0], shape: [2, length] }, [[2, length]], bits)
        yield { name: `norm of ${length}, ${mode}`, model, inputs: randomInputs(model, 2, length, mode) }
      }
    }
  }
}

/**
 * Rows whose V * 4^k is just below a square: its root in double precision is one too large. R is chosen so that the inverse of
 * the next larger one differs, and the value so that the result shows it.
 */
function* narrowRoots(): Generator<Case> {
  const length = 4096
  const k = 4
  const rounded = (value: number, inverse: number): number =>
    Math.floor((length * value * inverse + 2 ** (33 - k)) / 2 ** (34 - k))
  let found = 0
  for (let inverse = 2 ** 17 + 1; inverse < 2 ** 18 && found < 6; inverse++) {
    const root = Math.ceil(2 ** 48 / inverse)
    const v = (root / 2 ** k) ** 2 - 1
    if (root % 2 ** k !== 0 || v < 2 ** 52 || v >= 2 ** 53 || 2 ** 48 % root === 0) continue
    let value = 2 ** 14
    const [right, wrong] = [Math.floor(2 ** 48 / (root - 1)), Math.floor(2 ** 48 / root)]
    while (value < 2 ** 15 && rounded(value, right) === rounded(value, wrong)) value++
    if (value === 2 ** 15) continue
    found++
    const epsilon = v - length * value ** 2
    const q: Attributes<NormOp> = {
      kind: 'norm',
      bits: 16,
      centre: false,
      fraction: 14,
      epsilon,
      lo: -32_768,
      hi: 32_767,
    }
    const model = over({ ...q, inputs: [0], shape: [length] }, [[length]], 16)
    const data = new Int16Array(length)
    data[found] = value
    yield { name: `norm with the root ${root} - 1`, model, inputs: [{ shape: [length], bits: 16, rows: 1, data }] }
  }
}

function* argMaxes(): Generator<Case> {
  for (const length of [...LENGTHS, 300]) {
    // Few different values: ties are the rule.
    for (const bits of [2, 16]) {
      for (const mode of MODES) {
        const model = over({ kind: 'argMax', inputs: [0], shape: [2, 1], bits: 10 }, [[2, length]], bits)
        yield { name: `argMax of ${length}, ${mode}`, model, inputs: randomInputs(model, 3, length, mode) }
      }
    }
  }
}

function* matmuls(): Generator<Case> {
  const q: Attributes<MatmulOp> = { kind: 'matmul', bits: 16, shift: 5, lo: -30_000, hi: 32_767 }
  const run = function* (a: number[], b: number[], seed: number): Generator<Case> {
    const model = over({ ...q, inputs: [0, 1], shape: [...a.slice(0, -1), b.at(-2)!] }, [a, b], 10)
    const inputs = randomInputs(model, 1 + (seed % 3), seed, MODES[seed % 3]!)
    yield { name: `matmul of [${a}] and [${b}]`, model, inputs }
  }
  let seed = 0
  for (const m of [1, 2, 3, 4, 5, 6, 7, 8, 13])
    for (const n of [1, 3, 4, 7, 8, 9, 17]) yield* run([m, 5 + (m % 5)], [n, 5 + (m % 5)], seed++)
  for (const k of [1, 2, 3, 7, 8, 9, 15, 16, 17, 64]) for (const m of [2, 6]) yield* run([m, k], [11, k], seed++)
  for (const m of [95, 96, 97, 193]) yield* run([m, 9], [5, 9], seed++)
  for (let mask = 0; mask < 8; mask++) {
    const leading = [3, 2, 4]
    const b = leading.map((n, i) => ((mask >> i) & 1 ? 1 : n))
    for (const m of [1, 3, 5]) yield* run([...leading, m, 6], [...b, 9, 6], seed++)
  }
}

function* takes(): Generator<Case> {
  const count = (n: number, index: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => index(i))
  const lists: readonly (readonly [string, readonly number[]])[] = [
    ['all', count(12, i => i)],
    ['some', count(5, i => i + 3)],
    ['backwards', count(12, i => 11 - i)],
    ['twice', count(24, i => i >> 1)],
    ['with gaps', count(23, i => (i % 2 === 0 ? i / 2 : -1))],
    ['padded', count(40, i => (i < 9 || i > 20 ? -1 : i - 9))],
    ['nothing', [-1]],
    ['one', [7]],
  ]
  for (const [name, indices] of lists) {
    for (const [shape, axis] of [
      [[12], 0],
      [[3, 12], 1],
      [[12, 5], 0],
      [[2, 12, 3], 1],
      // Runs that are copied as a whole.
      [[12, 300], 0],
    ] as const) {
      const writer = new WeightWriter()
      const out = shape.map((n, i) => (i === axis ? indices.length : n))
      const weightOffset = writer.indices(indices)
      const op: Op = { kind: 'take', inputs: [0], shape: out, bits: 11, axis, fill: -777, weightOffset }
      const model = over(op, [shape], 11, writer.finish())
      yield { name: `take ${name} of [${shape}]`, model, inputs: randomInputs(model, 3, axis, 'uniform') }
    }
  }
}

function* embeddings(): Generator<Case> {
  for (const length of [...LENGTHS, 256, 257]) {
    for (const bits of [8, 9]) {
      for (const [entries, offset] of [
        [1, 0],
        [50, 25],
        [50, -40_000],
        [60, 40_000],
      ] as const) {
        const writer = new WeightWriter()
        const r = new Random(length, entries)
        const table = Array.from({ length: entries * length }, () => r.int(minOf(bits), maxOf(bits)))
        const weightOffset = writer.constant(table, bits)
        const shape = [4, length]
        const op: Op = { kind: 'embedding', inputs: [0], shape, bits, entries, offset, pair: false, weightOffset }
        const model = over(op, [[4]], offset === 25 ? 7 : 16, writer.finish())
        yield { name: `embedding of ${length}, ${bits} bits`, model, inputs: randomInputs(model, 6, length, 'uniform') }
      }
    }
  }
}
