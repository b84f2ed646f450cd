// JSON numbers as automata: spec/sampler.md, "Grammars". Digits are bounded, so that a number always ends.

import type { Builder } from './automaton.ts'

/** Digits of an integer, and on either side of a number's point. */
const MAX_DIGITS = 16
const MAX_EXPONENT_DIGITS = 2

const code = (character: string): number => character.charCodeAt(0)
const ZERO = code('0')
const NINE = code('9')

/** `least` to `most` digits. */
function addDigits({ state, edge, free }: Builder, from: number, to: number, least: number, most: number): void {
  let at = from
  for (let n = 0; n < most; n++) {
    if (n >= least) free(at, to)
    const next = n === most - 1 ? to : state()
    edge(at, next, ZERO, NINE)
    at = next
  }
  if (most === 0) free(from, to)
}

/** Digits without leading zero, of `lengths` digits from the least to the most. */
function addWhole(builder: Builder, from: number, to: number, least: number, most: number): void {
  const first = builder.state()
  builder.edge(from, first, code('1'), NINE)
  addDigits(builder, first, to, least - 1, most - 1)
}

export function addNumber(builder: Builder, from: number, to: number): void {
  const { state, edge, free } = builder
  const whole = state()
  const point = state()
  const fraction = state()
  const exponent = state()
  const digits = state()
  free(from, whole)
  edge(from, whole, code('-'))
  edge(whole, point, ZERO)
  addWhole(builder, whole, point, 1, MAX_DIGITS)
  const decimals = state()
  edge(point, decimals, code('.'))
  addDigits(builder, decimals, fraction, 1, MAX_DIGITS)
  free(point, fraction)
  free(fraction, to)
  for (const e of 'eE') edge(fraction, exponent, code(e))
  for (const sign of '+-') edge(exponent, digits, code(sign))
  free(exponent, digits)
  addDigits(builder, digits, to, 1, MAX_EXPONENT_DIGITS)
}

/** Integers from `min` to `max`, both safe or null; at most 16 digits, no -0. */
export function addInteger(builder: Builder, from: number, to: number, min: number | null, max: number | null): void {
  const most = 10 ** MAX_DIGITS - 1
  // Safe integers have 16 digits at most, so that null is the only bound beyond them.
  const lo = min ?? -most
  const hi = max ?? most
  if (hi >= 0) addRange(builder, from, to, Math.max(0, lo), hi)
  if (lo < 0) {
    const minus = builder.state()
    builder.edge(from, minus, code('-'))
    addRange(builder, minus, to, Math.max(1, -hi), -lo)
  }
}

/** Integers from `lo` to `hi`, not negative: by their lengths, of which only the first and the last have bounds. */
function addRange(builder: Builder, from: number, to: number, lo: number, hi: number): void {
  const [least, most] = [digitsOf(lo), digitsOf(hi)]
  if (least.length === most.length) {
    addBounded(builder, from, to, least, most)
    return
  }
  // From 1, 10, 100, .. and up to 9, 99, 999, .. a length is whole.
  const wholeFrom = /^10*$/.test(least) ? least.length : least.length + 1
  const wholeTo = /^9+$/.test(most) ? most.length : most.length - 1
  if (wholeFrom > least.length) addBounded(builder, from, to, least, '9'.repeat(least.length))
  if (wholeTo < most.length) addBounded(builder, from, to, `1${'0'.repeat(most.length - 1)}`, most)
  if (wholeFrom <= wholeTo) addWhole(builder, from, to, wholeFrom, wholeTo)
}

/** In decimal, without exponent: 10^16 - 1 is the one value here that is not safe, and a double rounds it up. */
const digitsOf = (value: number): string => (value >= 10 ** MAX_DIGITS - 1 ? '9'.repeat(MAX_DIGITS) : String(value))

/** Numbers of one length between two of that length. */
function addBounded({ state, edge }: Builder, from: number, to: number, least: string, most: string): void {
  const n = least.length
  /** By position: the states on the least's digits, on the most's, on both, and free of both. */
  const states = new Map<string, number>()
  const at = (position: number, low: boolean, high: boolean): number => {
    if (position === n) return to
    if (position === 0) return from
    const key = `${position} ${low} ${high}`
    const known = states.get(key)
    if (known !== undefined) return known
    const made = state()
    states.set(key, made)
    grow(made, position, low, high)
    return made
  }
  function grow(node: number, position: number, low: boolean, high: boolean): void {
    const lo = low ? code(least[position]!) : ZERO
    const hi = high ? code(most[position]!) : NINE
    for (let digit = lo; digit <= hi; digit++)
      edge(node, at(position + 1, low && digit === lo, high && digit === hi), digit)
  }
  grow(from, 0, true, true)
}
