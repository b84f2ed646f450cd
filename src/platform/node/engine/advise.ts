// Accumulators of a run, for whoever audits it: by the session itself where its engine gives them, else by a session of the wasm engine, which is
// loaded when somebody asks for the first time.

import { adviseOn } from '../../../core/audit/index.ts'
import type { Engine, GuidedSession, Session } from '../../../core/engine/index.ts'
import type { ExactModel, IntTensor } from '../../../core/graph/index.ts'

/** One list for each advised op, ids ascending. */
export type Advise = (inputs: readonly IntTensor[]) => Promise<Int32Array[]>

/** `other` gives an engine whose sessions can be guided. */
export function adviser(model: ExactModel, session: Session, other: () => Promise<Engine>): Advise {
  let guided: Promise<GuidedSession> | undefined
  const load = async (): Promise<GuidedSession> => {
    if ('runWith' in session) return session as GuidedSession
    return (await (await other()).load(model)) as GuidedSession
  }
  return async inputs => {
    guided ??= load()
    const { advice } = await adviseOn(model, await guided, inputs)
    return advice.map(({ accumulators }) => accumulators)
  }
}
