// The two families of models that are read, from any file: Llama (RMS norm, rotary positions, grouped heads, a gate) and GPT-2
// (layer norm, learned positions, no gate). What differs between files is names and the order of rows.

import { refuse } from '../../errors/index.ts'
import { MAX_CONTEXT } from '../../graph/index.ts'
import type { Activation, FloatLanguage, FloatLayer, FloatNorm, FloatRows } from './model.ts'
import { halves, rowsFrom, type Tensors, transposed } from './tensors.ts'

/** What a configuration says of every model. */
export interface Shape {
  readonly architecture: string
  readonly width: number
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly groups: number
  readonly headSize: number
  readonly vocabulary: number
  /** Positions that are compiled: what the user asked for, at most what the model knows. */
  readonly context: number
  readonly epsilon: number
  readonly activation: Activation
  readonly notes: readonly string[]
}

const MAX_WIDTH = 1 << 16
const MAX_LAYERS = 1024
const MAX_VOCABULARY = 1 << 22

export function checkShape(shape: Shape, what: string): void {
  const { width, hidden, layers, heads, groups, headSize, vocabulary, context, epsilon } = shape
  for (const [name, value, most] of [
    ['width', width, MAX_WIDTH],
    ['width of the feed-forward part', hidden, MAX_WIDTH * 8],
    ['number of layers', layers, MAX_LAYERS],
    ['number of heads', heads, MAX_WIDTH],
    ['number of heads of keys', groups, MAX_WIDTH],
    ['size of a head', headSize, MAX_WIDTH],
    ['vocabulary', vocabulary, MAX_VOCABULARY],
    ['context', context, MAX_CONTEXT],
  ] as const)
    if (!Number.isSafeInteger(value) || value < 1 || value > most)
      refuse('graph_invalid', `${what}: ${name} is ${value}, 1 to ${most} expected`)
  if (heads % groups !== 0) refuse('graph_invalid', `${what}: ${groups} heads of keys do not divide ${heads} heads`)
  if (!(epsilon >= 0 && epsilon <= 1)) refuse('graph_invalid', `${what}: an epsilon of ${epsilon}`)
}

export interface LlamaNames {
  readonly embedding: string
  readonly norm: string
  readonly classifier: string
  /** Name of a part of a layer, less `.weight` or `.bias`. */
  readonly layer: (index: number, part: keyof typeof LLAMA_PARTS) => string
}

/** Parts of a layer, by what Hugging Face calls them. */
export const LLAMA_PARTS = {
  attentionNorm: 'input_layernorm',
  query: 'self_attn.q_proj',
  key: 'self_attn.k_proj',
  value: 'self_attn.v_proj',
  queryNorm: 'self_attn.q_norm',
  keyNorm: 'self_attn.k_norm',
  output: 'self_attn.o_proj',
  forwardNorm: 'post_attention_layernorm',
  gate: 'mlp.gate_proj',
  up: 'mlp.up_proj',
  down: 'mlp.down_proj',
} as const

export interface LlamaOptions {
  readonly frequencies: Float64Array
  /** Is the classifier the embedding? Null: where it has no tensor of its own. */
  readonly tied: boolean | null
  /** Do neighbouring rows of a head turn together in the file? */
  readonly interleaved: boolean
  /** Do heads have norms of their own? */
  readonly headNorms: boolean
  readonly ignored: RegExp
}

export function llamaFrom(shape: Shape, names: LlamaNames, tensors: Tensors, options: LlamaOptions): FloatLanguage {
  const { width, hidden, heads, groups, headSize, epsilon, vocabulary } = shape
  const rows = (name: string, count: number, k: number): FloatRows => ({
    rows: count,
    k,
    weights: tensors.take(`${name}.weight`, count, k),
    bias: tensors.optional(`${name}.bias`, count),
  })
  const turning = (name: string, count: number): FloatRows => {
    const own = rows(name, count * headSize, width)
    if (!options.interleaved) return own
    return {
      ...own,
      weights: halves(own.weights, count, width),
      bias: own.bias === null ? null : halves(own.bias, count, 1),
    }
  }
  const norm = (name: string, length: number): FloatNorm => ({
    centre: false,
    epsilon,
    gain: tensors.take(`${name}.weight`, length),
    offset: null,
  })
  const layer = (index: number): FloatLayer => {
    const part = (name: keyof typeof LLAMA_PARTS): string => names.layer(index, name)
    return {
      attentionNorm: norm(part('attentionNorm'), width),
      query: turning(part('query'), heads),
      key: turning(part('key'), groups),
      value: rows(part('value'), groups * headSize, width),
      queryNorm: options.headNorms ? norm(part('queryNorm'), headSize) : null,
      keyNorm: options.headNorms ? norm(part('keyNorm'), headSize) : null,
      output: rows(part('output'), width, heads * headSize),
      forwardNorm: norm(part('forwardNorm'), width),
      gate: rows(part('gate'), hidden, width),
      up: rows(part('up'), hidden, width),
      down: rows(part('down'), width, hidden),
    }
  }
  const embedding = tensors.take(names.embedding, vocabulary, width)
  const own =
    options.tied === false
      ? tensors.take(names.classifier, vocabulary, width)
      : tensors.optional(names.classifier, vocabulary, width)
  const layers = Array.from({ length: shape.layers }, (_, index) => layer(index))
  const last = norm(names.norm, width)
  tensors.finish(options.ignored)
  return {
    ...modelShape(shape),
    embedding,
    positions: null,
    frequencies: options.frequencies,
    layers,
    norm: last,
    classifier: classifierOf(embedding, options.tied === true ? null : own, vocabulary, width),
  }
}

