// Models from a gateway, believed only where they prove themselves: the id is recomputed from its parts, the interface from
// its bytes, and a name is looked up on the chain. spec/gateway.md, "Models".

import { resolveVersion } from '../contracts/models.ts'
import { fromHex, type Hex, isHex, toHex } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import { attempt, attemptAsync, type Result, refuse, unwrap } from '../core/errors/index.ts'
import { decodeRealInterface, isFloatIdentity, type RealInterface } from '../core/float/index.ts'
import { decodeInterface, type Identity, type ModelInterface, modelIdOf } from '../core/graph/index.ts'
import { finalBlock } from './chain.ts'
import { type Asking, type Client, exchangeOf } from './client.ts'
import { exchangeJson } from './http.ts'

/** A model whose id has been recomputed from these parts. */
interface Resolved {
  readonly modelId: Hex
  readonly identity: Identity
  /** The rest is the gateway's or the publisher's word. */
  readonly names: readonly string[]
  readonly cid: string
  readonly deprecated: string | null
  readonly hosts: readonly Hex[]
  readonly manifest: Readonly<Record<string, unknown>>
}

export interface ResolvedExactModel extends Resolved {
  readonly kind: 'exact'
  readonly ports: ModelInterface
}

/** A model whose answers rest on their node's signature: spec/float.md. */
export interface ResolvedFloatModel extends Resolved {
  readonly kind: 'float'
  readonly ports: RealInterface
}

export type ResolvedModel = ResolvedExactModel | ResolvedFloatModel

const LIMITS = { timeoutMs: 15_000, maxBytes: 8 << 20 }

const PARTS = ['graphRoot', 'weightsRoot', 'tokenizerHash', 'templateHash', 'interfaceHash'] as const

const NAME = /^[a-z0-9._-]{1,64}\/[a-z0-9._-]{1,64}@[a-z0-9._-]{1,64}$/

/** What `owner/name@version` or a model id stands for, checked. Refusals: model_not_found, model_parts_mismatch, ... */
export function resolveModel(client: Client, reference: string, signal?: AbortSignal): Promise<Result<ResolvedModel>> {
  return attemptAsync(async () => {
    return resolveId(client, await modelIdFor(client, reference), signal)
  })
}

/** What a model id stands for, checked; no chain is asked. */
export async function resolveId(client: Asking, wanted: Hex, signal?: AbortSignal): Promise<ResolvedModel> {
  const gateways = await client.gateways(signal)
  return gateways.attempt(async url => {
    const json = await exchangeJson(`${url}/v1/models/${wanted}`, exchangeOf(client, LIMITS, signal))
    return unwrap(readModel(json, wanted))
  })
}

/** The id of a reference: names are what the chain says, at the network's finality. */
async function modelIdFor(client: Client, reference: string): Promise<Hex> {
  if (isHex(reference, 32)) return reference
  if (!NAME.test(reference))
    return refuse('model_not_found', `model: ${JSON.stringify(reference.slice(0, 200))} is no reference`, {
      hint: 'Give owner/name@version, or the model id (0x and 64 hex digits).',
    })
  await client.checkChain()
  const blockNumber = await finalBlock(client.contracts, client.network.finality)
  const version = await resolveVersion(client.contracts, reference, { blockNumber })
  if (version === null) return refuse('model_not_found', `model: nothing is published as ${reference}`)
  return version.modelId
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string').slice(0, 1000) : []

/** Reads and checks one model of a gateway's list: the parts must make up `wanted`. */
export const readModel = (json: unknown, wanted: Hex): Result<ResolvedModel> =>
  attempt(() => {
    const assay = object(object(json)['assay'])
    const [graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash] = PARTS.map(name => {
      const value = assay[name]
      return isHex(value, 32)
        ? fromHex(value)
        : refuse('peer_misbehaved', `model ${wanted}: the gateway shows no ${name}`)
    }) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    const parts = { graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash }
    const modelId = modelIdOf(parts)
    if (toHex(modelId) !== wanted)
      refuse('model_parts_mismatch', `model ${wanted}: the gateway shows parts of ${toHex(modelId)}`)
    const bytes = assay['interface']
    if (bytes === null) return refuse('model_unavailable', `model ${wanted}: no node has shown its interface yet`)
    if (!isHex(bytes) || toHex(sha256(fromHex(bytes))) !== toHex(interfaceHash))
      return refuse('model_parts_mismatch', `model ${wanted}: the gateway shows another interface`)
    const { cid, deprecated, manifest } = assay
    const resolved: Resolved = {
      modelId: wanted,
      identity: { modelId, ...parts },
      names: texts(assay['names']),
      cid: typeof cid === 'string' ? cid : '',
      deprecated: typeof deprecated === 'string' ? deprecated : null,
      hosts: texts(assay['hosts']).filter((entry): entry is Hex => isHex(entry, 20)),
      manifest: object(manifest),
    }
    return isFloatIdentity(parts)
      ? { ...resolved, kind: 'float', ports: decodeRealInterface(fromHex(bytes)) }
      : { ...resolved, kind: 'exact', ports: decodeInterface(fromHex(bytes)) }
  })

/** What a gateway lists, unchecked: for showing, not for trusting. */
export interface ListedModel {
  readonly id: string
  readonly modelId: string
  readonly names: readonly string[]
  readonly hosts: number
  readonly deprecated: string | null
  readonly description: string
  readonly evaluation: unknown
}

export function listModels(client: Client, signal?: AbortSignal): Promise<Result<ListedModel[]>> {
  return attemptAsync(async () => {
    const gateways = await client.gateways(signal)
    return gateways.attempt(async url => {
      const { data } = object(await exchangeJson(`${url}/v1/models`, exchangeOf(client, LIMITS, signal)))
      if (!Array.isArray(data)) return refuse('peer_misbehaved', 'the gateway lists no models')
      return data.map((entry): ListedModel => {
        const assay = object(object(entry)['assay'])
        const { modelId, deprecated, description, evaluation } = assay
        return {
          id: String(object(entry)['id']),
          modelId: String(modelId),
          names: texts(assay['names']),
          hosts: texts(assay['hosts']).length,
          deprecated: typeof deprecated === 'string' ? deprecated : null,
          description: typeof description === 'string' ? description : '',
          evaluation: evaluation ?? null,
        }
      })
    })
  })
}
