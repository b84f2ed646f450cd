// Tiny language models with random weights, written as Hugging Face and as llama.cpp's converter write the same model.

import { utf8 } from '../../../src/core/bytes/index.ts'
import { type FloatLanguage, type ImportOptions, importLanguage } from '../../../src/core/compile/language/index.ts'
import { unwrap } from '../../../src/core/errors/index.ts'
import { type GgufValue, memorySource } from '../../../src/core/formats/index.ts'
import { Random } from '../../support/random.ts'
import { f32Bytes, type GgufTensor, writeGguf, writeSafetensors } from '../../support/weightFiles.ts'

export interface Tensor {
  readonly shape: readonly number[]
  readonly data: Float32Array
}
export type Tensors = Map<string, Tensor>

export const filesOf = (files: Readonly<Record<string, Uint8Array>>) =>
  new Map(Object.entries(files).map(([name, bytes]) => [name, memorySource(bytes)]))

export const imported = (files: Readonly<Record<string, Uint8Array>>, options: ImportOptions = {}): FloatLanguage =>
  unwrap(importLanguage(filesOf(files), options))

/** Draws tensors: normal, with a deviation of `scale` by the root of the last axis. */
export class Weights {
  readonly tensors: Tensors = new Map()
  private readonly random: Random

  constructor(seed: number) {
    this.random = new Random(7, seed)
  }

  private normal(): number {
    const [a, b] = [this.random.next() / 2 ** 32, this.random.next() / 2 ** 32]
    return Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b)
  }

  matrix(name: string, rows: number, k: number, scale = 1): void {
    const data = Float32Array.from({ length: rows * k }, () => (this.normal() * scale) / Math.sqrt(k))
    this.tensors.set(name, { shape: [rows, k], data })
  }

  vector(name: string, length: number, mean: number, deviation: number): void {
    this.tensors.set(name, {
      shape: [length],
      data: Float32Array.from({ length }, () => mean + this.normal() * deviation),
    })
  }
}

export interface LlamaLike {
  readonly type: 'llama' | 'qwen2' | 'qwen3' | 'mistral'
  readonly width: number
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly groups: number
  readonly headSize?: number
  readonly vocabulary: number
  readonly context: number
  readonly tied: boolean
  readonly theta?: number
}

export function llamaWeights(shape: LlamaLike, seed: number): Tensors {
  const { type, width, hidden, layers, heads, groups, vocabulary } = shape
  const size = shape.headSize ?? width / heads
  const weights = new Weights(seed)
  weights.matrix('model.embed_tokens.weight', vocabulary, width, 2)
  for (let i = 0; i < layers; i++) {
    const at = `model.layers.${i}`
    weights.vector(`${at}.input_layernorm.weight`, width, 1, 0.2)
    for (const [name, rows] of [
      ['q', heads * size],
      ['k', groups * size],
      ['v', groups * size],
    ] as const) {
      weights.matrix(`${at}.self_attn.${name}_proj.weight`, rows, width, 1.5)
      if (type === 'qwen2') weights.vector(`${at}.self_attn.${name}_proj.bias`, rows, 0, 0.5)
    }
    if (type === 'qwen3')
      for (const name of ['q', 'k']) weights.vector(`${at}.self_attn.${name}_norm.weight`, size, 1.5, 0.3)
    weights.matrix(`${at}.self_attn.o_proj.weight`, width, heads * size)
    weights.vector(`${at}.post_attention_layernorm.weight`, width, 1, 0.2)
    weights.matrix(`${at}.mlp.gate_proj.weight`, hidden, width, 1.5)
    weights.matrix(`${at}.mlp.up_proj.weight`, hidden, width, 1.5)
    weights.matrix(`${at}.mlp.down_proj.weight`, width, hidden)
  }
  weights.vector('model.norm.weight', width, 1, 0.2)
  if (!shape.tied) weights.matrix('lm_head.weight', vocabulary, width, 2)
  return weights.tensors
}

