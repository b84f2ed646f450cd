// Ops of an exact language model, appended in the order in which a row meets them. What a layer computes is the experiment's
// table: spec/compile.md, "Language models". Scales come from calibration, widths from widths.ts.

import { refuse } from '../../errors/index.ts'
import { ACCUMULATOR_BOUND, MAX_SHIFT, maxOf, minOf, type Op } from '../../graph/index.ts'
import { Builder, type Value } from '../lower/builder.ts'
import { apply } from '../lower/functions.ts'
import { exactly, sum } from '../lower/sums.ts'
import { finest, type Scale } from '../range.ts'
import { exponentials } from './exponential.ts'
import type { Gram } from './gram.ts'
import type { Activation, FloatRows } from './model.ts'
import type { Multiply } from './products.ts'
import { type QuantizedRows, quantizeRows } from './rows.ts'
import { ACTIVATIONS } from './runner.ts'
import {
  ANGLE_FRACTION,
  ATTENDED_BITS,
  HIDDEN_BITS,
  MOST_EXPONENTIAL,
  RESIDUAL_BITS,
  SCORE_FRACTION,
  VALUE_BITS,
} from './widths.ts'

/** Largest exponent of a norm's values. */
const MAX_NORM_EXPONENT = 14
const MAX_EPSILON = Number.MAX_SAFE_INTEGER

/** Limits that are the same on both sides, so that a product of two is no larger one way. */
const even = (bits: number): { lo: number; hi: number } => ({ lo: -maxOf(bits), hi: maxOf(bits) })

export class LanguageBuilder {
  readonly b = new Builder(new Map())
  private readonly context: number
  private readonly multiply: Multiply

  constructor(context: number, multiply: Multiply) {
    this.context = context
    this.multiply = multiply
  }

  tokens(): Value {
    const op: Op = { kind: 'input', inputs: [], shape: [2], bits: 16, slot: 0 }
    return this.b.append('tokens', op, [], { bits: 16, exponent: 0 })
  }

  /** Rows of a table at the finest exponent of 16 bits: [entries, width]. */
  private table(name: string, x: Value, values: Float32Array, width: number, scale: Scale, pair: boolean): Value {
    const entries = values.length / width
    const unit = 2 ** scale.exponent
    const integers = Int16Array.from(values, value => Math.round(value * unit))
    const shape = pair ? [width] : [1, width]
    const y = this.b.weighted(
      name,
      weightOffset => ({
        kind: 'embedding',
        inputs: [x.id],
        shape,
        bits: scale.bits,
        entries,
        offset: 0,
        pair,
        weightOffset,
      }),
      [x],
      scale,
      writer => writer.constant(integers, scale.bits),
      values.length,
    )
    return pair ? y : this.reshape(name, y, [width])
  }

  embedding(tokens: Value, values: Float32Array, width: number): Value {
    const scale = { bits: RESIDUAL_BITS, exponent: finestOf(values, RESIDUAL_BITS) }
    return this.table('embedding', tokens, values, width, scale, true)
  }

  position(): Value {
    const op: Op = { kind: 'position', inputs: [], shape: [1], bits: 16, context: this.context }
    return this.b.append('position', op, [], { bits: 16, exponent: 0 })
  }

  positions(position: Value, values: Float32Array, width: number): Value {
    const scale = { bits: RESIDUAL_BITS, exponent: finestOf(values, RESIDUAL_BITS) }
    return this.table('positions', position, values, width, scale, false)
  }

  /** Cosines and sines of every position: [R]. */
  angles(position: Value, frequencies: Float64Array): Value {
    const half = frequencies.length
    const values = new Float32Array(this.context * 2 * half)
    for (let t = 0; t < this.context; t++)
      for (let i = 0; i < half; i++) {
        values[t * 2 * half + i] = Math.cos(t * frequencies[i]!)
        values[t * 2 * half + half + i] = Math.sin(t * frequencies[i]!)
      }
    const scale = { bits: ANGLE_FRACTION + 2, exponent: ANGLE_FRACTION }
    return this.table('angles', position, values, 2 * half, scale, false)
  }

  reshape(name: string, x: Value, shape: readonly number[]): Value {
    return this.b.append(name, { kind: 'reshape', inputs: [x.id], shape, bits: x.scale.bits }, [x], x.scale)
  }

