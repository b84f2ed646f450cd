// What the tests of sums of fractions share: fractions that add up to zero, and spec/proof.md once more: a prover made
// from the definition alone, which can lie anywhere and go on as a liar would.

import {
  type Extension,
  encodeLimbs,
  extensionOf,
  type Field31,
  type FieldVectors,
  type Vector,
} from '../../src/core/field/index.ts'
import type { Transcript } from '../../src/core/proof/transcript.ts'
import { edgesOf, extensionFrom, numbers } from '../field/support.ts'

export interface Leaves {
  readonly numerators: readonly number[]
  readonly denominators: readonly Extension[]
}

/**
 * 2^n fractions that add up to zero, as lookups have them: ones, minus multiplicities, many zeros; and pairs with large
 * numerators. In an order that has nothing to do with any layer.
 */
export function leavesOf(field: Field31, n: number, seed: number): Leaves {
  const next = numbers(seed)
  const edges = edgesOf(field)
  const size = 2 ** n
  const fractions: { p: number; q: Extension }[] = []
  const table = Math.max(1, size / 4)
  const rows = Array.from({ length: table }, () => extensionFrom(field, next(1_000_000)))
  const multiplicities = new Array<number>(table).fill(0)
  while (fractions.length < (n > 2 ? size / 2 : 1)) {
    const row = next(table)
    fractions.push({ p: 1, q: rows[row]! })
    multiplicities[row]!++
  }
  rows.forEach((q, row) => {
    fractions.push({ p: field.fromInt(-multiplicities[row]!), q })
  })
  while (fractions.length < size) {
    const p = edges[next(edges.length)]!
    const q = extensionFrom(field, next(1_000_000))
    fractions.push({ p, q }, { p: field.neg(p), q })
  }
  for (let i = size - 1; i > 0; i--) {
    const j = next(i + 1)
    ;[fractions[i], fractions[j]] = [fractions[j]!, fractions[i]!]
  }
  return { numerators: fractions.map(({ p }) => p), denominators: fractions.map(({ q }) => q) }
}

export function vectorsOf(vectors: FieldVectors, { numerators, denominators }: Leaves): [Vector, Vector] {
  const p = vectors.vector(numerators.length)
  const q = vectors.vector(denominators.length, true)
  vectors.write(p, Uint32Array.from(numerators))
  vectors.write(q, Uint32Array.from(denominators.flat()))
  return [p, q]
}

/** The value of a multilinear polynomial anywhere, from the definition: the sum over the cube with weights. */
export function truth(field: Field31, values: readonly Extension[], point: readonly Extension[]): Extension {
  const { add, sub, mul, one, zero } = extensionOf(field)
  return values.reduce((sum, value, i) => {
    let weight = value
    point.forEach((r, variable) => {
      weight = mul(weight, ((i >> (point.length - 1 - variable)) & 1) === 1 ? r : sub(one, r))
    })
    return add(sum, weight)
  }, zero)
}

/** Where a prover lies: `at` counts the elements of one message. Layer 0 says values only. */
export interface Lie {
  readonly layer: number
  /** A round of the layer, or its values. */
  readonly round: number | 'values'
  readonly at: number
  readonly by: Extension
}

export interface Forgery {
  /** What is added to the elements that would be said otherwise. */
  readonly lie?: Lie
  readonly also?: Lie
  /**
   * Makes the numerator of one child, in each layer, whatever makes the values fit what was said before; at the root,
   * whatever makes the sum zero. Without it, all values are true but for the lie.
   */
  readonly fits?: boolean
}

