// The argument that a system is satisfied, as both sides go through it (spec/proof.md, "Systems"). A party is a prover,
// which says things, or a verifier, which reads and checks them; what must hold is said here once.

import { type Extension, extensionOf, type Field31, type Field124 } from '../../field/index.ts'
import { axisPoints, bitsFor, elementAt, eqBelow, eqTable, type Limbs } from '../eq.ts'
import type { Reduced, SumClaim } from '../sumcheck/claim.ts'
import type { Transcript } from '../transcript.ts'
import { lookupWork } from './chance.ts'
import { type Claim, lookupClaims, type Term, termsOf } from './claims.ts'
import { eqFunctional } from './expression.ts'
import { atPoint, eqFactor, type Functional, ofIntegers } from './functional.ts'
import { type Blocks, blockWeight, indexBits, type Layout, layoutOf, within } from './layout.ts'
import type { Factored, Product, Relation, System } from './types.ts'

/** Values of public tensors, by their numbers. */
export type Publics = readonly ArrayLike<number>[]

export interface Leaves {
  readonly point: readonly Extension[]
  readonly numerator: Extension
  readonly denominator: Extension
}

/** What a side does. Whatever a verifier does not accept, it throws. */
export interface Party {
  /** One element that the prover says: absorbed under the label. A verifier does not call `value`. */
  say(label: string, value: () => Extension): Extension
  /** Shows so many bits of work on all that was absorbed; nothing for none. */
  work(bits: number): void
  /** The sum of fractions over all lookups and tables is zero. */
  fractions(layout: Layout, alpha: Extension, gamma: Extension): Leaves
  /** A sumcheck. A verifier does not call `polynomials`. */
  sumcheck(claim: SumClaim, polynomials: () => readonly Limbs[]): Reduced
  /** Claims about columns or parameters, of which the i-th counts beta^i times. */
  settle(what: 'columns' | 'weights', layout: Layout, claims: readonly Claim[], beta: Extension): void
  /** Throws unless both are one, where the party is a verifier. */
  equal(what: string, a: Extension, b: Extension): void
}

/** What only a prover knows. */
export interface Knowledge {
  /** The sum of these terms of parameters. */
  parameters(terms: readonly Term[]): Extension
  /**
   * The factors of a product at a point of its relation, as polynomials over the axes that are summed over, each padded
   * with zeros to a power of two.
   */
  factors(product: Product, point: readonly (readonly Extension[])[]): readonly [Limbs, Limbs]
  /** The sum over all indices of the product of two or three polynomials. */
  sum(polynomials: readonly Limbs[]): Extension
}

/**
 * Goes through the whole argument. The transcript has absorbed all that both sides know, and the commitments to columns
 * and parameters.
 */
export function argue(
  system: System,
  publics: Publics,
  transcript: Transcript,
  party: Party,
  knowledge: Knowledge | null,
): void {
  const { field } = transcript
  const extension = extensionOf(field)
  const { sub, mul, scale, one } = extension
  const layout = layoutOf(system)
  const columns: Claim[] = []
  const weights: Claim[] = []

  /** Parts a claim into what is known, what parameters say, and what columns have to say. */
  const claim = (what: string, { terms, value }: Claim): void => {
    let rest = value
    const of = (kind: Term['source']['kind']): Term[] => terms.filter(({ source }) => source.kind === kind)
    for (const { functional, scalar } of of('one'))
      rest = sub(rest, mul(scalar, ofIntegers(extension, functional, [1])))
    for (const { source, functional, scalar } of of('public'))
      rest = sub(rest, mul(scalar, ofIntegers(extension, functional, publics[(source as { id: number }).id]!)))
    const parameters = of('weights')
    if (parameters.length > 0) {
      const said = party.say('parameters', () => knowledge!.parameters(parameters))
      weights.push({ terms: parameters, value: said })
      rest = sub(rest, said)
    }
    const committed = of('column')
    if (committed.length > 0) columns.push({ terms: committed, value: rest })
    else party.equal(what, rest, extension.zero)
  }

  if (system.lookups.length > 0) {
    party.work(lookupWork(system, layout))
    const [alpha, gamma] = transcript.challenges('lookups', 2) as [Extension, Extension]
    const { point, numerator, denominator } = party.fractions(layout, alpha, gamma)
    transcript.absorbElements('leaves', [numerator, denominator])
    for (const left of lookupClaims(field, system, layout, point, numerator, denominator, alpha, gamma))
      claim('lookups', left)
  }

  transcript.absorbLimbs('relations', [system.relations.length])
  const all = transcript.challenges('relations', layout.relationBits)
  for (const relation of system.relations) {
    const { what, lengths, expression, products } = relation
    const functional = eqFunctional(lengths, all)
    let value = extension.zero
    for (const product of products) {
      const { sum, left } = argueProduct(field, system, relation, product, all, party, knowledge)
      value = sub(value, scale(sum, field.fromInt(product.coefficient)))
      for (const { terms, value } of left) claim(what, { terms, value })
    }
    claim(what, { terms: termsOf(field, system, expression, functional, one), value })
  }

  transcript.absorbLimbs('claims', [columns.length, weights.length])
  const beta = transcript.challenge('claims')
  party.settle('columns', layout, columns, beta)
  party.settle('weights', layout, weights, beta)
}

