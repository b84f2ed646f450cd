// Unigram: of all ways to write a piece in tokens, the one with the highest sum of scores (spec/tokenizer.md, "unigram"). Sums are
// doubles, added from left to right; of equal sums the one whose last token begins first is kept. The same on every machine.

import type { Model } from './bpe.ts'
import { ORDINARY } from './spelling.ts'
import { Trie } from './trie.ts'
import type { TokenizerData } from './types.ts'

/** An unknown character costs this much more than the worst token. */
const UNKNOWN_COST = 10

export function unigramModel(data: TokenizerData, kinds: Uint8Array): Model {
  const { scores, unknown } = data
  const trie = new Trie()
  let worst = 0
  data.tokens.forEach((token, id) => {
    if (kinds[id] === ORDINARY) trie.add(token, id)
    worst = Math.min(worst, scores[id]!)
  })
  const unknownScore = worst - UNKNOWN_COST
  const encoder = new TextEncoder()
  /** Of the best way to each place: its sum, its last token (-1: an unknown character) and where that begins. */
  let sums = new Float64Array(1024)
  let tokens = new Int32Array(1024)
  let begins = new Int32Array(1024)

  return {
    encode(text, begin, end, out) {
      const length = end - begin
      if (sums.length <= length) {
        sums = new Float64Array(2 * length)
        tokens = new Int32Array(2 * length)
        begins = new Int32Array(2 * length)
      }
      sums.fill(Number.NEGATIVE_INFINITY, 0, length + 1)
      sums[0] = 0
      for (let at = 0; at < length; ) {
        const unit = text.charCodeAt(begin + at)
        const size = unit >= 0xd800 && unit < 0xdc00 && at + 1 < length ? 2 : 1
        const sum = sums[at]!
        let single = false
        let node = 0
        for (let to = at; to < length; ) {
          node = trie.step(node, text.charCodeAt(begin + to))
          if (node === 0) break
          to++
          const id = trie.valueAt(node)
          if (id < 0) continue
          if (to === at + size) single = true
          const candidate = sum + scores[id]!
          if (candidate > sums[to]!) {
            sums[to] = candidate
            tokens[to] = id
            begins[to] = at
          }
        }
        if (!single && sum + unknownScore > sums[at + size]!) {
          sums[at + size] = sum + unknownScore
          tokens[at + size] = -1
          begins[at + size] = at
        }
        at += size
      }
      const way: number[] = []
      for (let at = length; at > 0; at = begins[at]!) way.push(at)
      let follows = false
      for (let i = way.length - 1; i >= 0; i--) {
        const to = way[i]!
        const id = tokens[to]!
        if (id >= 0) out.push(id)
        else if (data.bytes.length > 0) {
          for (const byte of encoder.encode(text.slice(begin + begins[to]!, begin + to))) out.push(data.bytes[byte]!)
        } else if (unknown !== null && !(follows && data.fuse)) out.push(unknown)
        follows = id < 0
      }
    },
  }
}
