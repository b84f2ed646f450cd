// The client of an upstream server against servers that fail in every way, and what it lets a configuration mean. Nothing here needs a
// network: the egress rules are about loopback addresses and names that lead to them.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attempt } from '../../src/core/errors/index.ts'
import { parseConfig } from '../../src/node/config.ts'
import { createUpstreams } from '../../src/node/roles/upstream.ts'
import { openUpstream, type UpstreamOptions } from '../../src/platform/node/upstream.ts'
import { type Behaviour, chunkOf, startUpstreamServer, type UpstreamTestServer } from '../support/upstreamServer.ts'

const PATH = '/v1/chat/completions'
const BODY = '{"messages":[],"stream":true}'

describe('a client of an upstream server', () => {
  let server: UpstreamTestServer
  let elsewhere: UpstreamTestServer
  beforeEach(async () => {
    server = await startUpstreamServer()
    elsewhere = await startUpstreamServer()
  })
  afterEach(async () => {
    await server.close()
    await elsewhere.close()
  })

  async function ask(behave: Behaviour, options: Partial<UpstreamOptions> = {}, signal = AbortSignal.timeout(5_000)) {
    server.behave = behave
    const lines: string[] = []
    const client = openUpstream({ url: server.url, timeoutMs: 500, ...options }, 'upstream')
    const ended = client.ask(PATH, BODY, signal, line => lines.push(line) < 1000)
    return { ended: await ended, lines }
  }
  const events =
    (text: string, type = 'text/event-stream'): Behaviour =>
    (_, response) => {
      response.setHeader('content-type', type)
      response.end(text)
    }

  it('reads streams in any pieces, with comments, other fields and either line end', async () => {
    const { ended, lines } = await ask((_, response) => {
      response.setHeader('content-type', 'text/event-stream; charset=utf-8')
      const bytes = Buffer.from(
        `: hi\r\nevent: x\r\ndata: {"choices":["é"]}\r\n\r\ndata:{"choices":[2]}\n\ndata: [DONE]\n\n`,
      )
      for (const byte of bytes) response.write(Buffer.of(byte))
      response.end('data: {"choices":["after the end"]}\n\n')
    })
    expect({ ended, lines }).toEqual({ ended: true, lines: ['{"choices":["é"]}', '{"choices":[2]}'] })
  })

  it('says that a stream without its end has none', async () => {
    expect(await ask(events('data: {"choices":[]}\n\n'))).toEqual({ ended: false, lines: ['{"choices":[]}'] })
  })

  it('stops reading where it is told to', async () => {
    server.behave = events('data: {"choices":[]}\n\n'.repeat(50))
    const client = openUpstream({ url: server.url, timeoutMs: 500 }, 'upstream')
    let seen = 0
    expect(await client.ask(PATH, BODY, AbortSignal.timeout(5_000), () => ++seen < 3)).toBe(false)
    expect(seen).toBe(3)
  })

  it.each<[string, Behaviour]>([
    ['another content type', events('data: {}\n\n', 'text/html')],
    ['no content type', (_, response) => void response.end('{}')],
    ['what is not JSON', events('data: {"a"\n\n')],
    ['what is no object', events('data: [1]\n\n')],
    [
      'bytes that are no text',
      (_, response) => {
        response.setHeader('content-type', 'text/event-stream')
        response.end(Buffer.from([...Buffer.from('data: {"a":"'), 0xff, ...Buffer.from('"}\n\n')]))
      },
    ],
    ['an error in the stream', events('data: {"error":{"message":"out of memory"}}\n\n')],
    [
      'a line without end',
      (_, response) => {
        response.setHeader('content-type', 'text/event-stream')
        response.end(`data: {"a":"${'x'.repeat(1 << 19)}`)
      },
    ],
    ['a line too long', events(`data: {"a":"${'x'.repeat(1 << 18)}"}\n\n`)],
    ['a whole answer too long', events(`{"a":"${'x'.repeat(1 << 18)}"}`, 'application/json')],
    [
      'comments without end',
      (_, response) => {
        response.setHeader('content-type', 'text/event-stream')
        const comment = `: ${'x'.repeat(1 << 16)}\n`
        const write = (): void => {
          while (!response.destroyed && response.write(comment));
          response.once('drain', write)
        }
        write()
      },
    ],
    [
      'a compressed answer',
      (_, response) => {
        response.setHeader('content-type', 'application/json')
        response.setHeader('content-encoding', 'gzip')
        response.end('{}')
      },
    ],
    ['a status of its own trouble', (_, response) => void response.writeHead(503).end('{}')],
    [
      'a key that it does not take',
      (_, response) => void response.writeHead(401).end('{"error":{"message":"bad key"}}'),
    ],
    ['silence', () => {}],
    [
      'silence after a beginning',
      (_, response) => {
        response.setHeader('content-type', 'text/event-stream')
        response.write(`data: ${chunkOf(true, 'x')}\n\n`)
      },
    ],
    ['a connection that breaks', (_, response) => void response.destroy()],
    [
      'headers without end',
      (_, response) => {
        response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(1 << 16)}\r\n\r\n`)
      },
    ],
  ])('%s is its failure', async (_, behave) => {
    await expect(ask(behave)).rejects.toMatchObject({ name: 'WorldError', code: 'upstream_failed' })
  })

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i), to another host or its own', async status => {
    for (const location of [`${elsewhere.url}/v1/chat/completions`, '/v1/elsewhere', 'http://169.254.169.254/']) {
      // With an answer in it, which is none.
      const headers = { location, 'content-type': 'application/json' }
      const redirect: Behaviour = (_, response) => void response.writeHead(status, headers).end('{"choices":[]}')
      await expect(ask(redirect)).rejects.toMatchObject({ code: 'upstream_failed' })
    }
    expect(elsewhere.asked).toEqual([])
    expect(server.asked.map(({ path }) => path)).toEqual([PATH, PATH, PATH])
  })

  it('tells what the server refuses in few printable words, and never its key', async () => {
    const key = 'sk-0123456789'
    const refuse =
      (message: unknown): Behaviour =>
      (_, response) =>
        void response.writeHead(422).end(JSON.stringify({ error: { message } }))
    await expect(ask(refuse(`no\u001b[31m ${key} ${'y'.repeat(1000)}`), { key })).rejects.toMatchObject({
      code: 'upstream_refused',
      message: expect.stringMatching(/^the upstream server does not take the request: no \[31m \*\*\* y{50,200}$/),
    })
    await expect(ask((_, response) => void response.writeHead(400).end('x'.repeat(1 << 20)))).rejects.toMatchObject({
      message: 'the upstream server does not take the request',
    })
    const busy: Behaviour = (_, response) => void response.writeHead(429, { 'retry-after': '7' }).end()
    await expect(ask(busy)).rejects.toMatchObject({ code: 'busy', facts: { retryAfter: 7 } })
  })

  it('ends with its asker, before and while the server answers', async () => {
    const gone = AbortSignal.abort(new Error('gone'))
    await expect(ask(() => {}, {}, gone)).rejects.toThrow('gone')
    expect(server.asked).toEqual([])
    const leaving = new AbortController()
    setTimeout(() => leaving.abort(new Error('left')), 50)
    await expect(ask(() => {}, { timeoutMs: 5_000 }, leaving.signal)).rejects.toThrow('left')
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(server.left).toBe(1)
  })

  it('goes where a name leads only if that is one of its addresses, each time anew', async () => {
    const { port } = server
    const localhost = { url: `http://localhost:${port}/v1/` }
    const answer = events('{"choices":[]}', 'application/json')
    expect(await ask(answer, { ...localhost, addresses: ['127.0.0.0/8', '::1'] })).toMatchObject({ ended: true })
    expect(await ask(answer, localhost)).toMatchObject({ ended: true })
    const asked = server.asked.length
    expect(server.asked.at(-1)!.path).toBe(PATH)
    // The name leads to loopback, which is none of what is allowed.
    await expect(ask(answer, { ...localhost, addresses: ['10.0.0.0/8', 'fd00::/8'] })).rejects.toMatchObject({
      code: 'upstream_failed',
      message: expect.stringContaining('none of its own'),
    })
    expect(server.asked).toHaveLength(asked)
  })

  it('asks no proxy of the environment', async () => {
    const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy']
    const before = names.map(name => process.env[name])
    for (const name of names) process.env[name] = elsewhere.url
    try {
      expect(await ask(events('{"choices":[]}', 'application/json'))).toMatchObject({ ended: true })
      expect(elsewhere.asked).toEqual([])
    } finally {
      names.forEach((name, i) => {
        if (before[i] === undefined) delete process.env[name]
        else process.env[name] = before[i]
      })
    }
  })

  it.each<[string, Partial<UpstreamOptions>]>([
    ['no URL', { url: 'localhost' }],
    ['another protocol', { url: 'file:///etc/passwd' }],
    ['a password', { url: 'http://a:b@127.0.0.1' }],
    ['a query', { url: 'http://127.0.0.1/?a=b' }],
    ['a name without TLS that may lead anywhere', { url: 'http://models.example' }],
    ['an address that is none', { url: 'https://models.example', addresses: ['10.0.0.0/33'] }],
    ['a name for an address', { url: 'https://models.example', addresses: ['models.example'] }],
    ['an address beside its own', { url: 'http://127.0.0.1', addresses: ['10.0.0.1'] }],
  ])('refuses %s', (_, options) => {
    const opened = attempt(() => openUpstream({ url: 'http://127.0.0.1', timeoutMs: 1, ...options }, 'upstream'))
    expect(opened).toMatchObject({ ok: false, code: 'usage' })
  })

  it('is configured strictly, and its key comes from the environment alone', () => {
    const network = {
      format: 'assay-network/1',
      name: 'x',
      chainId: 1,
      rpc: ['http://127.0.0.1:1'],
      contracts: Object.fromEntries(
        ['models', 'nodes', 'escrow', 'anchors', 'parameters', 'token'].map(name => [name, `0x${'11'.repeat(20)}`]),
      ),
    }
    const parse = (upstream: object) =>
      attempt(() =>
        parseConfig({ directory: '/x', network, roles: ['execute'], execute: { upstreams: [upstream] } } as never),
      )
    const good = { name: 'tiny', url: 'http://127.0.0.1:1' }
    for (const bad of [{ key: 'sk-1' }, { keyEnv: 'A B' }, { name: 'a/b' }, { timeoutMs: 0 }, { model: '' }])
      expect(parse({ ...good, ...bad })).toMatchObject({ ok: false, code: 'usage' })
    const context = (keyEnv?: string) =>
      ({
        config: { execute: { upstreams: [{ ...good, timeoutMs: 1, ...(keyEnv === undefined ? {} : { keyEnv }) }] } },
        log: () => {},
      }) as never
    expect(attempt(() => createUpstreams(context(), {})).ok).toBe(true)
    expect(attempt(() => createUpstreams(context('KEY'), { KEY: 'sk-1' })).ok).toBe(true)
    for (const environment of [{}, { KEY: '' }, { KEY: 'two\r\nlines' }])
      expect(attempt(() => createUpstreams(context('KEY'), environment))).toMatchObject({ ok: false, code: 'usage' })
  })
})
