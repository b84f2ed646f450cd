// What a node and the program of an engine session say to each other: one question, one answer, by number. All of it is plain
// data that structured cloning carries. spec/node.md, "Engine sessions".

import type { Generation as TracedGeneration } from '../../../core/dispute/index.ts'
import { type ErrorCode, type Facts, RefusalError, WorldError } from '../../../core/errors/index.ts'
import type { FloatModel } from '../../../core/float/index.ts'
import type { ExactModel, IntTensor } from '../../../core/graph/index.ts'
import type { RunTensor, StreamFinish, TokenLogprobs } from '../../../core/receipt/index.ts'
import type { Generation } from '../../../core/verify/index.ts'
import type { EngineName, EngineOptions, FLOAT_ENGINE } from '../engines.ts'

export type ExactHead = {
  readonly kind: 'exact'
  /** Is it a language model? */
  readonly language: boolean
} & Pick<ExactModel, 'identity' | 'graph' | 'ports'>
export type FloatHead = { readonly kind: 'float' } & Pick<FloatModel, 'identity' | 'ports'>

/** What is known of a loaded model outside its session: everything but the weights. */
export type ModelHead = ExactHead | FloatHead

export interface LoadQuestion {
  readonly op: 'load'
  readonly engine: EngineName | typeof FLOAT_ENGINE
  readonly options: EngineOptions
  /** The model file. It is read and checked in the session, not before. */
  readonly file: Uint8Array
}

export interface RunQuestion {
  readonly op: 'run'
  readonly inputs: readonly RunTensor[]
}

/** The run again, for its accumulators: spec/audit.md, "Advice". */
export interface AdviseQuestion {
  readonly op: 'advise'
  readonly inputs: readonly IntTensor[]
}
/** One list for each advised op, ids ascending. */
export type AdviseAnswer = Int32Array[]

/** The run again, for the root of its trace: spec/trace.md. */
export interface RootAsk {
  /** Of a generation: all tokens that are fed. */
  readonly inputs: readonly IntTensor[]
  readonly generation: TracedGeneration | null
  /** Bytes of the trace's values. */
  readonly most: number
}
export interface RootQuestion extends RootAsk {
  readonly op: 'root'
}

/** What is generated, followed or replayed: everything that decides the tokens, beside the model. */
export interface LanguageJob {
  readonly prompt: readonly number[]
  /** Canonical bytes. */
  readonly sampler: Uint8Array
  /** 32 bytes. */
  readonly seed: Uint8Array
  /** Whose share of the batch and whose prefixes: one requester's. */
  readonly key: string
  /** Likeliest tokens to tell of at each place; undefined: none, and no logarithms. */
  readonly logprobs?: number
}

export interface GenerateQuestion {
  readonly op: 'generate'
  readonly job: LanguageJob
}
/** Some tokens of an answer that goes on. */
export interface GeneratedPart {
  readonly tokens: readonly number[]
  readonly logprobs?: readonly TokenLogprobs[]
}
export interface GenerateAnswer {
  readonly finish: StreamFinish
  /** Tokens of the prompt whose rows a prefix cache gave. */
  readonly cachedTokens: number
}

/** Does the model give these tokens, from the first one on? */
export interface ReplayQuestion {
  readonly op: 'replay'
  readonly job: LanguageJob
  readonly tokens: readonly number[]
  /** As core/verify has it: whether the answer ends here, and how. */
  readonly end: Generation['end']
}
/** Where they differ first, and what the model gives there (null: its end); null where they do not. */
export type ReplayAnswer = { readonly at: number; readonly expected: number | null } | null

/** Begins to follow an answer; its number names the follower. */
export interface FollowQuestion {
  readonly op: 'follow'
  readonly job: LanguageJob
}
/** The next tokens of a followed answer. Answered as a replay is. */
export interface PushQuestion {
  readonly op: 'push'
  readonly follower: number
  readonly tokens: readonly number[]
  readonly end?: { readonly truncated: boolean }
}

/** The output `hidden` at the last position of a prompt. */
export interface EmbedQuestion {
  readonly op: 'embed'
  readonly prompt: readonly number[]
}

/** Nobody waits for the answer of that number any more, or for its follower. Not answered. */
export interface StopQuestion {
  readonly op: 'stop'
  readonly target: number
}

export type LanguageQuestion =
  | GenerateQuestion
  | ReplayQuestion
  | FollowQuestion
  | PushQuestion
  | EmbedQuestion
  | StopQuestion

export interface LoadAnswer {
  readonly head: ModelHead
  /** As a receipt names it: `name/version`, of a float model `name/version/provider`. */
  readonly engine: string
  readonly memoryBytes: number
}

export type RunAnswer = RunTensor[]

export type Question = (LoadQuestion | RunQuestion | AdviseQuestion | RootQuestion | LanguageQuestion) & {
  readonly id: number
}
/** Parts come before the value of their question, those of one step together; everything else is the last word on it. */
export type Answer =
  | { readonly parts: readonly { readonly id: number; readonly part: GeneratedPart }[] }
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: Failure }

/** Exit code of a process that has taken more memory than it was given. */
export const MEMORY_EXIT = 82

/** An error as plain data: its class would not survive the way. */
export interface Failure {
  readonly kind: 'refusal' | 'world' | 'other'
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string
  readonly facts?: Facts
}

export function failureOf(error: unknown): Failure {
  if (error instanceof RefusalError || error instanceof WorldError) {
    const { code, message, hint } = error
    const facts = error instanceof RefusalError ? error.facts : undefined
    const kind = error instanceof RefusalError ? 'refusal' : 'world'
    return { kind, code, message, ...(hint === undefined ? {} : { hint }), ...(facts === undefined ? {} : { facts }) }
  }
  return {
    kind: 'other',
    code: 'internal',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
}

/** The error again, on the other side. */
export function errorOf({ kind, code, message, hint, facts }: Failure): Error {
  const more = hint === undefined ? {} : { hint }
  if (kind === 'refusal') return new RefusalError(code, message, { ...more, ...(facts === undefined ? {} : { facts }) })
  if (kind === 'world') return new WorldError(code, message, more)
  return new Error(message)
}
