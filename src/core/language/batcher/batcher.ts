// Many generations over one causal session: spec/sampler.md, "Batches". A step feeds rows of all that run, and what comes back chooses
// their next tokens. Rows do not see one another's sequences, so an answer does not depend on what else runs. No timers, no threads:
// whoever holds a batcher calls `step` while it is busy.

import { RefusalError, refuse, WorldError } from '../../errors/index.ts'
import { createGeneration, type LanguageSession, logitsOf, partOf } from '../generation/index.ts'
import { logprobs } from '../sampler/index.ts'
import { createPrefixCache } from './cache.ts'
import { type Planned, planStep } from './plan.ts'
import { createQueue } from './queue.ts'
import { common, pending, type Run } from './run.ts'
import {
  type BatchCounts,
  type BatchEvent,
  type BatchLimits,
  DEFAULT_BATCH_LIMITS,
  type Job,
  LEAST_SHARED,
} from './types.ts'

export const MAX_LOGPROBS = 20

/** Least limits other than 1: a step has a row for an answer and one for a prompt. */
const LEAST: Partial<BatchLimits> = { cached: 0, rows: 2 }

export interface Batcher {
  /**
   * Adds a job. Refuses what its generation refuses, `memory_exceeded` where prompt and answer may take more than all positions, `busy`
   * where too many wait.
   * Throws TypeError for an id that is in use.
   */
  add(job: Job): void
  /** Ends a job; the next step tells so. False: there is no such job. */
  cancel(id: string): boolean
  /** Is there anything to do or to tell? */
  readonly busy: boolean
  /** Computes one step and gives what happened, in the order of the jobs. One at a time (TypeError). */
  step(): Promise<readonly BatchEvent[]>
  readonly counts: BatchCounts
  /** Lets go of one kept prefix, for others that use the session; false: none is left. */
  evict(): boolean
  /** Forgets jobs and sequences. Not during a step (TypeError). The session stays open. */
  close(): void
}

