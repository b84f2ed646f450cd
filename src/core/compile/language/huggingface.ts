// A folder as Hugging Face's transformers write it: config.json and safetensors. spec/compile.md, "Language models". What a
// configuration asks for beyond the two families is refused by name.

import { refuse } from '../../errors/index.ts'
import {
  type ByteSource,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseBoundedJson,
  readSafetensors,
  readShards,
  type StoredTensor,
} from '../../formats/index.ts'
import { quote } from '../limits.ts'
import { chooseContext } from './context.ts'
import { checkShape, GPT2_PARTS, gpt2From, LLAMA_PARTS, llamaFrom, type Shape } from './families.ts'
import type { Activation, FloatLanguage } from './model.ts'
import { frequenciesOf, type RotaryScaling } from './rotary.ts'
import { tensorsOf } from './tensors.ts'

/** Files by their names in one folder. */
export type LanguageFiles = ReadonlyMap<string, ByteSource>

export interface ImportOptions {
  /** Positions of the exact model; the model's own, at most 4,096, unless stated. */
  readonly context?: number
}

const MAX_CONFIG_BYTES = 1 << 22
const CONFIG_LIMITS = { depth: 16, values: 1 << 16 }
const WHAT = 'config.json'

/** A configuration's members, each refused where it has another type than expected. */
class Config {
  private readonly members: JsonObject

  constructor(members: JsonObject) {
    this.members = members
  }

  value(name: string): JsonValue {
    return this.members.get(name) ?? null
  }

  number(name: string, fallback?: number): number {
    const value = this.value(name)
    if (value === null && fallback !== undefined) return fallback
    if (typeof value !== 'number' || !Number.isFinite(value))
      return refuse('graph_invalid', `${WHAT}: ${name} is no number`, { facts: { member: name } })
    return value
  }

  text(name: string, fallback?: string): string {
    const value = this.value(name)
    if (value === null && fallback !== undefined) return fallback
    return typeof value === 'string' ? value : refuse('graph_invalid', `${WHAT}: ${name} is no text`)
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.value(name)
    if (value === null) return fallback
    return typeof value === 'boolean' ? value : refuse('graph_invalid', `${WHAT}: ${name} is not true or false`)
  }

  object(name: string): Config | null {
    const value = this.value(name)
    if (value === null) return null
    return isJsonObject(value) ? new Config(value) : refuse('graph_invalid', `${WHAT}: ${name} is no object`)
  }
}

const unsupported = (what: string, hint?: string): never =>
  refuse('attribute_unsupported', `${WHAT}: ${what}`, hint === undefined ? {} : { hint })

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  silu: 'silu',
  swish: 'silu',
  gelu: 'gelu',
  gelu_new: 'geluTanh',
  gelu_pytorch_tanh: 'geluTanh',
  gelu_fast: 'geluTanh',
  relu: 'relu',
}

function activationOf(name: string): Activation {
  if (!Object.hasOwn(ACTIVATIONS, name)) unsupported(`the activation ${quote(name)}`)
  return ACTIVATIONS[name]!
}

function scalingOf(config: Config): RotaryScaling {
  // Newer files keep theta and the scaling in one object.
  const given = config.object('rope_scaling') ?? config.object('rope_parameters')
  if (given === null) return { kind: 'none' }
  const kind = given.text('rope_type', given.text('type', 'default'))
  if (kind === 'default') return { kind: 'none' }
  const factor = given.number('factor')
  if (!(factor >= 1)) unsupported(`a rotary factor of ${factor}`)
  if (kind === 'linear') return { kind, factor }
  if (kind === 'llama3')
    return {
      kind,
      factor,
      low: given.number('low_freq_factor'),
      high: given.number('high_freq_factor'),
      original: given.number('original_max_position_embeddings'),
    }
  return unsupported(`rotary scaling of type ${quote(kind)}`, 'Known are linear and llama3.')
}

function thetaOf(config: Config): number {
  const theta = config.object('rope_parameters')?.number('rope_theta', 10_000) ?? config.number('rope_theta', 10_000)
  if (!(theta > 0 && theta <= 1e12)) unsupported(`a rope_theta of ${theta}`)
  return theta
}

/** Members that change what a model computes, in ways that no exact form is made of. */
function checkCommon(config: Config): void {
  if (config.value('quantization_config') !== null)
    unsupported('the weights are quantized (quantization_config)', 'Take the unquantized model, or a GGUF of it.')
  for (const name of ['num_local_experts', 'num_experts', 'n_routed_experts'])
    if (config.number(name, 1) > 1) unsupported(`a mixture of experts (${name})`)
  if (config.flag('alibi', false)) unsupported('alibi positions')
  if (config.flag('is_encoder_decoder', false)) unsupported('an encoder beside the decoder')
  if (config.flag('add_cross_attention', false)) unsupported('cross attention')
  for (const name of ['attn_logit_softcapping', 'final_logit_softcapping', 'logit_scale', 'residual_multiplier'])
    if (config.value(name) !== null) unsupported(name)
}

/** Families by `model_type`. */
const LLAMA_LIKE: Readonly<Record<string, { readonly window: boolean; readonly headNorms: boolean }>> = {
  llama: { window: false, headNorms: false },
  mistral: { window: true, headNorms: false },
  qwen2: { window: true, headNorms: false },
  qwen3: { window: true, headNorms: true },
}

