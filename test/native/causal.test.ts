// The native engine's sequences against the reference: as it chooses, and with every product by onnxruntime.

import { expect } from 'vitest'
import type { CausalSession } from '../../src/core/engine/index.ts'
import type { ExactModel } from '../../src/core/graph/index.ts'
import { type NativeCausalSession, nativeEngine } from '../../src/platform/node/native/index.ts'
import { planLine } from '../../src/platform/node/native/product.ts'
import { causalConformance } from '../engine/causalConformance.ts'

/** Does a step have an op that can be a product of bytes? */
const hasProduct = (model: ExactModel): boolean =>
  model.graph.ops.some((op, id) => op.kind === 'linear' && planLine(model, id) !== null)

function assertFast(session: CausalSession, model: ExactModel): void {
  const { unitRuns } = session as NativeCausalSession
  expect(unitRuns.product > 0).toBe(hasProduct(model))
}

causalConformance(nativeEngine(), { models: 10 })
causalConformance(nativeEngine({ choice: 'products' }), { models: 30, firstSeed: 100, assertFast })
causalConformance(nativeEngine({ choice: 'products', threads: 2, sharedWork: 0, workingMemory: 20_000 }), {
  models: 20,
  firstSeed: 200,
  assertFast,
})
