// The inside of an engine session: answers `load` once and then `run`, one question after the other, and what language models are asked
// all at once. spec/node.md, "Engine
// sessions". It knows neither whether it is a thread or a process, nor who asks; which engines there are is its argument.

import type { Engine } from '../../../core/engine/index.ts'
import { refuse, unwrap, WorldError } from '../../../core/errors/index.ts'
import { decodeFloatModel, isReal, type RealTensor } from '../../../core/float/index.ts'
import { checkWork, decodeModel, type IntTensor } from '../../../core/graph/index.ts'
import type { RunTensor } from '../../../core/receipt/index.ts'
import { type createEngine, type EngineName, FLOAT_ENGINE } from '../engines.ts'
import { loadFloatModel } from '../float.ts'
import { type Advise, adviser } from './advise.ts'
import { hostLanguage } from './language.ts'
import {
  type AdviseAnswer,
  type Answer,
  failureOf,
  type GeneratedPart,
  type LanguageQuestion,
  type LoadAnswer,
  type LoadQuestion,
  type Question,
  type RunAnswer,
} from './messages.ts'
import { type RootOf, rooter } from './root.ts'
import type { Follow, LanguageSession } from './session.ts'

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
  let advise: Advise | undefined
  let rootOf: RootOf | undefined
  let language: LanguageSession | null = null
  let turn: Promise<void> = Promise.resolve()
  /** By question: who is generated for or followed, until it ends or nobody wants it any more. */
  const stops = new Map<number, () => void>()
  const followers = new Map<number, Follow>()

  async function loadExact(name: EngineName, { options, file }: LoadQuestion): Promise<LoadAnswer> {
    const model = unwrap(decodeModel(file))
    checkWork(model.graph, options.rowWork ?? Number.POSITIVE_INFINITY)
    const engine: Engine = await create(name, options)
    const session = await engine.load(model)
    run = inputs => session.run(inputs as readonly IntTensor[])
    advise = adviser(model, session, () => create('wasm', options))
    rootOf = rooter(model, session)
    language = hostLanguage(model, session)
    // What an engine takes beside the weights it may say itself.
    const { memoryBytes } = session as { memoryBytes?: unknown }
    const { identity, graph, ports } = model
    return {
      head: { kind: 'exact', language: language !== null, identity, graph, ports },
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
      if (question.op === 'advise') {
        if (advise === undefined) refuse('advice_unavailable', 'a float model has no advice')
        const value: AdviseAnswer = await advise!(question.inputs)
        line.answer(
          { id, ok: true, value },
          value.map(({ buffer }) => buffer as ArrayBuffer),
        )
        return
      }
      if (question.op === 'root') {
        if (rootOf === undefined) refuse('trace_unavailable', 'a float model has no trace')
        line.answer({ id, ok: true, value: await rootOf!(question) }, [])
        return
      }
      if (run === undefined || question.op !== 'run') throw new TypeError(`${question.op}: nothing is loaded`)
      const value: RunAnswer = await run(question.inputs)
      line.answer({ id, ok: true, value }, buffersOf(value))
    } catch (error) {
      line.answer({ id, ok: false, failure: failureOf(error) }, [])
    }
  }

  /** Tokens of one step are one message: that of a message costs more than what is in it. */
  let parts: { id: number; part: GeneratedPart }[] = []
  const flush = (): void => {
    if (parts.length > 0) line.answer({ parts }, [])
    parts = []
  }
  function tell(id: number, part: GeneratedPart): void {
    if (parts.length === 0) queueMicrotask(flush)
    parts.push({ id, part })
  }

  /** Language models answer many at once. */
  async function speak(question: LanguageQuestion & { readonly id: number }): Promise<unknown> {
    if (language === null) throw new TypeError(`${question.op}: no language model is loaded`)
    const { id } = question
    const stop = new AbortController()
    switch (question.op) {
      case 'stop':
        return null
      case 'push': {
        const { follower, tokens, end } = question
        const follow = followers.get(follower)
        if (follow === undefined) throw new TypeError(`push: no follower ${follower}`)
        return follow.push(tokens, end)
      }
      case 'follow': {
        const follow = await language.follow(question.job)
        followers.set(id, follow)
        stops.set(id, () => {
          followers.delete(id)
          follow.close()
        })
        return null
      }
      default:
    }
    stops.set(id, () => stop.abort(new WorldError('interrupted', 'nobody waits for the answer')))
    try {
      if (question.op === 'generate') return await language.generate(question.job, stop.signal, part => tell(id, part))
      if (question.op === 'replay') return await language.replay(question.job, question, stop.signal)
      return await language.embed(question.prompt, stop.signal)
    } finally {
      stops.delete(id)
    }
  }

  line.onQuestion(question => {
    const { id, op } = question
    if (op === 'load' || op === 'run' || op === 'advise' || op === 'root') {
      turn = turn.then(() => reply(question))
      return
    }
    if (op === 'stop') {
      stops.get(question.target)?.()
      stops.delete(question.target)
      return
    }
    speak(question).then(
      value => {
        flush()
        line.answer({ id, ok: true, value }, [])
      },
      error => {
        flush()
        line.answer({ id, ok: false, failure: failureOf(error) }, [])
      },
    )
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
