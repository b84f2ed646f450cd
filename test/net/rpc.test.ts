// Frames, and requests over them: what is answered, what is refused, and what a peer that breaks the rules gets.

import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { refuse, unwrap, WorldError } from '../../src/core/errors/index.ts'
import { encodeLength, FrameDecoder, sendBytes } from '../../src/node/net/frames.ts'
import {
  type Host,
  request,
  requestJson,
  requestSeries,
  type ServeOptions,
  serve,
  serveJson,
} from '../../src/node/net/index.ts'
import { decodeJson } from '../../src/node/net/rpc.ts'
import { startHost, stopAll, until } from './helpers.ts'

afterEach(stopAll)

const PROTOCOL = '/assay-test/echo/1'
const LIMITS: ServeOptions = {
  requestCap: 2 ** 20,
  answerCap: 2 ** 22,
  timeoutMs: 2000,
  stallMs: 500,
  maxConcurrent: 4,
  maxPerPeer: 3,
}
const ASK = { cap: 2 ** 22, timeoutMs: 10_000 }

async function pair(): Promise<{ server: Host; client: Host; to: string }> {
  const [server, client] = await Promise.all([startHost(), startHost()])
  return { server, client, to: server.addresses()[0]! }
}

describe('frames', () => {
  test('come out whole however their bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 20 }),
        (frames, cuts) => {
          const bytes = Buffer.concat(frames.flatMap(frame => [encodeLength(frame.length), frame]))
          const decoder = new FrameDecoder(300)
          const out: Uint8Array[] = []
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const cut = cuts[i % cuts.length]!
            decoder.feed(bytes.subarray(at, at + cut), frame => out.push(frame))
            at += cut
          }
          expect(decoder.idle).toBe(true)
          expect(out.map(frame => [...frame])).toEqual(frames.map(frame => [...frame]))
        },
      ),
    )
  })

  test('with random bytes either decode or refuse, and never throw anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        try {
          new FrameDecoder(64).feed(bytes, frame => expect(frame.length).toBeLessThanOrEqual(64))
        } catch (error) {
          expect(error).toMatchObject({ name: 'RefusalError', code: 'peer_misbehaved' })
        }
      }),
    )
  })

  test('cost what has come, not what is declared', () => {
    const decoder = new FrameDecoder(2 ** 28 - 1)
    const before = process.memoryUsage().arrayBuffers
    decoder.feed(encodeLength(2 ** 28 - 1), () => {})
    decoder.feed(new Uint8Array(100_000), () => {})
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20)
  })

  test.each([
    ['over the cap', encodeLength(65)],
    ['of five bytes', Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x01)],
    ['padded', Uint8Array.of(0x81, 0x00)],
  ])('with a length %s are refused', (_, bytes) => {
    expect(() => new FrameDecoder(64).feed(bytes, () => {})).toThrow(
      expect.objectContaining({ code: 'peer_misbehaved' }),
    )
  })
})

