// Chats: whole answers and streams, every reply against the published description, every stream under `assay` a stream that verifies.

import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { RefusalError, unwrap } from '../../src/core/errors/index.ts'
import { bundleFromJson, eventFromJson, receiptId, type StreamEvent } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verify, verifyStream } from '../../src/core/verify/index.ts'
import { DOMAIN, makeWorld, T0 } from '../support/world.ts'
import { chunksOf, type Json, makeSurface, messagesOf, refusal, valid, whole } from './support/ask.ts'
import { NAME, PLAIN } from './support/speaker.ts'

const PATH = '/v1/chat/completions'
const CHUNK = 'CreateChatCompletionStreamResponse'
const ANSWER = 'CreateChatCompletionResponse'
const HELLO = { model: NAME, messages: [{ role: 'user', content: 'Hello' }] }

const anchors = { ...makeWorld().anchors, now: T0 + 60_000 }
const signed = unwrap(namedPolicy('signed', 'any'))

/** The streams of a streamed answer's choices, as they stand in its chunks. */
function streamsOf(chunks: readonly Json[]): StreamEvent[][] {
  const streams: StreamEvent[][] = []
  for (const { assay } of chunks)
    for (const event of assay.events ?? []) (streams[assay.choice] ??= []).push(unwrap(eventFromJson(event)))
  return streams
}

const textOf = (chunks: readonly Json[], index = 0): string =>
  chunks
    .flatMap(({ choices }) => choices.filter((choice: Json) => choice.index === index))
    .map(({ delta }) => delta.content ?? '')
    .join('')

