// A GGUF file's metadata and tensors to a float language model. spec/compile.md, "Language models". Converters reorder the rows
// of q and k of Llama models so that neighbours turn together; that is undone here.

import { refuse } from '../../errors/index.ts'
import { type ByteSource, type GgufValue, readGguf } from '../../formats/index.ts'
import { quote } from '../limits.ts'
import { chooseContext } from './context.ts'
import { checkShape, type GPT2_PARTS, gpt2From, type LLAMA_PARTS, llamaFrom, type Shape } from './families.ts'
import type { ImportOptions } from './huggingface.ts'
import type { FloatLanguage } from './model.ts'
import { frequenciesOf, type RotaryScaling } from './rotary.ts'
import { type Tensors, tensorsOf } from './tensors.ts'

const LLAMA_LAYER: Readonly<Record<keyof typeof LLAMA_PARTS, string>> = {
  attentionNorm: 'attn_norm',
  query: 'attn_q',
  key: 'attn_k',
  value: 'attn_v',
  queryNorm: 'attn_q_norm',
  keyNorm: 'attn_k_norm',
  output: 'attn_output',
  forwardNorm: 'ffn_norm',
  gate: 'ffn_gate',
  up: 'ffn_up',
  down: 'ffn_down',
}

const GPT2_LAYER: Readonly<Record<keyof typeof GPT2_PARTS, string>> = {
  attentionNorm: 'attn_norm',
  joined: 'attn_qkv',
  output: 'attn_output',
  forwardNorm: 'ffn_norm',
  up: 'ffn_up',
  down: 'ffn_down',
}

/** By architecture: are rows of q and k reordered, have heads norms of their own? */
const LLAMA_LIKE: Readonly<Record<string, { readonly interleaved: boolean; readonly headNorms: boolean }>> = {
  llama: { interleaved: true, headNorms: false },
  qwen2: { interleaved: false, headNorms: false },
  qwen3: { interleaved: false, headNorms: true },
}

const FREQUENCIES = 'rope_freqs.weight'

class Metadata {
  private readonly values: ReadonlyMap<string, GgufValue>
  private readonly prefix: string

  constructor(values: ReadonlyMap<string, GgufValue>, architecture: string) {
    this.values = values
    this.prefix = architecture
  }

  private key(name: string): string {
    return `${this.prefix}.${name}`
  }

  has(name: string): boolean {
    return this.values.has(this.key(name))
  }

  number(name: string, fallback?: number): number {
    const value = this.values.get(this.key(name))
    if (value === undefined && fallback !== undefined) return fallback
    if (typeof value !== 'number' || !Number.isFinite(value))
      return refuse('graph_invalid', `GGUF: ${quote(this.key(name))} is no number`, { facts: { key: this.key(name) } })
    return value
  }

  text(name: string, fallback: string): string {
    const value = this.values.get(this.key(name)) ?? fallback
    return typeof value === 'string' ? value : refuse('graph_invalid', `GGUF: ${quote(this.key(name))} is no text`)
  }
}

const unsupported = (what: string): never => refuse('attribute_unsupported', `GGUF: ${what}`)

/** The shortest decimal that a float32 of the file stands for: what the configuration said that it was converted from. */
function written(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits))
    if (Math.fround(decimal) === Math.fround(value)) return decimal
  }
  return value
}

function scalingOf(metadata: Metadata, turned: number, tensors: Tensors): RotaryScaling {
  const kind = metadata.text('rope.scaling.type', 'none')
  // Files of before 2023-11 state the factor alone.
  const factor = written(metadata.number('rope.scaling.factor', metadata.number('rope.scale_linear', 1)))
  if (kind !== 'none' && kind !== 'linear') unsupported(`rotary scaling of type ${quote(kind)}`)
  if (!(factor >= 1)) unsupported(`a rotary factor of ${factor}`)
  const factors = tensors.optional(FREQUENCIES, turned / 2)
  if (factors === null) return factor === 1 ? { kind: 'none' } : { kind: 'linear', factor }
  if (factor !== 1) unsupported(`rotary factors beside linear scaling`)
  if (factors.some(value => !(value >= 1e-6))) unsupported('rotary factors that are not positive')
  return { kind: 'factors', factors }
}