  /** x less its mean (`centre`) by its root mean square, along the last axis. */
  norm(name: string, x: Value, centre: boolean, epsilon: number, exponent: number, bits = VALUE_BITS): Value {
    const length = x.shape.at(-1)!
    const scaled = length ** 2 * 4 ** x.scale.exponent * epsilon
    if (length * 2 ** x.scale.bits > 2 ** 28)
      refuse('attribute_unsupported', `${name}: a norm over ${length} values, at most ${2 ** 28 / 2 ** x.scale.bits}`)
    const fraction = Math.min(MAX_NORM_EXPONENT, Math.max(0, exponent))
    const op: Op = {
      kind: 'norm',
      inputs: [x.id],
      shape: x.shape,
      bits,
      centre,
      fraction,
      epsilon: Math.min(MAX_EPSILON, Math.round(scaled)),
      ...even(bits),
    }
    return this.b.append(name, op, [x], { bits, exponent: fraction })
  }

  /** Rows of weights; the output's exponent may be coarser than wanted, where accumulators are. */
  rows(
    name: string,
    x: Value,
    rows: FloatRows,
    wanted: Scale,
    weightBits: number,
    gram: Gram | null,
    limits: { lo: number; hi: number } = even(wanted.bits),
  ): { value: Value; quantized: QuantizedRows } {
    const quantized = quantizeRows({
      rows,
      input: x.scale,
      bounds: x.bounds,
      wanted,
      weightBits,
      gram,
      multiply: this.multiply,
    })
    if (quantized === null)
      return refuse('accumulator_overflow', `${name}: no weights of ${weightBits} bits keep the accumulator's bound`, {
        hint: 'Rows of this length and size have no exact form at these widths.',
        facts: { site: name },
      })
    if (quantized.lost > 0)
      this.b.note(
        `${name}: weights keep ${weightBits - quantized.lost} of ${weightBits} bits, for the accumulator's bound`,
      )
    const { scale, shift, parameters } = quantized
    const value = this.b.weighted(
      name,
      weightOffset => ({
        kind: 'linear',
        inputs: [x.id],
        shape: [rows.rows],
        bits: scale.bits,
        shift,
        ...limits,
        weightBits,
        weightOffset,
      }),
      [x],
      scale,
      writer => writer.rows(parameters, weightBits),
      rows.weights.length + (rows.bias?.length ?? 0),
    )
    return { value, quantized }
  }

  /** x times the same vector in every row and head. */
  gained(name: string, x: Value, gain: Float32Array, wanted: Scale): Value {
    const scale = { bits: VALUE_BITS, exponent: finestOf(gain, VALUE_BITS) }
    const shape = [...x.shape.slice(0, -1).map(() => 1), gain.length]
    const vector = this.constant(`${name} gain`, gain, shape, scale)
    return this.product(name, x, vector, x.shape, wanted)
  }

  constant(name: string, values: Float32Array, shape: readonly number[], scale: Scale): Value {
    const unit = 2 ** scale.exponent
    const integers = Int16Array.from(values, value => Math.round(value * unit))
    return this.b.weighted(
      name,
      weightOffset => ({ kind: 'constant', inputs: [], shape, bits: scale.bits, weightOffset }),
      [],
      scale,
      writer => writer.constant(integers, scale.bits),
      values.length,
    )
  }

  product(name: string, x: Value, y: Value, shape: readonly number[], wanted: Scale): Value {
    const common = x.scale.exponent + y.scale.exponent
    const exponent = Math.min(common, Math.max(wanted.exponent, common - MAX_SHIFT))
    const op: Op = {
      kind: 'product',
      inputs: [x.id, y.id],
      shape,
      bits: wanted.bits,
      shift: common - exponent,
      ...even(wanted.bits),
    }
    return this.b.append(name, op, [x, y], { bits: wanted.bits, exponent })
  }

  activation(name: string, x: Value, activation: Activation, wanted: Scale): Value {
    return apply(this.b, name, ACTIVATIONS[activation], x, wanted, activation)
  }

  add(name: string, x: Value, y: Value, wanted: Scale): Value {
    const terms = [x, y].map(value => ({ value, factor: 1 }))
    return exactly(this.b, name, sum(this.b, name, terms, x.shape, wanted, null), wanted)
  }

