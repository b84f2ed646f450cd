// Generations in work at this gateway, of every surface together: each counts until the last byte of its stream is out. spec/gateway.md,
// "Limits".

import { WorldError } from '../core/errors/index.ts'
import type { Room } from './room.ts'

const working = new WeakMap<Room['metrics'], number>()

/** Takes a place, or throws `busy`. What it gives back ends the work; called again it does nothing. */
export function enterGeneration({ metrics, settings }: Pick<Room, 'metrics' | 'settings'>): () => void {
  const { generations } = settings.limits
  const count = working.get(metrics) ?? 0
  if (count >= generations) throw new WorldError('busy', `${generations} calls for language models are in work`)
  const change = (by: number): void => void working.set(metrics, (working.get(metrics) ?? 0) + by)
  change(1)
  let left = false
  return () => {
    if (left) return
    left = true
    change(-1)
  }
}

/** The same bytes, no sooner than they are read; `leave` is called when they have ended or nobody reads them any more. */
export function whenOver(body: ReadableStream<Uint8Array>, leave: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) {
            controller.enqueue(value)
            return
          }
          leave()
          controller.close()
        } catch (error) {
          leave()
          throw error
        }
      },
      cancel(reason) {
        leave()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
