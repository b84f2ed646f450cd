// Completions and embeddings: whole and streamed, against the published description.

import { describe, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { bundleFromJson, eventFromJson, receiptId, tokensOf } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verify, verifyStream } from '../../src/core/verify/index.ts'
import { DOMAIN, makeWorld, T0 } from '../support/world.ts'
import { chunksOf, type Json, makeSurface, messagesOf, refusal, valid, whole } from './support/ask.ts'
import { BOS, HIDDEN, NAME, PLAIN } from './support/speaker.ts'

const PATH = '/v1/completions'
const SCHEMA = 'CreateCompletionResponse'
const ONCE = { model: PLAIN, prompt: 'Once' }
const anchors = { ...makeWorld().anchors, now: T0 + 60_000 }
const signed = unwrap(namedPolicy('signed', 'any'))

describe('completions', () => {
  test('a text, from a model without a template', async () => {
    const { post, speaker } = makeSurface()
    const answer = await whole(await post(PATH, { ...ONCE, max_tokens: 20, user: 'u' }), SCHEMA)
    expect(answer.choices).toEqual([{ text: 'Hello, world.', index: 0, logprobs: null, finish_reason: 'stop' }])
    expect(answer).toMatchObject({ object: 'text_completion', model: PLAIN, assay: { withoutEffect: ['user'] } })
    expect(answer.usage).toMatchObject({ prompt_tokens: 5, completion_tokens: 14 })
    expect(speaker.asked[0]!.prompt).toEqual([BOS, ...Buffer.from('Once')])
  })

  test('sixteen tokens, where nothing is asked for', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => 'x'.repeat(100)
    const answer = await whole(await post(PATH, ONCE), SCHEMA)
    expect(answer.choices[0]).toMatchObject({ text: 'x'.repeat(16), finish_reason: 'length' })
  })

  test.each([
    ['ids', [79, 110], [[79, 110]]],
    [
      'texts',
      ['a', 'b'],
      [
        [BOS, 97],
        [BOS, 98],
      ],
    ],
    ['lists of ids', [[1], [2, 3]], [[1], [2, 3]]],
  ])('prompts as %s', async (_, prompt, tokens) => {
    const { post, speaker } = makeSurface()
    const answer = await whole(await post(PATH, { ...ONCE, prompt }), SCHEMA)
    expect(speaker.asked.map(asked => asked.prompt)).toEqual(tokens)
    expect(answer.choices.map(({ index }: Json) => index)).toEqual(tokens.map((_, i) => i))
    expect(answer.usage.prompt_tokens).toBe(tokens.flat().length)
  })

  test('several of several prompts, the prompt before each', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = (prompt, { seed }) => `-${prompt}-${seed.slice(2, 6)}`
    const body = { ...ONCE, prompt: ['a', 'b'], n: 2, best_of: 2, echo: true, seed: 1 }
    const { choices, usage } = await whole(await post(PATH, body), SCHEMA)
    expect(choices.map(({ text }: Json) => text.slice(0, 4))).toEqual(['a-a-', 'a-a-', 'b-b-', 'b-b-'])
    expect(new Set(choices.map(({ text }: Json) => text)).size).toBe(4)
    expect(usage.prompt_tokens).toBe(4)
    const chunks = await chunksOf(await post(PATH, { ...body, stream: true }), SCHEMA)
    const texts = ['', '', '', '']
    for (const chunk of chunks) for (const { index, text } of chunk.choices) texts[index] += text
    expect(texts).toEqual(choices.map(({ text }: Json) => text))
  })

  test('logarithms and where in the text they are', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => 'aé!'
    const body = { ...ONCE, logprobs: 2 }
    const { choices } = await whole(await post(PATH, body), SCHEMA)
    const { tokens, token_logprobs, top_logprobs, text_offset } = choices[0].logprobs
    expect(tokens).toEqual(['a', '\ufffd', '\ufffd', '!'])
    expect(token_logprobs).toEqual([-0.25, -0.25, -0.25, -0.25])
    expect(top_logprobs[0]).toEqual({ a: -0.25, b: -0.35 })
    expect(text_offset).toEqual([0, 1, 1, 2])
    const chunks = await chunksOf(await post(PATH, { ...body, stream: true }), SCHEMA)
    expect(chunks.flatMap(chunk => chunk.choices[0].logprobs?.text_offset ?? [])).toEqual([0, 1, 1, 2])
  })

  test('a stream whose events verify, with what was counted', async () => {
    const { post } = makeSurface()
    const body = { ...ONCE, stream: true, stream_options: { include_usage: true } }
    const chunks = await chunksOf(await post(PATH, body), SCHEMA)
    const usage = chunks.pop()
    expect(usage).toMatchObject({ choices: [], usage: { completion_tokens: 14 } })
    const stream = chunks.flatMap(({ assay }) => assay.events).map(event => unwrap(eventFromJson(event)))
    expect(await verifyStream(stream, { ...NO_EVIDENCE, follow: [] }, signed, anchors)).toMatchObject({ ok: true })
    expect(chunks.at(-1).choices[0].finish_reason).toBe('stop')
  })

  test('a failure in a stream', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.before = at => {
      if (at === 4) throw new Error('no')
    }
    const { messages } = await messagesOf(await post(PATH, { ...ONCE, stream: true }))
    expect(valid('ErrorResponse', JSON.parse(messages.at(-1)!.data)).error.code).toBe('internal')
  })

  test.each([
    [{ prompt: undefined }, 'prompt'],
    [{ prompt: [] }, 'prompt'],
    [{ prompt: 5 }, 'prompt'],
    [{ prompt: [300] }, 'prompt'],
    [{ prompt: [-1] }, 'prompt'],
    [{ prompt: [1.5] }, 'prompt'],
    [{ prompt: [[]] }, 'prompt[0]'],
    [{ prompt: [[1], ['a']] }, 'prompt[1]'],
    [{ prompt: Array.from({ length: 17 }, () => 'a') }, 'prompt'],
    [{ prompt: Array.from({ length: 9 }, () => 'a'), n: 2 }, 'prompt'],
    [{ suffix: 'x' }, 'suffix'],
    [{ best_of: 2 }, 'best_of'],
    [{ echo: true, logprobs: 1 }, 'logprobs'],
    [{ logprobs: 21 }, 'logprobs'],
    [{ max_tokens: 0 }, 'max_tokens'],
    [{ max_completion_tokens: 5 }, 'max_completion_tokens'],
    [{ messages: [] }, 'messages'],
  ])('refused: %j', async (more, param) => {
    const { post, speaker } = makeSurface()
    expect(await refusal(await post(PATH, { ...ONCE, ...more }))).toMatchObject({ param })
    expect(speaker.asked).toEqual([])
  })

  test('a prompt that is longer than any context', async () => {
    const { post } = makeSurface({ context: 10 })
    for (const prompt of ['x'.repeat(9), Array.from({ length: 11 }, () => 1)])
      expect(await refusal(await post(PATH, { ...ONCE, prompt }))).toMatchObject({ code: 'context_length_exceeded' })
  })
})

