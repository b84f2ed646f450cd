// The line before the engines by itself: bounds, shares, fairness, deadlines, who leaves.

import { setMaxListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { RefusalError } from '../../src/core/errors/index.ts'
import { createQueue, type QueueLimits, type Ticket, type Turn } from '../../src/node/queue.ts'

const LIMITS: QueueLimits = { length: 4, perRequester: 4, parallel: 1 }
const never = new AbortController().signal
setMaxListeners(0, never)

function world(limits: Partial<QueueLimits> = {}) {
  let time = 1_000_000
  const seen = { waited: [] as number[], refused: 0, left: 0 }
  const queue = createQueue(
    { ...LIMITS, ...limits },
    {
      now: () => time,
      waited: ms => void seen.waited.push(ms),
      refused: () => void seen.refused++,
      left: () => void seen.left++,
    },
  )
  const enter = (requester: string, more: Partial<Ticket> = {}): Promise<Turn> =>
    queue.enter({ requester, deadline: Number.POSITIVE_INFINITY, signal: never, ...more })
  const refusal = (promise: Promise<Turn>): Promise<RefusalError> =>
    promise.then(
      () => {
        throw new Error('not refused')
      },
      error => error as RefusalError,
    )
  return { queue, seen, enter, refusal, now: () => time, pass: (ms: number) => void (time += ms) }
}

describe('queue', () => {
  it('serves one after the other, and says how long each has waited', async () => {
    const { queue, enter, seen, pass } = world()
    const first = await enter('a')
    const second = enter('a')
    expect([queue.active(), queue.waiting()]).toEqual([2, 1])
    pass(70)
    first.end(70)
    await second
    expect([queue.active(), queue.waiting()]).toEqual([1, 0])
    expect(seen.waited).toEqual([0, 70])
  })

  it('runs as many at once as it may', async () => {
    const { queue, enter } = world({ parallel: 3 })
    await Promise.all([enter('a'), enter('a'), enter('b')])
    void enter('c')
    expect([queue.active(), queue.waiting()]).toEqual([4, 1])
  })

  it('is busy when it is full, and says when to come again by what runs have taken', async () => {
    const { enter, refusal, seen } = world()
    ;(await enter('a')).end(2_500)
    const turns = [await enter('a'), enter('a'), enter('b'), enter('c')]
    const error = await refusal(enter('d'))
    expect(error).toMatchObject({ code: 'busy', facts: { retryAfter: 10, active: 4, limit: 4 } })
    expect(seen.refused).toBe(1)
    ;(turns[0] as Turn).end()
    await turns[1]
  })

  it('gives nobody more than a share, and the rest to others', async () => {
    const { enter, refusal } = world({ length: 10, perRequester: 2 })
    const turn = await enter('a')
    void enter('a')
    expect(await refusal(enter('a'))).toMatchObject({ code: 'busy' })
    void enter('b')
    turn.end()
    void enter('a')
    expect(await refusal(enter('a'))).toMatchObject({ code: 'busy' })
  })

  it('takes requesters in turn, however much one of them has asked', async () => {
    const { enter } = world({ length: 100, perRequester: 100 })
    const order: string[] = []
    const running = await enter('a')
    const one = (name: string, tag: string) =>
      enter(name).then(turn => {
        order.push(tag)
        turn.end()
      })
    const all = [one('a', 'a1'), one('a', 'a2'), one('a', 'a3'), one('b', 'b1'), one('c', 'c1'), one('b', 'b2')]
    running.end()
    await Promise.all(all)
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  })

  it('lets go of who goes away, who stands behind is served', async () => {
    const { queue, enter, refusal, seen } = world()
    const running = await enter('a')
    const leaving = new AbortController()
    const gone = enter('b', { signal: leaving.signal })
    const behind = enter('b')
    leaving.abort()
    expect(await refusal(gone)).toMatchObject({ code: 'interrupted' })
    expect([queue.active(), seen.left]).toEqual([2, 1])
    running.end()
    await behind
    expect(await refusal(enter('c', { signal: leaving.signal }))).toMatchObject({ code: 'interrupted' })
  })

  it('drops at its deadline what still waits then', async () => {
    const { queue, enter, refusal, now } = world()
    await enter('a')
    expect(await refusal(enter('b', { deadline: now() + 30 }))).toMatchObject({ code: 'deadline_passed' })
    expect(queue.active()).toBe(1)
  })

  it('does not take what cannot be done in time', async () => {
    const { enter, refusal, now } = world()
    ;(await enter('a')).end(1_000)
    await enter('a')
    expect(await refusal(enter('b', { deadline: now() + 1_500 }))).toMatchObject({ code: 'busy' })
    void enter('b', { deadline: now() + 2_500 })
  })

  it('always takes the node’s own work, which waits its turn like any other', async () => {
    const { enter, refusal } = world({ length: 1, perRequester: 1 })
    const running = await enter('a')
    const own = enter('replay', { own: true })
    expect(await refusal(enter('b'))).toMatchObject({ code: 'busy' })
    running.end()
    ;(await own).end()
    await enter('b')
  })

  it('drains: nobody comes in, who is in is finished', async () => {
    const { queue, enter, refusal } = world()
    const running = await enter('a')
    const waiting = enter('b')
    queue.drain()
    expect(await refusal(enter('c'))).toMatchObject({ code: 'busy', message: 'this node is stopping' })
    let idle = false
    const ended = queue.idle().then(() => {
      idle = true
    })
    running.end()
    const last = await waiting
    expect(idle).toBe(false)
    last.end()
    last.end()
    await ended
    expect(queue.active()).toBe(0)
  })
})
