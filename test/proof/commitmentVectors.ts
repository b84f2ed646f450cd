// What vectors/proof/commitment.json holds: parameters of all sizes; cells, roots and openings; openings that are
// refused. UPDATE_VECTORS=1 writes it.

import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { type Extension, type Field31, referenceVectors } from '../../src/core/field/index.ts'
import {
  type CommitmentParameters,
  commit,
  commitmentParameters,
  type OpeningVerdict,
  openCommitment,
  verifyOpening,
} from '../../src/core/proof/commitment/index.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { FIELDS, limbsOf } from '../field/support.ts'
import { type Lies, sameValue, secondCommitment } from './commitment.ts'

const PROTOCOL = 'assay/example/1'

/** The transcript absorbs the root and draws the point, with the labels "root" and "point". */
interface OpeningCase {
  readonly field: Field31['name']
  readonly what: string
  readonly parameters: CommitmentParameters
  readonly cells: readonly number[]
  readonly root: Hex
  readonly point: readonly Extension[]
  readonly value: Extension
  readonly proof: Hex
  readonly gives: OpeningVerdict
}

function casesOf(field: Field31): OpeningCase[] {
  const small = { rowVariables: 2, columnVariables: 3, rateBits: 2, queries: 6, workBits: 5 }
  const cells = limbsOf(field, 32, 4)
  const begin = (root: Uint8Array, variables: number) => {
    const transcript = new Transcript(PROTOCOL, field)
    transcript.absorb('root', root)
    return { transcript, point: transcript.challenges('point', variables) }
  }
  const given = (
    what: string,
    parameters: CommitmentParameters,
    cells: Uint32Array,
    root: Uint8Array,
    value: Extension,
    proof: Uint8Array,
  ): OpeningCase => {
    const { transcript, point } = begin(root, Math.log2(cells.length))
    return {
      field: field.name,
      what,
      parameters,
      cells: [...cells],
      root: toHex(root),
      point,
      value,
      proof: toHex(proof),
      gives: verifyOpening(transcript, parameters, root, point, value, proof),
    }
  }
  const honest = (what: string, parameters: CommitmentParameters, cells: Uint32Array): OpeningCase => {
    const vectors = referenceVectors(field)
    const vector = vectors.vector(cells.length)
    vectors.write(vector, cells)
    const commitment = commit(vectors, parameters, vector)
    const { transcript, point } = begin(commitment.root, Math.log2(cells.length))
    const { value, proof } = openCommitment(vectors, transcript, commitment, point)
    return given(what, parameters, cells, commitment.root, value, proof)
  }
  const lying = (what: string, lies: Lies, change = (proof: Uint8Array): Uint8Array => proof): OpeningCase => {
    const { root, open } = secondCommitment(field, small, cells, lies)
    const { transcript, point } = begin(root, 5)
    const { value, proof } = open(transcript, point)
    return given(what, small, cells, root, value, change(proof))
  }
  const withLimb = (at: number, limb: number) => (proof: Uint8Array) => {
    const changed = proof.slice()
    const view = new DataView(changed.buffer)
    view.setUint32(at < 0 ? changed.length + at : at, limb)
    return changed
  }
  return [
    honest('two cells', commitmentParameters(1), limbsOf(field, 2, 1)),
    honest('the parameters of 2^4 cells', commitmentParameters(4), limbsOf(field, 16, 2)),
    honest('work', small, cells),
    honest('a rate of 1/2', { ...small, rowVariables: 1, columnVariables: 2, rateBits: 1 }, limbsOf(field, 8, 5)),
    lying('another row of the same value', {
      row: (row, weights) => sameValue(field, row, weights),
    }),
    lying('a row that is no code word', {
      matrix(columns) {
        for (let i = 0; i < columns.length; i += 2) columns[i]![1] = field.add(columns[i]![1]!, 1)
      },
    }),
    lying('another value', {}, withLimb(0, 1)),
    lying('another nonce', {}, withLimb(132, 1_000_000)),
    lying('another column', {}, withLimb(136, 1)),
    lying('another hash', {}, withLimb(-4, 1)),
    lying('a limb of p in the row', {}, withLimb(0, field.order)),
    lying('a byte too few', {}, proof => proof.subarray(1)),
    lying('a byte too many', {}, proof => Uint8Array.of(...proof, 0)),
  ]
}

export const commitmentText = (): string =>
  `${JSON.stringify(
    {
      generator: 'test/proof/commitmentVectors.ts',
      protocol: PROTOCOL,
      parameters: Array.from({ length: 28 }, (_, i) => ({ variables: i + 1, ...commitmentParameters(i + 1) })),
      cases: FIELDS.flatMap(casesOf),
    },
    null,
    1,
  )}\n`
