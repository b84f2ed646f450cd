// The caller's side of threads: collects the products that are shared, starts the threads with all of them, and shares calls.

import type { Pool } from '../../../../core/engine/index.ts'
import { WorldError } from '../../../../core/errors/index.ts'
import { startPool } from '../../pool.ts'
import type { Runtime } from '../binding.ts'
import { THREAD } from '../generated/thread.ts'
import { glueModule } from '../kernels.ts'
import type { Variant } from '../matrix.ts'
import {
  CLOSED,
  CONTROL_BYTES,
  COUNT,
  FAILED,
  INSIDE,
  JOB,
  MOST_UNITS,
  NEXT,
  OPEN,
  type OpenMessage,
  OWNERS,
  PREPARED,
  PRODUCT,
  READY,
  type Share,
  STATE,
  UNIT,
} from './control.ts'
import { Trial } from './trial.ts'

/** How often the caller looks whether those inside are done before it sleeps. */
const LOOKS = 20_000
/** The longest that threads may take to load. */
const LOAD_MS = 120_000
/** Lines of a unit: fewer, and a product is slower. */
const UNIT_LINES = 32

export interface Offer extends Omit<Share, 'weights' | 'unit'> {
  /** n x k. */
  readonly weights: Int8Array | Int16Array
  /** Most positions of a job. */
  readonly positions: number
}

/** What the caller does of a job: positions from `first` on. */
export interface Job {
  readonly product: number
  readonly count: number
  /** Does all of it without threads. */
  alone(): void
  /** Makes the matrix of a unit, and gives its bytes. */
  prepare(first: number, count: number): Uint8Array
  compute(first: number, count: number): void
  /** Takes what a thread has computed. */
  take(first: number, result: Uint8Array): void
}

export class Helpers {
  readonly size: number
  /** Products of bytes in a call from which threads are asked; 0: always, whether they are worth it or not. */
  readonly least: number
  /** Units that threads have done. */
  helped = 0
  private readonly runtime: Runtime
  private readonly variant: Variant
  private readonly offers: Offer[] = []
  private readonly words = new Int32Array(new SharedArrayBuffer(CONTROL_BYTES))
  private exchange = new SharedArrayBuffer(0)
  private results = 0
  private pool: Pool | undefined
  private readonly trial: Trial

  constructor(runtime: Runtime, variant: Variant, size: number, least: number) {
    this.least = least
    this.trial = new Trial(least === 0)
    this.runtime = runtime
    this.variant = variant
    this.size = size
  }

  /** Registers a product before threads start; gives its number. */
  add(offer: Offer): number {
    return this.offers.push(offer) - 1
  }

  /** Positions of a unit of a job of `count`. */
  private unitOf({ limbs }: Offer, count: number): number {
    const least = Math.max(UNIT_LINES / limbs, Math.ceil(count / MOST_UNITS))
    return Math.max(least, Math.ceil(count / (2 * (this.size + 1)) / 8) * 8)
  }

  /** Bytes that threads keep and share. */
  get bytes(): number {
    return this.offers.reduce((sum, offer) => {
      const { weights, positions, k, n, limbs, weightLimbs } = offer
      const unit = this.unitOf(offer, positions)
      const own = weights.byteLength + unit * (limbs * k + n * (4 * limbs * weightLimbs + 2))
      return sum + this.size * own + positions * (limbs * k + 2 * n)
    }, 0)
  }

