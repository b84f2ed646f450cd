// Angles of rotary positions: one frequency per pair of values, changed by the kinds of scaling that are known. Doubles; the
// tables that an exact model holds are made of them once.

/** Stretches all angles, or those of long waves (Llama 3). */
export type RotaryScaling =
  | { readonly kind: 'none' }
  | { readonly kind: 'linear'; readonly factor: number }
  | {
      readonly kind: 'llama3'
      readonly factor: number
      readonly low: number
      readonly high: number
      /** Positions that the model was first trained on. */
      readonly original: number
    }
  /** A divisor for each frequency, as GGUF files store them. */
  | { readonly kind: 'factors'; readonly factors: Float32Array }

/** theta^(-2i/R) for i < R/2, scaled. */
export function frequenciesOf(turned: number, theta: number, scaling: RotaryScaling): Float64Array {
  return Float64Array.from({ length: turned / 2 }, (_, i) => {
    const frequency = theta ** (-(2 * i) / turned)
    switch (scaling.kind) {
      case 'none':
        return frequency
      case 'linear':
        return frequency / scaling.factor
      case 'factors':
        return frequency / scaling.factors[i]!
      case 'llama3': {
        const { factor, low, high, original } = scaling
        const wave = (2 * Math.PI) / frequency
        if (wave < original / high) return frequency
        if (wave > original / low) return frequency / factor
        const smooth = (original / wave - low) / (high - low)
        return ((1 - smooth) * frequency) / factor + smooth * frequency
      }
    }
  })
}
