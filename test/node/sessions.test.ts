// Engine sessions in programs of their own: runs give the engine's bytes, are stopped in the middle, broken ones are answered
// for and made anew, memory is bounded, idle models go. As a thread and, where native code would run, as a process.

import { afterEach, describe, expect, it } from 'vitest'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf, reference } from '../../src/core/engine/index.ts'
import { RefusalError } from '../../src/core/errors/index.ts'
import { type ExactModel, encodeModel, type IntTensor, makeModel, workOf } from '../../src/core/graph/index.ts'
import { createSessions, type Sessions, type SessionsOptions } from '../../src/node/sessions.ts'
import { startCarrier } from '../../src/platform/node/engine/carrier.ts'
import { localOpener } from '../../src/platform/node/engine/local.ts'
import { sessionOpener } from '../../src/platform/node/engine/session.ts'
import type { EngineName } from '../../src/platform/node/engines.ts'
import { engineProgram } from '../support/engineProgram.ts'
import { COMMANDS } from '../support/slowCommands.ts'
import { smallModel } from '../support/world.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
/** Other models: the same with another exponent, which is all that a test needs. */
const others: ExactModel[] = [1, 2, 3].map(exponent => {
  const ports = { ...model.ports, outputs: model.ports.outputs.map(port => ({ ...port, exponent })) }
  return makeModel(model.graph, model.weights, ports, {})
})
const files = new Map<Hex, Uint8Array>([model, ...others].map(one => [toHex(one.identity.modelId), encodeModel(one)]))
const ids = [...files.keys()] as [Hex, Hex, Hex, Hex]

const inputOf = (first: number): IntTensor[] => [{ shape: [4], bits: 8, rows: 1, data: Int8Array.of(first, 2, 3, 4) }]
const right = (input: IntTensor[]): IntTensor[] => outputsOf(model, interpret(model, input))
const never = new AbortController().signal
const HOLD = COMMANDS.hold + 20

let open: Sessions[] = []
afterEach(async () => {
  await Promise.all(open.map(sessions => sessions.close()))
  open = []
})

interface Choice {
  readonly engine?: EngineName
  readonly slow?: boolean
  readonly memory?: number
  readonly rowWork?: number
  readonly graceMs?: number
}

async function make(more: Partial<SessionsOptions> & Choice = {}) {
  const seen = { read: [] as Hex[], evicted: 0, failed: 0 }
  const { engine = 'wasm', slow = true, memory = 2 ** 30, rowWork = 2 ** 36, graceMs = 30, ...options } = more
  const program = await engineProgram(slow ? 'slow' : 'product')
  const sessions = createSessions({
    open: sessionOpener({ engine, memoryBytes: memory, rowWork, graceMs, program }),
    read: async id => {
      seen.read.push(id)
      return Uint8Array.from(files.get(id)!)
    },
    most: 8,
    memoryBytes: 2 ** 32,
    now: Date.now,
    evicted: () => void seen.evicted++,
    failed: () => void seen.failed++,
    ...options,
  })
  open.push(sessions)
  return { sessions, seen }
}

const abortIn = (ms: number): AbortSignal => {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new RefusalError('interrupted', 'gone')), ms)
  return controller.signal
}