export function createBatcher(model: LanguageSession, given: Partial<BatchLimits> = {}): Batcher {
  const { session, ports, vocabulary } = model
  const limits = { ...DEFAULT_BATCH_LIMITS, ...given }
  for (const [name, value] of Object.entries(limits))
    if (!Number.isInteger(value) || value < (LEAST[name as keyof BatchLimits] ?? 1))
      throw new RangeError(`${name}: ${value}`)
  const runs = new Map<string, Run>()
  const queue = createQueue()
  const cache = createPrefixCache(limits.cached)
  /** In the order in which they began. */
  let running: Run[] = []
  let stepping = false
  let turn = 0

  const rowsOf = (run: Run): number => run.sequence?.length ?? 0
  const positions = (): number => running.reduce((sum, run) => sum + rowsOf(run), cache.positions)

  function forget(run: Run): void {
    runs.delete(run.job.id)
    queue.remove(run)
    running = running.filter(other => other !== run)
  }

  /** Its rows go to the cache, if it takes part in one. */
  function retire(run: Run): void {
    const { sequence, scope, tokens } = run
    run.sequence = null
    if (sequence === null) return
    if (scope === null) sequence.close()
    else cache.keep(scope, tokens.slice(0, sequence.length), sequence)
  }

  /** The rows of others that a run may begin with: finished ones and those that run. The last token is always fed: it chooses. */
  function sourceOf(run: Run): { sequence: NonNullable<Run['sequence']>; length: number } | null {
    if (run.scope === null) return null
    const tokens = run.tokens.slice(0, -1)
    let best = cache.find(run.scope, tokens)
    for (const other of running) {
      if (other.scope !== run.scope || other.sequence === null) continue
      const length = Math.min(common(other.tokens, tokens), other.sequence.length)
      if (length >= LEAST_SHARED && length > (best?.length ?? 0)) best = { sequence: other.sequence, length }
    }
    return best
  }

  /** Does another run read what this one begins with? Then its rows are worth waiting for. */
  const waitsForTwin = (run: Run): boolean =>
    run.scope !== null &&
    running.some(other => {
      if (other.scope !== run.scope || other.sequence === null || pending(other) <= 1) return false
      const length = Math.min(common(other.tokens, run.tokens), run.tokens.length - 1)
      return length >= LEAST_SHARED && other.sequence.length < length
    })

  function admit(events: BatchEvent[]): void {
    while (running.length < limits.sequences) {
      const run = queue.next(
        run =>
          !waitsForTwin(run) &&
          // What the cache holds makes room for those that run.
          (running.length === 0 || positions() - cache.positions + run.tokens.length <= limits.positions),
      )
      if (run === null) return
      const source = sourceOf(run)
      try {
        run.sequence = source === null ? session.open() : source.sequence.fork(source.length)
      } catch (error) {
        fail(run, error, events)
        continue
      }
      running.push(run)
      if (!run.started) {
        run.started = true
        events.push({ id: run.job.id, type: 'started', cacheUsed: source?.length ?? 0 })
      }
    }
  }

  /** Makes room for others: what it has computed is lost, not what it has said. */
  function putBack(run: Run): void {
    run.sequence?.close()
    run.sequence = null
    running = running.filter(other => other !== run)
    queue.putBack(run)
  }

  /** The cache first, then the run that began last; false: one run is left, and nothing else. */
  function makeRoom(): boolean {
    if (cache.evict()) return true
    if (running.length <= 1) return false
    putBack(running.at(-1)!)
    return true
  }

  function fail(run: Run, error: unknown, events: BatchEvent[]): void {
    const known = error instanceof RefusalError || error instanceof WorldError
    forget(run)
    run.sequence?.close()
    run.sequence = null
    events.push({
      id: run.job.id,
      type: 'failed',
      code: known ? error.code : 'internal',
      message: known ? error.message : 'the engine failed',
      error,
    })
  }

  /** Runs what can be run at once, giving way until it fits; null where nothing runs. */
  async function compute(events: BatchEvent[]): Promise<{ plan: Planned[]; outputs: readonly unknown[] } | null> {
    for (;;) {
      const plan = planStep(running, limits, turn)
      if (plan.length === 0) return null
      const rows = plan.reduce((sum, part) => sum + part.rows, 0)
      if (positions() + rows > limits.positions) {
        // One run alone has room: `add` has seen to it.
        makeRoom()
        continue
      }
      const parts = plan.map(({ run, rows }) => {
        const from = rowsOf(run)
        const whole = from + rows === run.tokens.length
        return partOf(run.sequence!, run.tokens.slice(from, from + rows), whole ? 1 : 0)
      })
      try {
        return { plan, outputs: await session.step(parts) }
      } catch (error) {
        // A step that is refused has changed nothing: it is tried again with less.
        if (error instanceof RefusalError && error.code === 'memory_exceeded' && makeRoom()) continue
        for (const { run } of plan) fail(run, error, events)
        return null
      }
    }
  }

  /** The token that a run's row chooses. */
  function advance(run: Run, logits: Int16Array, events: BatchEvent[]): void {
    const { job, generation } = run
    const { id } = job
    const row = { logits, offset: 0 }
    const token = generation.choose(row)
    const told =
      job.logprobs === undefined
        ? {}
        : { logprobs: [logprobs(row, ports.logitExponent, vocabulary.size, token, job.logprobs)] }
    run.tokens.push(token)
    const finish = generation.take(token)
    events.push({ id, type: 'tokens', tokens: [token], ...told })
    if (finish === null) return
    events.push({ id, type: 'end', finish })
    forget(run)
    retire(run)
  }

  function endCancelled(events: BatchEvent[]): void {
    for (const run of [...runs.values()]) {
      if (!run.cancelled) continue
      events.push({ id: run.job.id, type: 'end', finish: 'truncated' })
      forget(run)
      retire(run)
    }
  }

  async function step(): Promise<readonly BatchEvent[]> {
    const events: BatchEvent[] = []
    endCancelled(events)
    admit(events)
    turn++
    const done = await compute(events)
    if (done === null) return events
    done.plan.forEach(({ run }, i) => {
      if (run.cancelled || pending(run) > 0) return
      const logits = logitsOf(done.outputs[i] as Parameters<typeof logitsOf>[0], model)
      try {
        advance(run, logits, events)
      } catch (error) {
        fail(run, error, events)
      }
    })
    return events
  }

  return {
    add(job) {
      if (runs.has(job.id)) throw new TypeError(`job ${job.id}: the id is in use`)
      const told = job.logprobs ?? 0
      if (!Number.isInteger(told) || told < 0 || told > MAX_LOGPROBS) throw new RangeError(`logprobs: ${told}`)
      const { sampler, seed, prompt, key = '' } = job
      const full = queue.length >= limits.waiting
      if (full || queue.lengthOf(key) >= limits.waitingPerKey)
        refuse('busy', full ? 'too many generations wait' : 'too many generations of this key wait', {
          facts: { retryAfter: 1 },
        })
      // The last token of an answer is never fed.
      const most = Math.min(prompt.length + sampler.maxTokens, ports.context) - 1
      if (most > limits.positions)
        refuse('memory_exceeded', `prompt and answer: up to ${most} positions, there is room for ${limits.positions}`, {
          facts: { needed: most, limit: limits.positions },
          hint: 'ask for fewer tokens',
        })
      const generation = createGeneration({
        ...{ sampler, seed, prompt, vocabulary },
        exponent: ports.logitExponent,
        context: ports.context,
      })
      const scope = job.cacheScope === undefined ? (job.key ?? null) : job.cacheScope
      const run: Run = {
        ...{ job, generation, key, scope, tokens: [...prompt] },
        sequence: null,
        started: false,
        cancelled: false,
      }
      runs.set(job.id, run)
      queue.add(run)
    },
    cancel(id) {
      const run = runs.get(id)
      if (run === undefined || run.cancelled) return false
      run.cancelled = true
      return true
    },
    get busy() {
      return runs.size > 0
    },
    async step() {
      if (stepping) throw new TypeError('step: one is under way')
      stepping = true
      try {
        return await step()
      } finally {
        stepping = false
      }
    },
    get counts() {
      return { running: running.length, waiting: queue.length, cached: cache.length, positions: positions() }
    },
    evict: () => cache.evict(),
    close() {
      if (stepping) throw new TypeError('close: a step is under way')
      for (const run of [...runs.values()]) {
        forget(run)
        run.sequence?.close()
        run.sequence = null
      }
      cache.clear()
    },
  }
}
