// A random generator with a seed, for tests that must come out the same everywhere. Also runs in a browser.

/** A small, fast generator (splitmix32) with the draws that the tests need. Not for secrets. */
export class Random {
  private state: number

  constructor(...seed: readonly number[]) {
    this.state = 0
    for (const part of seed) this.state = (Math.imul(this.state ^ (part | 0), 0x9e3779b1) + 0x7f4a7c15) | 0
    this.next()
  }

  /** Uniform in [0, 2^32). */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0
    let z = this.state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }

  /** Uniform integer, both ends included. */
  int(lo: number, hi: number): number {
    return lo + Math.floor((this.next() / 2 ** 32) * (hi - lo + 1))
  }

  chance(p: number): boolean {
    return this.next() < p * 2 ** 32
  }

  pick<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)]!
  }

  shuffled<T>(values: readonly T[]): T[] {
    const out = [...values]
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.int(0, i)
      ;[out[i], out[j]] = [out[j]!, out[i]!]
    }
    return out
  }
}
