// Causal graphs on the wasm engine: conformance in every way that it can run them, and what is its own (pages, rows that are asked
// for, counters).

import { afterAll, describe, expect, it } from 'vitest'
import {
  type CausalSession,
  interpret,
  outputsOf,
  type Sequence,
  type StartPool,
  type WasmCausalSession,
  wasm,
  wasmEngine,
} from '../../src/core/engine/index.ts'
import { causalPlan } from '../../src/core/engine/wasm/causal/plan.ts'
import { causalSession } from '../../src/core/engine/wasm/causal/session.ts'
import { planArena } from '../../src/core/engine/wasm/memory.ts'
import { prepare } from '../../src/core/engine/wasm/prepare.ts'
import { scratchBytes } from '../../src/core/engine/wasm/steps/index.ts'
import { type ExactModel, elements, type IntTensor, type Op } from '../../src/core/graph/index.ts'
import { startPool } from '../../src/platform/node/pool.ts'
import { languageModel } from '../support/languageModel.ts'
import { Random, randomCausalModel, randomInputs } from '../support/randomGraph.ts'
import { attentionModel, directedCausalCases, exponentials, randomCausalCases } from './causalCases.ts'
import { causalConformance } from './causalConformance.ts'
import { difference } from './difference.ts'
import { narrowModel } from './narrow.ts'
import { rowsOf } from './sequences.ts'

const load = async (model: ExactModel, engine = wasm): Promise<WasmCausalSession> =>
  (await engine.load(model)) as WasmCausalSession

/** Every op that computes has run its kernel. */
function assertFast(session: CausalSession, model: ExactModel): void {
  const { kernelCalls, rowsRun } = session as WasmCausalSession
  const count = (kind: Op['kind']): number => model.graph.ops.filter(op => op.kind === kind).length
  for (const kernel of ['attention', 'rotary', 'embedding'] as const)
    expect(kernelCalls[kernel] > 0, kernel).toBe(count(kernel) > 0)
  expect(kernelCalls.keep > 0).toBe(count('attention') > 0)
  expect(rowsRun.early).toBeGreaterThanOrEqual(rowsRun.late)
  expect((session as WasmCausalSession).cache().usedPages).toBe(0)
}

const shared = wasmEngine({ threads: 3, pool: startPool, sharedWork: 0 })
// Keeps the threads while there is no other session.
const keeper = await shared.load(narrowModel())
afterAll(() => keeper.close())

causalConformance(wasm, { models: 60, assertFast })
// One row at a time, and a few; and where rows that are asked for do not fit together.
causalConformance(wasmEngine({ workingMemory: 0, relaxed: false }), { models: 20, firstSeed: 1000, assertFast })
causalConformance(wasmEngine({ workingMemory: 20_000 }), { models: 20, firstSeed: 2000, assertFast })
causalConformance(shared, { models: 20, firstSeed: 3000, assertFast })

const tokens = (model: ExactModel, rows: number, seed = 1): IntTensor[] => randomInputs(model, rows, seed, 'uniform')

