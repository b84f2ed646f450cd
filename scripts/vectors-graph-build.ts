// How scripts/vectors-graph*.ts put small models together: fixed sequences of integers, ops as functions of the weights so far.

import { type Hex, toHex } from '../src/core/bytes/index.ts'
import {
  type ExactModel,
  encodeGraph,
  encodeInterface,
  type Graph,
  type ModelInterface,
  makeModel,
  maxOf,
  minOf,
  type Op,
  type Port,
  WeightWriter,
} from '../src/core/graph/index.ts'

export type Pair = readonly [number, number]

/** A fixed sequence of integers: multiples of a prime, folded into [lo, hi]. */
export const series = (length: number, lo: number, hi: number, step = 7919): number[] =>
  Array.from({ length }, (_, i) => lo + ((((i + 1) * step) % 1_000_003) % (hi - lo + 1)))

export const full = (bits: number) => ({ lo: minOf(bits), hi: maxOf(bits) })
export const window = (
  kernel: Pair,
  stride: Pair,
  dilation: Pair,
  pads: readonly [number, number, number, number],
) => ({
  kernel,
  stride,
  dilation,
  pads,
})
export const input = (shape: readonly number[], bits: number, slot = 0): Op => ({
  kind: 'input',
  slot,
  inputs: [],
  shape,
  bits,
})

const port = (op: Op, name: string): Port => ({
  name,
  dtype: 'float32',
  shape: op.shape,
  perm: op.shape.map((_, i) => i),
  bits: op.bits,
  exponent: 0,
})

export interface Rows {
  readonly bits: number
  readonly bias: readonly number[]
  readonly exponents: readonly number[]
  readonly weights: readonly number[]
}

/** A model of ops given as functions of the weights so far; every op that nothing uses becomes an output. */
export function modelOf(
  parts: readonly (Op | ((rows: (p: Rows) => number, values: WeightWriter) => Op))[],
): ExactModel {
  const writer = new WeightWriter()
  const rows = (p: Rows): number => {
    const weights = p.bits <= 8 ? Int8Array.from(p.weights) : Int16Array.from(p.weights)
    return writer.rows({ bias: Int32Array.from(p.bias), exponents: Uint8Array.from(p.exponents), weights }, p.bits)
  }
  const ops = parts.map(part => (typeof part === 'function' ? part(rows, writer) : part))
  const used = new Set(ops.flatMap(op => op.inputs))
  const ends = ops.flatMap((op, id) => (used.has(id) || op.kind === 'input' ? [] : [id]))
  const outputs = ends.map((id, slot): Op => {
    const { shape, bits } = ops[id]!
    return { kind: 'output', slot, inputs: [id], shape, bits }
  })
  const ports: ModelInterface = {
    inputs: ops.filter(op => op.kind === 'input').map((op, i) => port(op, `input ${i}`)),
    outputs: outputs.map((op, i) => port(op, `output ${i}`)),
  }
  const weights = writer.finish()
  return makeModel({ ops: [...ops, ...outputs], weightBytes: weights.length }, weights, ports, {})
}

export const hexOf = (graph: Graph, weights: Uint8Array, ports: ModelInterface) => ({
  graph: toHex(encodeGraph(graph)),
  weights: toHex(weights),
  interface: toHex(encodeInterface(ports)),
})

export const APPLY =
  'In `part` of `base`, `remove` bytes at `at` are replaced by `insert`; then it is refused with `code`.'

/** The one part that differs, and where. */
export function difference(base: Record<string, Hex>, other: Record<string, Hex>) {
  const part = Object.keys(base).find(key => base[key] !== other[key])!
  const [a, b] = [base[part]!.slice(2), other[part]!.slice(2)]
  let head = 0
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++
  head -= head % 2
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  tail -= tail % 2
  const insert = `0x${b.slice(head, b.length - tail)}`
  return { part, at: head / 2, remove: (a.length - tail - head) / 2, insert }
}
