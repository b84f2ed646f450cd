// Model files on this machine: given as a path, or kept under models/ of ASSAY_HOME by their id.

import { existsSync } from 'node:fs'
import { type Hex, toHex } from '../../../core/bytes/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { type AnyModel, decodeAnyModel } from '../../../core/float/index.ts'
import { decodeModel, type ExactModel, encodeModel } from '../../../core/graph/index.ts'
import { installNodeHash } from '../../../platform/node/hash.ts'
import { type Home, readUserFile } from './home.ts'

// Model files are hashed whole.
installNodeHash()

const file = (modelId: string): string => `models/${modelId}.assay`

/** A checked model of either kind, with its file, from a path or by its id from the home directory. */
export function openAnyModel(home: Home, reference: string): { any: AnyModel; bytes: Uint8Array } {
  const kept = home.at(file(reference))
  const byId = /^0x[0-9a-f]{64}$/.test(reference) && existsSync(kept)
  const bytes = readUserFile(byId ? kept : reference)
  const any = unwrap(decodeAnyModel(bytes))
  const found = toHex(any.model.identity.modelId)
  if (byId && found !== reference) refuse('model_id_mismatch', `${kept} holds model ${found}`)
  return { any, bytes }
}

/** The same, where only an exact model will do. */
export function openModel(home: Home, reference: string): ExactModel {
  const { any } = openAnyModel(home, reference)
  if (any.kind === 'exact') return any.model
  return refuse('model_not_exact', `${reference}: a float model, which runs through the network alone`, {
    hint: 'Publish it and use assay run, or compile its ONNX file.',
  })
}

export const keepModel = (home: Home, model: ExactModel): string =>
  keepFile(home, toHex(model.identity.modelId), encodeModel(model))

export const keepFile = (home: Home, modelId: Hex, bytes: Uint8Array): string => home.write(file(modelId), bytes)

/** The kept model with this id, checked, or null. */
export function keptModel(home: Home, modelId: string): ExactModel | null {
  const path = home.at(file(modelId))
  if (!existsSync(path)) return null
  const decoded = decodeModel(readUserFile(path))
  return decoded.ok && toHex(decoded.value.identity.modelId) === modelId ? decoded.value : null
}
