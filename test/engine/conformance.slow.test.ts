// Thousands of random models on the wasm engine, some minutes of them. Slow tests are left out of the normal suite.

import { wasm, wasmEngine } from '../../src/core/engine/index.ts'
import { conformance } from './conformance.ts'

conformance(wasm, { models: 2000, firstSeed: 10_000 })
conformance(wasmEngine({ workingMemory: 3000 }), { models: 1000, firstSeed: 20_000 })
