// A float language model to exact ops: spec/compile.md, "Language models". Layer after layer: the float model runs
// over the calibration tokens, its ops are emitted from what was seen, and both go on. Same model, tokens and options, same bytes.

import type { Graph, ModelInterface, Port } from '../../graph/index.ts'
import { step, type Watch } from '../calibrate.ts'
import type { OpReport, Value } from '../lower/builder.ts'
import { finest, type Scale } from '../range.ts'
import { ONE } from './balance.ts'
import { LanguageBuilder } from './emit.ts'
import { centred, foldNorm, stored } from './fold.ts'
import { gramOf } from './gram.ts'
import { emitLayer, KEPT_SITES, type LayerOptions, type RoundedMatrix, siteFactors } from './layer.ts'
import type { FloatLanguage, FloatNorm } from './model.ts'
import { type Multiply, multiply } from './products.ts'
import { type ResidualScale, residualScale } from './residual.ts'
import {
  embed,
  emptyCache,
  type FloatPart,
  logitsOf,
  normed,
  openSequence,
  type RunOptions,
  runLayer,
} from './runner.ts'
import { Sites } from './sites.ts'
import { LOGIT_BITS, VALUE_BITS, type WeightBits } from './widths.ts'

export interface QuantizeOptions extends Watch {
  /** Sequences of token ids, each within the context. */
  readonly calibration: readonly Int32Array[]
  readonly weightBits: WeightBits
  readonly compensated: boolean
  readonly multiply?: Multiply
  readonly onRows?: (rounded: RoundedMatrix) => void
}

/** What storing the vectors after a layer costs. */
export interface ResidualReport extends ResidualScale {
  /** -1: the embedding's sum with learned positions. */
  readonly layer: number
  readonly after: 'embedding' | 'attention' | 'forward'
}

export interface Quantized {
  readonly graph: Graph
  readonly weights: Uint8Array
  readonly ports: ModelInterface
  readonly operations: readonly OpReport[]
  readonly residuals: readonly ResidualReport[]
  readonly notes: readonly string[]
  /** Were logits moved so that their mean is zero? */
  readonly centred: boolean
}

export async function quantizeLanguage(model: FloatLanguage, options: QuantizeOptions): Promise<Quantized> {
  const { multiply: product = multiply } = options
  const run: RunOptions = { multiply: product }
  const parts = options.calibration.map((tokens): FloatPart => ({ sequence: openSequence(model), tokens }))
  const lb = new LanguageBuilder(model.context, product)
  const residuals: ResidualReport[] = []
  const total = model.layers.length + 1
  const normAfter = (index: number): FloatNorm => model.layers[index + 1]?.attentionNorm ?? model.norm

  const x = embed(model, parts)
  const tokens = lb.tokens()
  let value: Value = lb.embedding(tokens, model.embedding, model.width)
  const position = lb.position()
  let angles: Value | null = null
  if (model.positions !== null) {
    const learned = lb.positions(position, model.positions, model.width)
    const found = residualScale(x, normAfter(-1))
    residuals.push({ layer: -1, after: 'embedding', ...found })
    value = lb.add('positions', value, learned, found.scale)
  }
  if (model.frequencies !== null) angles = lb.angles(position, model.frequencies)
  const layerOptions: LayerOptions = {
    weightBits: options.weightBits,
    compensated: options.compensated,
    multiply: product,
    ...(options.onRows === undefined ? {} : { onRows: options.onRows }),
  }
  for (let index = 0; index < model.layers.length; index++) {
    await step(options, { stage: 'quantization', done: index, total })
    const sites = new Sites(KEPT_SITES, siteFactors(model, index))
    runLayer(model, index, x, parts, { ...run, observe: sites.observe })
    // Nothing reads this layer's keys and values again.
    for (const { sequence } of parts) Object.assign(sequence.layers[index]!, emptyCache())
    const attention = residualScale(sites.copy('afterAttention'), model.layers[index]!.forwardNorm)
    const forward = residualScale(sites.copy('afterForward'), normAfter(index))
    residuals.push({ layer: index, after: 'attention', ...attention }, { layer: index, after: 'forward', ...forward })
    const input = {
      model,
      index,
      sites,
      x: value,
      angles,
      afterAttention: attention.scale,
      afterForward: forward.scale,
    }
    value = emitLayer(lb, input, layerOptions)
  }
  await step(options, { stage: 'quantization', done: total - 1, total })
  const head = emitHead(lb, model, value, x, { ...options, multiply: product })
  await step(options, { stage: 'quantization', done: total, total })
  const { graph, weights } = lb.b.finish()
  return {
    graph,
    weights,
    ports: portsOf(model, head.logits.scale, head.hidden.scale),
    operations: lb.b.report,
    residuals,
    notes: [...lb.b.notes, ...outlierNotes(residuals)],
    centred: head.centred,
  }
}

