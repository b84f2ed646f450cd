// The inside of an engine session: answers `load` once and then `run`, one question after the other. spec/node.md, "Engine
// sessions". It knows neither whether it is a thread or a process, nor who asks; which engines there are is its argument.

import type { Engine } from '../../../core/engine/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { decodeFloatModel, isReal, type RealTensor } from '../../../core/float/index.ts'
import { checkWork, decodeModel, type IntTensor } from '../../../core/graph/index.ts'
import type { RunTensor } from '../../../core/receipt/index.ts'
import { type createEngine, type EngineName, FLOAT_ENGINE } from '../engines.ts'
import { loadFloatModel } from '../float.ts'
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

/** Runs inputs of the model's kind; the node has seen to it that they are. */
type Run = (inputs: readonly RunTensor[]) => Promise<RunTensor[]>

export function serveSession(line: Line, create: typeof createEngine): void {
  let run: Run | undefined
  let turn: Promise<void> = Promise.resolve()

  async function loadExact(name: EngineName, { options, file }: LoadQuestion): Promise<LoadAnswer> {
    const model = unwrap(decodeModel(file))
    checkWork(model.graph, options.rowWork ?? Number.POSITIVE_INFINITY)
    const engine: Engine = await create(name, options)
    const session = await engine.load(model)
    run = inputs => session.run(inputs as readonly IntTensor[])
    // What an engine takes beside the weights it may say itself.
    const { memoryBytes } = session as { memoryBytes?: unknown }
    const { identity, graph, ports } = model
    return {
      head: { kind: 'exact', identity, graph, ports },
      engine: `${engine.name}/${engine.version}`,
      memoryBytes: typeof memoryBytes === 'number' ? memoryBytes : model.weights.length,
    }
  }

  async function loadFloat({ options, file }: LoadQuestion): Promise<LoadAnswer> {
    const model = unwrap(decodeFloatModel(file))
    const { identity, ports } = model
    const before = process.memoryUsage.rss()
    const session = await loadFloatModel(model, options)
    // What the runtime allocates it does not say; the process is the session's own.
    const memoryBytes = Math.max(file.length, process.memoryUsage.rss() - before)
    const limit = options.memoryBytes ?? Number.POSITIVE_INFINITY
    if (memoryBytes > limit)
      refuse('memory_exceeded', `the model takes ${memoryBytes} bytes, ${limit} are allowed`, {
        facts: { needed: memoryBytes, limit },
      })
    run = inputs => session.run(inputs as readonly RealTensor[])
    return { head: { kind: 'float', identity, ports }, engine: session.engine, memoryBytes }
  }

  function load(question: LoadQuestion): Promise<LoadAnswer> {
    if (run !== undefined) throw new TypeError('load: the session has its model')
    return question.engine === FLOAT_ENGINE ? loadFloat(question) : loadExact(question.engine, question)
  }

  async function reply(question: Question): Promise<void> {
    const { id } = question
    try {
      if (question.op === 'load') {
        line.answer({ id, ok: true, value: await load(question) }, [])
        return
      }
      if (run === undefined) throw new TypeError('run: nothing is loaded')
      const value: RunAnswer = await run(question.inputs)
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
  const whole = tensors.flatMap(tensor => {
    const { buffer, byteLength } = isReal(tensor) ? tensor.bytes : tensor.data
    return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : []
  })
  return [...new Set(whole)]
}
