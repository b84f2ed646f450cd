// Where things lie: columns in the one polynomial that is committed to, lookups and tables among the leaves of the sum
// of fractions. Blocks are powers of two, the largest first, so that each lies at a multiple of its size.

import { refuse } from '../../errors/index.ts'
import { type Extension, extensionOf, type Field31 } from '../../field/index.ts'
import { type CommitmentParameters, commitmentParameters } from '../commitment/parameters.ts'
import { bitsFor } from '../eq.ts'
import type { System } from './types.ts'

export interface Block {
  readonly offset: number
  /** log2 of its size: the bits of all its axes. */
  readonly bits: number
}

export interface Blocks {
  /** log2 of all cells. */
  readonly variables: number
  /** Cells up to the last block's end, those behind which belong to nothing. */
  readonly end: number
  readonly blocks: readonly Block[]
}

export interface Layout {
  readonly columns: Blocks
  readonly weights: Blocks
  /** Lookups and then tables. */
  readonly leaves: Blocks
  /** Most bits of an index of a relation. */
  readonly relationBits: number
}

export const indexBits = (lengths: readonly number[]): number =>
  lengths.reduce((bits, length) => bits + bitsFor(length), 0)

function place(tensors: readonly (readonly number[])[], least: number): Blocks {
  const sizes = tensors.map(indexBits)
  const order = sizes.map((_, i) => i).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const blocks = new Array<Block>(sizes.length)
  let end = 0
  for (const i of order) {
    blocks[i] = { offset: end, bits: sizes[i]! }
    end += 2 ** sizes[i]!
  }
  const variables = Math.max(least, bitsFor(end))
  if (variables > MOST_VARIABLES)
    refuse('proof_unsupported', `the run has more than 2^${MOST_VARIABLES} values or lookups: prove fewer rows`)
  return { variables, end: Math.max(1, end), blocks }
}

/** Most variables of what is committed to and of a sum of fractions. */
const MOST_VARIABLES = 28
/** Code words have four positions for each cell. */
const RATE_BITS = 2
/** Fewest variables of a polynomial that is committed to. */
const LEAST_COMMITTED = 4

/** Refuses (`proof_unsupported`) what has more than 2^28 cells or leaves. */
export function layoutOf(system: System): Layout {
  const { columns, weights, lookups, tables, relations } = system
  return {
    columns: place(
      columns.map(({ lengths }) => lengths),
      LEAST_COMMITTED,
    ),
    weights: place(
      weights.map(({ lengths }) => lengths),
      LEAST_COMMITTED,
    ),
    leaves: place(
      [...lookups, ...tables].map(({ lengths }) => lengths),
      1,
    ),
    relationBits: Math.max(1, ...relations.map(({ lengths }) => indexBits(lengths))),
  }
}

/** What all blocks are committed to with: nothing is said of what lies behind them. */
export const parametersFor = ({ variables, end }: Blocks): CommitmentParameters =>
  commitmentParameters(variables, RATE_BITS, end)

/**
 * Refuses (`proof_unsupported`) a system that is too large for an argument, before anything is computed for one: more than
 * 2^28 cells or leaves, a product over more than 2^28 indices.
 */
export function checkSize(system: System): void {
  layoutOf(system)
  for (const { what, products } of system.relations)
    for (const { sums } of products)
      if (indexBits(sums) > MOST_VARIABLES)
        refuse('proof_unsupported', `${what}: a product over more than 2^${MOST_VARIABLES} indices`)
}

/** eq(point, index of the block): what a block's own extension is multiplied with in that of all. */
export function blockWeight(
  field: Field31,
  { variables }: Blocks,
  block: Block,
  point: readonly Extension[],
): Extension {
  const { mul, sub, one } = extensionOf(field)
  let weight = one
  let index = block.offset / 2 ** block.bits
  for (let j = variables - block.bits - 1; j >= 0; j--) {
    weight = mul(weight, index % 2 === 1 ? point[j]! : sub(one, point[j]!))
    index = Math.floor(index / 2)
  }
  return weight
}

/** The coordinates that are the block's own. */
export const within = ({ variables }: Blocks, block: Block, point: readonly Extension[]): readonly Extension[] =>
  point.slice(variables - block.bits)