describe('requests', () => {
  test('are answered, also large ones and empty ones', async () => {
    const { server, client, to } = await pair()
    let asked = ''
    await serve(server, PROTOCOL, LIMITS, (bytes, context) => {
      asked = context.peer
      return bytes.map(byte => byte ^ 1)
    })
    for (const size of [0, 1, 2 ** 20]) {
      const bytes = new Uint8Array(size).fill(6)
      const answer = unwrap(await request(client, to, PROTOCOL, bytes, ASK))
      expect(Buffer.compare(answer, new Uint8Array(size).fill(7))).toBe(0)
    }
    expect(asked).toBe(client.peerId)
    await serveJson(server, '/assay-test/json/1', LIMITS, value => ({ got: value }))
    expect(await requestJson(client, to, '/assay-test/json/1', { a: [1, 'é'] }, ASK)).toEqual({
      ok: true,
      value: { got: { a: [1, 'é'] } },
    })
  })

  test('go through a relay', async () => {
    const hub = await startHost({ relay: { serve: true, use: false } })
    const hidden = await startHost({ listen: [], bootstrap: hub.addresses(), relay: { serve: false, use: true } })
    const relayed: boolean[] = []
    await serveJson(hidden, PROTOCOL, LIMITS, (_, context) => {
      relayed.push(context.relayed)
      return 'here'
    })
    expect(await until(() => hidden.addresses().length > 0)).toBe(true)
    const client = await startHost({ listen: [] })
    expect(await requestJson(client, hidden.addresses()[0]!, PROTOCOL, {}, ASK)).toEqual({ ok: true, value: 'here' })
    expect(relayed).toEqual([true])
  })

  test('that are refused say why, and failures say nothing of the inside', async () => {
    const { server, client, to } = await pair()
    const failures: Record<string, () => never> = {
      refusal: () => refuse('model_not_found', 'No model\nof that name', { facts: { name: 'x', at: [1, 2] } }),
      world: () => {
        throw new WorldError('chain_unreachable', 'https://user:secret@rpc.example does not answer')
      },
      bug: () => {
        throw new Error('/home/someone/.assay/keys is not readable')
      },
      large: () => 'x'.repeat(LIMITS.answerCap) as never,
    }
    await serveJson(server, PROTOCOL, LIMITS, name => failures[name as string]!())
    const ask = (name: string) => requestJson(client, to, PROTOCOL, name, ASK)
    expect(await ask('refusal')).toEqual({
      ok: false,
      code: 'model_not_found',
      message: 'No model of that name',
      facts: { name: 'x', at: [1, 2] },
    })
    expect(await ask('world')).toMatchObject({
      ok: false,
      code: 'chain_unreachable',
      message: expect.not.stringMatching(/secret/),
    })
    for (const name of ['bug', 'large']) {
      expect(await ask(name)).toEqual({ ok: false, code: 'internal', message: 'Something failed that should not have' })
    }
    expect(await request(client, to, PROTOCOL, Buffer.from('{"a":'), ASK)).toMatchObject({
      ok: false,
      code: 'input_invalid',
    })
    expect(await request(client, to, PROTOCOL, Buffer.from('['.repeat(99)), ASK)).toMatchObject({
      code: 'nesting_too_deep',
    })
  })

  test('over the bound get busy, and the others their answer', async () => {
    const { server, client, to } = await pair()
    const other = await startHost()
    let release: () => void = () => {}
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    const served = await serveJson(server, PROTOCOL, LIMITS, async () => {
      await gate
      return 'done'
    })
    const storm = Array.from({ length: 12 }, () => requestJson(client, to, PROTOCOL, {}, ASK))
    const answers = Promise.all(storm)
    expect(await until(() => served.active() === 3)).toBe(true)
    // One place is left for somebody else: no peer takes all of them.
    const elsewhere = requestJson(other, to, PROTOCOL, {}, ASK)
    expect(await until(() => served.active() === 4)).toBe(true)
    expect(await requestJson(other, to, PROTOCOL, {}, ASK)).toMatchObject({ ok: false, code: 'busy' })
    release()
    expect(await elsewhere).toEqual({ ok: true, value: 'done' })
    expect((await answers).filter(answer => answer.ok).length).toBe(3)
    expect((await answers).filter(answer => !answer.ok && answer.code === 'busy').length).toBe(9)
    expect(await until(() => served.active() === 0)).toBe(true)
    expect(await requestJson(client, to, PROTOCOL, {}, ASK)).toEqual({ ok: true, value: 'done' })
  })

  test('end in time, on both sides', async () => {
    const { server, client, to } = await pair()
    let aborted: unknown
    const served = await serve(server, PROTOCOL, { ...LIMITS, timeoutMs: 300 }, async (_, { signal }) => {
      await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      aborted = signal.reason
      throw signal.reason
    })
    // The server gives up first and says so; a client that gives up first does so by itself.
    expect(await request(client, to, PROTOCOL, new Uint8Array(1), ASK)).toMatchObject({ ok: false, code: 'timeout' })
    expect(aborted).toMatchObject({ code: 'timeout' })
    const short = request(client, to, PROTOCOL, new Uint8Array(1), { ...ASK, timeoutMs: 100 })
    await expect(short).rejects.toMatchObject({ name: 'WorldError', code: 'timeout' })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    const stopped = request(client, to, PROTOCOL, new Uint8Array(1), { ...ASK, signal: stop.signal })
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' })
    expect(await until(() => served.active() === 0)).toBe(true)
  })

  test('to nobody are world errors', async () => {
    const { server, client, to } = await pair()
    const nobody = request(client, to, '/assay-test/none/1', new Uint8Array(1), ASK)
    await expect(nobody).rejects.toMatchObject({ code: 'peer_unreachable' })
    await server.stop()
    await expect(request(client, to, PROTOCOL, new Uint8Array(1), ASK)).rejects.toMatchObject({ name: 'WorldError' })
    expect(await request(client, '/ip4/1.2.3.4', PROTOCOL, new Uint8Array(1), ASK)).toMatchObject({
      code: 'input_invalid',
    })
  })
})