  /** Starts the threads where there is something to share. They load while the caller does. */
  async start(): Promise<void> {
    const { offers, size } = this
    if (offers.length === 0) return
    const align = (bytes: number): number => Math.ceil(bytes / 64) * 64
    this.results = align(Math.max(...offers.map(({ limbs, positions, k }) => limbs * positions * k)))
    const results = Math.max(...offers.map(({ positions, n }) => 2 * positions * n))
    this.exchange = new SharedArrayBuffer(this.results + results)
    const weights = new SharedArrayBuffer(offers.reduce((sum, offer) => sum + align(offer.weights.byteLength), 0))
    let at = 0
    const shares = offers.map((offer): Share => {
      const own = at
      const { buffer, byteOffset, byteLength } = offer.weights
      new Uint8Array(weights, own, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength))
      at += align(byteLength)
      return { ...offer, weights: own, unit: this.unitOf(offer, offer.positions) }
    })
    const message: OpenMessage = {
      directory: this.runtime.directory,
      version: this.runtime.version,
      glue: await glueModule(),
      variant: this.variant,
      shares,
      control: this.words.buffer as SharedArrayBuffer,
      weights,
      exchange: this.exchange,
      results: this.results,
    }
    this.pool = startPool(THREAD, size)
    this.pool.post(message)
  }

  /** Waits until all have loaded. */
  ready(): void {
    if (this.pool === undefined) return
    const { words, size } = this
    const end = performance.now() + LOAD_MS
    for (let ready = Atomics.load(words, READY); ready < size; ready = Atomics.load(words, READY)) {
      if (Atomics.wait(words, READY, ready, end - performance.now()) === 'timed-out') this.fail()
    }
    this.check()
  }

  /** A run begins: threads that sleep wake up, where they are worth it. */
  begin(): void {
    if (this.pool === undefined) return
    this.trial.begin()
    if (this.trial.mode === 'together') Atomics.notify(this.words, STATE)
  }

  /** Computes a job with whoever is there. */
  run(job: Job): void {
    const { k, n, limbs, weightLimbs } = this.offers[job.product]!
    const started = performance.now()
    const unit = this.unitOf(this.offers[job.product]!, job.count)
    if (this.pool !== undefined && this.trial.mode === 'together' && unit < job.count) this.share(job, unit)
    else job.alone()
    this.trial.add(job.count * k * n * limbs * weightLimbs, performance.now() - started)
  }

  private share(job: Job, unit: number): void {
    const { words } = this
    const { count } = job
    words[PRODUCT] = job.product
    words[COUNT] = count
    words[UNIT] = unit
    words.fill(0, OWNERS, OWNERS + Math.ceil(count / unit))
    Atomics.store(words, PREPARED, 0)
    Atomics.store(words, NEXT, 0)
    // Nobody is inside, and nobody enters before this.
    Atomics.add(words, STATE, JOB + OPEN)
    Atomics.notify(words, STATE)
    try {
      this.compute(job, unit)
    } finally {
      // Whoever waits for a matrix has it, whatever happened.
      Atomics.store(words, PREPARED, MOST_UNITS)
      Atomics.and(words, STATE, ~OPEN)
      this.wait()
    }
    this.check()
    const { n } = this.offers[job.product]!
    for (let at = 0, first = 0; first < count; at++, first += unit) {
      if (words[OWNERS + at] === 0) continue
      this.helped++
      job.take(
        first,
        new Uint8Array(this.exchange, this.results + 2 * first * n, 2 * n * Math.min(unit, count - first)),
      )
    }
  }

  private compute(job: Job, unit: number): void {
    const { words } = this
    const { limbs, k } = this.offers[job.product]!
    const { count } = job
    for (let at = 0, first = 0; first < count; at++, first += unit) {
      const bytes = job.prepare(first, Math.min(unit, count - first))
      new Uint8Array(this.exchange, limbs * first * k, bytes.length).set(bytes)
      Atomics.store(words, PREPARED, at + 1)
    }
    for (;;) {
      const first = Atomics.add(words, NEXT, 1) * unit
      if (first >= count) return
      job.compute(first, Math.min(unit, count - first))
    }
  }

  /** Waits for those that are inside. */
  private wait(): void {
    const { words } = this
    let state = Atomics.load(words, STATE)
    for (let look = 0; (state & INSIDE) !== 0 && look < LOOKS; look++) state = Atomics.load(words, STATE)
    if ((state & INSIDE) === 0) return
    for (; (state & INSIDE) !== 0; state = Atomics.load(words, STATE)) Atomics.wait(words, STATE, state, 100)
  }

  close(): void {
    Atomics.store(this.words, CLOSED, 1)
    Atomics.add(this.words, STATE, JOB)
    Atomics.notify(this.words, STATE)
    this.pool?.close()
    this.pool = undefined
  }

  private check(): void {
    if (Atomics.load(this.words, FAILED) !== 0) this.fail()
  }

  private fail(): never {
    this.close()
    throw new WorldError('runtime_failed', 'a thread of the native engine failed', { hint: 'Use one thread.' })
  }
}
