// How often a proof of something false is accepted, term by term, from the parameters (spec/proof.md, "Systems"). Under
// Fiat and Shamir's transform a prover may try again: 2^t tries take t bits off the total.

import { commitmentError } from '../commitment/parameters.ts'
import { fractionError } from '../fractions/claim.ts'
import { FIELD_BITS, lookupEvents, lookupWork } from './chance.ts'
import { type Blocks, indexBits, layoutOf, parametersFor } from './layout.ts'
import type { Product, System } from './types.ts'

/** One cause of an error, with log2 of its chance. */
export interface Cause {
  readonly what: string
  readonly log2: number
}

export interface Soundness {
  readonly causes: readonly Cause[]
  /** -log2 of the sum of all chances, rounded down. */
  readonly bits: number
}

/** Of a system's argument; `isCommitted` where parameters are opened, not held. */
export function soundnessOf(system: System, isCommitted: boolean): Soundness {
  const layout = layoutOf(system)
  const causes: Cause[] = []
  const cause = (what: string, events: number): void => {
    if (events > 0) causes.push({ what, log2: Math.log2(events) - FIELD_BITS })
  }
  if (system.lookups.length > 0) {
    const log2 = lookupEvents(system, layout) - FIELD_BITS - lookupWork(system, layout)
    causes.push({ what: 'lookups: alpha and gamma', log2 })
    causes.push({ what: 'lookups: sum of fractions', log2: fractionError(layout.leaves.variables) })
  }
  cause('relations: point', layout.relationBits)
  cause(
    'relations: products',
    system.relations.reduce((sum, { products }) => sum + products.reduce((events, one) => events + rounds(one), 0), 0),
  )
  // Two of lookups, one of each relation, two of each product; of parameters at most as many.
  const products = system.relations.reduce((count, relation) => count + relation.products.length, 0)
  const claims = 2 + system.relations.length + 2 * products
  const settle = (what: string, blocks: Blocks): void => {
    cause(`${what}: beta`, claims)
    cause(`${what}: claims`, 2 * blocks.variables)
    const { proximity, queries } = commitmentError(parametersFor(blocks))
    causes.push({ what: `${what}: proximity`, log2: proximity }, { what: `${what}: queries`, log2: queries })
  }
  settle('columns', layout.columns)
  if (isCommitted && system.weights.length > 0) settle('weights', layout.weights)
  const total = causes.reduce((sum, { log2 }) => sum + 2 ** log2, 0)
  return { causes, bits: Math.floor(-Math.log2(total)) }
}

/** Challenges of a product's sumcheck times their degree. */
const rounds = ({ sums, shared }: Product): number => indexBits(sums) * (shared.some(axis => axis >= 0) ? 3 : 2)
