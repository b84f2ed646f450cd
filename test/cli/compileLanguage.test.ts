// compile, for language models: a folder, a GGUF file and a llama2.c file become a model file with tokenizer and template.

import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel, languagePorts } from '../../src/core/graph/index.ts'
import { readTemplate, readTokenizer } from '../../src/core/language/index.ts'
import { huggingFace, type LlamaLike, llamaConfig, llamaGguf, llamaWeights } from '../compile/support/languages.ts'
import { materialPath, missing } from '../compile/support/material.ts'
import { assay, assayJson, type Json, oneObject, temporary } from '../e2e/support/cli.ts'

const home = temporary()
const options = { home, timeoutMs: 100_000 }
const folder = join(home, 'tiny')

/** GPT-2's characters for the 256 bytes. */
function alphabet(): string[] {
  const plain = (byte: number): boolean => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173)
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(plain(byte) ? byte : next++))
}
const TOKENS = [...alphabet(), '<s>', '</s>']
const SHAPE: LlamaLike = {
  type: 'llama',
  width: 16,
  hidden: 24,
  layers: 1,
  heads: 2,
  groups: 1,
  vocabulary: 264,
  context: 64,
  tied: true,
}
const TEMPLATE = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}"
const tokenizerJson = {
  version: '1.0',
  added_tokens: [256, 257].map(id => ({
    ...{ id, content: TOKENS[id], special: true },
    ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
  })),
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  post_processor: null,
  decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
  model: {
    type: 'BPE',
    ...{ dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null },
    ...{ fuse_unk: false, byte_fallback: false, merges: [] },
    vocab: Object.fromEntries(TOKENS.map((token, id) => [token, id])),
  },
}

const weights = llamaWeights(SHAPE, 1)

beforeAll(() => {
  mkdirSync(folder)
  for (const [name, bytes] of Object.entries(huggingFace(llamaConfig(SHAPE), weights)))
    writeFileSync(join(folder, name), bytes)
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizerJson))
  const settings = { bos_token: '<s>', eos_token: '</s>', chat_template: TEMPLATE }
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(settings))
  writeFileSync(join(home, 'text.txt'), 'A short text that the tiny model reads while it is compiled. '.repeat(40))
})

const compile = (words: readonly string[]): Promise<Json> => assayJson(['compile', ...words], options)
const failing = async (words: readonly string[]): Promise<{ code: number | null; error: Json }> => {
  const ended = await assay(['compile', ...words, '--json'], options)
  return { code: ended.code, error: oneObject(ended) }
}

