// Commitments: openings verify and say the truth, on both implementations of vectors and byte for byte as a second
// implementation of the specification has them; committers and provers that lie anywhere do not get away with it.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  domainOf,
  type Extension,
  extensionOf,
  type Field31,
  type FieldVectors,
  fastVectors,
  KOALABEAR,
  MERSENNE31,
  referenceVectors,
} from '../../src/core/field/index.ts'
import {
  type Commitment,
  type CommitmentParameters,
  commit,
  commitmentError,
  commitmentParameters,
  openCommitment,
  verifyOpening,
} from '../../src/core/proof/commitment/index.ts'
import { siblingsOf } from '../../src/core/proof/commitment/opening.ts'
import { sizesOf } from '../../src/core/proof/commitment/parameters.ts'
import { weighCells } from '../../src/core/proof/commitment/tensor.ts'
import { eqTable } from '../../src/core/proof/eq.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { edgesOf, extensionFrom, FIELDS, limbsOf } from '../field/support.ts'
import {
  type Lies,
  type SecondCommitment,
  sameValue,
  secondCommitment,
  valueAt,
  weightOf,
  words,
} from './commitment.ts'
import { commitmentText } from './commitmentVectors.ts'

const file = fileURLToPath(new URL('../../vectors/proof/commitment.json', import.meta.url))
if (process.env['UPDATE_VECTORS'] === '1') writeFileSync(file, commitmentText())

test('frozen vectors', () => {
  expect(readFileSync(file, 'utf8')).toBe(commitmentText())
})

/** Few rows, few cells, work. */
const SMALL: CommitmentParameters = { rowVariables: 2, columnVariables: 3, rateBits: 2, queries: 8, workBits: 5 }
/** Bytes of its parts. */
const ROW = 128
const NONCE = 8
const COLUMN = 16

const SHAPES: readonly CommitmentParameters[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(n => commitmentParameters(n)),
  SMALL,
  { ...SMALL, filledRows: 3 },
  { ...SMALL, rowVariables: 5, columnVariables: 2, filledRows: 17 },
  { ...SMALL, rowVariables: 0, workBits: 0 },
  { ...SMALL, rowVariables: 5, columnVariables: 2 },
  { ...SMALL, rateBits: 1, queries: 1 },
  { ...SMALL, rateBits: 4, queries: 20 },
  { ...SMALL, rowVariables: 6, columnVariables: 1, rateBits: 1, queries: 3 },
]

const variablesOf = ({ rowVariables, columnVariables }: CommitmentParameters): number => rowVariables + columnVariables

/** Cells at random, and zeros behind the filled rows. */
function cellsFor(field: Field31, parameters: CommitmentParameters, seed: number): Uint32Array {
  const cells = limbsOf(field, 2 ** variablesOf(parameters), seed)
  const { rowVariables, columnVariables, filledRows = 2 ** rowVariables } = parameters
  return cells.fill(0, filledRows * 2 ** columnVariables)
}

/** A transcript that has absorbed the root, and the point drawn then. */
function begin(field: Field31, root: Uint8Array, variables: number) {
  const transcript = new Transcript('test', field)
  transcript.absorb('root', root)
  return { transcript, point: transcript.challenges('point', variables) }
}