/** The sum that a product gives at a point of its relation, and what is left to show of its factors. */
function argueProduct(
  field: Field31,
  system: System,
  relation: Relation,
  product: Product,
  point: readonly Extension[],
  party: Party,
  knowledge: Knowledge | null,
): { sum: Extension; left: Claim[] } {
  const extension = extensionOf(field)
  const own = axisPoints(relation.lengths, point)
  const variables = indexBits(product.sums)
  const isShared = product.shared.some(axis => axis >= 0)
  const [a, b] = product.factors
  const claimOf = (factored: Factored, at: readonly (readonly Extension[])[], value: Extension): Claim => ({
    terms: termsOf(field, system, factored.expression, factorFunctional(factored, own, at), extension.one),
    value,
  })
  let polynomials: readonly [Limbs, Limbs] | undefined
  const factors = (): readonly [Limbs, Limbs] => {
    polynomials ??= knowledge!.factors(product, own)
    return polynomials
  }
  if (variables === 0) {
    const none = product.sums.map(() => [])
    const first = party.say('factor', () => elementAt(factors()[0], 0))
    const second = party.say('factor', () => elementAt(factors()[1], 0))
    return { sum: extension.mul(first, second), left: [claimOf(a, none, first), claimOf(b, none, second)] }
  }
  const eq = (): Limbs[] => (isShared ? [sharedTable(field, product, own)] : [])
  const sum = party.say('product', () => knowledge!.sum([...factors(), ...eq()]))
  const which = isShared ? [0, 1, 2] : [0, 1]
  const claim: SumClaim = {
    variables,
    factors: which.length,
    terms: [{ coefficient: extension.one, factors: which }],
    sum,
  }
  const { point: at, values } = party.sumcheck(claim, () => [...factors(), ...eq()])
  const axes = axisPoints(product.sums, at)
  if (isShared) party.equal(`${relation.what}: eq`, values[2]!, sharedEq(field, product, own, axes))
  return { sum, left: [claimOf(a, axes, values[0]!), claimOf(b, axes, values[1]!)] }
}

/** eq along shared axes, cut at their lengths, over the padded axes that are summed over. */
function sharedTable(field: Field31, { sums, shared }: Product, relation: readonly (readonly Extension[])[]): Limbs {
  const { mul } = extensionOf(field)
  let table: Limbs = Uint32Array.of(1, 0, 0, 0)
  sums.forEach((length, i) => {
    const size = 2 ** bitsFor(length)
    const own = shared[i]! < 0 ? null : eqTable(field, relation[shared[i]!]!, length)
    const next = new Uint32Array(table.length * size)
    for (let at = 0; at < table.length / 4; at++)
      for (let k = 0; k < size; k++)
        if (own === null) next.set(elementAt(table, at), 4 * (at * size + k))
        else if (k < length) next.set(mul(elementAt(table, at), elementAt(own, k)), 4 * (at * size + k))
    table = next
  })
  return table
}

/** The sumcheck that leads claims about cells to one: of cells, times what claims weigh them with. */
export function batchClaim(
  { add, mul, one, zero }: Field124,
  variables: number,
  claims: readonly Claim[],
  beta: Extension,
): SumClaim {
  const sum = claims.reduceRight<Extension>((rest, { value }) => add(value, mul(beta, rest)), zero)
  return { variables, factors: 2, terms: [{ coefficient: one, factors: [0, 1] }], sum }
}

/** What claims weigh cells with, at a point. */
export function weightAt(
  field: Field31,
  blocks: Blocks,
  claims: readonly Claim[],
  beta: Extension,
  point: readonly Extension[],
): Extension {
  const extension = extensionOf(field)
  const { add, mul } = extension
  return claims.reduceRight<Extension>((rest, { terms }) => {
    let own = extension.zero
    for (const { source, functional, scalar } of terms) {
      const block = blocks.blocks[(source as { id: number }).id]!
      const at = atPoint(extension, functional, within(blocks, block, point))
      own = add(own, mul(mul(scalar, blockWeight(field, blocks, block, point)), at))
    }
    return add(own, mul(beta, rest))
  }, extension.zero)
}

/** eq of the point of the relation along axes of the relation, of the sum's along those that are summed over. */
export const factorFunctional = (
  { expression, axes }: Factored,
  relation: readonly (readonly Extension[])[],
  sum: readonly (readonly Extension[])[],
): Functional =>
  expression.lengths.map((length, i) => {
    const { of, axis } = axes[i]!
    return eqFactor(length, (of === 'relation' ? relation : sum)[axis]!)
  })

/** The extension of eq along shared axes, cut at their lengths; one along others. */
function sharedEq(
  field: Field31,
  { sums, shared }: Product,
  relation: readonly (readonly Extension[])[],
  at: readonly (readonly Extension[])[],
): Extension {
  const extension = extensionOf(field)
  return shared.reduce<Extension>(
    (value, axis, i) =>
      axis < 0 ? value : extension.mul(value, eqBelow(extension, relation[axis]!, at[i]!, sums[i]!)),
    extension.one,
  )
}
