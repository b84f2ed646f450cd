// How far outputs are off: the energy of the difference as a share of the signal's variance, by output, over rows.
// spec/compile.md, "Loss".

/** Sums over rows for one output. */
interface Sums {
  count: number
  total: number
  squares: number
  error: number
}

export class Loss {
  private readonly sums: Sums[]

  constructor(outputs: number) {
    this.sums = Array.from({ length: outputs }, () => ({ count: 0, total: 0, squares: 0, error: 0 }))
  }

  add(expected: readonly Float32Array[], found: readonly Float32Array[]): void {
    expected.forEach((values, slot) => {
      const sums = this.sums[slot]!
      const other = found[slot]!
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!
        sums.total += value
        sums.squares += value * value
        // A quotient by what was rounded to 0 is as good as nothing.
        const off = value - other[i]!
        sums.error += Number.isFinite(off) ? off * off : value * value
      }
      sums.count += values.length
    })
  }

  /** By output. */
  get each(): number[] {
    return this.sums.map(({ count, total, squares, error }) => {
      if (error === 0 || count === 0) return 0
      const variance = squares - (total * total) / count
      const signal = variance > 1e-12 * squares ? variance : squares
      return signal === 0 ? Number.POSITIVE_INFINITY : error / signal
    })
  }

  /** Of the output that is worst. */
  get worst(): number {
    return this.each.reduce((most, loss) => Math.max(most, loss), 0)
  }
}
