// The native engine: conformance, and what is its own (products by onnxruntime, memory, counters).

import { nativeEngine } from '../../src/platform/node/native/index.ts'
import { conformance } from '../engine/conformance.ts'

conformance(nativeEngine({ choice: 'products' }), { models: 60 })
conformance(nativeEngine({ choice: 'segments' }), { models: 60 })
