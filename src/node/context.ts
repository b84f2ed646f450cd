// What every part of a running node shares. Put together in node.ts; nothing here acts by itself.

import type { Hex } from '../core/bytes/index.ts'
import type { Random } from '../core/receipt/index.ts'
import type { Chain } from './chain/index.ts'
import type { NodeConfig } from './config.ts'
import type { NodeKeys } from './keys.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import type { Host } from './net/index.ts'
import type { Store } from './store/index.ts'

export interface Context {
  readonly config: NodeConfig
  readonly keys: NodeKeys
  /** This node's account. */
  readonly self: Hex
  /** Random, new at each start: tells two processes with the same keys apart. 32 bytes. */
  readonly instance: Hex
  readonly store: Store
  readonly chain: Chain
  readonly host: Host
  readonly log: Logger
  readonly metrics: Metrics
  /** Unix milliseconds. */
  readonly now: () => number
  readonly random: Random
  /** Aborted when the node stops. */
  readonly signal: AbortSignal
}

/** Runs `action` again and again, `ms` after it has ended, until the signal; what it throws is logged and forgotten. */
export function every(context: Pick<Context, 'log' | 'signal'>, name: string, ms: number, action: () => Promise<void>) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let wanted = false
  let busy = false
  const turn = (): void => {
    clearTimeout(timer)
    if (context.signal.aborted) return
    wanted = false
    busy = true
    running = action()
      .catch(error => {
        if (!context.signal.aborted) context.log('warn', `${name} failed`, { error })
      })
      .then(() => {
        busy = false
        if (!context.signal.aborted) timer = setTimeout(turn, wanted ? 0 : ms)
      })
  }
  timer = setTimeout(turn, 0)
  return {
    /** Runs soon, whatever the interval. */
    soon(): void {
      wanted = true
      if (!busy && !context.signal.aborted) {
        clearTimeout(timer)
        timer = setTimeout(turn, 0)
      }
    },
    /** Waits for the turn in progress; call it after the signal. */
    async ended(): Promise<void> {
      clearTimeout(timer)
      await running
      clearTimeout(timer)
    },
  }
}
