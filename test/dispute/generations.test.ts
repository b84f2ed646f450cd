// Steps of generations: what is fed, what a sampler computes, and the tokens that come of it. Each value that could be wrong is made wrong, with
// everything behind it computed from that; a fault is shown after a bounded number of demands, and none is where nothing is wrong.

import { describe, expect, it } from 'vitest'
import { decodeDraw } from '../../src/core/dispute/drawing.ts'
import { sumsOf } from '../../src/core/dispute/generation.ts'
import {
  ANSWER,
  formOf,
  judgeForm,
  judgeStep,
  type Pursuit,
  proveForm,
  proveStep,
  pursue,
  type Step,
  sourceOf,
  tokenExpected,
  traceOfGeneration,
} from '../../src/core/dispute/index.ts'
import { createChooser, decodeSampler, historyOf } from '../../src/core/language/sampler/index.ts'
import {
  DRAW_BYTES,
  OUTPUT,
  openPlace,
  PARTS_OF_OP,
  partsOf,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  SUMS_BYTES,
  traceOf,
  WithheldTrace,
} from '../../src/core/trace/index.ts'
import {
  type GeneratedRun,
  honestGeneration,
  passOf,
  runFrom,
  runOfGeneration,
  SAMPLINGS,
  someSteps,
  withParts,
  wrongDraws,
} from '../support/generations.ts'
import { Random } from '../support/random.ts'

const FAULTY = { ok: true, value: { faulty: true } }
const NOT_FAULTY = { ok: true, value: { faulty: false } }
const SAMPLED = Object.keys(SAMPLINGS).filter(name => !name.startsWith('greedy'))

function pursued(honest: GeneratedRun, holder: GeneratedRun): { end: Pursuit | null; demands: number } {
  const claimed = new WithheldTrace(honest.trace, holder.trace.root)
  for (let demands = 0; ; demands++) {
    const next = pursue(honest.trace, claimed, honest.generated)
    if (next === null || next.kind !== 'demand') return { end: next, demands }
    claimed.open(next.place, openPlace(holder.trace, next.place))
    if (demands > 24) throw new Error('no end of demands')
  }
}

/** Goes down to the fault of a claimed generation and judges it. */
function caught(honest: GeneratedRun, cheat: GeneratedRun): Step {
  const { end } = pursued(honest, cheat)
  if (end?.kind !== 'step')
    throw new Error(`no step: ${JSON.stringify(end, (key, value) => (key === 'from' ? '' : value))}`)
  const { evidence } = proveStep(sourceOf(honest.model, end.from, honest.generated.trees), cheat.facts, end.step)
  expect(judgeStep(cheat.facts, end.step, evidence)).toEqual(FAULTY)
  return end.step
}

describe('a generation', () => {
  it.each(Object.entries(SAMPLINGS))('has the tokens that the sampler chooses: %s', (_, sampling) => {
    for (let seed = 0; seed < 4; seed++) {
      const { generated, trace, values } = honestGeneration(seed, sampling)
      const { rules, exponent, vocabulary, prompt, answer, logits } = generated
      const chooser = createChooser(rules, exponent, vocabulary, generated.seed)
      const history = historyOf(prompt)
      answer.forEach((token, i) => {
        const row = { logits: values[logits]!.data as Int16Array, offset: (prompt.length - 1 + i) * vocabulary }
        expect(chooser.choose(row, i, history, null)).toBe(token)
        expect(tokenExpected(trace, generated, i)).toBe(token)
        history.add(token)
      })
    }
  })

  it.each(Object.entries(SAMPLINGS))('that is honest is faulty nowhere: %s', (_, sampling) => {
    for (let seed = 0; seed < 3; seed++) {
      const run = honestGeneration(seed, sampling)
      for (const step of someSteps(run, new Random(seed, 137))) {
        const { evidence, faulty } = proveStep(run.source, run.facts, step)
        expect(faulty, JSON.stringify(step)).toBe(false)
        expect(judgeStep(run.facts, step, evidence)).toEqual(NOT_FAULTY)
      }
      expect(pursued(run, run)).toEqual({ end: null, demands: 0 })
    }
  })

  it('shows nothing by evidence that is not whole and exact', () => {
    for (const name of ['greedy with penalties', 'all cuts', 'penalties']) {
      const run = honestGeneration(5, SAMPLINGS[name]!)
      const random = new Random(5, 139)
      for (const step of someSteps(run, random)) {
        const { evidence } = proveStep(run.source, run.facts, step)
        for (let i = 0; i < 6; i++) {
          const wrong = evidence.slice()
          wrong[random.int(0, wrong.length - 1)]! ^= 1 << random.int(0, 7)
          expect(judgeStep(run.facts, step, wrong)).toMatchObject({ ok: false, code: 'step_refused' })
        }
        for (const wrong of [evidence.slice(0, -1), new Uint8Array([...evidence, 0]), new Uint8Array(0)])
          expect(judgeStep(run.facts, step, wrong)).toMatchObject({ ok: false, code: 'step_refused' })
        for (const moved of [
          { ...step, row: step.row + 100 },
          { ...step, element: step.element + 1_000_000 },
          { ...step, part: 4 },
          { ...step, hint: 1_000_000 },
        ])
          expect(judgeStep(run.facts, moved, evidence)).toMatchObject({ ok: false, code: 'step_refused' })
      }
    }
  })
})

