// assay compile: ONNX, or the files of a language model, to an exact model, with the loss measured on the user's data.

import { basename } from 'node:path'
import { toHex } from '../../../core/bytes/index.ts'
import {
  compileModel,
  type DataReport,
  type Evaluation,
  evaluate,
  exactRunner,
  type FloatModel,
  importOnnx,
  type LayerReport,
  makeReport,
  measureLayers,
  type Progress,
  type RefusedReport,
  type Report,
  refusedPage,
  reportPage,
  type Watch,
} from '../../../core/compile/index.ts'
import { RefusalError, refuse, unwrap } from '../../../core/errors/index.ts'
import { type ExactModel, encodeModel, makeModel } from '../../../core/graph/index.ts'
import { loadFloatRunner } from '../../../platform/node/onnxruntime.ts'
import type { Answer, Command, Context } from '../support/command.ts'
import { usage } from '../support/command.ts'
import { type Inputs, readInputs, splitRows, spreadRows } from '../support/compileInputs.ts'
import { compileLanguageFiles } from '../support/compileLanguage.ts'
import { COMPILE_OPTIONS, importOptions, reportFiles, widthOptions } from '../support/compileOptions.ts'
import { engineOf } from '../support/engines.ts'
import { readUserFile, writeWhole } from '../support/home.ts'
import { openLanguage } from '../support/languageFiles.ts'
import { keepModel } from '../support/models.ts'

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`
const FLOAT_HINT =
  'It can still be run by the float engine: `assay publish --float`. Its answers are then signed, not recomputed.'

/** Refusals that say that a model has no exact form; others are about files and data. */
const ABOUT_MODEL: ReadonlySet<string> = new Set([
  'operator_unsupported',
  'attribute_unsupported',
  'opset_unsupported',
  'accumulator_overflow',
  'weight_not_finite',
])

const command: Command = {
  name: 'compile',
  usage: 'FILE.onnx|FOLDER|FILE.gguf|FILE.bin [--calibration PATH] [-o OUT] [--report FILE]',
  summary: 'Compile an ONNX model or a language model to an exact graph, and measure what that costs.',
  details:
    'PATH is a tensor file (.npy, .npz, .pb, IDX, .json) or a directory with one, or with PNG images; labels beside it are found. A model with several inputs takes an .npz with one array for each. Widths are chosen site by site by what they cost the outputs; float32 (onnxruntime) and exact model are compared on rows that did not take part.\n\nLanguage models (Llama, Mistral, Qwen2, Qwen3, GPT-2) come as a folder in the layout of Hugging Face (config.json, safetensors, tokenizer.json), as GGUF, or as a .bin of llama2.c with --tokenizer. PATH is then a text, or left out: the model makes one up.',
  options: COMPILE_OPTIONS,
  words: [1, 1],
  async run(context) {
    const { words, flag } = context
    const path = words[0]!
    const reports = reportFiles(context)
    const language = openLanguage(path)
    if (language !== null) {
      try {
        return await compileLanguageFiles(context, path, language, reports, watchOf(context))
      } finally {
        language.close()
      }
    }
    for (const name of ['context', 'tokenizer', 'rounding'])
      if (context.flag(name) !== undefined) usage(`--${name} is for language models`)
    const widths = widthOptions(context)
    const bytes = readUserFile(path)
    const name = flag('name') ?? basename(path).replace(/\.onnx$/, '')
    try {
      const float = unwrap(importOnnx(bytes, importOptions(context)))
      return await compileFloat(context, { bytes, name, float, widths, reports })
    } catch (error) {
      if (!(error instanceof RefusalError) || !ABOUT_MODEL.has(error.code)) throw error
      const report: RefusedReport = {
        format: 1,
        subject: { name, fileBytes: bytes.length },
        refused: {
          code: error.code,
          message: error.message,
          ...(error.hint === undefined ? {} : { hint: error.hint }),
        },
        obstacles: obstaclesOf(error),
      }
      for (const file of reports)
        writeWhole(file, /\.html$/i.test(file) ? refusedPage(report) : `${JSON.stringify(report, null, 2)}\n`)
      const hint = error.hint === undefined ? FLOAT_HINT : `${error.hint} ${FLOAT_HINT}`
      refuse(error.code, error.message, { hint, ...(error.facts === undefined ? {} : { facts: error.facts }) })
    }
  },
}

export default command

const OBSTACLE = /^"((?:[^"\\]|\\.)*)": (.+? \(domain .*?\)): (.*)$/s

function obstaclesOf({ message, facts }: RefusalError): RefusedReport['obstacles'] {
  const nodes = (facts?.['nodes'] ?? []) as readonly (string | number)[]
  const found = nodes.flatMap(text => {
    const [, node = '', operator = '', reason = ''] = OBSTACLE.exec(String(text)) ?? []
    return operator === '' ? [] : [{ node, operator, reason }]
  })
  if (found.length > 0) return found
  return [{ node: String(facts?.['node'] ?? ''), operator: String(facts?.['operator'] ?? ''), reason: message }]
}

interface Job {
  readonly bytes: Uint8Array
  readonly name: string
  readonly float: FloatModel
  readonly widths: ReturnType<typeof widthOptions>
  readonly reports: readonly string[]
}

async function compileFloat(context: Context, { bytes, name, float, widths, reports }: Job): Promise<Answer> {
  const { flag, on, home } = context
  const watch = watchOf(context)
  const { calibration, measured, heldOut } = dataOf(context, float)
  const pixels = pixelsOf(context)
  const { model, report, layers } = unwrap(
    await compileModel(float, {
      calibration: calibration.samples,
      ...widths,
      ...(pixels === undefined ? (calibration.pixels ? { pixels: 'raw' as const } : {}) : { pixels }),
      manifest: {
        name,
        ...(flag('license') === undefined ? {} : { license: flag('license')! }),
        ...(calibration.random ? { notes: ['ranges come from random values: no data was given'] } : {}),
      },
      ...watch,
    }),
  )
  let evaluation: Evaluation | null = null
  let noise: LayerReport[] = []
  if (!on('no-evaluation')) {
    const session = await (await engineOf(context)).load(model)
    const runner = await loadFloatRunner(bytes, { home: home.path, model: float })
    const judged = float.graph.outputs[0]!.name
    evaluation = await evaluate({
      runFloat: runner.run,
      runExact: exactRunner(model, inputs => session.run(inputs)),
      samples: measured.samples,
      ...(measured.labels === null ? {} : { labels: measured.labels }),
      output: judged,
      batch: float.batch ?? 64,
      softmax: report.softmax,
      ...watch,
    })
    if (reports.length > 0)
      noise = await measureLayers(layers, model, inputs => session.trace(inputs), measured.samples, watch)
    session.close()
    await runner.close()
  }
  const finished = withEvaluation(model, evaluation)
  const file = encodeModel(finished)
  const out = flag('out')
  if (out !== undefined) writeWhole(out, file)
  const written = out ?? keepModel(home, finished)
  const { identity } = finished
  const modelId = toHex(identity.modelId)
  const data: DataReport = {
    calibrationRows: calibration.rows,
    random: calibration.random,
    evaluationRows: evaluation?.samples ?? 0,
    heldOut,
  }
  const subject = { name, fileBytes: bytes.length, opset: float.opset, producer: float.producer }
  const full = makeReport(subject, modelId, data, { ...report, bytes: file.length }, evaluation, noise)
  for (const target of reports)
    writeWhole(target, /\.html$/i.test(target) ? reportPage(full) : `${JSON.stringify(full, null, 2)}\n`)
  const ids = { modelId, graphRoot: toHex(identity.graphRoot), weightsRoot: toHex(identity.weightsRoot) }
  const { accumulator, operations, sites } = report
  return {
    json: { ...ids, ...full, calibrationRows: calibration.rows, accumulator, operations, sites, file: written },
    text: textOf(full, written),
  }
}

function pixelsOf({ flag }: Context): 'raw' | 'unit' | 'none' | undefined {
  const pixels = flag('pixels')
  if (pixels === undefined || pixels === 'raw' || pixels === 'unit' || pixels === 'none') return pixels
  return usage('--pixels: raw, unit or none')
}

/** Rows that set ranges, and rows to measure on. */
function dataOf({ flag }: Context, float: FloatModel): { calibration: Inputs; measured: Inputs; heldOut: boolean } {
  const path = flag('calibration')
  if (path === undefined)
    return refuse('calibration_missing', 'compile needs data to set ranges from', {
      hint: '--calibration PATH: a tensor file or a directory with one. Without any: --calibration random:32, whose ranges real data may leave.',
    })
  const holdout = flag('holdout')
  const given = readInputs(path, float.graph, holdout === undefined ? flag('labels') : undefined)
  if (holdout === undefined) {
    const { calibration, rest, heldOut } = splitRows(given)
    return { calibration, measured: rest, heldOut }
  }
  return { calibration: spreadRows(given), measured: readInputs(holdout, float.graph, flag('labels')), heldOut: true }
}

function watchOf({ signal, progress }: Context): Watch {
  let last = 0
  return {
    signal,
    pause: () => new Promise<void>(resolve => setImmediate(resolve)),
    onProgress: ({ stage, done, total }: Progress) => {
      if (Date.now() - last < 500 && done < total) return
      last = Date.now()
      progress(`${stage}: ${done} of ${total}`)
    },
  }
}

/** What the manifest keeps of it: the figures that a list of models shows. */
function withEvaluation(model: ExactModel, evaluation: Evaluation | null): ExactModel {
  if (evaluation === null) return model
  const { outputs: _, ...kept } = evaluation
  return makeModel(model.graph, model.weights, model.ports, { ...model.manifest, evaluation: kept })
}

function textOf(report: Report, file: string): string {
  const { evaluation, data, search, speed } = report
  return [
    `model id  ${report.modelId}`,
    `  ${report.ops} ops, ${report.parameters} parameters, ${report.bytes} bytes, ranges from ${data.calibrationRows} ${data.random ? 'random ' : ''}rows`,
    ...(evaluation === null
      ? []
      : [
          `  ${evaluation.metric} on ${evaluation.samples} ${data.heldOut ? 'held-out ' : ''}rows: float32 ${percent(evaluation.float)}, exact ${percent(evaluation.exact)}`,
          ...Object.entries(evaluation.outputs).map(
            ([name, { cosine, maxError }]) =>
              `    ${name}: cosine ${cosine.toFixed(6)}, largest error ${maxError.toPrecision(3)}`,
          ),
        ]),
    ...(search === null
      ? []
      : [
          `  widths by search for ${search.prefer}: expected loss ${search.loss.toPrecision(2)}, target ${search.targetLoss}; ${percent(speed.byteShare)} of the products are of bytes`,
        ]),
    ...report.notes.map(note => `  note: ${note}`),
    `  written to ${file}`,
  ].join('\n')
}
