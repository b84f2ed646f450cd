// Receipts as far as the asker may read them, and what is known about them: spec/gateway.md, "Receipts".

import { type TraceQuestion, traceQuestionFrom } from '../core/audit/index.ts'
import { type Hex, isHex } from '../core/bytes/index.ts'
import { refuse, unwrap, WorldError } from '../core/errors/index.ts'
import { bundleText, type ReceiptBundle, structToJson, VERDICT_FIELDS } from '../core/receipt/index.ts'
import type { Reader } from './backend.ts'
import { parseJson, readBody } from './body.ts'
import type { Call, Room } from './room.ts'

const MAX_LIST = 100

function idOf(c: Call): Hex {
  const id = c.req.param('id')
  return isHex(id, 32) ? id : refuse('request_malformed', 'receipt id: not 32 bytes of lower-case hex')
}

function count(text: string | undefined, fallback: number, most: number, what: string): number {
  if (text === undefined) return fallback
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value <= most ? value : refuse('request_malformed', `${what}: not a number up to ${most}`)
}

/** GET /receipts/{id} */
export async function getReceipt(c: Call, room: Room): Promise<Response> {
  const id = idOf(c)
  const reader = room.readers.from(id, c.req.raw.headers)
  const bundle = await readReceipt(c, room, id, reader)
  c.set('receipt', id)
  const private_ = bundle.input !== null || bundle.output !== null
  return new Response(bundleText(bundle), {
    headers: {
      'content-type': 'application/json',
      'cache-control': private_ ? 'private, no-store' : 'no-store',
      'x-assay-receipt': id,
      'x-assay-model': bundle.receipt.modelId,
      'x-assay-node': bundle.receipt.node,
      'x-assay-price': String(bundle.receipt.price),
    },
  })
}

/** From the backend; for the caller of an unsigned request, opened with what the gateway remembers of it. */
async function readReceipt(c: Call, room: Room, id: Hex, reader: Reader | null): Promise<ReceiptBundle> {
  const kept = reader !== null && reader.proof === undefined ? room.readers.kept(id) : null
  const found = await room.backend.receipt(id, reader, c.req.raw.signal).catch(error => {
    if (kept === null || !(error instanceof WorldError)) throw error
    return null
  })
  if (kept === null) return unwrap(found ?? refuse('receipt_not_found', `receipt ${id}: not known here`))
  if (found === null || !found.ok) return kept
  return { ...kept, inclusion: found.value.inclusion ?? kept.inclusion }
}

/** GET /receipts?limit=&before=, or ?request= for the one that answers a request. */
export async function listReceipts(c: Call, { backend }: Room): Promise<Response> {
  const request = c.req.query('request')
  if (request !== undefined) {
    if (!isHex(request, 32)) return refuse('request_malformed', 'request: not 32 bytes of lower-case hex')
    const id = (await backend.receiptOf?.(request)) ?? null
    return c.json({ receipts: id === null ? [] : [{ id }] })
  }
  const limit = count(c.req.query('limit'), 20, MAX_LIST, 'limit')
  const before = c.req.query('before')
  const receipts = await backend.receipts({
    limit,
    ...(before === undefined ? {} : { before: count(before, 0, Number.MAX_SAFE_INTEGER, 'before') }),
  })
  return c.json({ receipts: receipts.slice(0, limit) })
}

/** GET /receipts/{id}/inclusion */
export async function getInclusion(c: Call, { backend }: Room): Promise<Response> {
  return c.json(unwrap(await backend.inclusion(idOf(c))))
}

/** GET /receipts/{id}/anchor */
export async function getAnchor(c: Call, { backend }: Room): Promise<Response> {
  const id = idOf(c)
  const none = (): never => refuse('log_not_anchored', `receipt ${id}: no anchored epoch is known here`)
  return c.json(unwrap((await backend.anchored?.(id)) ?? none()))
}

/** GET /receipts/{id}/verdicts */
export async function getVerdicts(c: Call, { backend }: Room): Promise<Response> {
  const verdicts = await backend.verdicts(idOf(c))
  return c.json({
    verdicts: verdicts.map(({ verdict, signature }) => ({ verdict: structToJson(VERDICT_FIELDS, verdict), signature })),
  })
}

/** GET /receipts/{id}/advice?from= */
export async function getAdvice(c: Call, { backend, readers }: Room): Promise<Response> {
  const id = idOf(c)
  const reader = readers.from(id, c.req.raw.headers)
  const from = count(c.req.query('from'), 0, 2 ** 31, 'from')
  const none = (): never => refuse('advice_unavailable', 'this gateway gives no advice')
  const piece = unwrap((await backend.advice?.(id, reader, from, c.req.raw.signal)) ?? none())
  return bytesOf(piece)
}

const bytesOf = (piece: Uint8Array): Response =>
  new Response(piece as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'private, no-store' },
  })

async function traceOf(c: Call, { backend, readers }: Room, ask: TraceQuestion): Promise<Response> {
  const id = idOf(c)
  const reader = readers.from(id, c.req.raw.headers)
  const none = (): never => refuse('trace_unavailable', 'this gateway shows no traces')
  return bytesOf(unwrap((await backend.trace?.(id, reader, ask, c.req.raw.signal)) ?? none()))
}

/** GET /receipts/{id}/trace?from= */
export const getTrace = (c: Call, room: Room): Promise<Response> =>
  traceOf(c, room, { from: count(c.req.query('from'), 0, Number.MAX_SAFE_INTEGER, 'from') })

/** POST /receipts/{id}/trace */
export async function askTrace(c: Call, room: Room): Promise<Response> {
  const { limits } = room.settings
  const bytes = await readBody(c.req.raw, limits)
  room.metrics.bodyBytes(bytes.length)
  return traceOf(c, room, traceQuestionFrom(parseJson(bytes, limits)))
}
