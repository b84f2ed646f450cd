// Language models with random weights as files that others load: Hugging Face's layout and GGUF, at the three sizes that are
// measured. One name gives the same weights in every format, rounded as the format asks.

import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGE_SHAPES } from '../models/language.ts'
import { encode, encodedBytes, type Stored } from './encode.ts'
import { type Metadata, type StreamedTensor, writeGgufFile } from './gguf.ts'
import { writeFileWhole } from './sink.ts'
import { type CheckpointShape, type Tensor, tensorsOf } from './tensors.ts'
import { ggufTokenizer, huggingFaceTokenizer, makeVocabulary } from './tokenizer.ts'

export type CheckpointName = '15M' | '124M' | 'gpt2-124M' | '1.1B'
export const CHECKPOINT_FORMATS = ['gguf-f32', 'gguf-f16', 'gguf-q8_0', 'hf-f32', 'hf-bf16'] as const
export type CheckpointFormat = (typeof CHECKPOINT_FORMATS)[number]

export const CHECKPOINTS: Readonly<Record<CheckpointName, CheckpointShape>> = {
  '15M': { family: 'llama', ...LANGUAGE_SHAPES['15M'], context: 512, tied: true },
  '124M': { family: 'llama', ...LANGUAGE_SHAPES['124M'], context: 1024, tied: true },
  'gpt2-124M': { family: 'gpt2', ...LANGUAGE_SHAPES['124M'], hidden: 3072, context: 1024, tied: true },
  '1.1B': { family: 'llama', ...LANGUAGE_SHAPES['1.1B'], context: 2048, tied: false },
}

const STORED: Readonly<Record<CheckpointFormat, Stored>> = {
  'gguf-f32': 'F32',
  'gguf-f16': 'F16',
  'gguf-q8_0': 'Q8_0',
  'hf-f32': 'F32',
  'hf-bf16': 'BF16',
}
const EPSILON = 1e-5
const THETA = 10_000

/** Written once: the file of a GGUF or the folder of Hugging Face's layout, below `directory`. */
export function checkpoint(directory: string, name: CheckpointName, format: CheckpointFormat): string {
  const shape = CHECKPOINTS[name]
  if (format.startsWith('gguf')) {
    const path = join(directory, `${name}-${format.slice(5)}.gguf`)
    if (!existsSync(path)) writeGguf(path, name, shape, STORED[format])
    return path
  }
  const folder = join(directory, `${name}-${format}`)
  // The last file that is written says that the others are there.
  if (!existsSync(join(folder, 'config.json'))) writeHuggingFace(folder, shape, STORED[format])
  return folder
}

// ---------------------------------------------------------------- GGUF

export const writeGguf = (path: string, name: string, shape: CheckpointShape, type: Stored): void =>
  writeGgufFile(path, metadataOf(name, shape, type), ggufTensors(shape, type))

/** llama.cpp reads norms, biases and positions as float32 alone. */
const storedAs = ({ vector, gguf }: Tensor, type: Stored): Stored =>
  vector || gguf === 'position_embd.weight' ? 'F32' : type

const ggufTensors = (shape: CheckpointShape, asked: Stored): StreamedTensor[] =>
  tensorsOf(shape).map((tensor): StreamedTensor => {
    const { gguf, vector, rows, k, row, ggufRow } = tensor
    const type = storedAs(tensor, asked)
    return {
      name: gguf,
      shape: vector ? [k] : [rows, k],
      type,
      bytes: encodedBytes(rows * k, type),
      *chunks() {
        for (let r = 0; r < rows; r++) yield encode(row(ggufRow(r)), type)
      },
    }
  })

/** Of general.file_type. */
const FILE_TYPES: Readonly<Record<Stored, number>> = { F32: 0, F16: 1, Q8_0: 7, BF16: 32 }

