// Byte pair encoding of one piece: neighbours merge, the smallest rank first, the leftmost of equals, until none merges
// (spec/tokenizer.md, "bpe"). Over bytes or over characters; by a list of pairs or by ranks of tokens. Short pieces are scanned again
// for every merge, long ones use a heap: both give the same, and a test says so.

import { refuse } from '../../errors/index.ts'
import { NEVER, PairTable } from './pairs.ts'
import { byteAt, characterOf, ORDINARY } from './spelling.ts'
import type { TokenizerData } from './types.ts'

/** Longer pieces use the heap. */
const SCANNED = 48
const CACHED_PIECE = 40
const CACHED_PIECES = 1 << 15
/** Pairs that rank-based vocabularies have been asked for; forgotten together when there are more. */
const KNOWN_PAIRS = 1 << 18

export interface Model {
  /** Appends the tokens of text[begin .. end). */
  encode(text: string, begin: number, end: number, out: number[]): void
}

const malformed = (why: string): never => refuse('tokenizer_malformed', `tokenizer: ${why}`)

export function bpeModel(data: TokenizerData, kinds: Uint8Array, scanned = SCANNED): Model {
  const { tokens, merges, ranks, unknown } = data
  const byText = new Map<string, number>()
  for (let id = 0; id < tokens.length; id++) if (kinds[id] === ORDINARY) byText.set(tokens[id]!, id)
  const ranked = ranks.length > 0
  const pairs = new PairTable(ranked ? KNOWN_PAIRS : merges.length / 2)
  for (let i = 0; i < merges.length; i += 2) {
    const a = merges[i]!
    const b = merges[i + 1]!
    const result = byText.get(tokens[a]! + tokens[b]!)
    if (result === undefined) return malformed(`merge ${i / 2}: no ordinary token is ${tokens[a]! + tokens[b]!}`)
    if (!pairs.add(a, b, i / 2, result)) malformed(`merge ${i / 2} stands twice, or pairs collide`)
  }

  /** Rank of merging two neighbours, or NEVER; the result is in pairs.result. Negative ids (no ordinary token) never merge. */
  const look = (a: number, b: number): number => {
    if (a < 0 || b < 0) return NEVER
    if (pairs.find(a, b) || !ranked) return pairs.rank
    const result = byText.get(tokens[a]! + tokens[b]!) ?? -1
    const rank = result < 0 || ranks[result]! < 0 ? NEVER : ranks[result]!
    if (pairs.size >= KNOWN_PAIRS) pairs.clear()
    pairs.add(a, b, rank, result)
    pairs.rank = rank
    pairs.result = result
    return rank
  }

  const byteIds = Int32Array.from({ length: 256 }, (_, byte) => byText.get(characterOf(byte)) ?? -1)
  const encoder = new TextEncoder()
  let buffer = new Uint8Array(1024)

  /** The symbols that merging begins with: ids, or -1 - id for tokens that take no part in it. Grows with the longest piece. */
  let symbols = new Int32Array(1024)
  const put = (count: number, id: number): number => {
    if (count === symbols.length) {
      const grown = new Int32Array(2 * count)
      grown.set(symbols)
      symbols = grown
    }
    symbols[count] = id
    return count + 1
  }
  const putUnknown = (count: number, follows: boolean): number =>
    unknown === null || (follows && data.fuse) ? count : put(count, -1 - unknown)

  const utf8Of = (part: string): number => {
    if (buffer.length < 3 * part.length) buffer = new Uint8Array(6 * part.length)
    return encoder.encodeInto(part, buffer).written
  }

  function bytesOfPiece(text: string, begin: number, end: number): number {
    const length = utf8Of(text.slice(begin, end))
    let count = 0
    let follows = false
    for (let i = 0; i < length; i++) {
      const id = byteIds[buffer[i]!]!
      count = id >= 0 ? put(count, id) : putUnknown(count, follows)
      follows = id < 0
    }
    return count
  }

  function charactersOfPiece(text: string, begin: number, end: number): number {
    let count = 0
    let follows = false
    for (let i = begin; i < end; ) {
      const unit = text.charCodeAt(i)
      const size = unit >= 0xd800 && unit < 0xdc00 && i + 1 < end ? 2 : 1
      const character = text.slice(i, i + size)
      i += size
      const id = byText.get(character)
      if (id !== undefined) {
        count = put(count, id)
        follows = false
      } else if (data.bytes.length > 0) {
        const length = utf8Of(character)
        for (let k = 0; k < length; k++) count = put(count, -1 - data.bytes[buffer[k]!]!)
      } else {
        count = putUnknown(count, follows)
        follows = true
      }
    }
    return count
  }

  /** Merges the first `count` symbols in place and returns how many remain. */
  function scan(count: number): number {
    let left = count
    for (;;) {
      let best = NEVER
      let at = -1
      let result = -1
      for (let i = 0; i + 1 < left; i++) {
        const rank = look(symbols[i]!, symbols[i + 1]!)
        if (rank < best) {
          best = rank
          at = i
          result = pairs.result
        }
      }
      if (at < 0) return left
      symbols[at] = result
      symbols.copyWithin(at + 1, at + 2, left)
      left--
    }
  }

  /** The same by a heap of rank * 2^26 + place; entries that later merges made wrong are known by the rank kept at the place. */
  function heapMerge(count: number): number {
    const previous = new Int32Array(count)
    const next = new Int32Array(count)
    const rankAt = new Int32Array(count).fill(NEVER)
    const resultAt = new Int32Array(count)
    const gone = new Uint8Array(count)
    let heap = new Float64Array(count + 1)
    let size = 0
    const push = (key: number): void => {
      if (size === heap.length) {
        const grown = new Float64Array(2 * size)
        grown.set(heap)
        heap = grown
      }
      let i = size++
      while (i > 0) {
        const parent = (i - 1) >> 1
        if (heap[parent]! <= key) break
        heap[i] = heap[parent]!
        i = parent
      }
      heap[i] = key
    }
    const pop = (): number => {
      const top = heap[0]!
      const key = heap[--size]!
      let i = 0
      for (;;) {
        let child = 2 * i + 1
        if (child >= size) break
        if (child + 1 < size && heap[child + 1]! < heap[child]!) child++
        if (heap[child]! >= key) break
        heap[i] = heap[child]!
        i = child
      }
      heap[i] = key
      return top
    }
    const consider = (i: number): void => {
      const j = next[i]!
      const rank = j < count ? look(symbols[i]!, symbols[j]!) : NEVER
      rankAt[i] = rank
      resultAt[i] = pairs.result
      if (rank !== NEVER) push(rank * 2 ** 26 + i)
    }
    for (let i = 0; i < count; i++) {
      previous[i] = i - 1
      next[i] = i + 1
    }
    for (let i = 0; i < count; i++) consider(i)
    while (size > 0) {
      const key = pop()
      const rank = Math.floor(key / 2 ** 26)
      const i = key - rank * 2 ** 26
      if (gone[i] === 1 || rankAt[i] !== rank) continue
      const j = next[i]!
      symbols[i] = resultAt[i]!
      gone[j] = 1
      next[i] = next[j]!
      if (next[i]! < count) previous[next[i]!] = i
      consider(i)
      if (previous[i]! >= 0) consider(previous[i]!)
    }
    let left = 0
    for (let i = 0; i < count; i = next[i]!) symbols[left++] = symbols[i]!
    return left
  }

  function merge(text: string, begin: number, end: number, out: number[]): void {
    const count = data.spelling === 'bytes' ? bytesOfPiece(text, begin, end) : charactersOfPiece(text, begin, end)
    const left = count <= scanned ? scan(count) : heapMerge(count)
    for (let i = 0; i < left; i++) out.push(symbols[i]! < 0 ? -1 - symbols[i]! : symbols[i]!)
  }

  /** The token that a whole piece is, where the vocabulary takes such pieces whole. */
  function wholeToken(text: string, begin: number, end: number): number | undefined {
    if (data.spelling === 'text') return byText.get(text.slice(begin, end))
    const length = utf8Of(text.slice(begin, end))
    let spelled = ''
    for (let i = 0; i < length; i++) spelled += characterOf(buffer[i]!)
    return byText.get(spelled)
  }
  const longestWhole = data.whole ? tokens.reduce((longest, token) => Math.max(longest, token.length), 0) : 0

  const cache = new Map<string, readonly number[]>()
  function piece(text: string, begin: number, end: number, out: number[]): void {
    if (end - begin > CACHED_PIECE) {
      const whole = end - begin <= longestWhole ? wholeToken(text, begin, end) : undefined
      if (whole === undefined) merge(text, begin, end, out)
      else out.push(whole)
      return
    }
    const key = text.slice(begin, end)
    let found = cache.get(key)
    if (found === undefined) {
      const made: number[] = []
      const whole = longestWhole > 0 ? wholeToken(text, begin, end) : undefined
      if (whole === undefined) merge(text, begin, end, made)
      else made.push(whole)
      found = made
      if (cache.size === CACHED_PIECES) cache.clear()
      cache.set(key, found)
    }
    for (const id of found) out.push(id)
  }

  // Where no token has the sign for a space behind another character, nothing merges across such a place: cutting there changes
  // nothing, and makes words of whole texts.
  const { space } = data
  const cuts =
    data.spelling === 'text' &&
    space.length === 1 &&
    !data.whole &&
    !(data.fuse && data.bytes.length === 0) &&
    !tokens.some((token, id) => kinds[id] === ORDINARY && hasInner(token, space))
  if (!cuts) return { encode: piece }
  return {
    encode(text, begin, end, out) {
      let from = begin
      for (let i = begin + 1; i < end; i++) {
        if (text[i] === space && text[i - 1] !== space) {
          piece(text, from, i, out)
          from = i
        }
      }
      if (from < end) piece(text, from, end, out)
    },
  }
}

/** Does the sign stand behind another character? */
function hasInner(token: string, sign: string): boolean {
  for (let i = token.indexOf(sign, 1); i >= 0; i = token.indexOf(sign, i + 1)) if (token[i - 1] !== sign) return true
  return false
}

/** Does the alphabet spell this text? */
export function isSpelled(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (byteAt(text, i) < 0) return false
  return text !== ''
}
