// Other people's clients against a real node: a random language model on the engine, a gateway, a socket. And what only a node shows:
// every answer replays, prefixes come from a cache, the same call twice is the same answer.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLanguage } from '../../src/client/language/load.ts'
import { fromHex } from '../../src/core/bytes/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeSampler, replayGeneration, writeTemplate } from '../../src/core/language/index.ts'
import { bundleFromJson, tokensOf } from '../../src/core/receipt/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { serveHttp } from '../../src/platform/node/http.ts'
import { byteLanguage } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { chunksOf, type Json, whole } from './support/ask.ts'
import { describeClients } from './support/clientSuite.ts'

const NAME = 'test/bytes@1'
const model = byteLanguage({
  layers: 1,
  context: 1024,
  template: writeTemplate({
    template:
      '{% if tools %}{{ tools | tojson }}{% endif %}{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}',
    tokens: {},
  }),
})

interface Running {
  readonly url: string
  stop(): Promise<void>
}

async function start(): Promise<Running> {
  const devnet: Devnet = await startDevnet({ nodes: 1 })
  const { modelId } = await devnet.publish(model, NAME, 0)
  const { backend, hosting } = devnet.node(0)
  await eventually(() => hosting.has(modelId), 'the model')
  await eventually(async () => (await backend.model(NAME)) !== null, 'its name')
  const gateway = createGateway(backend, { version: '0', network: devnet.network })
  const server = await serveHttp({ fetch: gateway.fetch, port: 0 })
  return {
    url: server.url,
    async stop() {
      await server.close(100)
      await devnet.stop()
    },
  }
}

describe('answers of a node', () => {
  let running: Running
  beforeAll(async () => {
    running = await start()
  })
  afterAll(() => running?.stop())

  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${running.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: NAME, ...(body as object) }),
    })
  const said = (content: string) => ({ messages: [{ role: 'user', content }] })

  /** Computes every token of an answer again. */
  async function replays({ bundle }: Json): Promise<boolean> {
    const { request, input, output, sampler } = unwrap(bundleFromJson(bundle))
    const language = await openLanguage(model, wasm)
    try {
      const verdict = await replayGeneration(language, {
        prompt: tokensOf(input!.tensors)!,
        tokens: tokensOf(output!.tensors)!,
        sampler: decodeSampler(sampler!),
        seed: fromHex(request.request.seed),
        truncated: false,
      })
      return verdict.ok
    } finally {
      language.session.close()
    }
  }

  test.each([
    ['greedy', { temperature: 0 }],
    ['sampled', { temperature: 0.8, top_p: 0.9, top_k: 50, min_p: 0.01 }],
    [
      'penalties and biases',
      { presence_penalty: 1, frequency_penalty: 0.5, repetition_penalty: 1.3, logit_bias: { '65': 4 } },
    ],
    ['stop strings', { stop: ['a', 'e', 'q'] }],
    ['JSON', { response_format: { type: 'json_object' } }],
    [
      'a required tool',
      {
        tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
        tool_choice: 'required',
      },
    ],
  ])('%s: the receipt holds what was asked, and its answer replays', async (_, more) => {
    const body = { ...said('Once upon a time'), max_tokens: 24, seed: 3, n: 2, ...more }
    const answer = await whole(await post('/v1/chat/completions', body), 'CreateChatCompletionResponse')
    for (const choice of answer.assay.choices) expect(await replays(choice)).toBe(true)
    const again = await whole(await post('/v1/chat/completions', body), 'CreateChatCompletionResponse')
    const texts = ({ choices }: Json): Json => choices.map(({ message }: Json) => message.content)
    expect(texts(again)).toEqual(texts(answer))
    const streamed = await chunksOf(
      await post('/v1/chat/completions', { ...body, stream: true }),
      'CreateChatCompletionStreamResponse',
    )
    const joined = [0, 1].map(index =>
      streamed
        .flatMap(({ choices }) => choices.filter((choice: Json) => choice.index === index))
        .map(({ delta }: Json) => delta.content ?? '')
        .join(''),
    )
    expect(joined).toEqual(texts(answer).map((text: string | null) => text ?? ''))
  })

  test('tokens that a prefix cache gave are counted', async () => {
    const ask = async () =>
      (
        await whole(
          await post('/v1/completions', { prompt: 'x'.repeat(100), max_tokens: 1 }),
          'CreateCompletionResponse',
        )
      ).usage
    await ask()
    expect((await ask()).prompt_tokens_details.cached_tokens).toBeGreaterThan(0)
  })
})

describeClients('clients of a node', async () => {
  const { url, stop } = await start()
  return { url, model: NAME, text: /^[\s\S]*$/, embeds: true, tools: true, close: stop }
})
