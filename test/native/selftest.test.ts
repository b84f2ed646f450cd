// What the native engine does before anything rests on onnxruntime: products that are wrong are noticed, the other form of
// weights is tried, and where none is exact there is no engine.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import type { Runtime } from '../../src/platform/node/native/binding.ts'
import { exactnessOf } from '../../src/platform/node/native/exactness.ts'
import { roundsExactly } from '../../src/platform/node/native/rounding.ts'
import { nativeRuntime } from '../../src/platform/node/native/runtime.ts'
import { exactVariant, isExact } from '../../src/platform/node/native/selftest.ts'

/** The runtime, with sums of the first `wrong` programs that it loads cut as 16 bits would. */
function saturating(wrong: number): Runtime & { loads: number } {
  const runtime = nativeRuntime()
  const self = {
    ...runtime,
    loads: 0,
    load(model: Uint8Array, threads?: number) {
      const program = runtime.load(model, threads)
      if (self.loads++ >= wrong) return program
      return {
        ...program,
        run(feeds: Parameters<typeof program.run>[0], fetches: Parameters<typeof program.run>[1]) {
          program.run(feeds, fetches)
          for (const { data } of Object.values(fetches)) {
            // One value in many, by one.
            const values = data as Int32Array
            if (values.length > 37) values[37] = values[37]! + (values[37]! > 100 ? -1 : 1)
          }
        },
      }
    },
  }
  return self
}

describe('self-test', () => {
  it('passes on this machine, in one form of weights at least', () => {
    expect(exactVariant(nativeRuntime())).not.toBeNull()
    // Unsigned weights never saturate.
    expect(isExact(nativeRuntime(), 'u8')).toBe(true)
  })

  it('takes the other form where one is wrong, and none where both are', () => {
    const once = saturating(1)
    expect(exactVariant(once)).toBe('u8')
    expect(once.loads).toBe(2)
    // It is tried once.
    expect(exactVariant(once)).toBe('u8')
    expect(once.loads).toBe(2)
    expect(exactVariant(saturating(2))).toBeNull()
  })

  it('of rounding passes here, and fails where one result in hundreds is off; without it there are no segments', () => {
    expect(roundsExactly(nativeRuntime())).toBe(true)
    expect(roundsExactly(saturating(1))).toBe(false)
    expect(exactnessOf(nativeRuntime()).segments()).toBe(exactVariant(nativeRuntime()) === 's8')
    expect(exactnessOf(saturating(1)).segments()).toBe(false)
  })
})

it('a program with threads of the engine ends by itself, whether it closes its sessions or not', {
  timeout: 60_000,
}, async () => {
  const source = `
    import { nativeEngine } from './src/platform/node/native/index.ts'
    import { linearModel } from './test/engine/cases.ts'
    import { randomInputs } from './test/support/randomGraph.ts'
    const model = linearModel(77, 100, 8, 1, [9])
    const session = await nativeEngine({ choice: 'products', threads: 2, sharedWork: 0 }).load(model)
    for (let i = 0; i < 50 || (session.helped.rows === 0 && i < 10_000); i++)
      await session.run(randomInputs(model, 64, 1))
    if (session.helped.rows === 0) throw new Error('nothing was shared')
    if (process.argv[2] === 'close') session.close()
    console.log('done')`
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const bundled = await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  for (const how of ['close', 'leave']) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-', how], {
      input: bundled.outputFiles[0]!.text,
      cwd: root,
      encoding: 'utf8',
      timeout: 30_000,
    })
    expect([how, status, stdout.trim(), stderr]).toEqual([how, 0, 'done', ''])
  }
})
