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

/** Inferences in work, by room: admission in front of the backend. */
const running = new WeakMap<Room, number>()

export const inferencesInWork = (room: Room): number => running.get(room) ?? 0

export async function runRequest(c: Call, room: Room, request: SignedRequest, input: Disclosed): Promise<Run> {
  const { backend, settings, metrics, readers } = room
  if (inferencesInWork(room) >= settings.limits.inferences)
    throw new WorldError('busy', `${settings.limits.inferences} inferences are in work`)
  running.set(room, inferencesInWork(room) + 1)
  const started = settings.now()
  let rows = 0
  try {
    const { id, bundle } = unwrap(
      await within(settings.limits.inferMs, c.req.raw.signal, signal =>
        backend.infer(request, input, { requestId: c.get('requestId'), signal }),
      ),
    )
    rows = Number(bundle.receipt.tokensOut)
    const unsigned = request.request.payer === ZERO_ADDRESS
    const reader = unsigned ? readers.keep(id, bundle) : null
    c.set('receipt', id)
    return { id, bundle, reader, headers: headersOf(id, bundle, reader) }
  } finally {
    running.set(room, inferencesInWork(room) - 1)
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
