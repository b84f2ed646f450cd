// The native engine: conformance, and what is its own (products by onnxruntime, memory, counters).

import { nativeEngine } from '../../src/platform/node/native/index.ts'
import { conformance } from '../engine/conformance.ts'

conformance(nativeEngine({ choice: 'always' }), { models: 60 })
