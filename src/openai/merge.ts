// Several async sources as one, in the order in which their values come: the choices of one answer. No source is ever more than
// one value ahead of who reads; the first failure ends all of them.

import { RefusalError, WorldError } from '../core/errors/index.ts'

/** Ends a source without waiting: one that waits for its next value ends when its own signal tells it to. */
const close = (source: AsyncIterator<unknown>): void => void Promise.resolve(source.return?.()).catch(() => {})

/** `[index of the source, value]` until every source has ended. `over` is called at the end, however it comes. */
export async function* merge<T>(
  sources: readonly AsyncIterator<T>[],
  over: () => void = () => {},
): AsyncGenerator<readonly [number, T], void> {
  const going = new Set(sources.keys())
  /** What has come and nobody has taken: at most one of each source. */
  const ready: (readonly [number, T])[] = []
  let failed: { readonly error: unknown } | null = null
  let wake = (): void => {}
  const ask = (index: number): void => {
    sources[index]!.next().then(
      result => {
        if (result.done) going.delete(index)
        else ready.push([index, result.value])
        wake()
      },
      error => {
        failed ??= { error }
        wake()
      },
    )
  }
  try {
    for (const index of sources.keys()) ask(index)
    for (;;) {
      if (failed !== null) throw (failed as { readonly error: unknown }).error
      const next = ready.shift()
      if (next !== undefined) {
        yield next
        ask(next[0])
        continue
      }
      if (going.size === 0) return
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  } finally {
    for (const index of going) close(sources[index]!)
    over()
  }
}

/** The same values until `signal` is aborted; then the next step fails with its reason, whether or not the source listens to it. */
export function untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncIterableIterator<T, void> {
  const iterator = source[Symbol.asyncIterator]()
  let cut = (_: unknown): void => {}
  const onAbort = (): void => {
    close(iterator)
    cut(abortReason(signal))
  }
  const leave = (): void => signal.removeEventListener('abort', onAbort)
  signal.addEventListener('abort', onAbort, { once: true })
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next: () =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          close(iterator)
          reject(abortReason(signal))
          return
        }
        cut = reject
        iterator.next().then(
          result => {
            if (result.done) leave()
            resolve(result.done ? { done: true, value: undefined } : result)
          },
          error => {
            leave()
            reject(error)
          },
        )
      }),
    async return() {
      leave()
      close(iterator)
      return { done: true, value: undefined }
    },
  }
}

/** What an abort means to whoever waits: its reason, where that is an error of ours. */
export const abortReason = ({ reason }: AbortSignal): unknown =>
  reason instanceof WorldError || reason instanceof RefusalError
    ? reason
    : new WorldError('interrupted', 'the caller went away', { cause: reason })
