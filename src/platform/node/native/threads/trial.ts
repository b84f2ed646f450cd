// Whether threads are worth asking, run by run: on a machine that does other work as well they wait for one another, and one
// alone may be faster. What is measured decides; results do not depend on it.

type Mode = 'together' | 'alone'

/** Runs at the start that try both ways in turn, and those of them that teach nothing: what runs first is slow. */
const FIRST_RUNS = 6
const WARM_UP = 2
/** After so many runs the other way is tried again; each time that it is worse, after twice as many. */
const SHORTEST = 64
const LONGEST = 1024
/** So many runs in a row. */
const TRIED = 2
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

  /** `always` asks them whatever that costs. */
  constructor(always: boolean) {
    this.always = always
  }

  /** A run begins. */
  begin(): void {
    if (this.always) return
    if (this.work > 0 && this.runs > WARM_UP) this.learn(this.spent / this.work)
    this.spent = 0
    this.work = 0
    const at = this.runs++
    if (at < FIRST_RUNS) {
      this.mode = at % 2 === 0 ? 'together' : 'alone'
      return
    }
    const { together, alone } = this.rates
    const best = together <= alone ? 'together' : 'alone'
    if (best !== this.best) this.wait = SHORTEST
    this.best = best
    this.mode = best
    if (at < this.next) return
    this.mode = best === 'together' ? 'alone' : 'together'
    if (at < this.next + TRIED - 1) return
    this.wait = Math.min(LONGEST, 2 * this.wait)
    this.next = at + this.wait
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
