// Language models from a gateway, believed only where they prove themselves: the head of a model's file must have the hashes that the model
// id is made of. spec/gateway.md, "Streams". With it text becomes tokens, and tokens text, on this side.

import { refuse, unwrap } from '../../core/errors/index.ts'
import type { ModelFileHead } from '../../core/graph/index.ts'
import type { LanguageModel } from '../../openai/index.ts'
import { languageModelOf } from '../../openai/language.ts'
import type { Client } from '../client.ts'
import { fetchHead } from '../heads.ts'
import { type ResolvedExactModel, resolveModel } from '../models.ts'

export interface ResolvedLanguage {
  readonly model: ResolvedExactModel
  readonly head: ModelFileHead
  readonly language: LanguageModel
}

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
  const head = await fetchHead(client, model, signal)
  const { modelId, names } = model
  return { model, head, language: languageModelOf(head, { modelId, names, created: 0 }) }
}
