// The caller's side of threads: starts them with the whole model, and shares rows and products with them.

import type { Pool } from '../../../../core/engine/index.ts'
import { WorldError } from '../../../../core/errors/index.ts'
import type { ExactModel, IntTensor } from '../../../../core/graph/index.ts'
import { startPool } from '../../pool.ts'
import type { Exactness } from '../exactness.ts'
import { THREAD } from '../generated/thread.ts'
import { align } from '../layout.ts'
import type { Choice, UnitPlan } from '../plan.ts'
import type { Block } from '../unit.ts'
import {
  CLOSED,
  CONTROL_BYTES,
  COUNT,
  type Exchange,
  exchangeOf,
  FAILED,
  FREE,
  INSIDE,
  JOB,
  KEPT,
  MOST_UNITS,
  OPEN,
  type OpenMessage,
  OWNERS,
  POSITIONS,
  PREPARED,
  READY,
  ROWS,
  STATE,
  TAKEN,
  UNIT,
  valuesAt,
  WHAT,
} from './control.ts'
import { unitsOf } from './plans.ts'
import { Trial } from './trial.ts'

type Values = IntTensor['data']

/** How often the caller looks whether those inside are done before it sleeps. */
const LOOKS = 20_000
/** The longest that threads may take to load. */
const LOAD_MS = 120_000
/** Lines of a unit of a product: fewer, and it is slower. */
const UNIT_LINES = 32

/** A product that threads can do positions of. */
export interface Offer {
  readonly k: number
  readonly limbs: 1 | 2
  /** Products of bytes in a position. */
  readonly work: number
  /** Most positions of a job, and those of a row. */
  readonly positions: number
  readonly rowPositions: number
  /** Where there is more than one, these are what is shared, not positions. */
  readonly blocks: readonly Block[]
}

/** What the caller does of a product: positions from `first` on. */
export interface Job {
  /** The product's place among the units. */
  readonly at: number
  readonly count: number
  /** Does all of it without threads. */
  alone(): void
  /** Makes the matrix of a unit, and gives its bytes. */
  prepare(first: number, count: number): Uint8Array
  compute(block: number, first: number, count: number): void
  /** Takes what a thread has computed. */
  take(block: number, first: number, result: Uint8Array): void
}

/** Rows of the whole graph. */
export interface RowsJob {
  /** By slot. */
  readonly inputs: readonly Values[]
  /** By output op. */
  readonly results: ReadonlyMap<number, Values>
  readonly rows: number
  compute(first: number, count: number): void
}

const columnsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { n }) => sum + n, 0)

export interface HelpersOptions {
  readonly exactness: Exactness
  readonly choice: Choice
  /** Threads beside the caller's. */
  readonly size: number
  /** Products of bytes in a call from which threads are asked; 0: always, whether they are worth it or not. */
  readonly least: number
}

export class Helpers {
  readonly size: number
  readonly least: number
  /** Units that threads have done, of products and of rows. */
  readonly helped = { positions: 0, rows: 0 }
  private readonly options: HelpersOptions
  private readonly offers = new Map<number, Offer>()
  private readonly words = new Int32Array(new SharedArrayBuffer(CONTROL_BYTES))
  private exchange = new SharedArrayBuffer(0)
  private exchangeBytes = 0
  private results = 0
  private layout: Exchange | undefined
  private rows = 0
  /** Products of bytes in a row. */
  private rowWork = 0
  private pool: Pool | undefined
  private readonly trials: { readonly positions: Trial; readonly rows: Trial }
  private kind: 'positions' | 'rows' = 'positions'

  constructor(options: HelpersOptions) {
    this.options = options
    this.size = options.size
    this.least = options.least
    const always = options.least === 0
    this.trials = { positions: new Trial(always), rows: new Trial(always) }
  }

  /** Registers the product that is unit `at` before threads start. */
  add(at: number, offer: Offer): void {
    this.offers.set(at, offer)
    this.rowWork += offer.work * offer.rowPositions
  }