describe.each(FIELDS.map(field => [field.name, field] as const))('%s', (_name, field) => {
  const extension = extensionOf(field)
  const slow = referenceVectors(field)
  let fast: FieldVectors
  beforeAll(async () => {
    fast = await fastVectors(field)
  })
  const committed = (vectors: FieldVectors, parameters: CommitmentParameters, cells: Uint32Array): Commitment => {
    const mark = vectors.mark()
    const vector = vectors.vector(cells.length)
    vectors.write(vector, cells)
    const commitment = commit(vectors, parameters, vector)
    vectors.release(mark)
    return commitment
  }
  /** An opening, and what it takes to verify it. */
  interface Opened {
    readonly parameters: CommitmentParameters
    readonly root: Uint8Array
    readonly value: Extension
    readonly proof: Uint8Array
  }
  const opened = (vectors: FieldVectors, parameters: CommitmentParameters, cells: Uint32Array): Opened => {
    const commitment = committed(vectors, parameters, cells)
    const { transcript, point } = begin(field, commitment.root, variablesOf(parameters))
    return { parameters, root: commitment.root, ...openCommitment(vectors, transcript, commitment, point) }
  }
  const openedBy = (second: SecondCommitment, parameters: CommitmentParameters): Opened => {
    const { transcript, point } = begin(field, second.root, variablesOf(parameters))
    return { parameters, root: second.root, ...second.open(transcript, point) }
  }
  const lying = (lies: Lies, parameters = commitmentParameters(7), seed = 7): Opened => {
    const cells = cellsFor(field, parameters, seed)
    return openedBy(secondCommitment(field, parameters, cells, lies), parameters)
  }
  const verdict = ({ parameters, root, value, proof }: Opened) => {
    const { transcript, point } = begin(field, root, variablesOf(parameters))
    return verifyOpening(transcript, parameters, root, point, value, proof)
  }

  test.each(SHAPES.map(shape => [JSON.stringify(Object.values(shape)), shape] as const))(
    '%s: openings verify, say the truth, and are the same from all implementations',
    (_, parameters) => {
      const cells = cellsFor(field, parameters, variablesOf(parameters))
      const commitment = committed(fast, parameters, cells)
      const [prover, verifier] = [0, 1].map(() => begin(field, commitment.root, variablesOf(parameters)))
      const { point } = prover!
      const opening = openCommitment(fast, prover!.transcript, commitment, point)
      expect(opening.value).toEqual(valueAt(field, cells, point))
      const { value, proof } = opening
      expect(verifyOpening(verifier!.transcript, parameters, commitment.root, point, value, proof)).toBe('ok')
      expect(opened(slow, parameters, cells)).toEqual({ parameters, root: commitment.root, ...opening })
      const second = openedBy(secondCommitment(field, parameters, cells), parameters)
      expect(second).toEqual({ parameters, root: commitment.root, ...opening })
      // Both go on alike.
      for (const { transcript } of [prover!, verifier!]) transcript.absorb('next', new Uint8Array(0))
      expect(verifier!.transcript.challenge('next')).toEqual(prover!.transcript.challenge('next'))
    },
  )

  test('edges of the field, zeros, and points of the cube', () => {
    const edges = edgesOf(field)
    for (const cells of [
      Uint32Array.from({ length: 32 }, (_, i) => edges[i % edges.length]!),
      new Uint32Array(32),
      new Uint32Array(32).fill(field.order - 1),
    ])
      expect(verdict(opened(fast, SMALL, cells))).toBe('ok')
    const cells = limbsOf(field, 32, 3)
    const commitment = committed(fast, SMALL, cells)
    for (const i of [0, 1, 7, 8, 19, 31]) {
      const point = [4, 3, 2, 1, 0].map(bit => extension.lift((i >> bit) & 1))
      const [prover, verifier] = [0, 1].map(() => begin(field, commitment.root, 5).transcript)
      const { value, proof } = openCommitment(fast, prover!, commitment, point)
      expect(value).toEqual(extension.lift(cells[i]!))
      expect(verifyOpening(verifier!, SMALL, commitment.root, point, value, proof)).toBe('ok')
    }
  })

  test('a commitment is opened more than once, is independent of vectors, and leaves their memory as it was', () => {
    const cells = limbsOf(field, 32, 4)
    const start = fast.mark()
    const vector = fast.vector(32)
    fast.write(vector, cells)
    const before = fast.mark()
    const commitment = commit(fast, SMALL, vector)
    expect(fast.mark()).toBe(before)
    expect(fast.read(vector)).toEqual(cells)
    fast.write(vector, new Uint32Array(32))
    for (const label of ['first', 'second']) {
      const [prover, verifier] = [0, 1].map(() => {
        const transcript = new Transcript('test', field)
        transcript.absorb(label, commitment.root)
        return { transcript, point: transcript.challenges('point', 5) }
      })
      const { value, proof } = openCommitment(slow, prover!.transcript, commitment, prover!.point)
      const { transcript, point } = verifier!
      expect(verifyOpening(transcript, SMALL, commitment.root, point, value, proof)).toBe('ok')
    }
    openCommitment(fast, begin(field, commitment.root, 5).transcript, commitment, extensions(5))
    expect(fast.mark()).toBe(before)
    fast.release(start)
  })

  test('rows that are encoded in several goes', () => {
    // 2^12 positions: 512 rows at once.
    const parameters = { rowVariables: 10, columnVariables: 4, rateBits: 8, queries: 9, workBits: 0 }
    const cells = limbsOf(field, 2 ** 14, 5)
    const { columns } = committed(fast, parameters, cells)
    const domain = domainOf(field, 12)
    const mark = fast.mark()
    const [plain, encoded] = [fast.vector(2 ** 14), fast.vector(2 ** 22)]
    fast.write(plain, cells)
    fast.encode(domain, plain, 2 ** 10, encoded)
    expect(Buffer.compare(columns, words(fast.read(encoded)))).toBe(0)
    fast.release(mark)
    expect(verdict(opened(fast, parameters, cells))).toBe('ok')
  })

  const extensions = (count: number): Extension[] =>
    Array.from({ length: count }, (_, i) => extensionFrom(field, 900 + i))

  describe('bytes', () => {
    const honest = (): Opened => opened(slow, SMALL, limbsOf(field, 32, 6))

    test('every flip of a bit is refused, with its reason', () => {
      const opening = honest()
      const { proof } = opening
      const drawn = positionsOf(opening)
      const hashes = ROW + NONCE + COLUMN * drawn.length
      expect(proof.length).toBe(hashes + 32 * siblingsOf(5, drawn))
      expect(verdict(opening)).toBe('ok')
      const reasons: Record<string, readonly string[]> = {
        row: ['value', 'malformed'],
        // Other nonces draw other columns, where they show the work.
        nonce: ['work', 'malformed', 'path'],
        column: ['path', 'malformed'],
        hash: ['path'],
      }
      const seen = new Set<string>()
      for (let at = 0; at < proof.length; at++)
        for (let bit = 0; bit < 8; bit++) {
          const changed = proof.slice()
          changed[at]! ^= 1 << bit
          const part = at < ROW ? 'row' : at < ROW + NONCE ? 'nonce' : at < hashes ? 'column' : 'hash'
          const found = verdict({ ...opening, proof: changed })
          expect(reasons[part]).toContain(found)
          seen.add(`${part} ${found}`)
        }
      for (const what of ['row value', 'row malformed', 'nonce work', 'nonce malformed', 'column path', 'hash path'])
        expect(seen).toContain(what)
    })

    test('every other length is refused', () => {
      const opening = honest()
      const { proof } = opening
      for (let length = 0; length < proof.length; length++)
        // With nothing behind it in memory.
        expect(verdict({ ...opening, proof: proof.slice(0, length) })).toBe('malformed')
      for (const more of [1, 4, 16, 32, 1_000])
        expect(verdict({ ...opening, proof: Uint8Array.of(...proof, ...new Uint8Array(more)) })).toBe('malformed')
      for (const at of [ROW + NONCE, proof.length - 32])
        expect(verdict({ ...opening, proof: Uint8Array.of(...proof.subarray(0, at), ...proof.subarray(at + 4)) })).toBe(
          'malformed',
        )
    })

    test('limbs that are not below p are refused, wherever they stand and whatever they stand for', () => {
      const opening = honest()
      const limbs = (ROW + COLUMN * positionsOf(opening).length) / 4
      for (let i = 0; i < limbs; i++) {
        const at = 4 * i + (4 * i < ROW ? 0 : NONCE)
        const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer)
        const own = view(opening.proof.slice()).getUint32(at)
        for (const limb of [field.order, own + field.order, 2 ** 32 - 1]) {
          const changed = opening.proof.slice()
          view(changed).setUint32(at, limb)
          expect(verdict({ ...opening, proof: changed })).toBe('malformed')
        }
      }
      // The same number, and a root that is its hash's: only its encoding is wrong.
      const above = (columns: number[][]): void => {
        for (const column of columns) column[0]! += field.order
      }
      expect(verdict(lying({ matrix: above }, SMALL))).toBe('malformed')
    })

    test('nonces: those that show too little, and those of 2^53 and more', () => {
      const opening = honest()
      const withNonce = (nonce: bigint): Opened => {
        const proof = opening.proof.slice()
        new DataView(proof.buffer).setBigUint64(ROW, nonce)
        return { ...opening, proof }
      }
      const found = Array.from({ length: 20 }, (_, i) => verdict(withNonce(BigInt(i) + 1_000n)))
      expect(found.filter(reason => reason === 'work').length).toBeGreaterThan(10)
      expect(verdict(withNonce(2n ** 53n - 1n))).not.toBe('ok')
      for (const nonce of [2n ** 53n, 2n ** 64n - 1n]) expect(verdict(withNonce(nonce))).toBe('malformed')
    })

    test('columns in another order, or of other positions', () => {
      const opening = honest()
      const { proof } = opening
      const count = positionsOf(opening).length
      const column = (i: number): Uint8Array => proof.subarray(ROW + NONCE + COLUMN * i, ROW + NONCE + COLUMN * (i + 1))
      for (let i = 1; i < count; i++) {
        const swapped = proof.slice()
        swapped.set(column(i), ROW + NONCE)
        swapped.set(column(0), ROW + NONCE + COLUMN * i)
        expect(verdict({ ...opening, proof: swapped })).toBe('path')
      }
    })

    test('positions that are drawn twice are opened once', () => {
      // 8 positions, of which 148 draws have all.
      const opening = opened(fast, commitmentParameters(3), limbsOf(field, 8, 8))
      expect(positionsOf(opening)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
      expect(opening.proof.length).toBe(32 + 8 * 16)
      expect(verdict(opening)).toBe('ok')
    })
  })

  test('another value, another point, another root, other parameters', () => {
    const opening = opened(slow, SMALL, limbsOf(field, 32, 9))
    for (let k = 0; k < 4; k++) {
      const value = opening.value.with(k, field.add(opening.value[k]!, 1)) as unknown as Extension
      expect(verdict({ ...opening, value })).toBe('value')
    }
    const root = opening.root.slice()
    root[31]! ^= 1
    const { point } = begin(field, opening.root, 5)
    const at = (root: Uint8Array, point: readonly Extension[], parameters = SMALL) => {
      const { transcript } = begin(field, opening.root, 5)
      return verifyOpening(transcript, parameters, root, point, opening.value, opening.proof)
    }
    expect(at(opening.root, point)).toBe('ok')
    expect(at(root, point)).toBe('path')
    expect(at(opening.root.subarray(1), point)).toBe('path')
    point.forEach((z, j) => {
      const other = point.with(j, extension.add(z, extension.one))
      const found = at(opening.root, other)
      // Of another row's point the combined row is another, and so are nonce and columns.
      if (j < 2) expect(['work', 'malformed', 'path', 'column']).toContain(found)
      else expect(found).toBe('value')
    })
    for (const other of [
      { ...SMALL, queries: 9 },
      { ...SMALL, workBits: 4 },
      { ...SMALL, filledRows: 3 },
      { ...SMALL, workBits: 0 },
      { ...SMALL, rateBits: 3 },
      { ...SMALL, rowVariables: 3, columnVariables: 2 },
    ])
      expect(at(opening.root, point, other)).not.toBe('ok')
  })

  describe('a committer that lies', () => {
    const parameters = commitmentParameters(7)

    test('is refused where a row is far from all code words: at half of the distance', () => {
      for (const shape of [parameters, commitmentParameters(9), { ...commitmentParameters(6), columnVariables: 3 }]) {
        const count = 3 * 2 ** (shape.columnVariables - 1)
        for (const row of [0, 2 ** shape.rowVariables - 1])
          for (const step of [1, 2]) {
            const opening = lying(
              {
                matrix: columns => {
                  for (let i = 0; i < count; i++) {
                    const column = columns[(i * step) % columns.length]!
                    column[row] = field.add(column[row]!, 1 + i)
                  }
                },
              },
              shape,
              step,
            )
            expect(verdict(opening)).toBe('column')
          }
      }
    })

    test('is refused where all is hashed in another order than it was encoded in', () => {
      const order = (columns: number[][]) => columns.reverse()
      expect(verdict(lying({ matrix: order }))).toBe('column')
      // All of 8 positions are drawn, so that two are enough.
      const swap = (columns: number[][]) => ([columns[2], columns[5]] = [columns[5]!, columns[2]!])
      expect(verdict(lying({ matrix: swap }))).toBe('column')
      const rows = (columns: number[][]): void => {
        for (const column of columns) column.reverse()
      }
      expect(verdict(lying({ matrix: rows }))).toBe('column')
    })

    test('is refused where one limb of one column that is drawn is another', () => {
      for (let position = 0; position < 8; position++)
        expect(
          verdict(
            lying({
              matrix: columns => {
                columns[position]![3] = field.add(columns[position]![3]!, 1)
              },
            }),
          ),
        ).toBe('column')
    })
  })

  describe('a prover that lies', () => {
    test('about the combined row, with the value that it should have', () => {
      for (const parameters of [SMALL, commitmentParameters(4), commitmentParameters(9)]) {
        const cells = cellsFor(field, parameters, 11)
        const opening = lying({ row: (row, weights) => sameValue(field, row, weights) }, parameters, 11)
        const { point } = begin(field, opening.root, variablesOf(parameters))
        expect(opening.value).toEqual(valueAt(field, cells, point))
        expect(verdict(opening)).toBe('column')
      }
    })

    test('about the combined row in one limb, and claims what it gives', () => {
      for (let k = 0; k < 4; k++) {
        const opening = lying({
          row: row => row.with(1, row[1]!.with(k, field.add(row[1]![k]!, 1)) as unknown as Extension),
        })
        expect(verdict(opening)).toBe('column')
      }
    })

    test('with the opening of another polynomial', () => {
      const mine = opened(slow, SMALL, limbsOf(field, 32, 12))
      const other = committed(slow, SMALL, limbsOf(field, 32, 13))
      const { transcript, point } = begin(field, mine.root, 5)
      const { value, proof } = openCommitment(slow, transcript, other, point)
      expect(verdict({ ...mine, value, proof })).toBe('path')
    })
  })

  test('weights, and sums of cells with them, at the edges', () => {
    const point = extensions(4)
    const weights = eqTable(field, point)
    for (let i = 0; i < 16; i++) expect([...weights.subarray(4 * i, 4 * i + 4)]).toEqual([...weightOf(field, point, i)])
    expect([...eqTable(field, [])]).toEqual([1, 0, 0, 0])
    // Sums are reduced after 64 cells.
    for (const count of [1, 63, 64, 65, 128, 1_000]) {
      const p = field.order
      expect(weighCells(field, new Uint32Array(4 * count).fill(p - 1), new Uint32Array(count).fill(p - 1))).toEqual(
        [0, 0, 0, 0].map(() => count),
      )
      const [some, cells] = [limbsOf(field, 4 * count, 1), limbsOf(field, count, 2)]
      let sum = extension.zero
      cells.forEach((cell, i) => {
        sum = extension.add(sum, extension.scale([...some.subarray(4 * i, 4 * i + 4)] as unknown as Extension, cell))
      })
      expect(weighCells(field, some, cells)).toEqual(sum)
    }
  })

  test('wrong use throws', () => {
    const commitment = committed(slow, SMALL, limbsOf(field, 32, 14))
    const { transcript, point } = begin(field, commitment.root, 5)
    const { root } = commitment
    for (const bad of [
      point.slice(1),
      [...point, point[0]!],
      point.with(0, [field.order, 0, 0, 0]),
      point.with(4, [0, 0, 0.5, 0]),
    ]) {
      expect(() => openCommitment(slow, transcript, commitment, bad)).toThrow(RangeError)
      expect(() => verifyOpening(transcript, SMALL, root, bad, extension.one, new Uint8Array(0))).toThrow(RangeError)
    }
    for (const bad of [slow.vector(16), slow.vector(64), slow.vector(32, true)])
      expect(() => commit(slow, SMALL, bad)).toThrow(RangeError)
    const another = FIELDS.find(one => one !== field)!
    expect(() => openCommitment(slow, new Transcript('test', another), commitment, point)).toThrow(RangeError)
    for (const bad of [
      { ...SMALL, filledRows: 0 },
      { ...SMALL, filledRows: 5 },
      { ...SMALL, rowVariables: -1 },
      { ...SMALL, rowVariables: 27, columnVariables: 2 },
      { ...SMALL, columnVariables: 0 },
      { ...SMALL, columnVariables: 19 },
      { ...SMALL, rateBits: 0 },
      { ...SMALL, rateBits: 9 },
      { ...SMALL, queries: 0 },
      { ...SMALL, queries: 1.5 },
      { ...SMALL, workBits: 33 },
    ]) {
      expect(() => commit(slow, bad, slow.vector(32))).toThrow(RangeError)
      expect(() => verifyOpening(transcript, bad, root, point, extension.one, new Uint8Array(0))).toThrow(RangeError)
      expect(() => commitmentError(bad)).toThrow(RangeError)
    }
  })

  /** Which columns an opening shows. */
  function positionsOf({ parameters, root, proof }: Opened): number[] {
    const { rowVariables, columnVariables, rateBits, queries, workBits } = parameters
    const { transcript, point } = begin(field, root, rowVariables + columnVariables)
    const row = 16 * 2 ** columnVariables
    const rows = parameters.filledRows ?? 2 ** rowVariables
    transcript.absorbLimbs('opening', [rowVariables, columnVariables, rateBits, queries, workBits, rows])
    transcript.absorbElements('point', point)
    transcript.absorb('row', proof.subarray(0, row))
    const nonce = workBits > 0 ? new DataView(proof.buffer, proof.byteOffset + row).getBigUint64(0) : 0n
    if (workBits > 0) expect(transcript.checkWork(workBits, Number(nonce))).toBe(true)
    return [...new Set(transcript.indices('columns', queries, columnVariables + rateBits))].sort((a, b) => a - b)
  }
})

