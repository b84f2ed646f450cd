// Sampled audits: every value of a trace can be drawn, all equally likely; what is drawn of an honest trace is right, and a wrong value is found by the
// step that looks at it.

import { describe, expect, it } from 'vitest'
import { checkPorts, drawSteps, judgeSteps, portLeaves, type StepSpace, stepSpace } from '../../src/core/audit/index.ts'
import { proveStep, type Step } from '../../src/core/dispute/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import { PARTS_OF_OP, SCORES } from '../../src/core/trace/index.ts'
import { type GeneratedRun, honestGeneration, SAMPLINGS, wrongSteps } from '../support/generations.ts'
import { Random } from '../support/random.ts'
import { CHANGES, cheatingRun, honestRun, type Run, runWith, valuesInRow } from '../support/steps.ts'

const stepName = ({ op, part, row, element }: Step): string => `${op}/${part}/${row}/${element}`

/** Every step of a space, with each of its candidates in turn. */
function* allSteps({ strata }: StepSpace): Generator<Step> {
  for (const { op, part, count, hints, place } of strata)
    for (let index = 0; index < count; index++) yield { op, part, ...place(index), hint: index % hints }
}

const spaceOf = ({ model, trace }: Run): StepSpace => stepSpace(model.graph, trace.rows, null)

/** Judges steps as an auditor does, on what the trace's owner opens. */
const judge = ({ model, source, facts }: Run | GeneratedRun, steps: readonly Step[]): void =>
  judgeSteps(model.graph, facts, steps, index => proveStep(source, facts, steps[index]!).evidence)

describe('the steps of a trace', () => {
  it('are those of every value of every part, once', () => {
    for (let seed = 0; seed < 40; seed++) {
      const run = honestRun(seed)
      const space = spaceOf(run)
      const steps = [...allSteps(space)]
      expect(steps.length).toBe(space.steps)
      const expected = new Set<string>()
      for (const [op, { kind }] of run.model.graph.ops.entries())
        for (let part = 0; kind !== 'input' && part < PARTS_OF_OP; part++) {
          if (run.trace.part(op, part) === null) continue
          for (let row = 0; row < run.trace.rows; row++)
            for (let element = 0; element < valuesInRow(run.trace, op, part, row); element++)
              expected.add(stepName({ op, part, row, element, hint: 0 }))
        }
      expect(new Set(steps.map(stepName))).toEqual(expected)
      expect(expected.size).toBe(space.steps)
    }
  })

  it('of scores find their row at any length', () => {
    const { model } = honestRun(1)
    const at = model.graph.ops.findIndex(({ kind }) => kind === 'attention')
    const causal = at >= 0 ? model : [3, 5, 7, 9, 11].map(seed => honestRun(seed).model).find(hasAttention)!
    const op = causal.graph.ops.findIndex(({ kind }) => kind === 'attention')
    const heads = causal.graph.ops[op]!.shape[0]!
    for (const rows of [1, 2, 3, 100, 2_047, 32_768]) {
      const stratum = stepSpace(causal.graph, rows, null).strata.find(part => part.op === op && part.part === SCORES)!
      for (const row of [0, 1, rows >> 1, rows - 1].filter(row => row < rows)) {
        const first = (heads * row * (row + 1)) / 2
        const last = first + heads * (row + 1) - 1
        expect(stratum.place(first)).toEqual({ row, element: 0 })
        expect(stratum.place(last)).toEqual({ row, element: last - first })
      }
    }
  })

  it('are right where the run is honest: runs and generations, whatever is drawn', () => {
    for (let seed = 0; seed < 24; seed++) {
      const run = honestRun(seed)
      judge(run, [...allSteps(spaceOf(run))].slice(0, 250))
    }
    for (const [i, sampling] of Object.values(SAMPLINGS).entries()) {
      const run = honestGeneration(i, sampling, 3)
      const space = stepSpace(run.model.graph, run.facts.rows, run.generated)
      judge(run, drawSteps(space, new Uint8Array(32).fill(i), 400))
    }
  }, 60_000)

  it('show a value that is not what its inputs give, with everything behind it consistent', () => {
    const random = new Random(5, 5)
    let found = 0
    for (let seed = 0; seed < 60; seed++) {
      const run = honestRun(seed)
      const steps = [...allSteps(spaceOf(run))]
      const step = random.pick(steps.filter(({ op }) => run.model.graph.ops[op]!.kind !== 'argMax'))
      const cheat = cheatingRun(run, step, random.pick(Object.values(CHANGES)), random)
      if (cheat === null) continue
      found++
      expect(() => judge(cheat, [step])).toThrow(expect.objectContaining({ code: 'audit_mismatch', facts: step }))
      // The others are right beside it: what is drawn decides.
      const other = steps.filter(({ op }) => op < step.op).slice(0, 200)
      judge(cheat, other)
    }
    expect(found).toBeGreaterThan(30)
  }, 60_000)

  it('show a wrong token, and a record that bears it out', () => {
    for (const [i, sampling] of Object.values(SAMPLINGS).entries()) {
      const honest = honestGeneration(100 + i, sampling, 3)
      const space = stepSpace(honest.model.graph, honest.facts.rows, honest.generated)
      const names = new Set([...allSteps(space)].map(stepName))
      for (const { facts, step, evidence } of wrongSteps(honest, new Random(i, 77))) {
        expect(names.has(stepName(step))).toBe(true)
        expect(() => judgeSteps(honest.model.graph, facts, [step], () => evidence)).toThrow(
          expect.objectContaining({ code: 'audit_mismatch', facts: step }),
        )
      }
    }
  }, 60_000)

  it('whose evidence does not open what they read are not right', () => {
    const run = honestRun(2)
    const [step, other] = drawSteps(spaceOf(run), new Uint8Array(32), 2) as [Step, Step]
    const { evidence } = proveStep(run.source, run.facts, step)
    for (const bytes of [
      new Uint8Array(0),
      evidence.subarray(1),
      evidence.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    ])
      expect(() => judgeSteps(run.model.graph, run.facts, [step], () => bytes)).toThrow(
        expect.objectContaining({ code: 'audit_mismatch' }),
      )
    expect(() => judgeSteps(run.model.graph, run.facts, [other], () => evidence)).toThrow(
      expect.objectContaining({ code: 'audit_mismatch' }),
    )
  })
})