  /** Positions of a unit of a job of `count`. */
  private unitOf({ limbs }: Offer, count: number): number {
    const least = Math.max(UNIT_LINES / limbs, Math.ceil(count / MOST_UNITS))
    return Math.max(least, Math.ceil(count / (2 * (this.size + 1)) / 8) * 8)
  }

  /**
   * Lays the exchange out, when all products are registered. Gives the bytes that threads will keep and share, where the caller's
   * session takes `own` of them.
   */
  place({ graph, weights }: ExactModel, chunkRows: number, own: number): number {
    const offers = [...this.offers.values()]
    if (offers.length === 0) return 0
    this.rows = 2 * (this.size + 1) * chunkRows
    this.layout = exchangeOf(graph, this.rows)
    this.results = align(Math.max(...offers.map(({ limbs, positions, k }) => limbs * positions * k)))
    const results = Math.max(...offers.map(({ positions, blocks }) => 2 * positions * columnsOf(blocks)))
    this.exchangeBytes = Math.max(this.results + results, this.layout.bytes)
    return this.size * own + weights.length + this.exchangeBytes
  }

  /** Starts the threads where there is something to share. They load while the caller does. */
  start(model: ExactModel, plans: readonly UnitPlan[], limits: { limit: number; working: number }): void {
    if (this.offers.size === 0) return
    const { exactness, choice, size } = this.options
    const { runtime } = exactness
    this.exchange = new SharedArrayBuffer(this.exchangeBytes)
    const weights = new Uint8Array(new SharedArrayBuffer(model.weights.length))
    weights.set(model.weights)
    const message: OpenMessage = {
      directory: runtime.directory,
      version: runtime.version,
      variant: exactness.variant()!,
      segments: exactness.segments(),
      model: { ...model, weights },
      choice,
      threads: size + 1,
      units: unitsOf(plans),
      ...limits,
      control: this.words.buffer as SharedArrayBuffer,
      exchange: this.exchange,
      results: this.results,
      rows: this.rows,
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

  /** A run of so many rows begins: threads that sleep wake up, where they are worth it. */
  begin(rows: number): void {
    if (this.pool === undefined) return
    const threads = this.size + 1
    // Each thread has a row, and none waits for long while others have one more.
    const isEven = rows === threads || rows >= 2 * threads
    this.kind = isEven && rows * this.rowWork >= this.least ? 'rows' : 'positions'
    this.trial.begin()
    if (this.isTogether) Atomics.notify(this.words, STATE)
  }

  private get trial(): Trial {
    return this.trials[this.kind]
  }

  private get isTogether(): boolean {
    return this.pool !== undefined && this.trial.mode === 'together'
  }

  /** Computes a product with whoever is there. */
  run(job: Job): void {
    if (this.kind === 'rows') {
      job.alone()
      return
    }
    const offer = this.offers.get(job.at)!
    const started = performance.now()
    const unit = this.unitOf(offer, job.count)
    if (this.isTogether && offer.blocks.length > 1) this.shareColumns(job, offer)
    else if (this.isTogether && unit < job.count) this.sharePositions(job, offer, unit)
    else job.alone()
    this.trial.add(job.count * offer.work, performance.now() - started)
  }

  /** Computes all rows with whoever is there. */
  runRows(job: RowsJob): void {
    if (this.kind !== 'rows') {
      job.compute(0, job.rows)
      return
    }
    const started = performance.now()
    if (this.isTogether)
      for (let first = 0; first < job.rows; first += this.rows)
        this.shareRows(job, first, Math.min(this.rows, job.rows - first))
    else job.compute(0, job.rows)
    this.trial.add(job.rows, performance.now() - started)
  }

  private shareRows(job: RowsJob, from: number, count: number): void {
    const { inputs, outputs } = this.layout!
    const threads = this.size + 1
    const unit = Math.max(1, Math.ceil(count / (count <= threads ? count : 2 * threads)))
    inputs.forEach(({ type, at }, slot) => {
      const values = job.inputs[slot]!
      const row = values.length / job.rows
      valuesAt(this.exchange, at, type, this.rows).set(values.subarray(from * row, (from + count) * row))
    })
    this.together(ROWS, count, unit, 0, () => {
      Atomics.store(this.words, PREPARED, Math.ceil(count / unit))
      this.units(count, unit, (first, some) => job.compute(from + first, some))
    })
    this.taken(count, unit, 'rows', (first, some) => {
      for (const { id, type, at } of outputs) {
        const values = job.results.get(id)!
        const row = values.length / job.rows
        const made = valuesAt(this.exchange, at, type, this.rows).subarray(first * row, (first + some) * row)
        values.set(made, (from + first) * row)
      }
    })
  }

  private sharePositions(job: Job, { limbs, k, blocks }: Offer, unit: number): void {
    const { count } = job
    const [{ n }] = blocks as readonly [Block]
    this.together(job.at, count, unit, count, () => {
      for (let at = 0, first = 0; first < count; at++, first += unit) {
        const bytes = job.prepare(first, Math.min(unit, count - first))
        new Uint8Array(this.exchange, limbs * first * k, bytes.length).set(bytes)
        Atomics.store(this.words, PREPARED, at + 1)
      }
      this.units(count, unit, (first, some) => job.compute(0, first, some))
    })
    this.taken(count, unit, 'positions', (first, some) =>
      job.take(0, first, new Uint8Array(this.exchange, this.results + 2 * first * n, 2 * n * some)),
    )
  }

  private shareColumns(job: Job, { blocks }: Offer): void {
    const { count } = job
    this.together(job.at, blocks.length, 1, count, () => {
      const bytes = job.prepare(0, count)
      new Uint8Array(this.exchange, 0, bytes.length).set(bytes)
      Atomics.store(this.words, PREPARED, blocks.length)
      this.units(blocks.length, 1, block => job.compute(block, 0, count))
    })
    this.taken(blocks.length, 1, 'positions', block => {
      const { start, n } = blocks[block]!
      job.take(block, 0, new Uint8Array(this.exchange, this.results + 2 * count * start, 2 * count * n))
    })
  }

  /** Opens a job, does the caller's part, and waits for the others. */
  private together(what: number, count: number, unit: number, positions: number, own: () => void): void {
    const { words } = this
    words[WHAT] = what
    words[COUNT] = count
    words[UNIT] = unit
    words[POSITIONS] = positions
    words.fill(FREE, OWNERS, OWNERS + Math.ceil(count / unit))
    Atomics.store(words, PREPARED, 0)
    // Nobody is inside, and nobody enters before this.
    Atomics.add(words, STATE, JOB + OPEN)
    Atomics.notify(words, STATE)
    try {
      own()
    } finally {
      // Whoever waits for a matrix has it, whatever happened.
      Atomics.store(words, PREPARED, MOST_UNITS)
      Atomics.and(words, STATE, ~OPEN)
      this.wait()
    }
    this.check()
  }

  /** Takes units until none is left. */
  private units(count: number, unit: number, compute: (first: number, count: number) => void): void {
    for (let at = 0, first = 0; first < count; at++, first += unit)
      if (Atomics.compareExchange(this.words, OWNERS + at, FREE, KEPT) === FREE)
        compute(first, Math.min(unit, count - first))
  }

  /** What threads have done. */
  private taken(
    count: number,
    unit: number,
    kind: 'positions' | 'rows',
    take: (first: number, count: number) => void,
  ): void {
    for (let at = 0, first = 0; first < count; at++, first += unit) {
      if (this.words[OWNERS + at] !== TAKEN) continue
      this.helped[kind]++
      take(first, Math.min(unit, count - first))
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
