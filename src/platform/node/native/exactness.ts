// What of onnxruntime is exact on this machine: tried when a model first asks, and remembered. spec/engines.md, "Self-tests".

import type { Runtime } from './binding.ts'
import type { Variant } from './matrix.ts'
import { roundsExactly } from './rounding.ts'
import { exactVariant } from './selftest.ts'

export interface Exactness {
  readonly runtime: Runtime
  /** The form of weights whose products are exact, or null where none is. */
  variant(): Variant | null
  /** Are results of bytes rounded exactly, and products of bytes and signed weights summed so? */
  segments(): boolean
}

export function exactnessOf(runtime: Runtime): Exactness {
  let rounds: boolean | undefined
  return {
    runtime,
    variant: () => exactVariant(runtime),
    segments() {
      // Without VNNI pairs of products saturate there as well.
      rounds ??= exactVariant(runtime) === 's8' && roundsExactly(runtime)
      return rounds
    },
  }
}
