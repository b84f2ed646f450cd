// The shape of a commitment, and what it leaves to chance (spec/proof.md, "Commitment"). Prover and verifier compute both
// from the number of variables: with integers only, so that they agree on every machine.

import { KOALABEAR } from '../../field/index.ts'
import { NONCE_BYTES } from '../nonce.ts'

/** 2^n cells. */
export const MOST_COMMITMENT_VARIABLES = 28
/** Positions of a code word: the largest domain of transforms. */
const MOST_POSITION_BITS = 20
const MOST_QUERIES = 65_536
const MOST_WORK_BITS = 32

/** Bits that queries and work have together: a whole argument has two commitments, and 100 bits. */
const TARGET_BITS = 102
/** Work begins above 2^18 cells, four bits for each variable, up to 16: below, more queries cost less than its time. */
const WORK_FROM = 18
const WORK_EACH = 4
const WORK_BITS = 16
const CELL_BYTES = 4
const ELEMENT_BYTES = 16
const HASH_BYTES = 32

/** Cells as a matrix, its code, and how often it is looked at. */
export interface CommitmentParameters {
  /** log2 of the number of rows, which the first variables of a point belong to. */
  readonly rowVariables: number
  /** log2 of the cells of a row, from 1 on, which the other variables belong to. */
  readonly columnVariables: number
  /** log2 of the positions of a code word for each cell of its row: 2 is a rate of 1/4. From 1 to 8. */
  readonly rateBits: number
  /** How many columns are drawn. One may be drawn twice. */
  readonly queries: number
  /** Zero bits of a hash that a prover shows before columns are drawn; 0 to 32. */
  readonly workBits: number
  /** Rows that hold cells, from 1 on; those behind them are zero, and nothing is hashed or opened of them. Left out: all. */
  readonly filledRows?: number
}

/** log2 of chances. */
export interface CommitmentError {
  /** A matrix with rows that are no code words, or nearly, is combined to a word that nearly is one. */
  readonly proximity: number
  /** No column that is drawn tells the combination from what is said of it. `workBits` are taken off. */
  readonly queries: number
  /** Of either. */
  readonly total: number
}

/** Sizes that follow from parameters: rows that hold cells, cells of a row, positions of a code word, and bytes. */
export interface CommitmentSizes {
  readonly rows: number
  readonly width: number
  readonly positions: number
  /** log2 of `positions`: the height of the tree. */
  readonly depth: number
  /** Bytes of the combined row, of a nonce, and of a column. */
  readonly rowBytes: number
  readonly nonceBytes: number
  readonly columnBytes: number
}

/**
 * The parameters for 2^variables cells, 1 to 28 variables, of which all behind the first `cells` are zero: the shape
 * whose openings are shortest, and as many queries as give 102 bits together with work. Throws RangeError for other
 * numbers. `rateBits` is 1 to 8.
 */
export function commitmentParameters(variables: number, rateBits = 2, cells = 2 ** variables): CommitmentParameters {
  if (!isCount(cells, 1, 2 ** variables)) throw new RangeError(`commitment: ${cells} of 2^${variables} cells`)
  if (!isCount(variables, 1, MOST_COMMITMENT_VARIABLES)) throw new RangeError(`commitment: ${variables} variables`)
  if (!isCount(rateBits, 1, 8)) throw new RangeError(`commitment: rate of 2^-${rateBits}`)
  const workBits = Math.min(WORK_BITS, WORK_EACH * Math.max(0, variables - WORK_FROM))
  const queries = queriesFor(rateBits, TARGET_BITS - workBits)
  let best: CommitmentParameters | undefined
  let fewest = Number.POSITIVE_INFINITY
  const most = Math.min(variables, MOST_POSITION_BITS - rateBits)
  for (let columnVariables = 1; columnVariables <= most; columnVariables++) {
    const rowVariables = variables - columnVariables
    const filledRows = Math.ceil(cells / 2 ** columnVariables)
    const shape = { rowVariables, columnVariables, rateBits, queries, workBits, filledRows }
    const bytes = usualBytes(shape)
    if (bytes < fewest) {
      best = shape
      fewest = bytes
    }
  }
  return best!
}

/**
 * log2 of the chance that an opening of another value passes, or one of cells that are none, by its causes. It holds for
 * points whose first `rowVariables` coordinates were drawn after the root was absorbed. With F the smaller of both
 * extensions, N positions and a row variables: proximity a (N + 1) / |F|, with what challenges lack in uniformity;
 * queries (1 - (1 - rate) / 2) to the power of their number.
 */
export function commitmentError(parameters: CommitmentParameters): CommitmentError {
  const { positions } = sizesOf(parameters)
  const { rowVariables, rateBits, queries: count, workBits } = parameters
  const uneven = rowVariables * Math.log2(1 + 2 ** -30)
  const proximity = Math.log2(rowVariables * (positions + 1)) + uneven - 4 * Math.log2(KOALABEAR.order)
  const queries = count * Math.log2((2 ** rateBits + 1) / 2 ** (rateBits + 1)) - workBits
  return { proximity, queries, total: Math.log2(2 ** proximity + 2 ** queries) }
}

/** Throws RangeError for parameters that are none. */
export function sizesOf(parameters: CommitmentParameters): CommitmentSizes {
  const {
    rowVariables,
    columnVariables,
    rateBits,
    queries,
    workBits,
    filledRows: rows = 2 ** rowVariables,
  } = parameters
  const depth = columnVariables + rateBits
  const isShape =
    isCount(rowVariables, 0, MOST_COMMITMENT_VARIABLES - 1) &&
    isCount(columnVariables, 1, MOST_COMMITMENT_VARIABLES - rowVariables) &&
    isCount(rateBits, 1, 8) &&
    depth <= MOST_POSITION_BITS &&
    isCount(queries, 1, MOST_QUERIES) &&
    isCount(workBits, 0, MOST_WORK_BITS) &&
    isCount(rows, 1, 2 ** rowVariables)
  if (!isShape) throw new RangeError(`commitment: parameters ${JSON.stringify(parameters)}`)
  const width = 2 ** columnVariables
  return {
    rows,
    width,
    positions: 2 ** depth,
    depth,
    rowBytes: ELEMENT_BYTES * width,
    nonceBytes: workBits > 0 ? NONCE_BYTES : 0,
    columnBytes: CELL_BYTES * rows,
  }
}

/**
 * The fewest queries that miss with a chance of at most 2^-bits where words differ at half of N - K of N positions: (1 +
 * rate) / 2 to their power.
 */
function queriesFor(rateBits: number, bits: number): number {
  const kept = 2n ** BigInt(rateBits) + 1n
  const all = 2n ** BigInt(rateBits + 1)
  let [missed, of, queries] = [2n ** BigInt(bits), 1n, 0]
  while (missed > of) {
    missed *= kept
    of *= all
    queries++
  }
  return queries
}

/** Bytes of an opening in the mean, nearly. Only sums, products and quotients, which are the same on every machine. */
function usualBytes(parameters: CommitmentParameters): number {
  const { rowBytes, columnBytes, depth } = sizesOf(parameters)
  let known = distinct(parameters.queries, 2 ** depth)
  let bytes = rowBytes + known * columnBytes
  for (let height = 1; height <= depth; height++) {
    const above = distinct(parameters.queries, 2 ** (depth - height))
    bytes += HASH_BYTES * (2 * above - known)
    known = above
  }
  return bytes
}

/** How many different ones there are in the mean among so many draws out of `size`. */
function distinct(draws: number, size: number): number {
  let count = 0
  for (let i = 0; i < draws; i++) count += (size - count) / size
  return count
}

const isCount = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most
