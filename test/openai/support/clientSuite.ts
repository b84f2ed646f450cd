// One suite for whatever speaks the OpenAI API here: the official clients for JavaScript and Python, Vercel's AI SDK, LangChain.js and curl
// against a base URL. What a server cannot do in a given world is left out of its world, not of the suite.

import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import OpenAI, { type APIError, BadRequestError, NotFoundError } from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureClients } from '../../../scripts/clients.mjs'
import { ensureVenv } from '../../../scripts/python.mjs'
import type { Json } from './ask.ts'

export interface ClientWorld {
  /** Without `/v1`. */
  readonly url: string
  readonly model: string
  /** What an answer's text is like. */
  readonly text: RegExp
  readonly embeds: boolean
  /** Does the model's template show tools? */
  readonly tools: boolean
  close(): Promise<void>
}

const run = promisify(execFile)
const others = await ensureClients()
const load = async (name: string): Promise<Json> => (others.missing === undefined ? others.load(name) : null)
const [ai, compatible, langchain] = [
  await load('ai'),
  await load('@ai-sdk/openai-compatible'),
  await load('@langchain/openai'),
]
const python = ensureVenv('openai-client', ['openai==2.9.0'])
const curl = await run('curl', ['--version']).then(
  () => null,
  () => 'curl is not installed',
)
const RECEIPT = /^0x[0-9a-f]{64}$/
const SAID = [{ role: 'user' as const, content: 'Hello' }]

export const PLACE = {
  type: 'object',
  properties: { place: { type: 'string', maxLength: 4 } },
  required: ['place'],
  additionalProperties: false,
}

