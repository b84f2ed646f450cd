// The gateway on a real port: who holds a taken one, limits before the handler, storms over a socket, an orderly end.

import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type HttpServer, holderOf, type ServeOptions, serveHttp } from '../../src/platform/node/http.ts'
import { type Fixture, json, makeFixture, SMALL, SMALL_ROW } from './helpers.ts'

const servers: HttpServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close(100)
})

const PATH = `/v2/models/${SMALL}/infer`

async function serve(fixture: Fixture, options: Partial<ServeOptions> = {}): Promise<HttpServer> {
  const fetch = (request: Request): Promise<Response> => fixture.gateway.fetch(request)
  const server = await serveHttp({ fetch, port: 0, ...options })
  servers.push(server)
  return server
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** What a raw socket gets back until the other side closes. */
const conversation = (port: number, write: (socket: Socket) => void): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => write(socket))
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (data: string) => {
      text += data
    })
    socket.on('error', error => (text === '' ? reject(error) : resolve(text)))
    socket.on('close', () => resolve(text))
    socket.setTimeout(8_000, () => socket.destroy())
  })

describe('serving', () => {
  test('on loopback alone, under the URL that it names', async () => {
    const server = await serve(makeFixture())
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    const response = await fetch(`${server.url}${PATH}`, json({ inputs: [SMALL_ROW] }))
    expect(response.status).toBe(200)
    expect(response.headers.get('x-assay-receipt')).toMatch(/^0x[0-9a-f]{64}$/)
    expect((await fetch(`${server.url}/v2/models/acme%2Fsmall%401.0.0`)).status).toBe(200)
    const binary = await fetch(
      `${server.url}${PATH}`,
      json({ inputs: [SMALL_ROW], parameters: { binary_data_output: true } }),
    )
    expect(Number(binary.headers.get('content-length'))).toBe((await binary.arrayBuffer()).byteLength)
  })

  test('a taken port names its holder', async () => {
    const server = await serve(makeFixture())
    const error = await serve(makeFixture(), { port: server.port }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'port_taken', hint: expect.any(String) })
    expect((error as Error).message).toContain(String(server.port))
    if (process.platform === 'linux') expect((error as Error).message).toContain(`process ${process.pid}`)
    expect(await holderOf(1)).toBeNull()
  })

  test('a close lets work end, takes nothing new, and cuts what stays', async () => {
    const fixture = makeFixture()
    const server = await serve(fixture)
    fixture.backend.knobs.before = () => sleep(150)
    const slow = fetch(`${server.url}${PATH}`, json({ inputs: [SMALL_ROW] }))
    await sleep(50)
    const idle = connect(server.port, '127.0.0.1')
    await once(idle, 'connect')
    const closed = server.close(1_000)
    expect((await slow).status).toBe(200)
    await closed
    idle.destroy()
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()

    const stuck = await serve(fixture)
    fixture.backend.knobs.before = () => new Promise(() => {})
    const never = fetch(`${stuck.url}${PATH}`, json({ inputs: [SMALL_ROW] })).catch(() => 'cut')
    await sleep(50)
    await stuck.close(50)
    expect(await never).toBe('cut')
  })
})

describe('hostile connections', () => {
  test('headers without end', async () => {
    const server = await serve(makeFixture())
    const answer = await conversation(server.port, socket => {
      socket.write(`GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 431/)
  })

  test.each([
    ['a host that is none', 'GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['a method that is none', 'FOO /healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['two lengths', 'POST /assay/v1/infer HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde'],
    [
      'length and chunks',
      'POST /assay/v1/infer HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'a chunk size that is none',
      'POST /assay/v1/infer HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('%s', async (_, text) => {
    const server = await serve(makeFixture())
    const answer = await conversation(server.port, socket => socket.write(text))
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/)
    expect(answer).not.toMatch(/node_modules|at .*\.ts/)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })

  test('three megabytes in chunks of six bytes', async () => {
    const fixture = makeFixture()
    const server = await serve(fixture)
    const chunk = '6\r\n      \r\n'.repeat(10_000)
    const answer = await conversation(server.port, socket => {
      socket.write(`POST ${PATH} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`)
      let left = 50
      const push = (): void => {
        while (left-- > 0 && !socket.destroyed) if (!socket.write(chunk)) return void socket.once('drain', push)
        if (!socket.destroyed) socket.write('0\r\n\r\n')
      }
      push()
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(fixture.backend.calls).not.toContain('infer')
  })

  test('a body far over the limit is not swallowed', async () => {
    const server = await serve(makeFixture({ limits: { bodyBytes: 1 << 20 } }))
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(`${server.url}${PATH}`, { method: 'POST', headers: { 'content-length': 1 << 30 } })
      request.on('response', response => {
        resolve(response.statusCode ?? 0)
        request.destroy()
      })
      request.on('error', reject)
      request.write('{')
    })
    expect(status).toBe(413)
  })

  test('a client that hangs up takes its inference with it', async () => {
    const fixture = makeFixture()
    const server = await serve(fixture)
    let told = (): void => {}
    const aborted = new Promise<void>(resolve => {
      told = resolve
    })
    fixture.backend.knobs.before = signal => new Promise(() => signal.addEventListener('abort', () => told()))
    const controller = new AbortController()
    const answer = fetch(`${server.url}${PATH}`, { ...json({ inputs: [SMALL_ROW] }), signal: controller.signal })
    answer.catch(() => {})
    await sleep(100)
    controller.abort()
    await aborted
    await sleep(20)
    expect(fixture.log.at(-1)).toMatchObject({ status: 499, code: 'interrupted' })
  })
})
