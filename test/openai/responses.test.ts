// Responses: objects and events against the published description, in the order that it states.

import { describe, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { eventFromJson } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verifyStream } from '../../src/core/verify/index.ts'
import { makeWorld, T0 } from '../support/world.ts'
import { type Json, makeSurface, messagesOf, refusal, valid, whole } from './support/ask.ts'
import { NAME, PLAIN } from './support/speaker.ts'

const PATH = '/v1/responses'
const HELLO = { model: NAME, input: 'Hello' }
const LOGPROBS = 'message.output_text.logprobs'
const WEATHER = {
  type: 'function',
  name: 'weather',
  description: 'of a place',
  strict: true,
  parameters: {
    type: 'object',
    properties: { place: { type: 'string' } },
    required: ['place'],
    additionalProperties: false,
  },
}
const CALL = '{"name":"weather","arguments":{"place":"Oslo"}}'

/** Events of a streamed response: each valid, named as its type says, numbered from 0 on. */
async function eventsOf(response: Response): Promise<Json[]> {
  const { messages } = await messagesOf(response)
  return messages.map(({ event, data }, i) => {
    const value = valid('ResponseStreamEvent', JSON.parse(data))
    expect(event).toBe(value.type)
    expect(value.sequence_number).toBe(i)
    return value
  })
}

/** Types in order, each run of the same one once. */
const typesOf = (events: readonly Json[]): string[] =>
  events.map(({ type }) => type.replace(/^response\./, '')).filter((type, i, all) => type !== all[i - 1])

describe('a whole response', () => {
  test('text, with what was applied', async () => {
    const { post } = makeSurface()
    const body = {
      ...HELLO,
      instructions: 'Be brief.',
      temperature: 0.5,
      top_p: 0.25,
      max_output_tokens: 40,
      metadata: { a: 'b' },
      store: false,
      truncation: 'disabled',
      user: 'u',
    }
    const response = await post(PATH, body)
    const answer = await whole(response, 'Response')
    expect(answer).toMatchObject({
      object: 'response',
      status: 'completed',
      model: NAME,
      instructions: 'Be brief.',
      temperature: 0.5,
      top_p: 0.25,
      max_output_tokens: 40,
      metadata: { a: 'b' },
      store: false,
      previous_response_id: null,
      incomplete_details: null,
      error: null,
      tools: [],
      tool_choice: 'auto',
      text: { format: { type: 'text' } },
      assay: { withoutEffect: ['user'], receipt: response.headers.get('x-assay-receipt') },
    })
    expect(answer.output).toEqual([
      {
        type: 'message',
        id: expect.stringMatching(/^msg_/),
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'Hello, world.', annotations: [], logprobs: [] }],
      },
    ])
    expect(answer.usage).toMatchObject({ input_tokens: 18, output_tokens: 14, total_tokens: 32 })
  })

  test('items of a conversation, calls and their results among them', async () => {
    const { post, speaker } = makeSurface()
    const prompts: string[] = []
    speaker.knobs.say = prompt => {
      prompts.push(prompt)
      return 'ok'
    }
    const input = [
      { role: 'system', content: 'A' },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'B' }] },
      {
        type: 'message',
        id: 'msg_1',
        status: 'completed',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'C', annotations: [], logprobs: [] }],
      },
      { type: 'function_call', id: 'fc_1', call_id: 'c1', name: 'f', arguments: '{"x":1}', status: 'completed' },
      { type: 'function_call', call_id: 'c2', name: 'g', arguments: '' },
      { type: 'function_call_output', call_id: 'c1', output: 'D' },
      { type: 'function_call_output', call_id: 'c2', output: [{ type: 'input_text', text: 'E' }] },
    ]
    await whole(await post(PATH, { ...HELLO, input }), 'Response')
    const calls = [
      { id: 'c1', type: 'function', function: { name: 'f', arguments: { x: 1 } } },
      { id: 'c2', type: 'function', function: { name: 'g', arguments: {} } },
    ]
    expect(prompts).toEqual([`ABC${JSON.stringify(calls)}DE`])
  })

  test('cut off by its length', async () => {
    const { post } = makeSurface()
    const answer = await whole(await post(PATH, { ...HELLO, max_output_tokens: 5 }), 'Response')
    expect(answer).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
    expect(answer.output[0]).toMatchObject({ status: 'incomplete', content: [{ text: 'Hello' }] })
  })

  test('a call of a tool', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => CALL
    const answer = await whole(await post(PATH, { ...HELLO, tools: [WEATHER], tool_choice: 'required' }), 'Response')
    expect(answer.output).toEqual([
      {
        type: 'function_call',
        id: expect.stringMatching(/^fc_/),
        call_id: expect.stringMatching(/^call_/),
        name: 'weather',
        arguments: '{"place":"Oslo"}',
        status: 'completed',
      },
    ])
    expect(answer).toMatchObject({ tools: [WEATHER], tool_choice: 'required', parallel_tool_calls: false })
  })

  test('a schema', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => '{"place":"Oslo"}'
    const format = { type: 'json_schema', name: 'place', schema: WEATHER.parameters, strict: true }
    const answer = await whole(await post(PATH, { ...HELLO, text: { format } }), 'Response')
    expect(answer.text).toEqual({ format })
    expect(answer.output[0].content[0].text).toBe('{"place":"Oslo"}')
  })
})

