// How many positions an exact model is made for: what the user asks for, within what the model knows and the format holds.

import { refuse } from '../../errors/index.ts'
import { MAX_CONTEXT } from '../../graph/index.ts'

/** Positions unless stated otherwise: longer contexts cost tables, and bits of every exponential. */
export const DEFAULT_CONTEXT = 4096

export interface ContextChoice {
  readonly context: number
  readonly notes: readonly string[]
}

/** `known`: positions of the model. `window`: it only looks so far back; longer contexts have no exact form. */
export function chooseContext(
  known: number,
  window: number | null,
  asked: number | undefined,
  what: string,
): ContextChoice {
  if (!Number.isSafeInteger(known) || known < 1) refuse('graph_invalid', `${what}: a context of ${known} positions`)
  if (asked !== undefined && asked > Math.min(known, MAX_CONTEXT))
    refuse('attribute_unsupported', `${what}: a context of ${asked}, the model knows ${known} positions`, {
      hint: `At most ${Math.min(known, MAX_CONTEXT)} are possible.`,
    })
  const context = asked ?? Math.min(known, DEFAULT_CONTEXT)
  if (window !== null && window < context)
    refuse('attribute_unsupported', `${what}: a sliding window of ${window} positions`, {
      hint: `Sliding windows have no exact form; a context of up to ${window} needs none: --context ${window}.`,
    })
  const notes = context < known ? [`context ${context} of ${known} positions`] : []
  return { context, notes }
}
