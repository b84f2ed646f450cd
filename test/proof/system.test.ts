// Systems of one table: what small runs do not reach.

import { beforeAll, describe, expect, test } from 'vitest'
import { type FieldVectors, fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { lookupWork } from '../../src/core/proof/system/chance.ts'
import { whole } from '../../src/core/proof/system/expression.ts'
import { layoutOf } from '../../src/core/proof/system/layout.ts'
import { proveSystem } from '../../src/core/proof/system/prover.ts'
import { soundnessOf } from '../../src/core/proof/system/soundness.ts'
import type { System } from '../../src/core/proof/system/types.ts'
import { verifySystem } from '../../src/core/proof/system/verifier.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'

const ROWS = 2 ** 20
const LENGTHS = [4]

/** Three columns whose elements are rows of a table of 2^20 rows: enough leaves for the lookups to take work. */
const system: System = {
  columns: [
    ...[0, 1, 2].map(i => ({ op: 0, role: `entry ${i}`, lengths: LENGTHS })),
    { op: -1, role: 'multiplicities', lengths: [ROWS] },
  ],
  weights: [],
  publics: [],
  tables: [
    {
      kind: 'runs',
      lengths: [ROWS],
      multiplicities: 3,
      runs: [{ length: ROWS, entries: [1, 2, 3].map(step => ({ first: 0, step })) }],
    },
  ],
  lookups: [
    {
      ...{ op: 0, what: 'row', table: 0, lengths: LENGTHS, valid: [null] },
      entries: [0, 1, 2].map(id => whole({ kind: 'column', id }, LENGTHS)),
    },
  ],
  relations: [],
  fills: [],
}

function columnsOf(rows: readonly number[]): Float64Array[] {
  const multiplicities = new Float64Array(ROWS)
  for (const row of rows) multiplicities[row]!++
  return [...[1, 2, 3].map(step => Float64Array.from(rows, row => row * step)), multiplicities]
}

describe('lookups in a large table', () => {
  let vectors: FieldVectors
  beforeAll(async () => {
    installNodeHash()
    vectors = await fastVectors(MERSENNE31)
  })
  const begin = (): Transcript => new Transcript('test', MERSENNE31)
  const prove = (columns: Float64Array[]): Uint8Array =>
    proveSystem(vectors, begin(), system, { columns, weights: [], publics: [] }, null)
  const verify = (proof: Uint8Array): void =>
    verifySystem(begin(), system, [], { kind: 'held', values: [] }, proof, vectors)
  const refused = (code: string, facts: object) =>
    expect.objectContaining({ code, facts: expect.objectContaining(facts) })

  test('take work, and have 100 bits with it', () => {
    expect(lookupWork(system, layoutOf(system))).toBe(2)
    expect(soundnessOf(system, false).bits).toBeGreaterThanOrEqual(100)
    const short = { ...system, tables: [{ ...system.tables[0]!, lengths: [2 ** 10] as const }] }
    expect(lookupWork(short, layoutOf(short))).toBe(0)
  })

  test('hold, and no other nonce shows the work but by chance', () => {
    const proof = prove(columnsOf([5, 5, 77, ROWS - 1]))
    verify(proof)
    // The nonce stands behind the root.
    const found = Array.from({ length: 12 }, (_, i) => {
      const other = proof.slice()
      new DataView(other.buffer).setBigUint64(32, BigInt(1_000 + i))
      try {
        verify(other)
        return 'ok'
      } catch (error) {
        return (error as { facts?: { check: string } }).facts?.check
      }
    })
    expect(found).not.toContain('ok')
    expect(found.filter(check => check === 'work').length).toBeGreaterThan(4)
    const huge = proof.slice()
    huge.fill(255, 32, 40)
    expect(() => verify(huge)).toThrow(expect.objectContaining({ code: 'proof_malformed' }))
  })

  test('of what is no row are refused, whatever is counted', () => {
    const columns = columnsOf([5, 6, 7, 8])
    columns[2]![1] = 19
    expect(() => verify(prove(columns))).toThrow(refused('proof_invalid', { check: 'lookups' }))
  })
})
