// Forms of answers: JSON, schemas and calls of tools. The script of each test goes through the very grammar that the surface asks for.

import { describe, expect, test } from 'vitest'
import { chunksOf, type Json, makeSurface, refusal, whole } from './support/ask.ts'
import { NAME } from './support/speaker.ts'

const PATH = '/v1/chat/completions'
const ANSWER = 'CreateChatCompletionResponse'
const CHUNK = 'CreateChatCompletionStreamResponse'
const HELLO = { model: NAME, messages: [{ role: 'user', content: 'Hi' }] }

const WEATHER = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'of a place',
    parameters: {
      type: 'object',
      properties: { place: { type: 'string' }, days: { type: 'integer' } },
      required: ['place', 'days'],
      additionalProperties: false,
    },
  },
}
const TIME = { type: 'function', function: { name: 'time' } }
const CALL = '{"name":"weather","arguments":{"place":"Oslo \\"}","days":2}}'
const ARGUMENTS = '{"place":"Oslo \\"}","days":2}'

describe('response_format', () => {
  test.each([
    ['json_object', { type: 'json_object' }, '{"a":[1,2,{"b":null}]}'],
    [
      'json_schema',
      {
        type: 'json_schema',
        json_schema: {
          name: 'point',
          strict: true,
          schema: {
            type: 'object',
            properties: { x: { type: 'integer' }, y: { type: 'integer' } },
            required: ['x', 'y'],
            additionalProperties: false,
          },
        },
      },
      '{"x":1,"y":-2}',
    ],
  ])('%s', async (_, format, text) => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => text
    const answer = await whole(await post(PATH, { ...HELLO, response_format: format }), ANSWER)
    expect(answer.choices[0]).toMatchObject({ message: { content: text }, finish_reason: 'stop' })
    expect(answer.assay.sampler.grammar).toBe('applied')
    expect(speaker.asked[0]!.sampler.grammar).not.toBeNull()
    // Another form is not what the grammar lets out.
    speaker.knobs.say = () => 'no JSON'
    await refusal(await post(PATH, { ...HELLO, response_format: format }), 500)
  })

  test.each([
    [{ type: 'grammar' }, 'response_format.type', 'parameter_unsupported'],
    [{}, 'response_format.type', 'request_malformed'],
    [{ type: 'json_schema' }, 'response_format.json_schema', 'request_malformed'],
    [
      { type: 'json_schema', json_schema: { name: 'a', other: 1 } },
      'response_format.json_schema.other',
      'parameter_unsupported',
    ],
    [
      { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'string', pattern: '^a' } } },
      'response_format.json_schema.schema',
      'grammar_unsupported',
    ],
  ])('%j is refused', async (format, param, code) => {
    const { post } = makeSurface()
    expect(await refusal(await post(PATH, { ...HELLO, response_format: format }))).toMatchObject({ param, code })
  })

  test('not beside ignore_eos', async () => {
    const { post } = makeSurface()
    const body = { ...HELLO, response_format: { type: 'json_object' }, ignore_eos: true }
    expect(await refusal(await post(PATH, body))).toMatchObject({ param: 'ignore_eos' })
  })
})

