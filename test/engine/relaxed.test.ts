// Relaxed products: the same bytes where they run, and nothing of them where a test at the start does not find them exact.

import { describe, expect, it } from 'vitest'
import { interpret, outputsOf, type WasmSession, wasm, wasmEngine } from '../../src/core/engine/index.ts'
import { bind, type Relaxed } from '../../src/core/engine/wasm/bind.ts'
import { RELAXED } from '../../src/core/engine/wasm/generated/relaxed.ts'
import { type Kernels, plainModule } from '../../src/core/engine/wasm/kernels.ts'
import { relaxedKernels } from '../../src/core/engine/wasm/relaxed.ts'
import { selfTest } from '../../src/core/engine/wasm/selftest.ts'
import { OFFSET, POSITIVE, WIDE } from '../../src/core/engine/wasm/steps/gemm.ts'
import { randomInputs } from '../support/randomGraph.ts'
import { conformance, difference } from './conformance.ts'
import { type Narrow, narrowModel } from './narrow.ts'

const compiles = WebAssembly.validate(Buffer.from(RELAXED, 'base64'))
const found = await relaxedKernels()
/** Where positions of eight bits are exact, weights need not be small. */
const wide = found?.wide === true
const offset = wide ? 'gemmPositive' : 'gemmOffset'
const FORMS = [OFFSET, POSITIVE]

it('are off where the runtime does not compile them, and in Node 20', () => {
  if (!compiles) expect(found).toBeNull()
  if (process.versions.node.startsWith('20.')) expect(compiles).toBe(false)
})

const cases: Record<string, { narrow: Narrow; kernel: 'gemm8' | 'gemmOffset' | 'gemmPositive' }> = {
  'weights within [-64, 63]': { narrow: {}, kernel: offset },
  'weights of seven bits': { narrow: { weightBits: 7 }, kernel: offset },
  'one weight beyond': { narrow: { most: 64 }, kernel: wide ? 'gemmPositive' : 'gemm8' },
  'positions that are not negative': { narrow: { most: 127, positive: true }, kernel: 'gemmPositive' },
}

describe.skipIf(found === null)('relaxed products', () => {
  for (const [name, { narrow, kernel }] of Object.entries(cases)) {
    it(`${kernel} for ${name}`, async () => {
      for (const positions of [1, 2, 3, 4, 7, 8, 100]) {
        for (const k of [1, 4, 37, 2100]) {
          const model = narrowModel({ ...narrow, positions, k })
          const inputs = randomInputs(model, 2, k, 'extreme')
          const session = await wasm.load(model)
          const got = await session.run(inputs)
          expect(difference(got, outputsOf(model, interpret(model, inputs))), `${positions} x ${k}`).toBeNull()
          expect(session.kernelCalls[kernel]).toBe(1)
        }
      }
    })
  }

  it('are left out when they are not wanted', async () => {
    const model = narrowModel()
    const session = await wasmEngine({ relaxed: false }).load(model)
    await session.run(randomInputs(model, 1, 1))
    expect(session.kernelCalls.gemm8).toBe(1)
  })

  it('are refused by the test at the start when one sum in it is wrong', async () => {
    const plain = await plainModule()
    const { module } = found as Relaxed
    for (const fused of [false, true]) {
      const memory = new WebAssembly.Memory({ initial: 24, maximum: 65_536 })
      const right: Kernels = { memory, ...bind({ plain, relaxed: { module, fused, wide: false } }, memory) }
      expect(selfTest(right, FORMS)(1)).toBe(true)
      let calls = 0
      const run: Kernels['run'] = {
        ...right.run,
        gemmOffset: (parameters, rows) => {
          right.run.gemmOffset(parameters, rows)
          // Field y of the parameters: the lowest bit of the first sum.
          if (++calls === 30)
            new Int16Array(memory.buffer)[new Int32Array(memory.buffer)[parameters / 4 + 1]! / 2]! ^= 1
        },
      }
      expect(selfTest({ ...right, run }, FORMS)(1)).toBe(false)
    }
  })

  it('take positions of eight bits only where the same test finds those exact', async () => {
    const plain = await plainModule()
    const { module } = found as Relaxed
    const isExact = (fused: boolean): boolean => {
      const memory = new WebAssembly.Memory({ initial: 24, maximum: 65_536 })
      return selfTest({ memory, ...bind({ plain, relaxed: { module, fused, wide: true } }, memory) }, [WIDE])(1)
    }
    expect(isExact(true)).toBe(wide)
    // Pairs of products saturate, and their kernel turns no bits.
    expect(isExact(false)).toBe(false)
  })
})

let relaxedCalls = 0
conformance(wasm, {
  models: 40,
  firstSeed: 30_000,
  assertFast: session => {
    const { gemmOffset, gemmPositive } = (session as WasmSession).kernelCalls
    relaxedCalls += gemmOffset + gemmPositive
  },
})
it('ran in the conformance suite, or not at all', () => {
  if (found === null) expect(relaxedCalls).toBe(0)
  else expect(relaxedCalls).toBeGreaterThan(0)
})