describe('a whole answer', () => {
  test('text, usage, and a receipt that holds', async () => {
    const { post, speaker } = makeSurface()
    const response = await post(PATH, HELLO)
    const answer = await whole(response, ANSWER)
    expect(answer.choices).toEqual([
      {
        index: 0,
        message: { role: 'assistant', content: 'Hello, world.', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ])
    expect(answer).toMatchObject({ model: NAME, created: T0 / 1000, object: 'chat.completion' })
    expect(answer.id).toMatch(/^chatcmpl-[0-9a-f]{24}$/)
    // Begin, user, five letters, assistant; thirteen letters and the end.
    expect(answer.usage).toEqual({
      prompt_tokens: 8,
      completion_tokens: 14,
      total_tokens: 22,
      prompt_tokens_details: { cached_tokens: 0 },
    })
    const { assay } = answer
    const [choice] = assay.choices
    const bundle = unwrap(bundleFromJson(choice.bundle))
    expect(receiptId(DOMAIN, bundle.receipt)).toBe(choice.receipt)
    expect(assay.receipt).toBe(choice.receipt)
    expect(response.headers.get('x-assay-receipt')).toBe(choice.receipt)
    expect(response.headers.get('x-assay-model')).toBe(assay.modelId)
    expect(response.headers.get('x-assay-node')).toBe(speaker.executor.node)
    expect(response.headers.get('x-assay-price')).toBe('0')
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{24}$/)
    expect(assay).toMatchObject({ policy: 'signed', disclosure: 'requester', checked: null })
    expect(await verify(bundle, NO_EVIDENCE, signed, anchors)).toMatchObject({ ok: true })
  })

  test('what was applied is said', async () => {
    const { post, speaker } = makeSurface()
    const body = {
      ...HELLO,
      temperature: 0.12345678,
      top_p: 0.9,
      top_k: 40,
      min_p: 0.05,
      repetition_penalty: 1.1,
      presence_penalty: 0.5,
      frequency_penalty: -0.5,
      logit_bias: { '65': 5, '7': -100 },
      stop: ['x', 'y', 'x'],
      max_tokens: 50,
      max_completion_tokens: 50,
    }
    const { assay } = await whole(await post(PATH, body), ANSWER)
    const applied = {
      maxTokens: 50,
      temperature: 123_457,
      topP: 900_000,
      topK: 40,
      minP: 50_000,
      repetition: 1_100_000,
      presence: 500_000,
      frequency: -500_000,
      logitBias: [
        [7, -100_000_000],
        [65, 5_000_000],
      ],
      stop: ['x', 'y'],
      ignoreEos: false,
      grammar: null,
    }
    expect(speaker.asked[0]!.sampler).toEqual(applied)
    const { hash, ...said } = assay.sampler
    expect(said).toEqual(applied)
    expect(speaker.asked[0]!.request.request.samplerHash).toBe(hash)
  })

  test('the length is what fits, where nothing is asked for', async () => {
    const { post, speaker } = makeSurface({ context: 100 })
    await whole(await post(PATH, HELLO), ANSWER)
    expect(speaker.asked[0]!.sampler.maxTokens).toBe(92)
    const capped = makeSurface({ limits: { outputTokens: 5 } })
    const answer = await whole(await capped.post(PATH, HELLO), ANSWER)
    expect(answer.choices[0]).toMatchObject({ message: { content: 'Hello' }, finish_reason: 'length' })
  })

  test('several choices have seeds and receipts of their own', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = (_, { seed }) => `seed ${seed.slice(2, 10)}`
    const ask = async (seed?: number) =>
      whole(await post(PATH, { ...HELLO, n: 3, ...(seed === undefined ? {} : { seed }) }), ANSWER)
    const [first, again, other, free] = [await ask(7), await ask(7), await ask(8), await ask()]
    const texts = ({ choices }: Json): string[] => choices.map(({ message }: Json) => message.content)
    expect(new Set(texts(first)).size).toBe(3)
    expect(texts(again)).toEqual(texts(first))
    for (const one of [other, free]) for (const text of texts(one)) expect(texts(first)).not.toContain(text)
    expect(new Set(first.assay.choices.map(({ receipt }: Json) => receipt)).size).toBe(3)
    expect(first.assay.choices.map(({ seed }: Json) => `seed ${seed.slice(2, 10)}`)).toEqual(texts(first))
    // The prompt counts once.
    expect(first.usage).toMatchObject({ prompt_tokens: 8, completion_tokens: 3 * 14 })
  })

  test('tokens from a cache are counted, and the reader’s token is handed on', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.cachedTokens = 5
    speaker.knobs.reader = `0x${'ab'.repeat(32)}`
    const response = await post(PATH, HELLO)
    const answer = await whole(response, ANSWER)
    expect(answer.usage.prompt_tokens_details).toEqual({ cached_tokens: 5 })
    expect(answer.assay.choices[0].reader).toBe(speaker.knobs.reader)
    expect(response.headers.get('x-assay-reader')).toBe(speaker.knobs.reader)
  })

  test('messages as the template is given them', async () => {
    const { post, speaker } = makeSurface()
    const prompts: string[] = []
    speaker.knobs.say = prompt => {
      prompts.push(prompt)
      return 'ok'
    }
    const messages = [
      { role: 'developer', content: 'A' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'B' },
          { type: 'text', text: 'C' },
        ],
        name: 'ann',
      },
      {
        role: 'assistant',
        content: null,
        refusal: null,
        annotations: [],
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{"x":1}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'D' },
    ]
    await whole(await post(PATH, { ...HELLO, messages }), ANSWER)
    expect(prompts).toEqual(['ABC[{"id":"c1","type":"function","function":{"name":"f","arguments":{"x":1}}}]D'])
  })

  test('metadata come back, and who the user is has no effect', async () => {
    const { post } = makeSurface()
    const answer = await whole(
      await post(PATH, { ...HELLO, metadata: { a: 'b' }, user: 'u', safety_identifier: 's' }),
      ANSWER,
    )
    expect(answer.metadata).toEqual({ a: 'b' })
    expect(answer.assay.withoutEffect).toEqual(['user', 'safety_identifier'])
  })

  test('logarithms, with the tokens of the text and no others', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => 'é!STOP and more'
    const body = { ...HELLO, logprobs: true, top_logprobs: 2, stop: 'STOP' }
    const { choices } = await whole(await post(PATH, body), ANSWER)
    expect(choices[0].message.content).toBe('é!')
    const { content, refusal } = choices[0].logprobs
    expect(refusal).toBeNull()
    expect(content.map(({ bytes }: Json) => bytes)).toEqual([...utf8('é!')].map(byte => [byte]))
    expect(content[2]).toEqual({
      token: '!',
      logprob: -0.25,
      bytes: [33],
      top_logprobs: [
        { token: '!', logprob: -0.25, bytes: [33] },
        { token: '"', logprob: -0.35, bytes: [34] },
      ],
    })
    expect(speaker.asked[0]!.logprobs).toBe(2)
  })
})