describe('tools', () => {
  const body = { ...HELLO, tools: [WEATHER, TIME] }

  test('a call, whole', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = prompt => {
      expect(prompt).toContain('"name":"weather","description":"of a place"')
      return CALL
    }
    const { choices, usage } = await whole(await post(PATH, body), ANSWER)
    const call = { id: expect.stringMatching(/^call_[0-9a-f]{24}$/), type: 'function' }
    expect(choices[0].message).toEqual({
      role: 'assistant',
      content: null,
      refusal: null,
      tool_calls: [{ ...call, function: { name: 'weather', arguments: ARGUMENTS } }],
    })
    expect(choices[0].finish_reason).toBe('tool_calls')
    expect(usage.completion_tokens).toBeGreaterThan(10)
  })

  test.each([1, 3, 7, 64])('a call in chunks of %i', async size => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => CALL
    speaker.knobs.chunk = size
    const chunks = await chunksOf(await post(PATH, { ...body, stream: true, logprobs: true }), CHUNK)
    const deltas = chunks.flatMap(({ choices }) => choices[0].delta.tool_calls ?? [])
    expect(deltas[0]).toMatchObject({ index: 0, id: expect.any(String), function: { name: 'weather', arguments: '' } })
    expect(deltas.slice(1).every((delta: Json) => delta.id === undefined && delta.index === 0)).toBe(true)
    expect(deltas.map((delta: Json) => delta.function.arguments).join('')).toBe(ARGUMENTS)
    expect(chunks.at(-1).choices[0]).toMatchObject({ delta: {}, finish_reason: 'tool_calls' })
    // The text of a call is no content.
    for (const { choices } of chunks) expect(choices[0].delta.content ?? '').toBe('')
    for (const { choices } of chunks) expect(choices[0].logprobs).toBeNull()
    expect(chunks.flatMap(({ assay }) => assay.events).at(-1).type).toBe('end')
  })

  test('text instead, where a call is not required', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => 'It {rains}.'
    const { choices } = await whole(await post(PATH, body), ANSWER)
    expect(choices[0]).toMatchObject({ message: { content: 'It {rains}.' }, finish_reason: 'stop' })
    expect(choices[0].message).not.toHaveProperty('tool_calls')
    for (const choice of ['required', { type: 'function', function: { name: 'time' } }])
      await refusal(await post(PATH, { ...body, tool_choice: choice }), 500)
  })

  test('several calls, where they are asked for', async () => {
    const { post, speaker } = makeSurface()
    const several = `[${CALL},{"name":"time","arguments":{}}]`
    speaker.knobs.say = () => several
    const more = { ...body, parallel_tool_calls: true, tool_choice: 'required' }
    const { choices } = await whole(await post(PATH, more), ANSWER)
    expect(choices[0].message.tool_calls.map((call: Json) => call.function)).toEqual([
      { name: 'weather', arguments: ARGUMENTS },
      { name: 'time', arguments: '{}' },
    ])
    const chunks = await chunksOf(await post(PATH, { ...more, stream: true }), CHUNK)
    const joined = ['', '']
    for (const { choices } of chunks)
      for (const { index, function: f } of choices[0].delta.tool_calls ?? []) joined[index] += f.arguments
    expect(joined).toEqual([ARGUMENTS, '{}'])
    // One call is not several.
    speaker.knobs.say = () => CALL
    await refusal(await post(PATH, more), 500)
  })

  test('a named one, and no other', async () => {
    const { post, speaker } = makeSurface()
    const named = { ...body, tool_choice: { type: 'function', function: { name: 'time' } } }
    speaker.knobs.say = () => '{"name":"time","arguments":{}}'
    const { choices } = await whole(await post(PATH, named), ANSWER)
    expect(choices[0].message.tool_calls[0].function).toEqual({ name: 'time', arguments: '{}' })
    speaker.knobs.say = () => CALL
    await refusal(await post(PATH, named), 500)
  })

  test('none: nothing is shown, and nothing is called', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = prompt => {
      expect(prompt).not.toContain('weather')
      return CALL
    }
    const { choices } = await whole(await post(PATH, { ...body, tool_choice: 'none' }), ANSWER)
    expect(choices[0].message).toEqual({ role: 'assistant', content: CALL, refusal: null })
  })

  test('a call that was cut off is none that could be made', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => CALL
    const { choices } = await whole(await post(PATH, { ...body, max_tokens: 45 }), ANSWER)
    expect(choices[0].finish_reason).toBe('length')
    expect(ARGUMENTS.startsWith(choices[0].message.tool_calls[0].function.arguments)).toBe(true)
    const early = await whole(await post(PATH, { ...body, max_tokens: 5 }), ANSWER)
    expect(early.choices[0]).toMatchObject({ message: { content: CALL.slice(0, 5) }, finish_reason: 'length' })
  })

  test.each([
    [{ tools: [{ type: 'custom', custom: { name: 'x' } }] }, 'tools[0].type', 'parameter_unsupported'],
    [{ tools: [{ type: 'function' }] }, 'tools[0].function', 'request_malformed'],
    [{ tools: [{ type: 'function', function: { name: 'a b' } }] }, 'tools[0].function.name', 'request_malformed'],
    [{ tools: [TIME, TIME] }, 'tools', 'request_malformed'],
    [
      { tools: [{ type: 'function', function: { name: 'a', other: 1 } }] },
      'tools[0].function.other',
      'parameter_unsupported',
    ],
    [
      { tools: [{ type: 'function', function: { name: 'a', parameters: [] } }] },
      'tools[0].function.parameters',
      'request_malformed',
    ],
    [
      { tools: [{ type: 'function', function: { name: 'a', parameters: { type: 'object', patternProperties: {} } } }] },
      'tools',
      'grammar_unsupported',
    ],
    [{ tools: [TIME], tool_choice: 'sometimes' }, 'tool_choice', 'request_malformed'],
    [{ tools: [TIME], tool_choice: { type: 'function', function: { name: 'x' } } }, 'tool_choice', 'request_malformed'],
    [
      { tools: [TIME], tool_choice: { type: 'allowed_tools', allowed_tools: {} } },
      'tool_choice',
      'parameter_unsupported',
    ],
    [{ tool_choice: 'required' }, 'tool_choice', 'request_malformed'],
    [{ tools: [TIME], response_format: { type: 'json_object' } }, 'response_format', 'parameter_unsupported'],
    [{ tools: Array.from({ length: 129 }, () => TIME) }, 'tools', 'request_malformed'],
  ])('%j is refused', async (more, param, code) => {
    const { post, speaker } = makeSurface()
    expect(await refusal(await post(PATH, { ...HELLO, ...more }))).toMatchObject({ param, code })
    expect(speaker.asked).toEqual([])
  })

  test('a template that shows none takes none', async () => {
    const { post } = makeSurface({
      backend: real => ({
        ...real,
        async resolve(reference, signal) {
          const model = await real.resolve(reference, signal)
          return { ...model, chat: { ...model.chat!, tools: false } }
        },
      }),
    })
    expect(await refusal(await post(PATH, body))).toMatchObject({ param: 'tools', code: 'parameter_unsupported' })
  })
})
