// How this project says no. See spec/errors.tsv, the single table of codes.
// Wrong use throws TypeError or RangeError; hostile or invalid input becomes a Refusal; the world failing a WorldError.

import type { ErrorCode } from './generated.ts'

export type { ErrorCode } from './generated.ts'
export { ERRORS } from './generated.ts'

/** Facts that go with a code: small, printable, free of secrets and of paths that the caller did not name. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>

/** A refusal as data: what crosses a public function, a wire or a JSON surface. */
export interface Refusal {
  readonly ok: false
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string
  readonly facts?: Facts
}

export type Result<T> = { readonly ok: true; readonly value: T } | Refusal

/** Carries a refusal out of nested parsing code; `attempt` turns it back into data at the public border. */
export class RefusalError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly facts: Facts | undefined

  constructor(code: ErrorCode, message: string, options: { hint?: string; facts?: Facts } = {}) {
    super(message)
    this.name = 'RefusalError'
    this.code = code
    this.hint = options.hint
    this.facts = options.facts
  }

  toRefusal(): Refusal {
    return {
      ok: false,
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.facts === undefined ? {} : { facts: this.facts }),
    }
  }
}

/** The world failed: disk, network, chain, time. `hint` says what to do next. */
export class WorldError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'WorldError'
    this.code = code
    this.hint = options.hint
  }
}

export function refuse(code: ErrorCode, message: string, options: { hint?: string; facts?: Facts } = {}): never {
  throw new RefusalError(code, message, options)
}

/** Runs `f` and returns its value, or the refusal it threw. Every other error passes through. */
export function attempt<T>(f: () => T): Result<T> {
  try {
    return { ok: true, value: f() }
  } catch (error) {
    if (error instanceof RefusalError) return error.toRefusal()
    throw error
  }
}

/** As `attempt`, for promises. */
export async function attemptAsync<T>(f: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await f() }
  } catch (error) {
    if (error instanceof RefusalError) return error.toRefusal()
    throw error
  }
}

/** The value of a result, or its refusal thrown: for code that is itself inside an `attempt`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new RefusalError(result.code, result.message, {
    ...(result.hint === undefined ? {} : { hint: result.hint }),
    ...(result.facts === undefined ? {} : { facts: result.facts }),
  })
}