/** Rows whose logits are looked at for their range. */
const LOGIT_ROWS = 256
/** Logits further below the largest of their row say nothing that any sampler could see. */
const LOGIT_DEPTH = 24
const LOGIT_ROOM = 1.25
const MAX_LOGIT_EXPONENT = 12

function emitHead(
  lb: LanguageBuilder,
  model: FloatLanguage,
  value: Value,
  x: Float32Array,
  options: QuantizeOptions & { readonly multiply: Multiply },
): { logits: Value; hidden: Value; centred: boolean } {
  const { width, norm, vocabulary } = model
  const rows = x.length / width
  const sites = new Sites(['norm'])
  sites.observe('norm', normed(norm, x, rows, true), rows)
  const some = Float32Array.from(
    { length: Math.min(rows, LOGIT_ROWS) * width },
    (_, i) => x[Math.floor((Math.floor(i / width) * rows) / Math.min(rows, LOGIT_ROWS)) * width + (i % width)]!,
  )
  const logits = logitsOf(model, some, options)
  const [plain, moved] = [reachOf(logits, vocabulary, false), reachOf(logits, vocabulary, true)]
  const exponentOf = (reach: number): number => Math.min(MAX_LOGIT_EXPONENT, finest(reach, LOGIT_BITS))
  const isCentred = exponentOf(moved) > exponentOf(plain)
  const n = lb.norm('norm', value, norm.centre, norm.epsilon, sites.range('norm').scale(VALUE_BITS, 'mse').exponent)
  const folded = foldNorm(model.classifier, norm)
  const classifier = isCentred ? centred(folded) : folded
  const gram = options.compensated
    ? gramOf(stored(sites.copy('norm'), VALUE_BITS, n.scale.exponent), rows, options.multiply)
    : null
  const wanted = { bits: LOGIT_BITS, exponent: exponentOf(isCentred ? moved : plain) }
  const found = lb.rows('classifier', n, classifier, wanted, options.weightBits.classifier, gram)
  options.onRows?.({
    kind: 'classifier',
    layer: model.layers.length,
    quantized: found.quantized,
    input: n.scale,
    factors: { rows: ONE, columns: ONE },
  })
  lb.output('logits', found.value, 0)
  const largest = sites.range('norm').largest * norm.gain.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0)
  const offset = norm.offset?.reduce((most, value) => Math.max(most, Math.abs(value)), 0) ?? 0
  const hidden = lb.hidden(n, norm.gain, norm.offset, largest + offset)
  lb.output('hidden', hidden, 1)
  return { logits: found.value, hidden, centred: isCentred }
}

/** How far logits go that matter, as they are or less the mean of their row. */
function reachOf(logits: Float32Array, vocabulary: number, moved: boolean): number {
  let most = 0
  for (let from = 0; from < logits.length; from += vocabulary) {
    let [sum, least, largest] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = from; i < from + vocabulary; i++) {
      const logit = logits[i]!
      sum += logit
      if (logit < least) least = logit
      if (logit > largest) largest = logit
    }
    const mean = moved ? sum / vocabulary : 0
    most = Math.max(most, largest - mean, mean - Math.max(least, largest - LOGIT_DEPTH))
  }
  return LOGIT_ROOM * most
}

function portsOf(model: FloatLanguage, logits: Scale, hidden: Scale): ModelInterface {
  const port = (name: string, length: number, { bits, exponent }: Scale, dtype: Port['dtype']): Port => ({
    name,
    dtype,
    shape: [length],
    perm: [0],
    bits,
    exponent,
  })
  return {
    inputs: [port('tokens', 2, { bits: 16, exponent: 0 }, 'int16')],
    outputs: [port('logits', model.vocabulary, logits, 'float32'), port('hidden', model.width, hidden, 'float32')],
  }
}

/** Noise of a stored vector that is worth a word: about that of values of 10 bits. */
const NOISY = 1e-5

function outlierNotes(residuals: readonly ResidualReport[]): string[] {
  const noisy = residuals.filter(({ noise }) => noise > NOISY)
  if (noisy.length === 0) return []
  const worst = noisy.reduce((a, b) => (b.noise > a.noise ? b : a))
  const where = worst.layer < 0 ? 'after the embedding' : `after ${worst.after} of layer ${worst.layer}`
  return [
    `outliers: the vectors ${where} reach ${worst.outlier.toPrecision(3)} times their root mean square; storing them in 16 bits costs ${worst.noise.toPrecision(2)} of the next norm's energy (${noisy.length} of ${residuals.length} places above ${NOISY})`,
  ]
}
