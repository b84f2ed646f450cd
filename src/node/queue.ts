// The line before a node's engines: bounded, fair between those who ask, and honest about time. spec/node.md, "Queue". Who
// finds no room is told `busy` and when to come again; who goes away or runs out of time while waiting leaves at once.

import { RefusalError, refuse } from '../core/errors/index.ts'

export interface QueueLimits {
  /** Requests in work and waiting. */
  readonly length: number
  /** Of these, by one requester. */
  readonly perRequester: number
  /** In work at once. */
  readonly parallel: number
}

export interface Ticket {
  /** Whose share it takes: requesters are served in turn, each in the order of its own asking. */
  readonly requester: string
  /** Unix milliseconds at which an answer is worth nothing any more; Infinity: never. */
  readonly deadline: number
  readonly signal: AbortSignal
  /** The node's own work, of which there is one piece at a time: it waits its turn and is never told `busy`. */
  readonly own?: boolean
}

export interface Turn {
  /** Must be called once, when the work is done or given up. `milliseconds`: what it took, of work that was done. */
  end(milliseconds?: number): void
}

export interface Queue {
  /** Resolves when it is this ticket's turn. Refuses with busy, interrupted, deadline_passed. */
  enter(ticket: Ticket): Promise<Turn>
  /** In work and waiting. */
  active(): number
  waiting(): number
  /** From now on everybody is told `busy`. */
  drain(): void
  /** Resolves when nothing is in work or waits. */
  idle(): Promise<void>
}

export interface QueueEvents {
  readonly now: () => number
  /** A turn has come after so many milliseconds. */
  readonly waited?: (milliseconds: number) => void
  readonly refused?: () => void
  /** Somebody who waited went away or ran out of time. */
  readonly left?: () => void
}

interface Waiting {
  readonly since: number
  readonly start: () => void
}

/** What a new run time weighs in the estimate of the next one. */
const WEIGHT = 0.2
const MAX_RETRY_SECONDS = 60
/** The longest wait that a timer of Node takes. */
const MAX_TIMER_MS = 2 ** 31 - 1

export function createQueue(limits: QueueLimits, events: QueueEvents): Queue {
  const { now } = events
  /** In the order in which requesters get their next turn. */
  const lines = new Map<string, Waiting[]>()
  const counts = new Map<string, number>()
  let running = 0
  let waiting = 0
  let draining = false
  /** Of a run, as far as seen: milliseconds. */
  let typical = 0
  let wake: (() => void)[] = []

  const active = (): number => running + waiting
  const waitFor = (ahead: number): number => (ahead * typical) / limits.parallel

  function count(requester: string, by: number): void {
    const left = (counts.get(requester) ?? 0) + by
    if (left === 0) counts.delete(requester)
    else counts.set(requester, left)
  }

  function busy(why: string): never {
    events.refused?.()
    const retryAfter = Math.min(MAX_RETRY_SECONDS, Math.max(1, Math.ceil(waitFor(active()) / 1000)))
    return refuse('busy', why, { facts: { retryAfter, active: active(), limit: limits.length } })
  }

  function admit({ requester, deadline }: Ticket): void {
    if (draining) busy('this node is stopping')
    if (active() >= limits.length) busy(`${active()} requests are in work or waiting`)
    const mine = counts.get(requester) ?? 0
    if (mine >= limits.perRequester) busy(`${mine} requests of this requester are in work or waiting`)
    const time = waitFor(waiting + (running >= limits.parallel ? 1 : 0)) + typical
    if (now() + time > deadline) busy(`about ${Math.ceil(time)} ms of work stand before its deadline`)
  }

  function next(): void {
    while (running < limits.parallel && waiting > 0) {
      const [requester, line] = lines.entries().next().value as [string, Waiting[]]
      const first = line.shift()!
      // To the end: every other requester comes before this one's next.
      lines.delete(requester)
      if (line.length > 0) lines.set(requester, line)
      waiting--
      running++
      events.waited?.(now() - first.since)
      first.start()
    }
    if (active() === 0) {
      const woken = wake
      wake = []
      for (const resolve of woken) resolve()
    }
  }

  function turnOf(requester: string): Turn {
    let over = false
    return {
      end(milliseconds) {
        if (over) return
        over = true
        if (milliseconds !== undefined)
          typical = typical === 0 ? milliseconds : typical + WEIGHT * (milliseconds - typical)
        running--
        count(requester, -1)
        next()
      },
    }
  }

  return {
    enter(ticket) {
      const { requester, deadline, signal } = ticket
      return new Promise<Turn>((resolve, reject) => {
        if (signal.aborted) throw new RefusalError('interrupted', 'the asker went away')
        if (!ticket.own) admit(ticket)
        let timer: NodeJS.Timeout | undefined
        const settle = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
        }
        const entry: Waiting = {
          since: now(),
          start() {
            settle()
            resolve(turnOf(requester))
          },
        }
        const leave = (error: RefusalError): void => {
          settle()
          const line = lines.get(requester)!
          line.splice(line.indexOf(entry), 1)
          if (line.length === 0) lines.delete(requester)
          waiting--
          count(requester, -1)
          events.left?.()
          reject(error)
          next()
        }
        const onAbort = (): void => leave(new RefusalError('interrupted', 'the asker went away before the run began'))
        signal.addEventListener('abort', onAbort, { once: true })
        if (deadline !== Number.POSITIVE_INFINITY) {
          const onDeadline = (): void =>
            leave(new RefusalError('deadline_passed', 'request: its deadline passed while it waited'))
          timer = setTimeout(onDeadline, Math.min(MAX_TIMER_MS, Math.max(0, deadline - now())))
        }
        const line = lines.get(requester)
        if (line === undefined) lines.set(requester, [entry])
        else line.push(entry)
        waiting++
        count(requester, 1)
        next()
      })
    },
    active,
    waiting: () => waiting,
    drain() {
      draining = true
    },
    idle: () => (active() === 0 ? Promise.resolve() : new Promise(resolve => wake.push(resolve))),
  }
}
