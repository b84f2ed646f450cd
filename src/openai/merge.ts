// Several async sources as one, in the order in which their values come: the choices of one answer. No source is ever more than
// one value ahead of who reads; the first failure ends all of them.

import { RefusalError, WorldError } from '../core/errors/index.ts'

/** `[index of the source, value]` until every source has ended. */
export async function* merge<T>(sources: readonly AsyncIterator<T>[]): AsyncGenerator<readonly [number, T], void> {
  const waiting = new Map<number, Promise<readonly [number, IteratorResult<T>]>>()
  const going = new Set(sources.keys())
  const ask = (index: number): void => {
    const next = sources[index]!.next().then(result => [index, result] as const)
    // Whoever loses the race below may fail while nobody looks.
    next.catch(() => {})
    waiting.set(index, next)
  }
  try {
    for (const index of sources.keys()) ask(index)
    while (waiting.size > 0) {
      const [index, result] = await Promise.race(waiting.values())
      // Asked again at the end of the line, so that a fast source does not hide a slow one.
      waiting.delete(index)
      if (result.done) {
        going.delete(index)
        continue
      }
      yield [index, result.value]
      ask(index)
    }
  } finally {
    // Not awaited: a source that waits for its next value ends when its own signal tells it to.
    for (const index of going) void Promise.resolve(sources[index]!.return?.()).catch(() => {})
  }
}

/** The same values until `signal` is aborted; then the next step fails with its reason, whether or not the source listens to it. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
  const iterator = source[Symbol.asyncIterator]()
  let abort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(abortReason(signal))
  })
  aborted.catch(() => {})
  signal.addEventListener('abort', abort, { once: true })
  try {
    if (signal.aborted) throw abortReason(signal)
    for (;;) {
      const next = iterator.next()
      next.catch(() => {})
      const result = await Promise.race([next, aborted])
      if (result.done) return
      yield result.value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    void Promise.resolve(iterator.return?.()).catch(() => {})
  }
}

/** What an abort means to whoever waits: its reason, where that is an error of ours. */
export const abortReason = ({ reason }: AbortSignal): unknown =>
  reason instanceof WorldError || reason instanceof RefusalError
    ? reason
    : new WorldError('interrupted', 'the caller went away', { cause: reason })
