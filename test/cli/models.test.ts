// compile, exec and inspect: from an ONNX file to answers on this machine, the same from every format and on every engine.

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import {
  readIdx,
  readPng,
  type Tensor,
  writeJsonTensors,
  writeNpy,
  writeNpz,
  writePng,
  writeTensorProto,
} from '../../src/core/formats/index.ts'
import { materialPath, missing } from '../compile/support/material.ts'
import { model as onnxModel } from '../compile/support/onnx.ts'
import { assay, assayJson, digits, type Json, oneObject, temporary } from '../e2e/support/cli.ts'

const HASH = /^0x[0-9a-f]{64}$/
const home = temporary()
const model = join(home, 'digits.assay')
const options = { home }
let compiled: Json

const bestOf = (outputs: Json): number => {
  const { data } = outputs[Object.keys(outputs)[0]!]
  return data.indexOf(Math.max(...data))
}

/** What compile promises to say, and what it must amount to. */
function expectReport(report: Json, file: string): void {
  expect(report).toMatchObject({
    modelId: expect.stringMatching(HASH),
    graphRoot: expect.stringMatching(HASH),
    weightsRoot: expect.stringMatching(HASH),
    ops: expect.any(Number),
    parameters: expect.any(Number),
    bytes: statSync(file).size,
    evaluation: {
      metric: 'accuracy',
      float: expect.any(Number),
      exact: expect.any(Number),
      samples: expect.any(Number),
    },
    file,
  })
}

beforeAll(async () => {
  compiled = await assayJson(['compile', digits('digits.onnx'), '-c', digits('.'), '-o', model], options)
}, 60_000)