describe('assay compile of language models', () => {
  it('a folder of Hugging Face, by a text', { timeout: 120_000 }, async () => {
    const out = join(home, 'tiny.assay')
    const report = join(home, 'tiny.json')
    const words = [
      folder,
      '--calibration',
      join(home, 'text.txt'),
      '-o',
      out,
      '--report',
      report,
      '--weight-bits',
      '10',
    ]
    const found = await compile([...words, '--context', '48', '--name', 'Tiny', '--license', 'CC0-1.0'])
    expect(found).toMatchObject({
      subject: { name: 'Tiny', format: 'huggingface', tokenizer: 258, chat: true },
      architecture: 'llama',
      shape: { context: 48, vocabulary: 264, tied: true },
      data: { invented: false, heldOut: true },
      weightBits: { query: 10, classifier: 10 },
      bytes: statSync(out).size,
      file: out,
    })
    expect(found.evaluation.divergence).toBeLessThan(0.01)
    expect(found.notes).toContain('context 48 of 64 positions')
    const { file: _, ...rest } = found
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(rest)
    const model = unwrap(decodeModel(new Uint8Array(readFileSync(out))))
    expect(model.manifest).toMatchObject({ name: 'Tiny', license: 'CC0-1.0', evaluation: { metric: 'agreement' } })
    expect(languagePorts(model)).toMatchObject({ vocabulary: 264, context: 48 })
    const tokenizer = unwrap(readTokenizer(model.language!.tokenizer))
    expect([tokenizer.bos, tokenizer.eos]).toEqual([256, [257]])
    expect(tokenizer.encode('hey')).toEqual([104, 101, 121])
    const template = unwrap(readTemplate(model.language!.template))
    expect(template.template).toBe(TEMPLATE)
  })

  it('a GGUF file: the graph and weights of the folder', { timeout: 120_000 }, async () => {
    const file = join(home, 'tiny.gguf')
    writeFileSync(
      file,
      llamaGguf(SHAPE, weights, [
        ['tokenizer.ggml.model', 'gpt2'],
        ['tokenizer.ggml.pre', 'gpt-2'],
        ['tokenizer.ggml.tokens', TOKENS],
        ['tokenizer.ggml.token_type', TOKENS.map((_, id) => (id < 256 ? 1 : 3))],
        ['tokenizer.ggml.merges', ['h e']],
        ['tokenizer.ggml.bos_token_id', 256],
        ['tokenizer.ggml.eos_token_id', 257],
        ['tokenizer.chat_template', TEMPLATE],
      ]),
    )
    const [one, other] = [await compile([file, '--weight-bits', '8']), await compile([folder, '--weight-bits', '8'])]
    expect(one.graphRoot).toBe(other.graphRoot)
    expect(one.weightsRoot).toBe(other.weightsRoot)
    expect(one.templateHash).toMatch(/^0x(?!0{64})/)
    expect(one).toMatchObject({ subject: { format: 'gguf' }, data: { invented: true } })
    expect(one.file).toBe(join(home, 'models', `${one.modelId}.assay`))
  })

  const absent = missing('stories260K/stories260K.bin')
  it.skipIf(absent !== null)(
    `a llama2.c file with its tokenizer${absent === null ? '' : ` (${absent})`}`,
    { timeout: 120_000 },
    async () => {
      const bin = materialPath('stories260K/stories260K.bin')
      const words = [bin, '--tokenizer', materialPath('stories260K/tok512.bin'), '-o', join(home, 'stories.assay')]
      const { code, stdout } = await assay(['compile', ...words], options)
      expect(code).toBe(0)
      expect(stdout).toMatch(/weights of 8 bits/)
      const [, away] = /on 1024 tokens: ([\d.]+) nats per token away \(target 0\.002\)/.exec(stdout)!
      expect(Number(away)).toBeLessThan(0.002)
      expect((await failing([bin])).error).toMatchObject({
        code: 'input_invalid',
        hint: expect.stringContaining('--tokenizer'),
      })
    },
  )

  it('wrong use', { timeout: 60_000 }, async () => {
    for (const words of [
      [folder, '--labels', 'x.npy'],
      [folder, '--prefer', 'speed'],
      [folder, '--report', 'x.html'],
      [folder, '--weight-bits', '12'],
      [folder, '--rounding', 'up'],
      [folder, '--context', '0'],
      [folder, '--context', 'long'],
      [folder, '--target-loss', '-1'],
      [folder, '--holdout', join(home, 'text.txt')],
      ['model.onnx', '--context', '8'],
    ]) {
      const { code, error } = await failing(words)
      expect([words, code, error.code]).toEqual([words, 2, 'usage'])
    }
  })

  it('what has no exact form, and what does not fit together', { timeout: 60_000 }, async () => {
    const other = join(home, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'config.json'), JSON.stringify({ model_type: 'mamba' }))
    expect(await failing([other])).toMatchObject({ code: 1, error: { code: 'operator_unsupported' } })
    const bare = join(home, 'bare')
    mkdirSync(bare)
    for (const [name, bytes] of Object.entries(huggingFace(llamaConfig(SHAPE), weights)))
      writeFileSync(join(bare, name), bytes)
    expect(await failing([bare])).toMatchObject({
      code: 1,
      error: { code: 'input_invalid', message: expect.stringContaining('tokenizer.json') },
    })
    const small = { ...SHAPE, vocabulary: 200 }
    for (const [name, bytes] of Object.entries(huggingFace(llamaConfig(small), llamaWeights(small, 2))))
      writeFileSync(join(bare, name), bytes)
    writeFileSync(join(bare, 'tokenizer.json'), JSON.stringify(tokenizerJson))
    expect(await failing([bare])).toMatchObject({
      code: 1,
      error: { code: 'input_invalid', message: expect.stringContaining('258 tokens') },
    })
    expect(await failing([folder, '--context', '65'])).toMatchObject({
      code: 1,
      error: { code: 'attribute_unsupported' },
    })
    expect(await failing([join(home, 'nothing.gguf')])).toMatchObject({ code: 3, error: { code: 'file_not_found' } })
    writeFileSync(join(home, 'cut.gguf'), new Uint8Array([0x47, 0x47, 0x55, 0x46, 3, 0, 0]))
    expect(await failing([join(home, 'cut.gguf')])).toMatchObject({ code: 1, error: { code: 'file_truncated' } })
  })
})
