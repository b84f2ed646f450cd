// The MCP endpoint: the protocol by hand, and by the official SDK's client.

import { describe, expect, test } from 'vitest'
import { ensureClients } from '../../scripts/clients.mjs'
import { serveHttp } from '../../src/platform/node/http.ts'
import { type Json, makeSurface } from './support/ask.ts'
import { NAME } from './support/speaker.ts'

const clients = await ensureClients()
const call = (method: string, params?: unknown, id: unknown = 1): Json => ({ jsonrpc: '2.0', id, method, params })
const chat = (input: unknown): Json => call('tools/call', { name: 'chat', arguments: input })
const HELLO = { model: NAME, messages: [{ role: 'user', content: 'Hello' }] }

async function ask(surface: ReturnType<typeof makeSurface>, body: unknown, status = 200): Promise<Json> {
  const response = await surface.post('/mcp', body)
  expect(response.status).toBe(status)
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

describe('the protocol', () => {
  test('initialize: the asked version where it is spoken, else the newest', async () => {
    const surface = makeSurface()
    for (const [asked, given] of [
      ['2025-06-18', '2025-06-18'],
      ['1999-01-01', '2025-11-25'],
    ]) {
      const { result } = await ask(surface, call('initialize', { protocolVersion: asked, capabilities: {} }))
      expect(result).toMatchObject({
        protocolVersion: given,
        capabilities: { tools: {} },
        serverInfo: { name: 'assay' },
      })
    }
  })

  test('notifications have no answer, batches one for each request', async () => {
    const surface = makeSurface()
    expect(await ask(surface, { jsonrpc: '2.0', method: 'notifications/initialized' }, 202)).toBeNull()
    const batch = await ask(surface, [call('ping', {}, 'a'), { jsonrpc: '2.0', method: 'x' }, call('ping', {}, 'b')])
    expect(batch).toEqual([
      { jsonrpc: '2.0', id: 'a', result: {} },
      { jsonrpc: '2.0', id: 'b', result: {} },
    ])
  })

  test.each([
    ['no JSON-RPC', { method: 'ping' }, -32600],
    ['a strange id', { jsonrpc: '2.0', id: {}, method: 'ping' }, -32600],
    ['a strange method', { jsonrpc: '2.0', id: 1, method: 'nothing' }, -32601],
    ['strange params', { jsonrpc: '2.0', id: 1, method: 'ping', params: [1] }, -32600],
    ['no such tool', call('tools/call', { name: 'rm' }), -32602],
    ['strange arguments', call('tools/call', { name: 'chat', arguments: 'x' }), -32602],
  ])('%s', async (_, body, code) => {
    expect((await ask(makeSurface(), body)).error.code).toBe(code)
  })

  test('too many at once, and a version that is not spoken', async () => {
    const surface = makeSurface()
    const many = Array.from({ length: 17 }, (_, i) => call('ping', {}, i))
    expect((await ask(surface, many, 400)).error.code).toBe(-32600)
    expect((await ask(surface, [], 400)).error.code).toBe(-32600)
    const response = await surface.post('/mcp', call('ping'), { headers: { 'mcp-protocol-version': '2020-01-01' } })
    expect(response.status).toBe(400)
  })
})

describe('the tools', () => {
  test('chat: text, and as data with receipt and level', async () => {
    const surface = makeSurface()
    surface.speaker.knobs.level = 'replayed'
    const { result } = await ask(surface, chat({ ...HELLO, max_tokens: 50, temperature: 0 }))
    expect(result.isError).toBe(false)
    expect(result.content[0]).toEqual({ type: 'text', text: 'Hello, world.' })
    expect(result.structuredContent).toMatchObject({
      content: 'Hello, world.',
      finish_reason: 'stop',
      verified: 'replayed',
      receipt: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      node: surface.speaker.executor.node,
    })
    expect(result.content[1].text).toContain(result.structuredContent.receipt)
    expect(surface.speaker.asked[0]!.sampler).toMatchObject({ maxTokens: 50, temperature: 0 })
  })

  test('a server that has verified nothing says so', async () => {
    const { result } = await ask(makeSurface(), chat(HELLO))
    expect(result.structuredContent.verified).toBeNull()
    expect(result.content[1].text).toContain('verified here: no')
  })

  test.each([
    [{ ...HELLO, model: 'acme/none@1' }, 'model_not_found'],
    [{ ...HELLO, stream: true }, 'parameter_unsupported'],
    [{ ...HELLO, n: 2 }, 'parameter_unsupported'],
    [{ ...HELLO, nonsense: 2 }, 'parameter_unsupported'],
    [{ model: NAME }, 'request_malformed'],
  ])('refused as an answer of the tool: %j', async (input, code) => {
    const { result } = await ask(makeSurface(), chat(input))
    expect(result).toMatchObject({ isError: true, content: [{ type: 'text', text: expect.stringContaining(code) }] })
  })
})

describe.skipIf(clients.missing !== undefined)(`the official client ${clients.missing ?? ''}`, () => {
  test('lists and calls', async () => {
    const surface = makeSurface()
    const server = await serveHttp({ fetch: request => surface.openai.handle(request), port: 0 })
    try {
      if (clients.missing !== undefined) return
      const { Client } = await clients.load('@modelcontextprotocol/sdk/client/index.js')
      const { StreamableHTTPClientTransport } = await clients.load('@modelcontextprotocol/sdk/client/streamableHttp.js')
      const client = new Client({ name: 'test', version: '1.0.0' })
      await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)))
      const { tools } = await client.listTools()
      expect(tools.map(({ name }: Json) => name)).toEqual(['chat', 'models'])
      // The client checks structured content against the tool's output schema.
      const answer = await client.callTool({ name: 'chat', arguments: HELLO })
      expect(answer.structuredContent).toMatchObject({ content: 'Hello, world.', verified: null })
      const listed = await client.callTool({ name: 'models', arguments: {} })
      expect(listed.structuredContent.models[0].id).toBe(NAME)
      const refused = await client.callTool({ name: 'chat', arguments: { ...HELLO, model: 'a/b@1' } })
      expect(refused.isError).toBe(true)
      await client.close()
    } finally {
      await server.close(100)
    }
  })
})
