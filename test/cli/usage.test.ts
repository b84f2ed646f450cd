// How every command behaves whatever it does: help, wrong use, one JSON object on stdout, exit codes; and the commands that
// need neither model nor network: keys and config.

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/apps/cli/support/settings.ts'
import { assay, assayJson, oneObject, root, temporary } from '../e2e/support/cli.ts'

/** What users and scripts rely on: commands, how many arguments they take, their options. */
const COMMANDS: Readonly<Record<string, { readonly words: readonly [number, number]; readonly options: string }>> = {
  audit: { words: [1, 1], options: 'caught engine fraction gateway key sample' },
  chat: {
    words: [1, 1],
    options:
      'engine gateway key max-price policy replay unsigned max-tokens message save stop stream-json system temperature top-k top-p trace-root',
  },
  compile: {
    words: [1, 1],
    options:
      'activation-bits bind calibration context engine holdout labels license name no-evaluation out pixels prefer report rounding shape target-loss tokenizer weight-bits',
  },
  config: { words: [1, 1], options: '' },
  dispute: { words: [1, 1], options: 'delegate dry-run engine gateway key wait' },
  disputes: { words: [0, 0], options: '' },
  misconduct: { words: [1, 2], options: 'key' },
  engine: { words: [1, 2], options: '' },
  exec: { words: [1, 1], options: 'engine first input output' },
  inspect: { words: [1, 1], options: '' },
  keys: { words: [1, 2], options: 'file' },
  log: { words: [2, 2], options: 'gateway' },
  models: { words: [0, 0], options: '' },
  node: {
    words: [2, 2],
    options:
      'announce devnet-operator endpoint engine fault gateway-port managed operator peer peer-port price public relay roles upstream',
  },
  nodes: { words: [0, 0], options: '' },
  prove: { words: [1, 1], options: 'gateway key out' },
  proxy: { words: [0, 0], options: 'engine gateway key max-price policy replay unsigned port trace-root' },
  publish: { words: [0, 1], options: 'copies float key license name operator royalty upstream' },
  receipts: { words: [0, 0], options: '' },
  run: { words: [1, 1], options: 'disclosure first gateway input key max-price out output policy timeout trace-root' },
  up: { words: [0, 0], options: 'chain-port cheat demo gateway-port once peer-port' },
  watch: { words: [0, 1], options: 'caught gateway requests wrong' },
  verify: { words: [1, 1], options: 'all choice cosigners engine gateway model policy proof stage trace-root wait' },
}
const names = Object.keys(COMMANDS).sort()

/** Two at a time: there are two cores. */
async function eachCommand(work: (name: string) => Promise<void>): Promise<void> {
  const queue = [...names]
  const worker = async (): Promise<void> => {
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) await work(name)
  }
  await Promise.all([worker(), worker()])
}