  /** x [H, D] turned by the angles of its position. */
  turned(name: string, x: Value, angles: Value, wanted: Scale): Value {
    const size = x.shape[1]!
    const common = x.scale.exponent + ANGLE_FRACTION
    const exponent = Math.min(common, Math.max(wanted.exponent, common - MAX_SHIFT))
    const op: Op = {
      kind: 'rotary',
      inputs: [x.id, angles.id],
      shape: x.shape,
      bits: wanted.bits,
      shift: common - exponent,
      ...evenWithin(wanted.bits, size),
      unitBits: angles.shape[0] === size ? 0 : ANGLE_FRACTION,
    }
    return this.b.append(name, op, [x, angles], { bits: wanted.bits, exponent })
  }

  /** Scores of q [H, D] against k [G, D], and the mean of v [G, D]. 1/sqrt(D) is in q. */
  attention(name: string, q: Value, k: Value, v: Value, wanted: Scale): Value {
    const common = q.scale.exponent + k.scale.exponent
    const fraction = Math.min(SCORE_FRACTION, common)
    if (fraction < 0 || common - fraction > MAX_SHIFT)
      refuse(
        'attribute_unsupported',
        `${name}: queries and keys of the exponents ${q.scale.exponent}, ${k.scale.exponent}`,
      )
    const first = Math.min(
      MOST_EXPONENTIAL,
      Math.floor((ACCUMULATOR_BOUND - 2 ** 16) / (this.context * maxOf(ATTENDED_BITS))),
    )
    // Where the table ends, e^-z is less than half a step.
    const tableBits = Math.min(12, Math.ceil(Math.log2(Math.log(2 * first) * 2 ** fraction + 2)))
    const table = this.b.table(`exponentials ${first} ${fraction} ${tableBits}`, () =>
      exponentials(first, fraction, 2 ** tableBits),
    )
    // A mean has as many bits above the values' own as its width allows.
    const above = Math.min(14, Math.max(VALUE_BITS - ATTENDED_BITS, wanted.exponent - v.scale.exponent))
    return this.b.weighted(
      name,
      weightOffset => ({
        kind: 'attention',
        inputs: [q.id, k.id, v.id],
        shape: [q.shape[0]!, v.shape[1]!],
        bits: wanted.bits,
        context: this.context,
        scoreShift: common - fraction,
        scoreLo: minOf(16),
        scoreHi: maxOf(16),
        tableBits,
        segment: 0,
        fraction: above,
        ...even(wanted.bits),
        weightOffset,
      }),
      [q, k, v],
      { bits: wanted.bits, exponent: v.scale.exponent + above },
      writer => writer.table({ base: table, slope: new Int16Array(0) }),
    )
  }

  output(name: string, x: Value, slot: number): Value {
    const op: Op = { kind: 'output', inputs: [x.id], shape: x.shape, bits: x.scale.bits, slot }
    return this.b.append(name, op, [x], x.scale)
  }

  /** The last norm's values with gain and offset, as users of embeddings know them. */
  hidden(x: Value, gain: Float32Array, offset: Float32Array | null, range: number): Value {
    const wanted = { bits: HIDDEN_BITS, exponent: finest(range, HIDDEN_BITS) }
    const scaled = this.gained('hidden', x, gain, wanted)
    if (offset === null) return scaled
    const scale = { bits: HIDDEN_BITS, exponent: finestOf(offset, HIDDEN_BITS) }
    return this.add('hidden', scaled, this.constant('hidden offset', offset, [offset.length], scale), {
      bits: HIDDEN_BITS,
      exponent: Math.min(wanted.exponent, scaled.scale.exponent),
    })
  }
}

/** The largest exponent at which all values fit. */
function finestOf(values: Float32Array, bits: number): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!))
  return Math.min(30, finest(most, bits))
}

/** Largest exponents that q and k may have together. */
export const MOST_SCORE_EXPONENT = SCORE_FRACTION + MAX_SHIFT

/** As wide as the width, and no wider than a score of `size` such products can bear. */
export function evenWithin(bits: number, size: number): { lo: number; hi: number } {
  const most = Math.min(maxOf(bits), Math.floor(Math.sqrt((ACCUMULATOR_BOUND - 2 ** (MAX_SHIFT - 1)) / size)))
  return { lo: -most, hi: most }
}
