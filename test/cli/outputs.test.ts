// exec --output: the answer as a file of each format, read back as what --json says.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { readTensors } from '../../src/core/formats/index.ts'
import { assay, assayJson, digits, oneObject, temporary } from '../e2e/support/cli.ts'

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
