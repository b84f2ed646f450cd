// Checks a stream while it comes: spec/stream.md, "What a reader checks". Events go in one after the other with the reader's clock; the
// first one that does not fit is refused by its own code, and everything after it with the same. It looks at no model: whether the named
// model spoke is a follower's or a replay's to say, and whether the receipt holds is verify()'s.

import { fromHex, type Hex, isHex, toHex } from '../bytes/index.ts'
import { attempt, type ErrorCode, type Refusal, type Result, refuse } from '../errors/index.ts'
import { isFloatRoot } from '../float/index.ts'
import {
  type ChunkEvent,
  commitment,
  type EndEvent,
  endHead,
  FOLLOW_FIELDS,
  type FollowVerdict,
  firstHead,
  hashFollow,
  hashRequest,
  headSigner,
  headsAfter,
  MAX_STREAM_TOKENS,
  MAX_UNSIGNED_TOKENS,
  rootOfTensors,
  type SignedFollow,
  type SignedHead,
  type StartEvent,
  type StreamEvent,
  samplerHashOf,
  signerOf,
  TICK_MS,
  type TickEvent,
  tokensOf,
  ZERO_HASH,
} from '../receipt/index.ts'
import { isSignedByPayer, MAX_CLOCK_SKEW, modelIdFromFields } from './statement.ts'
import type { NodeKeys, NodeRecord, TrustAnchors } from './types.ts'

export interface StreamCheckOptions {
  readonly anchors: Pick<TrustAnchors, 'domain' | 'nodes'>
  /** The request that the reader has made, or `any` where it only reads what is claimed. */
  readonly request: Hex | 'any'
  /** The model that the reader means, or `any`. */
  readonly model: Hex | 'any'
  /** What a follower's word against the stream does: end it, or be noted for a replay to decide who lies. */
  readonly negative: 'refuse' | 'note'
}

/** What the followers of one operator have found right. */
export interface Followed {
  /** Tokens from the first one on. */
  readonly tokens: number
  /** End heads that they have named: one of them is the stream's when they found its end right too. */
  readonly ends: readonly Hex[]
}

/** What is known of a stream so far. Counts are tokens from the first one on. */
export interface StreamProgress {
  readonly start: StartEvent | null
  readonly end: EndEvent | null
  readonly tokens: readonly number[]
  /** Signed by the node: under the last tick. */
  readonly signed: number
  /** The last signed head: a receipt for as many tokens. Null before the first tick. */
  readonly head: SignedHead | null
  /** By operator other than the executor's. */
  readonly followed: ReadonlyMap<Hex, Followed>
  /** Operators whose followers found other tokens. */
  readonly rejected: ReadonlySet<Hex>
  /** The stream's end head, after its end. */
  readonly finalHead: Hex | null
  /** A float model's: nobody can follow or replay it. */
  readonly float: boolean
}

export interface StreamCheck {
  /** Takes the next event; `now` is the reader's clock, Unix milliseconds. */
  accept(event: StreamEvent, now: number): Result<StreamProgress>
  readonly progress: StreamProgress
}

const isUint64 = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n && value < 1n << 64n

/** Verdicts may come past the reader of events, from wherever followers are asked. */
function isFormed(verdict: FollowVerdict, signature: Hex): boolean {
  const { requestHash, head, tokenCount, verifier, ok, timestamp } = verdict
  const hashes = isHex(requestHash, 32) && isHex(head, 32) && isHex(verifier, 20) && isHex(signature, 65)
  return hashes && isUint64(tokenCount) && isUint64(timestamp) && typeof ok === 'boolean'
}

/** A check of the reader: scripts/mutate-verify.mjs takes each one away. */
function must(ok: boolean, code: ErrorCode, message: string): void {
  if (!ok) refuse(code, message)
}

