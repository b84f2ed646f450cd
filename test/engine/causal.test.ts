// The reference engine's sequences against its own runs: decode gives what prefill gives, in whatever company.

import { reference } from '../../src/core/engine/index.ts'
import { causalConformance } from './causalConformance.ts'

causalConformance(reference, { models: 60 })
