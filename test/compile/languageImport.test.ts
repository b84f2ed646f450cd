import { describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../src/core/bytes/index.ts'
import { importLanguage, languageFormat } from '../../src/core/compile/language/index.ts'
import type { GgufValue } from '../../src/core/formats/index.ts'
import { f32Bytes, llama2cFile, writeGguf, writeSafetensors } from '../support/weightFiles.ts'
import {
  filesOf,
  type Gpt2Like,
  gpt2Config,
  gpt2Gguf,
  gpt2Weights,
  huggingFace,
  imported,
  type LlamaLike,
  llamaConfig,
  llamaGguf,
  llamaWeights,
  type Tensors,
} from './support/languages.ts'

const LLAMA: LlamaLike = {
  type: 'llama',
  width: 16,
  hidden: 24,
  layers: 2,
  heads: 4,
  groups: 2,
  vocabulary: 20,
  context: 32,
  tied: false,
}
const GPT2: Gpt2Like = { width: 16, hidden: 40, layers: 2, heads: 4, vocabulary: 20, context: 32 }

const refused = (files: Readonly<Record<string, Uint8Array>>, context?: number) => {
  const found = importLanguage(filesOf(files), context === undefined ? {} : { context })
  if (found.ok) throw new Error('accepted')
  return found
}

describe('the same model from several kinds of files', () => {
  it.each<LlamaLike>([
    LLAMA,
    { ...LLAMA, tied: true },
    { ...LLAMA, type: 'qwen2', tied: true, theta: 1_000_000 },
    { ...LLAMA, type: 'qwen3', headSize: 8 },
    { ...LLAMA, groups: 4, theta: 500_000 },
  ])('$type, tied $tied, $groups groups: Hugging Face and GGUF', shape => {
    const weights = llamaWeights(shape, 1)
    const one = imported(huggingFace(llamaConfig(shape), weights))
    expect(imported({ 'model.gguf': llamaGguf(shape, weights) })).toEqual(one)
    expect(one.classifier.weights === one.embedding).toBe(shape.tied)
    expect(one.layers[0]!.query.weights).toEqual(weights.get('model.layers.0.self_attn.q_proj.weight')!.data)
    expect(one.layers[1]!.key.bias === null).toBe(shape.type !== 'qwen2')
    expect(one.layers[1]!.keyNorm === null).toBe(shape.type !== 'qwen3')
  })

  it('gpt2: Hugging Face and GGUF', () => {
    const weights = gpt2Weights(GPT2, 2)
    const one = imported(huggingFace(gpt2Config(GPT2), weights))
    expect(imported({ 'model.gguf': gpt2Gguf(GPT2, weights) })).toEqual(one)
    const joined = weights.get('h.1.attn.c_attn.weight')!.data
    // Row 3 of the values, column 5: [k, rows] in the file.
    expect(one.layers[1]!.value.weights[3 * 16 + 5]).toBe(joined[5 * 48 + 32 + 3])
    expect(one.classifier.weights).toBe(one.embedding)
  })

  it('gpt2: with the names of a whole model, masks of old versions and the embedding a second time', () => {
    const weights = gpt2Weights(GPT2, 2)
    const named: Tensors = new Map([...weights].map(([name, tensor]) => [`transformer.${name}`, tensor]))
    named.set('transformer.h.0.attn.bias', { shape: [1, 1, 32, 32], data: new Float32Array(1024) })
    named.set('transformer.h.0.attn.masked_bias', { shape: [], data: new Float32Array(1) })
    named.set('lm_head.weight', weights.get('wte.weight')!)
    expect(imported(huggingFace(gpt2Config(GPT2), named))).toEqual(imported(huggingFace(gpt2Config(GPT2), weights)))
  })

  it('llama2.c and Hugging Face', () => {
    const shape = { ...LLAMA, tied: true }
    const weights = llamaWeights(shape, 3)
    const of = (name: string): Float32Array => weights.get(name)!.data
    const layers = (part: string, turned = 0): Float32Array => {
      const parts = [0, 1].map(i => of(`model.layers.${i}.${part}.weight`))
      const size = 4
      const rows = parts.flatMap(part => {
        if (turned === 0) return [...part]
        return Array.from({ length: turned * size }, (_, row) => {
          const [head, place] = [Math.floor(row / size), row % size]
          const from = head * size + (place % 2) * (size / 2) + Math.floor(place / 2)
          return [...part.subarray(from * 16, (from + 1) * 16)]
        }).flat()
      })
      return Float32Array.from(rows)
    }
    const file = llama2cFile(
      [16, 24, 2, 4, 2, 20, 32],
      [
        of('model.embed_tokens.weight'),
        layers('input_layernorm'),
        layers('self_attn.q_proj', 4),
        layers('self_attn.k_proj', 2),
        layers('self_attn.v_proj'),
        layers('self_attn.o_proj'),
        layers('post_attention_layernorm'),
        layers('mlp.gate_proj'),
        layers('mlp.down_proj'),
        layers('mlp.up_proj'),
        of('model.norm.weight'),
        new Float32Array(64),
        new Float32Array(64),
      ],
    )
    const config = { ...llamaConfig(shape), rms_norm_eps: 1e-5 }
    expect(imported({ 'model.bin': file })).toEqual(imported(huggingFace(config, weights)))
  })

  it('shards', () => {
    const weights = llamaWeights(LLAMA, 4)
    const whole = huggingFace(llamaConfig(LLAMA), weights)
    const list = [...weights].map(([name, { shape, data }]) => ({ name, dtype: 'F32', shape, data: f32Bytes(data) }))
    const files = {
      'model-00001-of-00002.safetensors': list.slice(0, 9),
      'model-00002-of-00002.safetensors': list.slice(9),
    }
    const map = Object.fromEntries(
      Object.entries(files).flatMap(([file, tensors]) => tensors.map(({ name }) => [name, file])),
    )
    const sharded = {
      'config.json': whole['config.json']!,
      'model.safetensors.index.json': utf8(JSON.stringify({ metadata: {}, weight_map: map })),
      ...Object.fromEntries(Object.entries(files).map(([file, tensors]) => [file, writeSafetensors(tensors)])),
    }
    expect(imported(sharded)).toEqual(imported(whole))
  })

  it('a GGUF file with quantized matrices', () => {
    const shape = { ...LLAMA, width: 32, hidden: 64, tied: true }
    const weights = llamaWeights(shape, 9)
    /** Blocks of 32 at a power of two that halves hold: what they then stand for, and their bytes. */
    const blocks = (data: Float32Array): { real: Float32Array; bytes: Uint8Array } => {
      const real = new Float32Array(data.length)
      const bytes = new Uint8Array((data.length / 32) * 34)
      for (let from = 0, at = 0; from < data.length; from += 32, at += 34) {
        const part = data.subarray(from, from + 32)
        const most = part.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
        const exponent = Math.ceil(Math.log2(most / 127))
        bytes.set([0, (exponent + 15) << 2], at)
        part.forEach((value, i) => {
          const q = Math.round(value / 2 ** exponent) | 0
          bytes[at + 2 + i] = q & 255
          real[from + i] = q * 2 ** exponent
        })
      }
      return { real, bytes }
    }
    const rounded: Tensors = new Map(
      [...weights].map(([name, { shape, data }]) => [
        name,
        { shape, data: shape.length === 2 ? blocks(data).real : data },
      ]),
    )
    const file = llamaGguf(shape, weights, [], ({ name, shape, data }) =>
      shape.length === 2
        ? { name, shape, type: 'Q8_0', data: blocks(new Float32Array(data.slice().buffer)).bytes }
        : { name, shape, type: 'F32', data },
    )
    expect(imported({ 'm.gguf': file })).toEqual(imported(huggingFace(llamaConfig(shape), rounded)))
  })

  it('angles that are scaled', () => {
    const weights = llamaWeights(LLAMA, 5)
    const at = (more: Record<string, unknown>): Float64Array =>
      imported(huggingFace({ ...llamaConfig(LLAMA), ...more }, weights)).frequencies!
    const plain = at({})
    expect([...plain]).toEqual([1, 0.01])
    expect([...at({ rope_scaling: { type: 'linear', factor: 4 } })]).toEqual([0.25, 0.0025])
    expect([...at({ rope_parameters: { rope_type: 'default', rope_theta: 100 } })]).toEqual([1, 0.1])
    // Waves of 6.3 and 628 positions: kept below 8192 / 4, and below an original context of 100 stretched, in part between.
    const llama3 = { rope_type: 'llama3', factor: 8, low_freq_factor: 1, high_freq_factor: 4 }
    const stretched = (original: number): number[] => [
      ...at({ rope_scaling: { ...llama3, original_max_position_embeddings: original } }),
    ]
    expect(stretched(8192)).toEqual([1, 0.01])
    expect(stretched(100)).toEqual([1, 0.00125])
    const share = (1000 / (200 * Math.PI) - 1) / 3
    expect(stretched(1000)[1]).toBeCloseTo(0.01 * (share + (1 - share) / 8), 15)
    // GGUF files may carry a divisor for each.
    const divided: Tensors = new Map([...weights, ['rope_freqs.weight', { shape: [2], data: Float32Array.of(1, 4) }]])
    expect([...imported({ 'm.gguf': llamaGguf(LLAMA, divided) }).frequencies!]).toEqual([1, 0.0025])
    expect([
      ...imported({
        'm.gguf': llamaGguf(LLAMA, weights, [
          ['llama.rope.scaling.factor', 4],
          ['llama.rope.scaling.type', 'linear'],
        ]),
      }).frequencies!,
    ]).toEqual([0.25, 0.0025])
  })

  it('a part of every head that turns', () => {
    const weights = llamaWeights(LLAMA, 5)
    const found = imported(huggingFace({ ...llamaConfig(LLAMA), partial_rotary_factor: 0.5 }, weights))
    expect([...found.frequencies!]).toEqual([1])
  })

  it('a shorter context where it is asked for', () => {
    const files = huggingFace(llamaConfig(LLAMA), llamaWeights(LLAMA, 5))
    expect(imported(files, { context: 8 })).toMatchObject({ context: 8, notes: ['context 8 of 32 positions'] })
    expect(refused(files, 33).code).toBe('attribute_unsupported')
    const gpt2 = imported(huggingFace(gpt2Config(GPT2), gpt2Weights(GPT2, 2)), { context: 8 })
    expect(gpt2.positions!.length).toBe(8 * 16)
    const long = { ...LLAMA, context: 131_072 }
    expect(imported(huggingFace(llamaConfig(long), llamaWeights(long, 5))).context).toBe(4096)
  })
})

describe('what has no exact form is refused by name', () => {
  const weights = llamaWeights(LLAMA, 6)
  const config = (more: Record<string, unknown>, tensors: Tensors = weights) =>
    huggingFace({ ...llamaConfig(LLAMA), ...more }, tensors)

  it.each<[string, string, RegExp, Record<string, unknown>]>([
    ['another architecture', 'operator_unsupported', /"mamba"/, { model_type: 'mamba' }],
    ['a mixture of experts', 'attribute_unsupported', /num_local_experts/, { num_local_experts: 8 }],
    ['quantized weights', 'attribute_unsupported', /quantization_config/, { quantization_config: { bits: 4 } }],
    ['alibi', 'attribute_unsupported', /alibi/, { alibi: true }],
    ['capped logits', 'attribute_unsupported', /final_logit_softcapping/, { final_logit_softcapping: 30 }],
    ['an unknown activation', 'attribute_unsupported', /"xielu"/, { hidden_act: 'xielu' }],
    ['yarn', 'attribute_unsupported', /"yarn"/, { rope_scaling: { rope_type: 'yarn', factor: 4 } }],
    ['angles that shrink', 'attribute_unsupported', /factor of 0/, { rope_scaling: { type: 'linear', factor: 0 } }],
    ['an odd part of a head', 'attribute_unsupported', /3 values of a head of 4/, { partial_rotary_factor: 0.75 }],
    ['a theta of 0', 'attribute_unsupported', /rope_theta/, { rope_theta: 0 }],
    ['no number of layers', 'graph_invalid', /num_hidden_layers/, { num_hidden_layers: null }],
    ['a number that is text', 'graph_invalid', /hidden_size/, { hidden_size: '16' }],
    ['more layers than there are', 'graph_invalid', /"model\.layers\.2\./, { num_hidden_layers: 3 }],
    ['fewer layers than there are', 'operator_unsupported', /9 tensors.*"model\.layers\.1\./, { num_hidden_layers: 1 }],
    ['an absurd number of layers', 'graph_invalid', /number of layers/, { num_hidden_layers: 1e9 }],
    ['heads that do not fit', 'graph_invalid', /do not divide/, { num_key_value_heads: 3 }],
    ['heads of broken size', 'graph_invalid', /size of a head/, { num_attention_heads: 6, num_key_value_heads: 2 }],
    ['another vocabulary', 'shape_mismatch', /"model\.embed_tokens\.weight" has shape \[20,16\]/, { vocab_size: 21 }],
    ['an epsilon below 0', 'graph_invalid', /epsilon/, { rms_norm_eps: -1 }],
  ])('%s', (_, code, message, more) => {
    const found = refused(config(more))
    expect(found.code).toBe(code)
    expect(found.message).toMatch(message)
  })

  it('a sliding window, where the context is longer', () => {
    const mistral = { model_type: 'mistral', sliding_window: 16 }
    expect(refused(config(mistral))).toMatchObject({
      code: 'attribute_unsupported',
      hint: expect.stringContaining('--context 16'),
    })
    expect(imported(config(mistral), { context: 16 }).context).toBe(16)
    expect(imported(config({ ...mistral, sliding_window: null })).context).toBe(32)
    const qwen = { ...LLAMA, type: 'qwen2' as const }
    const files = (more: object) =>
      huggingFace({ ...llamaConfig(qwen), sliding_window: 16, ...more }, llamaWeights(qwen, 6))
    expect(imported(files({ use_sliding_window: false })).context).toBe(32)
    expect(refused(files({ use_sliding_window: true })).code).toBe('attribute_unsupported')
  })

  it('tensors of another model', () => {
    const more: Tensors = new Map([
      ...weights,
      ['model.layers.0.self_attn.q_norm.weight', { shape: [4], data: new Float32Array(4) }],
    ])
    expect(refused(config({}, more))).toMatchObject({
      code: 'operator_unsupported',
      message: expect.stringContaining('q_norm'),
    })
    const fewer: Tensors = new Map([...weights].filter(([name]) => !name.includes('o_proj')))
    expect(refused(config({}, fewer))).toMatchObject({
      code: 'graph_invalid',
      message: expect.stringContaining('o_proj'),
    })
    const untied: Tensors = new Map([...weights].filter(([name]) => name !== 'lm_head.weight'))
    expect(refused(config({}, untied))).toMatchObject({
      code: 'graph_invalid',
      message: expect.stringContaining('lm_head'),
    })
  })

  it('folders without weights, with pickled weights, and other files', () => {
    const { 'config.json': json } = config({})
    const pickled = refused({ 'config.json': json!, 'pytorch_model.bin': new Uint8Array(9) })
    expect(pickled).toMatchObject({ code: 'format_unsupported', hint: expect.stringContaining('safetensors') })
    expect(refused({ 'README.md': utf8('a model') }).code).toBe('format_unsupported')
    expect(refused({ 'config.json': utf8('{') }).code).toBe('file_malformed')
    expect(refused({ 'config.json': utf8('[]') }).code).toBe('file_malformed')
    expect(refused({ 'config.json': utf8(`{"a":${'['.repeat(50)}`) }).code).toBe('nesting_too_deep')
    expect(refused({ 'config.json': concat(json!, new Uint8Array(1 << 22).fill(32)) }).code).toBe('file_too_large')
    expect(languageFormat(filesOf({ 'a.onnx': utf8('onnx') }))).toBeNull()
    expect(languageFormat(filesOf({}))).toBeNull()
  })

  const gguf = (...more: (readonly [string, GgufValue])[]) => refused({ 'm.gguf': llamaGguf(LLAMA, weights, more) })
  it.each<[string, string, RegExp, () => ReturnType<typeof refused>]>([
    [
      'GGUF: another architecture',
      'operator_unsupported',
      /"bert"/,
      () => refused({ 'm.gguf': writeGguf([['general.architecture', 'bert']], []) }),
    ],
    ['GGUF: no architecture', 'graph_invalid', /general\.architecture/, () => refused({ 'm.gguf': writeGguf([], []) })],
    ['GGUF: experts', 'attribute_unsupported', /experts/, () => gguf(['llama.expert_count', 8])],
    ['GGUF: yarn', 'attribute_unsupported', /"yarn"/, () => gguf(['llama.rope.scaling.type', 'yarn'])],
    [
      'GGUF: a part of neighbours that turns',
      'attribute_unsupported',
      /2 of 4 values/,
      () => gguf(['llama.rope.dimension_count', 2]),
    ],
    [
      'GGUF: values of another size',
      'attribute_unsupported',
      /heads of values/,
      () => gguf(['llama.attention.value_length', 8]),
    ],
    ['GGUF: a window', 'attribute_unsupported', /sliding window/, () => gguf(['llama.attention.sliding_window', 8])],
    ['GGUF: a number that is text', 'graph_invalid', /key_length/, () => gguf(['llama.attention.key_length', 'x'])],
  ])('%s', (_, code, message, run) => {
    const found = run()
    expect(found.code).toBe(code)
    expect(found.message).toMatch(message)
  })
})
