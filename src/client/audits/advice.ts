// An executor's advice on a receipt's run, from gateways, piece by piece. spec/audit.md, "Served".

import { type Advice, advisedOps } from '../../core/audit/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import { type ExactModel, elements } from '../../core/graph/index.ts'
import { type Client, exchangeOf } from '../client.ts'
import { exchangeBytes } from '../http.ts'
import { headersFor, type ReaderKey } from '../receipts.ts'

export interface AdviceOptions {
  /** To ask for what not everybody may read. */
  readonly reader?: ReaderKey | null | undefined
  readonly signal?: AbortSignal | undefined
  /** Hears how much of the advice is here, in bytes. */
  readonly progress?: ((done: number, total: number) => void) | undefined
}

const TIMEOUT_MS = 180_000
/** Bytes of one piece, and of all of them. */
const PIECE = 4 << 20
const MOST = 1 << 30

/** Bytes of the advice on a run of `rows` rows. */
export const adviceBytes = ({ graph }: Pick<ExactModel, 'graph'>, rows: number): number =>
  advisedOps(graph).reduce((sum, op) => sum + 4 * rows * elements(graph.ops[op]!.shape), 0)

/**
 * All advice on the run of receipt `id`, of `rows` rows; what has come is kept when a gateway goes away. Refuses `advice_malformed`,
 * `advice_unavailable`, `model_too_large` where it would take more than 1 GiB.
 */
export async function fetchAdvice(
  client: Client,
  id: Hex,
  model: Pick<ExactModel, 'graph'>,
  rows: number,
  { reader = null, signal, progress }: AdviceOptions,
): Promise<Advice[]> {
  const total = adviceBytes(model, rows)
  if (total > MOST) refuse('model_too_large', `advice: ${total} bytes, at most ${MOST} are taken`)
  const gateways = await client.gateways(signal)
  const bytes = new Uint8Array(total)
  for (let at = 0; at < total; ) {
    signal?.throwIfAborted()
    // Small pieces too: an error has to fit.
    const limits = { timeoutMs: TIMEOUT_MS, maxBytes: PIECE }
    const headers = headersFor(client, id, reader)
    const piece = await gateways.attempt(url =>
      exchangeBytes(`${url}/receipts/${id}/advice?from=${at}`, { ...exchangeOf(client, limits, signal), headers }),
    )
    if (piece.length === 0 || piece.length > total - at)
      return refuse('advice_malformed', `advice: ${piece.length} bytes more after ${at} of ${total}`)
    bytes.set(piece, at)
    at += piece.length
    progress?.(at, total)
  }
  return cut(model, rows, bytes)
}

/** The lists of the advised ops, one behind the other. */
function cut({ graph }: Pick<ExactModel, 'graph'>, rows: number, bytes: Uint8Array): Advice[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  return advisedOps(graph).map(op => {
    const from = at
    const length = rows * elements(graph.ops[op]!.shape)
    at += 4 * length
    return { op, accumulators: Int32Array.from({ length }, (_, j) => view.getInt32(from + 4 * j, true)) }
  })
}