describe('a client that', () => {
  const cases: [string, (host: Host, to: string) => Promise<void>][] = [
    [
      'sends a second message',
      async (host, to) => {
        const stream = await host.open(to, PROTOCOL)
        stream.send(Uint8Array.of(1, 5, 1, 6))
      },
    ],
    [
      'sends bytes after its message',
      async (host, to) => {
        const stream = await host.open(to, PROTOCOL)
        stream.send(Uint8Array.of(1, 5))
        await new Promise(resolve => setTimeout(resolve, 50))
        stream.send(Uint8Array.of(1))
      },
    ],
    [
      'declares too much',
      async (host, to) => {
        ;(await host.open(to, PROTOCOL)).send(encodeLength(LIMITS.requestCap + 1))
      },
    ],
    [
      'stalls',
      async (host, to) => {
        ;(await host.open(to, PROTOCOL)).send(Uint8Array.of(10, 1, 2))
      },
    ],
    [
      'closes in the middle',
      async (host, to) => {
        const stream = await host.open(to, PROTOCOL)
        stream.send(Uint8Array.of(10, 1, 2))
        await stream.close()
      },
    ],
  ]
  test.each(cases)('%s is cut off, and no answer is given', async (_, act) => {
    const { server, client, to } = await pair()
    let answered = 0
    const served = await serve(server, PROTOCOL, LIMITS, async (bytes, { signal }) => {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, 150)
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      answered++
      return bytes
    })
    await act(client, to)
    await until(() => served.active() === 1)
    expect(await until(() => served.active() === 0)).toBe(true)
    expect(answered).toBe(0)
  })

  test('reads no answer is given up', async () => {
    const { server, client, to } = await pair()
    const served = await serve(server, PROTOCOL, LIMITS, () => new Uint8Array(LIMITS.answerCap))
    const stream = await client.open(to, PROTOCOL)
    stream.send(Uint8Array.of(0))
    stream.pause()
    expect(await until(() => served.active() === 1)).toBe(true)
    expect(await until(() => served.active() === 0)).toBe(true)
  })
})

describe('a server that', () => {
  const reply = async (bytes: Uint8Array[]) => {
    const { server, client, to } = await pair()
    await server.libp2p.handle(PROTOCOL, async stream => {
      for (const part of bytes) stream.send(part)
    })
    return request(client, to, PROTOCOL, new Uint8Array(1), { cap: 150, timeoutMs: 700 })
  }
  test.each([
    ['answers twice', [Uint8Array.of(1, 5, 1, 6)]],
    ['answers too much', [encodeLength(151)]],
    ['answers with noise', [new Uint8Array(20).fill(255)]],
  ])('%s has misbehaved', async (_, bytes) => {
    expect(await reply(bytes)).toMatchObject({ ok: false, code: 'peer_misbehaved' })
  })

  test('stalls runs into the deadline', async () => {
    await expect(reply([Uint8Array.of(9, 1)])).rejects.toMatchObject({ code: 'timeout' })
  })

  test('refuses in words of its own is quoted with care', async () => {
    const text = Buffer.from(JSON.stringify({ ok: false, code: 'no_such_code', message: 'a\u001b[31mb' }))
    expect(await reply([encodeLength(text.length), text])).toEqual({
      ok: false,
      code: 'peer_misbehaved',
      message: 'a [31mb',
    })
  })
})