describe('every command', () => {
  it('is listed by --help, and by nothing at all', async () => {
    const listed = (text: string): string[] => [...text.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(match => match[1]!).sort()
    const help = await assay(['--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(listed(help.stdout)).toEqual(names)
    for (const code of [0, 1, 2, 3, 130]) expect(help.stdout).toMatch(new RegExp(`Exit codes:.*\\b${code}\\b`))
    const nothing = await assay([])
    expect(nothing.code).toBe(2)
    expect(listed(nothing.stdout)).toEqual(names)
    const version = await assay(['--version'])
    expect(version).toMatchObject({ code: 0, stderr: '' })
    expect(version.stdout.trim()).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
  })

  it('has --help with all its options, exit 0', { timeout: 60_000 }, async () => {
    await eachCommand(async name => {
      const { code, stdout, stderr } = await assay([name, '--help'])
      expect([name, code, stderr]).toEqual([name, 0, ''])
      expect(stdout).toMatch(new RegExp(`^assay ${name}\\b`))
      const shown = [...stdout.matchAll(/^ +(?:-\w, +)?--([\w-]+) .*\S$/gm)].map(match => match[1]!)
      const expected = [...COMMANDS[name]!.options.split(' ').filter(Boolean), 'help', 'home', 'json', 'network']
      expect([name, ...shown.sort()]).toEqual([name, ...expected.sort()])
      expect((await assay(['help', name])).stdout).toBe(stdout)
    })
  })

  it('refuses an unknown flag: exit 2, one object under --json, nothing on stdout without', {
    timeout: 60_000,
  }, async () => {
    await eachCommand(async name => {
      const json = await assay([name, '--no-such-flag', '--json'])
      expect([name, json.code, oneObject(json)]).toMatchObject([name, 2, { ok: false, code: 'usage' }])
      expect(oneObject(json).message).toContain('--no-such-flag')
      const plain = await assay([name, '--no-such-flag'])
      expect([name, plain.code, plain.stdout]).toEqual([name, 2, ''])
      expect(plain.stderr).toMatch(/^usage: .*--no-such-flag/)
    })
  })

  it('refuses a wrong number of arguments', { timeout: 60_000 }, async () => {
    await eachCommand(async name => {
      const [least, most] = COMMANDS[name]!.words
      const tooMany = await assay([name, ...Array.from({ length: most + 1 }, () => 'x'), '--json'])
      expect([name, tooMany.code, oneObject(tooMany)]).toMatchObject([name, 2, { ok: false, code: 'usage' }])
      if (least === 0) return
      const tooFew = await assay([name, '--json'])
      expect([name, tooFew.code, oneObject(tooFew)]).toMatchObject([name, 2, { ok: false, code: 'usage' }])
    })
  })

  it('an unknown command is refused, however it is called', async () => {
    for (const name of ['frobnicate', 'constructor', '__proto__', '']) {
      const json = await assay([name, '--json'])
      expect([name, json.code, oneObject(json)]).toMatchObject([name, 2, { ok: false, code: 'usage' }])
      const plain = await assay([name])
      expect([name, plain.code, plain.stdout]).toEqual([name, 2, ''])
      expect(plain.stderr).toMatch(/^usage: no command/)
    }
  })
})

describe('keys', () => {
  const HEX = /0x[0-9a-f]{40}/

  it('new: a file for its owner alone, the address shown, the key never', async () => {
    const home = temporary()
    const made = await assay(['keys', 'new', 'mine', '--json'], { home })
    const { address } = oneObject(made)
    expect(oneObject(made)).toEqual({ ok: true, name: 'mine', address: expect.stringMatching(HEX) })
    const path = join(home, 'keys/mine.json')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'keys')).mode & 0o777).toBe(0o700)
    const { privateKey } = JSON.parse(readFileSync(path, 'utf8'))
    expect(privateKey).toMatch(/^0x[0-9a-f]{64}$/)
    const before = readFileSync(path)

    const again = await assay(['keys', 'new', 'mine', '--json'], { home })
    expect([again.code, oneObject(again)]).toMatchObject([2, { ok: false, code: 'usage' }])
    const other = join(home, 'other.hex')
    writeFileSync(other, '11'.repeat(32))
    const over = await assay(['keys', 'import', 'mine', '--file', other, '--json'], { home })
    expect([over.code, oneObject(over)]).toMatchObject([2, { ok: false, code: 'usage' }])
    expect(readFileSync(path)).toEqual(before)

    const list = await assay(['keys', 'list', '--json'], { home })
    expect(oneObject(list)).toEqual({ ok: true, keys: [{ name: 'mine', address }] })
    const plain = await assay(['keys', 'list'], { home })
    expect(plain.stdout).toContain(address)
    for (const { stdout, stderr } of [made, again, over, list, plain])
      expect(`${stdout}${stderr}`.toLowerCase()).not.toContain(privateKey.slice(2))
  })

  it('import: from a file or standard input, with or without 0x; the address is the key’s', async () => {
    const home = temporary()
    const secret = 'ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
    // The first account of the public test mnemonic.
    const address = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
    const path = join(home, 'in.hex')
    writeFileSync(path, `0x${secret.toUpperCase()}\n`)
    const file = await assay(['keys', 'import', 'a', '--file', path, '--json'], { home })
    expect(oneObject(file)).toEqual({ ok: true, name: 'a', address })
    const input = await assay(['keys', 'import', 'b', '--file', '-', '--json'], { home, input: `${secret}\n` })
    expect(oneObject(input)).toEqual({ ok: true, name: 'b', address })
    for (const name of ['a', 'b']) expect(statSync(join(home, `keys/${name}.json`)).mode & 0o777).toBe(0o600)
    for (const { stdout, stderr } of [file, input]) expect(`${stdout}${stderr}`.toLowerCase()).not.toContain(secret)
  })

  it('refuses what is no key or no name, and writes nothing', { timeout: 60_000 }, async () => {
    const home = temporary()
    const path = join(home, 'in.hex')
    const order = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'
    for (const text of ['', 'zz'.repeat(32), '11'.repeat(31), '11'.repeat(33), '00'.repeat(32), order]) {
      writeFileSync(path, text)
      const result = await assay(['keys', 'import', 'bad', '--file', path, '--json'], { home })
      expect([text, result.code, oneObject(result)]).toMatchObject([text, 2, { ok: false, code: 'usage' }])
      if (text !== '') expect(`${result.stdout}${result.stderr}`).not.toContain(text)
    }
    for (const words of [['new', '../up'], ['new', ''], ['new'], ['import', 'x'], ['burn', 'x'], ['new', 'a/b']]) {
      const result = await assay(['keys', ...words, '--json'], { home })
      expect([words, result.code, oneObject(result)]).toMatchObject([words, 2, { ok: false, code: 'usage' }])
    }
    expect(existsSync(join(home, 'keys'))).toBe(false)
    expect(await assayJson(['keys', 'import', 'x', '--file', join(home, 'none')], { home }, 3)).toMatchObject({
      ok: false,
      code: 'file_not_found',
    })
  })
})

