// The prover's side of commitments: rows are encoded and columns hashed once, and opened as often as is asked for.

import { concat } from '../../bytes/index.ts'
import { type MerkleTree, merkleProof, merkleTree } from '../../crypto/index.ts'
import { domainOf, type Extension, encodeLimbs, type FieldVectors, type Vector } from '../../field/index.ts'
import { elementAt, eqTable } from '../eq.ts'
import { encodeNonce } from '../nonce.ts'
import type { Transcript } from '../transcript.ts'
import { absorbRow, checkPoint, columnHash, drawColumns } from './opening.ts'
import { type CommitmentParameters, sizesOf } from './parameters.ts'
import { weigh } from './tensor.ts'

/** Cells that are committed to. `root` is what verifiers get; all else is what openings are made of. */
export interface Commitment {
  readonly parameters: CommitmentParameters
  /** 32 bytes. */
  readonly root: Uint8Array
  /** The cells, row after row. */
  readonly cells: Uint32Array
  /** The encoded matrix as it was hashed, column after column: with a rate of 1/4, 16 bytes for each cell. */
  readonly columns: Uint8Array
  readonly tree: MerkleTree
}

export interface Opening {
  /** The value of the multilinear polynomial at the point. */
  readonly value: Extension
  readonly proof: Uint8Array
}

/** Elements that are encoded at once, so that memory of vectors does not grow with the matrix; whole panels at least. */
const MOST_AT_ONCE = 2 ** 21
const PANEL = 16

/**
 * Commits to the multilinear polynomial that has these values on the cube, elements of the prime field: the first
 * variable is the highest bit of an index. What it gives is independent of the vectors, whose memory is as before.
 * Throws RangeError for a vector that does not fit the parameters, and for cells behind the filled rows.
 */
export function commit(vectors: FieldVectors, parameters: CommitmentParameters, cells: Vector): Commitment {
  const { rows, width, positions, columnBytes } = sizesOf(parameters)
  if (cells.length !== 2 ** (parameters.rowVariables + parameters.columnVariables) || cells.wide)
    throw new RangeError(`commitment: ${cells.length} cells, 2^${parameters.rowVariables} rows of ${width} expected`)
  const limbs = vectors.read(cells)
  for (let i = rows * width; i < limbs.length; i++)
    if (limbs[i] !== 0) throw new RangeError(`commitment: cells behind ${rows} rows of ${width}`)
  const columns = encodeRows(vectors, parameters, limbs)
  const hash = columnHash(columnBytes)
  const leaves = Array.from({ length: positions }, (_, i) =>
    hash(columns.subarray(i * columnBytes, (i + 1) * columnBytes)),
  )
  const tree = merkleTree(leaves)
  return { parameters, root: tree.root, cells: limbs, columns, tree }
}

/**
 * Opens a commitment at a point: the first coordinates are those of the rows. The transcript has absorbed the root, and
 * these coordinates were drawn after that. Takes about 2^workBits hashes besides. Throws RangeError for a point of
 * another number of coordinates.
 */
export function openCommitment(
  vectors: FieldVectors,
  transcript: Transcript,
  commitment: Commitment,
  point: readonly Extension[],
): Opening {
  const { field, extension } = vectors
  const { parameters, columns, tree } = commitment
  const { columnBytes } = sizesOf(parameters)
  if (transcript.field !== field) throw new RangeError('commitment: transcript and vectors of different fields')
  checkPoint(field, parameters, point)
  const row = combineRows(vectors, commitment, point.slice(0, parameters.rowVariables))
  const value = weigh(extension, eqTable(field, point.slice(parameters.rowVariables)), row)
  const said = encodeLimbs(field, row)
  absorbRow(transcript, parameters, point, said)
  const nonce = parameters.workBits > 0 ? [encodeNonce(transcript.findWork(parameters.workBits))] : []
  const drawn = drawColumns(transcript, parameters)
  const opened = drawn.map(i => columns.subarray(i * columnBytes, (i + 1) * columnBytes))
  return { value, proof: concat(said, ...nonce, ...opened, ...merkleProof(tree, drawn)) }
}

/** The code words of all rows, column after column, as they are hashed. */
function encodeRows(vectors: FieldVectors, parameters: CommitmentParameters, cells: Uint32Array): Uint8Array {
  const { rows, width, positions, depth } = sizesOf(parameters)
  const domain = domainOf(vectors.field, depth)
  const columns = new Uint8Array(4 * rows * positions)
  const view = new DataView(columns.buffer)
  const some = Math.min(rows, Math.max(PANEL, MOST_AT_ONCE / positions))
  for (let first = 0; first < rows; first += some) {
    const count = Math.min(some, rows - first)
    const mark = vectors.mark()
    try {
      const [plain, encoded] = [vectors.vector(count * width), vectors.vector(count * positions)]
      vectors.write(plain, cells.subarray(first * width, (first + count) * width))
      vectors.encode(domain, plain, count, encoded)
      const values = vectors.read(encoded)
      for (let position = 0, from = 0; position < positions; position++) {
        let at = 4 * (position * rows + first)
        for (const end = from + count; from < end; from++, at += 4) view.setUint32(at, values[from]!)
      }
    } finally {
      vectors.release(mark)
    }
  }
  return columns
}

/** The sum of all rows times the weights of a point. */
function combineRows(
  vectors: FieldVectors,
  { parameters, cells }: Commitment,
  point: readonly Extension[],
): Uint32Array {
  const { rows, width } = sizesOf(parameters)
  const weights = eqTable(vectors.field, point)
  const mark = vectors.mark()
  try {
    const [row, sum] = [vectors.vector(width), vectors.vector(width, true)]
    for (let i = 0; i < rows; i++) {
      vectors.write(row, cells.subarray(i * width, (i + 1) * width))
      vectors.axpy(elementAt(weights, i), row, sum, sum)
    }
    return vectors.read(sum)
  } finally {
    vectors.release(mark)
  }
}
