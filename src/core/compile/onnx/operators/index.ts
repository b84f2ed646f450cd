// The table of ONNX operators that can be imported. What is not in it is refused by name. spec/compile.md, "Operators".

import type { Operator } from '../builder.ts'
import { arithmeticOperators } from './arithmetic.ts'
import { layoutOperators } from './layout.ts'
import { windowOperators } from './window.ts'

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({ ...windowOperators, ...arithmeticOperators, ...layoutOperators }),
)

/** Names of the supported operators, sorted. */
export const OPERATOR_NAMES: readonly string[] = [...OPERATORS.keys()].sort()

/** ONNX's own domain goes by two names. */
export const isOwnDomain = (domain: string): boolean => domain === '' || domain === 'ai.onnx'

export const operatorOf = (domain: string, type: string): Operator | undefined =>
  isOwnDomain(domain) ? OPERATORS.get(type) : undefined
