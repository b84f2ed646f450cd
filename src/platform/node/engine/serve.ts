// The inside of an engine session: answers `load` once and then `run`, one question after the other. spec/node.md, "Engine
// sessions". It knows neither whether it is a thread or a process, nor who asks; which engines there are is its argument.

import type { Engine, Session } from '../../../core/engine/index.ts'
import { unwrap } from '../../../core/errors/index.ts'
import { decodeModel } from '../../../core/graph/index.ts'
import type { createEngine } from '../engines.ts'
import {
  type Answer,
  failureOf,
  type LoadAnswer,
  type LoadQuestion,
  type Question,
  type RunAnswer,
} from './messages.ts'

/** The way to the node. */
export interface Line {
  onQuestion(take: (question: Question) => void): void
  /** `bytes` are given away where the carrier can. */
  answer(answer: Answer, bytes: readonly ArrayBuffer[]): void
}

export function serveSession(line: Line, create: typeof createEngine): void {
  let session: Session | undefined
  let turn: Promise<void> = Promise.resolve()

  async function load({ engine: name, options, file }: LoadQuestion): Promise<LoadAnswer> {
    if (session !== undefined) throw new TypeError('load: the session has its model')
    const model = unwrap(decodeModel(file))
    const engine: Engine = await create(name, options)
    session = await engine.load(model)
    // What an engine takes beside the weights it may say itself.
    const { memoryBytes } = session as { memoryBytes?: unknown }
    const { identity, graph, ports } = model
    return {
      head: { identity, graph, ports },
      engine: `${engine.name}/${engine.version}`,
      memoryBytes: typeof memoryBytes === 'number' ? memoryBytes : model.weights.length,
    }
  }

  async function reply(question: Question): Promise<void> {
    const { id } = question
    try {
      if (question.op === 'load') {
        line.answer({ id, ok: true, value: await load(question) }, [])
        return
      }
      if (session === undefined) throw new TypeError('run: nothing is loaded')
      const value: RunAnswer = await session.run(question.inputs)
      line.answer({ id, ok: true, value }, buffersOf(value))
    } catch (error) {
      line.answer({ id, ok: false, failure: failureOf(error) }, [])
    }
  }

  line.onQuestion(question => {
    turn = turn.then(() => reply(question))
  })
}

/** The buffers that belong to these tensors alone. */
function buffersOf(tensors: RunAnswer): ArrayBuffer[] {
  const whole = tensors.flatMap(({ data }) =>
    data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength ? [data.buffer] : [],
  )
  return [...new Set(whole)]
}