describe('kernels', () => {
  it('that threads share give the same in units, whichever comes first', async () => {
    const cases = [...directedCausalCases(), ...randomCausalCases(30, 9000)]
    for (const { name, model, sequences } of cases) {
      const prepared = await prepare(model, { limit: 2 ** 31, working: 2 ** 24 })
      const { kernels } = prepared
      let units = 0
      const session = causalSession(model.graph, prepared, prepared.causal!, 2 ** 31, {
        begin: () => {},
        run(kernel, parameters, rows) {
          const divided = kernels.divided[kernel]
          if (divided === undefined) kernels.run[kernel](parameters, rows)
          else {
            for (let unit = divided.begin(parameters, rows) - 1; unit >= 0; unit--, units++)
              divided.unit(parameters, unit)
          }
        },
        end: () => {},
      })
      for (const inputs of sequences)
        expect(difference(await session.trace(inputs), interpret(model, inputs)), name).toBeNull()
      expect(units).toBeGreaterThan(0)
    }
  })

  it('of an attention are divided where there is work for more than one thread', async () => {
    for (const [heads, groups] of [
      [8, 8],
      [8, 2],
      [32, 1],
    ] as const) {
      const model = attentionModel({ heads, groups, length: 64, values: 64, context: 600, scoreShift: 16 })
      const session = await load(model, shared)
      const sequence = session.open()
      const inputs = tokens(model, 560)
      const until = Date.now() + 20_000
      await session.step([{ sequence, inputs: rowsOf(inputs, 0, 500), wanted: 0 }])
      do {
        sequence.truncate(500)
        await session.step([{ sequence, inputs: rowsOf(inputs, 500, 560), wanted: 60 }])
        await new Promise(resolve => setTimeout(resolve, 2))
      } while (session.helpedUnits() < 20 && Date.now() < until)
      expect(session.helpedUnits()).toBeGreaterThanOrEqual(20)
      session.close()
    }
  })

  it('find threads that wait from one step to the next', async () => {
    let joins = 0
    const counting: StartPool = (program, size) => {
      const pool = startPool(program, size)
      return {
        post(message) {
          if ((message as { kind: string }).kind === 'join') joins++
          pool.post(message)
        },
        close: pool.close,
      }
    }
    const model = languageModel({ width: 64, context: 40 })
    const session = await load(model, wasmEngine({ threads: 2, pool: counting, sharedWork: 0 }))
    const sequence = session.open()
    const inputs = tokens(model, 30)
    const want = outputsOf(model, interpret(model, inputs))
    let steps = 0
    for (const until = Date.now() + 20_000; Date.now() < until && (steps === 0 || joins === steps); ) {
      sequence.truncate(0)
      for (let at = 0; at < 30; at++, steps++) {
        const [got] = await session.step([{ sequence, inputs: rowsOf(inputs, at, at + 1), wanted: 1 }])
        expect(difference(got!, rowsOf(want, at, at + 1))).toBeNull()
      }
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    expect(joins).toBeLessThan(steps)
    session.close()
  })

  it('write only where the output and the scratch of their op lie, and into pages', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const model = randomCausalModel(seed, { context: 30 })
      const { graph } = model
      const plan = causalPlan(graph)!
      const prepared = await prepare(model, { limit: 2 ** 31, working: 2 ** 24 })
      const { kernels, arenaAt, arena, steps, causal, addressOf } = prepared
      const ids = new Map(graph.ops.flatMap((_, id) => steps[id]!.map(step => [step.parameters, id])))
      const rows = 1 + (seed % 13)
      let failed = ''
      const session = causalSession(graph, prepared, causal!, 2 ** 31, {
        begin: () => new Uint8Array(kernels.memory.buffer, arenaAt, arena.bytes).fill(0xa5),
        run(kernel, parameters, count) {
          const id = ids.get(parameters)!
          const bytes = new Uint8Array(kernels.memory.buffer, arenaAt, arena.bytes)
          const before = bytes.slice()
          kernels.run[kernel](parameters, count)
          if (kernel !== 'keep') {
            const length = Math.ceil((2 * elements(graph.ops[id]!.shape) * count) / 16) * 16
            const at = addressOf(id) - arenaAt
            before.set(bytes.subarray(at, at + length), at)
            const scratch = Math.ceil(scratchBytes(graph, id, count) / 16) * 16
            const from = arena.scratch[id]!
            if (scratch > 0) before.set(bytes.subarray(from, from + scratch), from)
          }
          if (Buffer.compare(before, bytes) !== 0) failed ||= `seed ${seed}, op ${id}, ${kernel}`
        },
        end: () => {},
      })
      await session.run(randomInputs(model, Math.min(rows, plan.context), seed))
      expect(failed).toBe('')
    }
  })
})

