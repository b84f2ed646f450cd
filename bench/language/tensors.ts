// The tensors of language models with random weights, by shape: the same values whatever file they are written to. Rows can be made
// one by one, so that a model need not fit in memory. Measured for speed; no accuracy is claimed for them.

import { Random } from '../models/random.ts'

export interface CheckpointShape {
  readonly family: 'llama' | 'gpt2'
  readonly layers: number
  readonly width: number
  readonly heads: number
  /** Heads of keys and values. */
  readonly groups: number
  /** Width of the feed-forward part. */
  readonly hidden: number
  readonly vocabulary: number
  readonly context: number
  /** Is the embedding the classifier too? */
  readonly tied: boolean
}

/** One tensor under its names in either layout. A vector has one row. */
export interface Tensor {
  readonly huggingFace: string
  readonly gguf: string
  readonly vector: boolean
  readonly rows: number
  readonly k: number
  /** Row r, with the rows in Hugging Face's order for Llama models. */
  readonly row: (r: number) => Float32Array
  /** Which of those is row r of a GGUF: pairs of a head that turn together are neighbours there. */
  readonly ggufRow: (r: number) => number
  /** GPT-2's matrices stand transposed in Hugging Face's layout. */
  readonly transposed: boolean
}

const DRAWN = 1 << 16
const LONGEST_ROW = 1 << 14

/** Drawing a billion values takes minutes; rows are pieces of one long row instead, each tensor from another place. */
let drawn: Float32Array | null = null
function values(): Float32Array {
  if (drawn === null) {
    drawn = new Float32Array(DRAWN + LONGEST_ROW)
    const base = new Random(288).normal(DRAWN)
    drawn.set(base)
    drawn.set(base.subarray(0, LONGEST_ROW), DRAWN)
  }
  return drawn
}

export function tensorsOf(shape: CheckpointShape): Tensor[] {
  const { family, layers, width, heads, groups, hidden, vocabulary, context, tied } = shape
  const size = width / heads
  const out: Tensor[] = []
  if (Math.max(width, hidden) > LONGEST_ROW) throw new RangeError(`rows of more than ${LONGEST_ROW} values`)

  const row =
    (place: number, k: number, mean: number, deviation: number) =>
    (r: number): Float32Array => {
      const from = (place * 7_919 + r * 40_503) % DRAWN
      return values()
        .subarray(from, from + k)
        .map(value => mean + deviation * value)
    }
  const same = (r: number): number => r
  const vector = (huggingFace: string, gguf: string, k: number, mean: number, deviation: number): void => {
    out.push({
      ...{ huggingFace, gguf, vector: true, rows: 1, k, row: row(out.length, k, mean, deviation) },
      ...{ ggufRow: same, transposed: false },
    })
  }
  const matrix = (
    [huggingFace, gguf]: readonly [string, string],
    rows: number,
    k: number,
    deviation = 1 / Math.sqrt(k),
    { ggufRow = same, transposed = false }: Partial<Pick<Tensor, 'ggufRow' | 'transposed'>> = {},
  ): void => {
    out.push({
      ...{ huggingFace, gguf, vector: false, rows, k, row: row(out.length, k, 0, deviation) },
      ...{ ggufRow, transposed },
    })
  }
  const neighbours = (r: number): number => {
    const i = r % size
    return r - i + (i % 2) * (size / 2) + Math.floor(i / 2)
  }
  // What a layer adds grows with neither depth nor width.
  const added = (k: number): number => 1 / Math.sqrt(2 * layers * k)

  if (family === 'gpt2') {
    matrix(['wte.weight', 'token_embd.weight'], vocabulary, width, 0.1)
    matrix(['wpe.weight', 'position_embd.weight'], context, width, 0.05)
    for (let i = 0; i < layers; i++) {
      const norm = (from: string, to: string): void => {
        vector(`h.${i}.${from}.weight`, `blk.${i}.${to}.weight`, width, 1, 0.1)
        vector(`h.${i}.${from}.bias`, `blk.${i}.${to}.bias`, width, 0, 0.05)
      }
      const linear = (from: string, to: string, rows: number, k: number, deviation?: number): void => {
        matrix([`h.${i}.${from}.weight`, `blk.${i}.${to}.weight`], rows, k, deviation, { transposed: true })
        vector(`h.${i}.${from}.bias`, `blk.${i}.${to}.bias`, rows, 0, 0.05)
      }
      norm('ln_1', 'attn_norm')
      linear('attn.c_attn', 'attn_qkv', 3 * width, width)
      linear('attn.c_proj', 'attn_output', width, width, added(width))
      norm('ln_2', 'ffn_norm')
      linear('mlp.c_fc', 'ffn_up', hidden, width)
      linear('mlp.c_proj', 'ffn_down', width, hidden, added(hidden))
    }
    vector('ln_f.weight', 'output_norm.weight', width, 1, 0.1)
    vector('ln_f.bias', 'output_norm.bias', width, 0, 0.05)
    if (!tied) matrix(['lm_head.weight', 'output.weight'], vocabulary, width)
    return out
  }
  matrix(['model.embed_tokens.weight', 'token_embd.weight'], vocabulary, width, 0.1)
  for (let i = 0; i < layers; i++) {
    const names = (from: string, to: string) => [`model.layers.${i}.${from}.weight`, `blk.${i}.${to}.weight`] as const
    const turned = { ggufRow: neighbours }
    vector(...names('input_layernorm', 'attn_norm'), width, 1, 0.1)
    matrix(names('self_attn.q_proj', 'attn_q'), heads * size, width, undefined, turned)
    matrix(names('self_attn.k_proj', 'attn_k'), groups * size, width, undefined, turned)
    matrix(names('self_attn.v_proj', 'attn_v'), groups * size, width)
    matrix(names('self_attn.o_proj', 'attn_output'), width, heads * size, added(heads * size))
    vector(...names('post_attention_layernorm', 'ffn_norm'), width, 1, 0.1)
    matrix(names('mlp.gate_proj', 'ffn_gate'), hidden, width)
    matrix(names('mlp.up_proj', 'ffn_up'), hidden, width)
    matrix(names('mlp.down_proj', 'ffn_down'), width, hidden, added(hidden))
  }
  vector('model.norm.weight', 'output_norm.weight', width, 1, 0.1)
  if (!tied) matrix(['lm_head.weight', 'output.weight'], vocabulary, width)
  return out
}

export const parametersOf = (shape: CheckpointShape): number =>
  tensorsOf(shape).reduce((sum, { rows, k }) => sum + rows * k, 0)
