// Weighted sums: additions, clamps, changes of scale. Real factors become int16 coefficients at the scale of a common
// accumulator. spec/compile.md, "Lowering".

import { ACCUMULATOR_BOUND, MAX_SHIFT, minOf, type Op } from '../../graph/index.ts'
import type { Clamp } from '../ir.ts'
import type { Scale } from '../range.ts'
import { type Builder, bounds, fits, isPrecise, magnitude, type Value, whole } from './builder.ts'

/** Largest power of two that int16 holds, as a coefficient. */
const MAX_FACTOR = 14
const MAX_COEFFICIENT = 32_767
/** Coefficients below this are too rough for a factor that is no power of two. */
const LEAST_COEFFICIENT = 256
/** Steps of the output that a coefficient's rounding may cost where the result is to be precise. */
const TOLERANCE = 1 / 8

export interface Term {
  readonly value: Value
  /** Real and not 0. */
  readonly factor: number
}

const isPowerOfTwo = (factor: number): boolean => Number.isInteger(Math.log2(Math.abs(factor)))

/** One input of the op to be made. */
interface Plan {
  readonly term: Term
  readonly coefficient: number
  /** The value is brought to this exponent, factor included, by an op of its own. */
  readonly via: number | null
  /** Real factor that the coefficient leaves over, taken by an op of its own. */
  readonly rest: number
  /** How far this input moves the accumulator. */
  readonly reach: number
}

function planTerm(term: Term, common: number, shift: number, precise: boolean): Plan {
  const { value, factor } = term
  const most = magnitude(value)
  const real = factor * 2 ** (common - value.scale.exponent)
  const coefficient = Math.round(real)
  const off = (Math.abs(coefficient - real) * most) / 2 ** shift
  const direct = { term, coefficient, via: null, rest: 0, reach: Math.abs(coefficient) * most }
  if (coefficient !== 0 && off <= TOLERANCE) return direct
  const rough = isPowerOfTwo(factor) ? Math.abs(real) < 1 : Math.abs(real) < LEAST_COEFFICIENT
  if (rough) return { ...direct, coefficient: 1, via: common, reach: Math.abs(real) * most + 1 }
  if (!precise) return direct
  const rest = (real - coefficient) * 2 ** (value.scale.exponent - common)
  return { ...direct, rest, reach: direct.reach + Math.abs(real - coefficient) * most + 1 }
}

/** Where accumulators stand at best: as fine as coefficients and shift allow, and no finer than exactness needs. */
function finestCommon(terms: readonly Term[], wanted: Scale): number {
  const reach = wanted.exponent + MAX_SHIFT
  const units = terms.map(({ value, factor }) => value.scale.exponent - Math.log2(Math.abs(factor)))
  const least = Math.min(...units)
  if (terms.every(({ factor }) => isPowerOfTwo(factor)))
    return Math.min(Math.max(wanted.exponent, ...units), least + MAX_FACTOR, reach)
  return Math.min(Math.floor(least + Math.log2(MAX_COEFFICIENT)), reach)
}

/** The sum of values times factors, clamped, at `wanted` or at a coarser exponent where the inputs are no finer. */
export function sum(
  b: Builder,
  name: string,
  terms: readonly Term[],
  shape: readonly number[],
  wanted: Scale,
  clamp: Clamp | null,
): Value {
  const precise = isPrecise(wanted)
  for (let common = finestCommon(terms, wanted); ; common--) {
    const exponent = Math.min(wanted.exponent, common)
    const shift = common - exponent
    const plans = terms.map(term => planTerm(term, common, shift, precise))
    const reach = plans.reduce((total, plan) => total + plan.reach, 0) + (shift === 0 ? 0 : 2 ** (shift - 1))
    if (reach > ACCUMULATOR_BOUND) continue
    const scale = { ...wanted, exponent }
    const inputs: Value[] = []
    const coefficients: number[] = []
    for (const { term, coefficient, via, rest } of plans) {
      inputs.push(via === null ? term.value : brought(b, name, term, via))
      coefficients.push(coefficient)
      if (rest === 0) continue
      inputs.push(brought(b, name, { value: term.value, factor: rest }, common))
      coefficients.push(1)
    }
    const op: Op = {
      kind: 'sum',
      inputs: inputs.map(input => input.id),
      shape,
      bits: scale.bits,
      coefficients,
      shift,
      ...bounds(clamp, scale),
    }
    const found = b.measure(op, inputs)
    if (!fits(found)) throw new RangeError(`${name}: a sum reaches ${found.accumulator}`)
    return b.push(name, op, scale, found)
  }
}

