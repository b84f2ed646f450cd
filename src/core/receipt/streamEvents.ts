// What a stream consists of, from node to gateway to client to file: spec/stream.md, "Events". One union and its strict JSON form, bounded
// before anything is allocated. Whether the events fit together is core/verify's to check.

import { type Hex, toBase64, toHex } from '../bytes/index.ts'
import { attempt, type Result, unwrap } from '../errors/index.ts'
import type { Identity } from '../graph/index.ts'
import {
  bundleFromJson,
  bundleToJson,
  type Disclosed,
  disclosedFromJson,
  disclosedToJson,
  type ReceiptBundle,
  requestFromJson,
  requestToJson,
  type SignedRequest,
  samplerFromJson,
  structFromJson,
  structToJson,
} from './bundle.ts'
import { FOLLOW_FIELDS, type FollowVerdict } from './follow.ts'
import { type Json, jsonReader } from './json.ts'
import { MAX_CHUNK_TOKENS, MAX_STREAM_TOKENS, MAX_TICK_DEPTH, MAX_TICK_STREAMS } from './stream.ts'
import { MAX_TOKEN } from './tokens.ts'

/** The five parts of a model id: spec/graph.md, "Identities". */
export interface ModelParts {
  readonly graphRoot: Hex
  readonly weightsRoot: Hex
  readonly tokenizerHash: Hex
  readonly templateHash: Hex
  readonly interfaceHash: Hex
}
const PARTS = ['graphRoot', 'weightsRoot', 'tokenizerHash', 'templateHash', 'interfaceHash'] as const

export const partsOf = (identity: Omit<Identity, 'modelId'>): ModelParts =>
  Object.fromEntries(PARTS.map(name => [name, toHex(identity[name])])) as unknown as ModelParts

/** The first event: what is streamed, and by whom. Nothing of it is signed here; heads and ticks bind it. */
export interface StartEvent {
  readonly type: 'start'
  readonly requestHash: Hex
  readonly modelId: Hex
  /** What the model id is made of: tells an exact model from a float one. */
  readonly parts: ModelParts
  readonly node: Hex
  /** The key that ticks are signed with. */
  readonly receiptKey: Hex
  readonly request: SignedRequest
  /** Prompt and sampler, where they are shown to this reader: what a replay needs. */
  readonly input: Disclosed | null
  readonly sampler: Uint8Array | null
}

/** Natural logarithms of probabilities at one token. Said by the node, under no hash: only a replay shows them to be right. */
export interface TokenLogprobs {
  readonly logprob: number
  /** The likeliest tokens and theirs, at most 20. */
  readonly top: readonly (readonly [token: number, logprob: number])[]
}

/** 1 to 64 tokens. */
export interface ChunkEvent {
  readonly type: 'chunk'
  /** Tokens of the answer before these. */
  readonly before: number
  readonly tokens: readonly number[]
  /** Head after the last of them. */
  readonly head: Hex
  /** When the node sent it: Unix milliseconds. */
  readonly at: number
  /** One for each token. */
  readonly logprobs?: readonly TokenLogprobs[]
}

/** The node's signature over the stream's head after `tokenCount` tokens. */
export interface TickEvent {
  readonly type: 'tick'
  /** Unix milliseconds. */
  readonly tick: number
  readonly tokenCount: number
  readonly head: Hex
  /** Heads under the tick's root, and this one's place among them. */
  readonly streams: number
  readonly index: number
  readonly proof: readonly Hex[]
  readonly signature: Hex
}

/** A follower's word: put in by whoever saves a stream, after the tokens that it is about. */
export interface VerdictEvent {
  readonly type: 'verdict'
  readonly verdict: FollowVerdict
  readonly signature: Hex
}

/**
 * Why an answer ended: an end token, a stop string, the request's or the context's number of tokens, the end of the grammar; or before
 * its rule says, which the receipt states as well.
 */
export const FINISHES = ['eos', 'stop', 'length', 'grammar', 'truncated'] as const
export type StreamFinish = (typeof FINISHES)[number]

export interface EndEvent {
  readonly type: 'end'
  readonly finish: StreamFinish
  /** Null only where a node has failed to sign one: such a stream is never complete. */
  readonly bundle: ReceiptBundle | null
}

export type StreamEvent = StartEvent | ChunkEvent | TickEvent | VerdictEvent | EndEvent

/** Likeliest tokens that a chunk may tell of each place. */
export const MAX_TOP_LOGPROBS = 20

const { bad, hex, integer, list, members } = jsonReader('stream_malformed', 'stream')
const SAFE = Number.MAX_SAFE_INTEGER

/** An event as a JSON value, in canonical member order. */
export function eventToJson(event: StreamEvent): Json {
  switch (event.type) {
    case 'start': {
      const { type, requestHash, modelId, parts, node, receiptKey, request, input, sampler } = event
      return {
        type,
        requestHash,
        modelId,
        parts: Object.fromEntries(PARTS.map(name => [name, parts[name]])),
        node,
        receiptKey,
        request: requestToJson(request),
        input: disclosedToJson(input),
        sampler: sampler === null ? null : toBase64(sampler),
      }
    }
    case 'chunk': {
      const { type, before, tokens, head, at, logprobs } = event
      return { type, before, tokens, head, at, ...(logprobs === undefined ? {} : { logprobs }) }
    }
    case 'tick': {
      const { type, tick, tokenCount, head, streams, index, proof, signature } = event
      return { type, tick, tokenCount, head, streams, index, proof, signature }
    }
    case 'verdict':
      return { type: event.type, verdict: structToJson(FOLLOW_FIELDS, event.verdict), signature: event.signature }
    case 'end':
      return {
        type: event.type,
        finish: event.finish,
        bundle: event.bundle === null ? null : bundleToJson(event.bundle),
      }
  }
}