describe('ends', () => {
  test.each([
    ['the end token', 'Hello.', {}, 'Hello.', 'stop'],
    ['a stop string', 'one two three', { stop: 'two' }, 'one ', 'stop'],
    ['the first of several stop strings', 'one two three', { stop: ['three', 'tw', 'e t'] }, 'on', 'stop'],
    ['a stop string that only begins', 'one tw', { stop: 'two' }, 'one tw', 'stop'],
    ['as many tokens as asked for', 'one two three', { max_tokens: 5 }, 'one t', 'length'],
    ['in the middle of a character', 'aé', { max_tokens: 2 }, 'a\ufffd', 'length'],
    ['at once', '', {}, '', 'stop'],
    ['not at an end token', [72, 256, 105], { ignore_eos: true }, 'Hi', 'stop'],
  ])('%s', async (_, say, more, text, reason) => {
    for (const chunk of [1, 2, 3, 64]) {
      const { post, speaker } = makeSurface()
      speaker.knobs.say = () => say as string
      speaker.knobs.chunk = chunk
      const { choices } = await whole(await post(PATH, { ...HELLO, ...more }), ANSWER)
      expect(choices[0]).toMatchObject({ message: { content: text }, finish_reason: reason })
      const chunks = await chunksOf(await post(PATH, { ...HELLO, ...more, stream: true }), CHUNK)
      expect(textOf(chunks)).toBe(text)
      expect(chunks.at(-1).choices[0].finish_reason).toBe(reason)
    }
  })
})

describe('a stream', () => {
  test('every chunk is valid, and its events are a stream that verifies', async () => {
    const { post, speaker } = makeSurface()
    const response = await post(PATH, { ...HELLO, stream: true })
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    expect(response.headers.get('x-assay-model')).toBe(speaker.asked[0]!.request.request.modelId)
    const chunks = await chunksOf(response, CHUNK)
    expect(textOf(chunks)).toBe('Hello, world.')
    expect(chunks[0].choices).toEqual([
      { index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null },
    ])
    expect(chunks.at(-1).choices).toEqual([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }])
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
    for (const chunk of chunks) expect(chunk).not.toHaveProperty('usage')
    expect(chunks[0].assay).toMatchObject({ policy: 'signed', checked: null, sampler: { temperature: 1_000_000 } })
    const [stream] = streamsOf(chunks)
    expect(stream!.map(({ type }) => type)).toEqual([
      'start',
      'chunk',
      'tick',
      'chunk',
      'chunk',
      'tick',
      'chunk',
      'end',
    ])
    const verdict = await verifyStream(stream!, { ...NO_EVIDENCE, follow: [] }, signed, anchors)
    expect(verdict).toMatchObject({ ok: true })
    const end = stream!.at(-1)!
    expect(chunks.at(-1).assay.receipt).toBe(end.type === 'end' && receiptId(DOMAIN, end.bundle!.receipt))
  })

  test('usage where it is asked for, in a chunk of its own', async () => {
    const { post } = makeSurface()
    const chunks = await chunksOf(
      await post(PATH, { ...HELLO, stream: true, stream_options: { include_usage: true } }),
      CHUNK,
    )
    expect(chunks.pop()).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 8, completion_tokens: 14, total_tokens: 22 },
    })
    for (const { usage } of chunks) expect(usage).toBeNull()
  })

  test('choices of one answer are told apart', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = (_, { seed }) => seed
    const chunks = await chunksOf(await post(PATH, { ...HELLO, stream: true, n: 3 }), CHUNK)
    const streams = streamsOf(chunks)
    expect(streams.length).toBe(3)
    for (const [i, stream] of streams.entries()) {
      expect(await verifyStream(stream, { ...NO_EVIDENCE, follow: [] }, signed, anchors)).toMatchObject({ ok: true })
      const start = stream[0]!
      expect(textOf(chunks, i)).toBe(start.type === 'start' && start.request.request.seed)
    }
  })

  test('logarithms come with the text that they are about', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => 'aé€!'
    speaker.knobs.chunk = 1
    const chunks = await chunksOf(await post(PATH, { ...HELLO, stream: true, logprobs: true }), CHUNK)
    const shown = chunks.flatMap(({ choices }) => choices[0].logprobs?.content ?? [])
    expect(shown.flatMap(({ bytes }) => bytes)).toEqual([...utf8('aé€!')])
    for (const { choices } of chunks) {
      const [{ delta, logprobs }] = choices
      // No character without its tokens, and no tokens whose character is not there yet.
      const bytes = (logprobs?.content ?? []).flatMap((entry: Json) => entry.bytes)
      expect(bytes).toEqual([...utf8(delta.content ?? '')])
    }
  })
})

