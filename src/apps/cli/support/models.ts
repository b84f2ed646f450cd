// Model files on this machine: given as a path, or kept under models/ of ASSAY_HOME by their id.

import { existsSync } from 'node:fs'
import { toHex } from '../../../core/bytes/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { decodeModel, type ExactModel, encodeModel } from '../../../core/graph/index.ts'
import { type Home, readUserFile } from './home.ts'

const file = (modelId: string): string => `models/${modelId}.assay`

/** A checked model from a path, or by its id from the home directory. */
export function openModel(home: Home, reference: string): ExactModel {
  const kept = home.at(file(reference))
  if (!/^0x[0-9a-f]{64}$/.test(reference) || !existsSync(kept)) return unwrap(decodeModel(readUserFile(reference)))
  const model = unwrap(decodeModel(readUserFile(kept)))
  const found = toHex(model.identity.modelId)
  return found === reference ? model : refuse('model_id_mismatch', `${kept} holds model ${found}`)
}

export const keepModel = (home: Home, model: ExactModel): string =>
  home.write(file(toHex(model.identity.modelId)), encodeModel(model))

/** The kept model with this id, checked, or null. */
export function keptModel(home: Home, modelId: string): ExactModel | null {
  const path = home.at(file(modelId))
  if (!existsSync(path)) return null
  const decoded = decodeModel(readUserFile(path))
  return decoded.ok && toHex(decoded.value.identity.modelId) === modelId ? decoded.value : null
}
