// Advice on own runs, for whoever audits them, and fetched from executors for own clients: /assay/advice/1. spec/audit.md, "Served". A run
// is computed again in its session when somebody asks, and kept for a while: who audits takes it in pieces.

import { z } from 'zod'
import { type Hex, isHex } from '../../core/bytes/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import type { IntTensor } from '../../core/graph/index.ts'
import { integersIn, type ReceiptBundle, tensorOfTokens, tokensOf, ZERO_HASH } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import { decodeJson, encodeJson, request, type Served, serve } from '../net/index.ts'
import type { Peers } from '../peers.ts'
import type { Queue } from '../queue.ts'
import type { Sessions } from '../sessions.ts'
import { keepLast, pieceOf } from './kept.ts'
import type { Receipts } from './receipts.ts'
import { readerQuestion, shownTo } from './serveReceipts.ts'

export const ADVICE_PROTOCOL = '/assay/advice/1'
/** Bytes of one piece. */
export const ADVICE_PIECE = 4 << 20
/** Bytes of the advice on one run. */
const MOST = 1 << 30
/** Milliseconds for which advice is kept after it was last asked for. */
const KEPT_MS = 60_000
const ASK_MS = 120_000

const question = z.strictObject({
  id: z.custom<Hex>(value => isHex(value, 32)),
  from: z.number().int().nonnegative().max(MOST),
  reader: readerQuestion,
})
export type AdviceQuestion = z.infer<typeof question>

export interface Advising {
  /** A piece of the advice on the run of an own receipt, as far as it is shown to who asks: the bytes from `from` on, none behind the end. */
  piece(id: Hex, shown: ReceiptBundle, from: number): Promise<Uint8Array>
  /** The same of another node's receipt, from its executor. */
  fetch(ask: AdviceQuestion, node: Hex, signal: AbortSignal): Promise<Uint8Array>
}

export interface AdviceParts {
  readonly peers: Peers
  /** Null where this node does not execute. */
  readonly executes: { readonly sessions: Sessions; readonly queue: Queue } | null
}

/** The inputs of the one pass that a receipt is about. */
function inputsOf({ input, output, request: asked }: ReceiptBundle): readonly IntTensor[] {
  const hidden = (): never => refuse('disclosure_required', 'receipt: input or output are not for this reader')
  if (input === null || output === null) return hidden()
  const tensors = integersIn(input.tensors) ?? refuse('advice_unavailable', 'a float model has no advice')
  if (asked.request.samplerHash === ZERO_HASH) return tensors.map(({ tensor }) => tensor)
  const [prompt, answer] = [tokensOf(input.tensors), tokensOf(output.tensors)]
  if (prompt === null || answer === null) return hidden()
  return [tensorOfTokens([...prompt, ...answer.slice(0, -1)]).tensor]
}

export function createAdvising(context: Context, { peers, executes }: AdviceParts): Advising {
  const { host, self, signal: stopping } = context
  async function computed(id: Hex, bundle: ReceiptBundle): Promise<readonly Uint8Array[]> {
    const { sessions, queue } = executes!
    // Whoever asked may go away, and come back: the work is not lost with him.
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(context.config.execute.runMs)])
    const turn = await queue.enter({ requester: 'advice', deadline: Number.POSITIVE_INFINITY, signal, own: true })
    try {
      const lists = await sessions.advise(bundle.receipt.modelId, inputsOf(bundle), signal)
      const bytes = lists.reduce((sum, { byteLength }) => sum + byteLength, 0)
      if (bytes > MOST) refuse('model_too_large', `advice: ${bytes} bytes on receipt ${id}, at most ${MOST}`)
      return lists.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))
    } finally {
      turn.end()
    }
  }

  const keep = keepLast(KEPT_MS, computed)

  return {
    async piece(id, shown, from) {
      if (executes === null || shown.receipt.node !== self)
        refuse('advice_unavailable', 'this node has not made the run')
      // Before anything is computed: who may not read it must not have it computed either.
      inputsOf(shown)
      const lists = await keep(id, shown)
      return pieceOf(lists, from, ADVICE_PIECE)
    },
    async fetch(ask, node, signal) {
      const peer = peers.get(node) ?? refuse('advice_unavailable', `executor ${node} is not there`)
      const options = { cap: ADVICE_PIECE, timeoutMs: ASK_MS, signal }
      return unwrap(await request(host, peer.peerId, ADVICE_PROTOCOL, encodeJson(ask), options))
    },
  }
}

export const serveAdvice = (context: Context, receipts: Receipts, advising: Advising): Promise<Served> => {
  const limits = { requestCap: 16 * 1024, answerCap: ADVICE_PIECE, timeoutMs: ASK_MS, maxConcurrent: 4, maxPerPeer: 1 }
  return serve(context.host, ADVICE_PROTOCOL, limits, bytes => {
    const parsed = question.safeParse(decodeJson(bytes))
    if (!parsed.success) return refuse('request_malformed', 'advice: {id, from, reader?} expected')
    return advising.piece(parsed.data.id, shownTo(context, receipts, parsed.data), parsed.data.from)
  })
}
