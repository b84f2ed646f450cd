// assay compile: ONNX to an exact model, with the loss measured on the user's data.

import { basename } from 'node:path'
import { toHex } from '../../../core/bytes/index.ts'
import {
  compileModel,
  type Evaluation,
  evaluate,
  exactRunner,
  importOnnx,
  type Progress,
} from '../../../core/compile/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { type ExactModel, elements, encodeModel, makeModel } from '../../../core/graph/index.ts'
import { loadFloatRunner } from '../../../platform/node/onnxruntime.ts'
import { type Command, usage } from '../support/command.ts'
import { type Dataset, readDataset } from '../support/dataset.ts'
import { engineOf } from '../support/engines.ts'
import { readUserFile, writeWhole } from '../support/home.ts'
import { keepModel } from '../support/models.ts'

const CALIBRATION_ROWS = 512
const WIDTHS = { activation: [8, 10, 12, 16], weight: [8, 10] } as const

function numberOf<T extends number>(name: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined
  const found = allowed.find(width => String(width) === value)
  return found ?? usage(`--${name} ${value}: one of ${allowed.join(', ')}`)
}

/** Every k-th row, so that sorted data are covered too; deterministic. */
function spread(data: Dataset, width: number, count: number): { data: Float32Array; rows: number } {
  const rows = Math.min(count, data.rows)
  const out = new Float32Array(rows * width)
  for (let i = 0; i < rows; i++) {
    const from = Math.floor((i * data.rows) / rows)
    out.set(data.values.subarray(from * width, (from + 1) * width), i * width)
  }
  return { data: out, rows }
}

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`

const command: Command = {
  name: 'compile',
  usage: 'FILE.onnx --calibration PATH [-o OUT]',
  summary: 'Compile an ONNX model to an exact graph, and measure what that costs.',
  details: `PATH is a tensor file (.npy, .npz, .pb, IDX, .json) or a directory with one, or with PNG images; labels beside it are found. ${CALIBRATION_ROWS} rows set the ranges; float32 (onnxruntime) and exact model are compared on all of them.`,
  options: {
    calibration: {
      type: 'string',
      short: 'c',
      value: 'PATH',
      description: 'data that the model will see: a file or a directory',
    },
    labels: { type: 'string', value: 'PATH', description: 'classes of the rows (default: found beside them)' },
    out: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      description: 'model file to write (default: kept under models/ of ASSAY_HOME)',
    },
    name: { type: 'string', value: 'TEXT', description: "name in the model's manifest" },
    license: { type: 'string', value: 'SPDX', description: "licence in the model's manifest" },
    'activation-bits': {
      type: 'string',
      value: 'N',
      description: 'width of values between ops: 8, 10, 12 (default), 16',
    },
    'weight-bits': { type: 'string', value: 'N', description: 'width of weights: 8 (default), 10' },
    pixels: {
      type: 'string',
      value: 'MEANING',
      description: 'what 8-bit images mean: raw (0..255), unit (0..1), none',
    },
    'no-evaluation': { type: 'boolean', description: 'do not compare with float32' },
    engine: { type: 'string', value: 'NAME', description: 'engine of the comparison: wasm (default) or reference' },
  },
  words: [1, 1],
  async run({ words, flag, on, home, settings, signal, progress }) {
    const path = words[0]!
    const calibrationPath = flag('calibration')
    if (calibrationPath === undefined)
      refuse('calibration_missing', 'compile needs data to set ranges from', {
        hint: '--calibration PATH: a tensor file or a directory with one.',
      })
    const activationBits = numberOf('activation-bits', flag('activation-bits'), WIDTHS.activation)
    const weightBits = numberOf('weight-bits', flag('weight-bits'), WIDTHS.weight)
    const pixels = flag('pixels')
    if (pixels !== undefined && pixels !== 'raw' && pixels !== 'unit' && pixels !== 'none')
      usage('--pixels: raw, unit or none')

    const float = unwrap(importOnnx(readUserFile(path)))
    const ports = float.graph.inputs
    if (ports.length !== 1)
      refuse('calibration_missing', `the model has ${ports.length} inputs; compile takes data for one`, {
        hint: 'Models with several inputs can be compiled through the library: /compile.',
      })
    const { name: inputName, shape } = ports[0]!
    const width = elements(shape)
    const data = readDataset(calibrationPath, shape, flag('labels'))
    let last = 0
    const watch = {
      signal,
      pause: () => new Promise<void>(resolve => setImmediate(resolve)),
      onProgress: ({ stage, done, total }: Progress) => {
        if (Date.now() - last < 500 && done < total) return
        last = Date.now()
        progress(`${stage}: ${done} of ${total}`)
      },
    }
    const title = flag('name') ?? basename(path).replace(/\.onnx$/, '')
    const { model, report } = unwrap(
      await compileModel(float, {
        calibration: { [inputName]: spread(data, width, CALIBRATION_ROWS) },
        ...(activationBits === undefined ? {} : { activationBits }),
        ...(weightBits === undefined ? {} : { weightBits }),
        ...(pixels === undefined ? (data.pixels ? { pixels: 'raw' as const } : {}) : { pixels }),
        manifest: { name: title, ...(flag('license') === undefined ? {} : { license: flag('license')! }) },
        ...watch,
      }),
    )
    let evaluation: Evaluation | null = null
    if (!on('no-evaluation')) {
      const session = await (await engineOf({ settings, home })).load(model)
      const floatRunner = await loadFloatRunner(path, { home: home.path })
      evaluation = await evaluate({
        runFloat: floatRunner.run,
        runExact: exactRunner(model, inputs => session.run(inputs)),
        samples: { [inputName]: { data: data.values, rows: data.rows } },
        ...(data.labels === null ? {} : { labels: data.labels }),
        softmax: report.softmax,
        ...watch,
      })
      session.close()
      await floatRunner.close()
    }
    const finished: ExactModel =
      evaluation === null
        ? model
        : makeModel(model.graph, model.weights, model.ports, { ...model.manifest, evaluation })
    const out = flag('out')
    const file = encodeModel(finished)
    if (out !== undefined) writeWhole(out, file)
    const written = out ?? keepModel(home, finished)
    const { identity } = finished
    const modelId = toHex(identity.modelId)
    const ids = { modelId, graphRoot: toHex(identity.graphRoot), weightsRoot: toHex(identity.weightsRoot) }
    return {
      json: {
        ...ids,
        ops: report.ops,
        parameters: report.parameters,
        bytes: file.length,
        evaluation,
        calibrationRows: report.calibrationRows,
        notes: report.notes,
        accumulator: report.accumulator,
        operations: report.operations,
        file: written,
      },
      text: [
        `model id  ${modelId}`,
        `  ${report.ops} ops, ${report.parameters} parameters, ${file.length} bytes, ranges from ${report.calibrationRows} rows`,
        ...(evaluation === null
          ? []
          : [
              `  ${evaluation.metric} on ${evaluation.samples} rows: float32 ${percent(evaluation.float)}, exact ${percent(evaluation.exact)}`,
            ]),
        ...report.notes.map(note => `  note: ${note}`),
        `  written to ${written}`,
      ].join('\n'),
    }
  },
}

export default command
