// A float language model to a checked exact model, with what that costs: spec/compile.md, "Language models". Weights begin at 8 bits;
// where the divergence misses its target, the kinds of matrices that cost most for their size get 10.

import { attemptAsync, type Result } from '../../errors/index.ts'
import {
  type ExactModel,
  encodeModel,
  type IntTensor,
  type Language,
  type Manifest,
  makeModel,
} from '../../graph/index.ts'
import type { Watch } from '../calibrate.ts'
import { type Divergence, floatLogits, measureDivergence } from './divergence.ts'
import { exactLogits } from './exact.ts'
import { type FloatLanguage, parametersOf, productsOf } from './model.ts'
import type { Multiply } from './products.ts'
import { type Quantized, quantizeLanguage, type ResidualReport } from './quantize.ts'
import { RoundedRows, type Sensitivity, sensitivityOf } from './sensitivity.ts'
import { inventText } from './text.ts'
import { ROW_KINDS, type RowKind, uniformBits, type WeightBits } from './widths.ts'

/** Nats per token that an exact model may be away from its float model, unless stated otherwise. */
export const TARGET_DIVERGENCE = 0.002

/** Whatever runs an exact model: an engine of core/engine. */
export interface ExactEngine {
  load(model: ExactModel): Promise<{
    run(inputs: readonly IntTensor[]): Promise<IntTensor[]>
    close(): void
  }>
}

export interface LanguageOptions extends Watch {
  /** Tokenizer and template bytes of the model file; null leaves the section out. */
  readonly language: Language | null
  readonly manifest?: Manifest
  /** Sequences of token ids that set scales; made up by the model itself unless given. */
  readonly calibration?: readonly Int32Array[]
  /** Sequences that the models are compared on; made up, apart from the others, unless given. */
  readonly evaluation?: readonly Int32Array[]
  /** The token that made-up text begins with: the tokenizer's first, or null for any. */
  readonly start?: number | null
  /** The same for all weights; unless stated 8, or 10 where the target asks for it. */
  readonly weightBits?: 8 | 10
  /** Nats per token. */
  readonly targetLoss?: number
  /** Round each weight with regard to those before it; true unless stated. It takes time that grows with the cube of the width. */
  readonly compensated?: boolean
  /** Runs the exact model for the comparison; null compares nothing. */
  readonly engine: ExactEngine | null
  readonly multiply?: Multiply
}

export interface LanguageReport {
  readonly format: 1
  readonly architecture: string
  readonly shape: {
    readonly width: number
    readonly layers: number
    readonly heads: number
    readonly groups: number
    readonly headSize: number
    readonly vocabulary: number
    readonly context: number
    readonly tied: boolean
  }
  readonly ops: number
  readonly parameters: number
  /** Multiplications with weights for one token. */
  readonly products: number
  /** Of the model file. */
  readonly bytes: number
  readonly data: {
    readonly calibrationTokens: number
    readonly evaluationTokens: number
    /** Was the text made up by the model? */
    readonly invented: boolean
    /** Were the compared texts apart from those that set scales? */
    readonly heldOut: boolean
  }
  readonly weightBits: WeightBits
  /** Nats per token asked for, and whether they are kept; null where nothing was compared. */
  readonly target: { readonly divergence: number; readonly reached: boolean } | null
  readonly evaluation: Divergence | null
  /** What rounding each kind of weights to 8 bits costs alone; null where that was not asked. */
  readonly sensitivity: Sensitivity | null
  /** Logits are moved so that their mean is zero. */
  readonly centred: boolean
  /** The noisiest places between layers first. */
  readonly residuals: readonly ResidualReport[]
  /** Largest |accumulator| + rounding. */
  readonly accumulator: number
  readonly notes: readonly string[]
}

export interface CompiledLanguage {
  readonly model: ExactModel
  /** The model file. */
  readonly file: Uint8Array
  readonly report: LanguageReport
}

export const compileLanguage = (float: FloatLanguage, options: LanguageOptions): Promise<Result<CompiledLanguage>> =>
  attemptAsync(() => compile(float, options))

const SEQUENCES = 4
const LENGTH = 256
const SEED = 100
/** Tokens on which kinds of matrices are tried one by one. */
const SENSITIVITY_TOKENS = 512
const MAX_RESIDUALS = 8

async function compile(float: FloatLanguage, options: LanguageOptions): Promise<CompiledLanguage> {
  const { targetLoss = TARGET_DIVERGENCE, engine } = options
  if (!(targetLoss > 0)) throw new RangeError(`targetLoss: ${targetLoss}`)
  const [calibration, evaluation] = await textsOf(float, options)
  let bits = uniformBits(options.weightBits ?? 8)
  let made = await attemptAt(float, options, calibration, evaluation, bits)
  let sensitivity: Sensitivity | null = null
  const missed = (): boolean => made.divergence !== null && made.divergence.divergence > targetLoss
  if (options.weightBits === undefined && missed()) {
    const texts = firstTokens(evaluation, SENSITIVITY_TOKENS)
    sensitivity = await sensitivityOf(float, made.rounded, texts, options, options.multiply)
    bits = raised(float, bits, sensitivity, made.divergence!.divergence, targetLoss)
    made = await attemptAt(float, options, calibration, evaluation, bits)
    if (missed() && ROW_KINDS.some(kind => bits[kind] !== WIDE)) {
      bits = uniformBits(WIDE)
      made = await attemptAt(float, options, calibration, evaluation, bits)
    }
  }
  const { quantized, divergence } = made
  const notes = [...float.notes, ...quantized.notes]
  if (missed())
    notes.push(
      `the divergence of ${divergence!.divergence.toPrecision(2)} nats per token is above the target of ${targetLoss}`,
    )
  const { evaluation: _, ...given } = options.manifest ?? {}
  const manifest: Manifest = {
    ...given,
    ...(divergence === null ? {} : { evaluation: summary(divergence) }),
    ...(notes.length === 0 ? {} : { notes: [...(given.notes ?? []), ...notes] }),
  }
  const model: ExactModel = { ...made.model, manifest }
  const file = encodeModel(model)
  const report: LanguageReport = {
    format: 1,
    architecture: float.architecture,
    shape: {
      width: float.width,
      layers: float.layers.length,
      heads: float.heads,
      groups: float.groups,
      headSize: float.headSize,
      vocabulary: float.vocabulary,
      context: float.context,
      tied: float.classifier.weights === float.embedding,
    },
    ops: model.graph.ops.length,
    parameters: parametersOf(float),
    products: productsOf(float),
    bytes: file.length,
    data: {
      calibrationTokens: count(calibration),
      evaluationTokens: count(evaluation),
      invented: options.calibration === undefined,
      heldOut: engine !== null,
    },
    weightBits: bits,
    target: divergence === null ? null : { divergence: targetLoss, reached: !missed() },
    evaluation: divergence,
    sensitivity,
    centred: quantized.centred,
    residuals: [...quantized.residuals].sort((a, b) => b.noise - a.noise).slice(0, MAX_RESIDUALS),
    accumulator: model.bounds.accumulator,
    notes,
  }
  return { model, file, report }
}

