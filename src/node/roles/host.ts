// Hosting models: fetching them by CID from whoever has them, checking that they are the model they are registered as,
// keeping them over restarts, announcing them. spec/node.md, "Hosting". Bytes of strangers: nothing counts before the model
// id has been derived from them, and what turns out to be something else is deleted.

import { equal, fromHex, type Hex, toHex } from '../../core/bytes/index.ts'
import {
  attempt,
  attemptAsync,
  RefusalError,
  type Result,
  refuse,
  unwrap,
  WorldError,
} from '../../core/errors/index.ts'
import { type AnyModel, decodeAnyModel, interfaceBytesOf } from '../../core/float/index.ts'
import { headBytes } from '../../core/graph/index.ts'
import type { Context } from '../context.ts'
import { type Blocks, parseCid, startAnnouncer } from '../net/index.ts'
import type { StoredModel } from '../store/index.ts'

export interface Hosting {
  readonly blocks: Blocks
  /** Models that are here, whole and checked. */
  models(): readonly StoredModel[]
  has(modelId: Hex): boolean
  /**
   * The file of a model that is here, block by block as it was checked; it is its reader's to check again. Refuses with
   * model_not_found; throws WorldError content_unavailable for a bad disk.
   */
  file(modelId: Hex): Promise<Uint8Array>
  /** Takes over a model file from this machine: its own publisher, or a test. */
  add(bytes: Uint8Array): Promise<{ modelId: Hex; cid: string; size: number }>
  /** Fetches a registered model, if it is not here. `from`: peers that are asked first. */
  replicate(modelId: Hex, cid: string, from?: readonly string[], signal?: AbortSignal): Promise<Result<void>>
  /** Lets go of a model. */
  remove(modelId: Hex): Promise<void>
  /** Fetches what is registered and not here, one model after the other, within the limits. */
  follow(): Promise<void>
  /** Interface and manifest of a model, of those that are here or have been here; null otherwise. */
  info(modelId: Hex): { interfaceBytes: Uint8Array; manifest: string } | null
  /** Is it a language model that is here? */
  language(modelId: Hex): boolean
  /** The head of the file (spec/model.md) of a language model that is here; null otherwise. */
  head(modelId: Hex): Promise<Uint8Array | null>
  stop(): Promise<void>
}

/** A model that could not be had is tried again after this, times two for each failure. */
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 600_000
/** Heads that are kept of models that are no language models. */
const MAX_HEADS = 8