/** Files that tie both often store the embedding a second time. */
function classifierOf(embedding: Float32Array, own: Float32Array | null, rows: number, k: number): FloatRows {
  const tied = own === null || own.every((value, i) => value === embedding[i])
  return { rows, k, weights: tied ? embedding : own, bias: null }
}

export interface Gpt2Names {
  readonly embedding: string
  readonly positions: string
  readonly norm: string
  readonly classifier: string
  readonly layer: (index: number, part: keyof typeof GPT2_PARTS) => string
}

export const GPT2_PARTS = {
  attentionNorm: 'ln_1',
  joined: 'attn.c_attn',
  output: 'attn.c_proj',
  forwardNorm: 'ln_2',
  up: 'mlp.c_fc',
  down: 'mlp.c_proj',
} as const

export interface Gpt2Options {
  /** Positions of the file: the first `context` of them are taken. */
  readonly positions: number
  /** Are matrices stored [k, rows]? */
  readonly columns: boolean
  readonly tied: boolean | null
  readonly ignored: RegExp
}

export function gpt2From(shape: Shape, names: Gpt2Names, tensors: Tensors, options: Gpt2Options): FloatLanguage {
  const { width, hidden, epsilon, vocabulary, context } = shape
  const matrix = (name: string, count: number, k: number): { weights: Float32Array; bias: Float32Array } => ({
    weights: options.columns
      ? transposed(tensors.take(`${name}.weight`, k, count), k, count)
      : tensors.take(`${name}.weight`, count, k),
    bias: tensors.take(`${name}.bias`, count),
  })
  const norm = (name: string): FloatNorm => ({
    centre: true,
    epsilon,
    gain: tensors.take(`${name}.weight`, width),
    offset: tensors.take(`${name}.bias`, width),
  })
  const layer = (index: number): FloatLayer => {
    const part = (name: keyof typeof GPT2_PARTS): string => names.layer(index, name)
    const joined = matrix(part('joined'), 3 * width, width)
    const third = (i: number): FloatRows => rowsFrom(joined.weights, joined.bias, width, i * width, width)
    return {
      attentionNorm: norm(part('attentionNorm')),
      query: third(0),
      key: third(1),
      value: third(2),
      queryNorm: null,
      keyNorm: null,
      output: { rows: width, k: width, ...matrix(part('output'), width, width) },
      forwardNorm: norm(part('forwardNorm')),
      gate: null,
      up: { rows: hidden, k: width, ...matrix(part('up'), hidden, width) },
      down: { rows: width, k: hidden, ...matrix(part('down'), width, hidden) },
    }
  }
  const embedding = tensors.take(names.embedding, vocabulary, width)
  const positions = tensors.take(names.positions, options.positions, width).subarray(0, context * width)
  const own =
    options.tied === false
      ? tensors.take(names.classifier, vocabulary, width)
      : tensors.optional(names.classifier, vocabulary, width)
  const layers = Array.from({ length: shape.layers }, (_, index) => layer(index))
  const last = norm(names.norm)
  tensors.finish(options.ignored)
  return {
    ...modelShape(shape),
    embedding,
    positions,
    frequencies: null,
    layers,
    norm: last,
    classifier: classifierOf(embedding, options.tied === true ? null : own, vocabulary, width),
  }
}

const modelShape = ({
  architecture,
  width,
  vocabulary,
  context,
  heads,
  groups,
  headSize,
  activation,
  notes,
}: Shape): Pick<
  FloatLanguage,
  'architecture' | 'width' | 'vocabulary' | 'context' | 'heads' | 'groups' | 'headSize' | 'activation' | 'notes'
> => ({ architecture, width, vocabulary, context, heads, groups, headSize, activation, notes })
