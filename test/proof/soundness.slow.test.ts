// The counts that a release is held to: npm run test:soundness

import { beforeAll, describe, expect, it } from 'vitest'
import { type FieldVectors, fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import { Random } from '../support/random.ts'
import { COLUMN_KINDS, killColumns, killMutants, type Matrix, matrixText, randomPair } from './soundness.ts'

const count = (name: string, usual: number): number => Number(process.env[name] ?? usual)

let vectors: FieldVectors
beforeAll(async () => {
  installNodeHash()
  vectors = await fastVectors(MERSENNE31)
})

describe('proofs of runs', () => {
  it.each(COLUMN_KINDS)('whatever column of %s a cheat bends', kind => {
    const matrix: Matrix = {}
    for (let seed = 0; seed < count('ASSAY_SEEDS', 40); seed++) killColumns(vectors, kind, seed, matrix)
    console.log(matrixText(kind, matrix))
    expect(Object.values(matrix).reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(0)
  })

  it('whatever bytes are changed', () => {
    const all = count('ASSAY_MUTANTS', 1_000_000)
    const each = 20_000
    for (let seed = 0; seed * each < all; seed++) {
      const [run, other] = randomPair(2 * seed)
      killMutants(vectors, run, other, Math.min(each, all - seed * each), new Random(seed))
    }
    console.log(`${all} mutants, 0 accepted`)
  })
})
