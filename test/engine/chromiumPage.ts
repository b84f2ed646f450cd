// What chromium.test.ts runs inside the browser: the conformance cases on the wasm engine.

import { wasm } from '../../src/core/engine/index.ts'
import { randomInputs } from '../support/randomGraph.ts'
import { digestOf, directedCases, randomCases } from './cases.ts'
import { narrowModel } from './narrow.ts'

export interface Answer {
  readonly directed: readonly string[]
  readonly random: readonly string[]
  readonly userAgent: string
  /** Calls of relaxed kernels for a model that they fit. */
  readonly relaxed: number
}

export async function main({ models, firstSeed }: { models: number; firstSeed: number }): Promise<Answer> {
  const directed: string[] = []
  for (const one of directedCases()) directed.push(await digestOf(wasm, one))
  const random: string[] = []
  for (const one of randomCases(models, firstSeed)) random.push(await digestOf(wasm, one))
  const model = narrowModel()
  const session = await wasm.load(model)
  await session.run(randomInputs(model, 3, 1))
  return {
    directed,
    random,
    userAgent: navigator.userAgent,
    relaxed: session.kernelCalls.gemmOffset + session.kernelCalls.gemmPositive,
  }
}
