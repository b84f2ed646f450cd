// Models as clients see them: lookups by reference, and the list in OpenAI's shape. spec/gateway.md, "Models".
// What stands under `assay` lets a client recompute the model id from its parts before it believes any of it.

import { fromHex, toHex } from '../core/bytes/index.ts'
import { refuse } from '../core/errors/index.ts'
import { type AnyInterface, floatName, isFloatRoot, isUpstreamInterface, upstreamFrom } from '../core/float/index.ts'
import type { Manifest } from '../core/graph/index.ts'
import type { ListedModel } from '../openai/index.ts'
import type { ModelInfo } from './backend.ts'
import { type Call, decodePath, type Room, rawPath } from './room.ts'

export type UsableModel = ModelInfo & { readonly interface: AnyInterface }

const PART = '[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?'
const REFERENCE = new RegExp(`^(?:0x[0-9a-f]{64}|${PART}/${PART}(?:@${PART})?)$`)

/** The model of a reference, or refused: nothing that cannot be one is asked of the backend. */
export async function findModel({ backend }: Pick<Room, 'backend'>, reference: string): Promise<ModelInfo> {
  const model = REFERENCE.test(reference) ? await backend.model(reference) : null
  if (model === null)
    return refuse('model_not_found', `model: ${JSON.stringify(reference.slice(0, 200))} is not known here`, {
      hint: 'GET /v1/models lists the models of this network.',
    })
  return model
}

/** The same, where the call needs the model's ports. */
export async function findUsable(room: Room, reference: string): Promise<UsableModel> {
  const model = await findModel(room, reference)
  const { interface: found } = model
  if (found === null) return refuse('model_unavailable', `model ${model.modelId}: no node has shown its interface yet`)
  return { ...model, interface: found }
}

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most

/** The manifest's members that fit a list: it is the publisher's word, of any size. */
function summaryOf(manifest: Manifest | null): Record<string, unknown> {
  if (manifest === null) return {}
  const { name, description, license, evaluation } = manifest
  return {
    ...(isText(name, 200) ? { name } : {}),
    ...(isText(description, 1000) ? { description } : {}),
    ...(isText(license, 200) ? { license } : {}),
    ...(evaluation !== undefined && JSON.stringify(evaluation).length <= 1000 ? { evaluation } : {}),
  }
}

/** A float model is named as what it is wherever it is listed. */
function kindOf({ weightsRoot, graphRoot, interfaceHash, manifest }: ModelInfo): Record<string, unknown> {
  if (!isFloatRoot(weightsRoot)) return { kind: 'exact' }
  const floatId = floatName({ graphRoot: fromHex(graphRoot), interfaceHash: fromHex(interfaceHash) })
  return isUpstreamInterface(interfaceHash)
    ? { kind: 'upstream', floatId, upstream: upstreamFrom(manifest, graphRoot) }
    : { kind: 'float', floatId }
}

export function listedModel(model: ModelInfo, whole = false): ListedModel {
  const name = model.names[0]
  return {
    id: name ?? model.modelId,
    object: 'model',
    created: model.registeredAt,
    owned_by: name?.split('/')[0] ?? model.publisher,
    assay: {
      modelId: model.modelId,
      ...kindOf(model),
      graphRoot: model.graphRoot,
      weightsRoot: model.weightsRoot,
      tokenizerHash: model.tokenizerHash,
      templateHash: model.templateHash,
      interfaceHash: model.interfaceHash,
      interface: model.interfaceBytes === null ? null : toHex(model.interfaceBytes),
      publisher: model.publisher,
      names: model.names,
      cid: model.cid,
      deprecated: model.deprecated,
      hosts: model.hosts,
      ...summaryOf(model.manifest),
      ...(whole ? { ports: model.interface?.ports ?? null, manifest: model.manifest } : {}),
    },
  }
}

/** GET /v1/models */
export async function listModels(c: Call, { backend }: Room): Promise<Response> {
  const models = await backend.models()
  return c.json({ object: 'list', data: models.map(model => listedModel(model)) })
}

/** GET /v1/models/{reference} */
export async function getModel(c: Call, room: Room): Promise<Response> {
  const reference = decodePath(rawPath(c).slice('/v1/models/'.length))
  return c.json(listedModel(await findModel(room, reference?.join('/') ?? ''), true))
}
