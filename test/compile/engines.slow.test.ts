// The reference interpreter and the wasm engine on all 10,000 digits of mnist-8: the same bytes. Slow suite.

import { describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { reference, wasm } from '../../src/core/engine/index.ts'
import { type IntTensor, tensorRoot } from '../../src/core/graph/index.ts'
import { missing } from './support/material.ts'
import { FILES, mnist, samplesOf } from './support/mnist.ts'

const reason = missing(...FILES)
const BATCH = 500

const roots = (tensors: readonly IntTensor[]): string[] => tensors.map(tensor => toHex(tensorRoot(tensor)))

describe.skipIf(reason !== null)(`mnist-8, both engines${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it('gives the same bytes for all 10,000 digits', async () => {
    const { model } = (await mnist({ from: 0, rows: 1 })).compiled
    const [slow, fast] = await Promise.all([reference.load(model), wasm.load(model)])
    for (let from = 0; from < 10_000; from += BATCH) {
      const inputs = samplesOf(model, from, BATCH)
      expect([from, roots(await fast.run(inputs))]).toEqual([from, roots(await slow.run(inputs))])
    }
    expect(fast.kernelCalls.gemm16 + fast.kernelCalls.gemm8).toBeGreaterThan(0)
  })
})
