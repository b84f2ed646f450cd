// Steps of random traces: honest ones are never faulty, a wrong value is, with everything behind it computed from it.

import { describe, expect, it } from 'vitest'
import { firstDifference, judgeStep, proveStep } from '../../src/core/dispute/index.ts'
import { OPS } from '../../src/core/graph/index.ts'
import { Random } from '../support/randomGraph.ts'
import { CHANGES, cheatingRun, honestRun, PART_NAMES, someSteps } from '../support/steps.ts'

const SEEDS = Array.from({ length: 160 }, (_, seed) => seed)
const NOT_FAULTY = { ok: true, value: { faulty: false } }
const FAULTY = { ok: true, value: { faulty: true } }

describe('a step', () => {
  it('of an honest trace is not faulty, whatever the op', () => {
    const seen = new Set<string>()
    for (const seed of SEEDS) {
      const run = honestRun(seed)
      for (const step of someSteps(run, new Random(seed, 31))) {
        const { evidence, faulty } = proveStep(run.source, run.facts, step)
        expect(faulty).toBe(false)
        expect(judgeStep(run.facts, step, evidence)).toEqual(NOT_FAULTY)
        seen.add(run.model.graph.ops[step.op]!.kind + PART_NAMES[step.part])
      }
    }
    const kinds = Object.keys(OPS).filter(kind => kind !== 'input')
    expect([...seen].sort()).toEqual([...kinds, 'attention scores', 'attention turned'].sort())
  })

  it('at a wrong value is faulty, and is where the traces part; the steps after it are not', () => {
    const caught = new Map<string, number>()
    for (const seed of SEEDS) {
      const run = honestRun(seed)
      const random = new Random(seed, 37)
      for (const step of someSteps(run, random)) {
        const kind = run.model.graph.ops[step.op]!.kind + PART_NAMES[step.part]
        const count = caught.get(kind) ?? 0
        // Frequent ops have had their turn; each run of a model is dear.
        if (count >= 12) continue
        const change = random.pick(Object.values(CHANGES))
        const cheat = cheatingRun(run, step, change, random)
        if (cheat === null) continue
        const found = firstDifference(run.trace, cheat.trace)!
        expect(found).toMatchObject({ op: step.op, part: step.part, row: step.row, element: step.element })
        const { evidence } = proveStep(cheat.source, cheat.facts, found)
        expect(judgeStep(cheat.facts, found, evidence)).toEqual(FAULTY)
        caught.set(kind, count + 1)
        for (const other of someSteps(cheat, random))
          if (other.op > step.op) {
            const { evidence } = proveStep(cheat.source, cheat.facts, other)
            expect(judgeStep(cheat.facts, other, evidence)).toEqual(NOT_FAULTY)
          }
      }
    }
    const kinds = Object.keys(OPS).filter(kind => kind !== 'input')
    for (const kind of [...kinds, 'attention scores', 'attention turned']) expect(caught.get(kind), kind).toBe(12)
  }, 60_000)

  it('shows nothing by evidence that is not whole and exact', () => {
    for (const seed of SEEDS.slice(0, 40)) {
      const run = honestRun(seed)
      const random = new Random(seed, 41)
      for (const step of someSteps(run, random)) {
        const { evidence } = proveStep(run.source, run.facts, step)
        const flips = Array.from({ length: 12 }, () => random.int(0, evidence.length - 1))
        for (const at of [0, 1, 2, 3, 40, 99, ...flips]) {
          const wrong = evidence.slice()
          wrong[at]! ^= 1 << random.int(0, 7)
          expect(judgeStep(run.facts, step, wrong)).toMatchObject({ ok: false, code: 'step_refused' })
        }
        for (const wrong of [
          evidence.slice(0, -1),
          evidence.slice(1),
          new Uint8Array([...evidence, 0]),
          new Uint8Array(0),
        ])
          expect(judgeStep(run.facts, step, wrong)).toMatchObject({ ok: false, code: 'step_refused' })
      }
    }
  })

  it('is judged under these facts alone, and at this place alone', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const run = honestRun(seed)
      const other = honestRun(seed + 2)
      for (const step of someSteps(run, new Random(seed, 43))) {
        const { evidence } = proveStep(run.source, run.facts, step)
        for (const name of ['traceRoot', 'graphRoot'] as const) {
          const facts = { ...run.facts, [name]: other.facts[name] }
          expect(judgeStep(facts, step, evidence)).toMatchObject({ ok: false, code: 'step_refused' })
        }
        for (const moved of [
          { ...step, op: step.op + 1 },
          { ...step, row: run.trace.rows },
          { ...step, element: 2 ** 31 },
          { ...step, part: 3 },
          { ...step, op: run.facts.ops },
          { ...step, row: -1 },
        ])
          expect(judgeStep(run.facts, moved, evidence)).toMatchObject({ ok: false, code: 'step_refused' })
      }
    }
  })
})
