// What calibration gathers where values stand: ranges of all, and copies of those that meet weights. spec/compile.md,
// "Language models".

import { refuse } from '../../errors/index.ts'
import { Range } from '../range.ts'
import type { Observe, Site } from './runner.ts'

export class Sites {
  private readonly ranges = new Map<Site, Range>()
  private readonly copies = new Map<Site, Float32Array>()
  private readonly kept: ReadonlySet<Site>
  private readonly factors: Partial<Record<Site, number>>

  /** `kept`: sites whose values are copied; each is observed once. `factors`: what values are multiplied by before. */
  constructor(kept: readonly Site[], factors: Partial<Record<Site, number>> = {}) {
    this.kept = new Set(kept)
    this.factors = factors
  }

  readonly observe: Observe = (site, given, rows) => {
    const factor = this.factors[site]
    const values = factor === undefined ? given : given.map(value => value * factor)
    let range = this.ranges.get(site)
    if (range === undefined) {
      range = new Range()
      this.ranges.set(site, range)
    }
    if (!range.add(values))
      refuse('weight_not_finite', `calibration makes the model overflow float32 (${site}, ${rows} rows)`)
    if (this.kept.has(site)) this.copies.set(site, values.slice())
  }

  range(site: Site): Range {
    const range = this.ranges.get(site)
    if (range === undefined) throw new RangeError(`${site} was not observed`)
    return range
  }

  /** The range of a kept site whose channels are multiplied by a factor each. */
  scaledRange(site: Site, factors: ArrayLike<number>): Range {
    const range = new Range()
    range.add(this.scaled(site, factors))
    return range
  }

  /** A kept site's values, channels times a factor each. */
  scaled(site: Site, factors: ArrayLike<number>): Float32Array {
    const { length } = factors
    return this.copy(site).map((value, at) => value * factors[at % length]!)
  }

  copy(site: Site): Float32Array {
    const copy = this.copies.get(site)
    if (copy === undefined) throw new RangeError(`${site} was not kept`)
    return copy
  }
}