export const eventText = (event: StreamEvent): string => JSON.stringify(eventToJson(event))

/** Reads an event from a parsed JSON value. */
export const eventFromJson = (value: unknown): Result<StreamEvent> =>
  attempt(() => {
    const type = typeof value === 'object' && value !== null ? (value as Json)['type'] : undefined
    switch (type) {
      case 'start':
        return startFromJson(value)
      case 'chunk':
        return chunkFromJson(value)
      case 'tick':
        return tickFromJson(value)
      case 'verdict':
        return verdictFromJson(value)
      case 'end':
        return endFromJson(value)
      default:
        return bad('an event is of no known type')
    }
  })

function startFromJson(value: unknown): StartEvent {
  const json = members(
    value,
    ['type', 'requestHash', 'modelId', 'parts', 'node', 'receiptKey', 'request', 'input', 'sampler'],
    'start',
  )
  const parts = members(json['parts'], PARTS, 'start.parts')
  return {
    type: 'start',
    requestHash: hex(json['requestHash'], 32, 'start.requestHash'),
    modelId: hex(json['modelId'], 32, 'start.modelId'),
    parts: Object.fromEntries(
      PARTS.map(name => [name, hex(parts[name], 32, `start.parts.${name}`)]),
    ) as unknown as ModelParts,
    node: hex(json['node'], 20, 'start.node'),
    receiptKey: hex(json['receiptKey'], 20, 'start.receiptKey'),
    request: requestFromJson(json['request']),
    input: disclosedFromJson(json['input'], 'start.input'),
    sampler: samplerFromJson(json['sampler'], 'start.sampler'),
  }
}

function chunkFromJson(value: unknown): ChunkEvent {
  const json = members(value, ['type', 'before', 'tokens', 'head', 'at'], 'chunk', ['logprobs'])
  const tokens = list(json['tokens'], MAX_CHUNK_TOKENS, 'chunk.tokens').map((id, i) =>
    integer(id, MAX_TOKEN - 1, `chunk.tokens[${i}]`),
  )
  if (tokens.length === 0) bad('chunk.tokens is empty')
  return {
    type: 'chunk',
    before: integer(json['before'], MAX_STREAM_TOKENS, 'chunk.before'),
    tokens,
    head: hex(json['head'], 32, 'chunk.head'),
    at: integer(json['at'], SAFE, 'chunk.at'),
    ...(Object.hasOwn(json, 'logprobs') ? { logprobs: logprobsFromJson(json['logprobs'], tokens.length) } : {}),
  }
}

const logarithm = (value: unknown, what: string): number =>
  typeof value === 'number' && Number.isFinite(value) && value <= 0
    ? value
    : bad(`${what} is not a logarithm of at most 0`)

function logprobsFromJson(value: unknown, tokens: number): TokenLogprobs[] {
  const entries = list(value, MAX_CHUNK_TOKENS, 'chunk.logprobs').map((entry, i): TokenLogprobs => {
    const where = `chunk.logprobs[${i}]`
    const json = members(entry, ['logprob', 'top'], where)
    const top = list(json['top'], MAX_TOP_LOGPROBS, `${where}.top`).map((pair, k) => {
      const [id, logprob] = list(pair, 2, `${where}.top[${k}]`)
      return [integer(id, MAX_TOKEN - 1, `${where}.top[${k}]`), logarithm(logprob, `${where}.top[${k}]`)] as const
    })
    return { logprob: logarithm(json['logprob'], `${where}.logprob`), top }
  })
  return entries.length === tokens ? entries : bad(`chunk.logprobs has ${entries.length} entries for ${tokens} tokens`)
}

function tickFromJson(value: unknown): TickEvent {
  const json = members(value, ['type', 'tick', 'tokenCount', 'head', 'streams', 'index', 'proof', 'signature'], 'tick')
  return {
    type: 'tick',
    tick: integer(json['tick'], SAFE, 'tick.tick'),
    tokenCount: integer(json['tokenCount'], MAX_STREAM_TOKENS, 'tick.tokenCount'),
    head: hex(json['head'], 32, 'tick.head'),
    streams: integer(json['streams'], MAX_TICK_STREAMS, 'tick.streams'),
    index: integer(json['index'], MAX_TICK_STREAMS, 'tick.index'),
    proof: list(json['proof'], MAX_TICK_DEPTH, 'tick.proof').map((hash, i) => hex(hash, 32, `tick.proof[${i}]`)),
    signature: hex(json['signature'], 65, 'tick.signature'),
  }
}

function verdictFromJson(value: unknown): VerdictEvent {
  const json = members(value, ['type', 'verdict', 'signature'], 'verdict')
  return {
    type: 'verdict',
    verdict: structFromJson<FollowVerdict>(FOLLOW_FIELDS, json['verdict'], 'verdict.verdict'),
    signature: hex(json['signature'], 65, 'verdict.signature'),
  }
}

function endFromJson(value: unknown): EndEvent {
  const json = members(value, ['type', 'finish', 'bundle'], 'end')
  const { finish } = json
  return {
    type: 'end',
    finish: FINISHES.find(one => one === finish) ?? bad('end.finish is not known'),
    bundle: json['bundle'] === null ? null : unwrap(bundleFromJson(json['bundle'])),
  }
}
