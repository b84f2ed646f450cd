// The channels-last float graph to the exact graph: every scale a power of two, every accumulator inside its bound.
// spec/compile.md, "Lowering". It decides nothing about ranges (scales.ts) and nothing about ports (compile.ts).

import { refuse } from '../errors/index.ts'
import {
  ACCUMULATOR_BOUND,
  type ConvOp,
  type Graph,
  type Interval,
  type LinearOp,
  MAX_INPUTS,
  MAX_SHIFT,
  maxOf,
  minOf,
  type Op,
  reciprocal,
  WeightWriter,
  type Window,
} from '../graph/index.ts'
import type { OpBounds } from '../graph/ops/definition.ts'
import { definitionOf } from '../graph/ops/index.ts'
import type { AveragePoolNode, Clamp, ConvNode, FloatGraph, FloatNode, LinearNode } from './ir.ts'
import { quote } from './limits.ts'
import type { Scale } from './range.ts'
import { fitRows } from './rows.ts'

/** Largest factor of a sum: a power of two that int16 holds. */
const MAX_FACTOR = 14
/** Means over more positions than this are taken along one axis after the other, where their multipliers are finer. */
const SPLIT_MEAN = 64

/** An accumulator that no narrower weights bring inside its bound. */
export class RowsOverflow extends Error {
  readonly node: number
  readonly row: number
  readonly accumulator: number

  constructor(node: number, row: number, accumulator: number) {
    super(`node ${node}, row ${row}`)
    this.name = 'RowsOverflow'
    this.node = node
    this.row = row
    this.accumulator = accumulator
  }
}

/** What the report says about one op. */
export interface OpReport {
  readonly id: number
  readonly kind: Op['kind']
  /** The operator node that it comes from. */
  readonly node: string
  readonly shape: readonly number[]
  readonly bits: number
  readonly exponent: number
  readonly shift: number | null
  readonly weightBits: number | null
  readonly parameters: number
  /** Largest |accumulator| + rounding. */
  readonly accumulator: number
}

export interface Lowered {
  readonly graph: Graph
  readonly weights: Uint8Array
  readonly ops: readonly OpReport[]
  readonly inputs: readonly Scale[]
  readonly outputs: readonly Scale[]
  readonly notes: readonly string[]
}

/** A value of the exact graph under construction. */
interface Value {
  readonly id: number
  readonly scale: Scale
  readonly shape: readonly number[]
  readonly interval: Interval
}

export function lower(graph: FloatGraph, scales: readonly Scale[], weightBits: number): Lowered {
  const lowering = new Lowering(weightBits)
  const values: Value[] = []
  graph.nodes.forEach((node, id) => {
    values.push(
      lowering.node(
        node,
        id,
        node.inputs.map(input => values[input]!),
        scales[id]!,
      ),
    )
  })
  for (const [slot, port] of graph.outputs.entries()) lowering.output(port.name, values[port.node]!, slot)
  const weights = lowering.writer.finish()
  return {
    graph: { ops: lowering.ops, weightBytes: weights.length },
    weights,
    ops: lowering.report,
    inputs: graph.inputs.map(port => values[port.node]!.scale),
    outputs: graph.outputs.map(port => values[port.node]!.scale),
    notes: lowering.notes,
  }
}

/** A real clamp as bounds within the width. */
function bounds(clamp: Clamp | null, { bits, exponent }: Scale): { lo: number; hi: number } {
  const within = (value: number): number =>
    Math.min(maxOf(bits), Math.max(minOf(bits), Math.round(value * 2 ** exponent)))
  return { lo: within(clamp?.lo ?? Number.NEGATIVE_INFINITY), hi: within(clamp?.hi ?? Number.POSITIVE_INFINITY) }
}

class Lowering {
  readonly ops: Op[] = []
  readonly report: OpReport[] = []
  readonly notes: string[] = []
  readonly writer = new WeightWriter()
  private readonly weightBits: number

