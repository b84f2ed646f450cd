// What proofs of runs have to withstand, at any count: columns that a cheat bends with everything that follows from
// them, and bytes that are changed on the way.

import { expect } from 'vitest'
import type { FieldVectors } from '../../src/core/field/index.ts'
import type { OpKind } from '../../src/core/graph/index.ts'
import { lower } from '../../src/core/proof/lower/index.ts'
import { proveRun } from '../../src/core/proof/run/prove.ts'
import { runOf } from '../../src/core/proof/run/statement.ts'
import { verifyRun } from '../../src/core/proof/run/verify.ts'
import { MUTATIONS } from '../support/killMatrix.ts'
import type { Random } from '../support/random.ts'
import { forge, PROVABLE, type Provable, randomRun } from './runs.ts'

/** Kinds that have columns. */
export const COLUMN_KINDS = PROVABLE.filter(
  kind => !['constant', 'concat', 'reshape', 'transpose', 'take', 'position', 'embedding'].includes(kind),
)

const LIMITS = { least: -(2 ** 15), most: 2 ** 15 - 1, shift: 3 }

export type Matrix = Record<string, { refused: number; harmless: number }>

/** Every column of the ops of a kind, or `most` of them, by every mutation: refused, unless no op's output changes by it. */
export function killColumns(
  vectors: FieldVectors,
  kind: OpKind,
  seed: number,
  matrix: Matrix,
  most = Number.POSITIVE_INFINITY,
): void {
  const run = randomRun(100 + 7 * seed, [kind])
  const { ops } = run.model.graph
  const { system } = lower(runOf(run.statement, run.model.weights))
  const columns = new Map(system.columns.map(column => [`${column.op} ${column.role}`, column]))
  const own = [...columns.values()].filter(({ op }) => op >= 0 && ops[op]!.kind === kind)
  const step = Math.ceil(own.length / most)
  for (const { op, role } of own.filter((_, i) => (i + seed) % step === 0)) {
    for (const [name, mutate] of Object.entries(MUTATIONS)) {
      const { claim, changed } = forge(vectors, run, (fill, set) => {
        if (fill.op !== op) return
        set(role, column => {
          const bent = Int32Array.from(column)
          mutate(bent, (seed * 5) % bent.length, LIMITS)
          column.set(bent)
        })
      })
      if (claim === null) continue
      const verdict = verifyRun(claim.statement, { bytes: run.model.weights }, claim.proof)
      const cell = (matrix[name] ??= { refused: 0, harmless: 0 })
      if (verdict.ok) {
        expect(changed, `${kind} ${op} ${role} ${name}, seed ${seed}`).toBe(false)
        cell.harmless++
      } else {
        expect(verdict.code).toBe('proof_invalid')
        cell.refused++
      }
    }
  }
}

export const matrixText = (kind: OpKind, matrix: Matrix): string =>
  `${kind}: ${Object.entries(matrix)
    .map(
      ([name, { refused, harmless }]) => `${name} ${refused}${harmless > 0 ? ` (and ${harmless} without effect)` : ''}`,
    )
    .join(', ')}`

/** Refuses `count` mutants of a proof: bits flipped, bytes cut, added, doubled, elements swapped, another proof's sections. */
export function killMutants(vectors: FieldVectors, run: Provable, other: Provable, count: number, r: Random): void {
  const proof = proveRun(vectors, run.model, run.inputs, run.outputs)
  const foreign = proveRun(vectors, other.model, other.inputs, other.outputs)
  const weights = { bytes: run.model.weights }
  expect(verifyRun(run.statement, weights, proof)).toMatchObject({ ok: true })
  for (let i = 0; i < count; i++) {
    const mutant = mutate(proof, foreign, r)
    if (mutant.length === proof.length && mutant.every((byte, k) => byte === proof[k])) continue
    const verdict = verifyRun(run.statement, weights, mutant)
    expect(verdict.ok ? 'accepted' : verdict.code, `mutant ${i}`).toMatch(/^proof_(malformed|invalid)$/)
  }
}

function mutate(proof: Uint8Array, foreign: Uint8Array, r: Random): Uint8Array {
  const at = r.int(0, proof.length - 1)
  const length = Math.min(proof.length - at, r.pick([1, 4, 16, 32, 64]))
  const place = (): number => 16 * r.int(2, Math.floor(proof.length / 16) - 3)
  const changed = proof.slice()
  switch (r.int(0, 6)) {
    case 0:
      changed[at]! ^= 1 << r.int(0, 7)
      return changed
    case 1:
      return Uint8Array.from([...proof.subarray(0, at), ...proof.subarray(at + length)])
    case 2:
      return Uint8Array.from([...proof.subarray(0, at + length), ...proof.subarray(at)])
    case 3: {
      const [a, b] = [place(), place()]
      changed.set(proof.subarray(a, a + 16), b)
      changed.set(proof.subarray(b, b + 16), a)
      return changed
    }
    case 4:
      changed.set(foreign.subarray(at, at + length), at)
      return changed
    case 5:
      return Uint8Array.from([...proof, ...proof.subarray(0, r.int(1, 40))])
    default:
      for (let i = 0; i < length; i++) changed[at + i] = r.int(0, 255)
      return changed
  }
}

export const randomPair = (seed: number): [Provable, Provable] => [
  randomRun(seed, ['sum']),
  randomRun(seed + 1, ['sum']),
]