describe('failures', () => {
  test('before the first event they have a status, whether or not a stream was asked for', async () => {
    for (const stream of [false, true]) {
      const { post, speaker } = makeSurface()
      speaker.knobs.before = () => {
        throw new RefusalError('busy', 'the line is full', { facts: { retryAfter: 7 } })
      }
      const response = await post(PATH, { ...HELLO, stream })
      expect(response.headers.get('retry-after')).toBe('7')
      const error = await refusal(response, 429)
      expect(error).toMatchObject({ type: 'rate_limit_error', code: 'busy', param: null })
      expect(error.requestId).toBe(response.headers.get('x-request-id'))
    }
  })

  test('in a stream that has begun they are its last message', async () => {
    const { post, speaker, reports } = makeSurface()
    speaker.knobs.before = at => {
      if (at === 4) throw new Error('SECRET /home/op')
    }
    const { messages } = await messagesOf(await post(PATH, { ...HELLO, stream: true }))
    const last = JSON.parse(messages.at(-1)!.data)
    expect(valid('ErrorResponse', last).error).toMatchObject({ type: 'server_error', code: 'internal' })
    expect(messages.at(-1)!.data).not.toContain('SECRET')
    expect(messages.map(({ data }) => data)).not.toContain('[DONE]')
    expect(String(reports[0])).toContain('SECRET')
  })

  test('one choice that fails ends the others', async () => {
    const { post, speaker } = makeSurface()
    let starts = 0
    speaker.knobs.before = async (at, signal) => {
      if (at === -1 && ++starts === 2) throw new Error('no')
      if (at === 4) await new Promise(resolve => signal.addEventListener('abort', resolve))
    }
    await refusal(await post(PATH, { ...HELLO, n: 2 }), 500)
    await new Promise(resolve => setTimeout(resolve, 10))
    expect(speaker.working()).toBe(0)
  })

  test.each([
    ['an end without a receipt', 'bundle'],
    ['no end', 'end'],
  ])('%s is none', async (_, what) => {
    const { post, speaker } = makeSurface()
    speaker.knobs.twist = async function* (events) {
      for await (const event of events)
        if (event.type !== 'end') yield event
        else if (what === 'bundle') yield { ...event, bundle: null }
    }
    expect(await refusal(await post(PATH, HELLO), 422)).toMatchObject({ code: 'stream_receipt_missing' })
    const { messages } = await messagesOf(await post(PATH, { ...HELLO, stream: true }))
    expect(JSON.parse(messages.at(-1)!.data).error.code).toBe('stream_receipt_missing')
  })
})