/** A term as a value of its own at exactly this exponent. */
function brought(b: Builder, name: string, { value, factor }: Term, exponent: number): Value {
  const key = `brought ${value.id} ${factor} ${exponent}`
  return b.once(key, () => {
    const bits = Math.max(2, Math.min(16, value.scale.bits))
    const wanted = { bits, exponent }
    const reached = finestCommon([{ value, factor }], wanted)
    // Too far for one shift: part of the way first.
    if (Math.abs(factor) * 2 ** (reached - value.scale.exponent) < (isPowerOfTwo(factor) ? 1 : LEAST_COEFFICIENT))
      return brought(b, name, { value: coarser(b, name, value, MAX_SHIFT), factor }, exponent)
    return exactly(b, name, sum(b, name, [{ value, factor }], value.shape, wanted, null), wanted)
  })
}

/** `x` with `by` bits of its fraction rounded away, at the same width. */
export function coarser(b: Builder, name: string, x: Value, by: number): Value {
  return b.once(`coarser ${x.id} ${by}`, () => {
    const scale = { bits: x.scale.bits, exponent: x.scale.exponent - by }
    return rescale(b, name, x, 1, by, scale)
  })
}

/** `x` without its `by` lowest bits, in a width smaller by as many. */
export function narrow(b: Builder, name: string, x: Value, by: number): Value {
  return b.once(`narrow ${x.id} ${by}`, () => {
    const scale = { bits: Math.max(2, x.scale.bits - by), exponent: x.scale.exponent - by }
    return rescale(b, name, x, 1, by, scale)
  })
}

function rescale(b: Builder, name: string, x: Value, coefficient: number, shift: number, scale: Scale): Value {
  const op: Op = {
    kind: 'sum',
    inputs: [x.id],
    shape: x.shape,
    bits: scale.bits,
    coefficients: [coefficient],
    shift,
    ...whole(scale.bits),
  }
  return b.append(name, op, [x], scale)
}

/** Low bits of a value that is taken apart. */
const LOW_BITS = 8

/** Two values whose sum is `x`: high = x / 2^8 rounded, low = what is left. */
export function split(b: Builder, name: string, x: Value): { high: Value; low: Value } {
  const bits = x.scale.bits - LOW_BITS + 1
  const high = b.once(`high ${x.id}`, () =>
    rescale(b, name, x, 1, LOW_BITS, { bits, exponent: x.scale.exponent - LOW_BITS }),
  )
  const low = b.once(`low ${x.id}`, () => {
    const op: Op = {
      kind: 'sum',
      inputs: [x.id, high.id],
      shape: x.shape,
      bits: LOW_BITS,
      coefficients: [1, minOf(LOW_BITS + 1)],
      shift: 0,
      ...whole(LOW_BITS),
    }
    return b.append(name, op, [x, high], { bits: LOW_BITS, exponent: x.scale.exponent })
  })
  return { high, low }
}

/** Can `x` be taken apart? */
export const splits = (x: Value): boolean => x.scale.bits > LOW_BITS

/** `x` at exactly `scale`, saturating. */
export function exactly(b: Builder, name: string, x: Value, scale: Scale): Value {
  if (x.scale.exponent === scale.exponent && x.scale.bits === scale.bits && scale.byte !== true) return x
  if (x.scale.exponent - scale.exponent > MAX_SHIFT) return exactly(b, name, coarser(b, name, x, MAX_SHIFT), scale)
  // A sum can fall short only by its largest factor.
  return exactly(b, name, sum(b, name, [{ value: x, factor: 1 }], x.shape, scale, null), { ...scale, byte: false })
}
