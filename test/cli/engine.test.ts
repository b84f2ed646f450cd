// assay engine: what is here, what is not and why, and an engine that is installed, found, tested and used. The program is
// copied away from the sources, so that it finds no package beside it.

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/apps/cli/support/settings.ts'
import { ENGINE_NAMES } from '../../src/platform/node/engines.ts'
import {
  builtCli,
  type CallOptions,
  digits,
  type Ended,
  type Json,
  oneObject,
  runNode,
  temporary,
} from '../e2e/support/cli.ts'

const VERSION = '1.30.0'
const elsewhere = temporary('program')
const home = temporary()
let program: string

const engine = (args: readonly string[], options: CallOptions = {}): Promise<Ended> =>
  runNode(program, args, { home, cwd: elsewhere, ...options })
const listed = async (options: CallOptions = {}): Promise<Record<string, Json>> => {
  const result = await engine(['engine', 'list', '--json'], options)
  expect(result.code).toBe(0)
  const { engines } = oneObject(result)
  return Object.fromEntries(engines.map((one: Json) => [one.name, one]))
}

/** The surroundings of npm that the caller has: settings and what was fetched before. */
const npm = (): Record<string, string> =>
  ({
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => /^(npm_config_(?!prefix|global)|(https?|no)_proxy$)/i.test(name)),
    ),
    npm_config_userconfig: process.env['npm_config_userconfig'] ?? join(homedir(), '.npmrc'),
    npm_config_cache: process.env['npm_config_cache'] ?? join(homedir(), '.npm'),
    npm_config_prefer_offline: 'true',
  }) as Record<string, string>

beforeAll(async () => {
  const built = await builtCli()
  cpSync(dirname(built), join(elsewhere, 'bin'), { recursive: true })
  program = join(elsewhere, 'bin/assay.mjs')
}, 120_000)

