// Following streams: whoever reads a stream of another node's tells this verifier what it was asked and which tokens come, and is told,
// signed, whether they are the ones that the model gives. spec/stream.md, "Followers"; spec/node.md, "Following". The executor learns
// nothing of it, and a follower says nothing of tokens that it has not computed itself.

import { equal, fromHex, type Hex, toHex } from '../../core/bytes/index.ts'
import { sha256 } from '../../core/crypto/index.ts'
import { refuse } from '../../core/errors/index.ts'
import { decodeSampler } from '../../core/language/index.ts'
import {
  commitment,
  endHead,
  firstHead,
  type GenerateAsk,
  hashRequest,
  headsAfter,
  MAX_CHUNK_TOKENS,
  MAX_STREAM_TOKENS,
  rootOfTensors,
  type SignedFollow,
  signerOf,
  signFollow,
  tokensOf,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import type { Follow, Sessions } from '../sessions.ts'
import type { Hosting } from './host.ts'
import { isUpstream } from './upstream.ts'

export interface FollowAsk extends Omit<GenerateAsk, 'logprobs'> {
  /** Whose share of the followers it takes. */
  readonly from: string
}

export interface PushAsk {
  /** The next tokens of the stream, up to 64. */
  readonly tokens: readonly number[]
  /** The answer ends after them, by its rule or before. */
  readonly end?: { readonly truncated: boolean }
}

export interface Followed extends SignedFollow {
  /** Where the tokens differ first, and what the model gives there; null where they do not. */
  readonly mismatch: { readonly at: number; readonly expected: number | null } | null
}

export interface Following {
  /** Begins to follow; refuses what this node cannot read, does not hold or has no room for. */
  open(ask: FollowAsk): Promise<{ readonly follower: Hex; readonly verifier: Hex }>
  /** Refuses `follow_not_found` once the follower has ended: by a mismatch, its end or an idle time. */
  push(follower: Hex, ask: PushAsk): Promise<Followed>
  close(follower: Hex): void
  active(): number
}

interface Entry {
  readonly follow: Follow
  readonly requestHash: Hex
  readonly from: string
  head: Hex
  count: number
  timer: NodeJS.Timeout
  /** Pushes of one follower run one after the other. */
  turn: Promise<unknown>
}

/** Followers at once, of everybody and of one; and how long one waits for tokens: milliseconds. */
const MOST = 64
const MOST_OF_ONE = 16
const IDLE_MS = 60_000

export function createFollowing(
  context: Context,
  parts: { readonly guard: Guard; readonly hosting: Hosting; readonly sessions: Sessions },
): Following {
  const { chain, keys, self, now, metrics, random, log } = context
  const { guard, hosting, sessions } = parts
  const entries = new Map<Hex, Entry>()

  function end(follower: Hex): void {
    const entry = entries.get(follower)
    if (entry === undefined) return
    entries.delete(follower)
    clearTimeout(entry.timer)
    entry.follow.close()
  }

  return {
    active: () => entries.size,
    async open({ request: signed, input, sampler, from }) {
      const { request, signature } = signed
      guard.check()
      const hash = hashRequest(chain.domain, request)
      if (signature === null ? request.payer !== ZERO_ADDRESS : signerOf(hash, signature) !== request.payer)
        refuse('request_signature_invalid', 'request: not signed by its payer')
      if (request.seed === ZERO_HASH || !equal(sha256(sampler), fromHex(request.samplerHash)))
        refuse('sampler_mismatch', 'request: the sampler is not the one that it commits to, or it has no seed')
      decodeSampler(sampler)
      if (commitment(fromHex(input.salt), rootOfTensors(input.tensors)) !== request.inputCommitment)
        refuse('input_commitment_mismatch', 'request: the input is not the one that it commits to')
      const prompt = tokensOf(input.tensors)
      if (prompt === null || prompt.length === 0)
        return refuse('input_shape_mismatch', 'request: the input is not one tensor "tokens" [rows, 2] of 16 bits')
      const { modelId } = request
      if (!hosting.has(modelId)) refuse('model_not_found', `this node does not host ${modelId}`)
      if (isUpstream(hosting, modelId)) refuse('model_not_exact', `an answer of ${modelId} cannot be computed again`)
      const mine = [...entries.values()].filter(entry => entry.from === from).length
      if (entries.size >= MOST || mine >= MOST_OF_ONE)
        refuse('busy', 'this node follows as many streams as it may', { facts: { retryAfter: 5 } })
      const follow = await sessions.follow(modelId, {
        prompt,
        sampler,
        seed: fromHex(request.seed),
        key: `follow/${from}`,
      })
      const follower = toHex(random(16))
      entries.set(follower, {
        follow,
        requestHash: hash,
        from,
        head: firstHead(hash, modelId),
        count: 0,
        timer: setTimeout(() => end(follower), IDLE_MS),
        turn: Promise.resolve(),
      })
      return { follower, verifier: self }
    },
    async push(follower, { tokens, end: last }) {
      const entry = entries.get(follower)
      if (entry === undefined) return refuse('follow_not_found', 'no follower of this name, or none any more')
      if (tokens.length > MAX_CHUNK_TOKENS || entry.count + tokens.length > MAX_STREAM_TOKENS)
        refuse('stream_too_long', `tokens: ${tokens.length} after ${entry.count}`)
      if (tokens.length === 0 && last === undefined) refuse('request_malformed', 'tokens: none, and no end')
      const work = entry.turn.then(async () => {
        if (!entries.has(follower)) return refuse('follow_not_found', 'the follower has ended')
        const found = await entry.follow.push(tokens, last)
        entry.timer.refresh()
        entry.head = headsAfter(entry.head, entry.count, tokens).at(-1) ?? entry.head
        entry.count += tokens.length
        const { requestHash, head, count } = entry
        const ok = found === null
        if (!ok || last !== undefined) end(follower)
        guard.check()
        metrics.count(ok ? 'follows_ok' : 'follows_mismatch')
        if (!ok) log('error', 'A NODE STREAMED WRONG TOKENS', { requestHash, at: found.at, expected: found.expected })
        const verdict = {
          requestHash,
          head: last === undefined ? head : endHead(head, count, last.truncated),
          tokenCount: BigInt(count),
          verifier: self,
          ok,
          timestamp: BigInt(Math.floor(now() / 1000)),
        }
        return { ...signFollow(chain.domain, verdict, keys.receipt.secret.reveal()), mismatch: found }
      })
      entry.turn = work.catch(() => {})
      return work
    },
    close: end,
  }
}