function metadataOf(name: string, shape: CheckpointShape, type: Stored): (readonly [string, Metadata])[] {
  const { family, layers, width, heads, groups, hidden, vocabulary, context } = shape
  const key = (part: string): string => `${family}.${part}`
  return [
    ['general.architecture', { text: family }],
    ['general.name', { text: `random weights, ${name}` }],
    ['general.file_type', { u32: FILE_TYPES[type] }],
    ['general.quantization_version', { u32: 2 }],
    [key('context_length'), { u32: context }],
    [key('embedding_length'), { u32: width }],
    [key('block_count'), { u32: layers }],
    [key('feed_forward_length'), { u32: hidden }],
    [key('attention.head_count'), { u32: heads }],
    ...(family === 'gpt2'
      ? [[key('attention.layer_norm_epsilon'), { f32: EPSILON }] as const]
      : [
          [key('attention.head_count_kv'), { u32: groups }] as const,
          [key('attention.layer_norm_rms_epsilon'), { f32: EPSILON }] as const,
          [key('rope.freq_base'), { f32: THETA }] as const,
          [key('rope.dimension_count'), { u32: width / heads }] as const,
          [key('vocab_size'), { u32: vocabulary }] as const,
        ]),
    ...ggufTokenizer(makeVocabulary(vocabulary)),
  ]
}

// ---------------------------------------------------------------- Hugging Face

export function writeHuggingFace(folder: string, shape: CheckpointShape, type: Stored): void {
  const tensors = tensorsOf(shape)
  let at = 0
  const entries = tensors.map(({ huggingFace, vector, rows, k, transposed }) => {
    const from = at
    at += encodedBytes(rows * k, type)
    const axes = vector ? [k] : transposed ? [k, rows] : [rows, k]
    return [huggingFace, { dtype: type, shape: axes, data_offsets: [from, at] }] as const
  })
  const header = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) })
  const text = new TextEncoder().encode(header.padEnd(Math.ceil(header.length / 8) * 8))
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true)
  writeFileWhole(join(folder, 'model.safetensors'), sink => {
    sink(length)
    sink(text)
    for (const tensor of tensors) {
      if (tensor.transposed) sink(encode(turned(tensor), type))
      else for (let r = 0; r < tensor.rows; r++) sink(encode(tensor.row(r), type))
    }
  })
  const files = {
    ...huggingFaceTokenizer(makeVocabulary(shape.vocabulary), shape.context),
    'config.json': configOf(shape, type),
  }
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), `${JSON.stringify(content)}\n`)
}

function turned({ rows, k, row }: Tensor): Float32Array {
  const out = new Float32Array(rows * k)
  for (let r = 0; r < rows; r++) {
    const values = row(r)
    for (let i = 0; i < k; i++) out[i * rows + r] = values[i]!
  }
  return out
}

function configOf(shape: CheckpointShape, type: Stored): Record<string, unknown> {
  const { family, layers, width, heads, groups, hidden, vocabulary, context, tied } = shape
  const common = {
    ...{ model_type: family, vocab_size: vocabulary, tie_word_embeddings: tied },
    ...{ bos_token_id: vocabulary - 2, eos_token_id: vocabulary - 1 },
    torch_dtype: type === 'F32' ? 'float32' : 'bfloat16',
  }
  if (family === 'gpt2')
    return {
      ...{ ...common, architectures: ['GPT2LMHeadModel'], n_embd: width, n_inner: hidden, n_layer: layers },
      ...{ n_head: heads, n_positions: context, layer_norm_epsilon: EPSILON, activation_function: 'gelu_new' },
    }
  return {
    ...{ ...common, architectures: ['LlamaForCausalLM'], hidden_size: width, intermediate_size: hidden },
    ...{ num_hidden_layers: layers, num_attention_heads: heads, num_key_value_heads: groups, head_dim: width / heads },
    ...{ max_position_embeddings: context, hidden_act: 'silu', rms_norm_eps: EPSILON, rope_theta: THETA },
    ...{ attention_bias: false, mlp_bias: false },
  }
}