export const llamaConfig = (shape: LlamaLike): Record<string, unknown> => ({
  model_type: shape.type,
  hidden_size: shape.width,
  intermediate_size: shape.hidden,
  num_hidden_layers: shape.layers,
  num_attention_heads: shape.heads,
  num_key_value_heads: shape.groups,
  ...(shape.headSize === undefined ? {} : { head_dim: shape.headSize }),
  vocab_size: shape.vocabulary,
  max_position_embeddings: shape.context,
  rms_norm_eps: 1e-6,
  rope_theta: shape.theta ?? 10_000,
  hidden_act: 'silu',
  tie_word_embeddings: shape.tied,
})

export const huggingFace = (config: Record<string, unknown>, tensors: Tensors): Record<string, Uint8Array> => ({
  'config.json': utf8(JSON.stringify(config)),
  'model.safetensors': writeSafetensors(
    [...tensors].map(([name, { shape, data }]) => ({ name, dtype: 'F32', shape, data: f32Bytes(data) })),
  ),
})

/** What convert_hf_to_gguf.py does to rows of q and k: pairs (i, i + half) become neighbours. */
function interleaved({ shape, data }: Tensor, heads: number): Tensor {
  const [rows, k] = [shape[0]!, shape[1] ?? 1]
  const size = rows / heads
  const out = new Float32Array(data.length)
  for (let head = 0; head < heads; head++)
    for (let i = 0; i < size / 2; i++)
      for (const side of [0, 1]) {
        const from = head * size + side * (size / 2) + i
        out.set(data.subarray(from * k, (from + 1) * k), (head * size + 2 * i + side) * k)
      }
  return { shape, data: out }
}

const LLAMA_NAMES: readonly (readonly [string, string])[] = [
  ['input_layernorm', 'attn_norm'],
  ['self_attn.q_proj', 'attn_q'],
  ['self_attn.k_proj', 'attn_k'],
  ['self_attn.v_proj', 'attn_v'],
  ['self_attn.q_norm', 'attn_q_norm'],
  ['self_attn.k_norm', 'attn_k_norm'],
  ['self_attn.o_proj', 'attn_output'],
  ['post_attention_layernorm', 'ffn_norm'],
  ['mlp.gate_proj', 'ffn_gate'],
  ['mlp.up_proj', 'ffn_up'],
  ['mlp.down_proj', 'ffn_down'],
]

const ggufTensor = (name: string, { shape, data }: Tensor): GgufTensor => ({
  name,
  shape,
  type: 'F32',
  data: f32Bytes(data),
})

export function llamaGguf(
  shape: LlamaLike,
  tensors: Tensors,
  more: readonly (readonly [string, GgufValue])[] = [],
  stored: (tensor: GgufTensor) => GgufTensor = tensor => tensor,
): Uint8Array {
  const architecture = shape.type === 'mistral' ? 'llama' : shape.type
  const names = new Map<string, string>([
    ['model.embed_tokens.weight', 'token_embd.weight'],
    ['model.norm.weight', 'output_norm.weight'],
    ['lm_head.weight', 'output.weight'],
  ])
  for (let i = 0; i < shape.layers; i++)
    for (const [from, to] of LLAMA_NAMES)
      for (const part of ['weight', 'bias']) names.set(`model.layers.${i}.${from}.${part}`, `blk.${i}.${to}.${part}`)
  const list = [...tensors].map(([name, tensor]): GgufTensor => {
    const turning = architecture === 'llama' && /\.[qk]_proj\./.test(name)
    const heads = name.includes('.q_proj.') ? shape.heads : shape.groups
    return stored(ggufTensor(names.get(name) ?? name, turning ? interleaved(tensor, heads) : tensor))
  })
  const key = (name: string): string => `${architecture}.${name}`
  return writeGguf(
    [
      ['general.architecture', architecture],
      [key('context_length'), shape.context],
      [key('embedding_length'), shape.width],
      [key('block_count'), shape.layers],
      [key('feed_forward_length'), shape.hidden],
      [key('attention.head_count'), shape.heads],
      [key('attention.head_count_kv'), shape.groups],
      ...(shape.headSize === undefined ? [] : [[key('attention.key_length'), shape.headSize] as const]),
      [key('attention.layer_norm_rms_epsilon'), 1e-6],
      [key('rope.freq_base'), shape.theta ?? 10_000],
      ...more,
    ],
    list,
  )
}

