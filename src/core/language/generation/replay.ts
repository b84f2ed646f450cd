// Checks answers by computing them again: spec/sampler.md, "Replay". Tokens that are given are fed in blocks, so an answer costs one pass
// over prompt and answer; every token must be the one that the rules choose.

import { type ErrorCode, RefusalError } from '../../errors/index.ts'
import { createGeneration, type Finish, type GenerationRules } from './generation.ts'
import { type LanguageSession, logitsOf, partOf } from './rows.ts'

/**
 * What a replay says. `at` is the index of the first token of the answer that is wrong; `expected` the one that should stand there, null
 * where the answer had ended before; `got` the one that does, null where the answer leaves off.
 */
export type ReplayVerdict =
  | { readonly ok: true; readonly finish: Finish | null }
  | {
      readonly ok: false
      readonly code: ErrorCode
      readonly at: number
      readonly expected: number | null
      readonly got: number | null
    }

export interface FollowerOptions {
  /** Most rows of one step; default 64. */
  readonly blockRows?: number
  /** Asked before every step; throws to end the replay. */
  readonly check?: () => void
  /** Where the session has no memory for a step: makes some, if it can; then the step is tried again. */
  readonly makeRoom?: () => boolean
}

export interface Follower {
  /** Tokens of the answer that have been found right. */
  readonly length: number
  /** The answer's next tokens. After the first wrong one the verdict stays. One call at a time (TypeError). */
  push(tokens: readonly number[]): Promise<ReplayVerdict>
  /** No token follows. `truncated`: the answer says that it ends before its rule does. */
  end(truncated: boolean): Promise<ReplayVerdict>
  /** Lets go of the sequence. */
  close(): void
}

/** Logits that one step may give: memory, not meaning. */
const MAX_LOGITS = 2 ** 24
const BLOCK_ROWS = 64

/** Follows one answer. Refuses what `createGeneration` refuses. */
export function createFollower(
  model: LanguageSession,
  asked: Pick<GenerationRules, 'sampler' | 'seed' | 'prompt'>,
  options: FollowerOptions = {},
): Follower {
  const { session, ports, vocabulary } = model
  const generation = createGeneration({
    ...asked,
    vocabulary,
    exponent: ports.logitExponent,
    context: ports.context,
  })
  const block = Math.max(1, options.blockRows ?? BLOCK_ROWS)
  const wantedRows = Math.max(1, Math.min(block, Math.floor(MAX_LOGITS / ports.vocabulary)))
  const sequence = session.open()
  /** Tokens whose rows have not been computed: the prompt, then the last token of the answer. */
  let waiting: readonly number[] = asked.prompt
  let wrong: ReplayVerdict | null = null
  let busy = false

  const step = async (tokens: readonly number[], wanted: number): Promise<Int16Array> => {
    for (;;) {
      options.check?.()
      try {
        const [outputs] = await session.step([partOf(sequence, tokens, wanted)])
        return logitsOf(outputs!, model)
      } catch (error) {
        const full = error instanceof RefusalError && error.code === 'memory_exceeded'
        if (!full || options.makeRoom?.() !== true) throw error
      }
    }
  }

  /** Rows that no token is chosen from, all but the last of what waits. */
  async function catchUp(): Promise<void> {
    while (waiting.length > 1) {
      const n = Math.min(block, waiting.length - 1)
      await step(waiting.slice(0, n), 0)
      waiting = waiting.slice(n)
    }
  }

  const refuseWith = (code: ErrorCode, expected: number | null, got: number | null): ReplayVerdict =>
    (wrong = { ok: false, code, at: generation.length, expected, got })

  const isToken = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < vocabulary.size

  async function check(tokens: readonly number[]): Promise<ReplayVerdict> {
    if (wrong !== null) return wrong
    await catchUp()
    for (let from = 0; from < tokens.length; from += wantedRows) {
      if (generation.finish !== null) return refuseWith('generation_overrun', null, tokens[from]!)
      const part = tokens.slice(from, from + wantedRows)
      // Each row chooses the token behind it, so the last token is fed with the next part. What the model has no id or no position
      // for cannot be fed; it is found wrong at the row before.
      const fed = [...waiting, ...part.slice(0, -1)].slice(0, ports.context - sequence.length)
      const strange = fed.findIndex(id => !isToken(id))
      const rows = strange < 0 ? fed : fed.slice(0, strange)
      const logits = await step(rows, rows.length)
      for (let i = 0; i < part.length; i++) {
        const got = part[i]!
        if (generation.finish !== null) return refuseWith('generation_overrun', null, got)
        const expected = generation.choose({ logits, offset: i * ports.vocabulary })
        if (got !== expected) return refuseWith('generation_mismatch', expected, got)
        generation.take(got)
      }
      waiting = part.slice(-1)
    }
    return { ok: true, finish: generation.finish }
  }

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (busy) throw new TypeError('follower: a call is under way')
    busy = true
    try {
      return await work()
    } finally {
      busy = false
    }
  }

  return {
    get length() {
      return generation.length
    },
    push: tokens => alone(() => check(tokens)),
    end: truncated =>
      alone(async () => {
        if (wrong !== null) return wrong
        if (generation.finish !== null)
          return truncated ? refuseWith('generation_finished', null, null) : { ok: true, finish: generation.finish }
        if (truncated) return { ok: true, finish: null }
        await catchUp()
        const logits = await step(waiting, 1)
        waiting = []
        return refuseWith('generation_unfinished', generation.choose({ logits, offset: 0 }), null)
      }),
    close: () => sequence.close(),
  }
}

/** Checks a whole answer, from its first token to how it ends. */
export async function replayGeneration(
  model: LanguageSession,
  answer: Pick<GenerationRules, 'sampler' | 'seed' | 'prompt'> & {
    readonly tokens: readonly number[]
    readonly truncated: boolean
  },
  options: FollowerOptions = {},
): Promise<ReplayVerdict> {
  const follower = createFollower(model, answer, options)
  try {
    const verdict = await follower.push(answer.tokens)
    return verdict.ok ? await follower.end(answer.truncated) : verdict
  } finally {
    follower.close()
  }
}