describe('a plan', () => {
  it('computes keys and values for all rows, and the rest for those that are asked for', async () => {
    const model = languageModel({ layers: 3, context: 100 })
    const session = await load(model)
    const sequence = session.open()
    const before = { ...session.kernelCalls }
    await session.step([{ sequence, inputs: tokens(model, 40), wanted: 0 }])
    expect(session.rowsRun).toEqual({ early: 40, late: 0 })
    // The last layer's attention did not run, but its keys and values are there.
    expect(session.kernelCalls.keep - before.keep).toBe(3)
    expect(session.kernelCalls.attention - before.attention).toBe(2)
    await session.step([{ sequence, inputs: tokens(model, 20), wanted: 3 }])
    expect(session.rowsRun).toEqual({ early: 60, late: 3 })
    const parts = [1, 7].map(rows => ({ sequence: session.open(), inputs: tokens(model, rows), wanted: 1 }))
    await session.step(parts)
    expect(session.rowsRun).toEqual({ early: 68, late: 5 })
  })

  it('keeps what both parts read, and gives no two tensors that are needed the same bytes', () => {
    for (let seed = 0; seed < 60; seed++) {
      const { graph } = randomCausalModel(seed)
      const { early, order, crossing } = causalPlan(graph)!
      const position = new Map(order.map((id, i) => [id, i]))
      graph.ops.forEach((op, id) => {
        for (const input of op.inputs) {
          expect(position.get(input)!).toBeLessThan(position.get(id)!)
          if (early[id]) expect(early[input]).toBe(true)
        }
        if (op.kind === 'attention') expect(op.inputs.slice(1).every(input => early[input])).toBe(true)
      })
      const owner: number[] = []
      for (const [id, op] of graph.ops.entries())
        owner.push(op.kind === 'output' || op.kind === 'reshape' ? owner[op.inputs[0]!]! : id)
      const rowsFor = (id: number): number => (early[id] ? 9 : 4)
      const plan = planArena(graph, 9, (id, rows) => scratchBytes(graph, id, rows), {
        ...{ order, lasting: crossing, rowsOf: rowsFor },
      })
      const last = new Map<number, number>()
      for (const id of order)
        for (const input of [...graph.ops[id]!.inputs, id]) last.set(owner[input]!, position.get(id)!)
      for (const id of crossing) last.set(id, order.length)
      for (const a of last.keys()) {
        for (const b of last.keys()) {
          if (a === b || position.get(a)! > position.get(b)! || last.get(a)! < position.get(b)!) continue
          const end = (id: number): number => plan.offsets[id]! + 2 * elements(graph.ops[id]!.shape) * rowsFor(id)
          expect(end(a) <= plan.offsets[b]! || end(b) <= plan.offsets[a]!, `seed ${seed}, ${a} and ${b}`).toBe(true)
        }
      }
    }
  })

  it('takes many sequences in more chunks than one, whose wanted rows come in more than one', async () => {
    const model = languageModel({ context: 64 })
    const session = await load(model, wasmEngine({ workingMemory: 20_000 }))
    expect(session.chunkRows).toBeLessThan(32)
    const lengths = [1, 30, 2, 64, 17, 5, 40, 1, 1, 50]
    const inputs = lengths.map((rows, i) => tokens(model, rows, i))
    const wanted = [1, 30, 0, 20, 17, 5, 39, 0, 1, 3]
    const got = await session.step(inputs.map((x, i) => ({ sequence: session.open(), inputs: x, wanted: wanted[i]! })))
    for (const [i, x] of inputs.entries()) {
      const want = rowsOf(outputsOf(model, interpret(model, x)), lengths[i]! - wanted[i]!, lengths[i]!)
      expect(difference(got[i]!, want), `sequence ${i}`).toBeNull()
    }
  })
})

