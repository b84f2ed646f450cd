// What compilation may cost on models that people use, float32 by onnxruntime against the exact model on the wasm engine.
// The targets are those of the project's accuracy page; every figure is printed. Slow suite.

import { afterAll, describe, expect, it } from 'vitest'
import {
  type CompileOptions,
  type CompileReport,
  compileModel,
  type DroppedSoftmax,
  importOnnx,
} from '../../src/core/compile/index.ts'
import { type Session, wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { type ExactModel, elements, toIntegers, toReals } from '../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import { material, missing } from '../compile/support/material.ts'
import { FILES as MNIST, mnist } from '../compile/support/mnist.ts'
import { everyNth, FACES, half, machineFiles, photographs, type Rows, speechFrames } from './datasets.ts'
import { listen, listenFloat, VOICE, voiceCalibration, voiceModel } from './voice.ts'

const MAGIKA = 'magika-v1/model.onnx'
const FACE_MODEL = 'ultraface-rfb320/Ultraface_version-RFB-320.onnx'

const figures: string[] = []
const say = (text: string): void => void figures.push(text)
afterAll(() => {
  console.log(figures.join('\n'))
})

/** Options of compilation to try instead of those that the tests state. */
const WIDTHS = JSON.parse(process.env['ASSAY_WIDTHS'] ?? '{}') as Partial<CompileOptions>

/** How many sites have which width. */
function widthsOf({ sites }: CompileReport): string {
  const counts = new Map<number, number>()
  for (const { bits } of sites) counts.set(bits, (counts.get(bits) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bits, count]) => `${count} x ${bits}`)
    .join(', ')
}

interface Exact {
  readonly model: ExactModel
  readonly session: Session
  /** One output after another, by name. */
  run(inputs: Readonly<Record<string, Rows>>): Promise<Record<string, Float32Array>>
}

async function compiled(
  bytes: Uint8Array,
  calibration: Readonly<Record<string, Rows>>,
  options: Partial<CompileOptions> = {},
): Promise<Exact> {
  const started = performance.now()
  const { model, report } = unwrap(
    await compileModel(unwrap(importOnnx(bytes)), { calibration, search: {}, ...options, ...WIDTHS }),
  )
  say(
    `  ${report.ops} ops, ${report.parameters} parameters, ${Math.round((performance.now() - started) / 1000)} s to compile`,
  )
  if (report.search !== null)
    say(
      `  expected loss ${report.search.loss.toExponential(1)} of ${report.search.targetLoss}, widths ${widthsOf(report)}`,
    )
  for (const note of report.notes) say(`  note: ${note}`)
  const session = await wasm.load(model)
  return {
    model,
    session,
    async run(inputs) {
      const tensors = model.ports.inputs.map(port => {
        const { data, rows } = inputs[port.name]!
        // Files of one fixed row and files of open rows: both have as many values a row.
        const own = data.length / elements(port.shape)
        if (own !== rows) throw new RangeError(`${port.name}: ${own} rows of the port for ${rows} of the data`)
        return toIntegers(port, data, rows)
      })
      const outputs = await session.run(tensors)
      return Object.fromEntries(
        model.ports.outputs.map((port, i) => {
          const values = toReals(port, outputs[i]!)
          const dropped = report.softmax.find(({ output }) => output === port.name)
          return [port.name, dropped === undefined ? values : withSoftmax(values, dropped)]
        }),
      )
    },
  }
}

/** A softmax that the exact model leaves out: groups of `length` elements, `stride` apart. */
function withSoftmax(values: Float32Array, { length, stride }: DroppedSoftmax): Float32Array {
  const out = new Float32Array(values.length)
  for (let start = 0; start < values.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue
    const group = Array.from({ length }, (_, i) => values[start + i * stride]!)
    const powers = group.map(value => Math.exp(value - Math.max(...group)))
    const sum = powers.reduce((a, b) => a + b)
    powers.forEach((power, i) => {
      out[start + i * stride] = power / sum
    })
  }
  return out
}

