// One piece of work after the other, in the order of asking. Who gives up while waiting leaves at once, and holds up nobody.

export type Turns = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>

export function makeTurns(): Turns {
  let last: Promise<void> = Promise.resolve()
  return async (signal, work) => {
    const before = last
    let leave!: () => void
    last = new Promise<void>(resolve => {
      leave = resolve
    })
    try {
      await orAborted(before, signal)
    } catch (error) {
      void before.then(leave)
      throw error
    }
    try {
      return await work()
    } finally {
      leave()
    }
  }
}

/** `promise`, or the signal's reason if that comes first. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
