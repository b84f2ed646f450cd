// Natural-log probabilities for display: floats of the unmodified logits, before any rule of the sampler. No verifier looks at them.

import type { Row } from './choose.ts'

export interface TokenLogprob {
  readonly id: number
  /** ln of the model's own probability. */
  readonly logprob: number
}

export interface Logprobs {
  readonly token: TokenLogprob
  /** The likeliest tokens, first the likeliest; ids ascend among equals. */
  readonly top: readonly TokenLogprob[]
}

/** Of the token that came, and of the `count` likeliest: display only. `size` is the vocabulary's, logits are q / 2^exponent. */
export function logprobs(row: Row, exponent: number, size: number, token: number, count: number): Logprobs {
  const { logits, offset } = row
  const top: number[] = []
  let most = Number.NEGATIVE_INFINITY
  // The list stays in order; an id goes behind its equals, which are lower.
  for (let id = 0; id < size; id++) {
    const q = logits[offset + id]!
    if (q > most) most = q
    if (top.length === count && (count === 0 || q <= logits[offset + top[count - 1]!]!)) continue
    let at = top.length === count ? count - 1 : top.length
    while (at > 0 && logits[offset + top[at - 1]!]! < q) {
      top[at] = top[at - 1]!
      at--
    }
    top[at] = id
  }
  const unit = 2 ** exponent
  let sum = 0
  for (let id = 0; id < size; id++) sum += Math.exp((logits[offset + id]! - most) / unit)
  const log = Math.log(sum)
  const of = (id: number): TokenLogprob => ({ id, logprob: (logits[offset + id]! - most) / unit - log })
  return { token: of(token), top: top.map(of) }
}