describe('a cheat in a generation', () => {
  it.each(Object.entries(SAMPLINGS))('who answers another token is shown the token: %s', (name, sampling) => {
    const honest = honestGeneration(7, sampling)
    const { prompt, answer, sampler, seed, vocabulary } = honest.generated
    for (let i = 0; i < answer.length; i++) {
      const wrong = answer.map((token, j) => (j === i ? (token + 1) % vocabulary : token))
      const cheat = runOfGeneration(honest.model, sampler, prompt, wrong, seed)
      // The verifier's own trace follows the claimed answer, too.
      const step = caught(cheat, cheat)
      expect(step).toMatchObject({ op: honest.facts.ops, part: ANSWER, row: i })
      expect(step.hint === 0).toBe(!name.startsWith('greedy') || tokenExpected(cheat.trace, cheat.generated, i) === 0)
    }
  })

  it.each(Object.entries(SAMPLINGS))('who answers what is no token is shown the token: %s', (_, sampling) => {
    const honest = honestGeneration(8, sampling)
    const { prompt, answer, sampler, seed, vocabulary } = honest.generated
    const cheat = runOfGeneration(honest.model, sampler, prompt, [...answer.slice(0, -1), vocabulary + 3], seed)
    expect(caught(cheat, cheat)).toMatchObject({ part: ANSWER, row: answer.length - 1 })
  })

  it('who is fed other tokens than the prompt is shown the input', () => {
    for (let seed = 0; seed < 6; seed++) {
      const honest = honestGeneration(seed, SAMPLINGS['plain']!)
      const { prompt, answer, vocabulary } = honest.generated
      const row = seed % honest.facts.rows
      const values = passOf(honest.model, prompt, answer, (id, out) => {
        if (id === 0) out.data[2 * row] = (out.data[2 * row]! + 1) % vocabulary
      })
      const trace = traceOfGeneration(honest.model, values, honest.generated)
      const step = caught(honest, runFrom(honest.model, honest.generated, values, trace))
      expect(step).toMatchObject({ op: 0, part: OUTPUT, row, element: 0 })
    }
  })

  it.each(SAMPLED)('whose scores are wrong is shown the score, the sums and draws being made of it: %s', name => {
    const honest = honestGeneration(9, SAMPLINGS[name]!)
    const { vocabulary, rules, constants, answer } = honest.generated
    const op = honest.facts.ops
    const part = honest.trace.part(op, SAMPLER_SCORES)!
    const each = part.type.shape[0]!
    for (const [row, id] of [
      [0, 0],
      [1, vocabulary - 1],
      [answer.length - 1, 64],
      [2, each - 1],
    ] as const) {
      const scores = part.bytes.slice()
      new DataView(scores.buffer).setInt32(4 * (row * each + id), 5_000, true)
      const own = Int32Array.from({ length: vocabulary }, (_, v) =>
        new DataView(scores.buffer).getInt32(4 * (row * each + v), true),
      )
      const draw = decodeDraw(honest.trace.part(op, SAMPLER_DRAWS)!.bytes.subarray(DRAW_BYTES * row))
      const sums = honest.trace.part(op, SAMPLER_SUMS)!.bytes.slice()
      const mine = sumsOf(own, draw, constants)
      sums.set(mine, mine.length * row)
      const cheat = withParts(
        honest,
        new Map([
          [SAMPLER_SCORES, scores],
          [SAMPLER_SUMS, sums],
        ]),
      )
      expect(caught(honest, cheat)).toMatchObject({ op, part: SAMPLER_SCORES, row, element: id })
      expect(rules.grammar).toBe(null)
    }
  })

  it.each(SAMPLED)('whose sums are wrong is shown the block: %s', name => {
    const honest = honestGeneration(10, SAMPLINGS[name]!)
    const op = honest.facts.ops
    const { bytes } = honest.trace.part(op, SAMPLER_SUMS)!
    const random = new Random(10, 149)
    for (let i = 0; i < 20; i++) {
      const at = random.int(0, bytes.length - 1)
      const sums = bytes.slice()
      sums[at]! ^= 1 << random.int(0, 7)
      const step = caught(honest, withParts(honest, new Map([[SAMPLER_SUMS, sums]])))
      expect(step).toMatchObject({ op, part: SAMPLER_SUMS })
    }
  })

  it.each(SAMPLED)(
    'whose records are wrong is shown record, sums or token, whatever it makes of the sums: %s',
    name => {
      const honest = honestGeneration(11, SAMPLINGS[name]!)
      const op = honest.facts.ops
      const parts = new Set<number>()
      for (const { cheat, row } of wrongDraws(honest, new Random(11, 151), 60)) {
        const step = caught(honest, cheat)
        expect(step).toMatchObject({ op, row })
        parts.add(step.part)
      }
      expect(parts.has(SAMPLER_DRAWS)).toBe(true)
      expect(parts.has(SAMPLER_SUMS)).toBe(true)
    },
    30_000,
  )

  it('whose record has something behind its end is shown the record', () => {
    const honest = honestGeneration(12, SAMPLINGS['plain']!)
    const op = honest.facts.ops
    const records = honest.trace.part(op, SAMPLER_DRAWS)!.bytes.slice()
    records[2 * DRAW_BYTES - 1] = 1
    const step = caught(honest, withParts(honest, new Map([[SAMPLER_DRAWS, records]])))
    expect(step).toMatchObject({ part: SAMPLER_DRAWS, row: 1 })
  })

  it.each(['greedy', 'plain'])('whose run is wrong is shown the op, the answer following from it: %s', name => {
    for (let seed = 20; seed < 24; seed++) {
      const honest = honestGeneration(seed, SAMPLINGS[name]!)
      const { prompt, answer } = honest.generated
      const op = 5 + (seed % 8)
      const values = passOf(honest.model, prompt, answer, (id, out) => {
        if (id === op) out.data[0] = out.data[0]! === 0 ? 1 : -out.data[0]!
      })
      const trace = traceOfGeneration(honest.model, values, honest.generated)
      if (trace.root.every((byte, i) => byte === honest.trace.root[i])) continue
      expect(caught(honest, runFrom(honest.model, honest.generated, values, trace)).op).toBe(op)
    }
  })
})

