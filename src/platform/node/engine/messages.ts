// What a node and the program of an engine session say to each other: one question, one answer, by number. All of it is plain
// data that structured cloning carries. spec/node.md, "Engine sessions".

import { type ErrorCode, type Facts, RefusalError, WorldError } from '../../../core/errors/index.ts'
import type { FloatModel } from '../../../core/float/index.ts'
import type { ExactModel } from '../../../core/graph/index.ts'
import type { RunTensor } from '../../../core/receipt/index.ts'
import type { EngineName, EngineOptions, FLOAT_ENGINE } from '../engines.ts'

export type ExactHead = { readonly kind: 'exact' } & Pick<ExactModel, 'identity' | 'graph' | 'ports'>
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

export interface LoadAnswer {
  readonly head: ModelHead
  /** As a receipt names it: `name/version`, of a float model `name/version/provider`. */
  readonly engine: string
  readonly memoryBytes: number
}

export type RunAnswer = RunTensor[]

export type Question = (LoadQuestion | RunQuestion) & { readonly id: number }
export type Answer =
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
