// The trace of a receipt's run as its executor serves it: its root, evidence of steps, all of its bytes. Nothing of it is believed. spec/audit.md,
// "Traces".

import { MAX_STEPS, type TraceQuestion } from '../../core/audit/index.ts'
import { fromHex, fromUtf8, type Hex, isHex } from '../../core/bytes/index.ts'
import type { Step } from '../../core/dispute/index.ts'
import { refuse } from '../../core/errors/index.ts'
import type { Graph } from '../../core/graph/index.ts'
import { byteLength, PARTS_OF_OP, partType, type Sampled, type Trace, traceOf } from '../../core/trace/index.ts'
import { type Client, exchangeOf } from '../client.ts'
import { exchangeBytes } from '../http.ts'
import { headersFor } from '../receipts.ts'
import type { AdviceOptions } from './advice.ts'

/** As for advice. */
export type TraceOptions = AdviceOptions

export interface ShownRoot {
  readonly traceRoot: Uint8Array
  /** Of a run: the multiproof of its inputs and shown outputs. */
  readonly proof: readonly Uint8Array[]
  /** The executor's on receipt and root; null where none came. */
  readonly signature: Hex | null
}

const LIMITS = { timeoutMs: 180_000, maxBytes: 4 << 20 }
/** Bytes of a whole trace. */
const MOST = 1 << 30
const MAX_PROOF = 4096

async function ask(client: Client, id: Hex, question: TraceQuestion, options: TraceOptions): Promise<Uint8Array> {
  const { reader = null, signal } = options
  const gateways = await client.gateways(signal)
  const exchange = exchangeOf(client, LIMITS, signal)
  const headers = headersFor(client, id, reader)
  if ('from' in question)
    return gateways.attempt(url =>
      exchangeBytes(`${url}/receipts/${id}/trace?from=${question.from}`, { ...exchange, headers }),
    )
  const body = JSON.stringify(question)
  const typed = { ...headers, 'content-type': 'application/json' }
  return gateways.attempt(url => exchangeBytes(`${url}/receipts/${id}/trace`, { ...exchange, headers: typed, body }))
}

/** The root that the executor commits to before anybody draws steps. Refuses `trace_unavailable`, `peer_misbehaved`. */
export async function fetchTraceRoot(client: Client, id: Hex, options: TraceOptions): Promise<ShownRoot> {
  const bad = (): never => refuse('peer_misbehaved', 'trace: {traceRoot, proof} expected')
  let json: unknown
  try {
    json = JSON.parse(fromUtf8(await ask(client, id, { root: true }, options)))
  } catch (error) {
    if (error instanceof SyntaxError) return bad()
    throw error
  }
  const { traceRoot, proof, signature } = Object(json) as Record<string, unknown>
  if (!isHex(traceRoot, 32) || !Array.isArray(proof) || proof.length > MAX_PROOF) return bad()
  const hashes = proof.map(hash => (isHex(hash, 32) ? fromHex(hash) : bad()))
  return { traceRoot: fromHex(traceRoot), proof: hashes, signature: isHex(signature, 65) ? signature : null }
}

/** Evidence of steps, in their order, as many questions as it takes. Refuses `peer_misbehaved` for answers that bring nothing. */
export async function fetchEvidence(
  client: Client,
  id: Hex,
  steps: readonly Step[],
  options: TraceOptions,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  while (found.length < steps.length) {
    options.signal?.throwIfAborted()
    const asked = steps.slice(found.length, found.length + MAX_STEPS)
    const bytes = await ask(client, id, { steps: asked }, options)
    const came = split(bytes, asked.length)
    if (came.length === 0) return refuse('peer_misbehaved', 'trace: no evidence of the steps that were asked for')
    found.push(...came)
    options.progress?.(found.length, steps.length)
  }
  return found
}

function split(bytes: Uint8Array, most: number): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = at + 4 <= bytes.length ? view.getUint32(at) : Number.POSITIVE_INFINITY
    if (found.length === most || at + 4 + length > bytes.length)
      return refuse('peer_misbehaved', 'trace: evidence that is cut off, or of more steps than were asked for')
    found.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return found
}

/**
 * The whole trace of a run of `rows` rows, piece by piece, as the executor says it is: its root is computed here. Refuses `model_too_large` above
 * 1 GiB, `peer_misbehaved` for another length.
 */
export async function fetchTrace(
  client: Client,
  id: Hex,
  graph: Graph,
  rows: number,
  sampled: Sampled | null,
  options: TraceOptions,
): Promise<Trace> {
  const parts: [op: number, part: number, length: number][] = []
  for (let op = 0; op <= graph.ops.length; op++)
    for (let part = 0; part < PARTS_OF_OP; part++) {
      const type = partType(graph, op, part, rows, sampled)
      if (type !== null) parts.push([op, part, byteLength(type)])
    }
  const total = parts.reduce((sum, [, , length]) => sum + length, 0)
  if (total > MOST) refuse('model_too_large', `trace: ${total} bytes, at most ${MOST} are taken`)
  const bytes = new Uint8Array(total)
  for (let at = 0; at < total; ) {
    options.signal?.throwIfAborted()
    const piece = await ask(client, id, { from: at }, options)
    if (piece.length === 0 || piece.length > total - at)
      return refuse('peer_misbehaved', `trace: ${piece.length} bytes more after ${at} of ${total}`)
    bytes.set(piece, at)
    at += piece.length
    options.progress?.(at, total)
  }
  let at = 0
  const cut = parts.map(([op, part, length]): [number, number, Uint8Array] => {
    at += length
    return [op, part, bytes.subarray(at - length, at)]
  })
  return traceOf(graph, rows, cut, sampled)
}