describe('a streamed response', () => {
  test('text: events in their order, and a stream that verifies', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.cachedTokens = 3
    const events = await eventsOf(await post(PATH, { ...HELLO, stream: true }))
    expect(typesOf(events)).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'content_part.added',
      'output_text.delta',
      'output_text.done',
      'content_part.done',
      'output_item.done',
      'completed',
    ])
    const deltas = events.filter(({ type }) => type === 'response.output_text.delta')
    expect(deltas.map(({ delta }) => delta).join('')).toBe('Hello, world.')
    const last = events.at(-1)
    expect(last.response.output[0].content[0].text).toBe('Hello, world.')
    expect(last.response.usage).toMatchObject({ input_tokens: 8, input_tokens_details: { cached_tokens: 3 } })
    const stream = events.flatMap(({ assay }) => assay?.events ?? []).map(event => unwrap(eventFromJson(event)))
    expect(stream.map(({ type }) => type)).toEqual(['start', 'chunk', 'tick', 'chunk', 'chunk', 'tick', 'chunk', 'end'])
    const anchors = { ...makeWorld().anchors, now: T0 + 60_000 }
    const policy = unwrap(namedPolicy('signed', 'any'))
    expect(await verifyStream(stream, { ...NO_EVIDENCE, follow: [] }, policy, anchors)).toMatchObject({ ok: true })
  })

  test('a call of a tool', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => CALL
    speaker.knobs.chunk = 5
    const body = { ...HELLO, tools: [WEATHER], include: [LOGPROBS], stream: true }
    const events = await eventsOf(await post(PATH, body))
    expect(typesOf(events).filter(type => type !== 'in_progress')).toEqual([
      'created',
      'output_item.added',
      'function_call_arguments.delta',
      'function_call_arguments.done',
      'output_item.done',
      'completed',
    ])
    const deltas = events.filter(({ type }) => type === 'response.function_call_arguments.delta')
    expect(deltas.map(({ delta }) => delta).join('')).toBe('{"place":"Oslo"}')
    expect(events.at(-1).response.output[0]).toMatchObject({ type: 'function_call', arguments: '{"place":"Oslo"}' })
  })

  test('several calls, one after the other', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => `[${CALL},${CALL}]`
    const body = { ...HELLO, tools: [WEATHER], parallel_tool_calls: true, stream: true }
    const events = await eventsOf(await post(PATH, body))
    const items = events.filter(({ type }) => /output_item/.test(type))
    expect(items.map(({ type, output_index }) => [type.slice(21), output_index])).toEqual([
      ['added', 0],
      ['done', 0],
      ['added', 1],
      ['done', 1],
    ])
    expect(events.at(-1).response.output.length).toBe(2)
  })

  test('logarithms, once with the deltas and once at the end', async () => {
    const { post } = makeSurface()
    const events = await eventsOf(await post(PATH, { ...HELLO, include: [LOGPROBS], top_logprobs: 1, stream: true }))
    const parts = events
      .filter(({ type }) => type === 'response.output_text.delta')
      .flatMap(({ logprobs }) => logprobs.map(({ token }: Json) => token))
    expect(parts.join('')).toBe('Hello, world.')
    const { response } = events.at(-1)
    expect(response.top_logprobs).toBe(1)
    expect(response.output[0].content[0].logprobs.map(({ token }: Json) => token)).toEqual(parts)
  })

  test.each([
    ['nothing at all', '', {}, ''],
    ['its length', 'Hello, world.', { max_output_tokens: 5 }, 'Hello'],
  ])('ends by %s', async (_, say, more, text) => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => say
    const events = await eventsOf(await post(PATH, { ...HELLO, ...more, stream: true }))
    expect(events.at(-1).type).toBe(text === '' ? 'response.completed' : 'response.incomplete')
    expect(events.at(-1).response.output[0].content[0].text).toBe(text)
  })

  test('a failure is an event that clients raise', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.before = at => {
      if (at === 4) throw new Error('SECRET')
    }
    const events = await eventsOf(await post(PATH, { ...HELLO, stream: true }))
    expect(events.at(-1)).toMatchObject({ type: 'error', code: 'internal', error: { type: 'server_error' } })
    expect(JSON.stringify(events)).not.toContain('SECRET')
  })
})

describe('refused', () => {
  test.each([
    [{ input: undefined }, 'input'],
    [{ input: [] }, 'input'],
    [{ input: [{ role: 'user' }] }, 'input[0].content'],
    [{ input: [{ role: 'tool', content: 'x' }] }, 'input[0].role'],
    [{ input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'x' }] }] }, 'input[0].content[0]'],
    [{ input: [{ type: 'item_reference', id: 'x' }] }, 'input[0]'],
    [{ input: [{ type: 'reasoning', summary: [] }] }, 'input[0]'],
    [{ input: [{ type: 'function_call', name: 'f', arguments: '{}' }] }, 'input[0].call_id'],
    [{ input: [{ type: 'function_call', call_id: 'c', name: 'f', arguments: '[]' }] }, 'input[0].arguments'],
    [{ store: true }, 'store'],
    [{ previous_response_id: 'resp_1' }, 'previous_response_id'],
    [{ conversation: 'conv_1' }, 'conversation'],
    [{ background: true }, 'background'],
    [{ prompt: { id: 'p' } }, 'prompt'],
    [{ truncation: 'auto' }, 'truncation'],
    [{ reasoning: { effort: 'low' } }, 'reasoning'],
    [{ include: ['file_search_call.results'] }, 'include'],
    [{ top_logprobs: 2 }, 'top_logprobs'],
    [{ tools: [{ type: 'web_search' }] }, 'tools[0].type'],
    [{ text: { format: { type: 'json_schema' } } }, 'text.format.name'],
    [{ text: { verbosity: 'high' } }, 'text.verbosity'],
    [{ n: 2 }, 'n'],
    [{ messages: [] }, 'messages'],
    [{ model: PLAIN }, 'model'],
  ])('%j', async (more, param) => {
    const { post, speaker } = makeSurface()
    expect(await refusal(await post(PATH, { ...HELLO, ...more }))).toMatchObject({ param })
    expect(speaker.asked).toEqual([])
  })
})
