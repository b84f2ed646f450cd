// What may be asked of a trace: three forms, read strictly.

import { expect, it } from 'vitest'
import { MAX_STEPS, traceQuestionFrom } from '../../src/core/audit/index.ts'

const step = { op: 3, part: 0, row: 1, element: 2, hint: 0 }

it('takes a root, steps, or a place', () => {
  for (const question of [
    { root: true },
    { from: 0 },
    { from: Number.MAX_SAFE_INTEGER },
    { steps: [step] },
    { steps: Array.from({ length: MAX_STEPS }, () => step) },
  ])
    expect(traceQuestionFrom(structuredClone(question))).toEqual(question)
})

it.each(
  [
    null,
    undefined,
    7,
    'root',
    [],
    {},
    { root: false },
    { root: true, from: 0 },
    { from: -1 },
    { from: 0.5 },
    { from: '0' },
    { from: 2 ** 53 },
    { steps: [] },
    { steps: {} },
    { steps: 'x' },
    { steps: Array.from({ length: MAX_STEPS + 1 }, () => step) },
    { steps: [null] },
    { steps: [{ ...step, row: -1 }] },
    { steps: [{ ...step, part: 255 }] },
    { steps: [{ ...step, more: 1 }] },
    { steps: [{ op: 1, part: 0, row: 0, element: 0 }] },
    { steps: [{ ...step, element: Number.NaN }] },
    { constructor: 1 },
  ].map(value => [JSON.stringify(value) ?? 'undefined', value] as const),
)('refuses %s', (_name, value) => {
  expect(() => traceQuestionFrom(value)).toThrow(expect.objectContaining({ code: 'request_malformed' }))
})
