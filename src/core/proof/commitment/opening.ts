// What both sides of an opening do (spec/proof.md, "Commitment"): what is absorbed, which columns are drawn, how a column
// is hashed.

import { sha256 } from '../../crypto/index.ts'
import type { Extension, Field31 } from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'
import { type CommitmentParameters, sizesOf } from './parameters.ts'

/** Bytes of a hash, of which a multiproof has as many as `siblingsOf` says. */
export const HASH_BYTES = 32

/** A leaf begins with this byte; inner nodes, as in all trees, with a one. */
const COLUMN = 2

/** Throws RangeError for a point that is none of this commitment. */
export function checkPoint(field: Field31, parameters: CommitmentParameters, point: readonly Extension[]): void {
  const variables = parameters.rowVariables + parameters.columnVariables
  if (point.length !== variables || !point.every(z => z.length === 4 && z.every(limb => field.has(limb))))
    throw new RangeError(`commitment: no point of ${variables} coordinates`)
}

/** Absorbs all that both sides know, and the combined row, as bytes. The caller has absorbed the root. */
export function absorbRow(
  transcript: Transcript,
  parameters: CommitmentParameters,
  point: readonly Extension[],
  row: Uint8Array,
): void {
  const { rowVariables, columnVariables, rateBits, queries, workBits } = parameters
  const { rows } = sizesOf(parameters)
  transcript.absorbLimbs('opening', [rowVariables, columnVariables, rateBits, queries, workBits, rows])
  transcript.absorbElements('point', point)
  transcript.absorb('row', row)
}

/** Draws positions of columns: ascending, and each once. */
export function drawColumns(transcript: Transcript, parameters: CommitmentParameters): number[] {
  const drawn = transcript.indices('columns', parameters.queries, sizesOf(parameters).depth)
  return [...new Set(drawn)].sort((a, b) => a - b)
}

/** How many hashes the multiproof of ascending positions has, in a tree of this height. */
export function siblingsOf(depth: number, positions: readonly number[]): number {
  let count = 0
  let known = positions
  for (let height = 0; height < depth; height++) {
    const above = [...new Set(known.map(position => position >>> 1))]
    count += 2 * above.length - known.length
    known = above
  }
  return count
}

/** The hash of a column of so many bytes; it uses one place for all. */
export function columnHash(columnBytes: number): (column: Uint8Array) => Uint8Array {
  const leaf = new Uint8Array(1 + columnBytes)
  leaf[0] = COLUMN
  return column => {
    leaf.set(column, 1)
    return sha256(leaf)
  }
}
