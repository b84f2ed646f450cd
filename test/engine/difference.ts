// What is compared when tensors are: no test runner, so that it also runs in a browser.

import type { IntTensor } from '../../src/core/graph/index.ts'

/** The first difference between two lists of tensors, in words, or null. Faster than a deep comparison. */
export function difference(got: readonly IntTensor[], want: readonly IntTensor[]): string | null {
  if (got.length !== want.length) return `${got.length} tensors, ${want.length} expected`
  for (const [i, a] of got.entries()) {
    const b = want[i]!
    if (a.bits !== b.bits || a.rows !== b.rows || String(a.shape) !== String(b.shape)) return `type of tensor ${i}`
    if (a.data.constructor !== b.data.constructor || a.data.length !== b.data.length) return `storage of tensor ${i}`
    for (let at = 0; at < a.data.length; at++) {
      if (a.data[at] !== b.data[at]) return `tensor ${i}, value ${at}: ${a.data[at]}, ${b.data[at]} expected`
    }
  }
  return null
}
