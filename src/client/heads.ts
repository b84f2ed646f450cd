// The head of a model's file from a gateway: what it is made of but its weights, believed only with the hashes that the model id is made of.
// spec/model.md.

import { toHex } from '../core/bytes/index.ts'
import { refuse, unwrap } from '../core/errors/index.ts'
import { decodeModelHead, type ModelFileHead } from '../core/graph/index.ts'
import { type Client, exchangeOf } from './client.ts'
import { exchangeBytes } from './http.ts'
import type { ResolvedExactModel } from './models.ts'

/** A tokenizer is most of it. */
const LIMITS = { timeoutMs: 60_000, maxBytes: 56 << 20 }

export async function fetchHead(
  client: Client,
  model: ResolvedExactModel,
  signal?: AbortSignal,
): Promise<ModelFileHead> {
  const gateways = await client.gateways(signal)
  return gateways.attempt(async url => {
    const bytes = await exchangeBytes(`${url}/assay/v1/heads/${model.modelId}`, exchangeOf(client, LIMITS, signal))
    return checkHead(unwrap(decodeModelHead(bytes)), model)
  })
}

function checkHead(head: ModelFileHead, { identity, modelId }: ResolvedExactModel): ModelFileHead {
  for (const [name, hash] of Object.entries(head.parts))
    if (toHex(hash) !== toHex(identity[name as keyof typeof head.parts]))
      refuse('peer_misbehaved', `model ${modelId}: the gateway shows a head with another ${name}`)
  return head
}
