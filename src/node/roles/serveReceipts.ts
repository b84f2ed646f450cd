// /assay/receipt/1, /assay/verdict/1 and /assay/model/1: what this node can show about receipts and models. spec/wire.md.
// Content of a receipt goes to whom its request allows, by signature; which peer asks plays no part.

import { z } from 'zod'
import { readerOf } from '../../client/reader.ts'
import { type Hex, isHex, toBase64 } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import { bundleToJson, type ReceiptBundle } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import { decodeJson, type Served, serve, serveJson } from '../net/index.ts'
import type { StoredVerdict } from '../store/index.ts'
import type { Hosting } from './host.ts'
import type { NodeLog } from './log.ts'
import type { Receipts } from './receipts.ts'

export const RECEIPT_PROTOCOL = '/assay/receipt/1'
export const RECEIPT_CAP = 5 * 2 ** 20
export const VERDICT_PROTOCOL = '/assay/verdict/1'
export const VERDICT_CAP = 256 * 1024
export const MODEL_PROTOCOL = '/assay/model/1'
export const MODEL_CAP = 8 * 2 ** 20
export const HEAD_PROTOCOL = '/assay/head/1'
/** A tokenizer is most of it. */
export const HEAD_CAP = 56 * 2 ** 20
export const MAX_VERDICTS = 500
const MAX_LISTED = 1000

const hex = (length: number) => z.custom<Hex>(value => isHex(value, length))
const whole = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** Who asks for a receipt, with a proof that he may read it. */
export const readerQuestion = z
  .strictObject({ timestamp: whole, signature: hex(65), delegates: z.array(hex(20)).max(64).optional() })
  .optional()

const receiptQuestion = z.union([
  z.strictObject({ id: hex(32), reader: readerQuestion }),
  /** The entry of this node's log at an index, with its inclusion in the checkpoint of a size. */
  z.strictObject({ at: whole, size: whole }),
  /** The id of the receipt that answers a request. */
  z.strictObject({ request: hex(32) }),
  /** Ids of this node's log, from an index on. */
  z.strictObject({ list: z.strictObject({ from: whole, limit: z.number().int().min(1).max(MAX_LISTED) }) }),
])

const verdictQuestion = z.union([
  z.strictObject({ receipt: hex(32) }),
  z.strictObject({ after: whole, limit: z.number().int().min(1).max(MAX_VERDICTS) }),
])

export async function serveReceipts(
  context: Context,
  parts: { readonly receipts: Receipts; readonly nodeLog: NodeLog; readonly hosting: Hosting },
): Promise<Served[]> {
  const { host, self, store } = context
  const { receipts, nodeLog, hosting } = parts
  const limits = { requestCap: 16 * 1024, timeoutMs: 15_000, maxConcurrent: 64, maxPerPeer: 16 }

  const receiptServer = serveJson(host, RECEIPT_PROTOCOL, { ...limits, answerCap: RECEIPT_CAP }, value => {
    const parsed = receiptQuestion.safeParse(value)
    if (!parsed.success)
      return refuse('request_malformed', 'receipt: {id, reader?}, {at, size}, {request} or {list} expected')
    const ask = parsed.data
    if ('list' in ask) return { entries: store.leaves.list(ask.list.from, ask.list.limit) }
    if ('request' in ask) return { id: store.receipts.byRequest(ask.request) }
    if ('at' in ask) {
      const [entry] = store.leaves.list(ask.at, 1)
      const bundle = entry === undefined ? null : receipts.whole(entry.id)
      if (entry === undefined || entry.index !== ask.at || bundle === null)
        return refuse('receipt_not_found', `no entry ${ask.at} in this log`)
      return bundleToJson(receipts.show({ ...bundle, inclusion: nodeLog.inclusionAt(entry.id, ask.size) }, null))
    }
    return bundleToJson(shownTo(context, receipts, ask))
  })

  const verdictServer = serveJson(host, VERDICT_PROTOCOL, { ...limits, answerCap: VERDICT_CAP }, value => {
    const parsed = verdictQuestion.safeParse(value)
    if (!parsed.success) return refuse('request_malformed', 'verdict: {receipt} or {after, limit} expected')
    const ask = parsed.data
    const found = 'receipt' in ask ? store.verdicts.of(ask.receipt) : store.verdicts.after(self, ask.after, ask.limit)
    return { verdicts: found.slice(0, MAX_VERDICTS).map(verdictToJson) }
  })

  const modelServer = serveJson(host, MODEL_PROTOCOL, { ...limits, answerCap: MODEL_CAP }, value => {
    const parsed = z.strictObject({ modelId: hex(32) }).safeParse(value)
    if (!parsed.success) return refuse('request_malformed', 'model: {modelId} expected')
    const info = hosting.info(parsed.data.modelId)
    if (info === null) return refuse('model_not_found', 'this node knows nothing of the model')
    return { interface: toBase64(info.interfaceBytes), manifest: info.manifest }
  })

  const headLimits = { ...limits, timeoutMs: 60_000, maxPerPeer: 2, answerCap: HEAD_CAP }
  const headServer = serve(host, HEAD_PROTOCOL, headLimits, async bytes => {
    const parsed = z.strictObject({ modelId: hex(32) }).safeParse(decodeJson(bytes))
    if (!parsed.success) return refuse('request_malformed', 'head: {modelId} expected')
    return (await hosting.head(parsed.data.modelId)) ?? refuse('model_not_found', 'this node holds no such exact model')
  })
  return Promise.all([receiptServer, verdictServer, modelServer, headServer])
}

/** A receipt that is held here, as far as who asks may read it. Refuses `receipt_not_found`, `reader_proof_invalid`. */
export function shownTo(
  { chain, now }: Context,
  receipts: Receipts,
  { id, reader }: { readonly id: Hex; readonly reader?: z.infer<typeof readerQuestion> },
): ReceiptBundle {
  const bundle = receipts.whole(id) ?? refuse('receipt_not_found', `no receipt ${id} is held here`)
  if (reader === undefined) return receipts.show(bundle, null)
  const { delegates, ...proof } = reader
  const address =
    readerOf(chain.domain, id, proof, Math.floor(now() / 1000)) ??
    refuse('reader_proof_invalid', 'the proof of being the reader is not valid now')
  return receipts.show(bundle, { address, ...(delegates === undefined ? {} : { delegates }) })
}

const verdictToJson = ({ seq, receiptId, verifier, ok, timestamp, signature }: StoredVerdict) => ({
  seq,
  receiptId,
  verifier,
  ok,
  timestamp,
  signature,
})