describe('engine sessions', () => {
  it('give the bytes of the reference, by the engine that is named', async () => {
    const { sessions, seen } = await make({ slow: false })
    const input = inputOf(7)
    const results = await Promise.all([1, 2, 3].map(() => sessions.run(modelId, input, never)))
    for (const { outputs, engine, head } of results) {
      expect(outputs).toEqual(right(input))
      expect(engine).toBe('wasm/1')
      expect(toHex(head.identity.modelId)).toBe(modelId)
      expect(head).not.toHaveProperty('weights')
    }
    expect(seen.read).toEqual([modelId])
    expect(sessions.bytes()).toBeGreaterThan(0)
  })

  it('run native code in a process, to the same bytes', async () => {
    const { sessions } = await make({ slow: false, engine: 'native' })
    const input = inputOf(7)
    const { outputs, engine } = await sessions.run(modelId, input, never)
    expect(outputs).toEqual(right(input))
    expect(engine).toMatch(/^native\/[^/]+$/)
  })

  it('leave this thread free while they compute', async () => {
    const { sessions } = await make()
    await sessions.head(modelId, never)
    let turns = 0
    const ticking = setInterval(() => turns++, 5)
    await sessions.run(modelId, inputOf(HOLD), never)
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(3)
  })

  it('let a run that is nearly done end, and stop one that is not', async () => {
    const { sessions, seen } = await make({ graceMs: 2_000 })
    await sessions.head(modelId, never)
    await expect(sessions.run(modelId, inputOf(COMMANDS.hold + 10), abortIn(20))).rejects.toMatchObject({
      code: 'interrupted',
    })
    expect(sessions.count()).toBe(1)

    const strict = await make({ graceMs: 30 })
    await strict.sessions.head(modelId, never)
    const started = Date.now()
    await expect(strict.sessions.run(modelId, inputOf(COMMANDS.forever), abortIn(20))).rejects.toMatchObject({
      code: 'interrupted',
    })
    expect(Date.now() - started).toBeLessThan(3_000)
    expect((await strict.sessions.run(modelId, inputOf(1), never)).outputs).toEqual(right(inputOf(1)))
    expect(strict.seen.read).toEqual([modelId, modelId])
    expect([strict.seen.failed, seen.failed]).toEqual([0, 0])
  })

  it('whoever waits behind a run that is stopped is run all the same', async () => {
    const { sessions } = await make()
    await sessions.head(modelId, never)
    const stopped = sessions.run(modelId, inputOf(COMMANDS.forever), abortIn(50))
    const behind = sessions.run(modelId, inputOf(3), never)
    const gone = sessions.run(modelId, inputOf(4), abortIn(10))
    await expect(gone).rejects.toMatchObject({ code: 'interrupted' })
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' })
    expect((await behind).outputs).toEqual(right(inputOf(3)))
  })

  it('answer for a program that ends, are made anew, and pause a model that goes on breaking them', async () => {
    let time = 0
    const { sessions, seen } = await make({ now: () => time })
    const crash = () => sessions.run(modelId, inputOf(COMMANDS.crash), never)
    await expect(crash()).rejects.toMatchObject({ code: 'engine_failed' })
    expect((await sessions.run(modelId, inputOf(1), never)).outputs).toEqual(right(inputOf(1)))
    await expect(crash()).rejects.toMatchObject({ code: 'engine_failed' })
    await expect(crash()).rejects.toMatchObject({ code: 'engine_failed' })
    const loads = seen.read.length
    await expect(sessions.run(modelId, inputOf(1), never)).rejects.toMatchObject({ code: 'engine_failed' })
    expect(seen.read.length).toBe(loads)
    time += 600
    expect((await sessions.run(modelId, inputOf(1), never)).outputs).toEqual(right(inputOf(1)))
    expect(seen.failed).toBe(3)
  })

  it('pass on what the engine throws, and go on', async () => {
    const { sessions, seen } = await make()
    await expect(sessions.run(modelId, inputOf(COMMANDS.fault), never)).rejects.toThrow('a defect of the engine')
    const bad = inputOf(1).map(tensor => ({ ...tensor, shape: [5] }))
    await expect(sessions.run(modelId, bad, never)).rejects.toMatchObject({ code: 'input_shape_mismatch' })
    await sessions.run(modelId, inputOf(1), never)
    expect(seen.read).toEqual([modelId])
  })

  it('refuse a file that is no model, or another one', async () => {
    const { sessions } = await make({ read: async () => Uint8Array.of(1, 2, 3) })
    await expect(sessions.head(modelId, never)).rejects.toMatchObject({ code: 'model_malformed' })
    const second = await make({ read: async () => Uint8Array.from(files.get(ids[1])!) })
    await expect(second.sessions.head(modelId, never)).rejects.toMatchObject({ code: 'model_id_mismatch' })
    expect([sessions.count(), second.sessions.count()]).toEqual([0, 0])
  })

  it('let go of the model that was used least recently, never of one in use', async () => {
    const { sessions, seen } = await make({ most: 2 })
    await sessions.head(ids[0], never)
    await sessions.head(ids[1], never)
    await sessions.head(ids[0], never)
    await sessions.head(ids[2], never)
    expect([sessions.count(), seen.evicted]).toEqual([2, 1])
    await sessions.head(ids[0], never)
    expect(seen.read).toEqual([ids[0], ids[1], ids[2]])
    const both = [sessions.run(ids[0], inputOf(HOLD), never), sessions.run(ids[2], inputOf(HOLD), never)]
    await expect(sessions.head(ids[1], never)).rejects.toMatchObject({ code: 'busy', facts: { retryAfter: 1 } })
    await Promise.all(both)
    await sessions.head(ids[1], never)
  })

  it('hold no more bytes than all may take, and no model that takes more alone', async () => {
    const each = files.get(modelId)!.length
    // Room for one that is loaded and the file of another.
    const limit = each + model.weights.length
    const { sessions, seen } = await make({ memoryBytes: limit })
    for (const id of ids) {
      await sessions.head(id, never)
      expect(sessions.bytes()).toBeLessThanOrEqual(limit)
    }
    expect(seen.evicted).toBeGreaterThan(0)
    const small = await make({ memoryBytes: each - 1 })
    await expect(small.sessions.head(modelId, never)).rejects.toMatchObject({ code: 'memory_exceeded' })
    const engine = await make({ slow: false, memory: 1000 })
    await expect(engine.sessions.head(modelId, never)).rejects.toMatchObject({ code: 'memory_exceeded' })
    expect([small.sessions.count(), engine.sessions.count()]).toEqual([0, 0])
  })

  it.each([false, true])('run no model whose rows cost more than they may, with an engine given: %s', async given => {
    const work = workOf(model.graph)
    const opener = (rowWork: number) => (given ? { open: localOpener(reference, rowWork) } : {})
    const { sessions } = await make({ slow: false, rowWork: work, ...opener(work) })
    await expect(sessions.head(modelId, never)).resolves.toMatchObject({ kind: 'exact' })
    const less = await make({ slow: false, rowWork: work - 1, ...opener(work - 1) })
    await expect(less.sessions.head(modelId, never)).rejects.toMatchObject({
      code: 'model_too_large',
      facts: { needed: work, limit: work - 1 },
    })
  })

  it('loading that nobody waits for any more is ended', async () => {
    const { sessions } = await make({ read: () => new Promise(() => {}) })
    await expect(sessions.head(modelId, abortIn(20))).rejects.toMatchObject({ code: 'interrupted' })
    expect(sessions.count()).toBe(0)
  })

  it('an engine that is handed over as an object runs here behind the same door', async () => {
    const { sessions } = await make({ open: localOpener(reference) })
    expect(await sessions.run(modelId, inputOf(5), never)).toMatchObject({
      outputs: right(inputOf(5)),
      engine: 'reference/1',
    })
    const gone = new AbortController()
    gone.abort(new RefusalError('interrupted', 'gone'))
    await expect(sessions.run(modelId, inputOf(5), gone.signal)).rejects.toMatchObject({ code: 'interrupted' })
  })

  it('a process of its own answers alike, and its death is known', async () => {
    const carrier = startCarrier({ kind: 'process', memoryBytes: 2 ** 30, program: await engineProgram('slow') })
    const ended = new Promise<Error>(resolve => carrier.onEnd(resolve))
    const answers: unknown[] = []
    const answered = (count: number) =>
      new Promise<void>(resolve => {
        const look = (): void => (answers.length >= count ? resolve() : void setTimeout(look, 10))
        look()
      })
    carrier.onAnswer(answer => answers.push(answer))
    carrier.ask({ id: 1, op: 'load', engine: 'wasm', options: {}, file: files.get(modelId)! }, [])
    carrier.ask({ id: 2, op: 'run', inputs: inputOf(9) }, [])
    await answered(2)
    expect(answers).toMatchObject([
      { id: 1, ok: true, value: { engine: 'slow/1' } },
      { id: 2, ok: true, value: right(inputOf(9)) },
    ])
    carrier.ask({ id: 3, op: 'run', inputs: inputOf(COMMANDS.forever) }, [])
    await carrier.kill()
    expect(await ended).toMatchObject({ code: 'engine_failed' })
  })

  it('a process that takes too much memory ends, and is said to have', async () => {
    const carrier = startCarrier({ kind: 'process', memoryBytes: 1, program: await engineProgram('slow') })
    const ended = new Promise<Error>(resolve => carrier.onEnd(resolve))
    carrier.ask({ id: 1, op: 'load', engine: 'wasm', options: {}, file: files.get(modelId)! }, [])
    expect(await ended).toMatchObject({ code: 'memory_exceeded' })
    await carrier.kill()
  })
})
