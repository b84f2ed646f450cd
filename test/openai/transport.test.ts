// How streams travel: nothing is made faster than it is read, comments keep a waiting one alive, whoever leaves ends the work.

import { describe, expect, test } from 'vitest'
import { merge, untilAborted } from '../../src/openai/merge.ts'
import { makeSurface, messagesOf, refusal } from './support/ask.ts'
import { NAME } from './support/speaker.ts'

const PATH = '/v1/chat/completions'
const BODY = { model: NAME, messages: [{ role: 'user', content: 'Hello' }], stream: true }
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Resolves when `met` holds; fails after a second. */
async function until(met: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !met(); i++) await sleep(5)
  expect(met()).toBe(true)
}

describe('back-pressure', () => {
  test('the backend is asked for the next event when the reader wants one, and not before', async () => {
    const { post, speaker } = makeSurface()
    speaker.knobs.say = () => 'x'.repeat(400)
    let sent = -1
    speaker.knobs.before = at => {
      sent = at
    }
    const response = await post(PATH, BODY)
    const reader = response.body!.getReader()
    for (let i = 0; i < 5; i++) await reader.read()
    const now = sent
    // Five messages, two chunks of them at most with a tick each; one event may be on its way.
    expect(now).toBeLessThanOrEqual(12)
    await sleep(50)
    expect(sent).toBe(now)
    await reader.read()
    await reader.read()
    await until(() => sent > now)
    await reader.cancel()
    await until(() => speaker.working() === 0)
  })
})

describe('keep-alive', () => {
  test('comments while the generation waits its turn, before the first event and later', async () => {
    const { post, speaker } = makeSurface({ limits: { patienceMs: 20, keepAliveMs: 15 } })
    speaker.knobs.before = at => (at === -1 || at === 4 ? sleep(80) : undefined)
    const started = Date.now()
    const response = await post(PATH, BODY)
    expect(Date.now() - started).toBeLessThan(75)
    const { messages, comments } = await messagesOf(response)
    expect(comments).toBeGreaterThanOrEqual(4)
    expect(messages.at(-1)!.data).toBe('[DONE]')
  })

  test('what is refused after that is a message', async () => {
    const { post, speaker } = makeSurface({ limits: { patienceMs: 10 } })
    speaker.knobs.before = async () => {
      await sleep(40)
      throw new Error('no')
    }
    const { messages } = await messagesOf(await post(PATH, BODY))
    expect(messages.map(({ data }) => JSON.parse(data).error.code)).toEqual(['internal'])
  })
})

describe('who leaves', () => {
  const stuck = (surface: ReturnType<typeof makeSurface>): void => {
    surface.speaker.knobs.before = (at, signal) =>
      at === 4 ? new Promise(resolve => signal.addEventListener('abort', () => resolve())) : undefined
  }

  test('by no longer reading', async () => {
    const surface = makeSurface()
    stuck(surface)
    const response = await surface.post(PATH, { ...BODY, n: 3 })
    const reader = response.body!.getReader()
    await reader.read()
    expect(surface.speaker.working()).toBeGreaterThan(0)
    await reader.cancel()
    await until(() => surface.speaker.working() === 0)
  })

  test('before the first byte, by letting go of the body or by an abort', async () => {
    const surface = makeSurface()
    const controller = new AbortController()
    const responses = [await surface.post(PATH, BODY), await surface.post(PATH, BODY, { signal: controller.signal })]
    expect(surface.speaker.working()).toBe(2)
    await responses[0]!.body!.cancel()
    await until(() => surface.speaker.working() === 1)
    controller.abort()
    await until(() => surface.speaker.working() === 0)
  })

  test.each([true, false])('by an abort, stream %s', async stream => {
    const surface = makeSurface()
    stuck(surface)
    const controller = new AbortController()
    const answer = surface.post(PATH, { ...BODY, stream }, { signal: controller.signal })
    if (stream) void (await answer).text().catch(() => {})
    await until(() => surface.speaker.working() > 0)
    controller.abort()
    await until(() => surface.speaker.working() === 0)
    if (!stream) expect(await refusal(await answer, 499)).toMatchObject({ code: 'interrupted' })
  })

  test('from a backend that does not listen', async () => {
    const { post } = makeSurface({
      backend: real => ({
        ...real,
        generate: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }),
      }),
    })
    const controller = new AbortController()
    const answer = post(PATH, { ...BODY, stream: false }, { signal: controller.signal })
    await sleep(10)
    controller.abort()
    expect(await refusal(await answer, 499)).toMatchObject({ code: 'interrupted' })
  })
})

describe('merge', () => {
  async function* count(to: number, ms: number, closed: { n: number }): AsyncGenerator<number> {
    try {
      for (let i = 0; i < to; i++) {
        await sleep(ms)
        yield i
      }
    } finally {
      closed.n++
    }
  }

  test('all values of all sources, each source in its order', async () => {
    const closed = { n: 0 }
    const seen: number[][] = [[], [], []]
    for await (const [i, value] of merge([count(5, 1, closed), count(3, 4, closed), count(0, 1, closed)]))
      seen[i]!.push(value)
    expect(seen).toEqual([[0, 1, 2, 3, 4], [0, 1, 2], []])
    expect(closed.n).toBe(3)
  })

  test('a failure ends all', async () => {
    const closed = { n: 0 }
    const failing = { next: () => sleep(5).then(() => Promise.reject(new Error('no'))) }
    const all = merge<number>([count(1000, 1, closed), failing])
    await expect(async () => {
      for await (const _ of all);
    }).rejects.toThrow('no')
    await until(() => closed.n === 1)
  })

  test('an abort ends a source that hangs', async () => {
    const controller = new AbortController()
    const hanging = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }
    setTimeout(() => controller.abort(), 10)
    await expect(untilAborted(hanging, controller.signal).next()).rejects.toMatchObject({ code: 'interrupted' })
    await expect(untilAborted(hanging, controller.signal).next()).rejects.toMatchObject({ code: 'interrupted' })
  })
})
