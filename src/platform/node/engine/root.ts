// The root of a run's trace, by the session that runs the model: what a node commits to that has sold it. spec/trace.md, "The trace tree".

import { generationOf, traceRootOf } from '../../../core/dispute/index.ts'
import type { Session } from '../../../core/engine/index.ts'
import type { ExactModel } from '../../../core/graph/index.ts'
import type { RootAsk } from './messages.ts'

export type RootOf = (ask: RootAsk) => Promise<Uint8Array>

export const rooter =
  (model: ExactModel, session: Session): RootOf =>
  ({ inputs, generation, most }) => {
    const generated = generation === null ? null : generationOf(model, generation)
    return traceRootOf({ graph: model.graph, inputs, generated }, given => session.trace(given), most)
  }
