// Constrained answers of published vocabularies, over logits that want anything else: whole, valid, and the same in a replay.

import { describe, expect, test } from 'vitest'
import { attempt, unwrap } from '../../src/core/errors/index.ts'
import { parseGguf } from '../../src/core/formats/index.ts'
import {
  createBatcher,
  createMatcher,
  type GgufMetadata,
  type Grammar,
  jsonGrammar,
  makeSampler,
  parseToolCalls,
  readTokenizer,
  replayGeneration,
  schemaGrammar,
  type Tokenizer,
  tokenizerFromGguf,
  tokenizerFromLlama2c,
  toolGrammar,
  vocabularyOf,
} from '../../src/core/language/index.ts'
import { material, missing } from '../compile/support/material.ts'
import { fakeSession } from './sessions.ts'

const gguf = (name: string): Tokenizer => {
  const { metadata } = unwrap(parseGguf(material(`ggml-vocab-dev/ggml-vocab-${name}.gguf`)))
  return unwrap(readTokenizer(unwrap(tokenizerFromGguf(metadata as GgufMetadata))))
}
const stories = (): Tokenizer => unwrap(readTokenizer(unwrap(tokenizerFromLlama2c(material('stories260K/tok512.bin')))))

const schema = {
  type: 'object',
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 12 },
    size: { type: 'integer', minimum: -5, maximum: 120 },
    tags: { type: 'array', items: { enum: ['red', 'green', 'b\u00e9ige'] }, maxItems: 3 },
    more: { anyOf: [{ type: 'boolean' }, { type: 'null' }] },
  },
  required: ['title', 'size', 'tags', 'more'],
}
const tools = [{ name: 'find_it', parameters: schema }, { name: 'now' }]

const cases: readonly (readonly [string, string, () => Tokenizer])[] = [
  ['stories260K', 'stories260K/tok512.bin', stories],
  ['gpt-2', 'ggml-vocab-dev/ggml-vocab-gpt-2.gguf', () => gguf('gpt-2')],
  ['phi-3', 'ggml-vocab-dev/ggml-vocab-phi-3.gguf', () => gguf('phi-3')],
]

describe.each(cases)('%s', (_, file, load) => {
  const skip = missing(file)

  test.skipIf(skip !== null)('answers follow their grammar to the end', { timeout: 60_000 }, async () => {
    const tokenizer = load()
    const vocabulary = vocabularyOf(tokenizer, tokenizer.vocabulary + 7)
    const model = fakeSession({ vocabulary })
    const grammars: readonly (readonly [Grammar, (text: string) => void])[] = [
      [
        schemaGrammar(schema),
        text => {
          const value = JSON.parse(text)
          expect(Object.keys(value)).toEqual(['title', 'size', 'tags', 'more'])
          expect([...value.title].length).toBeLessThanOrEqual(12)
          expect(value.size).toBeGreaterThanOrEqual(-5)
          expect(value.size).toBeLessThanOrEqual(120)
        },
      ],
      [
        toolGrammar(tools, 'required', { calls: 3 }),
        text => {
          const answer = parseToolCalls(text, { calls: 3 })
          if (!('calls' in answer)) throw new Error('no calls')
          expect(answer.calls.length).toBeGreaterThanOrEqual(1)
          for (const call of answer.calls) {
            expect(call.complete).toBe(true)
            expect(Object.keys(JSON.parse(call.arguments)).length).toBe(call.name === 'now' ? 0 : 4)
          }
        },
      ],
    ]
    for (const [grammar, check] of grammars) {
      const batcher = createBatcher(model)
      const jobs = [0, 1].map(i => ({
        id: `${i}`,
        prompt: [5, 6, i],
        seed: new Uint8Array(32).fill(i),
        sampler: makeSampler({ maxTokens: 600, temperature: i / 2, grammar }),
      }))
      for (const job of jobs) batcher.add(job)
      const answers = new Map<string, number[]>()
      const ends = new Map<string, string>()
      while (batcher.busy)
        for (const event of await batcher.step()) {
          if (event.type === 'tokens') answers.set(event.id, [...(answers.get(event.id) ?? []), ...event.tokens])
          if (event.type === 'end') ends.set(event.id, event.finish)
        }
      for (const { id, ...asked } of jobs) {
        const tokens = answers.get(id)!
        expect(ends.get(id)).toBe('grammar')
        check(tokenizer.decode(tokens, { start: false }))
        expect(await replayGeneration(model, { ...asked, tokens, truncated: false })).toEqual({
          ok: true,
          finish: 'grammar',
        })
      }
    }
  })
})

const bert = missing('ggml-vocab-dev/ggml-vocab-bert-bge.gguf')
test.skipIf(bert !== null)('a vocabulary of words alone cannot spell every text', () => {
  const tokenizer = gguf('bert-bge')
  const vocabulary = vocabularyOf(tokenizer, tokenizer.vocabulary)
  expect(attempt(() => createMatcher(jsonGrammar(), vocabulary))).toMatchObject({
    ok: false,
    code: 'vocabulary_incomplete',
  })
})