  constructor(weightBits: number) {
    this.weightBits = weightBits
  }

  private measure(op: Op, inputs: readonly Value[], weights: Uint8Array): OpBounds {
    return definitionOf(op.kind).bounds(op, {
      inputs: inputs.map(input => input.interval),
      inputTypes: inputs.map(input => ({ shape: input.shape, bits: input.scale.bits })),
      weights,
      what: `op ${this.ops.length}`,
    })
  }

  /** Appends an op whose bounds are known to hold. */
  private push(name: string, op: Op, scale: Scale, found: OpBounds, parameters = 0): Value {
    const id = this.ops.push(op) - 1
    this.report.push({
      id,
      kind: op.kind,
      node: name,
      shape: op.shape,
      bits: op.bits,
      exponent: scale.exponent,
      shift: 'shift' in op ? op.shift : null,
      weightBits: 'weightBits' in op ? op.weightBits : null,
      parameters,
      accumulator: found.accumulator,
    })
    return { id, scale, shape: op.shape, interval: found.out }
  }

  /** Appends an op without parameters. */
  private append(name: string, op: Op, inputs: readonly Value[], scale: Scale): Value {
    return this.push(name, op, scale, this.measure(op, inputs, new Uint8Array(0)))
  }

  output(name: string, value: Value, slot: number): void {
    const op: Op = { kind: 'output', inputs: [value.id], shape: value.shape, bits: value.scale.bits, slot }
    this.append(name, op, [value], value.scale)
  }

  node(node: FloatNode, id: number, inputs: readonly Value[], wanted: Scale): Value {
    const { name, shape } = node
    const [x] = inputs
    const moved = (op: { kind: 'reshape' } | { kind: 'transpose'; perm: readonly number[] }): Value =>
      this.append(name, { ...op, inputs: [x!.id], shape, bits: x!.scale.bits }, inputs, x!.scale)
    switch (node.kind) {
      case 'input':
        return this.append(name, { kind: 'input', inputs: [], shape, bits: wanted.bits, slot: node.slot }, [], wanted)
      case 'constant':
        return this.constant(name, node.data, shape, wanted)
      case 'conv':
      case 'linear':
        return this.rows(node, id, x!, wanted)
      case 'add':
        return this.sum(name, inputs, wanted, node.clamp)
      case 'clamp':
        return this.sum(name, inputs, wanted, node.clamp)
      case 'maxPool':
        return this.append(
          name,
          { kind: 'maxPool', inputs: [x!.id], shape, bits: x!.scale.bits, ...windowOf(node) },
          inputs,
          x!.scale,
        )
      case 'averagePool':
        return this.averagePool(node, x!, wanted)
      case 'concat':
        return this.concat(name, inputs, node.axis, wanted)
      case 'reshape':
        return moved({ kind: 'reshape' })
      case 'transpose':
        return moved({ kind: 'transpose', perm: node.perm })
      default:
        throw new TypeError(`${node.kind} cannot be lowered`)
    }
  }

  private constant(name: string, data: Float32Array, shape: readonly number[], scale: Scale): Value {
    const values = Array.from(data, value => bounds({ lo: value, hi: value }, scale).lo)
    const op: Op = {
      kind: 'constant',
      inputs: [],
      shape,
      bits: scale.bits,
      weightOffset: this.writer.constant(values, scale.bits),
    }
    const interval = values.reduce((hull, value) => ({ lo: Math.min(hull.lo, value), hi: Math.max(hull.hi, value) }), {
      lo: values[0]!,
      hi: values[0]!,
    })
    return this.push(name, op, scale, { out: interval, accumulator: 0 }, values.length)
  }

