// The benchmark harness: order of runs, medians and spread, ratios, and that no verdict is ever typed.

import { describe, expect, it } from 'vitest'
import {
  type AlternatingCase,
  alternate,
  type Case,
  describeMachine,
  type Metric,
  median,
  meets,
  type Report,
  rowsOf,
  runSuite,
  type Sample,
  type Suite,
} from '../../bench/harness.ts'
import { markdownOf, textOf } from '../../bench/report.ts'

const context = { signal: new AbortController().signal, progress: () => {} }

/** A variant that gives one figure after another, and writes down when it ran. */
const scripted =
  (name: string, figures: readonly number[], order: string[] = []): (() => Sample) =>
  () => {
    order.push(name)
    return { time: figures[order.filter(entry => entry === name).length - 1]! }
  }

const suiteOf = (...cases: Case[]): Suite => ({
  name: 'made-up',
  summary: '',
  runs: 3,
  async *cases() {
    yield* cases
  },
})
const run = (...cases: Case[]): Promise<Report> =>
  runSuite(suiteOf(...cases), { ...context, machine: describeMachine() })
const seconds = (target?: Metric['target']) => (): Metric => ({
  unit: 's',
  ...(target === undefined ? {} : { target }),
})

describe('order of runs', () => {
  it('runs the variants in turn, after rounds that do not count', async () => {
    const order: string[] = []
    const samples = await alternate(
      {
        name: 'case',
        metric: seconds(),
        ours: scripted('ours', [9, 1, 2, 3], order),
        others: { a: scripted('a', [99, 10, 20, 30], order), b: scripted('b', [999, 5, 5, 5], order) },
      },
      3,
      context,
    )
    expect(order).toEqual(Array.from({ length: 4 }, () => ['ours', 'a', 'b']).flat())
    expect(samples.ours).toEqual([{ time: 1 }, { time: 2 }, { time: 3 }])
    expect(samples.others['a']).toEqual([{ time: 10 }, { time: 20 }, { time: 30 }])
  })

  it('stops between two runs when it is interrupted', async () => {
    const abort = new AbortController()
    let runs = 0
    const entry: AlternatingCase = {
      name: 'case',
      metric: seconds(),
      warmups: 0,
      ours: () => {
        if (++runs === 2) abort.abort(new Error('interrupted'))
        return { time: 1 }
      },
    }
    await expect(alternate(entry, 5, { ...context, signal: abort.signal })).rejects.toThrow('interrupted')
    expect(runs).toBe(2)
  })

  it('puts away what a case needed, whatever happened', async () => {
    let open = 0
    const suite: Suite = {
      ...suiteOf(),
      async *cases() {
        open++
        try {
          yield { name: 'case', metric: seconds(), ours: () => Promise.reject(new Error('broken')) }
        } finally {
          open--
        }
      },
    }
    await expect(runSuite(suite, { ...context, machine: describeMachine() })).rejects.toThrow('broken')
    expect(open).toBe(0)
  })
})

