// Systems of columns, lookups and relations, and the argument that one is satisfied (spec/proof.md, "Systems").

export {
  behind,
  constant,
  evaluateExpression,
  gathered,
  repeated,
  reshaped,
  scaled,
  sum,
  summed,
  transposed,
  weighed,
  whole,
} from './expression.ts'
export { checkSize } from './layout.ts'
export type {
  Axis,
  Expression,
  Factored,
  Fill,
  Lookup,
  Named,
  Product,
  Relation,
  Run,
  Source,
  System,
  Table,
} from './types.ts'
