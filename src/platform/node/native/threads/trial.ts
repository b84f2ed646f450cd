// Whether threads are worth asking, run by run: on a machine that does other work as well they wait for one another, and one
// alone may be faster. What is measured decides; results do not depend on it.

type Mode = 'together' | 'alone'

/** Runs in a row that try a way. The first of them teaches nothing: threads have slept, and their caches are cold. */
const SERIES = 4
/** Series at the start are short: both ways in turn, and the first teaches nothing at all, as what runs first is slow. */
const FIRST_SERIES = 2
const FIRST_RUNS = 4 * FIRST_SERIES
const WARM_UP = FIRST_SERIES
/** After so many runs the other way is tried again; each time that it is worse, after twice as many. */
const SHORTEST = 64
const LONGEST = 1024
/** What the latest run weighs in the average of its way, and how far above it counts: a run that was interrupted is one run. */
const WEIGHT = 0.3
const FAR = 1.5

export class Trial {
  mode: Mode = 'together'
  private readonly always: boolean
  private readonly rates: Record<Mode, number> = { together: 0, alone: 0 }
  private best: Mode = 'together'
  private runs = 0
  private next = FIRST_RUNS + SHORTEST
  private wait = SHORTEST
  private spent = 0
  private work = 0
  private isFirst = false

  /** `always` asks them whatever that costs. */
  constructor(always: boolean) {
    this.always = always
  }

  /** A run begins. */
  begin(): void {
    if (this.always) return
    if (this.work > 0 && this.runs > WARM_UP && !this.isFirst) this.learn(this.spent / this.work)
    this.spent = 0
    this.work = 0
    const before = this.mode
    this.mode = this.choose(this.runs++)
    this.isFirst = this.mode !== before
  }

  private choose(at: number): Mode {
    if (at < FIRST_RUNS) return Math.floor(at / FIRST_SERIES) % 2 === 0 ? 'together' : 'alone'
    const { together, alone } = this.rates
    const best = together <= alone ? 'together' : 'alone'
    if (best !== this.best) this.wait = SHORTEST
    this.best = best
    if (at < this.next) return best
    if (at >= this.next + SERIES - 1) {
      this.wait = Math.min(LONGEST, 2 * this.wait)
      this.next = at + this.wait
    }
    return best === 'together' ? 'alone' : 'together'
  }

  /** A part of the run: how much it was, and how long it took. */
  add(work: number, milliseconds: number): void {
    this.work += work
    this.spent += milliseconds
  }

  private learn(rate: number): void {
    const known = this.rates[this.mode]
    this.rates[this.mode] = known === 0 ? rate : known + WEIGHT * (Math.min(rate, FAR * known) - known)
  }
}