describe('figures', () => {
  it('takes medians, of two middle figures their mean', () => {
    expect(median([5])).toBe(5)
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(() => median([])).toThrow(RangeError)
  })

  it('gives the median, the spread and the ratios of a case', async () => {
    const { rows } = await run({
      name: 'case',
      metric: seconds(),
      warmups: 0,
      ours: scripted('ours', [4, 2, 12]),
      others: { raw: scripted('raw', [8, 16, 1]) },
    })
    expect(rows).toEqual([
      {
        case: 'case',
        metric: 'time',
        unit: 's',
        ours: 4,
        others: { raw: 8 },
        ratios: { raw: 0.5 },
        target: null,
        met: null,
        runs: 3,
        spread: { ours: [2, 12], others: { raw: [1, 16] } },
      },
    ])
  })

  it('makes a row of every metric, and compares those that both have', () => {
    const rows = rowsOf(
      { name: 'case', metric: name => ({ unit: name === 'bytes' ? 'B' : 'ms' }) },
      { ours: [{ first: 2, bytes: 10 }], others: { raw: [{ first: 4 }] } },
    )
    expect(rows.map(row => [row.metric, row.unit, row.ratios])).toEqual([
      ['first', 'ms', { raw: 0.5 }],
      ['bytes', 'B', {}],
    ])
  })

  it('refuses figures that are no numbers, and metrics that only some runs have', () => {
    const entry = { name: 'case', metric: seconds() }
    expect(() => rowsOf(entry, { ours: [{ time: Number.NaN }], others: {} })).toThrow('case, ours: time is NaN')
    expect(() => rowsOf(entry, { ours: [{ time: 1 }, {}], others: {} })).toThrow(RangeError)
    expect(() => rowsOf(entry, { ours: [{ time: 1 }], others: { raw: [{ time: 1 }, {}] } })).toThrow('case, raw')
  })

  it('keeps the samples of a case that alternates by itself', async () => {
    const { rows } = await run({
      name: 'case',
      metric: () => ({ unit: 'MB/s', target: { ratio: 'raw', atLeast: 0.5 } }),
      sample: async runs => ({
        ours: Array.from({ length: runs }, (_, i) => ({ rate: 10 * (i + 1) })),
        others: { raw: [{ rate: 25 }] },
      }),
    })
    expect(rows[0]).toMatchObject({ ours: 20, runs: 3, ratios: { raw: 0.8 }, met: true })
  })
})

describe('targets', () => {
  it('are met or missed by what was measured', async () => {
    const figures = [2, 2, 2]
    const cases = [
      { target: { atMost: 2 }, met: true },
      { target: { atMost: 1.9 }, met: false },
      { target: { atLeast: 2 }, met: true },
      { target: { atLeast: 2.1 }, met: false },
      { target: { ratio: 'raw', atLeast: 0.5 }, met: true },
      { target: { ratio: 'raw', atLeast: 0.6 }, met: false },
      { target: { ratio: 'raw', atMost: 0.4 }, met: false },
    ] as const
    const { rows } = await run(
      ...cases.map(({ target }, i) => ({
        name: `case ${i}`,
        metric: seconds(target),
        warmups: 0,
        ours: scripted('ours', figures),
        others: { raw: scripted('raw', [4, 4, 4]) },
      })),
    )
    expect(rows.map(row => row.met)).toEqual(cases.map(({ met }) => met))
    expect(rows.map(row => row.target)).toEqual(cases.map(({ target }) => target))
  })

  it('may not compare with what nobody measured', () => {
    expect(() => meets({ ratio: 'raw', atLeast: 1 }, 5, { other: 1 })).toThrow('raw')
  })

  it('a miss and a skip are said in both tables', async () => {
    const report = await run(
      { name: 'slow', metric: seconds({ atMost: 1 }), warmups: 0, ours: scripted('ours', [2, 2, 2]) },
      { name: 'quick', metric: seconds({ atMost: 9 }), warmups: 0, ours: scripted('ours', [2, 2, 2]) },
      { name: 'absent', skip: 'no accelerator' },
    )
    expect(report.skipped).toEqual([{ case: 'absent', reason: 'no accelerator' }])
    for (const text of [textOf(report), markdownOf(report)]) {
      expect(text).toContain('Missed: slow (time).')
      expect(text).toContain('Not measured: absent, no accelerator.')
      expect(text).toMatch(/slow.* at most 1 s .*NO/)
      expect(text).toMatch(/quick.* at most 9 s .*yes/)
    }
  })
})

it('a machine is described without its name', () => {
  const machine = describeMachine()
  expect(Object.keys(machine).sort()).toEqual(['cores', 'cpu', 'load', 'memoryGiB', 'node', 'platform'])
  expect(machine.cores).toBeGreaterThan(0)
})
