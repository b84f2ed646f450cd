// Language models from a gateway, believed only where they prove themselves: the head of a model's file must have the hashes that the model
// id is made of. spec/gateway.md, "Streams". With it text becomes tokens, and tokens text, on this side.

import { fromUtf8, toHex } from '../../core/bytes/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { decodeModelHead, type ModelFileHead } from '../../core/graph/index.ts'
import type { LanguageModel } from '../../openai/index.ts'
import { languageModelOf } from '../../openai/language.ts'
import { type Client, exchangeOf } from '../client.ts'
import { errorOf, exchange } from '../http.ts'
import { type ResolvedExactModel, resolveModel } from '../models.ts'

export interface ResolvedLanguage {
  readonly model: ResolvedExactModel
  readonly head: ModelFileHead
  readonly language: LanguageModel
}

/** A tokenizer is most of it. */
const LIMITS = { timeoutMs: 60_000, maxBytes: 56 << 20 }

/** What a reference stands for, with its tokenizer. Refusals: model_not_found, model_parts_mismatch, parameter_unsupported, ... */
export async function resolveLanguage(
  client: Client,
  reference: string,
  signal?: AbortSignal,
): Promise<ResolvedLanguage> {
  const model = unwrap(await resolveModel(client, reference, signal))
  if (model.kind !== 'exact' || model.identity.tokenizerHash.every(byte => byte === 0))
    return refuse('parameter_unsupported', `model: ${reference} is no exact language model`, {
      facts: { param: 'model' },
    })
  const gateways = await client.gateways(signal)
  const head = await gateways.attempt(async url => {
    const answer = await exchange(`${url}/assay/v1/heads/${model.modelId}`, exchangeOf(client, LIMITS, signal))
    if (answer.status !== 200) throw errorOf(answer.status, jsonOf(answer.body), new URL(url).host)
    return checkHead(unwrap(decodeModelHead(answer.body)), model)
  })
  const { modelId, names } = model
  return { model, head, language: languageModelOf(head, { modelId, names, created: 0 }) }
}

function checkHead(head: ModelFileHead, { identity, modelId }: ResolvedExactModel): ModelFileHead {
  for (const [name, hash] of Object.entries(head.parts))
    if (toHex(hash) !== toHex(identity[name as keyof typeof head.parts]))
      refuse('peer_misbehaved', `model ${modelId}: the gateway shows a head with another ${name}`)
  return head
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    return undefined
  }
}