/** `start` is called once. The texts of tools and schemas are whatever the model makes of them under their grammar. */
export function describeClients(name: string, start: () => Promise<ClientWorld>): void {
  describe(name, () => {
    let world: ClientWorld
    let client: OpenAI
    beforeAll(async () => {
      world = await start()
      client = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: 'any', maxRetries: 0 })
    })
    afterAll(() => world?.close())
    const assayOf = (value: unknown): Json => (value as Json).assay

    describe('openai for JavaScript', () => {
      test('models', async () => {
        const ids: string[] = []
        for await (const { id } of client.models.list()) ids.push(id)
        expect(ids).toContain(world.model)
        expect((await client.models.retrieve(world.model)).id).toBe(world.model)
      })

      test('a chat, with its headers and receipt', async () => {
        const { data, response } = await client.chat.completions
          .create({ model: world.model, messages: SAID, max_tokens: 16 })
          .withResponse()
        expect(data.choices[0]!.message.content).toMatch(world.text)
        expect(response.headers.get('x-assay-receipt')).toBe(assayOf(data).receipt)
        expect(assayOf(data).receipt).toMatch(RECEIPT)
      })

      test('the same seed gives the same answer, token for token', async () => {
        const ask = async (seed: number): Promise<(string | null)[]> => {
          const body = { model: world.model, messages: SAID, max_tokens: 12, seed, n: 2 }
          return (await client.chat.completions.create(body)).choices.map(({ message }) => message.content)
        }
        expect(await ask(5)).toEqual(await ask(5))
      })

      test('a chat, streamed', async () => {
        const stream = await client.chat.completions.create({
          ...{ model: world.model, messages: SAID, max_tokens: 16, stream: true },
          stream_options: { include_usage: true },
        })
        let text = ''
        const chunks: OpenAI.ChatCompletionChunk[] = []
        for await (const chunk of stream) {
          chunks.push(chunk)
          text += chunk.choices[0]?.delta.content ?? ''
        }
        expect(text).toMatch(world.text)
        expect(chunks.at(-1)!.usage!.completion_tokens).toBeGreaterThan(0)
        expect(assayOf(chunks.at(-2)).receipt).toMatch(RECEIPT)
        expect(assayOf(chunks[0]).events[0].type).toBe('start')
      })

      test('logarithms', async () => {
        const body = { model: world.model, messages: SAID, max_tokens: 4, logprobs: true, top_logprobs: 3 }
        const { choices } = await client.chat.completions.create(body)
        const content = choices[0]!.logprobs!.content!
        expect(content.length).toBeGreaterThan(0)
        for (const { logprob, top_logprobs } of content) {
          expect(logprob).toBeLessThanOrEqual(0)
          expect(top_logprobs.length).toBe(3)
        }
      })

      test('the stream helper gathers what the whole answer is', async () => {
        const body = { model: world.model, messages: SAID, max_tokens: 8, temperature: 0 }
        const whole = await client.chat.completions.create(body)
        const runner = client.chat.completions.stream(body)
        const gathered = await runner.finalChatCompletion()
        expect(gathered.choices[0]!.message.content).toBe(whole.choices[0]!.message.content)
        expect(gathered.choices[0]!.finish_reason).toBe(whole.choices[0]!.finish_reason)
      })

      test('JSON by a schema', async () => {
        const { choices } = await client.chat.completions.create({
          ...{ model: world.model, messages: SAID, max_tokens: 60 },
          response_format: { type: 'json_schema', json_schema: { name: 'place', schema: PLACE, strict: true } },
        })
        expect(JSON.parse(choices[0]!.message.content!)).toEqual({ place: expect.any(String) })
      })

      test('tools', async context => {
        if (!world.tools) return context.skip('its template shows no tools')
        const tools = [{ type: 'function' as const, function: { name: 'weather', parameters: PLACE } }]
        const body = { model: world.model, messages: SAID, max_tokens: 80, tools, tool_choice: 'required' as const }
        const { choices } = await client.chat.completions.create(body)
        const [call] = choices[0]!.message.tool_calls!
        expect(choices[0]!.finish_reason).toBe('tool_calls')
        if (call?.type !== 'function') throw new Error('no call of a function')
        expect(call.function.name).toBe('weather')
        expect(JSON.parse(call.function.arguments)).toEqual({ place: expect.any(String) })
        const again = [...SAID, choices[0]!.message, { role: 'tool' as const, tool_call_id: call.id, content: 'rain' }]
        const after = await client.chat.completions.create({ ...body, tool_choice: 'none', messages: again })
        expect(after.choices[0]!.message.tool_calls).toBeUndefined()
      })

      test('completions', async () => {
        const { choices } = await client.completions.create({ model: world.model, prompt: 'Once', max_tokens: 8 })
        expect(choices[0]!.text).not.toBe('')
        let text = ''
        const stream = await client.completions.create({
          model: world.model,
          prompt: 'Once',
          max_tokens: 8,
          stream: true,
        })
        for await (const chunk of stream) text += chunk.choices[0]!.text
        expect(text).not.toBe('')
      })

      test('embeddings, as the client asks for them and as floats', async context => {
        if (!world.embeds) return context.skip('it makes no embeddings')
        const input = ['one', 'two']
        const coded = await client.embeddings.create({ model: world.model, input })
        const floats = await client.embeddings.create({ model: world.model, input, encoding_format: 'float' })
        expect(coded.data.map(({ embedding }) => embedding)).toEqual(floats.data.map(({ embedding }) => embedding))
        const length = coded.data[0]!.embedding.reduce((sum, x) => sum + x * x, 0)
        expect(length).toBeCloseTo(1, 5)
      })

      test('responses, whole and streamed', async () => {
        const body = { model: world.model, input: 'Hello', max_output_tokens: 16, temperature: 0 }
        const whole = await client.responses.create(body)
        expect(whole.output_text).toMatch(world.text)
        let text = ''
        let last: OpenAI.Responses.Response | undefined
        for await (const event of await client.responses.create({ ...body, stream: true })) {
          if (event.type === 'response.output_text.delta') text += event.delta
          if (event.type === 'response.completed' || event.type === 'response.incomplete') last = event.response
        }
        expect(text).toBe(whole.output_text)
        expect(last!.usage!.output_tokens).toBe(whole.usage!.output_tokens)
      })

      test('errors have their types', async () => {
        const ask = (more: object): Promise<unknown> =>
          client.chat.completions.create({ model: world.model, messages: SAID, ...more })
        const strange = await ask({ model: 'nobody/nothing@1' }).catch((error: unknown) => error)
        expect(strange).toBeInstanceOf(NotFoundError)
        expect(strange).toMatchObject({ code: 'model_not_found', status: 404 })
        const wrong = await ask({ suffix: 'x' }).catch((error: unknown) => error)
        expect(wrong).toBeInstanceOf(BadRequestError)
        expect(wrong).toMatchObject({ param: 'suffix', code: 'parameter_unsupported' })
        expect((wrong as APIError).requestID).toMatch(/.{8}/)
      })

      test('leaving a stream early', async () => {
        const stream = await client.chat.completions.create({ model: world.model, messages: SAID, stream: true })
        for await (const chunk of stream) {
          expect(chunk.object).toBe('chat.completion.chunk')
          break
        }
        expect(stream.controller.signal.aborted).toBe(true)
      })
    })

    describe.skipIf(others.missing !== undefined)(`Vercel's AI SDK ${others.missing ?? ''}`, () => {
      const provider = (): Json => {
        const options = { name: 'assay', baseURL: `${world.url}/v1`, apiKey: 'any', includeUsage: true }
        return compatible.createOpenAICompatible({ ...options, supportsStructuredOutputs: true })
      }
      const common = () => ({ model: provider()(world.model), prompt: 'Hello', maxRetries: 0, maxOutputTokens: 16 })

      test('generateText and streamText', async () => {
        const { text, usage, finishReason } = await ai.generateText({ ...common(), temperature: 0 })
        expect(text).toMatch(world.text)
        expect(usage.outputTokens).toBeGreaterThan(0)
        expect(['stop', 'length']).toContain(finishReason)
        const stream = ai.streamText({ ...common(), temperature: 0 })
        let streamed = ''
        for await (const part of stream.textStream) streamed += part
        expect(streamed).toBe(text)
        expect((await stream.usage).outputTokens).toBe(usage.outputTokens)
      })

      test('generateObject', async () => {
        const schema = ai.jsonSchema(PLACE)
        const { object } = await ai.generateObject({ ...common(), maxOutputTokens: 60, schema })
        expect(object).toEqual({ place: expect.any(String) })
      })

      test('tools', async context => {
        if (!world.tools) return context.skip('its template shows no tools')
        const weather = ai.tool({ description: 'of a place', inputSchema: ai.jsonSchema(PLACE) })
        const asked = { ...common(), maxOutputTokens: 80, tools: { weather }, toolChoice: 'required' }
        const { toolCalls } = await ai.generateText(asked)
        expect(toolCalls[0]).toMatchObject({ toolName: 'weather', input: { place: expect.any(String) } })
        const stream = ai.streamText(asked)
        expect((await stream.toolCalls)[0]).toMatchObject({ toolName: 'weather', input: { place: expect.any(String) } })
      })

      test('embed', async context => {
        if (!world.embeds) return context.skip('it makes no embeddings')
        const { embedding } = await ai.embed({
          model: provider().textEmbeddingModel(world.model),
          value: 'one',
          maxRetries: 0,
        })
        expect(embedding.length).toBeGreaterThan(1)
      })

      test('an error', async () => {
        const failed = await ai
          .generateText({ ...common(), model: provider()('nobody/nothing@1') })
          .catch((e: unknown) => e)
        expect(failed).toMatchObject({ statusCode: 404 })
      })
    })

    describe.skipIf(others.missing !== undefined)(`LangChain.js ${others.missing ?? ''}`, () => {
      const options = (more: object = {}) => ({
        ...{ model: world.model, apiKey: 'any', maxRetries: 0, maxTokens: 16, temperature: 0 },
        configuration: { baseURL: `${world.url}/v1` },
        ...more,
      })
      test('invoke and stream', async () => {
        const model = new langchain.ChatOpenAI(options())
        const answer = await model.invoke('Hello')
        expect(answer.content).toMatch(world.text)
        expect(answer.usage_metadata.output_tokens).toBeGreaterThan(0)
        let text = ''
        for await (const chunk of await model.stream('Hello')) text += chunk.content
        expect(text).toBe(answer.content)
      })

      test('structured output and tools', async context => {
        const model = new langchain.ChatOpenAI(options({ maxTokens: 80 }))
        const structured = model.withStructuredOutput({ title: 'place', ...PLACE }, { method: 'jsonSchema' })
        expect(await structured.invoke('Hello')).toEqual({ place: expect.any(String) })
        if (!world.tools) return context.skip('its template shows no tools')
        const tool = { type: 'function', function: { name: 'weather', description: 'of a place', parameters: PLACE } }
        const bound = model.bindTools([tool], { tool_choice: 'weather' })
        const { tool_calls } = await bound.invoke('Hello')
        expect(tool_calls[0]).toMatchObject({ name: 'weather', args: { place: expect.any(String) } })
      })

      test('embeddings', async context => {
        if (!world.embeds) return context.skip('it makes no embeddings')
        const embeddings = new langchain.OpenAIEmbeddings(options())
        const [one, two] = await embeddings.embedDocuments(['one', 'three'])
        expect(one.length).toBe(two.length)
      })
    })

    describe.skipIf(python.missing !== undefined)(`openai for Python ${python.missing ?? ''}`, () => {
      test('chat, stream, responses, embeddings, errors', { timeout: 60_000 }, async () => {
        if (python.missing !== undefined) return
        const directory = await mkdtemp(join(tmpdir(), 'assay-python-'))
        try {
          const script = join(directory, 'client.py')
          writeFileSync(script, PYTHON)
          const { url, model, embeds } = world
          const { stdout } = await run(python.python, [script, `${url}/v1`, model, String(embeds)])
          const told = JSON.parse(stdout)
          expect(told.chat).toMatch(world.text)
          expect(told.streamed).toBe(told.chat)
          expect(told.response).toMatch(world.text)
          expect(told.receipt).toMatch(RECEIPT)
          expect(told.usage).toBeGreaterThan(0)
          expect(told.error).toEqual(['NotFoundError', 'model_not_found'])
          expect(told.wrong).toEqual(['BadRequestError', 'suffix'])
          if (embeds) expect(told.length).toBeCloseTo(1, 5)
        } finally {
          await rm(directory, { recursive: true, force: true })
        }
      })
    })

    describe.skipIf(curl !== null)(`curl ${curl ?? ''}`, () => {
      const post = async (body: unknown): Promise<string> => {
        const url = `${world.url}/v1/chat/completions`
        const headers = ['-H', 'content-type: application/json', '-H', 'authorization: Bearer any']
        return (await run('curl', ['-sN', url, ...headers, '-d', JSON.stringify(body)])).stdout
      }

      test('an answer and a stream', async () => {
        const body = { model: world.model, messages: SAID, max_tokens: 16 }
        expect(JSON.parse(await post(body)).choices[0].message.content).toMatch(world.text)
        const lines = (await post({ ...body, stream: true })).split('\n').filter(line => line !== '')
        expect(lines.at(-1)).toBe('data: [DONE]')
        const text = lines.slice(0, -1).map(line => JSON.parse(line.slice(6)).choices[0].delta.content ?? '')
        expect(text.join('')).toMatch(world.text)
      })
    })
  })
}

