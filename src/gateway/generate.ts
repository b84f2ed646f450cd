// Streams in their own form, for clients that check them: POST /assay/v1/generate with a request that the client has made, answered by
// events as NDJSON; and the head of a model's file. spec/gateway.md, "Streams". The gateway reads requests strictly and believes nobody.

import { refuse } from '../core/errors/index.ts'
import { tell } from '../core/errors/told.ts'
import { askFromJson, eventToJson, type GenerateAsk, receiptId, ZERO_ADDRESS } from '../core/receipt/index.ts'
import { keyFrom } from '../openai/call.ts'
import { parseJson, readBody } from './body.ts'
import { type Call, decodePath, type Room, rawPath } from './room.ts'
import { enterGeneration, whenOver } from './work.ts'

const encoder = new TextEncoder()

/** Whose share of an executor's line a call takes: a hash of its API key. */
export const requesterOf = (c: Call): string => `gateway/${keyFrom(c.req.raw.headers)}`

export async function generateNative(c: Call, room: Room): Promise<Response> {
  const { limits } = room.settings
  const body = await readBody(c.req.raw, limits)
  room.metrics.bodyBytes(body.length)
  const ask = askFromJson(parseJson(body, limits))
  const leave = enterGeneration(room)
  try {
    return await answer(c, room, ask, leave)
  } catch (error) {
    leave()
    throw error
  }
}

async function answer(c: Call, room: Room, ask: GenerateAsk, leave: () => void): Promise<Response> {
  const { backend, readers } = room
  const leaving = new AbortController()
  const onAbort = (): void => leaving.abort()
  c.req.raw.signal.addEventListener('abort', onAbort, { once: true })
  const requestId = c.get('requestId')
  const events = backend.generate(ask, { requestId, from: requesterOf(c), signal: leaving.signal })
  // What is refused before the stream begins has a status of its own.
  const first = await events.next()
  if (first.done) return refuse('model_unavailable', 'the stream is empty')
  const unsigned = ask.request.request.payer === ZERO_ADDRESS
  let next: Awaited<ReturnType<typeof events.next>> | null = first
  const line = (value: unknown): Uint8Array => encoder.encode(`${JSON.stringify(value)}\n`)
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = next ?? (await events.next())
        next = null
        if (done) {
          controller.close()
          return
        }
        if (value.type === 'end' && value.bundle !== null) {
          const id = receiptId(backend.domain, value.bundle.receipt)
          if (unsigned) controller.enqueue(line({ type: 'note', reader: readers.keep(id, value.bundle) }))
        }
        controller.enqueue(line(value.type === 'note' ? value : eventToJson(value)))
      } catch (error) {
        const { code, message } = tell(error)
        controller.enqueue(line({ type: 'refused', code, message, requestId }))
        controller.close()
      }
    },
    cancel() {
      leaving.abort()
      void events.return(undefined).catch(() => {})
    },
  })
  return new Response(whenOver(stream, leave), {
    headers: { 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' },
  })
}

/** The bytes of a model file up to its weights, by which a client turns text into tokens: spec/model.md, "head". */
export async function getHead(c: Call, { backend }: Room): Promise<Response> {
  const parts = decodePath(rawPath(c).replace(/^\/assay\/v1\/heads\//, ''))
  const model = parts === null ? null : await backend.model(parts.join('/'))
  const head = model === null ? null : await backend.head(model.modelId)
  if (head === null) return refuse('model_not_found', 'no exact model of this name that a host shows')
  return new Response(head as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': 'application/octet-stream', 'x-assay-model': model!.modelId },
  })
}