/** What the followers of `operators` operators, at least one, have all found right: tokens from the first one on, and the end. */
export function followedBy(
  progress: StreamProgress,
  operators: number,
): { readonly tokens: number; readonly end: boolean } {
  const all = [...progress.followed.values()]
  const reached = all.map(({ tokens }) => tokens).sort((a, b) => b - a)
  const { finalHead } = progress
  const ended = finalHead === null ? 0 : all.filter(({ ends }) => ends.includes(finalHead)).length
  return { tokens: reached[operators - 1] ?? 0, end: ended >= operators }
}

const within = ({ validFrom, validUntil }: NodeKeys, ms: number): boolean =>
  ms + MAX_CLOCK_SKEW >= validFrom * 1000 && (validUntil === 0 || ms <= validUntil * 1000)

export function createStreamCheck({ anchors, request, model, negative }: StreamCheckOptions): StreamCheck {
  const { domain, nodes } = anchors
  const tokens: number[] = []
  /** Heads after 0, 1, 2 .. tokens, and the time at which each of these tokens was sent. */
  const heads: Hex[] = []
  const times: number[] = []
  const followed = new Map<Hex, Followed>()
  const rejected = new Set<Hex>()
  /** Verdicts that have been counted. */
  const heard = new Set<string>()
  let record: NodeRecord | undefined
  let start: StartEvent | null = null
  let end: EndEvent | null = null
  let signed = 0
  let head: SignedHead | null = null
  let refused: Refusal | null = null
  let float = false

  function takeStart(event: StartEvent): void {
    must(start === null, 'stream_event_unexpected', 'a second start')
    const asked = event.request.request
    const hash = hashRequest(domain, asked)
    must(
      event.requestHash === hash,
      'request_hash_mismatch',
      `the start names ${event.requestHash}, its request is ${hash}`,
    )
    must(request === 'any' || hash === request, 'stream_request_mismatch', `request ${hash}, asked was ${request}`)
    must(
      isSignedByPayer(hash, event.request),
      'request_signature_invalid',
      `the request is not signed by ${asked.payer}`,
    )
    must(event.modelId === asked.modelId, 'model_mismatch', `model ${event.modelId}, asked was ${asked.modelId}`)
    must(model === 'any' || event.modelId === model, 'model_mismatch', `model ${event.modelId}, meant is ${model}`)
    must(
      modelIdFromFields(event.parts) === event.modelId,
      'model_parts_mismatch',
      'the parts do not make up the model id',
    )
    float = isFloatRoot(event.parts.weightsRoot)
    const tokenizer = float || event.parts.tokenizerHash !== ZERO_HASH
    const sampled = asked.samplerHash !== ZERO_HASH && asked.seed !== ZERO_HASH
    must(
      tokenizer && sampled,
      'sampler_mismatch',
      'a stream answers requests with a sampler and a seed, by a language model',
    )
    record = nodes.find(({ node }) => node === event.node)
    must(record !== undefined, 'node_unknown', `${event.node} is not registered`)
    const known = record!.keys.some(({ receiptKey }) => receiptKey === event.receiptKey)
    must(known, 'node_key_invalid', `${event.receiptKey} is no key of ${event.node}`)
    if (event.input !== null) {
      must(tokensOf(event.input.tensors) !== null, 'tokens_malformed', 'the input is not one tensor of token ids')
      const found = commitment(fromHex(event.input.salt), rootOfTensors(event.input.tensors))
      must(
        found === asked.inputCommitment,
        'input_commitment_mismatch',
        'the input is not the one that was asked about',
      )
    }
    if (event.sampler !== null)
      must(samplerHashOf(event.sampler) === asked.samplerHash, 'sampler_mismatch', 'the sampler is not the request’s')
    start = event
    heads.push(firstHead(hash, event.modelId))
  }

  function takeChunk({ before, tokens: added, head: said, at }: ChunkEvent, now: number): void {
    const count = tokens.length
    must(before <= count, 'stream_chunk_missing', `a chunk begins after ${before} tokens, ${count} have come`)
    if (before < count) {
      const again = added.every((token, i) => token === tokens[before + i])
      must(!again, 'stream_chunk_repeated', `a chunk begins after ${before} tokens, ${count} have come`)
      must(before === count, 'stream_chunk_altered', `a chunk has other tokens from ${before} on than have come`)
    }
    must(count + added.length <= MAX_STREAM_TOKENS, 'stream_too_long', `more than ${MAX_STREAM_TOKENS} tokens`)
    const next = headsAfter(heads[count]!, count, added)
    must(
      next.at(-1) === said,
      'stream_head_mismatch',
      `tokens ${count} to ${count + added.length - 1} do not lead to ${said}`,
    )
    must(at >= (times.at(-1) ?? 0), 'stream_time_invalid', `a chunk of ${at} follows one of ${times.at(-1)}`)
    must(at <= now + MAX_CLOCK_SKEW, 'stream_time_invalid', `a chunk of ${at}, at ${now}`)
    const unsigned = count + added.length - signed
    must(unsigned <= MAX_UNSIGNED_TOKENS, 'stream_unsigned', `${unsigned} tokens that no tick signs`)
    const oldest = times[signed] ?? at
    must(at - oldest <= TICK_MS, 'stream_unsigned', `token ${signed} waits for its tick since ${at - oldest} ms`)
    tokens.push(...added)
    heads.push(...next)
    for (const _ of added) times.push(at)
  }

  function takeTick(event: TickEvent, now: number): void {
    const { tick, tokenCount } = event
    must(
      tokenCount <= tokens.length,
      'stream_chunk_missing',
      `a tick over ${tokenCount} tokens, ${tokens.length} have come`,
    )
    const { requestHash, modelId, node, receiptKey } = start!
    const { head: said, streams, index, proof, signature } = event
    const signedHead = { node, requestHash, modelId, tokenCount, head: said, tick, streams, index, proof, signature }
    const valid = headSigner(domain, signedHead) === receiptKey
    const same = said === heads[tokenCount]
    // Signed by the node, so that is what it sent: somebody between has changed the tokens, or it tells two readers two things.
    must(same || !valid, 'stream_chunk_altered', `the node has signed ${said} after ${tokenCount} tokens`)
    must(same, 'stream_tick_head_mismatch', `a tick names ${said} after ${tokenCount} tokens`)
    must(valid, 'stream_tick_invalid', `tick ${tick} is not signed by ${receiptKey} over this head`)
    must(tokenCount > signed, 'stream_tick_stale', `a tick over ${tokenCount} tokens, ${signed} are signed`)
    const apart = head === null || tick >= head.tick + TICK_MS
    must(apart, 'stream_time_invalid', `tick ${tick} follows tick ${head?.tick}`)
    must(
      tick >= times[tokenCount - 1]!,
      'stream_time_invalid',
      `tick ${tick} signs a token of ${times[tokenCount - 1]}`,
    )
    must(tick <= now + MAX_CLOCK_SKEW, 'stream_time_invalid', `tick ${tick}, at ${now}`)
    const deadline = Number(start!.request.request.deadline) * 1000
    must(tick <= deadline, 'deadline_passed', `tick ${tick}, deadline ${deadline}`)
    const current = record!.keys.some(keys => keys.receiptKey === receiptKey && within(keys, tick))
    must(current, 'node_key_invalid', `${receiptKey} was not a key of ${node} at ${tick}`)
    signed = tokenCount
    head = signedHead
  }

  function takeEnd(event: EndEvent): void {
    const { bundle, finish } = event
    must(bundle !== null, 'stream_receipt_missing', 'the stream ends without a receipt')
    const { receipt, fields, output } = bundle!
    const { requestHash, modelId, node } = start!
    const named = receipt.requestHash === requestHash && receipt.modelId === modelId && receipt.node === node
    must(named, 'stream_receipt_mismatch', `a receipt of request ${receipt.requestHash}, node ${receipt.node}`)
    must(output !== null, 'stream_output_mismatch', 'the receipt does not show its output')
    const said = tokensOf(output!.tensors)
    const differs = tokens.findIndex((token, i) => token !== said?.[i])
    must(
      differs === -1 && said?.length === tokens.length,
      'stream_output_mismatch',
      `${said?.length} tokens, ${tokens.length} have come`,
    )
    const truncated = toHex(Uint8Array.of(finish === 'truncated' ? 1 : 0))
    const stated = fields.disclosed.find(({ name }) => name === 'truncated')?.value
    must(stated === truncated, 'stream_finish_mismatch', `it ended by ${finish}, the receipt says truncated ${stated}`)
    end = event
  }

  function takeVerdict({ verdict, signature }: SignedFollow, now: number): void {
    must(isFormed(verdict, signature), 'verdict_invalid', 'not a verdict of its form')
    const name = [...FOLLOW_FIELDS.map(([field]) => verdict[field]), signature].join()
    // A signature is dear to check, and said twice is said once.
    if (heard.has(name)) return
    const verifier = nodes.find(({ node }) => node === verdict.verifier)
    must(verifier !== undefined, 'verdict_invalid', `${verdict.verifier} is not registered`)
    const count = Number(verdict.tokenCount)
    const ends = [false, true].map(truncated => endHead(heads[count] ?? ZERO_HASH, count, truncated))
    const ours = verdict.head === heads[count] || (count <= tokens.length && ends.includes(verdict.head))
    must(
      verdict.requestHash === start!.requestHash && ours,
      'verdict_invalid',
      `a verdict on ${verdict.head} after ${count} tokens, which is not this stream`,
    )
    const ms = Number(verdict.timestamp) * 1000
    must(ms <= now + MAX_CLOCK_SKEW, 'verdict_invalid', `a verdict of ${ms}, at ${now}`)
    // Before its first token nobody can have found anything: so says a key that has ended and is used on.
    must(
      ms + 1000 + MAX_CLOCK_SKEW >= (times[0] ?? Number.POSITIVE_INFINITY),
      'verdict_invalid',
      'a verdict from before the stream',
    )
    const signer = signerOf(hashFollow(domain, verdict), signature)
    const byKey = verifier!.keys.some(keys => keys.receiptKey === signer && within(keys, ms))
    must(byKey, 'verdict_invalid', `not signed by a key of ${verdict.verifier}`)
    heard.add(name)
    const { operator } = verifier!
    // The executor's own operator is no other pair of eyes, and nobody can have found a float model's tokens again.
    if (float || operator === record!.operator) return
    if (!verdict.ok) {
      must(negative === 'note', 'verdict_negative', `${verdict.verifier} finds other tokens among the first ${count}`)
      rejected.add(operator)
      return
    }
    const known = followed.get(operator) ?? { tokens: 0, ends: [] }
    followed.set(operator, {
      tokens: Math.max(count, known.tokens),
      // A stream has one end: more than two words on it are noise.
      ends: verdict.head === heads[count] ? known.ends : [...known.ends, verdict.head].slice(-2),
    })
  }

  function take(event: StreamEvent, now: number): void {
    const { type } = event
    must(type === 'start' || start !== null, 'stream_event_unexpected', `a ${type} before the start`)
    must(type === 'start' || type === 'verdict' || end === null, 'stream_after_end', `a ${type} after the end`)
    if (type === 'start') takeStart(event)
    else if (type === 'chunk') takeChunk(event, now)
    else if (type === 'tick') takeTick(event, now)
    else if (type === 'verdict') takeVerdict(event, now)
    else takeEnd(event)
  }

  const progress: StreamProgress = {
    get start() {
      return start
    },
    get end() {
      return end
    },
    tokens,
    get signed() {
      return signed
    },
    get head() {
      return head
    },
    followed,
    rejected,
    get finalHead() {
      return end === null ? null : endHead(heads.at(-1)!, tokens.length, end.finish === 'truncated')
    },
    get float() {
      return float
    },
  }

  return {
    progress,
    accept(event, now) {
      if (refused !== null) return refused
      const taken = attempt(() => {
        take(event, now)
        return progress
      })
      // A verdict that is none says nothing of the stream.
      if (!taken.ok && taken.code !== 'verdict_invalid') refused = taken
      return taken
    },
  }
}