/** How far back the model looks, where that is not everywhere. */
function windowOf(config: Config, type: string): number | null {
  if (!LLAMA_LIKE[type]!.window || config.value('sliding_window') === null) return null
  // Qwen's files state a window and whether it is used.
  if (type !== 'mistral' && !config.flag('use_sliding_window', false)) return null
  return config.number('sliding_window')
}

function llama(
  config: Config,
  type: string,
  tensors: Iterable<StoredTensor>,
  asked: number | undefined,
): FloatLanguage {
  const width = config.number('hidden_size')
  const heads = config.number('num_attention_heads')
  const headSize = config.number('head_dim', width / heads)
  const { context, notes } = chooseContext(
    config.number('max_position_embeddings', 2048),
    windowOf(config, type),
    asked,
    WHAT,
  )
  const shape: Shape = {
    architecture: type,
    width,
    hidden: config.number('intermediate_size'),
    layers: config.number('num_hidden_layers'),
    heads,
    groups: config.number('num_key_value_heads', heads),
    headSize,
    vocabulary: config.number('vocab_size'),
    context,
    epsilon: config.number('rms_norm_eps', 1e-6),
    activation: activationOf(config.text('hidden_act', 'silu')),
    notes,
  }
  checkShape(shape, WHAT)
  const turned = headSize * config.number('partial_rotary_factor', 1)
  if (!Number.isSafeInteger(turned) || turned < 2 || turned % 2 !== 0 || turned > headSize)
    unsupported(`${turned} values of a head of ${headSize} that turn`)
  return llamaFrom(
    shape,
    {
      embedding: 'model.embed_tokens.weight',
      norm: 'model.norm',
      classifier: 'lm_head.weight',
      layer: (index, part) => `model.layers.${index}.${LLAMA_PARTS[part]}`,
    },
    tensorsOf(tensors, 'safetensors'),
    {
      frequencies: frequenciesOf(turned, thetaOf(config), scalingOf(config)),
      tied: config.flag('tie_word_embeddings', false),
      interleaved: false,
      headNorms: LLAMA_LIKE[type]!.headNorms,
      ignored: /\.rotary_emb\.inv_freq$/,
    },
  )
}

function gpt2(config: Config, list: readonly StoredTensor[], asked: number | undefined): FloatLanguage {
  const width = config.number('n_embd')
  const heads = config.number('n_head')
  const positions = config.number('n_positions', 1024)
  const { context, notes } = chooseContext(positions, null, asked, WHAT)
  if (!config.flag('scale_attn_weights', true)) unsupported('scores without a scale (scale_attn_weights)')
  if (config.flag('scale_attn_by_inverse_layer_idx', false)) unsupported('scale_attn_by_inverse_layer_idx')
  const shape: Shape = {
    architecture: 'gpt2',
    width,
    hidden: config.number('n_inner', 4 * width),
    layers: config.number('n_layer'),
    heads,
    groups: heads,
    headSize: width / heads,
    vocabulary: config.number('vocab_size'),
    context,
    epsilon: config.number('layer_norm_epsilon', 1e-5),
    activation: activationOf(config.text('activation_function', 'gelu_new')),
    notes,
  }
  checkShape(shape, WHAT)
  const tensors = tensorsOf(list, 'safetensors')
  // Saved with or without the name of the body.
  const body = tensors.has('transformer.wte.weight') ? 'transformer.' : ''
  return gpt2From(
    shape,
    {
      embedding: `${body}wte.weight`,
      positions: `${body}wpe.weight`,
      norm: `${body}ln_f`,
      classifier: 'lm_head.weight',
      layer: (index, part) => `${body}h.${index}.${GPT2_PARTS[part]}`,
    },
    tensors,
    {
      positions,
      columns: true,
      tied: config.flag('tie_word_embeddings', true),
      // Masks that older versions saved.
      ignored: /\.attn\.(masked_)?bias$/,
    },
  )
}

const INDEX = 'model.safetensors.index.json'

function tensorsIn(files: LanguageFiles): StoredTensor[] {
  const index = files.get(INDEX)
  if (index !== undefined) return readShards(index.read(0, index.size), INDEX, name => files.get(name))
  const only = files.get('model.safetensors')
  if (only !== undefined) return readSafetensors(only, 'model.safetensors')
  return refuse('format_unsupported', 'the folder has no model.safetensors', {
    hint: 'Pickled weights (.bin, .pt) run code when they are read and are refused: convert them to safetensors.',
  })
}

/** For use inside `attempt`. */
export function readHuggingFace(files: LanguageFiles, { context }: ImportOptions): FloatLanguage {
  const source = files.get(WHAT)
  if (source === undefined) return refuse('format_unsupported', 'the folder has no config.json')
  if (source.size > MAX_CONFIG_BYTES) refuse('file_too_large', `${WHAT}: ${source.size} bytes`)
  const json = parseBoundedJson(source.read(0, source.size), WHAT, CONFIG_LIMITS)
  if (!isJsonObject(json)) return refuse('file_malformed', `${WHAT}: no object`)
  const config = new Config(json)
  const type = config.text('model_type')
  checkCommon(config)
  if (type === 'gpt2') return gpt2(config, tensorsIn(files), context)
  if (Object.hasOwn(LLAMA_LIKE, type)) return llama(config, type, tensorsIn(files), context)
  return refuse('operator_unsupported', `${WHAT}: models of type ${quote(type)} have no exact form yet`, {
    hint: `Supported: ${[...Object.keys(LLAMA_LIKE), 'gpt2'].join(', ')}.`,
    facts: { type },
  })
}
