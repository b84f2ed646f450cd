// verifySaved(): a saved stream, whole or cut off, a network and a policy in, a verdict out. It gathers what verifyStream() needs and hands
// it over. spec/stream.md; spec/gateway.md, "Verifying clients".

import type { Hex } from '../core/bytes/index.ts'
import type { Engine } from '../core/engine/types.ts'
import { attemptAsync, type Result } from '../core/errors/index.ts'
import { cosignersOf, verifyCheckpoint } from '../core/log/index.ts'
import { type ReceiptBundle, receiptId, type StreamEvent } from '../core/receipt/index.ts'
import { NO_EVIDENCE, type Policy, type StreamVerdict, verifyStream } from '../core/verify/index.ts'
import { fetchAnchorsOf, fetchRecord, type Memory, nodesOf } from './anchors.ts'
import type { Client } from './client.ts'
import { fetchModel, type ModelCache } from './fetchModel.ts'
import { mentions, optional } from './gather.ts'
import { fetchInclusion } from './receipts.ts'
import { replayWith } from './replay.ts'

export interface VerifySavedOptions {
  readonly events: readonly StreamEvent[]
  readonly policy: Policy
  /** For policies that ask for a replay; null: none is made. */
  readonly engine: Engine | null
  readonly models?: ModelCache
  readonly memory?: Memory
  readonly signal?: AbortSignal
}

/** Refusals are about the gathering; whatever is wrong with the stream is in the verdict. */
export function verifySaved(client: Client, options: VerifySavedOptions): Promise<Result<StreamVerdict>> {
  return attemptAsync(async () => {
    const { policy, memory, signal } = options
    const events = await withInclusion(client, options.events, signal)
    const start = events.find(event => event.type === 'start')
    const end = events.find(event => event.type === 'end')
    const replay = start === undefined ? null : await prepare(client, start.modelId, options)
    const evidence = { ...NO_EVIDENCE, replay, follow: [] }
    const bundle = end?.bundle ?? null
    const nodes: Hex[] = [
      ...(start === undefined ? [] : [start.node]),
      ...(bundle === null ? [] : nodesOf(bundle, evidence)),
      ...events.flatMap(event => (event.type === 'verdict' ? [event.verdict.verifier] : [])),
    ]
    return verifyStream(events, evidence, policy, await fetchAnchorsOf(client, nodes, null, memory))
  })
}

async function prepare(client: Client, modelId: Hex, { policy, engine, models, signal }: VerifySavedOptions) {
  if (engine === null || !mentions(policy.require, 'replay')) return null
  const fetching = {
    modelId,
    ...(models === undefined ? {} : { cache: models }),
    ...(signal === undefined ? {} : { signal }),
  }
  const model = await optional(fetchModel(client, fetching))
  return model === null ? null : replayWith(model, engine)
}

/** The receipt at the end with an inclusion, where a gateway has one that is better than its own. */
async function withInclusion(
  client: Client,
  events: readonly StreamEvent[],
  signal: AbortSignal | undefined,
): Promise<readonly StreamEvent[]> {
  return Promise.all(
    events.map(async event => {
      if (event.type !== 'end' || event.bundle === null) return event
      const found = await inclusionOf(client, event.bundle, signal)
      return found === null ? event : { ...event, bundle: { ...event.bundle, inclusion: found } }
    }),
  )
}

async function inclusionOf(client: Client, bundle: ReceiptBundle, signal: AbortSignal | undefined) {
  const { node } = bundle.receipt
  const record = await fetchRecord(client, node)
  const id = receiptId(client.domain, bundle.receipt)
  const found = await optional(
    fetchInclusion(
      client,
      id,
      node,
      signal,
      checkpoint =>
        record?.keys.some(keys => verifyCheckpoint(checkpoint, { domain: client.domain, node, ...keys }).ok) ?? false,
    ),
  )
  const own = bundle.inclusion
  if (found === null || own === null) return found
  return cosignersOf(found.checkpoint).length > cosignersOf(own.checkpoint).length ? found : null
}