const hasAttention = ({ graph }: Run['model']): boolean => graph.ops.some(({ kind }) => kind === 'attention')

describe('drawn steps', () => {
  const run = honestRun(4)
  const space = spaceOf(run)

  it('follow from the seed alone', () => {
    const seed = Uint8Array.from({ length: 32 }, (_, i) => i)
    expect(drawSteps(space, seed, 50)).toEqual(drawSteps(space, seed, 50))
    expect(drawSteps(space, seed, 50).slice(0, 20)).toEqual(drawSteps(space, seed, 20))
    expect(drawSteps(space, seed.with(31, 7), 50)).not.toEqual(drawSteps(space, seed, 50))
  })

  it('are equally likely', () => {
    const draws = 200 * space.steps
    const counts = new Map<string, number>()
    for (const step of drawSteps(space, new Uint8Array(32).fill(9), draws))
      counts.set(stepName(step), (counts.get(stepName(step)) ?? 0) + 1)
    expect(counts.size).toBe(space.steps)
    // Pearson's statistic of that many cells: mean k - 1, deviation sqrt(2 (k - 1)).
    const statistic = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)
    const free = space.steps - 1
    expect(Math.abs(statistic - free)).toBeLessThan(4 * Math.sqrt(2 * free))
  })

  it('try every candidate of a value that has some', () => {
    const generation = honestGeneration(3, SAMPLINGS['greedy']!, 2)
    const own = stepSpace(generation.model.graph, generation.facts.rows, generation.generated)
    const hints = new Map(own.strata.map(({ op, part, hints }) => [`${op}/${part}`, hints]))
    const seen = new Map<string, Set<number>>()
    for (const { op, part, hint } of drawSteps(own, new Uint8Array(32).fill(1), 40_000)) {
      const name = `${op}/${part}`
      expect(hint).toBeLessThan(hints.get(name)!)
      seen.set(name, (seen.get(name) ?? new Set()).add(hint))
    }
    const answer = `${generation.facts.ops}/${own.strata.at(-1)!.part}`
    expect(hints.get(answer)).toBe(generation.generated.vocabulary)
    expect(seen.get(answer)!.size).toBeGreaterThan(8)
  })

  it('are none of a trace without steps', () => {
    expect(() => drawSteps({ strata: [], steps: 0 }, new Uint8Array(32), 1)).toThrow(RangeError)
  })
})

describe('ports', () => {
  const { model, trace, inputs } = honestRun(6)
  const outputs = outputsOf(model, interpret(model, inputs))
  const slots = { input: inputs, output: outputs }
  const ports = model.graph.ops.flatMap((op, id) =>
    op.kind === 'input' || op.kind === 'output' ? [{ op: id, tensor: slots[op.kind][op.slot]! }] : [],
  )
  const proof = trace.proof(portLeaves(ports))
  const check = (shown = ports, root = trace.root, path = proof, rows = trace.rows): void =>
    checkPorts(model.graph, rows, root, shown, path)

  it('are those of the trace', () => expect(() => check()).not.toThrow())

  const bent = (change: (tensor: IntTensor) => IntTensor): (typeof ports)[] =>
    ports.map((_, at) => ports.map((port, i) => (i === at ? { ...port, tensor: change(port.tensor) } : port)))
  const mismatch = expect.objectContaining({ code: 'audit_mismatch' })

  it('with other values, of another type, or elsewhere are refused', () => {
    const changes: Record<string, (tensor: IntTensor) => IntTensor> = {
      'another value': tensor => ({ ...tensor, data: tensor.data.map((v, i) => (i === 0 ? v ^ 1 : v)) }) as IntTensor,
      'another shape, the same bytes': tensor => ({ ...tensor, shape: [...tensor.shape, 1] }),
      'other bits, the same bytes': tensor => ({ ...tensor, bits: tensor.bits - 1 }) as IntTensor,
      'other rows': tensor => ({ ...tensor, rows: tensor.rows + 1 }),
    }
    for (const [name, change] of Object.entries(changes))
      for (const shown of bent(change)) expect(() => check(shown), name).toThrow(mismatch)
    expect(() => check(ports.map(({ tensor }, i) => ({ op: ports[(i + 1) % ports.length]!.op, tensor })))).toThrow()
    expect(() => check(ports.map(port => ({ ...port, op: model.graph.ops.length + 1 })))).toThrow(mismatch)
  })

  it('under another root, and with another proof', () => {
    const other = runWith(
      model,
      inputs.map(tensor => ({ ...tensor, data: tensor.data.map(v => -v) }) as IntTensor),
    )
    expect(() => check(ports, other.trace.root)).toThrow(mismatch)
    expect(() => check(ports, trace.root, proof.slice(1))).toThrow(mismatch)
    expect(() => check(ports, trace.root, [...proof, new Uint8Array(32)])).toThrow(mismatch)
    expect(() => check(ports, trace.root, proof.toReversed())).toThrow(mismatch)
    expect(() => check(ports, trace.root, proof, trace.rows + 1)).toThrow(mismatch)
  })
})
