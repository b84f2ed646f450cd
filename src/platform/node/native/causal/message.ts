// What a thread is told of the products of a causal session, after what the wasm engine tells of the session itself.

import type { ExactModel } from '../../../../core/graph/index.ts'
import type { Variant } from '../matrix.ts'
import type { ProductPlace } from './products.ts'

export interface ProductsMessage {
  readonly kind: 'products'
  readonly session: number
  /** Where onnxruntime lies, its version, and what of it is exact. */
  readonly directory: string
  readonly version: string
  readonly variant: Variant
  readonly threads: number
  /** How many threads have loaded, or failed to. */
  readonly ready: Int32Array
  /** Its weights lie in shared memory. */
  readonly model: ExactModel
  readonly places: readonly (Omit<ProductPlace, 'line'> & { readonly id: number })[]
}
