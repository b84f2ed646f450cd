// conv and linear: rows of weights against inputs, with the accumulator bound kept. spec/compile.md, "Weights".

import { ACCUMULATOR_BOUND, type ConvOp, type LinearOp, maxOf, WeightWriter } from '../../graph/index.ts'
import type { OpBounds } from '../../graph/ops/definition.ts'
import type { Clamp, ConvNode, LinearNode } from '../ir.ts'
import { quote } from '../limits.ts'
import type { Scale } from '../range.ts'
import { type FittedRows, fitRows, type InputMeans, LEAST_WEIGHT_BITS } from '../rows.ts'
import { type Builder, bounds, isPrecise, RowsOverflow, type Value } from './builder.ts'
import { windowOf } from './pools.ts'
import { narrow, split, splits, sum } from './sums.ts'

/** Widths from which on low bits of weights are kept by taking the input apart. */
const PRECISE_WEIGHTS = 15
/** Widths that inputs keep before weights give way, and at all. */
const KEPT_INPUT_BITS = 10
const LEAST_INPUT_BITS = 8

type Node = ConvNode | LinearNode

export function rows(b: Builder, node: Node, id: number, x: Value, wanted: Scale, weightBits: number): Value {
  const precise = isPrecise(wanted) && weightBits >= PRECISE_WEIGHTS && splits(x)
  // Inputs that are much finer than the weights give way first, then the weights, then inputs again.
  const kept = Math.max(KEPT_INPUT_BITS, weightBits + 2)
  const first = settle(
    b,
    { ...node, means: b.means.get(id) },
    x,
    wanted,
    node.clamp,
    weightBits,
    x.scale.bits > kept ? weightBits : LEAST_WEIGHT_BITS,
  )
  if (precise && ('overflow' in first || first.rows.rough)) return apart(b, node, id, x, wanted, weightBits)
  if ('overflow' in first) {
    const least = x.scale.bits > kept ? kept : LEAST_INPUT_BITS
    if (x.scale.bits <= least) throw new RowsOverflow(id, first.row, first.accumulator)
    const by = Math.ceil(Math.log2(first.accumulator / ACCUMULATOR_BOUND))
    const bits = Math.max(least, x.scale.bits - Math.max(1, Number.isFinite(by) ? by : 1))
    b.narrowed.set(id, bits)
    return rows(b, node, id, narrow(b, node.name, x, x.scale.bits - bits), wanted, weightBits)
  }
  if (first.rows.lost > 0)
    b.note(
      `${quote(node.name)}: weights keep ${weightBits - first.rows.lost} of ${weightBits} bits, for the accumulator's bound`,
    )
  return append(b, node, first)
}

/** High and low bits of the input meet the weights apart. */
function apart(b: Builder, node: Node, id: number, x: Value, wanted: Scale, weightBits: number): Value {
  const { high, low } = split(b, node.name, x)
  const part = (value: Value, source: Node, scale: Scale): Value => {
    const found = settle(b, source, value, scale, null, weightBits, LEAST_WEIGHT_BITS)
    if ('overflow' in found) throw new RowsOverflow(id, found.row, found.accumulator)
    return append(b, source, found)
  }
  // The low part reaches 2^-7 of the whole row's reach at most.
  const reach = largestRow(node) * 2 ** (low.scale.bits - 1 - low.scale.exponent)
  const fine = Math.max(wanted.exponent, Math.floor(Math.log2(maxOf(16) / Math.max(reach, 2 ** -100))))
  const parts = [
    part(high, node, { bits: 16, exponent: wanted.exponent }),
    part(
      low,
      { ...node, bias: new Float32Array(node.bias.length) },
      { bits: 16, exponent: Math.min(fine, wanted.exponent + 8) },
    ),
  ]
  const terms = parts.map(value => ({ value, factor: 1 }))
  return sum(b, node.name, terms, node.shape, wanted, node.clamp)
}

/** Largest sum of the magnitudes of one row's weights. */
function largestRow({ weights, bias }: Pick<Node, 'weights' | 'bias'>): number {
  const k = weights.length / bias.length
  let most = 0
  for (let row = 0; row < bias.length; row++) {
    let total = 0
    for (let i = row * k; i < (row + 1) * k; i++) total += Math.abs(weights[i]!)
    if (total > most) most = total
  }
  return most
}

interface Fit {
  readonly rows: FittedRows
  readonly op: (weightOffset: number) => LinearOp | ConvOp
  readonly bounds: OpBounds
}

function settle(
  b: Builder,
  node: Node & { readonly means?: InputMeans | undefined },
  x: Value,
  wanted: Scale,
  clamp: Clamp | null,
  weightBits: number,
  least: number,
): Fit | { readonly overflow: true; readonly row: number; readonly accumulator: number } {
  const opOf =
    ({ scale, shift, weightBits: stored }: FittedRows) =>
    (weightOffset: number): LinearOp | ConvOp => {
      const common = {
        inputs: [x.id],
        shape: node.shape,
        bits: scale.bits,
        shift,
        ...bounds(clamp, scale),
        weightBits: stored,
        weightOffset,
      }
      return node.kind === 'linear'
        ? { kind: 'linear', ...common }
        : { kind: 'conv', ...common, ...windowOf(node), groups: node.groups }
    }
  let found: OpBounds | undefined
  const fitted = fitRows(
    node,
    x.scale,
    wanted,
    weightBits,
    rows => {
      const scratch = new WeightWriter()
      const offset = scratch.rows(rows, rows.weightBits)
      found = b.measure(opOf(rows)(offset), [x], scratch.finish())
      return { accumulator: found.accumulator, row: found.row ?? 0 }
    },
    least,
  )
  return 'overflow' in fitted ? fitted : { rows: fitted, op: opOf(fitted), bounds: found! }
}

const append = (b: Builder, node: Node, { rows: fitted, op, bounds: found }: Fit): Value =>
  b.push(
    node.name,
    op(b.writer.rows(fitted, fitted.weightBits)),
    fitted.scale,
    found,
    node.weights.length + node.bias.length,
  )
