// An engine in the node's own thread behind the same door as session.ts: for engines that are handed over as objects. A run
// that nobody wants any more cannot be stopped here, only waited for.

import { type Engine, wasm } from '../../../core/engine/index.ts'
import { unwrap } from '../../../core/errors/index.ts'
import { checkWork, decodeModel, type IntTensor } from '../../../core/graph/index.ts'
import { adviser } from './advise.ts'
import { hostLanguage } from './language.ts'
import { rooter } from './root.ts'
import type { OpenSession } from './session.ts'
import { makeTurns } from './turns.ts'

export const localOpener =
  (engine: Engine, rowWork = Number.POSITIVE_INFINITY): OpenSession =>
  async (file, signal) => {
    const model = unwrap(decodeModel(file))
    checkWork(model.graph, rowWork)
    const session = await engine.load(model)
    signal.throwIfAborted()
    let end!: () => void
    const ended = new Promise<void>(resolve => {
      end = resolve
    })
    const turns = makeTurns()
    const language = hostLanguage(model, session)
    const advise = adviser(model, session, async () => wasm)
    const rootOf = rooter(model, session)
    const { identity, graph, ports } = model
    return {
      head: { kind: 'exact', language: language !== null, identity, graph, ports },
      language,
      engine: `${engine.name}/${engine.version}`,
      memoryBytes: model.weights.length,
      run: (inputs, wanted) =>
        turns(wanted, async () => {
          const outputs = await session.run(inputs as readonly IntTensor[])
          wanted.throwIfAborted()
          return outputs
        }),
      advise: (inputs, wanted) =>
        turns(wanted, async () => {
          const found = await advise(inputs)
          wanted.throwIfAborted()
          return found
        }),
      root: (ask, wanted) =>
        turns(wanted, async () => {
          const root = await rootOf(ask)
          wanted.throwIfAborted()
          return root
        }),
      stopped: () => false,
      broken: () => false,
      ended,
      async close() {
        session.close()
        end()
      },
    }
  }
