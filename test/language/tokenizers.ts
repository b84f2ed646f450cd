// Tokenizers for tests: the vectors' and the material's, and random text of every kind.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { utf8 } from '../../src/core/bytes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { parseGguf } from '../../src/core/formats/gguf.ts'
import {
  type GgufMetadata,
  readTokenizer,
  type Tokenizer,
  tokenizerFromGguf,
  tokenizerFromHuggingFace,
  tokenizerFromLlama2c,
} from '../../src/core/language/index.ts'
import { material, root } from '../compile/support/material.ts'

export interface Vector {
  readonly tokenizer?: unknown
  readonly metadata?: Record<string, never>
  readonly cases: readonly { readonly text: string; readonly ids: readonly number[] }[]
}

export const vectorOf = (name: string): Vector =>
  JSON.parse(readFileSync(join(root, 'vectors/tokenizer', `${name}.json`), 'utf8')) as Vector

export function bytesOfVector(vector: Vector): Uint8Array {
  if (vector.tokenizer === undefined)
    return unwrap(tokenizerFromGguf(new Map(Object.entries(vector.metadata!)) as GgufMetadata))
  return unwrap(tokenizerFromHuggingFace({ tokenizerJson: utf8(JSON.stringify(vector.tokenizer)) }))
}

export const tokenizerOf = (name: string): Tokenizer => unwrap(readTokenizer(bytesOfVector(vectorOf(name))))

export const ggufMetadata = (name: string): GgufMetadata =>
  unwrap(parseGguf(material(`ggml-vocab-dev/ggml-vocab-${name}.gguf`))).metadata as GgufMetadata

export const ggufTokenizer = (name: string): Tokenizer =>
  unwrap(readTokenizer(unwrap(tokenizerFromGguf(ggufMetadata(name)))))

export const storiesTokenizer = (): Tokenizer =>
  unwrap(readTokenizer(unwrap(tokenizerFromLlama2c(material('stories260K/tok512.bin')))))

/** Strings and ids of a vocabulary file: one case between two marks, one line each. */
export function ggufCases(name: string): { text: string; ids: number[] }[] {
  const decode = (end: string) => new TextDecoder().decode(material(`ggml-vocab-dev/ggml-vocab-${name}.gguf.${end}`))
  const lines = decode('out').split('\n')
  return decode('inp')
    .split('\n__ggml_vocab_test__\n')
    .map((text, i) => ({ text, ids: lines[i]!.split(' ').filter(Boolean).map(Number) }))
}

/** Numbers from 0 to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const RANGES = [
  [0x20, 0x7e],
  [0x00, 0x1f],
  [0x7f, 0xff],
  [0x100, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x52f],
  [0x590, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xe7f],
  [0x1780, 0x17ff],
  [0x2000, 0x206f],
  [0x2100, 0x2bff],
  [0x3000, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xe000, 0xf8ff],
  [0xfe00, 0xffff],
  [0x10000, 0x10ffff],
  [0x1f300, 0x1f9ff],
] as const
const BITS = ["'s", "'LL", ' ', '  ', '\n', '\r\n', '\t', '123', '12345', 'the', ' The', '...', '!?', '\u2581', '<|x|>']

/** Up to `most` code points or short pieces, of any block of Unicode. */
export function randomText(next: () => number, most: number): string {
  let text = ''
  for (let left = Math.floor(next() * (most + 1)); left > 0; left--) {
    if (next() < 0.3) text += BITS[Math.floor(next() * BITS.length)]!
    else {
      const [first, last] = RANGES[Math.floor(next() * RANGES.length)]!
      text += String.fromCodePoint(first + Math.floor(next() * (last - first + 1)))
    }
  }
  return text
}
