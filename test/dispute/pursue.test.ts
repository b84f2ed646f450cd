// A trace that is withheld, gone down by openings: whatever is wrong with it, a fault is shown after a bounded number of demands.

import { describe, expect, it } from 'vitest'
import { depthFor } from '../../src/core/crypto/index.ts'
import {
  FORM_KINDS,
  type Form,
  formOf,
  judgeForm,
  judgeStep,
  type Pursuit,
  proveForm,
  proveStep,
  pursue,
  sourceOf,
} from '../../src/core/dispute/index.ts'
import { openPlace, traceLeaves, WithheldTrace } from '../../src/core/trace/index.ts'
import { ALTERATIONS, alteredTrace, openAltered, wrongForms } from '../support/forms.ts'
import { Random } from '../support/randomGraph.ts'
import { CHANGES, cheatingRun, honestRun, type Run, someSteps } from '../support/steps.ts'

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed)
const FAULTY = { ok: true, value: { faulty: true } }
const NOT_FAULTY = { ok: true, value: { faulty: false } }

/** Goes down to the fault; gives it, what was opened, and the demands that it took. */
function pursued(honest: Run, holder: Run['trace']): { end: Pursuit | null; claimed: WithheldTrace; demands: number } {
  const claimed = new WithheldTrace(honest.trace, holder.root)
  for (let demands = 0; ; demands++) {
    const next = pursue(honest.trace, claimed)
    if (next === null || next.kind !== 'demand') return { end: next, claimed, demands }
    claimed.open(next.place, openAltered(holder, next.place))
    // As many as both trees have levels, four at a time; and one more where two places of an op do not stand in one row.
    expect(demands).toBeLessThan(
      Math.ceil(depthFor(traceLeaves(honest.facts.ops)) / 4) + 1 + Math.ceil(depthFor(2 ** 16) / 4),
    )
  }
}

describe('a withheld trace', () => {
  it('leads to the wrong step', () => {
    let caught = 0
    for (const seed of SEEDS) {
      const run = honestRun(seed)
      const random = new Random(seed, 71)
      for (const step of someSteps(run, random)) {
        if (!random.chance(0.3)) continue
        const cheat = cheatingRun(run, step, random.pick(Object.values(CHANGES)), random)
        if (cheat === null) continue
        const { end, claimed } = pursued(run, cheat.trace)
        expect(end).toMatchObject({ kind: 'step', step: { op: step.op, part: step.part } })
        if (end?.kind !== 'step') throw new Error('no step')
        const { evidence } = proveStep(sourceOf(run.model, claimed), cheat.facts, end.step)
        expect(judgeStep(cheat.facts, end.step, evidence)).toEqual(FAULTY)
        caught++
      }
    }
    expect(caught).toBeGreaterThan(60)
  }, 60_000)

  it('that is the honest one leads nowhere', () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const run = honestRun(seed)
      expect(pursued(run, run.trace)).toMatchObject({ end: null, demands: 0 })
    }
  })

  it.each(Object.keys(ALTERATIONS))('whose form is altered leads to the fault: %s', name => {
    let caught = 0
    for (const seed of SEEDS) {
      const run = honestRun(seed)
      const altered = alteredTrace(run.trace, ALTERATIONS[name]!, new Random(seed, 73))
      if (altered === null) continue
      const { end, claimed } = pursued(run, altered)
      if (end?.kind !== 'form') throw new Error(`${seed}: ${JSON.stringify(end)}`)
      const facts = { ...run.facts, traceRoot: altered.root }
      const { evidence, faulty } = proveForm({ ...run.source, trace: claimed }, facts, end.form)
      expect(faulty).toBe(true)
      expect(judgeForm(facts, end.form, evidence)).toEqual(FAULTY)
      caught++
    }
    expect(caught).toBeGreaterThan(10)
  })
})

describe('a form fault', () => {
  it('is not shown of a right trace, nor with evidence that is not whole and exact, nor elsewhere', () => {
    const seen = new Set<string>()
    for (const seed of SEEDS.slice(0, 24)) {
      const run = honestRun(seed)
      const random = new Random(seed, 79)
      for (const { form, claimed } of wrongForms(run, random)) {
        const { evidence, faulty } = proveForm({ ...run.source, trace: claimed }, run.facts, form)
        expect(faulty).toBe(false)
        expect(judgeForm(run.facts, form, evidence)).toEqual(NOT_FAULTY)
        seen.add(form.kind)
        for (let i = 0; i < 12; i++) {
          const wrong = evidence.slice()
          wrong[random.int(0, wrong.length - 1)]! ^= 1 << random.int(0, 7)
          expect(judgeForm(run.facts, form, wrong)).toMatchObject({ ok: false, code: 'step_refused' })
        }
        for (const wrong of [evidence.slice(0, -1), new Uint8Array([...evidence, 0]), new Uint8Array(0)])
          expect(judgeForm(run.facts, form, wrong)).toMatchObject({ ok: false, code: 'step_refused' })
        const moved: Form[] = [
          { ...form, op: form.op + 1 },
          { ...form, part: form.part === 3 ? 0 : 3 },
          { ...form, index: form.index + 1 },
          { ...form, height: form.height + 1 },
          { ...form, tree: form.tree + 1 },
          { ...form, index: -1 },
          { ...form, op: 2 ** 31 },
          { ...form, height: 60 },
        ]
        for (const other of moved) {
          const judged = judgeForm(run.facts, other, evidence)
          // What a kind does not use says nothing; everything else is another place.
          expect(judged.ok ? judged.value.faulty : 'refused').not.toBe(true)
        }
      }
    }
    expect([...seen].sort()).toEqual(Object.keys(FORM_KINDS).sort())
  }, 60_000)

  it('is none of a part that there is, or of a node that holds something', () => {
    const run = honestRun(4)
    const claimed = new WithheldTrace(run.trace, run.trace.root)
    claimed.open({ tree: 0, depth: 0, index: 0 }, openPlace(run.trace, { tree: 0, depth: 0, index: 0 }))
    const source = { ...run.source, trace: claimed }
    for (const form of [
      formOf({ kind: 'padding', tree: 0, height: depthFor(traceLeaves(run.facts.ops)), index: 0 }),
      formOf({ kind: 'padding', tree: 10 ** 6 }),
    ])
      expect(() => proveForm(source, run.facts, form)).toThrow(expect.objectContaining({ code: 'step_refused' }))
  })
})
