// evaluate() with runners made for the test: what it counts, what it refuses, how it is watched.

import { describe, expect, it } from 'vitest'
import { evaluate, type Runner } from '../../src/core/compile/index.ts'

/** Outputs are looked up by the row's only value. */
const table =
  (rows: readonly (readonly number[])[], name = 'y'): Runner =>
  async inputs => ({ [name]: Float32Array.from(Array.from(inputs['x']!.data, i => rows[i]!).flat()) })

const samples = { x: { data: Float32Array.of(0, 1, 2, 3), rows: 4 } }
const right = [
  [1, 0],
  [0, 1],
  [1, 0],
  [0, 1],
]
const half = [
  [1, 0],
  [1, 0],
  [1, 0],
  [1, 0],
]

describe('evaluate', () => {
  it('measures agreement without labels', async () => {
    const result = await evaluate({ runFloat: table(right), runExact: table(half), samples })
    expect(result).toMatchObject({
      metric: 'agreement',
      float: 1,
      exact: 0.5,
      agreement: 0.5,
      samples: 4,
      cosine: { y: 0.5 },
    })
  })

  it('measures the accuracy of both with labels', async () => {
    const result = await evaluate({
      runFloat: table(half),
      runExact: table(right),
      samples,
      labels: [0, 1, 0, 0],
      batch: 3,
    })
    expect(result).toMatchObject({ metric: 'accuracy', float: 0.75, exact: 0.75, agreement: 0.5 })
  })

  it('takes the first of equal values, in both', async () => {
    const tie = [
      [3, 3],
      [3, 3],
      [3, 3],
      [3, 3],
    ]
    expect(await evaluate({ runFloat: table(half), runExact: table(tie), samples })).toMatchObject({ exact: 1 })
  })

  it('gives a cosine of 1 to outputs of zeros, and 0 to one of them', async () => {
    const zero = [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]
    expect((await evaluate({ runFloat: table(zero), runExact: table(zero), samples })).cosine['y']).toBe(1)
    expect((await evaluate({ runFloat: table(right), runExact: table(zero), samples })).cosine['y']).toBe(0)
  })

  it('reports progress and stops where asked to', async () => {
    const seen: number[] = []
    const controller = new AbortController()
    const run = evaluate({
      runFloat: table(right),
      runExact: table(right),
      samples,
      batch: 1,
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done)
        if (done === 2) controller.abort()
      },
    })
    await expect(run).rejects.toMatchObject({ code: 'interrupted' })
    expect(seen).toEqual([1, 2])
  })

  it('refuses outputs that do not match, and wrong arguments', async () => {
    const options = { runFloat: table(right), runExact: table(right), samples }
    await expect(evaluate({ ...options, runExact: table(right, 'z') })).rejects.toMatchObject({
      code: 'shape_mismatch',
    })
    await expect(evaluate({ ...options, labels: [1] })).rejects.toThrow(RangeError)
    await expect(evaluate({ ...options, batch: 0 })).rejects.toThrow(RangeError)
    await expect(evaluate({ ...options, samples: {} })).rejects.toThrow(RangeError)
  })
})
