// Thousands of random models on the wasm engine; run with the slow tests (npx vitest run --config with *.slow.test.ts).

import { wasm, wasmEngine } from '../../src/core/engine/index.ts'
import { conformance } from './conformance.ts'

conformance(wasm, { models: 4000, firstSeed: 10_000 })
conformance(wasmEngine({ workingMemory: 3000 }), { models: 2000, firstSeed: 20_000 })
