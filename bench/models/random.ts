// Numbers for models that are measured and never judged: the same for the same seed, on every machine.

/** Normal deviates by Box and Muller over a 32-bit generator (mulberry32). */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** In [0, 1). */
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  /** `count` normal deviates with this standard deviation. */
  normal(count: number, deviation = 1): Float32Array {
    const out = new Float32Array(count)
    for (let i = 0; i < count; i += 2) {
      const radius = deviation * Math.sqrt(-2 * Math.log(1 - this.uniform()))
      const angle = 2 * Math.PI * this.uniform()
      out[i] = radius * Math.cos(angle)
      if (i + 1 < count) out[i + 1] = radius * Math.sin(angle)
    }
    return out
  }
}
