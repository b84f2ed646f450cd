// Operators x mutations: whatever value a malicious executor changes, with everything behind it consistent, an audit refuses the claim, with the
// code and the name of the first op or output that gives it away.

import { afterAll, describe, expect, it } from 'vitest'
import { audit, type Challenge, fastChecks, plainChecks } from '../../src/core/audit/index.ts'
import { type GuidedSession, reference, wasmEngine } from '../../src/core/engine/index.ts'
import type { OpKind } from '../../src/core/graph/index.ts'
import { OPS } from '../../src/core/graph/ops/index.ts'
import { BEYOND, expectedOf, MUTATIONS, type Mutation, type Target, tampered, targets } from '../support/killMatrix.ts'

const FRESH: Challenge = { kind: 'fresh', seed: Uint8Array.from({ length: 32 }, (_, i) => 11 * i + 5) }
const DERIVED: Challenge = { kind: 'derived' }
const KINDS = Object.keys(OPS) as OpKind[]
const COLUMNS = Object.keys(MUTATIONS)
/** Ops of each kind with at least so many mutations that change what is claimed; those with fewer are judged as well, and counted. */
const COUNT = 4
const EFFECTS = 4
const slow: { load(model: Target['model']): Promise<GuidedSession> } = reference

/** What became of a mutation: refusals by code, and runs in which it changed nothing that is claimed. */
class Cell {
  readonly refused: Record<string, number> = {}
  none = 0

  get effects(): number {
    return Object.values(this.refused).reduce((total, count) => total + count, 0)
  }

  toString(): string {
    if (this.effects === 0) return '-'
    const codes = Object.entries(this.refused).map(([code, count]) => `${code} ${count}`)
    return [...codes, ...(this.none === 0 ? [] : [`- ${this.none}`])].join(', ')
  }
}

const sessions = new Map<Target['model'], Promise<GuidedSession>>()
const sessionOf = (model: Target['model']): Promise<GuidedSession> => {
  const own = sessions.get(model) ?? wasmEngine().load(model)
  sessions.set(model, own)
  return own
}

afterAll(async () => {
  for (const own of sessions.values()) (await own).close()
})

/** Audits the tampered claim in every way; each must refuse it as it has to. Had the mutation an effect? */
async function judge(target: Target, mutation: Mutation, cell: Cell, what: string): Promise<boolean> {
  const found = tampered(target, mutation)
  if (found === null) {
    cell.none++
    return false
  }
  const { model } = target
  const { claim, expected } = found
  const own = await sessionOf(model)
  const plain = await slow.load(model)
  // In the order of ops, whatever order an engine runs them in.
  expect(await audit(model, plain, claim, FRESH, plainChecks), what).toMatchObject({ ok: false, ...expected[0] })
  const results = []
  for (const start of [fastChecks, plainChecks])
    for (const challenge of [FRESH, DERIVED]) results.push(await audit(model, own, claim, challenge, start))
  const [first] = results
  if (first === undefined || first.ok) expect.fail(`${what}: passes`)
  expect(first, what).toMatchObject(expected.find(({ facts }) => facts['op'] === first.facts?.['op']) ?? expected[0]!)
  for (const result of results) expect(result, what).toEqual(first)
  cell.refused[first.code] = (cell.refused[first.code] ?? 0) + 1
  return true
}

function print(columns: readonly string[], matrix: ReadonlyMap<string, ReadonlyMap<string, Cell | string>>): void {
  const lines = [
    ['tampered op', ...columns],
    ...[...matrix].map(([row, cells]) => [row, ...columns.map(column => String(cells.get(column) ?? ''))]),
  ]
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map(line => line[i]!.length)))
  console.log(
    lines
      .map(line =>
        line
          .map((text, i) => text.padEnd(widths[i]!))
          .join('  ')
          .trimEnd(),
      )
      .join('\n'),
  )
}

describe('a malicious executor', () => {
  it('is refused whichever op it tampers with and however, by kernels and in plain, fresh and derived', async () => {
    const matrix = new Map<string, Map<string, Cell | string>>()
    for (const [row, ops] of targets(KINDS, 6 * COUNT)) {
      const isAdvice = row.endsWith('(advice)')
      const mutations = Object.entries(isAdvice ? { ...MUTATIONS, ...BEYOND } : MUTATIONS)
      const cells = new Map(mutations.map(([column]) => [column, new Cell()]))
      let [live, quiet] = [0, 0]
      for (const target of ops) {
        if (live === COUNT) break
        const effective: string[] = []
        for (const [column, mutation] of mutations) {
          const what = `${row}, ${column}, op ${target.id} of seed ${target.seed}`
          if (await judge(target, mutation, cells.get(column)!, what)) effective.push(column)
        }
        if (effective.filter(column => column in MUTATIONS).length >= EFFECTS) live++
        else quiet++
      }
      matrix.set(row, new Map([['ops', `${live} + ${quiet}`], ...cells] as [string, Cell | string][]))
      expect(live, row).toBe(COUNT)
      for (const column of COLUMNS) expect(cells.get(column)!.effects, `${row}, ${column}`).toBeGreaterThan(0)
      for (const [column, { refused }] of cells)
        expect(Object.keys(refused), `${row}, ${column}`).toEqual([
          column in BEYOND ? 'advice_malformed' : 'audit_mismatch',
        ])
    }
    print(['ops', ...COLUMNS, ...Object.keys(BEYOND)], matrix)
  }, 240_000)

  it('that changes nothing has told the truth: the honest claim passes', async () => {
    for (const ops of targets(['linear', 'conv', 'attention'], 2).values())
      for (const { model, honest } of ops) {
        expect(expectedOf(model, honest, honest)).toEqual([])
        const own = await sessionOf(model)
        for (const challenge of [FRESH, DERIVED])
          expect(await audit(model, own, honest, challenge)).toMatchObject({ ok: true })
      }
  })
})
