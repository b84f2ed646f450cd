// Random runs to prove, and a prover that cheats: it changes a column and computes all that follows from there, the
// claimed outputs included, so that only the check of that column can tell.

import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import type { FieldVectors } from '../../src/core/field/index.ts'
import { type ExactModel, type IntTensor, maxOf, minOf, type OpKind } from '../../src/core/graph/index.ts'
import { type Lowered, lower } from '../../src/core/proof/lower/index.ts'
import { parametersOf } from '../../src/core/proof/run/parameters.ts'
import {
  beginTranscript,
  publicsOf,
  type RunStatement,
  runOf,
  statementOf,
} from '../../src/core/proof/run/statement.ts'
import { evaluateExpression } from '../../src/core/proof/system/expression.ts'
import { type Filled, fillColumns, type Meddle } from '../../src/core/proof/system/fill.ts'
import { valuesOf } from '../../src/core/proof/system/polynomials.ts'
import { proveSystem } from '../../src/core/proof/system/prover.ts'
import { BODY_KINDS, randomInputs, randomModel } from '../support/randomGraph.ts'

/** Kinds whose runs can be proved whatever their inputs are. */
export const PROVABLE: readonly OpKind[] = BODY_KINDS.filter(kind => kind !== 'embedding')

export interface Provable {
  readonly model: ExactModel
  readonly inputs: readonly IntTensor[]
  readonly outputs: readonly IntTensor[]
  readonly statement: RunStatement
}

export function provableRun(model: ExactModel, rows: number, seed: number): Provable {
  const inputs = randomInputs(model, rows, seed)
  const outputs = outputsOf(model, interpret(model, inputs))
  return { model, inputs, outputs, statement: statementOf(model, inputs, outputs) }
}

export function randomRun(seed: number, kinds: readonly OpKind[] = PROVABLE): Provable {
  const model = randomModel(seed, { kinds, size: 1 + (seed % 7), maxElements: 60, maxWork: 1500 })
  return provableRun(model, 1 + (seed % 3), seed)
}

/** The elements of all ops' outputs. */
const outputsIn = ({ system, outputs }: Lowered, values: Filled): Float64Array[] =>
  outputs.map(expression => evaluateExpression(expression, valuesOf(system, values)))

export interface Forged {
  /** Null where the claimed outputs are not of their types, so that there is nothing to prove. */
  readonly claim: { readonly statement: RunStatement; readonly proof: Uint8Array } | null
  /** Did any op's output change? Columns of a right answer may be others. */
  readonly changed: boolean
}

/** What a cheat gives who changes columns by `meddle`. */
export function forge(vectors: FieldVectors, { model, outputs, statement }: Provable, meddle: Meddle): Forged {
  const lowered = lower(runOf(statement, model.weights))
  const { system } = lowered
  const weights = parametersOf(model.graph, model.weights, system)
  const publics = publicsOf(system, statement)
  const honest = outputsIn(lowered, fillColumns(system, weights, publics))
  const values = fillColumns(system, weights, publics, meddle)
  const found = outputsIn(lowered, values)
  const changed = found.some((data, op) => data.some((value, i) => value !== honest[op]![i]))
  const claimed = model.graph.ops.flatMap((op, id) => (op.kind === 'output' ? [{ op, data: found[id]! }] : []))
  if (claimed.some(({ op, data }) => data.some(value => value < minOf(op.bits) || value > maxOf(op.bits))))
    return { claim: null, changed }
  const tensors = outputs.map((tensor, slot) => ({
    ...tensor,
    data: tensor.data.slice() as Int8Array | Int16Array,
    slot,
  }))
  tensors.forEach(({ data }, slot) => {
    data.set(claimed[slot]!.data)
  })
  const lie = { ...statement, outputs: tensors }
  // What is no integer in double precision is no element either; the same cheat with what it is modulo p is among the others.
  if (values.columns.some(column => column.some(value => !Number.isSafeInteger(value)))) return { claim: null, changed }
  const proof = proveSystem(
    vectors,
    beginTranscript(lie, null),
    system,
    { ...values, publics: publicsOf(system, lie) },
    null,
  )
  return { claim: { statement: lie, proof }, changed }
}