describe('compile', () => {
  it('digits: measured on its data, lossless there', () => {
    expectReport(compiled, model)
    expect(compiled).toMatchObject({ parameters: 34370, evaluation: { samples: 50, float: 1, exact: 1 } })
    expect(compiled).toMatchObject({ data: { calibrationRows: 150, heldOut: true, random: false } })
    expect(compiled.ops).toBeGreaterThan(5)
  })

  it('is deterministic: the same file and id from another run, another directory and calibration as a file', async () => {
    const again = join(home, 'again.assay')
    const calibration = digits('calibration-images-idx3-ubyte.gz')
    const labels = ['--labels', digits('calibration-labels-idx1-ubyte.gz')]
    const words = ['compile', digits('digits.onnx'), '--calibration', calibration, ...labels, '--out', again]
    const report = await assayJson(words, { ...options, cwd: home })
    expect(report).toEqual({ ...compiled, file: again })
    expect(readFileSync(again)).toEqual(readFileSync(model))
  })

  it('mnist-8, a model of others: exact is as accurate as float32', { timeout: 120_000 }, async context => {
    const [onnx, data] = ['mnist-8-cntk/mnist.onnx', 'mnist-data']
    const reason = missing(onnx, `${data}/t10k-images-idx3-ubyte.gz`, `${data}/t10k-labels-idx1-ubyte.gz`)
    if (reason !== null) return context.skip(reason)
    const out = join(home, 'mnist.assay')
    const words = ['compile', materialPath(onnx), '--calibration', materialPath(data), '-o', out]
    const report = await assayJson(words, { ...options, timeoutMs: 100_000 })
    expectReport(report, out)
    expect(report).toMatchObject({ parameters: 5994, evaluation: { samples: 9_488 } })
    const { float, exact } = report.evaluation
    expect(float).toBeGreaterThan(0.98)
    expect(Math.abs(float - exact)).toBeLessThan(0.002)

    const input = ['--input', digits('images/4-1.png')]
    const [fast, slow] = await Promise.all(
      ['wasm', 'reference'].map(engine => assayJson(['exec', out, ...input, '--engine', engine], options)),
    )
    expect(fast.modelId).toBe(report.modelId)
    expect(slow.outputs).toEqual(fast.outputs)
    expect(bestOf(fast.outputs)).toBe(4)
  })

  it('keeps the model under its id where no file is named, and exec and inspect find it there', async () => {
    const own = temporary()
    const words = ['compile', digits('digits.onnx'), '-c', digits('calibration-images-idx3-ubyte.gz')]
    const report = await assayJson([...words, '--no-evaluation', '--name', 'mine', '--license', 'MIT'], { home: own })
    expect(report).toMatchObject({ evaluation: null, file: join(own, 'models', `${report.modelId}.assay`) })
    expect(report.modelId).toBe(compiled.modelId)
    const input = ['--input', digits('images/3-0.png')]
    const result = await assayJson(['exec', report.modelId, ...input], { home: own })
    expect(bestOf(result.outputs)).toBe(3)
    const { manifest } = await assayJson(['inspect', report.file], { home: own })
    expect(manifest).toMatchObject({ name: 'mine', license: 'MIT' })
  })

  it('the model is another one under other widths; widths that are none are refused', { timeout: 60_000 }, async () => {
    const words = [
      'compile',
      digits('digits.onnx'),
      '-c',
      digits('calibration-images-idx3-ubyte.gz'),
      '--no-evaluation',
    ]
    const wide = await assayJson(
      [...words, '--activation-bits', '16', '--weight-bits', '10', '-o', join(home, 'w')],
      options,
    )
    expect(wide.modelId).not.toBe(compiled.modelId)
    for (const flags of [
      ['--activation-bits', '7'],
      ['--weight-bits', '8.0'],
      ['--pixels', 'some'],
    ])
      expect(await assayJson([...words, ...flags], options, 2)).toMatchObject({ ok: false, code: 'usage' })
  })

  it('says what it cost, as data and as a page', { timeout: 60_000 }, async () => {
    const [page, data] = [join(home, 'cost.html'), join(home, 'cost.json')]
    const words = [
      'compile',
      digits('digits.onnx'),
      '-c',
      digits('.'),
      '--prefer',
      'speed',
      '-o',
      join(home, 'fast.assay'),
    ]
    const report = await assayJson([...words, '--report', page, '--report', data], options)
    expect(report.search).toMatchObject({ prefer: 'speed', targetLoss: 0.001, reached: true })
    expect(report.evaluation.exact).toBe(1)
    const written = JSON.parse(readFileSync(data, 'utf8'))
    expect(written).toMatchObject({ format: 1, modelId: report.modelId, speed: { class: expect.any(String) } })
    expect(written.layers.length).toBeGreaterThan(2)
    expect(readFileSync(page, 'utf8')).toContain(report.modelId)
    for (const flags of [
      ['--report', 'cost.txt'],
      ['--prefer', 'beauty'],
      ['--target-loss', '0'],
      ['--prefer', 'speed', '--weight-bits', '8'],
      ['--bind', 'x'],
      ['--shape', 'x=1,b'],
    ])
      expect(await assayJson([...words, ...flags], options, 2)).toMatchObject({ ok: false, code: 'usage' })
  })

  it('measures on rows of their own, and makes up rows where there are none', { timeout: 60_000 }, async () => {
    const images = digits('calibration-images-idx3-ubyte.gz')
    const out = join(home, 'other.assay')
    const words = ['compile', digits('digits.onnx'), '-o', out]
    const held = await assayJson([...words, '-c', images, '--holdout', digits('.')], options)
    expect(held).toMatchObject({ data: { calibrationRows: 200, heldOut: true }, evaluation: { samples: 200 } })
    const random = await assayJson([...words, '-c', 'random:8'], options)
    expect(random).toMatchObject({ data: { calibrationRows: 6, random: true } })
    const { manifest } = await assayJson(['inspect', out], options)
    expect(manifest.notes.join()).toContain('random')
  })

  it('takes an array for each input of a model', { timeout: 60_000 }, async () => {
    const onnx = join(home, 'two.onnx')
    writeFileSync(
      onnx,
      onnxModel({
        nodes: [
          { op: 'MatMul', inputs: ['a', 'w'], outputs: ['m'] },
          { op: 'Add', inputs: ['m', 'b'], outputs: ['y'] },
        ],
        inputs: { a: ['N', 3], b: ['N', 2] },
        outputs: { y: ['N', 2] },
        weights: { w: { dims: [3, 2], data: [0.5, -1, 2, 0.25, -0.75, 1] } },
      }),
    )
    const rows = (width: number): Tensor => ({
      dtype: 'float32',
      shape: [16, width],
      data: Float32Array.from({ length: 16 * width }, (_, i) => Math.sin(i)),
    })
    const data = join(home, 'two.npz')
    const words = ['compile', onnx, '-c', data, '-o', join(home, 'two.assay')]
    writeFileSync(
      data,
      writeNpz([
        { name: 'b', tensor: rows(2) },
        { name: 'a', tensor: rows(3) },
      ]),
    )
    const report = await assayJson(words, options)
    expect(report.evaluation.outputs.y.cosine).toBeGreaterThan(0.9999)
    writeFileSync(data, writeNpz([{ name: 'a', tensor: rows(3) }]))
    expect(await assayJson(words, options, 2)).toMatchObject({ ok: false, code: 'calibration_missing' })
  })

  it('refused models: the report says what stands in the way, and the hint the way out', {
    timeout: 60_000,
  }, async () => {
    const onnx = join(home, 'foreign.onnx')
    writeFileSync(
      onnx,
      onnxModel({
        nodes: [{ op: 'Frobnicate', inputs: ['x'], outputs: ['y'], name: 'odd' }],
        inputs: { x: ['N', 3] },
        outputs: { y: ['N', 3] },
      }),
    )
    const data = join(home, 'foreign.json')
    const refusal = await assayJson(['compile', onnx, '-c', 'random:4', '--report', data], options, 1)
    expect(refusal).toMatchObject({ ok: false, code: 'operator_unsupported', hint: expect.stringContaining('--float') })
    expect(JSON.parse(readFileSync(data, 'utf8'))).toMatchObject({
      refused: { code: 'operator_unsupported' },
      obstacles: [{ node: 'odd', operator: expect.stringContaining('Frobnicate') }],
    })
  })

  it('refuses with a code for each thing that can be wrong', { timeout: 60_000 }, async () => {
    const bad = join(home, 'bad.onnx')
    writeFileSync(bad, 'this is no model')
    const cut = join(home, 'cut.onnx')
    writeFileSync(cut, readFileSync(digits('digits.onnx')).subarray(0, 5000))
    const onnx = digits('digits.onnx')
    const c = ['-c', digits('calibration-images-idx3-ubyte.gz')]
    const cases: [string[], number, string][] = [
      [['compile', onnx], 2, 'calibration_missing'],
      [['compile', join(home, 'none.onnx'), ...c], 3, 'file_not_found'],
      [['compile', home, ...c], 3, 'file_not_found'],
      [['compile', onnx, '-c', join(home, 'none')], 3, 'file_not_found'],
      [['compile', onnx, '-c', digits('calibration-labels-idx1-ubyte.gz')], 1, 'input_shape_mismatch'],
      [['compile', onnx, '-c', home], 1, 'input_shape_mismatch'],
      [['compile', bad, ...c], 1, 'file_malformed'],
    ]
    for (const [words, code, name] of cases)
      expect([words, await assayJson([...words, '-o', join(home, 'x')], options, code)]).toMatchObject([
        words,
        { ok: false, code: name },
      ])
    const truncated = await assayJson(['compile', cut, ...c], options, 1)
    expect(['file_truncated', 'file_malformed']).toContain(truncated.code)
  })
})

