// The native engine's sequences against the reference.

import { nativeEngine } from '../../src/platform/node/native/index.ts'
import { causalConformance } from '../engine/causalConformance.ts'

causalConformance(nativeEngine(), { models: 20 })
