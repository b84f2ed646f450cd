// What evidence takes is known before there is any.

import { describe, expect, it } from 'vitest'
import { MAX_EVIDENCE, MAX_OPENED, proveStep, stepSize, stepSizes, undisputable } from '../../src/core/dispute/index.ts'
import type { OpKind } from '../../src/core/graph/index.ts'
import { linearModel } from '../support/linearModel.ts'
import { Random } from '../support/random.ts'
import { honestRun, someSteps } from '../support/steps.ts'

/** Ops that read rows of a table: how many depends on values. */
const TABLED: ReadonlySet<OpKind> = new Set<OpKind>(['softmax', 'attention'])

describe('the size of a step', () => {
  it('is that of its evidence, and where values decide at least that', () => {
    const equalFor = new Set<OpKind>()
    for (let seed = 0; seed < 200; seed++) {
      const run = honestRun(seed)
      const { graph } = run.model
      for (const step of someSteps(run, new Random(seed, 12))) {
        const { kind } = graph.ops[step.op]!
        const { evidence } = proveStep(run.source, run.facts, step)
        const size = stepSize(graph, run.facts.rows, step)!
        const what = `seed ${seed}, ${kind}, ${JSON.stringify(step)}`
        // But for a few hashes: which leaves hold the rows decides how many siblings are shown.
        if (TABLED.has(kind)) expect(size, what).toBeGreaterThanOrEqual(evidence.length - 160)
        else {
          // Values decide which one of several leaves is opened, and how long the last one is.
          expect(Math.abs(size - evidence.length), what).toBeLessThanOrEqual(1_200)
          if (size === evidence.length) equalFor.add(kind)
        }
      }
    }
    expect(equalFor.size).toBeGreaterThan(15)
  }, 60_000)

  it('grows with what a step reads, up to what a transaction carries and beyond', () => {
    const linear = (k: number) => stepSizes(linearModel(k, 2, 8).graph, 3).find(({ op }) => op === 1)!
    expect(linear(768).bytes).toBeGreaterThan(2 * 768)
    expect(linear(11_008).bytes).toBeGreaterThan(2 * 11_008)
    expect(undisputable(linearModel(11_008, 2, 8).graph, 3)).toEqual([])
    const wide = undisputable(linearModel(MAX_EVIDENCE / 2, 2, 8).graph, 3)
    expect(wide).toEqual([{ op: 1, part: 0, bytes: expect.any(Number) }])
    expect(wide[0]!.bytes!).toBeGreaterThan(MAX_EVIDENCE)
    // More than a step may open of one tensor: there is no such evidence.
    expect(undisputable(linearModel(MAX_OPENED + 1_000, 1, 8).graph, 1)).toEqual([{ op: 1, part: 0, bytes: null }])
  })
})
