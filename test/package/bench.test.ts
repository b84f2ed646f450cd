// scripts/bench.mjs as it is called: what it prints, keeps and answers. Figures are not judged here.

import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'assay-bench-test-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

interface Outcome {
  readonly pid: number | undefined
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `interruptAt`: the process is interrupted once its stderr has this. */
function bench(args: readonly string[], interruptAt?: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/bench.mjs', ...args], { cwd: root })
    let stdout = ''
    let stderr = ''
    let interrupted = false
    child.stdout.on('data', data => (stdout += data))
    child.stderr.on('data', data => {
      stderr += data
      if (interruptAt !== undefined && !interrupted && stderr.includes(interruptAt)) interrupted = child.kill('SIGINT')
    })
    child.once('error', reject)
    child.once('close', code => resolve({ pid: child.pid, code, stdout, stderr }))
  })
}

it('lists every suite', async () => {
  const { code, stdout } = await bench(['--list'])
  const files = readdirSync(join(root, 'bench/suites')).map(name => name.replace(/\.ts$/, ''))
  expect(code).toBe(0)
  expect(
    stdout
      .trim()
      .split('\n')
      .map(line => line.split(' ')[0]),
  ).toEqual(files.sort())
})

it('prints one JSON object, and keeps it and its table', async () => {
  const file = join(directory, 'verify.json')
  const { code, stdout, stderr } = await bench(['verify', '--runs', '1', '--json', '--out', file])
  expect(stderr).toContain('run 1 of 1')
  expect(code).toBe(0)
  const report = JSON.parse(stdout)
  expect(Object.keys(report)).toEqual(['suite', 'machine', 'rows', 'skipped'])
  for (const row of report.rows) {
    expect(row).toMatchObject({ case: expect.any(String), metric: expect.any(String), unit: expect.any(String) })
    expect(Object.keys(row.ratios)).toEqual(Object.keys(row.others))
    expect(row.met === null).toBe(row.target === null)
    expect(row.ours).toBeGreaterThan(0)
  }
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(report)
  expect(readFileSync(join(directory, 'verify.md'), 'utf8')).toContain(report.rows[0].case)
})

it('says what it does not know', async () => {
  const wrong = [['nothing-like-it'], [], ['verify', 'start'], ['verify', '--runs', '0'], ['verify', '--unknown']]
  for (const args of wrong) expect((await bench(args)).code, args.join(' ')).toBe(2)
})

it('stops when it is interrupted, and leaves nothing', async () => {
  const file = join(directory, 'interrupted.json')
  const { pid, code, stdout } = await bench(['engine-quick', '--out', file], 'warm-up')
  expect(code).toBe(130)
  expect(stdout).toBe('')
  expect(readdirSync(directory)).not.toContain('interrupted.json')
  expect(readdirSync(join(root, '.cache'))).not.toContain(`bench-${pid}`)
})
