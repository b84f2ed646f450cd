// A model's file of either kind: what hosts keep and publishers hand over. Its first bytes tell them apart. spec/model.md.

import type { Result } from '../errors/index.ts'
import { decodeModel, type ExactModel, encodeInterface } from '../graph/index.ts'
import { decodeFloatModel, type FloatModel, isFloatFile } from './container.ts'
import { encodeRealInterface } from './interface.ts'

export type AnyModel =
  | { readonly kind: 'exact'; readonly model: ExactModel }
  | { readonly kind: 'float'; readonly model: FloatModel }

export function decodeAnyModel(bytes: Uint8Array): Result<AnyModel> {
  if (isFloatFile(bytes)) {
    const float = decodeFloatModel(bytes)
    return float.ok ? { ok: true, value: { kind: 'float', model: float.value } } : float
  }
  const exact = decodeModel(bytes)
  return exact.ok ? { ok: true, value: { kind: 'exact', model: exact.value } } : exact
}

/** The canonical interface that is hashed into the model id. */
export const interfaceBytesOf = (any: AnyModel): Uint8Array =>
  any.kind === 'float' ? encodeRealInterface(any.model.ports) : encodeInterface(any.model.ports)
