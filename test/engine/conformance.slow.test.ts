// Thousands of random models on the wasm engine, some minutes of them. Slow tests are left out of the normal suite.

import { afterAll } from 'vitest'
import { wasm, wasmEngine } from '../../src/core/engine/index.ts'
import { startPool } from '../../src/platform/node/pool.ts'
import { conformance } from './conformance.ts'
import { narrowModel } from './narrow.ts'

conformance(wasm, { models: 2000, firstSeed: 10_000 })
conformance(wasmEngine({ workingMemory: 3000 }), { models: 1000, firstSeed: 20_000 })

const shared = wasmEngine({ threads: 4, pool: startPool, sharedWork: 0 })
// Keeps the threads while there is no other session.
const session = await shared.load(narrowModel())
afterAll(() => session.close())
conformance(shared, { models: 1000, firstSeed: 50_000 })
