// Traces of own runs, for whoever looks at some of their steps or takes them whole: /assay/trace/1. spec/audit.md, "Traces". A trace is
// computed when somebody asks, and kept for a while.

import { z } from 'zod'
import { shownPorts } from '../../client/audits/index.ts'
import { type ReceiptTrace, traceOfReceipt } from '../../client/disputes/index.ts'
import { portLeaves, type TraceQuestion, traceQuestionFrom } from '../../core/audit/index.ts'
import { concat, type Hex, isHex, toHex } from '../../core/bytes/index.ts'
import { type Facts, factsOfGeneration, factsOfRun, proveStep, type Step, sourceOf } from '../../core/dispute/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { decodeModel, type ExactModel } from '../../core/graph/index.ts'
import { hashTraceRoot, integersIn, type ReceiptBundle, signDigest } from '../../core/receipt/index.ts'
import { PARTS_OF_OP } from '../../core/trace/index.ts'
import type { Context } from '../context.ts'
import { decodeJson, encodeJson, request, type Served, serve } from '../net/index.ts'
import type { Peers } from '../peers.ts'
import type { Queue } from '../queue.ts'
import type { TraceHook } from './defend.ts'
import type { Hosting } from './host.ts'
import { keepLast, pieceOf } from './kept.ts'
import type { Receipts } from './receipts.ts'
import { readerQuestion, shownTo } from './serveReceipts.ts'

export const TRACE_PROTOCOL = '/assay/trace/1'
/** Bytes of one answer. */
export const TRACE_PIECE = 4 << 20
/** Bytes of the values of a trace that is served: one is computed in this thread. */
export const MOST_TRACED = 64 << 20
/** Milliseconds for which a trace is kept after it was last asked for. */
const KEPT_MS = 60_000
const ASK_MS = 120_000

const question = z.strictObject({
  id: z.custom<Hex>(value => isHex(value, 32)),
  reader: readerQuestion,
  ask: z.unknown(),
})
export type TraceAsk = Omit<z.infer<typeof question>, 'ask'> & { readonly ask: TraceQuestion }

export interface Tracing {
  /** Answers a question about the trace of an own run, whose receipt is shown so to who asks. */
  answer(id: Hex, shown: ReceiptBundle, ask: TraceQuestion): Promise<Uint8Array>
  /** The same of another node's run, from its executor. */
  fetch(ask: TraceAsk, node: Hex, signal: AbortSignal): Promise<Uint8Array>
}

export interface TracingParts {
  readonly peers: Peers
  /** Null where this node does not execute. */
  readonly executes: {
    readonly hosting: Hosting
    readonly queue: Queue
    readonly engine: () => Promise<Engine>
    readonly hook?: TraceHook
  } | null
}

interface Kept {
  readonly model: ExactModel
  readonly made: ReceiptTrace
  readonly facts: Facts
  readonly source: ReturnType<typeof sourceOf>
}

export function createTracing(context: Context, { peers, executes }: TracingParts): Tracing {
  const { host, self, signal: stopping } = context

  async function computed(_id: Hex, bundle: ReceiptBundle): Promise<Kept> {
    const { hosting, queue, engine, hook } = executes!
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(context.config.execute.runMs)])
    const turn = await queue.enter({ requester: 'trace', deadline: Number.POSITIVE_INFINITY, signal, own: true })
    try {
      const model = unwrap(decodeModel(await hosting.file(bundle.receipt.modelId)))
      const made =
        hook === undefined
          ? await traceOfReceipt(model, bundle, await engine(), MOST_TRACED)
          : await hook(model, bundle)
      const { trace, generated } = made
      const facts =
        generated === null ? factsOfRun(model, trace.rows, trace.root) : factsOfGeneration(model, generated, trace.root)
      return { model, made, facts, source: sourceOf(model, trace, generated?.trees ?? null) }
    } finally {
      turn.end()
    }
  }

  const keep = keepLast(KEPT_MS, computed)

  return {
    async answer(id, shown, ask) {
      if (executes === null || shown.receipt.node !== self)
        refuse('trace_unavailable', 'this node has not made the run')
      // Before anything is computed: who may not read it must not have it computed either.
      if (shown.input === null || shown.output === null)
        refuse('disclosure_required', 'receipt: input or output are not for this reader')
      if (integersIn(shown.input!.tensors) === null) refuse('trace_unavailable', 'a float model has no trace')
      const kept = await keep(id, shown)
      if ('root' in ask) {
        const statement = { receiptId: id, traceRoot: toHex(kept.made.trace.root) }
        const { chain, keys } = context
        return rootOf(kept, shown, signDigest(hashTraceRoot(chain.domain, statement), keys.receipt.secret.reveal()))
      }
      if ('steps' in ask) return evidenceOf(kept, ask.steps)
      return pieceOf(bytesOf(kept), ask.from, TRACE_PIECE)
    },
    async fetch(ask, node, signal) {
      const peer = peers.get(node) ?? refuse('trace_unavailable', `executor ${node} is not there`)
      const options = { cap: TRACE_PIECE, timeoutMs: ASK_MS, signal }
      return unwrap(await request(host, peer.peerId, TRACE_PROTOCOL, encodeJson(ask), options))
    },
  }
}

/** The root under this node's signature, and of a run the multiproof of its inputs and shown outputs. */
function rootOf({ model, made }: Kept, shown: ReceiptBundle, signature: Hex): Uint8Array {
  const { trace, generated } = made
  const proof = generated === null ? trace.proof(portLeaves(shownPorts(model, shown))) : []
  return encodeJson({ traceRoot: toHex(trace.root), proof: proof.map(hash => toHex(hash)), signature })
}

/** The evidence of as many of the steps as one answer holds: u32 length, then so many bytes, for each. */
function evidenceOf({ source, facts }: Kept, steps: readonly Step[]): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  for (const asked of steps) {
    const { evidence } = proveStep(source, facts, asked)
    if (length + 4 + evidence.length > TRACE_PIECE) break
    const head = new Uint8Array(4)
    new DataView(head.buffer).setUint32(0, evidence.length)
    parts.push(head, evidence)
    length += 4 + evidence.length
  }
  return concat(...parts)
}

/** Bytes of all parts, in the order of their leaves. */
function bytesOf({ model, made }: Kept): Uint8Array[] {
  const lists: Uint8Array[] = []
  for (let op = 0; op <= model.graph.ops.length; op++)
    for (let part = 0; part < PARTS_OF_OP; part++) {
      const found = made.trace.part(op, part)
      if (found !== null) lists.push(found.bytes)
    }
  return lists
}

export const serveTraces = (context: Context, receipts: Receipts, tracing: Tracing): Promise<Served> => {
  const limits = { requestCap: 128 * 1024, answerCap: TRACE_PIECE, timeoutMs: ASK_MS, maxConcurrent: 4, maxPerPeer: 1 }
  return serve(context.host, TRACE_PROTOCOL, limits, bytes => {
    const parsed = question.safeParse(decodeJson(bytes))
    if (!parsed.success) return refuse('request_malformed', 'trace: {id, reader?, ask} expected')
    return tracing.answer(parsed.data.id, shownTo(context, receipts, parsed.data), traceQuestionFrom(parsed.data.ask))
  })
}
