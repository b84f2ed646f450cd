// Running one request through the backend, with the gateway's bound on work and time, and the headers that every answer has.

import type { Hex } from '../core/bytes/index.ts'
import { unwrap, WorldError } from '../core/errors/index.ts'
import { type Disclosed, type ReceiptBundle, type SignedRequest, ZERO_ADDRESS } from '../core/receipt/index.ts'
import type { Call, Room } from './room.ts'
import { within } from './time.ts'

export interface Run {
  readonly id: Hex
  readonly bundle: ReceiptBundle
  /** The token that opens the receipt, for a caller who signs nothing. */
  readonly reader: Hex | null
  readonly headers: Record<string, string>
}

/** Inferences in work, by room. A slot is free when the backend is done, not when its caller has gone. */
const running = new WeakMap<Room, number>()

function enter(room: Room): () => void {
  const change = (by: number): number => {
    const now = (running.get(room) ?? 0) + by
    running.set(room, now)
    room.metrics.inferencesInWork(now)
    return now
  }
  const { inferences } = room.settings.limits
  if ((running.get(room) ?? 0) >= inferences) throw new WorldError('busy', `${inferences} inferences are in work`)
  change(1)
  return () => change(-1)
}

export async function runRequest(c: Call, room: Room, request: SignedRequest, input: Disclosed): Promise<Run> {
  const { backend, settings, metrics, readers } = room
  const requestId = c.get('requestId')
  const leave = enter(room)
  const started = settings.now()
  let rows = 0
  try {
    const { id, bundle } = unwrap(
      await within(settings.limits.inferMs, c.req.raw.signal, async signal => {
        try {
          return await backend.infer(request, input, { requestId, signal })
        } finally {
          leave()
        }
      }),
    )
    rows = Number(bundle.receipt.tokensOut)
    const unsigned = request.request.payer === ZERO_ADDRESS
    const reader = unsigned ? readers.keep(id, bundle) : null
    c.set('receipt', id)
    return { id, bundle, reader, headers: headersOf(id, bundle, reader) }
  } finally {
    metrics.inference(rows > 0, (settings.now() - started) / 1000, rows)
  }
}

const headersOf = (id: Hex, { receipt }: ReceiptBundle, reader: Hex | null): Record<string, string> => ({
  'x-assay-receipt': id,
  'x-assay-model': receipt.modelId,
  'x-assay-node': receipt.node,
  'x-assay-price': String(receipt.price),
  ...(reader === null ? {} : { 'x-assay-reader': reader }),
})