describe('pages', () => {
  const model = languageModel({ layers: 2, context: 400 })
  const inputs = tokens(model, 400)
  const want = outputsOf(model, interpret(model, inputs))
  const grow = async (session: CausalSession, sequence: Sequence, to: number): Promise<void> => {
    const from = sequence.length
    const [got] = await session.step([{ sequence, inputs: rowsOf(inputs, from, to), wanted: to - from }])
    expect(difference(got!, rowsOf(want, from, to)), `rows ${from} to ${to}`).toBeNull()
  }

  it('are taken as rows come, and given back', async () => {
    const session = await load(model)
    const { pagePositions } = session.cache()
    const used = (): number => session.cache().usedPages
    const sequence = session.open()
    expect(used()).toBe(0)
    await grow(session, sequence, 1)
    expect(used()).toBe(1)
    await grow(session, sequence, pagePositions)
    expect(used()).toBe(1)
    await grow(session, sequence, pagePositions + 1)
    expect(used()).toBe(2)
    sequence.truncate(pagePositions)
    expect(used()).toBe(1)
    await grow(session, sequence, 4 * pagePositions)
    expect(used()).toBe(4)
    sequence.truncate(0)
    expect(used()).toBe(0)
    await grow(session, sequence, 3)
    sequence.close()
    expect(used()).toBe(0)
    expect(sequence.close()).toBeUndefined()
  })

  it('are shared by forks, and the last is copied by whoever writes to it first', async () => {
    const session = await load(model)
    const { pagePositions } = session.cache()
    const used = (): number => session.cache().usedPages
    const sequence = session.open()
    await grow(session, sequence, 3 * pagePositions + 5)
    const forks = [3 * pagePositions + 5, 3 * pagePositions + 2, 2 * pagePositions, 7].map(n => sequence.fork(n))
    expect(used()).toBe(4)
    // A whole page needs no copy.
    await grow(session, forks[2]!, 2 * pagePositions + 1)
    expect(used()).toBe(5)
    await grow(session, sequence, 3 * pagePositions + 6)
    expect(used()).toBe(6)
    await grow(session, forks[1]!, 3 * pagePositions + 9)
    expect(used()).toBe(7)
    // Nobody else has that page any more.
    await grow(session, forks[0]!, 3 * pagePositions + 7)
    expect(used()).toBe(7)
    await grow(session, forks[3]!, 20)
    expect(used()).toBe(8)
    await grow(session, sequence, 4 * pagePositions)
    sequence.close()
    for (const fork of forks) await grow(session, fork, fork.length + 3)
    for (const fork of forks) fork.close()
    expect(used()).toBe(0)
  })

  it('of two forks that grow in one step are two', async () => {
    const session = await load(model)
    const sequence = session.open()
    await grow(session, sequence, 10)
    const forks = [sequence.fork(10), sequence.fork(10)]
    sequence.close()
    const other = rowsOf(tokens(model, 20, 5), 0, 20)
    const rows = [rowsOf(inputs, 10, 30), other]
    const got = await session.step(forks.map((fork, i) => ({ sequence: fork, inputs: rows[i]!, wanted: 20 })))
    expect(difference(got[0]!, rowsOf(want, 10, 30))).toBeNull()
    expect(difference(got[1]!, rowsOf(want, 10, 30))).not.toBeNull()
    await grow(session, forks[0]!, 50)
  })

  it('stay within the limit, which refuses a step and changes nothing', async () => {
    const free = await load(model)
    const { pageBytes, pagePositions } = free.cache()
    const least = (await load(model, wasmEngine({ memoryLimit: free.memoryBytes }))).cache().availablePages
    const limit = free.memoryBytes + Math.max(0, 4 - least) * pageBytes
    const session = await load(model, wasmEngine({ memoryLimit: limit }))
    const { availablePages } = session.cache()
    expect(availablePages).toBeGreaterThanOrEqual(4)
    expect(availablePages).toBeLessThan(6)
    const [a, b] = [session.open(), session.open()]
    await grow(session, a, 2 * pagePositions)
    const part = (sequence: Sequence, to: number) => ({
      ...{ sequence, inputs: rowsOf(inputs, sequence.length, to), wanted: 1 },
    })
    for (let i = 0; i < 3; i++) {
      const refused = session.step([part(a, 2 * pagePositions + 1), part(b, 5 * pagePositions)])
      await expect(refused).rejects.toMatchObject({ code: 'memory_exceeded', facts: { limit } })
      expect([a.length, b.length, session.cache().usedPages]).toEqual([2 * pagePositions, 0, 2])
      expect(session.memoryBytes).toBeLessThanOrEqual(limit)
      await expect(session.run(inputs)).rejects.toMatchObject({ code: 'memory_exceeded' })
      expect(session.cache().usedPages).toBe(2)
    }
    await grow(session, a, availablePages * pagePositions)
    expect(session.cache().availablePages).toBe(0)
    // A copy of a shared page needs room as well.
    const fork = a.fork(5)
    await expect(session.step([part(fork, 6)])).rejects.toMatchObject({ code: 'memory_exceeded' })
    expect(fork.length).toBe(5)
    a.truncate(pagePositions)
    await grow(session, fork, 20)
    expect(session.memoryBytes).toBeLessThanOrEqual(limit)
  })

  it('are refused where the machine does not give more memory', async () => {
    const prepared = await prepare(model, { limit: 2 ** 31, working: 2 ** 24 })
    const { memory } = prepared.kernels
    const runner = { begin: () => {}, run: prepared.kernels.run.attention, end: () => {} } as never
    const stuck = Object.create(memory, {
      buffer: { get: () => memory.buffer },
      grow: {
        value: () => {
          throw new RangeError('no more')
        },
      },
    })
    const kernels = { ...prepared.kernels, memory: stuck }
    const session = causalSession(model.graph, { ...prepared, kernels }, prepared.causal!, 2 ** 31, runner)
    await expect(session.run(inputs)).rejects.toMatchObject({ code: 'memory_exceeded' })
    expect(session.cache().usedPages).toBe(0)
  })

  it('grow memory that threads share while they work', async () => {
    const session = await load(model, shared)
    const before = session.memoryBytes
    const sequences = Array.from({ length: 12 }, () => session.open())
    for (const sequence of sequences) await grow(session, sequence, 400)
    expect(session.memoryBytes).toBeGreaterThan(before)
    session.close()
  })

  it('leave no trace of what was in them', async () => {
    const session = await load(model)
    const r = new Random(1)
    for (let round = 0; round < 6; round++) {
      const other = session.open()
      await session.step([{ sequence: other, inputs: tokens(model, 100, round + 2), wanted: 0 }])
      other.close()
      const sequence = session.open()
      await grow(session, sequence, r.int(1, 40))
      await grow(session, sequence, r.int(60, 90))
      sequence.close()
    }
  })

  it('are not there where a graph has no attention', async () => {
    const { model: turning, sequences } = [...directedCausalCases()].find(({ name }) => name.startsWith('rotary'))!
    const session = await load(turning)
    await session.run(sequences[0]!)
    expect(session.cache()).toMatchObject({ pageBytes: 0, usedPages: 0, availablePages: 0 })
  })
})