test('JSON of others is bounded in depth, strings apart', () => {
  expect(decodeJson(Buffer.from(`{"a":"${'['.repeat(200)}\\"{"}`))).toEqual({ a: `${'['.repeat(200)}"{` })
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), value => {
      expect(decodeJson(Buffer.from(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a sender waits for a reader every time, not only the first', async () => {
  const { server, client, to } = await pair()
  await server.libp2p.handle(PROTOCOL, stream => {
    stream.addEventListener('message', () => {})
    setTimeout(() => stream.pause(), 100)
  })
  const stream = await client.open(to, PROTOCOL)
  const limit = AbortSignal.timeout(10_000)
  let most = 0
  let failure: unknown
  const piece = new Uint8Array(2 ** 20)
  for (let i = 0; i < 400 && failure === undefined; i++) {
    await sendBytes(stream, piece, { stallMs: 300, signal: limit }).catch(error => {
      failure = error
    })
    most = Math.max(most, stream.writeBufferLength)
  }
  expect(failure).toMatchObject({ code: 'timeout' })
  expect(most).toBeLessThanOrEqual(2 ** 20)
})

describe('a series', () => {
  const SERIES = { cap: 2 ** 22, firstMs: 2000, idleMs: 1000, timeoutMs: 20_000 }
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
  const bytes = (value: string): Uint8Array => new TextEncoder().encode(value)

  test('comes frame by frame, and is over when the server ends it', async () => {
    const { server, client, to } = await pair()
    await serve(server, PROTOCOL, LIMITS, async function* (request) {
      for (let i = 0; i < 5; i++) yield bytes(`${text(request)}${i}`)
    })
    const got: string[] = []
    for await (const frame of requestSeries(client, to, PROTOCOL, bytes('a'), SERIES)) got.push(text(frame))
    expect(got).toEqual(['a0', 'a1', 'a2', 'a3', 'a4'])
  })

  test('may be refused at its start and in between', async () => {
    const { server, client, to } = await pair()
    await serve(server, PROTOCOL, LIMITS, async function* (request) {
      if (text(request) === 'late') yield bytes('first')
      refuse('busy', 'no room')
    })
    for (const how of ['early', 'late']) {
      const got: string[] = []
      await expect(async () => {
        for await (const frame of requestSeries(client, to, PROTOCOL, bytes(how), SERIES)) got.push(text(frame))
      }).rejects.toMatchObject({ name: 'RefusalError', code: 'busy' })
      expect(got).toEqual(how === 'late' ? ['first'] : [])
    }
  })

  test('ends for its server when the reader leaves, and waits for a reader that is slow', async () => {
    const { server, client, to } = await pair()
    let made = 0
    let left = false
    const block = new Uint8Array(256 * 1024)
    await serve(server, PROTOCOL, { ...LIMITS, timeoutMs: 20_000, stallMs: 10_000 }, async function* () {
      try {
        for (; made < 2000; made++) yield block
      } finally {
        left = true
      }
    })
    let read = 0
    for await (const frame of requestSeries(client, to, PROTOCOL, bytes('go'), SERIES)) {
      expect(frame.length).toBe(block.length)
      if (++read === 3) {
        await new Promise(resolve => setTimeout(resolve, 700))
        // What the windows of both sides take, and what is read ahead; not all of it.
        expect(made).toBeLessThan(400)
      }
      if (read === 5) break
    }
    await until(() => left)
    expect(made).toBeLessThan(2000)
  })

  test('of a peer that stalls or breaks off is given up', async () => {
    const { server, client, to } = await pair()
    await serve(server, PROTOCOL, { ...LIMITS, timeoutMs: 20_000 }, async function* (request) {
      yield bytes('one')
      if (text(request) === 'stall') await new Promise(() => {})
      else await server.stop()
    })
    const all = async (how: string): Promise<void> => {
      for await (const _ of requestSeries(client, to, PROTOCOL, bytes(how), { ...SERIES, idleMs: 300 })) void _
    }
    await expect(all('stall')).rejects.toMatchObject({ name: 'WorldError', code: 'timeout' })
    await expect(all('break')).rejects.toMatchObject({ name: 'WorldError' })
  })
})
