// WordPiece: from the left, the longest token that fits; a word that cannot be written so is unknown as a whole (spec/tokenizer.md,
// "wordpiece"). Tokens that continue a word lie in a tree of their own, without their sign.

import type { Model } from './bpe.ts'
import { ORDINARY } from './spelling.ts'
import { Trie } from './trie.ts'
import type { TokenizerData } from './types.ts'

export function wordpieceModel(data: TokenizerData, kinds: Uint8Array): Model {
  const { continuing, longest, unknown } = data
  const starting = new Trie()
  const following = new Trie()
  data.tokens.forEach((token, id) => {
    if (kinds[id] !== ORDINARY) return
    if (token.startsWith(continuing) && token.length > continuing.length)
      following.add(token.slice(continuing.length), id)
    // The sign itself may begin a word: a text can hold it.
    starting.add(token, id)
  })
  return {
    encode(text, begin, end, out) {
      const count = out.length
      let points = 0
      for (let i = begin; i < end; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) points++
      let at = begin
      while (points <= longest && at < end) {
        const trie = at === begin ? starting : following
        const id = trie.longest(text, at, end)
        if (id < 0) break
        out.push(id)
        at = trie.end
      }
      if (at === end) return
      out.length = count
      out.push(unknown!)
    },
  }
}