describe('config', () => {
  const show = (home: string, args: string[] = [], env: Record<string, string> = {}) =>
    assayJson(['config', 'show', ...args], { home, env })

  it('shows each value with its origin: flag, variable, config.json, default, in this order', async () => {
    const home = temporary()
    const plain = await show(home)
    expect(plain).toMatchObject({ ok: true, home })
    expect(Object.keys(plain.values)).toEqual(Object.keys(SETTINGS))
    for (const [name, { fallback }] of Object.entries(SETTINGS))
      expect([name, plain.values[name]]).toEqual([name, { value: fallback, origin: 'default' }])

    writeFileSync(join(home, 'config.json'), JSON.stringify({ network: 'filed', timeout: 7, engine: 'reference' }))
    const env = { ASSAY_NETWORK: 'varied', ASSAY_TIMEOUT: '8' }
    const mixed = await show(home, ['--network', 'flagged'], env)
    expect(mixed.values).toMatchObject({
      network: { value: 'flagged', origin: 'flag' },
      timeout: { value: '8', origin: 'variable' },
      engine: { value: 'reference', origin: 'config.json' },
      policy: { value: 'replayed', origin: 'default' },
    })
    expect((await show(home, [], env)).values.network).toEqual({ value: 'varied', origin: 'variable' })
    expect((await show(home)).values).toMatchObject({
      network: { value: 'filed', origin: 'config.json' },
      timeout: { value: '7', origin: 'config.json' },
    })
    const text = await assay(['config', 'show'], { home, env })
    expect(text.stdout).toMatch(/^network = varied +ASSAY_NETWORK/m)
    expect(text.stdout).toMatch(/^engine = reference +config\.json/m)
    expect(text.stdout).toMatch(/^policy = replayed +default/m)
  })

  it('--home goes before ASSAY_HOME, which goes before ~/.assay', async () => {
    const [user, variable, flag] = [temporary(), temporary(), temporary()]
    expect((await assayJson(['config', 'show'], { env: { HOME: user } })).home).toBe(join(user, '.assay'))
    expect((await show(variable)).home).toBe(variable)
    expect((await show(variable, ['--home', flag])).home).toBe(flag)
    // Looking writes nothing.
    for (const directory of [user, variable, flag]) expect(readdirSync(directory)).toEqual([])
  })

  it('a config.json that is none, or holds a value that is none, is refused by its name', {
    timeout: 60_000,
  }, async () => {
    const home = temporary()
    const path = join(home, 'config.json')
    for (const [text, says] of [
      ['{', path],
      ['[]', path],
      ['null', path],
      ['"text"', path],
      ['{"timeout": "soon"}', 'config.json'],
      ['{"engine": "abacus"}', 'config.json'],
      ['{"gateway": "ftp://x"}', 'config.json'],
    ] as const) {
      writeFileSync(path, text)
      const result = await assay(['config', 'show', '--json'], { home })
      expect([text, result.code, oneObject(result)]).toMatchObject([text, 2, { ok: false, code: 'usage' }])
      expect(oneObject(result).message).toContain(says)
    }
    const variable = await assay(['config', 'show', '--json'], { home: temporary(), env: { ASSAY_TIMEOUT: '-1' } })
    expect(oneObject(variable)).toMatchObject({
      ok: false,
      code: 'usage',
      message: expect.stringContaining('ASSAY_TIMEOUT'),
    })
  })

  it('a home that is no directory is a failure of the world, not a defect', async () => {
    const path = join(temporary(), 'file')
    writeFileSync(path, '')
    for (const words of [['config', 'show'], ['keys', 'new', 'x'], ['receipts']]) {
      const result = await assay([...words, '--json', '--home', path])
      expect([words, result.code, oneObject(result)]).toMatchObject([words, 3, { ok: false, code: 'file_not_found' }])
      expect(oneObject(result).message).toContain(path)
    }
  })
})
