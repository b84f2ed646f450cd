// The table of ONNX operators that can be imported. What is not in it is refused by name. spec/compile.md, "Operators".

import type { Operator } from '../builder.ts'
import { binaryOperators } from './binary.ts'
import { layoutOperators } from './layout.ts'
import { normalizationOperators } from './normalization.ts'
import { productOperators } from './products.ts'
import { quantizeOperators } from './quantize.ts'
import { runtimeQuantizeOperators } from './quantizeRuntime.ts'
import { recurrentOperators } from './recurrent.ts'
import { reduceOperators } from './reduce.ts'
import { resizeOperators } from './resize.ts'
import { selectOperators } from './select.ts'
import { shapeOperators } from './shape.ts'
import { treeOperators } from './trees.ts'
import { unaryOperators } from './unary.ts'
import { windowOperators } from './window.ts'

const OWN: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    ...windowOperators,
    ...productOperators,
    ...binaryOperators,
    ...unaryOperators,
    ...layoutOperators,
    ...selectOperators,
    ...shapeOperators,
    ...reduceOperators,
    ...normalizationOperators,
    ...resizeOperators,
    ...recurrentOperators,
    ...quantizeOperators,
  }),
)

/** Operators of other domains. */
const FOREIGN: ReadonlyMap<string, ReadonlyMap<string, Operator>> = new Map([
  ['ai.onnx.ml', new Map(Object.entries(treeOperators))],
  ['com.microsoft', new Map(Object.entries(runtimeQuantizeOperators))],
])

/** Names of the supported operators, sorted; those of other domains with their domain. */
export const OPERATOR_NAMES: readonly string[] = [
  ...OWN.keys(),
  ...[...FOREIGN].flatMap(([domain, operators]) => [...operators.keys()].map(name => `${domain}:${name}`)),
].sort()

/** ONNX's own domain goes by two names. */
export const isOwnDomain = (domain: string): boolean => domain === '' || domain === 'ai.onnx'

export const operatorOf = (domain: string, type: string): Operator | undefined =>
  isOwnDomain(domain) ? OWN.get(type) : FOREIGN.get(domain)?.get(type)