export interface Gpt2Like {
  readonly width: number
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly vocabulary: number
  readonly context: number
}

/** By the names of a saved GPT2Model: matrices are [k, rows] there. */
export function gpt2Weights(shape: Gpt2Like, seed: number): Tensors {
  const { width, hidden, layers, vocabulary, context } = shape
  const weights = new Weights(seed)
  weights.matrix('wte.weight', vocabulary, width, 2)
  weights.matrix('wpe.weight', context, width, 1)
  for (let i = 0; i < layers; i++) {
    for (const norm of ['ln_1', 'ln_2']) {
      weights.vector(`h.${i}.${norm}.weight`, width, 1, 0.2)
      weights.vector(`h.${i}.${norm}.bias`, width, 0, 0.3)
    }
    for (const [name, k, rows] of [
      ['attn.c_attn', width, 3 * width],
      ['attn.c_proj', width, width],
      ['mlp.c_fc', width, hidden],
      ['mlp.c_proj', hidden, width],
    ] as const) {
      const scale = (1.5 * Math.sqrt(rows)) / Math.sqrt(k)
      weights.matrix(`h.${i}.${name}.weight`, k, rows, scale)
      weights.vector(`h.${i}.${name}.bias`, rows, 0, 0.3)
    }
  }
  weights.vector('ln_f.weight', width, 1, 0.2)
  weights.vector('ln_f.bias', width, 0, 0.5)
  return weights.tensors
}

export const gpt2Config = (shape: Gpt2Like): Record<string, unknown> => ({
  model_type: 'gpt2',
  n_embd: shape.width,
  n_inner: shape.hidden,
  n_layer: shape.layers,
  n_head: shape.heads,
  vocab_size: shape.vocabulary,
  n_positions: shape.context,
  layer_norm_epsilon: 1e-5,
  activation_function: 'gelu_new',
})

export function gpt2Gguf(shape: Gpt2Like, tensors: Tensors): Uint8Array {
  const NAMES = {
    'attn.c_attn': 'attn_qkv',
    'attn.c_proj': 'attn_output',
    'mlp.c_fc': 'ffn_up',
    'mlp.c_proj': 'ffn_down',
  }
  const list = [...tensors].map(([name, tensor]): GgufTensor => {
    const matrix = /^h\.(\d+)\.(attn\.c_attn|attn\.c_proj|mlp\.c_fc|mlp\.c_proj)\.(weight|bias)$/.exec(name)
    if (matrix !== null) {
      const [, layer, part, kind] = matrix as unknown as [string, string, keyof typeof NAMES, string]
      const [k, rows] = [tensor.shape[0]!, tensor.shape[1]!]
      const turned =
        kind === 'bias'
          ? tensor
          : {
              shape: [rows, k],
              data: Float32Array.from(tensor.data, (_, at) => tensor.data[(at % k) * rows + Math.floor(at / k)]!),
            }
      return ggufTensor(`blk.${layer}.${NAMES[part]}.${kind}`, turned)
    }
    const renamed = name
      .replace(/^wte\./, 'token_embd.')
      .replace(/^wpe\./, 'position_embd.')
      .replace(/^ln_f\./, 'output_norm.')
      .replace(/^h\.(\d+)\.ln_1\./, 'blk.$1.attn_norm.')
      .replace(/^h\.(\d+)\.ln_2\./, 'blk.$1.ffn_norm.')
    return ggufTensor(renamed, tensor)
  })
  return writeGguf(
    [
      ['general.architecture', 'gpt2'],
      ['gpt2.context_length', shape.context],
      ['gpt2.embedding_length', shape.width],
      ['gpt2.block_count', shape.layers],
      ['gpt2.feed_forward_length', shape.hidden],
      ['gpt2.attention.head_count', shape.heads],
      ['gpt2.attention.layer_norm_epsilon', 1e-5],
    ],
    list,
  )
}

export const randomTexts = (vocabulary: number, count: number, length: number, seed: number): Int32Array[] => {
  const random = new Random(11, seed)
  return Array.from({ length: count }, () => Int32Array.from({ length }, () => random.int(0, vocabulary - 1)))
}