describe('exec', () => {
  const pixels = unwrap(readPng(new Uint8Array(readFileSync(digits('images/7-0.png'))))) as Tensor & {
    data: Uint8Array
  }
  const grey = pixels.data
  const exec = (args: readonly string[], code = 0): Promise<Json> => assayJson(['exec', model, ...args], options, code)
  const put = (name: string, bytes: Uint8Array): string => {
    const path = join(home, name)
    writeFileSync(path, bytes)
    return path
  }
  let expected: Json

  beforeAll(async () => {
    expected = await exec(['--input', digits('images/7-0.png')])
  })

  it('says what it promises', () => {
    expect(expected).toEqual({
      modelId: compiled.modelId,
      outputs: { logits: { dtype: 'float32', shape: [1, 10], data: expect.any(Array) } },
      engine: expect.stringMatching(/^wasm\/\S+$/),
      milliseconds: expect.any(Number),
    })
    expect(bestOf(expected.outputs)).toBe(7)
  })

  it('gives the same answer for the same digit from every format', { timeout: 60_000 }, async () => {
    const idx = new Uint8Array(16 + grey.length)
    idx.set([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28])
    idx.set(grey, 16)
    const bytes: Tensor = { dtype: 'uint8', shape: [28, 28], data: grey }
    const floats: Tensor = { dtype: 'float32', shape: [1, 1, 28, 28], data: Float32Array.from(grey) }
    const wide: Tensor = { dtype: 'int64', shape: [1, 28, 28], data: BigInt64Array.from(grey, BigInt) }
    const files = [
      put('a.npy', writeNpy(bytes)),
      put('b.npy', writeNpy(floats)),
      put('c.npy', writeNpy(wide)),
      put('d.npz', writeNpz([{ name: 'image', tensor: bytes }])),
      put('e.npz', writeNpz([{ name: 'image', tensor: floats }], { compress: true })),
      put('f.pb', writeTensorProto({ name: 'image', tensor: bytes })),
      put('g.pb', writeTensorProto({ name: '', tensor: floats })),
      put('h-idx3-ubyte', idx),
      put('i-idx3-ubyte.gz', gzipSync(idx)),
      put('j.json', writeJsonTensors([{ name: 'image', tensor: floats }])),
      put(
        'k.json',
        new TextEncoder().encode(
          JSON.stringify([[Array.from({ length: 28 }, (_, i) => [...grey.subarray(28 * i, 28 * i + 28)])]]),
        ),
      ),
      put('l.png', writePng(bytes)),
    ]
    const answers = await Promise.all(
      [files.slice(0, 6), files.slice(6)].map(async half => {
        const list: [string, Json][] = []
        for (const path of half) list.push([path, (await exec(['--input', path])).outputs])
        return list
      }),
    )
    expect(answers.flat()).toEqual(files.map(path => [path, expected.outputs]))
    expect((await exec(['-i', `image=${files[0]}`])).outputs).toEqual(expected.outputs)
  })

  it('gives the same answers on every engine, row by row', async () => {
    const input = ['--input', digits('calibration-images-idx3-ubyte.gz'), '--first', '20']
    const [fast, slow] = await Promise.all([
      exec([...input, '--engine', 'wasm']),
      exec([...input, '--engine', 'reference']),
    ])
    expect(fast.outputs.logits.shape).toEqual([20, 10])
    expect(slow.outputs).toEqual(fast.outputs)
    expect(slow.engine).toMatch(/^reference\//)
    const labels = unwrap(readIdx(new Uint8Array(gunzipSync(readFileSync(digits('calibration-labels-idx1-ubyte.gz'))))))
    const rows = Array.from({ length: 20 }, (_, i) => fast.outputs.logits.data.slice(10 * i, 10 * i + 10) as number[])
    expect(rows.map(row => row.indexOf(Math.max(...row)))).toEqual(Array.from(labels.data.slice(0, 20), Number))
  })

  it('as text: the best classes, the model, the engine', async () => {
    const { code, stdout, stderr } = await assay(['exec', model, '--input', digits('images/7-0.png')], options)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^logits: 7 \(/)
    expect(stdout).toContain(compiled.modelId)
  })

  it('refuses with a code for each thing that can be wrong', { timeout: 60_000 }, async () => {
    const nan = Float32Array.from(grey)
    nan[100] = Number.NaN
    const small: Tensor = { dtype: 'uint8', shape: [14, 14], data: new Uint8Array(196) }
    const image = digits('images/7-0.png')
    const cut = new Uint8Array(readFileSync(model)).subarray(0, -1)
    const cases: [string[], number, string][] = [
      [['exec', model], 2, 'usage'],
      [['exec', model, '--input', join(home, 'none.npy')], 3, 'file_not_found'],
      [
        ['exec', model, '--input', put('nan.npy', writeNpy({ dtype: 'float32', shape: [28, 28], data: nan }))],
        1,
        'input_not_finite',
      ],
      [['exec', model, '--input', put('small.png', writePng(small))], 1, 'input_shape_mismatch'],
      [['exec', model, '--input', put('text.bin', new TextEncoder().encode('hello'))], 1, 'format_unsupported'],
      [['exec', model, '--input', put('empty.npy', new Uint8Array())], 1, 'file_truncated'],
      [['exec', model, '--input', image, '--input', image], 2, 'usage'],
      [['exec', model, '--input', image, '--engine', 'abacus'], 2, 'usage'],
      [['exec', model, '--input', image, '--first', '0'], 2, 'usage'],
      [['exec', join(home, 'none.assay'), '--input', image], 3, 'file_not_found'],
      [['exec', `0x${'11'.repeat(32)}`, '--input', image], 3, 'file_not_found'],
      [['exec', put('cut.assay', cut), '--input', image], 1, 'file_truncated'],
      [['exec', image, '--input', image], 1, 'model_malformed'],
    ]
    for (const [words, code, name] of cases)
      expect([words, await assayJson(words, options, code)]).toMatchObject([words, { ok: false, code: name }])
  })
})

it('a changed weight makes another model: it does not pass under the old id', async () => {
  const own = temporary()
  const changed = new Uint8Array(readFileSync(model))
  changed[changed.length - 1]! ^= 1
  mkdirSync(join(own, 'models'))
  const kept = join(own, 'models', `${compiled.modelId}.assay`)
  writeFileSync(kept, changed)
  const input = ['--input', digits('images/7-0.png')]
  const as = await assayJson(['exec', compiled.modelId, ...input], { home: own }, 1)
  expect(as).toMatchObject({ ok: false, code: 'model_id_mismatch' })
  // As a file it is what it is.
  expect((await assayJson(['exec', kept, ...input], { home: own })).modelId).not.toBe(compiled.modelId)
})

describe('inspect', () => {
  it('a model: every part of its identity, its ports, its ops and their bounds', async () => {
    const found = await assayJson(['inspect', model], options)
    expect(found).toMatchObject({
      ok: true,
      kind: 'model',
      modelId: compiled.modelId,
      graphRoot: compiled.graphRoot,
      weightsRoot: compiled.weightsRoot,
      bytes: compiled.bytes,
      inputs: [{ name: 'image', shape: [1, 28, 28], pixels: true }],
      outputs: [{ name: 'logits', shape: [10] }],
      manifest: { evaluation: { metric: 'accuracy' } },
    })
    expect(found.ops).toHaveLength(compiled.ops)
    expect(Math.max(...found.ops.map(({ accumulator }: Json) => accumulator))).toBe(compiled.accumulator)
    const text = await assay(['inspect', model], options)
    expect(text.stdout).toContain(compiled.modelId)
    expect(text.stdout).toMatch(/input "image" \[rows, 1, 28, 28\]/)
    expect(found.disputes).toMatchObject({ disputable: true, rows: 1, tooLarge: [] })
    expect(text.stdout).toMatch(/disputes: a contract can judge every step of runs; the largest takes \d+ bytes/)
    expect(found.proofs).toMatchObject({ provable: true, rows: 1, cells: expect.any(Number) })
    expect(found.proofs.bits).toBeGreaterThanOrEqual(100)
    expect(text.stdout).toMatch(/proofs: a run of 1 row takes \d+ cells and \d+ lookups, 1\d\d bits/)
  })

  it('tensors of any format', async () => {
    expect(await assayJson(['inspect', digits('calibration-images-idx3-ubyte.gz')], options)).toEqual({
      ok: true,
      kind: 'tensors',
      tensors: [{ name: '', dtype: 'uint8', shape: [200, 28, 28] }],
    })
    expect((await assayJson(['inspect', digits('images/7-0.png')], options)).tensors[0].shape.slice(0, 2)).toEqual([
      28, 28,
    ])
  })

  it('what is neither is refused', async () => {
    const path = join(home, 'neither')
    writeFileSync(path, 'neither')
    expect(await assayJson(['inspect', path], options, 1)).toMatchObject({ ok: false, code: 'format_unsupported' })
    rmSync(path)
    expect(await assayJson(['inspect', path], options, 3)).toMatchObject({ ok: false, code: 'file_not_found' })
    const receipt = join(home, 'no-receipt.json')
    writeFileSync(receipt, '{"format":"assay-receipt/1"}')
    const result = await assay(['inspect', receipt, '--json'], options)
    expect([result.code, oneObject(result)]).toMatchObject([1, { ok: false, code: 'receipt_malformed' }])
  })
})
