// What the OpenAI surface needs of whoever generates: a node behind a gateway, or a client that checks what a gateway sends before it
// passes it on. The surface knows this interface and nothing of peers, chains or HTTP clients. spec/openai.md, "Backend".

import type { Hex } from '../core/bytes/index.ts'
import type { Upstream } from '../core/float/index.ts'
import type { Sampler } from '../core/language/sampler/index.ts'
import type { Disclosure, Domain, ReceiptBundle, StreamEvent } from '../core/receipt/index.ts'
import type { PolicyName, StreamLevel } from '../core/verify/index.ts'
import type { ChatMessage } from './messages.ts'
import type { TokenText } from './text.ts'
import type { FunctionTool } from './tools.ts'

/** A language model as the surface uses it: texts to tokens and back. */
export interface LanguageModel {
  readonly modelId: Hex
  /** `owner/name@version` references that resolve to it. */
  readonly names: readonly string[]
  /** Unix seconds of its registration. */
  readonly created: number
  /** Positions of one sequence: prompt and answer together. */
  readonly context: number
  /** Token ids are below this. */
  readonly vocabulary: number
  /** Length of the output `hidden`; null: it has none, and takes no embeddings. */
  readonly hidden: number | null
  /** Tokens of a text, with the beginning token where the tokenizer adds one. */
  encode(text: string): readonly number[]
  /** What a token adds to an answer; null: nothing, it ends the answer or controls something. */
  bytes(token: number): Uint8Array | null
  /** The characters of one answer. */
  decoder(): TokenText
  /** null: the model has no chat template, and takes no chats. */
  readonly chat: ChatForm | null
}

export interface ChatOptions {
  readonly tools: readonly FunctionTool[]
  /** Unix seconds, for templates that write the date. */
  readonly date: number
  /** More names that the template may read. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** A chat template as the surface uses it. */
export interface ChatForm {
  /** Does it show tools to the model? */
  readonly tools: boolean
  /** What it writes around a call of a tool. */
  readonly before: string
  readonly after: string
  /**
   * Tokens of a conversation, up to where the answer begins. Text of messages never becomes a control token. Refuses conversations that
   * the template does not take.
   */
  tokens(messages: readonly ChatMessage[], options: ChatOptions): readonly number[]
}

/** An entry of a model list, in OpenAI's shape with more under `assay`. */
export interface ListedModel {
  readonly id: string
  readonly object: 'model'
  readonly created: number
  readonly owned_by: string
  readonly assay: Readonly<Record<string, unknown>>
}

/** What a backend tells beside a stream: no part of it, and under no signature. */
export interface NoteEvent {
  readonly type: 'note'
  /** Tokens of the prompt whose rows came from a prefix cache. */
  readonly cachedTokens?: number
  /** The token that opens the receipt of an unsigned request (spec/gateway.md, "Readers"). */
  readonly reader?: Hex
}

export interface GenerateOptions {
  readonly modelId: Hex
  readonly prompt: readonly number[]
  /** The prompt is bytes, of an upstream model. */
  readonly bytes?: true
  readonly sampler: Sampler
  /** 32 bytes. */
  readonly seed: Uint8Array
  /** Likeliest tokens to tell of at each place; undefined: no logarithms at all. */
  readonly logprobs?: number
  readonly disclosure: Disclosure
  readonly policy: PolicyName
}

export interface EmbedOptions {
  readonly modelId: Hex
  readonly input: readonly number[]
  readonly disclosure: Disclosure
  readonly policy: PolicyName
}

/** The output `hidden` at the last position, as reals, and the receipt that is about it. */
export interface Embedded {
  readonly vector: Float64Array
  readonly bundle: ReceiptBundle
  readonly reader?: Hex
}

/** About one call: whose it is, and when it is over. */
export interface CallContext {
  readonly requestId: string
  /** What the caller's API key comes to, for fair queues: never the key itself. Empty: none was given. */
  readonly key: string
  readonly signal: AbortSignal
}

/** A model that its operator serves with a server of his own: spec/float.md, "Upstream models". */
export interface UpstreamInfo {
  readonly modelId: Hex
  readonly declared: Upstream
}

export interface LanguageBackend {
  /** Of the network: receipt ids are made in it. */
  readonly domain: Domain
  /** By model id or `owner/name@version`. Refuses `model_not_found`, and models that are none of language. */
  resolve(reference: string, signal: AbortSignal): Promise<LanguageModel>
  /** The upstream model of a reference; null: it is none, whatever else it is. Absent: this backend serves none. */
  upstream?(reference: string, signal: AbortSignal): Promise<UpstreamInfo | null>
  list(signal: AbortSignal): Promise<readonly ListedModel[]>
  /**
   * One answer as its stream: start, chunks, ticks, end. Whoever iterates slowly is waited for; whoever stops ends the generation.
   * Refusals before the start are thrown by the first step.
   */
  generate(options: GenerateOptions, context: CallContext): AsyncIterable<StreamEvent | NoteEvent>
  embed(options: EmbedOptions, context: CallContext): Promise<Embedded>
  /** How far this backend has itself verified what it hands on under a policy; null: not at all, it only passes on. */
  checks(policy: PolicyName): StreamLevel | null
}
