// What a node keeps of the streams that it sends: spec/stream.md, "Ticks". Chunks go out as tokens come, and one signature a tick covers
// all streams that have moved. Time, the key and the sending are the caller's; so is asking `due` and `room` before each chunk.

import { type Hex, toHex } from '../bytes/index.ts'
import { merkleProof, merkleTree } from '../crypto/index.ts'
import {
  firstHead,
  hashTick,
  headsAfter,
  MAX_CHUNK_TOKENS,
  MAX_STREAM_TOKENS,
  MAX_TICK_STREAMS,
  MAX_UNSIGNED_TOKENS,
  streamLeaf,
  TICK_MS,
} from './stream.ts'
import type { ChunkEvent, TickEvent, TokenLogprobs } from './streamEvents.ts'
import type { Domain } from './types.ts'

export interface StreamSignerOptions {
  readonly domain: Domain
  readonly node: Hex
  /** Signs a digest with the receipt key: 65 bytes, as `signDigest`. */
  readonly sign: (digest: Hex) => Hex
}

/** Times are Unix milliseconds of one clock. A request has at most one stream. */
export interface StreamSigner {
  readonly active: number
  open(requestHash: Hex, modelId: Hex): void
  /** Tokens that the stream may send before the next tick. */
  room(requestHash: Hex): number
  /** Has a token waited so long that a tick must go out before anything else does? */
  due(now: number): boolean
  /** The next tokens of a stream, 1 to 64. Throws RangeError where a tick is long due or there is no room. */
  append(requestHash: Hex, tokens: readonly number[], now: number, logprobs?: readonly TokenLogprobs[]): ChunkEvent
  /** Signs every head that has moved since the tick before; empty when none has. Call it once in 50 ms, and when it is due. */
  tick(now: number): readonly { readonly requestHash: Hex; readonly event: TickEvent }[]
  close(requestHash: Hex): void
}

interface Stream {
  readonly modelId: Hex
  head: Hex
  count: number
  signed: number
  at: number
}

export function createStreamSigner({ domain, node, sign }: StreamSignerOptions): StreamSigner {
  const streams = new Map<Hex, Stream>()
  let last = 0
  /** When the oldest token was sent that no tick has signed. */
  let waiting: number | null = null

  const get = (requestHash: Hex): Stream => {
    const stream = streams.get(requestHash)
    if (stream === undefined) throw new RangeError(`requestHash: no open stream of ${requestHash}`)
    return stream
  }
  const roomOf = ({ count, signed }: Stream): number =>
    Math.min(MAX_UNSIGNED_TOKENS - (count - signed), MAX_STREAM_TOKENS - count)
  const isDue = (now: number): boolean => waiting !== null && now - waiting > TICK_MS

  return {
    get active() {
      return streams.size
    },
    open(requestHash, modelId) {
      if (streams.has(requestHash)) throw new RangeError(`requestHash: ${requestHash} is streamed already`)
      if (streams.size >= MAX_TICK_STREAMS) throw new RangeError(`streams: more than ${MAX_TICK_STREAMS}`)
      streams.set(requestHash, { modelId, head: firstHead(requestHash, modelId), count: 0, signed: 0, at: 0 })
    },
    room: requestHash => roomOf(get(requestHash)),
    due: isDue,
    append(requestHash, tokens, now, logprobs) {
      const stream = get(requestHash)
      if (tokens.length < 1 || tokens.length > MAX_CHUNK_TOKENS)
        throw new RangeError(`tokens: ${tokens.length}, a chunk has 1 to ${MAX_CHUNK_TOKENS}`)
      if (logprobs !== undefined && logprobs.length !== tokens.length)
        throw new RangeError(`logprobs: ${logprobs.length} for ${tokens.length} tokens`)
      if (waiting !== null && now - waiting > 2 * TICK_MS)
        throw new RangeError('now: a tick is due before more is sent')
      if (tokens.length > roomOf(stream))
        throw new RangeError(`tokens: room for ${roomOf(stream)} before the next tick`)
      const before = stream.count
      stream.head = headsAfter(stream.head, before, tokens).at(-1)!
      stream.count += tokens.length
      // A clock that is set back must not make a stream's times go back, and one that went on since `due` was asked is not late.
      stream.at = Math.max(stream.at, Math.min(now, (waiting ?? now) + TICK_MS))
      waiting = Math.min(waiting ?? stream.at, stream.at)
      const chunk = { type: 'chunk', before, tokens, head: stream.head, at: stream.at } as const
      return logprobs === undefined ? chunk : { ...chunk, logprobs }
    },
    tick(now) {
      const moved = [...streams].filter(([, { count, signed }]) => count > signed)
      waiting = null
      if (moved.length === 0) return []
      // A timer may come a little early, and a clock may be set back: what is signed keeps its distance all the same.
      const tick = moved.reduce((time, [, { at }]) => Math.max(time, at), Math.max(now, last + TICK_MS))
      const tree = merkleTree(
        moved.map(([requestHash, { modelId, head, count }]) =>
          streamLeaf({ requestHash, modelId, tokenCount: BigInt(count), head, tick: BigInt(tick) }),
        ),
      )
      const root = toHex(tree.root)
      const signature = sign(hashTick(domain, { node, root, streams: BigInt(moved.length), tick: BigInt(tick) }))
      last = tick
      return moved.map(([requestHash, stream], index) => {
        stream.signed = stream.count
        const { head, count: tokenCount } = stream
        const proof = merkleProof(tree, [index]).map(toHex)
        const streams = moved.length
        return { requestHash, event: { type: 'tick', tick, tokenCount, head, streams, index, proof, signature } }
      })
    },
    close(requestHash) {
      get(requestHash)
      streams.delete(requestHash)
    },
  }
}
