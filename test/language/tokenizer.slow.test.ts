// A million random strings through byte-level tokenizers and back; more of what tokenizer.test.ts and template.test.ts do a little of.

import { describe, expect, it } from 'vitest'
import { missing } from '../compile/support/material.ts'
import { fuzzTemplates } from './templateFuzz.ts'
import { ggufTokenizer, random, randomText, tokenizerOf } from './tokenizers.ts'

const absent = missing('ggml-vocab-dev')

describe('a million strings', () => {
  const NAMES = ['hf-gpt2', 'hf-llama3', 'hf-o200k', 'hf-cl100k', 'hf-deepseek3', 'hf-starcoder', 'hf-bloom']

  it.each(NAMES)('%s: 100,000 come back', name => {
    const tokenizer = tokenizerOf(name)
    const next = random(101)
    for (let i = 0; i < 100_000; i++) {
      const text = randomText(next, 24)
      if (tokenizer.decode(tokenizer.encode(text)) !== text) expect(JSON.stringify(text)).toBe('the same')
    }
  })

  it.skipIf(absent !== null)('gpt-2: 300,000 come back, in a stream too', () => {
    const tokenizer = ggufTokenizer('gpt-2')
    const next = random(102)
    for (let i = 0; i < 300_000; i++) {
      const text = randomText(next, 24)
      const tokens = tokenizer.encode(text)
      const decoder = tokenizer.decoder()
      let back = ''
      for (const token of tokens) back += decoder.push(token)
      if (back + decoder.finish() !== text || tokenizer.decode(tokens) !== text)
        expect(JSON.stringify(text)).toBe('the same')
    }
  })

  it.skipIf(absent !== null)('phi-3: 100,000 without the sign for a space come back', () => {
    const tokenizer = ggufTokenizer('phi-3')
    const next = random(103)
    for (let i = 0; i < 100_000; i++) {
      const text = randomText(next, 24).replaceAll('\u2581', '_')
      if (tokenizer.decode(tokenizer.encode(text)) !== text) expect(JSON.stringify(text)).toBe('the same')
    }
  })
})

describe('templates that nobody wrote', () => {
  it('give text or a refusal', () => {
    for (let seed = 0; seed < 20; seed++) expect(fuzzTemplates(200 + seed, 3000).rendered).toBeGreaterThan(300)
  })
})