describe('parameters', () => {
  const all = Array.from({ length: 28 }, (_, i) => commitmentParameters(i + 1))

  test('hold all cells, and give 102 bits with no query more than needed', () => {
    all.forEach((parameters, i) => {
      expect(variablesOf(parameters)).toBe(i + 1)
      expect(commitmentError(parameters).queries).toBeLessThanOrEqual(-102)
      expect(commitmentError({ ...parameters, queries: parameters.queries - 1 }).queries).toBeGreaterThan(-102)
      expect(parameters.workBits).toBe(i + 1 <= 18 ? 0 : i + 1 >= 22 ? 16 : 4 * (i + 1 - 18))
    })
    for (const rateBits of [1, 3, 4])
      expect(commitmentError(commitmentParameters(20, rateBits)).queries).toBeLessThan(-102)
  })

  test('the errors, counted another way', () => {
    for (const parameters of [...all, { ...SMALL, rateBits: 1 }, { ...SMALL, rateBits: 3 }]) {
      const { rowVariables, columnVariables, rateBits, queries, workBits } = parameters
      const { proximity, queries: missed, total } = commitmentError(parameters)
      // Words of another polynomial differ where these do, in N - K positions; what is nearer to one than half of that
      // differs from another in as many at least.
      const [positions, cells] = [2 ** (columnVariables + rateBits), 2 ** columnVariables]
      const distance = positions - cells
      const radius = Math.floor((distance - 1) / 2)
      const fewest = Math.min(radius + 1, distance - radius)
      let chance = 1
      for (let i = 0; i < queries; i++) chance *= 1 - fewest / positions
      expect(missed).toBeCloseTo(Math.log2(chance) - workBits, 6)
      // For each row variable the exceptions of an affine line, as many as positions, and one for words that are none
      // of the circle code.
      let exceptions = 0
      for (let i = 0; i < rowVariables; i++) exceptions += positions + 1
      expect(2 ** proximity * KOALABEAR.order ** 4).toBeCloseTo(exceptions, exceptions > 1_000 ? 0 : 3)
      expect(total).toBeGreaterThanOrEqual(missed)
    }
  })

  test('are the shortest among their neighbours, as measured', async () => {
    const vectors = await fastVectors(MERSENNE31)
    const bytes = (parameters: CommitmentParameters): number => {
      const mark = vectors.mark()
      const cells = vectors.vector(2 ** variablesOf(parameters))
      const commitment = commit(vectors, parameters, cells)
      vectors.release(mark)
      const { transcript, point } = begin(MERSENNE31, commitment.root, variablesOf(parameters))
      return openCommitment(vectors, transcript, commitment, point).proof.length
    }
    for (const n of [6, 9, 11, 13]) {
      const own = commitmentParameters(n)
      for (const move of [-1, 1]) {
        const shape = {
          ...own,
          filledRows: 2 ** (own.rowVariables - move),
          rowVariables: own.rowVariables - move,
          columnVariables: own.columnVariables + move,
        }
        if (shape.columnVariables > 0) expect(bytes(own)).toBeLessThan(1.05 * bytes(shape))
      }
    }
  })

  test('of fewer cells have shorter openings, and rows for all of them', () => {
    for (const [n, cells] of [
      [10, 700],
      [18, 150_000],
    ] as const) {
      const own = commitmentParameters(n, 2, cells)
      const { rows, width, columnBytes } = sizesOf(own)
      expect(rows * width).toBeGreaterThanOrEqual(cells)
      expect((rows - 1) * width).toBeLessThan(cells)
      expect(columnBytes).toBe(4 * rows)
      expect(variablesOf(own)).toBe(n)
    }
    expect(commitmentParameters(9, 2, 512)).toEqual(commitmentParameters(9))
  })

  test('cells behind filled rows are refused', async () => {
    const vectors = await fastVectors(MERSENNE31)
    const parameters = { ...SMALL, filledRows: 3 }
    const cells = vectors.vector(32)
    vectors.write(
      cells,
      Uint32Array.from({ length: 32 }, (_, i) => (i === 24 ? 1 : 0)),
    )
    expect(() => commit(vectors, parameters, cells)).toThrow(RangeError)
  })

  test('none for other numbers', () => {
    for (const bad of [0, 29, 1.5, Number.NaN]) expect(() => commitmentParameters(bad)).toThrow(RangeError)
    for (const bad of [0, 257, 1.5]) expect(() => commitmentParameters(8, 2, bad)).toThrow(RangeError)
    for (const bad of [0, 9, 0.5]) expect(() => commitmentParameters(8, bad)).toThrow(RangeError)
  })
})