const PYTHON = `
import json, sys
from openai import OpenAI, BadRequestError, NotFoundError
url, model, embeds = sys.argv[1], sys.argv[2], sys.argv[3] == 'true'
client = OpenAI(base_url=url, api_key='any', max_retries=0)
said = [{'role': 'user', 'content': 'Hello'}]
out = {}
answer = client.chat.completions.create(model=model, messages=said, max_tokens=16, temperature=0)
out['chat'] = answer.choices[0].message.content
out['receipt'] = answer.assay['receipt']
streamed = ''
for chunk in client.chat.completions.create(model=model, messages=said, max_tokens=16, temperature=0, stream=True, stream_options={'include_usage': True}):
    if chunk.choices: streamed += chunk.choices[0].delta.content or ''
    else: out['usage'] = chunk.usage.completion_tokens
out['streamed'] = streamed
response = ''
for event in client.responses.create(model=model, input='Hello', max_output_tokens=16, stream=True):
    if event.type == 'response.output_text.delta': response += event.delta
out['response'] = response
if embeds:
    vector = client.embeddings.create(model=model, input='one').data[0].embedding
    out['length'] = sum(x * x for x in vector)
try: client.chat.completions.create(model='nobody/nothing@1', messages=said)
except NotFoundError as e: out['error'] = [type(e).__name__, e.code]
try: client.completions.create(model=model, prompt='Once', suffix='x')
except BadRequestError as e: out['wrong'] = [type(e).__name__, e.param]
print(json.dumps(out))
`
