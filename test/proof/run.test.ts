// Proofs of runs: honest ones are accepted, by those who hold the weights and by those who hold what they were committed
// with; every other statement, every other byte and every column that a cheat bends is refused.

import { beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import { type FieldVectors, fastVectors, MERSENNE31, referenceVectors } from '../../src/core/field/index.ts'
import { lower } from '../../src/core/proof/lower/index.ts'
import { commitModel, proveRun } from '../../src/core/proof/run/prove.ts'
import { runOf } from '../../src/core/proof/run/statement.ts'
import { verifyRun } from '../../src/core/proof/run/verify.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import { Random } from '../support/random.ts'
import { smallModel } from '../support/smallModel.ts'
import { PROVABLE, type Provable, provableRun, randomRun } from './runs.ts'
import { COLUMN_KINDS, killColumns, killMutants, type Matrix, matrixText, randomPair } from './soundness.ts'

/** The slow suite has a million, and all columns of all kinds. */
const MUTANTS = 2_000
const COLUMNS = 10

let vectors: FieldVectors
beforeAll(async () => {
  installNodeHash()
  vectors = await fastVectors(MERSENNE31)
})

const held = ({ model }: Provable): { bytes: Uint8Array } => ({ bytes: model.weights })
const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed)

describe('a proof of a run', () => {
  it.each(seeds(24))('is accepted: seed %i', seed => {
    const run = randomRun(seed)
    const proof = proveRun(vectors, run.model, run.inputs, run.outputs)
    const verdict = verifyRun(run.statement, held(run), proof)
    expect(verdict).toMatchObject({ ok: true })
    expect(verifyRun(run.statement, held(run), proof, { vectors })).toEqual(verdict)
  })

  it.each(seeds(12))('convinces who holds no weights: seed %i', seed => {
    const run = randomRun(
      seed,
      PROVABLE.filter(kind => kind !== 'take'),
    )
    const committed = commitModel(vectors, run.model, run.inputs)
    const { root } = committed
    const proof = proveRun(vectors, run.model, run.inputs, run.outputs, { committed })
    expect(verifyRun(run.statement, { root }, proof)).toMatchObject({ ok: true })
    // Where nothing is asked of weights or tables, no challenge matters.
    const { system } = lower(runOf(run.statement, run.model.weights))
    if (system.weights.length === 0 || system.lookups.length === 0) return
    const other = root.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
    expect(verifyRun(run.statement, { root: other }, proof)).toMatchObject({ ok: false, code: 'proof_invalid' })
    expect(verifyRun(run.statement, held(run), proof)).toMatchObject({ ok: false })
  })

  it('has bytes that do not change unnoticed', () => {
    const run = provableRun(smallModel(), 2, 5)
    const proof = proveRun(vectors, run.model, run.inputs, run.outputs)
    expect([proof.length, toHex(sha256(proof))]).toMatchInlineSnapshot(`
      [
        57156,
        "0x4c53c31eaf8cbae644f7183585040449ed1737190f70ca9c860044d6073f7b85",
      ]
    `)
  })

  it('has the same bytes by plain arithmetic', () => {
    const plain = referenceVectors(MERSENNE31)
    for (const seed of [1, 5]) {
      const { model, inputs, outputs } = randomRun(seed)
      expect(proveRun(plain, model, inputs, outputs)).toEqual(proveRun(vectors, model, inputs, outputs))
    }
  })

  it('is not for other outputs, inputs, rows, weights or models', () => {
    const run = randomRun(3)
    const proof = proveRun(vectors, run.model, run.inputs, run.outputs)
    const { statement } = run
    const bent = <T extends { data: Int8Array | Int16Array }>([first, ...rest]: readonly T[]): T[] => {
      const data = first!.data.slice() as Int8Array | Int16Array
      data[0] = data[0]! ^ 1
      return [{ ...first!, data }, ...rest]
    }
    const refused = { ok: false, code: 'proof_invalid' }
    expect(verifyRun({ ...statement, outputs: bent(statement.outputs) }, held(run), proof)).toMatchObject(refused)
    expect(verifyRun({ ...statement, inputs: bent(statement.inputs) }, held(run), proof)).toMatchObject(refused)
    expect(verifyRun({ ...statement, modelId: new Uint8Array(32) }, held(run), proof)).toMatchObject(refused)
    const wider = provableRun(run.model, run.inputs[0]!.rows + 1, 3)
    expect(verifyRun(wider.statement, held(run), proof)).toMatchObject({ ok: false })
    const linear = randomRun(2, ['linear'])
    const weights = linear.model.weights.slice()
    weights[weights.length - 1]! ^= 1
    const own = proveRun(vectors, linear.model, linear.inputs, linear.outputs)
    expect(verifyRun(linear.statement, { bytes: weights }, own)).toMatchObject({ ok: false })
  })

  it('is refused with any bytes changed, cut, or added', () => {
    const [run, other] = randomPair(3)
    killMutants(vectors, run, other, MUTANTS, new Random(7))
  }, 240_000)
})

describe('a cheat who computes everything that follows', () => {
  it.each(COLUMN_KINDS)(
    'is refused whatever column of %s it bends',
    kind => {
      const matrix: Matrix = {}
      killColumns(vectors, kind, 1, matrix, COLUMNS)
      console.log(matrixText(kind, matrix))
      expect(Object.values(matrix).reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(0)
    },
    120_000,
  )
})
