// Finds stop strings in an answer's bytes as they come, across the borders of tokens: spec/sampler.md, "Ends".

import { utf8 } from '../../bytes/index.ts'

export interface Stops {
  /** More bytes of the answer: has a stop string ended among them? */
  push(bytes: Uint8Array): boolean
}

/** How far each string's beginning is also its end: where a search goes on behind a byte that does not fit. */
function fallbacks(pattern: Uint8Array): Uint16Array {
  const back = new Uint16Array(pattern.length)
  for (let i = 1, k = 0; i < pattern.length; i++) {
    while (k > 0 && pattern[i] !== pattern[k]) k = back[k - 1]!
    if (pattern[i] === pattern[k]) k++
    back[i] = k
  }
  return back
}

export function createStops(texts: readonly string[]): Stops {
  const searches = texts.map(text => {
    const pattern = utf8(text)
    return { pattern, back: fallbacks(pattern), matched: 0 }
  })
  return {
    push(bytes) {
      for (const search of searches) {
        const { pattern, back } = search
        for (const byte of bytes) {
          while (search.matched > 0 && pattern[search.matched] !== byte) search.matched = back[search.matched - 1]!
          if (pattern[search.matched] === byte) search.matched++
          // What follows the end of one is not looked at: the answer has ended.
          if (search.matched === pattern.length) return true
        }
      }
      return false
    },
  }
}
