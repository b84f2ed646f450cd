// What the tests of commitments share: spec/proof.md, "Commitment", once more, made from the definition alone, and with
// places where a committer or a prover can lie and go on as a liar would.

import { createHash } from 'node:crypto'
import { domainOf, type Extension, encodeLimbs, extensionOf, type Field31 } from '../../src/core/field/index.ts'
import type { CommitmentParameters } from '../../src/core/proof/commitment/parameters.ts'
import type { Transcript } from '../../src/core/proof/transcript.ts'

export interface Lies {
  /** Changes the encoded matrix, position by position and in each row by row, before it is hashed. */
  readonly matrix?: (columns: number[][]) => void
  /** Changes the combined row before it is said. */
  readonly row?: (row: Extension[], weights: readonly Extension[]) => Extension[]
}

export interface SecondCommitment {
  readonly root: Uint8Array
  open(transcript: Transcript, point: readonly Extension[]): { readonly value: Extension; readonly proof: Uint8Array }
}

const hash = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(parts.reduce((all, part) => all.update(part), createHash('sha256')).digest())

/** Four bytes each, big-endian, whatever number it is. */
export const words = (numbers: ArrayLike<number>): Uint8Array => {
  const bytes = new Uint8Array(4 * numbers.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < numbers.length; i++) view.setUint32(4 * i, numbers[i]!)
  return bytes
}

/** eq(z, i): a product over all bits of i. */
export function weightOf(field: Field31, point: readonly Extension[], i: number): Extension {
  const { mul, sub, one } = extensionOf(field)
  return point.reduce(
    (product, z, j) => mul(product, (i >> (point.length - 1 - j)) & 1 ? z : sub(one, z)),
    one as Extension,
  )
}

/** The value of the multilinear polynomial with these values on the cube. */
export function valueAt(field: Field31, cells: ArrayLike<number>, point: readonly Extension[]): Extension {
  const { add, scale, zero } = extensionOf(field)
  let sum = zero
  for (let i = 0; i < cells.length; i++) sum = add(sum, scale(weightOf(field, point, i), cells[i]!))
  return sum
}

/** Two elements changed so that the sum with weights stays. */
export function sameValue(field: Field31, row: readonly Extension[], weights: readonly Extension[]): Extension[] {
  const { add, sub } = extensionOf(field)
  return [add(row[0]!, weights[1]!), sub(row[1]!, weights[0]!), ...row.slice(2)]
}

/** Commits and opens, by the definition. */
export function secondCommitment(
  field: Field31,
  { rowVariables, columnVariables, rateBits, queries, workBits, filledRows }: CommitmentParameters,
  cells: ArrayLike<number>,
  lies: Lies = {},
): SecondCommitment {
  const { add, mul, scale, zero } = extensionOf(field)
  const rows = filledRows ?? 2 ** rowVariables
  const [width, depth] = [2 ** columnVariables, columnVariables + rateBits]
  const domain = domainOf(field, depth)
  const columns = Array.from({ length: 2 ** depth }, (_, position) => {
    const at = domain.pointOf(position)
    const basis = Array.from({ length: width }, (_, k) => domain.basis(k, at))
    return Array.from({ length: rows }, (_, i) =>
      basis.reduce((sum, value, k) => field.add(sum, field.mul(value, cells[i * width + k]!)), 0),
    )
  })
  lies.matrix?.(columns)
  const levels = [columns.map(column => hash(Uint8Array.of(2), words(column)))]
  while (levels[0]!.length > 1) {
    const below = levels[0]!
    levels.unshift(
      Array.from({ length: below.length / 2 }, (_, i) => hash(Uint8Array.of(1), below[2 * i]!, below[2 * i + 1]!)),
    )
  }
  return {
    root: levels[0]![0]!,
    open(transcript, point) {
      const [rowPoint, columnPoint] = [point.slice(0, rowVariables), point.slice(rowVariables)]
      let row = Array.from({ length: width }, (_, k) => {
        let sum = zero
        for (let i = 0; i < rows; i++) sum = add(sum, scale(weightOf(field, rowPoint, i), cells[i * width + k]!))
        return sum
      })
      const weights = row.map((_, k) => weightOf(field, columnPoint, k))
      row = lies.row?.(row, weights) ?? row
      const value = row.reduce((sum, element, k) => add(sum, mul(element, weights[k]!)), zero)
      transcript.absorb('opening', words([rowVariables, columnVariables, rateBits, queries, workBits, rows]))
      transcript.absorb('point', encodeLimbs(field, point.flat()))
      transcript.absorb('row', encodeLimbs(field, row.flat()))
      const said = [encodeLimbs(field, row.flat())]
      if (workBits > 0) said.push(words([0, transcript.findWork(workBits)]))
      const drawn = transcript.indices('columns', queries, depth)
      const isDrawn = columns.map((_, position) => drawn.includes(position))
      columns.forEach((column, position) => {
        if (isDrawn[position]) said.push(words(column))
      })
      // From the leaves up: a node is said where it is not known and its sibling is.
      let known = isDrawn
      for (let height = depth; height > 0; height--) {
        known.forEach((is, i) => {
          if (!is && known[i ^ 1]) said.push(levels[height]![i]!)
        })
        known = levels[height - 1]!.map((_, i) => known[2 * i]! || known[2 * i + 1]!)
      }
      return { value, proof: Uint8Array.from(said.flatMap(part => [...part])) }
    },
  }
}
