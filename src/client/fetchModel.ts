// A model's file by CID from gateways: every block is checked against its hash, the file against the model id. spec/model.md,
// spec/gateway.md, "Blocks". It believes neither sizes nor gateways: bytes and blocks are counted as they come.

import { exporter } from 'ipfs-unixfs-exporter'
import { CID } from 'multiformats/cid'
import { equal, type Hex, toHex } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import { attemptAsync, RefusalError, type Result, refuse, unwrap, WorldError } from '../core/errors/index.ts'
import { decodeModel, type ExactModel } from '../core/graph/index.ts'
import { type Asking, exchangeOf } from './client.ts'
import type { Gateways } from './gateways.ts'
import { errorOf, exchange } from './http.ts'
import { resolveId } from './models.ts'

/** Where model files are kept between calls. What it gives is checked again. */
export interface ModelCache {
  get(modelId: Hex): Promise<Uint8Array | null>
  put(modelId: Hex, file: Uint8Array): Promise<void>
}

export interface FetchModelOptions {
  readonly modelId: Hex
  /** Left out: asked of a gateway. It need not be trusted. */
  readonly cid?: string
  readonly cache?: ModelCache
  /** Most bytes of the file. Default 1 GiB. */
  readonly maxBytes?: number
  readonly onProgress?: (bytes: number, total: number) => void
  readonly signal?: AbortSignal
}

const SHA2_256 = 0x12
const RAW = 0x55
const DAG_PB = 0x70
const MAX_BLOCK = 2 << 20
const BLOCK = { timeoutMs: 30_000, maxBytes: MAX_BLOCK }
const CONCURRENCY = 6

/** The model, with its identity and bounds recomputed from its bytes. */
export function fetchModel(client: Asking, options: FetchModelOptions): Promise<Result<ExactModel>> {
  return attemptAsync(async () => {
    const { modelId, cache, signal } = options
    const kept = (await cache?.get(modelId)) ?? null
    const known = kept === null ? null : decodeModel(kept)
    if (known?.ok && toHex(known.value.identity.modelId) === modelId) return known.value
    const cid = options.cid ?? (await resolveId(client, modelId, signal)).cid
    const file = await fetchFile(client, cid, options)
    const model = unwrap(decodeModel(file))
    const found = toHex(model.identity.modelId)
    if (found !== modelId) refuse('model_mismatch', `the file at ${cid} is model ${found}, not ${modelId}`)
    await cache?.put(modelId, file)
    return model
  })
}

/** A UnixFS file of strangers, whole. */
async function fetchFile(client: Asking, cid: string, options: FetchModelOptions): Promise<Uint8Array> {
  const { maxBytes = 2 ** 30, onProgress, signal } = options
  const gateways = await client.gateways(signal)
  // Every block below the root adds bytes or is one level of links; a file cannot need more of them than this.
  const budget = { blocks: 64 + Math.ceil(maxBytes / 1024), bytes: maxBytes + Math.ceil(maxBytes / 16) + MAX_BLOCK }
  const store = {
    async *get(link: CID): AsyncGenerator<Uint8Array> {
      if (--budget.blocks < 0) refuse('file_too_large', `${cid}: of more blocks than a file of ${maxBytes} bytes needs`)
      const block = await fetchBlock(client, gateways, link, signal)
      budget.bytes -= block.length
      if (budget.bytes < 0) refuse('file_too_large', `${cid}: more than ${maxBytes} bytes`)
      yield block
    },
  }
  try {
    const root = parseCid(cid)
    // The exporter reads and never writes: `get` is all that it calls.
    const entry = await exporter(root, store as unknown as Parameters<typeof exporter>[1])
    if (entry.type !== 'file' && entry.type !== 'raw') return refuse('file_malformed', `${cid}: not a file`)
    const total = Number(entry.size)
    if (total > maxBytes) refuse('file_too_large', `${cid}: ${total} bytes, at most ${maxBytes}`)
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of entry.content({ blockReadConcurrency: CONCURRENCY })) {
      parts.push(part)
      length += part.length
      onProgress?.(length, total)
    }
    return join(parts, length)
  } catch (error) {
    if (error instanceof RefusalError || error instanceof WorldError) throw error
    // The exporter's own complaints are about the shape of what strangers sent.
    return refuse('file_malformed', `${cid}: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`)
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function parseCid(text: string): CID {
  try {
    return CID.parse(text)
  } catch {
    return refuse('input_invalid', `${JSON.stringify(text.slice(0, 100))} is no CID`)
  }
}

/** One block from any gateway, checked against its hash. */
async function fetchBlock(client: Asking, gateways: Gateways, cid: CID, signal?: AbortSignal): Promise<Uint8Array> {
  const { code, digest } = cid.multihash
  if (cid.version !== 1 || code !== SHA2_256 || (cid.code !== RAW && cid.code !== DAG_PB))
    refuse('file_malformed', `${cid}: not a CIDv1 of raw or dag-pb content with SHA-256`)
  return gateways.attempt(async url => {
    const host = new URL(url).host
    const answer = await exchange(`${url}/ipfs/${cid}?format=raw`, exchangeOf(client, BLOCK, signal))
    if (answer.status === 404) throw new WorldError('content_unavailable', `${host} does not hold ${cid}`)
    if (answer.status !== 200) throw errorOf(answer.status, null, host)
    if (!equal(sha256(answer.body), digest)) refuse('peer_misbehaved', `${host} gives other bytes than ${cid}`)
    return answer.body
  })
}
