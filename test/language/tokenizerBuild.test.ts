// Builders of tokenizer bytes: what files say of begin, end and control tokens; what steps cannot express is refused by its name; files
// made to harm. That ids are right: tokenizerVectors.test.ts and tokenizer.test.ts.

import { describe, expect, it } from 'vitest'
import { toBase64, utf8 } from '../../src/core/bytes/index.ts'
import { type Result, unwrap } from '../../src/core/errors/index.ts'
import {
  type GgufMetadata,
  readTokenizer,
  type Tokenizer,
  tokenizerFromGguf,
  tokenizerFromHuggingFace,
  tokenizerFromLlama2c,
} from '../../src/core/language/index.ts'
import { material, missing } from '../compile/support/material.ts'
import { ggufMetadata, ggufTokenizer, random, vectorOf } from './tokenizers.ts'

type Json = Record<string, unknown>
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value))
const read = (bytes: Result<Uint8Array>): Tokenizer => unwrap(readTokenizer(unwrap(bytes)))

describe('tokenizer.json', () => {
  const file = (name = 'hf-llama3'): Json => structuredClone(vectorOf(name).tokenizer) as Json
  const build = (tokenizer: Json, others: Json = {}) =>
    tokenizerFromHuggingFace({
      tokenizerJson: json(tokenizer),
      ...Object.fromEntries(
        Object.entries(others).map(([name, value]) => [name, typeof value === 'string' ? value : json(value)]),
      ),
    })

  it('with the settings beside it: begin, ends', () => {
    const { tokenOf } = read(build(file()))
    const [begin, end, user] = ['<|begin|>', '<|end|>', '<|user|>'].map(text => read(build(file())).tokenOf(text)!)
    expect(typeof tokenOf).toBe('function')
    expect(read(build(file()))).toMatchObject({ bos: null, eos: [] })
    const settings = { bos_token: '<|begin|>', eos_token: { content: '<|end|>' } }
    expect(read(build(file(), { tokenizerConfig: settings }))).toMatchObject({ bos: begin, eos: [end] })
    expect(read(build(file(), { specialTokensMap: settings }))).toMatchObject({ bos: begin, eos: [end] })
    expect(read(build(file(), { config: { bos_token_id: begin, eos_token_id: end } }))).toMatchObject({
      bos: begin,
      eos: [end],
    })
    expect(
      read(
        build(file(), {
          tokenizerConfig: settings,
          generationConfig: { eos_token_id: [user, end] },
          config: { eos_token_id: end },
        }),
      ),
    ).toMatchObject({ eos: [end, user].sort((a, b) => a! - b!) })
    // What settings name and no token is, is no token.
    expect(
      read(build(file(), { config: { eos_token_id: 1_000_000 }, tokenizerConfig: { eos_token: 'none' } })),
    ).toMatchObject({ eos: [] })
  })

  it('with add_bos_token, which has the last word over the post-processor', () => {
    const prefix = (settings: Json, name = 'hf-llama3') =>
      read(build(file(name), { tokenizerConfig: settings })).data.prefix
    const bos_token = '<|begin|>'
    const begin = read(build(file())).tokenOf(bos_token)
    expect(prefix({})).toEqual([begin])
    expect(prefix({ bos_token, add_bos_token: false })).toEqual([])
    expect(prefix({ bos_token, add_bos_token: true })).toEqual([begin])
    const bare = { ...file(), post_processor: null }
    expect(read(build(bare)).data.prefix).toEqual([])
    expect(read(build(bare, { tokenizerConfig: { bos_token, add_bos_token: true } })).data.prefix).toEqual([begin])
  })

  it('marks: special tokens are silent and guarded, markup of the template guarded, others neither', () => {
    const kind = (others: Json = {}) => {
      const tokenizer = read(build(file(), others))
      const id = tokenizer.tokenOf('<tool>')!
      return {
        untrusted: tokenizer.encode('<tool>').includes(id),
        trusted: tokenizer.encode('<tool>', { special: true }).includes(id),
        silent: tokenizer.isControl(id),
      }
    }
    expect(kind()).toEqual({ untrusted: true, trusted: true, silent: false })
    const guarded = { untrusted: false, trusted: true, silent: false }
    expect(kind({ tokenizerConfig: { chat_template: 'x<tool>y' } })).toEqual(guarded)
    expect(kind({ tokenizerConfig: { chat_template: [{ name: 'default', template: '<tool>' }] } })).toEqual(guarded)
    expect(kind({ chatTemplate: '<tool>' })).toEqual(guarded)
    expect(kind({ tokenizerConfig: { eos_token: '<tool>' } })).toEqual({
      untrusted: false,
      trusted: true,
      silent: true,
    })
    const tokenizer = read(build(file()))
    expect(tokenizer.isControl(tokenizer.tokenOf('<|end|>')!)).toBe(true)
  })

  const BARE = { added_tokens: [], post_processor: null, pre_tokenizer: null, normalizer: null }
  const UNSUPPORTED: readonly [what: string, change: (file: Json) => Json, name?: string][] = [
    ['another model', f => ({ ...BARE, decoder: f['decoder'], model: { type: 'WordLevel', vocab: { a: 0 } } })],
    ['a suffix of words', f => ({ ...f, model: { ...(f['model'] as Json), end_of_word_suffix: '</w>' } })],
    ['a prefix of continuations', f => ({ ...f, model: { ...(f['model'] as Json), continuing_subword_prefix: '##' } })],
    ['dropout', f => ({ ...f, model: { ...(f['model'] as Json), dropout: 0.1 } })],
    ['another normalizer', f => ({ ...f, normalizer: { type: 'Nmt' } })],
    [
      'another normalizer in a sequence',
      f => ({ ...f, normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'ByteLevel' }] } }),
    ],
    ['another pre-tokenizer', f => ({ ...f, pre_tokenizer: { type: 'UnicodeScripts' } })],
    ['another decoder', f => ({ ...f, decoder: { type: 'CTC' } })],
    ['another post-processor', f => ({ ...f, post_processor: { type: 'Other' } })],
    ['a member of objects as a type', f => ({ ...f, pre_tokenizer: { type: 'constructor' } })],
    [
      'an unknown behavior',
      f => ({
        ...f,
        pre_tokenizer: { type: 'Split', pattern: { String: 'x' }, behavior: 'Contiguous', invert: false },
      }),
    ],
    [
      'a pattern outside the subset',
      f => ({
        ...f,
        pre_tokenizer: { type: 'Split', pattern: { Regex: '(?<=a)b' }, behavior: 'Isolated', invert: false },
      }),
    ],
    [
      'a pattern that takes exponential time elsewhere',
      f => ({
        ...f,
        pre_tokenizer: {
          type: 'Split',
          pattern: { Regex: '(x+x+)+y{1000}y{1000}y{1000}' },
          behavior: 'Isolated',
          invert: false,
        },
      }),
    ],
    [
      'a unigram over bytes',
      f => ({ ...BARE, decoder: f['decoder'], model: { type: 'Unigram', vocab: [['a', 0]], unk_id: 0 } }),
    ],
    [
      'a decoder that strips much',
      f => ({ ...f, decoder: { type: 'Strip', content: ' ', start: 3, stop: 0 } }),
      'hf-llama2',
    ],
    [
      'a decoder that replaces by letters',
      f => ({ ...f, decoder: { type: 'Replace', pattern: { String: '_' }, content: 'x' } }),
      'hf-llama2',
    ],
  ]
  it.each(UNSUPPORTED)('is refused with %s', (_, change, name) => {
    expect(build(change(file(name)))).toMatchObject({ ok: false, code: 'tokenizer_unsupported' })
  })

  const MALFORMED: readonly [what: string, change: (file: Json) => unknown][] = [
    ['no model', f => ({ ...f, model: null })],
    ['a list', f => [f]],
    ['a fractional id', f => ({ ...f, model: { ...(f['model'] as Json), vocab: { a: 0.5 } } })],
    ['a negative id', f => ({ ...f, model: { ...(f['model'] as Json), vocab: { a: -1 } } })],
    ['an enormous id', f => ({ ...f, model: { ...(f['model'] as Json), vocab: { a: 4e9 } } })],
    ['a member of lists as an id', f => ({ ...f, model: { ...(f['model'] as Json), vocab: { a: 'length' } } })],
    [
      'two tokens of one id',
      f => ({ ...f, model: { ...(f['model'] as Json), vocab: { a: 0, b: 0 }, merges: [] }, added_tokens: [] }),
    ],
    ['a merge of no token', f => ({ ...f, model: { ...(f['model'] as Json), merges: [['nothing', 'there']] } })],
    ['a merge of three', f => ({ ...f, model: { ...(f['model'] as Json), merges: ['a b c'] } })],
    ['an added token without text', f => ({ ...f, added_tokens: [{ id: 1 }] })],
    ['special of no truth', f => ({ ...f, added_tokens: [{ id: 0, content: '<|begin|>', special: 'yes' }] })],
    [
      'a post-processor with no token',
      f => ({
        ...f,
        post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: 'none', type_id: 0 } }] },
      }),
    ],
    ['an unknown token that is none', f => ({ ...f, model: { ...(f['model'] as Json), unk_token: 'none' } })],
    ['a broken character map', f => ({ ...f, normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAA' } })],
  ]
  it.each(MALFORMED)('is refused with %s', (_, change) => {
    expect(build(change(file()) as Json)).toMatchObject({
      ok: false,
      code: expect.stringMatching(/^(tokenizer|file)_malformed$/),
    })
  })

  it('is bounded before it is parsed', () => {
    const of = (text: string) => tokenizerFromHuggingFace({ tokenizerJson: utf8(text) })
    expect(of('['.repeat(200_000))).toMatchObject({ ok: false, code: 'nesting_too_deep' })
    expect(of(`{"a":[${'1,'.repeat(5_000_000)}1]}`)).toMatchObject({ ok: false, code: 'file_too_large' })
    expect(of(`{"a":[${'[],'.repeat(3_000_000)}1]}`)).toMatchObject({ ok: false, code: 'file_too_large' })
    expect(of('{"a":"[[[[[[["')).toMatchObject({ ok: false, code: 'file_malformed' })
    expect(of('')).toMatchObject({ ok: false, code: 'file_malformed' })
    expect(tokenizerFromHuggingFace({ tokenizerJson: new Uint8Array(65 << 20) })).toMatchObject({
      ok: false,
      code: 'file_too_large',
    })
    expect(tokenizerFromHuggingFace({ tokenizerJson: new Uint8Array([0xff]) })).toMatchObject({
      ok: false,
      code: 'file_malformed',
    })
  })

  it('may have names of members as tokens', () => {
    const words = ['__proto__', 'constructor', 'toString']
    const text = JSON.stringify({
      added_tokens: [{ id: 4, content: 'hasOwnProperty', special: false }],
      model: { type: 'WordPiece', unk_token: 'u', vocab: { u: 0 } },
      pre_tokenizer: { type: 'WhitespaceSplit' },
    }).replace('{"u":0}', `{"u":0,${words.map((word, i) => `"${word}":${i + 1}`).join(',')}}`)
    const tokenizer = read(tokenizerFromHuggingFace({ tokenizerJson: utf8(text) }))
    expect(tokenizer.encode(`${words.join(' ')} hasOwnProperty valueOf`)).toEqual([1, 2, 3, 4, 0])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('GGUF metadata', () => {
  const metadata = vectorOf('sp-bpe').metadata as unknown as Json
  const sp = (changes: Json): Result<Uint8Array> =>
    tokenizerFromGguf(
      new Map(Object.entries({ ...metadata, ...changes }).filter(([, value]) => value !== undefined)) as GgufMetadata,
    )

  it('says what stands around a prompt', () => {
    const around = (changes: Json) => read(sp(changes)).encode('a', { ends: true })
    const [inner] = [around({ 'tokenizer.ggml.add_bos_token': false })]
    expect(inner).not.toContain(1)
    expect(around({})).toEqual([1, ...inner!])
    expect(around({ 'tokenizer.ggml.add_eos_token': true })).toEqual([1, ...inner!, 2])
    expect(read(sp({ 'tokenizer.ggml.add_space_prefix': false })).data).toMatchObject({
      strip: false,
      steps: [['replace', ' ', '\u2581']],
    })
  })

  it('names the ends of turns by their texts, too', () => {
    const tokens = [...(metadata['tokenizer.ggml.tokens'] as string[]), '<|im_end|>', '<end_of_turn>', '<|x|>', '<t>']
    const more = (name: string, values: number[]) => [...(metadata[`tokenizer.ggml.${name}`] as number[]), ...values]
    const changes = {
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.scores': more('scores', [0, 0, 0, 0]),
      'tokenizer.ggml.token_type': more('token_type', [1, 4, 4, 4]),
    }
    const first = tokens.length - 4
    const tokenizer = read(sp(changes))
    expect(tokenizer.eos).toEqual([2, first, first + 1])
    expect([0, 1, 2, 3].map(i => tokenizer.isControl(first + i))).toEqual([true, true, false, false])
    expect(tokenizer.encode('<|im_end|><end_of_turn><|x|><t>').filter(id => id >= first)).toEqual([first + 3])
    expect(
      tokenizer.encode('<|im_end|><end_of_turn><|x|><t>', { special: true }).filter(id => id >= first),
    ).toHaveLength(4)
    const template = read(sp({ ...changes, 'tokenizer.chat_template': 'x <t> y' }))
    expect(template.encode('<t>')).not.toContain(first + 3)
  })

  const WRONG: readonly [what: string, changes: Json, code: RegExp][] = [
    ['no model', { 'tokenizer.ggml.model': undefined }, /unsupported/],
    ['another model', { 'tokenizer.ggml.model': 'rwkv' }, /unsupported/],
    ['a member of objects as a model', { 'tokenizer.ggml.model': 'constructor' }, /unsupported/],
    ['a model that is no text', { 'tokenizer.ggml.model': 1 }, /malformed/],
    ['no tokens', { 'tokenizer.ggml.tokens': undefined }, /malformed/],
    ['tokens that are numbers', { 'tokenizer.ggml.tokens': [1, 2] }, /malformed/],
    ['too few scores', { 'tokenizer.ggml.scores': [1] }, /malformed/],
    ['no scores', { 'tokenizer.ggml.scores': undefined }, /malformed/],
    [
      'scores without a number',
      {
        'tokenizer.ggml.scores': (metadata['tokenizer.ggml.scores'] as number[]).map(() => Number.NaN),
      },
      /malformed/,
    ],
    [
      'types of no kind',
      {
        'tokenizer.ggml.token_type': (metadata['tokenizer.ggml.token_type'] as number[]).map(() => 9),
      },
      /malformed/,
    ],
    ['a begin outside', { 'tokenizer.ggml.bos_token_id': 5000 }, /malformed/],
    ['a begin that is a bigint', { 'tokenizer.ggml.bos_token_id': 1n }, /malformed/],
    ['an end that is negative', { 'tokenizer.ggml.eos_token_id': -1 }, /malformed/],
    ['a byte level without merges', { 'tokenizer.ggml.model': 'gpt2' }, /malformed/],
    [
      'a pre-tokenizer of no known name',
      { 'tokenizer.ggml.model': 'gpt2', 'tokenizer.ggml.pre': 'toString' },
      /unsupported/,
    ],
  ]
  it.each(WRONG)('is refused with %s', (_, changes, code) => {
    expect(sp(changes)).toMatchObject({ ok: false, code: expect.stringMatching(code) })
  })

  it.skipIf(missing('ggml-vocab-dev') !== null)('of real files: begin, end, unknown', () => {
    expect(ggufTokenizer('gpt-2')).toMatchObject({ vocabulary: 50257, bos: 50256, eos: [50256] })
    expect(ggufTokenizer('gpt-2').encode('a', { ends: true })).toEqual([64])
    expect(ggufTokenizer('phi-3')).toMatchObject({ vocabulary: 32064, bos: 1, eos: [32000, 32007] })
    expect(ggufTokenizer('phi-3').encode('a', { ends: true })).toEqual([1, 263])
    expect(ggufTokenizer('bert-bge')).toMatchObject({ vocabulary: 30522, bos: 101 })
    expect(ggufTokenizer('bert-bge').encode('a', { ends: true })).toEqual([101, 1037, 102])
    const unknown = new Map(ggufMetadata('gpt-2'))
    unknown.set('tokenizer.ggml.pre', 'something new')
    expect(tokenizerFromGguf(unknown)).toMatchObject({
      ok: false,
      code: 'tokenizer_unsupported',
      hint: expect.any(String),
    })
  })
})

describe('character maps of SentencePiece', () => {
  const base = vectorOf('sp-unigram-map').metadata! as unknown as Json
  const map = Uint8Array.from(base['tokenizer.ggml.precompiled_charsmap'] as number[])
  const build = (bytes: Uint8Array) =>
    tokenizerFromGguf(
      new Map(Object.entries({ ...base, 'tokenizer.ggml.precompiled_charsmap': [...bytes] })) as GgufMetadata,
    )

  it('become pairs', () => {
    const [step] = read(build(map)).data.steps
    const pairs = Array.from({ length: (step!.length - 1) / 2 }, (_, i) => [step![2 * i + 1], step![2 * i + 2]])
    expect(step![0]).toBe('map')
    expect(new Map(pairs as [string, string][])).toEqual(
      new Map([
        ['A', 'a'],
        ['B', 'b'],
        ['\u00c4B', 'Z'],
        ['\ufb01', 'fi'],
        ['\u2026', '...'],
        ['\u{1f999}', 'lama'],
      ]),
    )
    expect(read(build(new Uint8Array(0))).data.steps[0]![0]).not.toBe('map')
  })

  it('of a tokenizer.json too', () => {
    const file = structuredClone(vectorOf('hf-unigram').tokenizer) as Json
    const built = tokenizerFromHuggingFace({
      tokenizerJson: json({ ...file, normalizer: { type: 'Precompiled', precompiled_charsmap: toBase64(map) } }),
    })
    expect(read(built).data.steps[0]!.slice(0, 2)).toEqual(['map', 'A'])
  })

  it('made to harm are refused, or read to the end', () => {
    const next = random(21)
    for (let i = 0; i < 400; i++) {
      const changed = Uint8Array.from(map)
      for (let k = 0; k < 4; k++) changed[Math.floor(next() * changed.length)] = Math.floor(next() * 256)
      const result = build(changed.subarray(0, next() < 0.2 ? Math.floor(next() * changed.length) : changed.length))
      if (!result.ok) expect(result.code).toMatch(/^tokenizer_(malformed|unsupported)$/)
    }
    // Cells that lead to one another in a circle.
    const circle = new Uint8Array(4 + 1024 + 4)
    const view = new DataView(circle.buffer)
    view.setUint32(0, 1024, true)
    for (let i = 0; i < 256; i++) view.setUint32(4 + 4 * i, (i << 10) | i, true)
    const started = performance.now()
    expect(build(circle)).toMatchObject({ ok: false, code: 'tokenizer_malformed' })
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe.skipIf(missing('stories260K') !== null)('llama2.c files', () => {
  const file = () => material('stories260K/tok512.bin')

  it('have 512 tokens here, spaces as they are', () => {
    const tokenizer = read(tokenizerFromLlama2c(file()))
    expect(tokenizer).toMatchObject({ vocabulary: 512, bos: 1, eos: [1, 2] })
    expect(tokenizer.encode('Once upon a time', { ends: true })).toEqual([1, 403, 407, 261, 378])
    expect(tokenizer.encode('\u{1f999}')).toHaveLength(5)
    expect(tokenizer.decode(tokenizer.encode('\u{1f999}é\n'))).toBe('\u{1f999}é\n')
  })

  it('cut short, with wild lengths or without bytes are refused', () => {
    const code = (bytes: Uint8Array) => {
      const result = tokenizerFromLlama2c(bytes)
      return result.ok ? 'ok' : result.code
    }
    for (const length of [0, 3, 5, 11, 14, 100, 2000, 6226])
      expect([length, code(file().subarray(0, length))]).toEqual([length, expect.stringMatching(/^file_/)])
    const with32 = (at: number, value: number) => {
      const bytes = file()
      new DataView(bytes.buffer).setUint32(at, value, true)
      return code(bytes)
    }
    expect(with32(8, 0xffffffff)).toBe('file_malformed')
    expect(with32(8, 4000)).toBe('file_malformed')
    expect(with32(4, 0x7fc00000)).toBe('file_malformed')
    expect(code(new Uint8Array(100_000))).toMatch(/^file_/)
  })
})
