// exec --output: the answer as a file of each format, read back as what --json says.

import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { readIdx, readTensors, type Tensor, writeIdx } from '../../src/core/formats/index.ts'
import {
  assay,
  assayJson,
  builtCli,
  digits,
  ended,
  environment,
  oneObject,
  root,
  temporary,
} from '../e2e/support/cli.ts'

let home: string
let model: string
beforeAll(async () => {
  home = temporary('outputs')
  model = join(home, 'digits.assay')
  const calibration = ['--calibration', digits('calibration-images-idx3-ubyte.gz'), '--no-evaluation']
  await assayJson(['compile', digits('digits.onnx'), ...calibration, '-o', model], { home })
}, 60_000)

const image = digits('images/2-1.png')

test.each(['npy', 'npz', 'pb', 'idx', 'idx.gz', 'json'])('.%s', async ending => {
  const file = join(home, `answer.${ending}`)
  const { outputs } = await assayJson(['exec', model, '--input', image, '--output', file], { home })
  const { tensor } = unwrap(readTensors(new Uint8Array(readFileSync(file)), { name: file }))[0]!
  expect(tensor.shape).toEqual([1, 10])
  expect(Array.from<number | bigint>(tensor.data)).toEqual(outputs.logits.data)
})

test('what is no image is not written as one, and an ending that says nothing is refused', async () => {
  for (const name of ['answer.png', 'answer.txt']) {
    const ended = await assay(['exec', model, '--input', image, '--output', join(home, name), '--json'], { home })
    expect(ended.code).toBe(2)
    expect(oneObject(ended)).toMatchObject({ ok: false, code: 'usage' })
  }
})

/** Of 4,000 images under --json: an answer larger than what a pipe holds, when its first bytes are there to read. */
async function execMany() {
  const images = unwrap(readIdx(gunzipSync(readFileSync(digits('calibration-images-idx3-ubyte.gz')))))
  const [count, ...size] = images.shape as [number, number, number]
  const data = new Uint8Array(20 * images.data.length)
  for (let i = 0; i < 20; i++) data.set(images.data as Uint8Array, i * images.data.length)
  const input = join(home, 'many-images-idx3-ubyte')
  writeFileSync(input, writeIdx({ ...images, shape: [20 * count, ...size], data } as Tensor))
  const words = ['exec', model, '--input', input, '--json']
  const child = spawn(process.execPath, [await builtCli(), ...words], { cwd: root, env: environment({ home }) })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  await new Promise(resolve => child.stdout.once('readable', resolve))
  return { child, stderr: () => stderr }
}

test('a reader that is slow gets everything', async () => {
  const { child } = await execMany()
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect(child.exitCode).toBe(null)
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  expect(await ended(child)).toBe(0)
  expect(stdout.length).toBeGreaterThan(400_000)
  expect(JSON.parse(stdout).outputs.logits.shape).toEqual([4000, 10])
})

test('a reader that has gone is not waited for', async () => {
  const { child, stderr } = await execMany()
  child.stdout.destroy()
  await ended(child)
  expect(stderr()).not.toMatch(/Error|EPIPE/)
})