describe('the form of a generation', () => {
  const judged = (honest: GeneratedRun, cheat: GeneratedRun): string => {
    const { end } = pursued(honest, cheat)
    if (end?.kind !== 'form') throw new Error('no form')
    const claimed = new WithheldTrace(honest.trace, cheat.trace.root)
    for (;;) {
      const next = pursue(honest.trace, claimed, honest.generated)
      if (next?.kind !== 'demand') break
      claimed.open(next.place, openPlace(cheat.trace, next.place))
    }
    const source = { ...honest.source, trace: claimed }
    const { evidence, faulty } = proveForm(source, cheat.facts, end.form)
    expect(faulty).toBe(true)
    expect(judgeForm(cheat.facts, end.form, evidence)).toEqual(FAULTY)
    return end.form.kind
  }

  it('has the parts of its sampler, and none where nothing is drawn', () => {
    const drawn = honestGeneration(30, SAMPLINGS['plain']!)
    const without = traceOf(drawn.model.graph, drawn.trace.rows, partsOf(drawn.model.graph, drawn.values))
    const missing = { ...runFrom(drawn.model, drawn.generated, drawn.values, without) }
    expect(judged(drawn, missing)).toBe('missing')

    const greedy = honestGeneration(30, SAMPLINGS['greedy']!)
    const sampled = { vocabulary: greedy.generated.vocabulary, tokens: greedy.generated.answer.length }
    const op = greedy.facts.ops
    function* parts(): Generator<[number, number, Uint8Array]> {
      yield* partsOf(greedy.model.graph, greedy.values)
      const blocks = Math.ceil(sampled.vocabulary / 64)
      yield [op, SAMPLER_SCORES, new Uint8Array(256 * blocks * sampled.tokens)]
      yield [op, SAMPLER_SUMS, new Uint8Array(SUMS_BYTES * (blocks + 1) * sampled.tokens)]
      yield [op, SAMPLER_DRAWS, new Uint8Array(DRAW_BYTES * sampled.tokens)]
    }
    const extra = traceOf(greedy.model.graph, greedy.trace.rows, parts(), sampled)
    expect(judged(greedy, runFrom(greedy.model, greedy.generated, greedy.values, extra))).toBe('slot')
  })

  it('has the types that its vocabulary and its answer give', () => {
    const honest = honestGeneration(31, SAMPLINGS['plain']!)
    const { vocabulary, answer } = honest.generated
    const op = honest.facts.ops
    const more = { vocabulary: vocabulary + 64, tokens: answer.length }
    function* parts(): Generator<[number, number, Uint8Array]> {
      yield* partsOf(honest.model.graph, honest.values)
      const blocks = Math.ceil(more.vocabulary / 64)
      yield [op, SAMPLER_SCORES, new Uint8Array(256 * blocks * more.tokens)]
      yield [op, SAMPLER_SUMS, new Uint8Array(SUMS_BYTES * (blocks + 1) * more.tokens)]
      yield [op, SAMPLER_DRAWS, new Uint8Array(DRAW_BYTES * more.tokens)]
    }
    const wide = traceOf(honest.model.graph, honest.trace.rows, parts(), more)
    expect(judged(honest, runFrom(honest.model, honest.generated, honest.values, wide))).toBe('type')
  })

  it('is no fault where it is right', () => {
    for (const name of ['plain', 'greedy']) {
      const run = honestGeneration(32, SAMPLINGS[name]!)
      const claimed = new WithheldTrace(run.trace, run.trace.root)
      const open = (index: number): void => {
        for (let depth = 0; ; depth += 4) {
          const whole = run.trace.tree.depth
          claimed.open(
            { tree: 0, depth, index: Math.floor(index / 2 ** (whole - depth)) },
            openPlace(run.trace, { tree: 0, depth, index: Math.floor(index / 2 ** (whole - depth)) }),
          )
          if (depth + 4 >= whole) return
        }
      }
      for (let part = 0; part < PARTS_OF_OP; part++) {
        open(PARTS_OF_OP * run.facts.ops + part)
        const there = run.trace.part(run.facts.ops, part) !== null
        for (const kind of ['type', 'slot', 'missing'] as const) {
          const form = formOf({ kind, op: run.facts.ops, part })
          const source = { ...run.source, trace: claimed }
          const wanted = there ? kind !== 'slot' : kind === 'slot'
          if (!wanted) {
            expect(() => proveForm(source, run.facts, form)).toThrow()
            continue
          }
          const { evidence, faulty } = proveForm(source, run.facts, form)
          expect(faulty).toBe(false)
          expect(judgeForm(run.facts, form, evidence)).toEqual(NOT_FAULTY)
        }
      }
    }
  })
})

it('samplers of the tests say what they say', () => {
  for (const sampling of Object.values(SAMPLINGS)) {
    const { generated } = honestGeneration(40, sampling, 1)
    expect(decodeSampler(generated.sampler)).toEqual(generated.rules)
  }
})