  private rows(node: ConvNode | LinearNode, id: number, x: Value, wanted: Scale): Value {
    const base = (scale: Scale, shift: number, weightBits: number, weightOffset: number): LinearOp | ConvOp => {
      const common = {
        inputs: [x.id],
        shape: node.shape,
        bits: scale.bits,
        shift,
        ...bounds(node.clamp, scale),
        weightBits,
        weightOffset,
      }
      return node.kind === 'linear'
        ? { kind: 'linear', ...common }
        : { kind: 'conv', ...common, ...windowOf(node), groups: node.groups }
    }
    let found: OpBounds | undefined
    const fitted = fitRows(node, x.scale, wanted, this.weightBits, rows => {
      const scratch = new WeightWriter()
      const offset = scratch.rows(rows, rows.weightBits)
      found = this.measure(base(rows.scale, rows.shift, rows.weightBits, offset), [x], scratch.finish())
      return { accumulator: found.accumulator, row: found.row ?? 0 }
    })
    if ('overflow' in fitted) throw new RowsOverflow(id, fitted.row, fitted.accumulator)
    if (fitted.lost > 0)
      this.notes.push(
        `${quote(node.name)}: weights keep ${this.weightBits - fitted.lost} of ${this.weightBits} bits, for the accumulator's bound`,
      )
    const op = base(fitted.scale, fitted.shift, fitted.weightBits, this.writer.rows(fitted, fitted.weightBits))
    return this.push(node.name, op, fitted.scale, found!, node.weights.length + node.bias.length)
  }

  /** Adds values of any scales, or rescales and clamps one. */
  private sum(name: string, inputs: readonly Value[], wanted: Scale, clamp: Clamp | null): Value {
    const exponents = inputs.map(input => input.scale.exponent)
    // The common scale of the accumulator; factors bring each input there.
    let common = Math.min(
      Math.max(wanted.exponent, ...exponents),
      Math.min(...exponents) + MAX_FACTOR,
      wanted.exponent + MAX_SHIFT,
    )
    for (;;) {
      const terms = inputs.map(input => (input.scale.exponent <= common ? input : this.coarser(name, input, common)))
      const exponent = Math.min(wanted.exponent, common)
      const scale = { bits: wanted.bits, exponent }
      const op: Op = {
        kind: 'sum',
        inputs: terms.map(term => term.id),
        shape: inputs[0]!.shape,
        bits: scale.bits,
        coefficients: terms.map(term => 2 ** (common - term.scale.exponent)),
        shift: common - exponent,
        ...bounds(clamp, scale),
      }
      const found = this.measure(op, terms, new Uint8Array(0))
      if (found.accumulator <= ACCUMULATOR_BOUND) return this.push(name, op, scale, found)
      common--
    }
  }

  /** `x` at a smaller exponent. */
  private coarser(name: string, x: Value, exponent: number): Value {
    const shift = Math.min(MAX_SHIFT, x.scale.exponent - exponent)
    const scale = { bits: x.scale.bits, exponent: x.scale.exponent - shift }
    const op: Op = {
      kind: 'sum',
      inputs: [x.id],
      shape: x.shape,
      bits: scale.bits,
      coefficients: [1],
      shift,
      lo: minOf(scale.bits),
      hi: maxOf(scale.bits),
    }
    const y = this.append(name, op, [x], scale)
    return scale.exponent === exponent ? y : this.coarser(name, y, exponent)
  }

  private averagePool(node: AveragePoolNode, x: Value, wanted: Scale): Value {
    const [kh, kw] = node.kernel
    if (kh === 1 || kw === 1 || kh * kw <= SPLIT_MEAN) return this.mean(node, node, x, wanted, node.clamp)
    // Counts are products of counts along the axes, so means along one axis after the other give the same.
    const [top, left, bottom, right] = node.pads
    const [height, , channels] = x.shape as [number, number, number]
    const bits = Math.min(16, x.scale.bits + 2)
    const between = { bits, exponent: x.scale.exponent + bits - x.scale.bits }
    const across: Window & { shape: readonly number[] } = {
      kernel: [1, kw],
      stride: [1, node.stride[1]],
      dilation: [1, node.dilation[1]],
      pads: [0, left, 0, right],
      shape: [height, node.shape[1]!, channels],
    }
    const down: Window & { shape: readonly number[] } = {
      kernel: [kh, 1],
      stride: [node.stride[0], 1],
      dilation: [node.dilation[0], 1],
      pads: [top, 0, bottom, 0],
      shape: node.shape,
    }
    return this.mean(node, down, this.mean(node, across, x, between, null), wanted, node.clamp)
  }

