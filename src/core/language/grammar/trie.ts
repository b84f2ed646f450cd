// A vocabulary's tokens as a tree of bytes, in depth-first order: what masks are walked on. spec/sampler.md, "Masks".

import type { Vocabulary } from '../types.ts'

export interface Trie {
  /** Nodes in depth-first order; the root is not one of them. */
  readonly length: number
  readonly byte: Uint8Array
  /** 1 below the root. */
  readonly depth: Uint16Array
  /** The first node behind a node's subtree. */
  readonly end: Int32Array
  /** The lowest id whose bytes end here, or -1. */
  readonly token: Int32Array
  /** By id: the next id with the same bytes, or -1. */
  readonly same: Int32Array
  readonly deepest: number
  /** By byte: 1 where a token is that byte alone. */
  readonly single: Uint8Array
}

interface Spelled {
  readonly id: number
  readonly bytes: Uint8Array
  /** A character for each byte: strings compare many times faster than arrays. */
  readonly key: string
}

/** Longest token that a mask can allow. */
const MAX_TOKEN_BYTES = 1024

const built = new WeakMap<Vocabulary, Trie>()

/** Tokens with bytes, without end tokens. Made once for a vocabulary. */
export function trieOf(vocabulary: Vocabulary): Trie {
  const known = built.get(vocabulary)
  if (known !== undefined) return known
  const trie = build(vocabulary)
  built.set(vocabulary, trie)
  return trie
}

function build(vocabulary: Vocabulary): Trie {
  const ends = new Set(vocabulary.eos)
  const tokens: Spelled[] = []
  for (let id = 0; id < vocabulary.size; id++) {
    const bytes = ends.has(id) ? null : vocabulary.bytes(id)
    if (bytes !== null && bytes.length > 0 && bytes.length <= MAX_TOKEN_BYTES)
      tokens.push({ id, bytes, key: String.fromCharCode(...bytes) })
  }
  tokens.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
  const most = tokens.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const byte = new Uint8Array(most)
  const depth = new Uint16Array(most)
  const end = new Int32Array(most)
  const token = new Int32Array(most).fill(-1)
  const same = new Int32Array(vocabulary.size).fill(-1)
  const single = new Uint8Array(256)
  let length = 0
  let deepest = 0
  /** Open nodes by depth. */
  const path: number[] = []
  let before: Spelled | null = null
  for (const next of tokens) {
    const { id, bytes } = next
    let common = 0
    if (before !== null) {
      const least = Math.min(bytes.length, before.bytes.length)
      while (common < least && bytes[common] === before.bytes[common]) common++
    }
    while (path.length > common) end[path.pop()!] = length
    for (let d = common; d < bytes.length; d++) {
      byte[length] = bytes[d]!
      depth[length] = d + 1
      path.push(length++)
    }
    deepest = Math.max(deepest, bytes.length)
    // Equal bytes come one after the other, ids ascending.
    const node = path[bytes.length - 1]!
    if (token[node] === -1) token[node] = id
    else same[before!.id] = id
    if (bytes.length === 1) single[bytes[0]!] = 1
    before = next
  }
  while (path.length > 0) end[path.pop()!] = length
  return {
    length,
    byte: byte.slice(0, length),
    depth: depth.slice(0, length),
    end: end.slice(0, length),
    token: token.slice(0, length),
    same,
    deepest,
    single,
  }
}
