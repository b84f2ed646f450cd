// What tests of lowered ops share: runs as systems, and columns that a cheat changes and then goes on with honestly.

import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import type { ExactModel, IntTensor } from '../../src/core/graph/index.ts'
import { type Lowered, lower } from '../../src/core/proof/lower/index.ts'
import { parametersOf } from '../../src/core/proof/run/parameters.ts'
import { publicsOf, runOf, statementOf } from '../../src/core/proof/run/statement.ts'
import { type Filled, fillColumns, type Meddle } from '../../src/core/proof/system/fill.ts'
import type { Fill, System } from '../../src/core/proof/system/types.ts'
import { elementsOf, P, violations } from './satisfied.ts'

export interface Lowering extends Lowered {
  readonly model: ExactModel
  readonly trace: readonly IntTensor[]
  fill(meddle?: Meddle): Filled
}

export function lowered(model: ExactModel, inputs: readonly IntTensor[]): Lowering {
  const trace = interpret(model, inputs)
  const statement = statementOf(model, inputs, outputsOf(model, trace))
  const { system, outputs } = lower(runOf(statement, model.weights))
  const parameters = parametersOf(model.graph, model.weights, system)
  const publics = publicsOf(system, statement)
  return { model, trace, system, outputs, fill: meddle => fillColumns(system, parameters, publics, meddle) }
}

/** The part of a system that one op has. */
export const ofOp = (system: System, op: number): System => ({
  ...system,
  lookups: system.lookups.filter(lookup => lookup.op === op),
  relations: system.relations.filter(relation => relation.op === op),
})

/** The columns that a fill writes. */
export function rolesOf(fill: Fill): string[] {
  const many = (what: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${what} ${i}`)
  switch (fill.kind) {
    case 'value':
    case 'functions':
    case 'digits':
    case 'carries':
    case 'isZero':
      return [fill.role]
    case 'limbs':
    case 'rows':
      return [...fill.roles]
    case 'magnitude':
      return [`${fill.role} magnitude`, `${fill.role} sign`]
    case 'quotient':
      return [fill.quotient, fill.remainder]
    case 'largestScore':
      return ['largest', 'least', 'beyond']
    case 'scores':
      return [
        ...['distance', 'top', 'end'],
        ...many('excess', fill.excessWidths.length + 1),
        ...many('rest', fill.restWidths.length),
      ]
    case 'meanScale':
      return ['shift', 'inverse', 'left']
    case 'mean':
      return ['mean low', 'mean high', 'mean rest low', 'mean rest high']
    case 'root':
      return ['exponent', 'root']
    case 'inverse':
      return ['inverse']
    case 'normalized':
      return ['quotient', ...many('rest', fill.restWidths.length)]
    case 'argMax':
      return ['largest', 'chosen', ...many('difference', fill.widths.length)]
    case 'largest':
      return ['y']
    case 'requantize':
      return [
        ...['value', 'low limb', 'high limb', 'low limb to end', 'high limb to end', 'end'],
        ...many('excess', fill.places.length),
        ...many('rest', fill.lowWidths.length),
      ].map(role => `${fill.what} ${role}`)
  }
}

export type Change = (column: Float64Array, at: number, amount: number) => void

/** Ways to change one element of a column. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'one more': (column, at) => {
    column[at]! += 1
  },
  'one less': (column, at) => {
    column[at]! -= 1
  },
  negated: (column, at) => {
    column[at] = column[at] === 0 ? 0 : -column[at]!
  },
  'a power more': (column, at, amount) => {
    column[at]! += 2 ** amount
  },
  'a power less': (column, at, amount) => {
    column[at]! -= 2 ** amount
  },
  zero: (column, at) => {
    column[at] = 0
  },
  'halved in the field': (column, at) => {
    column[at] = Number((((BigInt(column[at]!) * 2n ** 30n) % P) + P) % P)
  },
  swapped: (column, at) => {
    const other = (at + 1) % column.length
    ;[column[at], column[other]] = [column[other]!, column[at]!]
  },
}

export type Outcome = 'same' | 'caught' | 'harmless' | 'impossible' | 'FORGED'

/** Changes columns while they are filled: what comes of it for one op. */
export function outcomeOf(lowering: Lowering, op: number, meddle: Meddle): Outcome {
  const { system, outputs } = lowering
  const honest = lowering.fill()
  let values: Filled
  try {
    values = lowering.fill(meddle)
    const isSame = honest.columns.every((column, id) => column.every((value, i) => value === values.columns[id]![i]))
    if (isSame) return 'same'
    if (violations(ofOp(system, op), values).length > 0) return 'caught'
  } catch (error) {
    // What is no integer is no column.
    if (error instanceof RangeError) return 'impossible'
    throw error
  }
  const [before, after] = [honest, values].map(values => elementsOf(system, values, outputs[op]!))
  return before!.every((value, i) => value === after![i]) ? 'harmless' : 'FORGED'
}