export function createHosting(context: Context, blocks: Blocks, onAdded: (modelId: Hex) => void): Hosting {
  const { chain, config, host, store, log, metrics, now } = context
  const held = new Map<Hex, StoredModel>(store.models.all().map(model => [model.modelId, model]))
  /** By model and CID: anybody can register a model under a CID that leads nowhere, and must not stand before the others. */
  const failures = new Map<string, { count: number; notBefore: number }>()
  const languages = new Set<Hex>(store.models.withHead())
  /** Of models that are no language models, a few: they are asked for seldom. */
  const heads = new Map<Hex, Uint8Array>()
  const fetching = new Map<Hex, Promise<Result<void>>>()
  const announcer = startAnnouncer(host)
  for (const { cid } of held.values()) announcer.provide(cid)

  function checkRoom(modelId: Hex): void {
    if (!held.has(modelId) && held.size >= config.host.models)
      throw new WorldError('quota_exceeded', `this node hosts ${held.size} models, as many as it may`)
  }

  function keep(modelId: Hex, cid: string, file: Uint8Array, any: AnyModel): void {
    const bytes = file.length
    const entry = { modelId, cid, bytes }
    if (any.kind === 'exact' && any.model.language !== null) {
      store.models.putHead(modelId, headBytes(file))
      languages.add(modelId)
    }
    store.models.putInfo(modelId, interfaceBytesOf(any), JSON.stringify(any.model.manifest))
    store.models.put(entry, now())
    held.set(modelId, entry)
    failures.delete(`${modelId}/${cid}`)
    announcer.provide(cid)
    log('info', 'hosts a model', { modelId, cid, bytes })
    onAdded(modelId)
  }

  const read = (cid: string): Promise<Uint8Array> => blocks.read(cid, config.host.modelBytes)

  /** The head of a model's file, or null where it has none: a float model. */
  async function cutHead(modelId: Hex, cid: string): Promise<Uint8Array | null> {
    const file = await read(cid)
    const head = attempt(() => headBytes(file))
    if (!head.ok) return null
    heads.set(modelId, head.value)
    for (const oldest of heads.keys()) {
      if (heads.size <= MAX_HEADS) break
      heads.delete(oldest)
    }
    return head.value
  }

  /** The model in the bytes, which must be `modelId`. */
  function decode(modelId: Hex, bytes: Uint8Array): AnyModel {
    const any = unwrap(decodeAnyModel(bytes))
    const found = any.model.identity.modelId
    if (!equal(found, fromHex(modelId)))
      refuse('model_id_mismatch', `the content is model ${toHex(found)}, not ${modelId}`)
    return any
  }

  async function fetch(modelId: Hex, cid: string, from: readonly string[], signal: AbortSignal): Promise<void> {
    checkRoom(modelId)
    parseCid(cid)
    const limits = { bytes: config.host.modelBytes }
    const peers = from.length > 0 ? { peers: [...from] } : {}
    let fetched = await blocks.fetch(cid, { ...peers, limits, signal, pin: true }).catch(error => {
      if (from.length === 0 || !(error instanceof WorldError) || error.code !== 'content_unavailable') throw error
      return null
    })
    fetched ??= await blocks.fetch(cid, { limits, signal, pin: true })
    unwrap(fetched)
    try {
      const bytes = await read(cid)
      keep(modelId, cid, bytes, decode(modelId, bytes))
    } catch (error) {
      if (error instanceof RefusalError) await blocks.unpin(cid)
      throw error
    }
  }

  const replicate: Hosting['replicate'] = (modelId, cid, from = [], signal = context.signal) => {
    if (held.has(modelId)) return Promise.resolve({ ok: true, value: undefined })
    const running = fetching.get(modelId)
    if (running !== undefined) {
      if (from.length === 0) return running
      // The fetch in work may not know who has the model; whoever asks with a source is heard when it has failed.
      const settled = running.then(
        ({ ok }) => ok,
        () => false,
      )
      return settled.then(ok => (ok ? { ok: true, value: undefined } : replicate(modelId, cid, from, signal)))
    }
    const started = attemptAsync(() => fetch(modelId, cid, from, signal))
      .then(result => {
        if (!result.ok) failed(modelId, cid, result)
        else metrics.count('models_replicated')
        return result
      })
      .catch(error => {
        failed(modelId, cid, error)
        throw error
      })
      .finally(() => fetching.delete(modelId))
    fetching.set(modelId, started)
    return started
  }

  function failed(modelId: Hex, cid: string, error: unknown): void {
    if (context.signal.aborted) return
    metrics.count('models_failed')
    const key = `${modelId}/${cid}`
    const count = (failures.get(key)?.count ?? 0) + 1
    failures.set(key, { count, notBefore: now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (count - 1)) })
    log('warn', 'a model could not be fetched', { modelId, error })
  }

  return {
    blocks,
    models: () => [...held.values()],
    has: modelId => held.has(modelId),
    async file(modelId) {
      const entry = held.get(modelId)
      if (entry === undefined) return refuse('model_not_found', `this node does not host ${modelId}`)
      try {
        return await read(entry.cid)
      } catch (error) {
        if (!(error instanceof WorldError) || error.code !== 'content_unavailable') throw error
        // The disk lost or changed a block: what is whole is kept, the rest comes from the others.
        log('warn', 'a hosted model is damaged on the disk; fetching it again', { modelId, error })
        unwrap(await blocks.fetch(entry.cid, { limits: { bytes: config.host.modelBytes }, pin: true }))
        return read(entry.cid)
      }
    },
    async add(bytes) {
      const any = unwrap(decodeAnyModel(bytes))
      const modelId = toHex(any.model.identity.modelId)
      checkRoom(modelId)
      const { cid, size } = await blocks.import(bytes, { maxBytes: config.host.modelBytes, pin: true })
      if (!held.has(modelId)) keep(modelId, cid, bytes, any)
      return { modelId, cid, size }
    },
    replicate,
    async remove(modelId) {
      const entry = held.get(modelId)
      if (entry === undefined) return
      held.delete(modelId)
      languages.delete(modelId)
      store.models.drop(modelId)
      announcer.withdraw(entry.cid)
      await blocks.unpin(entry.cid)
    },
    async follow() {
      if (!config.host.follow) return
      for (const { modelId, cid, deprecatedAt } of chain.registry().models) {
        if (context.signal.aborted || held.size >= config.host.models) return
        if (held.has(modelId) || deprecatedAt !== null || (failures.get(`${modelId}/${cid}`)?.notBefore ?? 0) > now())
          continue
        await replicate(modelId, cid).catch(() => {})
      }
    },
    info: modelId => store.models.info(modelId),
    language: modelId => languages.has(modelId),
    async head(modelId) {
      const entry = held.get(modelId)
      if (entry === undefined) return null
      return store.models.head(modelId) ?? heads.get(modelId) ?? cutHead(modelId, entry.cid)
    },
    async stop() {
      await Promise.allSettled([...fetching.values()])
      await announcer.stop()
      await blocks.stop()
    },
  }
}
