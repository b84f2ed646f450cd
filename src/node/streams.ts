// The node's running streams: chunks as tokens come, and one signature a tick over all of them. spec/stream.md, "Ticks". What a head
// is and when a tick is due, core/receipt says; here are the clock and the timer.

import type { Hex } from '../core/bytes/index.ts'
import {
  type ChunkEvent,
  createStreamSigner,
  MAX_CHUNK_TOKENS,
  signDigest,
  TICK_MS,
  type TickEvent,
  type TokenLogprobs,
} from '../core/receipt/index.ts'
import type { Context } from './context.ts'
import type { Guard } from './guard.ts'

export interface NodeStream {
  /** Tokens of the answer, any number: they leave as chunks and ticks, in order, through the stream's listener. */
  append(tokens: readonly number[], logprobs?: readonly TokenLogprobs[]): void
  /** Gives out what waits for a tick, if anything, and ends the stream. */
  end(): void
}

export interface NodeStreams {
  /** One stream a request; a second one for the same request is a RangeError of the caller's. */
  open(requestHash: Hex, modelId: Hex, listener: (event: ChunkEvent | TickEvent) => void): NodeStream
  isOpen(requestHash: Hex): boolean
  active(): number
}

interface Waiting {
  readonly tokens: readonly number[]
  readonly logprobs: readonly TokenLogprobs[] | undefined
}

export function createStreams(context: Context, guard: Guard): NodeStreams {
  const { chain, keys, self, now, metrics } = context
  const listeners = new Map<Hex, (event: ChunkEvent | TickEvent) => void>()
  /** What found no room before the next tick. */
  const queues = new Map<Hex, Waiting[]>()
  const signer = createStreamSigner({
    domain: chain.domain,
    node: self,
    sign: digest => {
      guard.check()
      return signDigest(digest, keys.receipt.secret.reveal())
    },
  })
  let timer: NodeJS.Timeout | undefined

  function tick(): void {
    clearTimeout(timer)
    timer = undefined
    const signed = signer.tick(now())
    if (signed.length > 0) {
      metrics.count('stream_ticks')
      metrics.count('stream_heads', signed.length)
    }
    for (const { requestHash, event } of signed) listeners.get(requestHash)?.(event)
    for (const requestHash of queues.keys()) flush(requestHash)
  }

  function flush(requestHash: Hex): void {
    const queue = queues.get(requestHash)
    const listener = listeners.get(requestHash)
    if (queue === undefined || listener === undefined) return
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const n = Math.min(head.tokens.length, MAX_CHUNK_TOKENS, signer.room(requestHash))
      // The tick that makes room comes within its time.
      if (n === 0) break
      if (signer.due(now())) {
        tick()
        return
      }
      const chunk = signer.append(requestHash, head.tokens.slice(0, n), now(), head.logprobs?.slice(0, n))
      if (n === head.tokens.length) queue.shift()
      else queue[0] = { tokens: head.tokens.slice(n), logprobs: head.logprobs?.slice(n) }
      timer ??= setTimeout(safeTick, TICK_MS)
      listener(chunk)
    }
  }

  /** A guard that has closed meanwhile lets nothing be signed: streams then wait, and end by their deadline. */
  function safeTick(): void {
    try {
      tick()
    } catch (error) {
      context.log('warn', 'a tick could not be signed', { error })
    }
  }

  return {
    active: () => signer.active,
    isOpen: requestHash => listeners.has(requestHash),
    open(requestHash, modelId, listener) {
      signer.open(requestHash, modelId)
      listeners.set(requestHash, listener)
      queues.set(requestHash, [])
      return {
        append(tokens, logprobs) {
          if (tokens.length === 0) return
          queues.get(requestHash)?.push({ tokens, logprobs })
          flush(requestHash)
        },
        end() {
          if (!listeners.has(requestHash)) return
          // The receipt that follows signs for all of it; what is left waiting is there too, in order.
          while ((queues.get(requestHash)?.length ?? 0) > 0) tick()
          listeners.delete(requestHash)
          queues.delete(requestHash)
          signer.close(requestHash)
        },
      }
    },
  }
}