describe('embeddings', () => {
  const EMBED = { model: NAME, input: ['a', 'bcd'] }
  const vector = (rows: number): number[] => {
    const raw = Array.from({ length: HIDDEN }, (_, i) => (i + 1) * rows * (i % 2 === 0 ? 1 : -1))
    const length = Math.sqrt(raw.reduce((sum, x) => sum + x * x, 0))
    return raw.map(x => Math.fround(x / length))
  }

  test('floats, of length one, each with its receipt', async () => {
    const { post } = makeSurface()
    const response = await post('/v1/embeddings', EMBED)
    const answer = await whole(response, 'CreateEmbeddingResponse')
    expect(answer.data.map(({ index }: Json) => index)).toEqual([0, 1])
    expect(answer.data.map(({ embedding }: Json) => embedding)).toEqual([vector(2), vector(4)])
    expect(answer.usage).toEqual({ prompt_tokens: 6, total_tokens: 6 })
    const bundles = answer.assay.choices.map(({ bundle }: Json) => unwrap(bundleFromJson(bundle)))
    const ids = bundles.map(({ receipt }: Json) => receiptId(DOMAIN, receipt))
    expect(response.headers.get('x-assay-receipt')).toBe(ids.join(', '))
    expect(bundles.map(({ input }: Json) => tokensOf(input.tensors))).toEqual([
      [BOS, 97],
      [BOS, 98, 99, 100],
    ])
    for (const bundle of bundles) expect(bundle.receipt.requestHash).toMatch(/^0x/)
    expect(await verify(bundles[0], NO_EVIDENCE, signed, anchors)).toHaveProperty('ok')
  })

  test('base64, as clients ask for', async () => {
    const { post } = makeSurface()
    const answer = await (
      await post('/v1/embeddings', { ...EMBED, encoding_format: 'base64', dimensions: HIDDEN })
    ).json()
    const bytes = Buffer.from(answer.data[1].embedding, 'base64')
    expect(Array.from({ length: HIDDEN }, (_, i) => bytes.readFloatLE(4 * i))).toEqual(vector(4))
    // The description knows arrays only; as one it is valid.
    const decoded = answer.data.map((entry: Json) => ({ ...entry, embedding: [0] }))
    valid('CreateEmbeddingResponse', { ...answer, data: decoded })
  })

  test.each([
    [{ input: undefined }, 'input'],
    [{ input: [] }, 'input'],
    [{ input: Array.from({ length: 65 }, () => 'a') }, 'input'],
    [{ encoding_format: 'hex' }, 'encoding_format'],
    [{ dimensions: 3 }, 'dimensions'],
    [{ model: PLAIN }, 'model'],
    [{ temperature: 1 }, 'temperature'],
  ])('refused: %j', async (more, param) => {
    const { post } = makeSurface()
    expect(await refusal(await post('/v1/embeddings', { ...EMBED, ...more }))).toMatchObject({ param })
  })
})