function checkCommon(metadata: Metadata, architecture: string): void {
  if (metadata.number('expert_count', 0) > 0) unsupported('a mixture of experts')
  if (metadata.has('attention.max_alibi_bias')) unsupported('alibi positions')
  for (const name of ['attn_logit_softcapping', 'final_logit_softcapping', 'logit_scale', 'residual_scale'])
    if (metadata.has(name)) unsupported(`${architecture}.${name}`)
}

/** For use inside `attempt`. */
export function readGgufModel(source: ByteSource, { context: asked }: ImportOptions): FloatLanguage {
  const { metadata: all, tensors: list } = readGguf(source)
  const architecture = all.get('general.architecture')
  if (typeof architecture !== 'string') return refuse('graph_invalid', 'GGUF: no general.architecture')
  const like = Object.hasOwn(LLAMA_LIKE, architecture) ? LLAMA_LIKE[architecture]! : null
  if (like === null && architecture !== 'gpt2')
    return refuse('operator_unsupported', `GGUF: models of type ${quote(architecture)} have no exact form yet`, {
      hint: `Supported: ${[...Object.keys(LLAMA_LIKE), 'gpt2'].join(', ')}.`,
      facts: { type: architecture },
    })
  const metadata = new Metadata(all, architecture)
  const tensors = tensorsOf(list, 'GGUF')
  checkCommon(metadata, architecture)
  const known = metadata.number('context_length')
  const window = metadata.has('attention.sliding_window') ? metadata.number('attention.sliding_window') : null
  const { context, notes } = chooseContext(known, window === 0 ? null : window, asked, 'GGUF')
  const width = metadata.number('embedding_length')
  const heads = metadata.number('attention.head_count')
  const headSize = metadata.number('attention.key_length', width / heads)
  if (metadata.number('attention.value_length', headSize) !== headSize)
    unsupported('heads of values of another size than those of keys')
  const shape: Shape = {
    architecture,
    width,
    hidden: metadata.number('feed_forward_length'),
    layers: metadata.number('block_count'),
    heads,
    groups: metadata.number('attention.head_count_kv', heads),
    headSize,
    vocabulary: tensors.shapeOf('token_embd.weight')?.[0] ?? 0,
    context,
    epsilon: written(
      metadata.number(
        like === null ? 'attention.layer_norm_epsilon' : 'attention.layer_norm_rms_epsilon',
        like === null ? 1e-5 : 1e-6,
      ),
    ),
    activation: like === null ? 'geluTanh' : 'silu',
    notes,
  }
  checkShape(shape, 'GGUF')
  const names = { embedding: 'token_embd.weight', norm: 'output_norm', classifier: 'output.weight' }
  if (like === null) {
    if (shape.groups !== heads) unsupported(`${shape.groups} heads of keys in a GPT-2 model`)
    return gpt2From(
      shape,
      {
        ...names,
        positions: 'position_embd.weight',
        layer: (index, part) => `blk.${index}.${GPT2_LAYER[part]}`,
      },
      tensors,
      { positions: known, columns: false, tied: null, ignored: /^$/ },
    )
  }
  const turned = metadata.number('rope.dimension_count', headSize)
  if (!Number.isSafeInteger(turned) || turned < 2 || turned % 2 !== 0 || turned > headSize)
    unsupported(`${turned} values of a head of ${headSize} that turn`)
  if (like.interleaved && turned !== headSize) unsupported(`${turned} of ${headSize} values that turn, as neighbours`)
  const theta = written(metadata.number('rope.freq_base', 10_000))
  if (!(theta > 0 && theta <= 1e12)) unsupported(`a rope.freq_base of ${theta}`)
  return llamaFrom(shape, { ...names, layer: (index, part) => `blk.${index}.${LLAMA_LAYER[part]}` }, tensors, {
    frequencies: frequenciesOf(turned, theta, scalingOf(metadata, turned, tensors)),
    tied: null,
    ...like,
    ignored: /^$/,
  })
}
