// The wasm engine on several threads: the same bytes with 1 to 8, work that really goes to others, and an end that leaves
// nothing running.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { interpret, outputsOf, type StartPool, type WasmSession, wasmEngine } from '../../src/core/engine/index.ts'
import { encodeModel, type IntTensor } from '../../src/core/graph/index.ts'
import { sessionOpener } from '../../src/platform/node/engine/session.ts'
import { startPool } from '../../src/platform/node/pool.ts'
import { engineProgram } from '../support/engineProgram.ts'
import { randomInputs } from '../support/randomGraph.ts'
import { conformance, difference } from './conformance.ts'
import { narrowModel } from './narrow.ts'

const sessions: WasmSession[] = []
afterAll(() => {
  for (const session of sessions) session.close()
})

/** An engine whose threads stay for the whole file, and take every job. */
async function engineOf(threads: number, pool: StartPool = startPool) {
  const engine = wasmEngine({ threads, pool, sharedWork: 0 })
  const session = await engine.load(narrowModel())
  sessions.push(session)
  return engine
}

const wide = narrowModel({ positions: 64, k: 512, n: 200 })
const inputs = randomInputs(wide, 4, 1)
const expected = outputsOf(wide, interpret(wide, inputs))

describe('threads', () => {
  for (let threads = 1; threads <= 8; threads++) {
    it(`${threads}: the same bytes, and each has its share`, { timeout: 30_000 }, async () => {
      const engine = await engineOf(threads)
      const session = await engine.load(wide)
      const until = Date.now() + 20_000
      do {
        expect(difference(await session.run(inputs), expected)).toBeNull()
        // Threads hear of a session between runs.
        await new Promise(resolve => setTimeout(resolve, 5))
      } while (threads > 1 && session.helpedUnits() < 20 && Date.now() < until)
      if (threads > 1) expect(session.helpedUnits()).toBeGreaterThanOrEqual(20)
      else expect(session.helpedUnits()).toBe(0)
      session.close()
    })
  }

  it('are not called for little work', async () => {
    const engine = wasmEngine({ threads: 3, pool: startPool })
    const model = narrowModel()
    const session = await engine.load(model)
    await session.run(randomInputs(model, 1, 1))
    expect(session.helpedUnits()).toBe(0)
    session.close()
  })

  it('start with the first session and end with the last', async () => {
    let running = 0
    const counting: StartPool = (program, size) => {
      const pool = startPool(program, size)
      running += size
      return {
        post: pool.post,
        close: () => {
          running -= size
          pool.close()
        },
      }
    }
    const engine = wasmEngine({ threads: 4, pool: counting })
    expect(running).toBe(0)
    const one = await engine.load(narrowModel())
    const other = await engine.load(wide)
    expect(running).toBe(3)
    one.close()
    one.close()
    expect(running).toBe(3)
    expect(difference(await other.run(inputs), expected)).toBeNull()
    other.close()
    expect(running).toBe(0)
    const again = await engine.load(wide)
    expect(running).toBe(3)
    again.close()
    expect(running).toBe(0)
  })

  it('that fail fail the run', { timeout: 30_000 }, async () => {
    const broken: StartPool = (program, size) => startPool(program.replaceAll('.unit(', '.nothing('), size)
    const session = await wasmEngine({ threads: 2, pool: broken }).load(wide)
    const runs = async (): Promise<void> => {
      for (const until = Date.now() + 20_000; Date.now() < until; ) {
        await session.run(inputs)
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    }
    await expect(runs()).rejects.toThrow('a thread of the engine failed')
    session.close()
  })

  it('take memory that counts against the limit', async () => {
    const { memoryBytes } = await wasmEngine().load(wide)
    const engine = wasmEngine({ threads: 8, pool: startPool, memoryLimit: memoryBytes + 1_000_000 })
    await expect(engine.load(wide)).rejects.toMatchObject({ code: 'memory_exceeded' })
  })

  it('keep no program from ending, closed or not', { timeout: 30_000 }, async () => {
    const contents = `
      import { wasmEngine } from './src/core/engine/index.ts'
      import { encodeModel, type IntTensor } from '../../src/core/graph/index.ts'
import { sessionOpener } from '../../src/platform/node/engine/session.ts'
import { startPool } from './src/platform/node/pool.ts'
      import { narrowModel } from './test/engine/narrow.ts'
      import { engineProgram } from '../support/engineProgram.ts'
import { randomInputs } from './test/support/randomGraph.ts'
      const model = narrowModel({ positions: 64, k: 512, n: 200 })
      const session = await wasmEngine({ threads: 4, pool: startPool }).load(model)
      for (let i = 0; i < 3; i++) await session.run(randomInputs(model, 9, i))
      if (process.argv[2] === 'close') session.close()
      console.log('done')`
    const resolveDir = fileURLToPath(new URL('../../', import.meta.url))
    const bundle = await build({
      stdin: { contents, resolveDir, loader: 'ts' },
      ...{ bundle: true, write: false, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' },
    })
    for (const end of ['close', 'leave']) {
      const args = ['--input-type=module', '-', end]
      const { stdout, status } = spawnSync(process.execPath, args, {
        input: bundle.outputFiles[0]!.text,
        encoding: 'utf8',
        timeout: 10_000,
      })
      expect({ stdout: stdout.trim(), status }).toEqual({ stdout: 'done', status: 0 })
    }
  })

  it('work in an engine session of a node, and end when it is ended in the middle of a run', {
    timeout: 30_000,
  }, async () => {
    const program = await engineProgram('product')
    const open = sessionOpener({ engine: 'wasm', threads: 3, memoryBytes: 2 ** 30, graceMs: 10, program })
    const never = new AbortController().signal
    const session = await open(encodeModel(wide), never)
    for (let i = 0; i < 3; i++) {
      expect(difference((await session.run(inputs, never)) as IntTensor[], expected)).toBeNull()
    }
    const stop = new AbortController()
    const long = session.run(randomInputs(wide, 20_000, 1), stop.signal)
    setTimeout(() => stop.abort(), 100)
    await expect(long).rejects.toThrow()
    await session.close()
    await session.ended
  })

  it('are 1 to 64', () => {
    for (const threads of [0, -1, 1.5, 65]) expect(() => wasmEngine({ threads, pool: startPool })).toThrow(RangeError)
  })
})

for (const threads of [2, 5, 8]) conformance(await engineOf(threads), { models: 30, firstSeed: 40_000 + threads })
