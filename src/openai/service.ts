// What every route of the surface has at hand.

import type { Random } from '../core/receipt/index.ts'
import type { CallContext, LanguageBackend } from './backend.ts'
import type { OpenAiLimits } from './limits.ts'

export interface Service {
  readonly backend: LanguageBackend
  readonly limits: OpenAiLimits
  /** Unix milliseconds. */
  readonly now: () => number
  readonly random: Random
  /** Hears what went wrong in a stream that had begun, for the operator's log. */
  readonly report: (error: unknown, call: CallContext) => void
}