/** A proof from the definition, and what it leaves: no polynomial is folded, no table of weights is made. */
export function secondProof(
  transcript: Transcript,
  { numerators, denominators }: Leaves,
  { lie, also, fits = false }: Forgery = {},
): Uint8Array {
  const { field } = transcript
  const extension = extensionOf(field)
  const { add, sub, mul, one } = extension
  const n = Math.log2(numerators.length)
  const layers = [{ p: numerators.map(extension.lift), q: [...denominators] }]
  for (let k = n - 1; k > 0; k--) {
    const { p, q } = layers[0]!
    const nodes = Array.from({ length: 2 ** k }, (_, i) => [i, i + 2 ** k] as const)
    layers.unshift({
      p: nodes.map(([a, b]) => add(mul(p[a]!, q[b]!), mul(p[b]!, q[a]!))),
      q: nodes.map(([a, b]) => mul(q[a]!, q[b]!)),
    })
  }
  const said: Extension[] = []
  const say = (layer: number, round: number | 'values', elements: readonly Extension[]): Extension[] => {
    const changed = elements.map((element, i) =>
      [lie, also].reduce(
        (value, one) => (one?.layer === layer && one.round === round && one.at === i ? add(value, one.by) : value),
        element,
      ),
    )
    transcript.absorbElements(round === 'values' ? 'values' : 'round', changed)
    said.push(...changed)
    return changed
  }
  /** The values of a layer with, when they are made to fit, the first numerator found from the rest. */
  const fitting = (values: readonly Extension[], lambda: Extension, sum: Extension): readonly Extension[] => {
    if (!fits) return values
    const [, p1, q0, q1] = values as [Extension, Extension, Extension, Extension]
    const rest = sub(sum, add(mul(p1, q0), mul(lambda, mul(q0, q1))))
    return [mul(rest, extension.inv(q1)), p1, q0, q1]
  }

  transcript.absorbLimbs('fractions', [n])
  let values = say(0, 'values', fitting([...layers[0]!.p, ...layers[0]!.q], extension.zero, extension.zero))
  let point: Extension[] = []
  for (let k = 1; k < n; k++) {
    const lambda = transcript.challenge('layer')
    const [p0, p1, q0, q1] = values as [Extension, Extension, Extension, Extension]
    /** What is known of t at 0 and 1 before the first round. */
    const known = [add(p0, mul(lambda, q0)), add(p1, mul(lambda, q1))] as const
    let sum = extension.zero
    const { p, q } = layers[k]!
    const half = 2 ** k
    const children = [p.slice(0, half), p.slice(half), q.slice(0, half), q.slice(half)]
    const set: Extension[] = []
    for (let round = 0; round < k; round++) {
      const rest = k - round - 1
      // t at 0, 1 and 2.
      const t = [0, 1, 2].map(x => {
        let value = extension.zero
        for (let i = 0; i < 2 ** rest; i++) {
          const corner = Array.from({ length: rest }, (_, bit) => extension.lift((i >> (rest - 1 - bit)) & 1))
          const [a, b, c, d] = children.map(child => truth(field, child, [...set, extension.lift(x), ...corner]))
          const product = add(add(mul(a!, d!), mul(b!, c!)), mul(lambda, mul(c!, d!)))
          const weight = corner.reduce(
            (w, bit, at) => mul(w, bit[0] === 1 ? point[round + at]! : sub(one, point[round + at]!)),
            one,
          )
          value = add(value, mul(weight, product))
        }
        return value
      })
      const second = add(sub(t[2]!, add(t[1]!, t[1]!)), t[0]!)
      const top = extension.scale(second, field.inv(2))
      const elements = say(k, round, round === 0 ? [top] : [sub(t[1]!, t[0]!), top])
      const r = transcript.challenge('round')
      // The polynomial that was said, at r: by Lagrange's formula, from its values at 0 and 1 and its second difference.
      const slope = round === 0 ? sub(known[1], known[0]) : elements[0]!
      const zero = round === 0 ? known[0] : sub(sum, mul(point[round - 1]!, slope))
      const twice = mul(mul(r, sub(r, one)), elements.at(-1)!)
      sum = add(add(mul(sub(one, r), zero), mul(r, add(zero, slope))), twice)
      set.push(r)
    }
    const last = children.map(child => truth(field, child, set))
    values = say(k, 'values', fitting(last, lambda, sum))
    point = set
  }
  return encodeLimbs(field, said.flat())
}
