// Natural-log probabilities for display: floats of the unmodified logits, before any rule of the sampler. No verifier looks at them.

import type { Row } from './choose.ts'

/** Of one token of an answer. */
export interface TokenLogprobs {
  /** ln of the model's own probability of the token that came. */
  readonly logprob: number
  /** The likeliest tokens with theirs, first the likeliest; ids ascend among equals. */
  readonly top: readonly (readonly [token: number, logprob: number])[]
}

/** Of the token that came, and of the `count` likeliest: display only. `size` is the vocabulary's, logits are q / 2^exponent. */
export function logprobs(row: Row, exponent: number, size: number, token: number, count: number): TokenLogprobs {
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
  const of = (id: number): number => (logits[offset + id]! - most) / unit - log
  return { logprob: of(token), top: top.map(id => [id, of(id)] as const) }
}