const argmax = (values: Float32Array): number =>
  values.reduce((best, value, i) => (value > values[best]! ? i : best), 0)
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`

const titled = (name: string, reason: string | null): string =>
  reason === null ? name : `${name} (skipped: ${reason})`

const noDigits = missing(...MNIST)
describe.skipIf(noDigits !== null)(titled('mnist-8', noDigits), () => {
  it('loses at most 0.2 points on 10,000 digits', async () => {
    const { evaluation } = await mnist({ from: 0, rows: 10_000 })
    say(`mnist-8: float32 ${percent(evaluation.float)}, exact ${percent(evaluation.exact)}`)
    expect(evaluation.float - evaluation.exact).toBeLessThanOrEqual(0.002)
  })
})

const noMagika = missing(MAGIKA)
describe.skipIf(noMagika !== null)(titled('magika-v1', noMagika), () => {
  it('agrees on at least 97 % of files of many types', async () => {
    const files = machineFiles()
    const heldOut = half(files, 1)
    say(`magika-v1: ${files.rows} files of ${new Set(files.types).size} types; ranges from a sixth, judged on a half`)
    expect(heldOut.rows).toBeGreaterThan(150)
    const bytes = material(MAGIKA)
    const exact = await compiled(bytes, { bytes: everyNth(files, 6) })
    const float = await loadFloatRunner(bytes)
    const there = (await float.run({ bytes: heldOut }))['target_label']!
    const here = (await exact.run({ bytes: heldOut }))['target_label']!
    await float.close()
    const labels = there.length / heldOut.rows
    const differing: string[] = []
    for (let row = 0; row < heldOut.rows; row++) {
      const [a, b] = [there, here].map(values => values.subarray(row * labels, (row + 1) * labels))
      if (argmax(a!) !== argmax(b!)) differing.push(`${files.types[2 * row + 1]} (${a![argmax(a!)]!.toFixed(2)})`)
    }
    const agreement = 1 - differing.length / heldOut.rows
    say(`magika-v1: top-1 agreement ${percent(agreement)} on ${heldOut.rows} held-out files`)
    if (differing.length > 0) say(`  differing, with float32's score: ${differing.join(', ')}`)
    expect(agreement).toBeGreaterThanOrEqual(0.97)
  })
})

const noFaces = missing(FACE_MODEL)
describe.skipIf(noFaces !== null)(titled('ultraface', noFaces), () => {
  it('keeps scores within 0.02 and boxes within 2 pixels', async context => {
    const photos = photographs()
    if ('missing' in photos) return context.skip(photos.missing)
    const bytes = material(FACE_MODEL)
    const exact = await compiled(bytes, { input: photos.parts }, { search: { targetLoss: 1e-6 } })
    const float = await loadFloatRunner(bytes)
    const there = await float.run({ input: photos.whole })
    const here = await exact.run({ input: photos.whole })
    await float.close()
    const anchors = there['scores']!.length / photos.whole.rows / 2
    let score = 0
    let box = 0
    let everywhere = 0
    for (const [row, name] of photos.names.entries()) {
      let best = 0
      let found = 0
      for (let anchor = row * anchors; anchor < (row + 1) * anchors; anchor++) {
        const face = there['scores']![2 * anchor + 1]!
        score = Math.max(score, Math.abs(face - here['scores']![2 * anchor + 1]!))
        best = Math.max(best, face)
        let off = 0
        for (let i = 0; i < 4; i++) {
          const side = i % 2 === 0 ? FACES.width : FACES.height
          off = Math.max(off, side * Math.abs(there['boxes']![4 * anchor + i]! - here['boxes']![4 * anchor + i]!))
        }
        everywhere = Math.max(everywhere, off)
        // Boxes of what is no face are never looked at.
        if (face < 0.3) continue
        found++
        box = Math.max(box, off)
      }
      say(`ultraface, ${name}: best score ${best.toFixed(3)}, ${found} anchors above 0.3`)
    }
    say(`ultraface: scores off by at most ${score.toFixed(4)} over all ${anchors} anchors`)
    say(
      `ultraface: boxes off by at most ${box.toFixed(2)} px where there is a face, ${everywhere.toFixed(2)} px anywhere`,
    )
    expect(score).toBeLessThanOrEqual(0.02)
    expect(box).toBeLessThanOrEqual(2)
  })
})

const noVoice = missing(...VOICE)
describe.skipIf(noVoice !== null)(titled('silero-vad', noVoice), () => {
  it('decides like float32 in at least 99 % of frames, with its state carried', async () => {
    const frames = speechFrames()
    const bytes = voiceModel()
    const float = await listenFloat(bytes, frames)
    const share = float.speech.filter(value => value > 0.5).length / frames.rows
    say(`silero-vad: ${frames.rows} frames, ${percent(share)} speech in float32`)
    const exact = await compiled(bytes, voiceCalibration(frames, float.states))
    const heard = await listen(frames, async (input, state) => {
      const outputs = await exact.run({ input: { data: input, rows: 1 }, state: { data: state, rows: 1 } })
      return { output: outputs['output']![0]!, state: outputs['stateN']! }
    })
    let agreeing = 0
    let most = 0
    for (let row = 0; row < frames.rows; row++) {
      if (float.speech[row]! > 0.5 === heard.speech[row]! > 0.5) agreeing++
      most = Math.max(most, Math.abs(float.speech[row]! - heard.speech[row]!))
    }
    const agreement = agreeing / frames.rows
    say(
      `silero-vad: the same decision in ${percent(agreement)} of frames; probabilities off by at most ${most.toFixed(3)}`,
    )
    expect(agreement).toBeGreaterThanOrEqual(0.99)
  })
})
