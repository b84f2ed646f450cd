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
  DONE,
  FAILED,
  JOB,
  type OpenMessage,
  PRODUCT,
  READY,
  type Share,
} from './control.ts'

/** How often the caller looks whether the others are done before it sleeps. */
const LOOKS = 20_000
/** The longest that threads may take to load. */
const LOAD_MS = 120_000

export interface Offer extends Omit<Share, 'weights'> {
  /** Rows of k for all threads' columns. */
  readonly weights: Int8Array | Int16Array
}

export class Helpers {
  readonly size: number
  /** Products of bytes in a call from which threads are asked. */
  readonly least: number
  /** Jobs so far. */
  calls = 0
  private readonly runtime: Runtime
  private readonly variant: Variant
  private readonly offers: Offer[] = []
  private readonly words = new Int32Array(new SharedArrayBuffer(CONTROL_BYTES))
  private exchange = new SharedArrayBuffer(0)
  private results = 0
  private resultBytes = 0
  private pool: Pool | undefined

  constructor(runtime: Runtime, variant: Variant, size: number, least: number) {
    this.least = least
    this.runtime = runtime
    this.variant = variant
    this.size = size
  }

  /** Columns of `n` that each thread gets; what is left is the caller's. */
  columnsOf(n: number): number {
    return Math.floor(n / (this.size + 1) / 16) * 16
  }

  /** Registers a product before threads start; gives its number. */
  add(offer: Offer): number {
    return this.offers.push(offer) - 1
  }

  /** Bytes that threads keep and share. */
  get bytes(): number {
    return this.offers.reduce((sum, { weights, positions, k, limbs, columns, weightLimbs }) => {
      const own = positions * (limbs * k + columns * (4 * limbs * weightLimbs + 4))
      return sum + 2 * weights.byteLength + this.size * own
    }, 0)
  }

  /** Starts the threads where there is something to share. They load while the caller does. */
  async start(): Promise<void> {
    const { offers, size } = this
    if (offers.length === 0) return
    const align = (bytes: number): number => Math.ceil(bytes / 64) * 64
    this.results = align(Math.max(...offers.map(({ limbs, positions, k }) => limbs * positions * k)))
    this.resultBytes = align(Math.max(...offers.map(({ positions, columns }) => 2 * positions * columns)))
    this.exchange = new SharedArrayBuffer(this.results + size * this.resultBytes)
    const weights = new SharedArrayBuffer(offers.reduce((sum, offer) => sum + align(offer.weights.byteLength), 0))
    let at = 0
    const shares = offers.map((offer): Share => {
      const own = at
      const { buffer, byteOffset, byteLength } = offer.weights
      new Uint8Array(weights, own, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength))
      at += align(byteLength)
      return { ...offer, weights: own }
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
      resultBytes: this.resultBytes,
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
    if (Atomics.load(words, FAILED) !== 0) this.fail()
  }

  /** A run begins: threads that sleep wake up. */
  wake(): void {
    if (this.pool !== undefined) Atomics.notify(this.words, JOB)
  }

  /** Where the matrix of the next job goes. */
  matrix(bytes: number): Uint8Array {
    return new Uint8Array(this.exchange, 0, bytes)
  }

  /** What thread `which` gave. */
  result(which: number, bytes: number): Uint8Array {
    return new Uint8Array(this.exchange, this.results + which * this.resultBytes, bytes)
  }

  begin(product: number, positions: number): void {
    const { words } = this
    this.calls++
    words[PRODUCT] = product
    words[COUNT] = positions
    Atomics.store(words, DONE, 0)
    Atomics.add(words, JOB, 1)
    Atomics.notify(words, JOB)
  }

  finish(): void {
    const { words, size } = this
    let done = Atomics.load(words, DONE)
    for (let look = 0; done < size && look < LOOKS; look++) done = Atomics.load(words, DONE)
    for (; done < size; done = Atomics.load(words, DONE)) Atomics.wait(words, DONE, done, 1000)
    if (Atomics.load(words, FAILED) !== 0) this.fail()
  }

  close(): void {
    Atomics.store(this.words, CLOSED, 1)
    Atomics.add(this.words, JOB, 1)
    Atomics.notify(this.words, JOB)
    this.pool?.close()
    this.pool = undefined
  }

  private fail(): never {
    this.close()
    throw new WorldError('runtime_failed', 'a thread of the native engine failed', { hint: 'Use one thread.' })
  }
}
