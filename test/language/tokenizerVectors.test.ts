// Tokenizers that were trained elsewhere, and the ids that Hugging Face tokenizers and SentencePiece give the same texts
// (vectors/tokenizer/generate.py). What differs on purpose is listed here with its reason.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import {
  type GgufMetadata,
  readTokenizer,
  type Tokenizer,
  tokenizerFromGguf,
  tokenizerFromHuggingFace,
} from '../../src/core/language/index.ts'
import { root } from '../compile/support/material.ts'

interface Case {
  readonly text: string
  readonly ids: readonly number[]
}
interface Vector {
  readonly tokenizer?: unknown
  readonly metadata?: Record<string, never>
  readonly cases: readonly Case[]
  readonly trusted?: readonly Case[]
  readonly ends?: Case
}

const folder = join(root, 'vectors/tokenizer')
const names = readdirSync(folder).filter(name => name.endsWith('.json'))

function load(name: string): { vector: Vector; tokenizer: Tokenizer } {
  const vector = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector
  const bytes =
    vector.tokenizer === undefined
      ? tokenizerFromGguf(new Map(Object.entries(vector.metadata!)) as GgufMetadata)
      : tokenizerFromHuggingFace({ tokenizerJson: utf8(JSON.stringify(vector.tokenizer)) })
  return { vector, tokenizer: unwrap(readTokenizer(unwrap(bytes))) }
}

/**
 * Hugging Face's unigram takes a byte's token for the letters of its name, so that a text can write any byte it likes. SentencePiece
 * does not, and neither do we.
 */
const namesByte = (name: string, text: string): boolean => name === 'hf-unigram-bytes.json' && text.includes('<0x')

describe('ids of other implementations', () => {
  it('covers both of them', () => {
    expect(names.filter(name => name.startsWith('hf-')).length).toBeGreaterThanOrEqual(19)
    expect(names.filter(name => name.startsWith('sp-')).length).toBeGreaterThanOrEqual(3)
  })

  it.each(names)('%s', name => {
    const { vector, tokenizer } = load(name)
    expect(vector.cases.length).toBeGreaterThan(50)
    for (const { text, ids } of vector.cases)
      if (!namesByte(name, text)) expect([text, tokenizer.encode(text)]).toEqual([text, ids])
    for (const { text, ids } of vector.trusted ?? [])
      if (!namesByte(name, text)) expect([text, tokenizer.encode(text, { special: true })]).toEqual([text, ids])
    if (vector.ends !== undefined) expect(tokenizer.encode(vector.ends.text, { ends: true })).toEqual(vector.ends.ids)
  })
})