describe('a session', () => {
  it('does not step or open after it was closed', async () => {
    const model = languageModel()
    const session = await load(model)
    const sequence = session.open()
    session.close()
    const part = { sequence, inputs: tokens(model, 1), wanted: 1 }
    await expect(session.step([part])).rejects.toThrow(TypeError)
    await expect(session.run(part.inputs)).rejects.toThrow(TypeError)
    await expect(session.trace(part.inputs)).rejects.toThrow(TypeError)
    expect(() => session.open()).toThrow(TypeError)
  })

  it('whose kernels fail changes no sequence', async () => {
    const model = languageModel({ context: 200 })
    const prepared = await prepare(model, { limit: 2 ** 31, working: 2 ** 24 })
    let left = Number.POSITIVE_INFINITY
    const session = causalSession(model.graph, prepared, prepared.causal!, 2 ** 31, {
      begin: () => {},
      run(kernel, parameters, rows) {
        if (--left < 0) throw new Error('a kernel failed')
        prepared.kernels.run[kernel](parameters, rows)
      },
      end: () => {},
    })
    const inputs = tokens(model, 200)
    const want = outputsOf(model, interpret(model, inputs))
    const sequence = session.open()
    await session.step([{ sequence, inputs: rowsOf(inputs, 0, 70), wanted: 0 }])
    const fork = sequence.fork(66)
    const used = session.cache().usedPages
    for (left = 0; left < 20; left = left < 0 ? 20 : left + 5) {
      const failing = session.step([
        { sequence, inputs: rowsOf(inputs, 70, 200), wanted: 1 },
        { sequence: fork, inputs: rowsOf(inputs, 66, 180), wanted: 1 },
      ])
      await expect(failing).rejects.toThrow('a kernel failed')
      expect([sequence.length, fork.length]).toEqual([70, 66])
      // One of them has a copy of the page that both write to.
      expect(session.cache().usedPages).toBe(used + 1)
    }
    left = Number.POSITIVE_INFINITY
    const [a] = await session.step([{ sequence, inputs: rowsOf(inputs, 70, 200), wanted: 130 }])
    expect(difference(a!, rowsOf(want, 70, 200))).toBeNull()
    const [b] = await session.step([{ sequence: fork, inputs: rowsOf(inputs, 66, 200), wanted: 134 }])
    expect(difference(b!, rowsOf(want, 66, 200))).toBeNull()
  })

  it('is refused where what an attention needs is beyond the limit', async () => {
    const model = attentionModel({ context: 32_768, table: exponentials(256, 128, 30), scoreShift: 14 })
    const { memoryBytes } = await load(model)
    await expect(wasmEngine({ memoryLimit: memoryBytes - 2 ** 20 }).load(model)).rejects.toMatchObject({
      code: 'memory_exceeded',
    })
  })
})
