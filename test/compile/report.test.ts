// The report of a compilation: figures as data, and a page that stands on its own. spec/compile.md, "Report".

import { describe, expect, it } from 'vitest'
import {
  escapeHtml,
  evaluate,
  exactRunner,
  makeReport,
  measureLayers,
  type Report,
  refusedPage,
  reportPage,
} from '../../src/core/compile/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import { compile, rowsOf } from './support/compare.ts'
import { model } from './support/onnx.ts'
import { Random } from './support/random.ts'

const HOSTILE = '<script>alert(1)</script>"\u202e\u0007'

const file = model({
  nodes: [
    { op: 'MatMul', inputs: ['x', 'w'], outputs: ['h'], name: HOSTILE },
    { op: 'Relu', inputs: ['h'], outputs: ['r'] },
    { op: 'MatMul', inputs: ['r', 'v'], outputs: ['y'] },
  ],
  inputs: { x: ['N', 12] },
  outputs: { y: ['N', 4] },
  weights: {
    w: { dims: [12, 9], data: new Random(30).floats(108) },
    v: { dims: [9, 4], data: new Random(31).floats(36) },
  },
})
const samples = { x: rowsOf(new Random(32).floats(12 * 40), [12]) }

async function reportOf(random = false): Promise<Report> {
  const { model: exact, report, layers } = await compile(file, samples, { search: { prefer: 'speed' } })
  const runner = await loadFloatRunner(file)
  const evaluation = await evaluate({
    runFloat: runner.run,
    runExact: exactRunner(exact, async tensors => outputsOf(exact, interpret(exact, tensors))),
    samples,
  })
  await runner.close()
  const noise = await measureLayers(layers, exact, async tensors => interpret(exact, tensors), samples, {})
  const data = { calibrationRows: 40, random, evaluationRows: 40, heldOut: false }
  return makeReport(
    { name: HOSTILE, fileBytes: file.length, opset: 13, producer: '' },
    '0x00',
    data,
    report,
    evaluation,
    noise,
  )
}

describe('a report', () => {
  it('says how near every output comes, where bits went and which layers are worst', async () => {
    const report = await reportOf()
    expect(report.evaluation).toMatchObject({ metric: 'agreement', samples: 40 })
    const output = report.evaluation!.outputs['y']!
    expect(output.cosine).toBeGreaterThan(0.999)
    expect(output.maxError).toBeGreaterThan(0)
    expect(output.loss).toBeLessThan(0.001)
    expect(report.weights.reduce((sum, { sites }) => sum + sites, 0)).toBe(2)
    expect(report.speed).toMatchObject({ class: 'fast', byteShare: 1, products: 108 + 36 })
    expect(report.layers.map(({ decibels }) => decibels)).toEqual(
      report.layers.map(({ decibels }) => decibels!).sort((a, b) => a - b),
    )
    expect(report.layers[0]!.decibels).toBeGreaterThan(20)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  it('is a page without scripts and without anything from elsewhere, names escaped', async () => {
    const page = reportPage(await reportOf(true))
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page).not.toMatch(/<script|javascript:|https?:|src=|@import|url\(/i)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;\\u202e\\u0007')
    for (const sign of ['\u202e', '\u0007']) expect(page).not.toContain(sign)
    expect(page).toContain('ranges come from random values')
    // Every table has a caption and says what its columns and rows are.
    const tables = page.split('<table>').slice(1)
    expect(tables.length).toBeGreaterThan(3)
    for (const table of tables) expect(table).toMatch(/^<caption>.+?<\/caption><thead><tr><th scope="col">/)
    expect((page.match(/<h1>/g) ?? []).length).toBe(1)
  })

  it('of a refused model names what stands in the way, and the way out', () => {
    const page = refusedPage({
      format: 1,
      subject: { name: 'm', fileBytes: 10 },
      refused: { code: 'operator_unsupported', message: 'node "a": operator Foo (domain x) is not supported' },
      obstacles: [{ node: 'a<b>', operator: 'Foo (domain x)', reason: 'not supported' }],
    })
    expect(page).toContain('<th scope="row">a&lt;b&gt;</th><td>Foo (domain x)</td><td>not supported</td>')
    expect(page).toContain('--float')
  })
})

it('text for a page cannot become markup', () => {
  expect(escapeHtml(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;')
})