describe('refused', () => {
  test.each([
    [{ model: undefined }, 'model', 'request_malformed'],
    [{ messages: undefined }, 'messages', 'request_malformed'],
    [{ messages: [] }, 'messages', 'request_malformed'],
    [{ messages: 'hi' }, 'messages', 'request_malformed'],
    [{ messages: [{ role: 'user' }] }, 'messages[0].content', 'request_malformed'],
    [{ messages: [{ role: 'function', name: 'f', content: 'x' }] }, 'messages[0].role', 'parameter_unsupported'],
    [{ messages: [{ role: 'user', content: 'x', extra: 1 }] }, 'messages[0].extra', 'parameter_unsupported'],
    [
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:' } }] }] },
      'messages[0].content[0]',
      'parameter_unsupported',
    ],
    [
      { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: {} }] }] },
      'messages[0].content[0]',
      'parameter_unsupported',
    ],
    [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id', 'request_malformed'],
    [{ temperature: 11 }, 'temperature', 'request_malformed'],
    [{ temperature: 'hot' }, 'temperature', 'request_malformed'],
    [{ top_p: 1.1 }, 'top_p', 'request_malformed'],
    [{ n: 0 }, 'n', 'request_malformed'],
    [{ n: 17 }, 'n', 'request_malformed'],
    [{ n: 1.5 }, 'n', 'request_malformed'],
    [{ seed: 2 ** 60 }, 'seed', 'request_malformed'],
    [{ stop: '' }, 'stop', 'request_malformed'],
    [{ stop: Array.from({ length: 17 }, (_, i) => `${i}`) }, 'stop', 'request_malformed'],
    [{ stop: 'x'.repeat(257) }, 'stop', 'request_malformed'],
    [{ logit_bias: { '300': 1 } }, 'logit_bias', 'request_malformed'],
    [{ logit_bias: { '1': 101 } }, 'logit_bias', 'request_malformed'],
    [{ logit_bias: { x: 1 } }, 'logit_bias', 'request_malformed'],
    [{ top_logprobs: 3 }, 'top_logprobs', 'request_malformed'],
    [{ logprobs: true, top_logprobs: 21 }, 'top_logprobs', 'request_malformed'],
    [{ max_tokens: 5, max_completion_tokens: 6 }, 'max_tokens', 'request_malformed'],
    [{ max_tokens: 0 }, 'max_tokens', 'request_malformed'],
    [{ max_tokens: 4097 }, 'max_tokens', 'context_length_exceeded'],
    [{ stream_options: { include_usage: true } }, 'stream_options', 'request_malformed'],
    [{ stream: true, stream_options: { other: 1 } }, 'stream_options.other', 'parameter_unsupported'],
    [
      { stream: true, stream_options: { include_obfuscation: true } },
      'stream_options.include_obfuscation',
      'parameter_unsupported',
    ],
    [{ store: true }, 'store', 'parameter_unsupported'],
    [{ modalities: ['text', 'audio'] }, 'modalities', 'parameter_unsupported'],
    [{ audio: { voice: 'a', format: 'wav' } }, 'audio', 'parameter_unsupported'],
    [{ prediction: { type: 'content', content: 'x' } }, 'prediction', 'parameter_unsupported'],
    [{ web_search_options: {} }, 'web_search_options', 'parameter_unsupported'],
    [{ functions: [] }, 'functions', 'parameter_unsupported'],
    [{ function_call: 'auto' }, 'function_call', 'parameter_unsupported'],
    [{ service_tier: 'flex' }, 'service_tier', 'parameter_unsupported'],
    [{ reasoning_effort: 'high' }, 'reasoning_effort', 'parameter_unsupported'],
    [{ verbosity: 'low' }, 'verbosity', 'parameter_unsupported'],
    [{ metadata: { a: 1 } }, 'metadata', 'request_malformed'],
    [{ nonsense: 1 }, 'nonsense', 'parameter_unsupported'],
    [{ model: 'acme/none@1' }, null, 'model_not_found'],
    [{ model: PLAIN }, 'model', 'parameter_unsupported'],
  ] as const)('%j', async (more, param, code) => {
    const { post, speaker } = makeSurface()
    const error = await refusal(await post(PATH, { ...HELLO, ...more }), code === 'model_not_found' ? 404 : 400)
    expect(error).toMatchObject({ param, code, type: 'invalid_request_error' })
    expect(speaker.asked).toEqual([])
  })

  test('values that ask for nothing are taken', async () => {
    const { post } = makeSurface()
    const nothing = {
      ...{
        temperature: null,
        stop: null,
        tools: [],
        tool_choice: 'auto',
        parallel_tool_calls: true,
        n: 1,
        stream: false,
      },
      ...{ store: false, modalities: ['text'], service_tier: 'auto', verbosity: 'medium', logit_bias: {}, seed: null },
      ...{ response_format: { type: 'text' }, logprobs: false, audio: null, functions: null, reasoning_effort: null },
    }
    await whole(await post(PATH, { ...HELLO, ...nothing }), ANSWER)
  })

  test('what does not fit the context', async () => {
    const { post } = makeSurface({ context: 20 })
    const long = { ...HELLO, messages: [{ role: 'user', content: 'x'.repeat(17) }] }
    expect(await refusal(await post(PATH, long))).toMatchObject({ code: 'context_length_exceeded', param: 'messages' })
    const error = await refusal(await post(PATH, { ...HELLO, max_tokens: 13 }))
    expect(error).toMatchObject({ code: 'context_length_exceeded', param: 'max_tokens' })
    expect(error.message).toContain('20 tokens')
    await whole(await post(PATH, { ...HELLO, max_tokens: 12 }), ANSWER)
  })

  test('text without end', async () => {
    const { post } = makeSurface({ limits: { promptChars: 100 } })
    const messages = Array.from({ length: 11 }, () => ({ role: 'user', content: 'x'.repeat(10) }))
    expect(await refusal(await post(PATH, { ...HELLO, messages }))).toMatchObject({ param: 'messages[10].content' })
  })

  test('headers that mean nothing', async () => {
    const { post } = makeSurface()
    for (const name of ['x-assay-disclosure', 'x-assay-policy']) {
      const error = await refusal(await post(PATH, HELLO, { headers: { [name]: 'strange' } }))
      expect(error.message).toContain(name)
    }
  })
})