const count = (texts: readonly Int32Array[]): number => texts.reduce((sum, { length }) => sum + length, 0)

/** The figures that lists of models show. */
const summary = ({ tokens, agreement, divergence, loss, float }: Divergence) => ({
  metric: 'agreement',
  float: 1,
  exact: agreement,
  samples: tokens,
  divergence,
  loss,
  surprise: float,
})

interface Attempt {
  readonly model: ExactModel
  readonly quantized: Quantized
  readonly rounded: RoundedRows
  readonly divergence: Divergence | null
}

async function attemptAt(
  float: FloatLanguage,
  options: LanguageOptions,
  calibration: readonly Int32Array[],
  evaluation: readonly Int32Array[],
  weightBits: WeightBits,
): Promise<Attempt> {
  const { engine, multiply, compensated = true } = options
  const rounded = new RoundedRows()
  const quantized = await quantizeLanguage(float, {
    ...options,
    calibration,
    weightBits,
    compensated,
    onRows: one => rounded.add(one),
  })
  const model = makeModel(quantized.graph, quantized.weights, quantized.ports, options.manifest ?? {}, options.language)
  if (engine === null) return { model, quantized, rounded, divergence: null }
  const session = await engine.load(model)
  try {
    const exact = exactLogits(model, inputs => session.run(inputs))
    const divergence = await measureDivergence(evaluation, floatLogits(float, multiply), exact, options)
    return { model, quantized, rounded, divergence }
  } finally {
    session.close()
  }
}

const WIDE = 10
/** Share of its cost that a kind keeps with two more bits. */
const LEFT = 1 / 16
/** Of the target, what is aimed at: costs do not quite add up. */
const MARGIN = 0.9

/** Kinds that cost most for their size get 10 bits, until what is expected to be left is below the target. */
function raised(
  float: FloatLanguage,
  bits: WeightBits,
  sensitivity: Sensitivity,
  divergence: number,
  target: number,
): WeightBits {
  const sizeOf = (kind: RowKind): number =>
    kind === 'classifier'
      ? float.classifier.weights.length
      : float.layers.reduce((sum, layer) => sum + (layer[kind]?.weights.length ?? 0), 0)
  const order = ROW_KINDS.filter(kind => sensitivity[kind] !== undefined).sort(
    (a, b) => sensitivity[b]! / sizeOf(b) - sensitivity[a]! / sizeOf(a),
  )
  const out: Record<RowKind, number> = { ...bits }
  let expected = divergence
  for (const kind of order) {
    if (expected <= MARGIN * target) break
    out[kind] = WIDE
    expected -= sensitivity[kind]! * (1 - LEFT)
  }
  return out
}

function firstTokens(texts: readonly Int32Array[], most: number): Int32Array[] {
  const out: Int32Array[] = []
  let left = most
  for (const text of texts) {
    if (left <= 0) break
    out.push(text.subarray(0, left))
    left -= text.length
  }
  return out
}

/** Given sequences, cut to the context. Throws RangeError for tokens that the model has not. */
function checked(
  float: FloatLanguage,
  texts: readonly Int32Array[] | undefined,
  name: string,
): readonly Int32Array[] | null {
  if (texts === undefined) return null
  const cut = texts.map(text => text.subarray(0, float.context)).filter(text => text.length > 0)
  if (cut.length === 0) throw new RangeError(`${name}: no tokens`)
  for (const text of cut)
    for (const token of text)
      if (token < 0 || token >= float.vocabulary) throw new RangeError(`${name}: ${token} is no token of the model`)
  return cut
}

/** Given texts, and made-up ones in the place of those that are missing: all in one go, since every token reads all weights. */
async function textsOf(
  float: FloatLanguage,
  options: LanguageOptions,
): Promise<[calibration: readonly Int32Array[], evaluation: readonly Int32Array[]]> {
  const calibration = checked(float, options.calibration, 'calibration')
  const evaluation = options.engine === null ? [] : checked(float, options.evaluation, 'evaluation')
  const missing = [calibration, evaluation].filter(texts => texts === null).length
  if (missing === 0) return [calibration!, evaluation!]
  const { start = null } = options
  const made = await inventText(float, {
    ...options,
    sequences: missing * SEQUENCES,
    length: LENGTH,
    seed: SEED,
    start,
  })
  return [calibration ?? made.slice(0, SEQUENCES), evaluation ?? made.slice(-SEQUENCES)]
}