  private mean(
    node: AveragePoolNode,
    window: Window & { readonly shape: readonly number[] },
    x: Value,
    wanted: Scale,
    clamp: Clamp | null,
  ): Value {
    const count = window.kernel[0] * window.kernel[1]
    // A mean is as large as what it is taken over: far from that scale no multiplier and shift lead. Whoever needs another
    // scale (a concatenation) brings the result there.
    const first = Math.min(Math.max(wanted.exponent, x.scale.exponent - 4), x.scale.exponent + 24)
    for (let exponent = first; exponent > first - 32; exponent--) {
      const scale = { bits: wanted.bits, exponent }
      for (let q = 24; q >= 0; q--) {
        const shift = q + x.scale.exponent - exponent
        if (shift < 0 || shift > MAX_SHIFT || reciprocal(count, q) < 1) continue
        const op: Op = {
          kind: 'averagePool',
          inputs: [x.id],
          shape: window.shape,
          bits: scale.bits,
          ...windowOf(window),
          countIncludePad: node.countIncludePad,
          reciprocalBits: q,
          shift,
          ...bounds(clamp, scale),
        }
        const found = this.measure(op, [x], new Uint8Array(0))
        if (found.accumulator > ACCUMULATOR_BOUND) continue
        const off = Math.abs((reciprocal(count, q) * count) / 2 ** q - 1)
        if (off > 2 ** -9)
          this.notes.push(`${quote(node.name)}: the mean over ${count} positions is off by ${(100 * off).toFixed(2)} %`)
        return this.push(node.name, op, scale, found)
      }
    }
    return refuse('accumulator_overflow', `node ${quote(node.name)}: a mean over ${count} positions does not fit`, {
      facts: { node: node.name.slice(0, 80), row: null },
    })
  }

  private concat(name: string, inputs: readonly Value[], axis: number, wanted: Scale): Value {
    let parts = inputs.map(input => {
      const same = input.scale.exponent === wanted.exponent && input.scale.bits === wanted.bits
      return same ? input : this.exactly(name, input, wanted)
    })
    while (parts.length > 1) {
      const joined: Value[] = []
      for (let at = 0; at < parts.length; at += MAX_INPUTS) {
        const some = parts.slice(at, at + MAX_INPUTS)
        if (some.length === 1) joined.push(some[0]!)
        else joined.push(this.join(name, some, axis, wanted))
      }
      parts = joined
    }
    return parts[0]!
  }

  private join(name: string, parts: readonly Value[], axis: number, scale: Scale): Value {
    const length = parts.reduce((sum, part) => sum + part.shape[axis]!, 0)
    const shape = parts[0]!.shape.map((n, i) => (i === axis ? length : n))
    const op: Op = { kind: 'concat', inputs: parts.map(part => part.id), shape, bits: scale.bits, axis }
    return this.append(name, op, parts, scale)
  }

  /** `x` at exactly `scale`, saturating. */
  private exactly(name: string, x: Value, scale: Scale): Value {
    const y = this.sum(name, [x], scale, null)
    // A sum can fall short only by its largest factor.
    return y.scale.exponent === scale.exponent ? y : this.exactly(name, y, scale)
  }
}

const windowOf = ({ kernel, stride, dilation, pads }: Window): Window => ({ kernel, stride, dilation, pads })

/** Weights and biases of the float model. */
export const parametersOf = (report: readonly OpReport[]): number => report.reduce((sum, op) => sum + op.parameters, 0)
