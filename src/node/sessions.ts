// Models that are ready to run, least recently used out first. An engine's session is loaded once, however many ask for it.
// What is pushed out is not closed, since somebody may be about to run it; its memory goes when nobody holds it any more.

import type { Hex } from '../core/bytes/index.ts'
import type { Engine, Session } from '../core/engine/types.ts'
import type { ExactModel } from '../core/graph/index.ts'

export interface Ready {
  readonly model: ExactModel
  readonly session: Session
}

export interface Sessions {
  get(modelId: Hex): Promise<Ready>
  /** At the end, when nothing runs. */
  close(): void
}

export function createSessions(engine: Engine, load: (modelId: Hex) => Promise<ExactModel>, most: number): Sessions {
  const ready = new Map<Hex, Promise<Ready>>()
  const close = (entry: Promise<Ready>): void => {
    entry.then(({ session }) => session.close()).catch(() => {})
  }
  return {
    get(modelId) {
      let entry = ready.get(modelId)
      if (entry === undefined) {
        entry = load(modelId).then(async model => ({ model, session: await engine.load(model) }))
        const loading = entry
        loading.catch(() => {
          if (ready.get(modelId) === loading) ready.delete(modelId)
        })
        while (ready.size >= most) ready.delete(ready.keys().next().value as Hex)
      } else ready.delete(modelId)
      ready.set(modelId, entry)
      return entry
    },
    close() {
      for (const entry of ready.values()) close(entry)
      ready.clear()
    },
  }
}