describe('engine', () => {
  it('every engine can be asked for by the setting', () => {
    for (const name of ENGINE_NAMES) expect(SETTINGS.engine.pattern.test(name)).toBe(true)
  })

  it('list: what is part of the program, and what is not here and how to get it', async () => {
    const engines = await listed()
    expect(Object.keys(engines)).toEqual(['wasm', 'native', 'reference'])
    expect(engines['wasm']).toMatchObject({ version: '1', installed: true, place: null, selfTest: 'exact' })
    expect(engines['reference']).toMatchObject({ installed: true, selfTest: null })
    expect(engines['native']).toMatchObject({ version: null, installed: false, place: null, selfTest: null })
    expect(engines['native'].detail).toContain('assay engine add native')
    const { stdout } = await engine(['engine', 'list'])
    expect(stdout).toMatch(/^wasm +1 +exact/m)
    expect(stdout).toMatch(/^native +not here +- .*assay engine add native/m)
  })

  it('refuses what it does not know, and engines that need no adding', async () => {
    for (const words of [
      ['add'],
      ['add', 'abacus'],
      ['add', 'wasm'],
      ['add', '__proto__'],
      ['list', 'wasm'],
      ['drop', 'native'],
    ]) {
      const result = await engine(['engine', ...words, '--json'])
      expect([words, result.code, oneObject(result)]).toMatchObject([words, 2, { ok: false, code: 'usage' }])
    }
    expect(existsSync(join(home, 'engines'))).toBe(false)
  })

  it('a command that is told to use what is not here says how to get it', async () => {
    const model = join(home, 'digits.assay')
    const compiled = await engine([
      'compile',
      digits('digits.onnx'),
      '-c',
      digits('.'),
      '-o',
      model,
      '--no-evaluation',
      '--json',
    ])
    expect(compiled.code).toBe(0)
    for (const how of [['--engine', 'native'], []]) {
      const env: Record<string, string> = how.length === 0 ? { ASSAY_ENGINE: 'native' } : {}
      const result = await engine(['exec', model, '-i', digits('images/7-0.png'), '--json', ...how], { env })
      expect([result.code, oneObject(result)]).toMatchObject([
        3,
        { code: 'runtime_missing', hint: 'assay engine add native' },
      ])
    }
  })

  it('add: says what npm said where npm fails, or that there is none; nothing is taken for installed', {
    timeout: 120_000,
  }, async () => {
    const alone = temporary()
    // A closed port of this machine, and nothing fetched before.
    const unreachable = {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
      npm_config_cache: join(alone, 'cache'),
    }
    const failed = await engine(['engine', 'add', 'native', '--json'], { home: alone, env: unreachable })
    expect([failed.code, oneObject(failed)]).toMatchObject([3, { ok: false, code: 'install_failed' }])
    expect(oneObject(failed).message).toContain(`onnxruntime-node@${VERSION}`)
    expect(failed.stderr).toMatch(/ECONNREFUSED/)

    const none = temporary()
    mkdirSync(join(none, 'path'))
    const missing = await engine(['engine', 'add', 'native', '--json'], {
      home: none,
      env: { PATH: join(none, 'path') },
    })
    expect([missing.code, oneObject(missing)]).toMatchObject([
      3,
      { code: 'install_failed', message: 'npm is not on the PATH' },
    ])
    for (const at of [alone, none])
      expect((await listed({ home: at }))['native']).toMatchObject({ installed: false, selfTest: null })
  })

  it('add: of another version, what lies there is not used, and is not loaded', async () => {
    const other = temporary()
    const directory = join(other, 'engines/node_modules/onnxruntime-node')
    mkdirSync(directory, { recursive: true })
    writeFileSync(
      join(directory, 'package.json'),
      '{ "name": "onnxruntime-node", "version": "0.0.1", "main": "index.js" }',
    )
    writeFileSync(join(directory, 'index.js'), 'process.exit(77)')
    expect((await listed({ home: other }))['native']).toMatchObject({
      installed: false,
      detail: expect.stringContaining(`is 0.0.1, ${VERSION} is needed`),
    })
  })

  it('add native: installed by npm, found, tested, used, and not installed again', {
    timeout: 300_000,
  }, async context => {
    const added = await engine(['engine', 'add', 'native', '--json'], { env: npm(), timeoutMs: 280_000 })
    const answer = oneObject(added)
    if (
      answer.code === 'install_failed' &&
      /E(AI_AGAIN|NOTFOUND|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH)/.test(added.stderr)
    )
      return context.skip('npm does not reach its registry here')
    const place = join(home, 'engines/node_modules/onnxruntime-node')
    expect([added.code, answer]).toMatchObject([
      0,
      { ok: true, added: true, engine: { name: 'native', selfTest: 'exact', place } },
    ])
    // The version is exact, and no script of the package has fetched anything more.
    expect(JSON.parse(readFileSync(join(home, 'engines/package.json'), 'utf8')).dependencies).toEqual({
      'onnxruntime-node': VERSION,
    })
    expect((await listed())['native']).toMatchObject({
      version: `1+onnxruntime-${VERSION}`,
      installed: true,
      place,
      selfTest: 'exact',
    })

    const model = join(home, 'digits.assay')
    const outputs: Json[] = []
    for (const name of ['native', 'wasm']) {
      const result = await engine(['exec', model, '-i', digits('images/7-0.png'), '--engine', name, '--json'])
      expect(result.code).toBe(0)
      expect(oneObject(result).engine).toMatch(new RegExp(`^${name}/`))
      outputs.push(oneObject(result).outputs)
    }
    expect(outputs[0]).toEqual(outputs[1])

    // With no npm at all: it has nothing to do.
    const again = await engine(['engine', 'add', 'native', '--json'], { env: { PATH: elsewhere } })
    expect([again.code, oneObject(again)]).toMatchObject([0, { ok: true, added: false, engine: { selfTest: 'exact' } }])
  })
})
