// The verifier's side of commitments. It takes bytes of anybody's making and knows no prover.

import { equal } from '../../bytes/index.ts'
import { rootFromProof } from '../../crypto/index.ts'
import { RefusalError } from '../../errors/index.ts'
import {
  type Domain,
  decodeLimbs,
  domainOf,
  type Extension,
  evaluate,
  extensionOf,
  type Field31,
  type FieldVectors,
} from '../../field/index.ts'
import { eqTable } from '../eq.ts'
import { decodeNonce } from '../nonce.ts'
import type { Transcript } from '../transcript.ts'
import { absorbRow, checkPoint, columnHash, drawColumns, HASH_BYTES, siblingsOf } from './opening.ts'
import { type CommitmentParameters, sizesOf } from './parameters.ts'
import { weigh, weighCells } from './tensor.ts'

/**
 * `malformed`: not the number of bytes that parameters and drawn columns have, a limb that is not below p, or a nonce of
 * 2^53 or more. `value`: the combined row has another value. `work`: the nonce shows too little. `path`: columns and
 * hashes do not lead to the root. `column`: one is not what the combined row is encoded to. Who verifies a whole proof
 * gives them its codes.
 */
export type OpeningVerdict = 'ok' | 'malformed' | 'value' | 'work' | 'path' | 'column'

/**
 * Checks that the polynomial behind a root has this value at a point. When it is `ok` there is one polynomial that all
 * openings of the root are of, and this is its value, but for a chance of `commitmentError(parameters)`; if the first
 * `rowVariables` coordinates were drawn from the transcript after it had absorbed the root, which the caller sees to.
 * Time and memory depend on the parameters only; `vectors`, of the same field, encode the combined row where they are
 * given. Throws RangeError for parameters or a point that are none.
 */
export function verifyOpening(
  transcript: Transcript,
  parameters: CommitmentParameters,
  root: Uint8Array,
  point: readonly Extension[],
  value: Extension,
  proof: Uint8Array,
  vectors?: FieldVectors,
): OpeningVerdict {
  const { field } = transcript
  const extension = extensionOf(field)
  const { rows, width, depth, rowBytes, nonceBytes, columnBytes } = sizesOf(parameters)
  checkPoint(field, parameters, point)
  const [rowPoint, columnPoint] = [point.slice(0, parameters.rowVariables), point.slice(parameters.rowVariables)]

  const said = proof.subarray(0, rowBytes)
  const row = limbsOf(field, said, 4 * width)
  if (row === null) return 'malformed'
  if (!extension.equal(weigh(extension, eqTable(field, columnPoint), row), value)) return 'value'

  absorbRow(transcript, parameters, point, said)
  if (nonceBytes > 0) {
    const nonce = decodeNonce(proof.subarray(rowBytes, rowBytes + nonceBytes))
    if (nonce === null) return 'malformed'
    if (!transcript.checkWork(parameters.workBits, nonce)) return 'work'
  }

  const drawn = drawColumns(transcript, parameters)
  const opened = rowBytes + nonceBytes
  const hashed = opened + drawn.length * columnBytes
  const hashes = siblingsOf(depth, drawn)
  if (proof.length !== hashed + hashes * HASH_BYTES) return 'malformed'
  const cells = limbsOf(field, proof.subarray(opened, hashed), drawn.length * rows)
  if (cells === null) return 'malformed'

  const hash = columnHash(columnBytes)
  const leaves = drawn.map((index, i) => ({
    index,
    hash: hash(proof.subarray(opened + i * columnBytes, opened + (i + 1) * columnBytes)),
  }))
  const siblings = Array.from({ length: hashes }, (_, i) =>
    proof.subarray(hashed + i * HASH_BYTES, hashed + (i + 1) * HASH_BYTES),
  )
  const found = rootFromProof(depth, leaves, siblings)
  if (found === null || !equal(found, root)) return 'path'

  const weights = eqTable(field, rowPoint)
  const encoded = encodeElements(domainOf(field, depth), row, vectors)
  const isRight = drawn.every((position, i) => {
    const sum = weighCells(field, weights, cells.subarray(i * rows, (i + 1) * rows))
    return sum.every((limb, k) => limb === encoded[4 * position + k])
  })
  return isRight ? 'ok' : 'column'
}

/**
 * The code words of the four limbs of elements, position by position: codes are linear, and the extension is a space over
 * the prime field.
 */
function encodeElements(domain: Domain, limbs: Uint32Array, vectors: FieldVectors | undefined): Uint32Array {
  const length = limbs.length / 4
  const rows = new Uint32Array(limbs.length)
  for (let k = 0; k < 4; k++) for (let i = 0; i < length; i++) rows[k * length + i] = limbs[4 * i + k]!
  if (vectors !== undefined) {
    const mark = vectors.mark()
    const [given, encoded] = [vectors.vector(limbs.length), vectors.vector(4 * domain.size)]
    vectors.write(given, rows)
    vectors.encode(domain, given, 4, encoded)
    const columns = vectors.read(encoded)
    vectors.release(mark)
    return columns
  }
  const columns = new Uint32Array(4 * domain.size)
  for (let k = 0; k < 4; k++)
    evaluate(domain, rows.subarray(k * length, (k + 1) * length)).forEach((value, position) => {
      columns[4 * position + k] = value
    })
  return columns
}

/** Exactly so many limbs, or null. */
function limbsOf(field: Field31, bytes: Uint8Array, count: number): Uint32Array | null {
  try {
    return decodeLimbs(field, bytes, count, 'commitment')
  } catch (error) {
    if (error instanceof RefusalError) return null
    throw error
  }
}
