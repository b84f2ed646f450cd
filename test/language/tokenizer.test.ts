// Tokenizers: exact ids, the way back, streams, and what no text may do. Ids of other implementations: tokenizerVectors.test.ts.

import { Tokenizer as Library } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { readTokenizer, type Tokenizer, type TokenizerData, writeTokenizer } from '../../src/core/language/index.ts'
import { bpeModel } from '../../src/core/language/tokenizer/bpe.ts'
import { contains, unassigned } from '../../src/core/language/tokenizer/pattern/sets.ts'
import { kindsOf } from '../../src/core/language/tokenizer/spelling.ts'
import { material, missing } from '../compile/support/material.ts'
import {
  bytesOfVector,
  ggufCases,
  ggufTokenizer,
  random,
  randomText,
  storiesTokenizer,
  tokenizerOf,
  vectorOf,
} from './tokenizers.ts'

const VOCABULARIES = ['gpt-2', 'bert-bge', 'phi-3'] as const
const absent = missing('ggml-vocab-dev', 'stories260K')

describe.skipIf(absent !== null)('vocabularies of llama.cpp', () => {
  it.each(VOCABULARIES)('%s: all 47 cases', name => {
    const tokenizer = ggufTokenizer(name)
    const cases = ggufCases(name)
    expect(cases).toHaveLength(47)
    for (const { text, ids } of cases) expect([text, tokenizer.encode(text)]).toEqual([text, ids])
  })

  it('gpt-2 and phi-3: every case comes back', () => {
    for (const name of ['gpt-2', 'phi-3']) {
      const tokenizer = ggufTokenizer(name)
      for (const { text } of ggufCases(name)) expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
    }
  })

  it('gpt-2: as the library, on random text', () => {
    const tokenizer = ggufTokenizer('gpt-2')
    const { tokens, merges } = tokenizer.data
    const library = new Library(
      {
        model: {
          type: 'BPE',
          vocab: Object.fromEntries(tokens.map((text, id) => [text, id])),
          merges: Array.from({ length: merges.length / 2 }, (_, i) => [
            tokens[merges[2 * i]!],
            tokens[merges[2 * i + 1]!],
          ]),
        },
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
        decoder: { type: 'ByteLevel' },
        normalizer: null,
        post_processor: null,
        added_tokens: [],
      } as never,
      {},
    )
    const next = random(1)
    // The library takes white space and letters from the engine: other versions of Unicode, and JavaScript's idea of white space.
    const same = (text: string) =>
      [...text]
        .filter(sign => sign !== '\x85' && sign !== '\ufeff' && !contains(unassigned(), sign.codePointAt(0)!))
        .join('')
    for (let i = 0; i < 2000; i++) {
      const text = same(randomText(next, 40))
      expect([text, tokenizer.encode(text)]).toEqual([text, library.encode(text).ids])
    }
  })

  it('stories260K: as llama2.c merges, one best pair at a time', () => {
    const tokenizer = storiesTokenizer()
    const expected = new TextDecoder().decode(material('stories260K/expected-greedy-200.txt'))
    expect(tokenizer.decode(tokenizer.encode(expected))).toBe(expected)
    expect(tokenizer.encode(expected, { ends: true })[0]).toBe(1)
    expect(tokenizer.eos).toEqual([1, 2])
    const { tokens, ranks } = tokenizer.data
    const idOf = new Map(tokens.map((text, id) => [text, id]))
    const slow = (text: string): number[] => {
      const symbols: { text: string | null; id: number }[] = []
      for (const character of ` ${text}`) {
        const id = idOf.get(character)
        if (id !== undefined) symbols.push({ text: character, id })
        else for (const byte of new TextEncoder().encode(character)) symbols.push({ text: null, id: byte + 3 })
      }
      for (;;) {
        let best = -1
        let rank = Number.POSITIVE_INFINITY
        for (let i = 0; i + 1 < symbols.length; i++) {
          const [a, b] = [symbols[i]!.text, symbols[i + 1]!.text]
          const id = a === null || b === null ? undefined : idOf.get(a + b)
          if (id !== undefined && ranks[id]! >= 0 && ranks[id]! < rank) {
            best = i
            rank = ranks[id]!
          }
        }
        if (best < 0) return symbols.map(symbol => symbol.id)
        const merged = symbols[best]!.text! + symbols[best + 1]!.text!
        symbols.splice(best, 2, { text: merged, id: idOf.get(merged)! })
      }
    }
    const next = random(2)
    const words = expected.split(' ')
    for (let i = 0; i < 300; i++) {
      const text = Array.from({ length: 12 }, () =>
        next() < 0.8 ? words[Math.floor(next() * words.length)] : randomText(next, 4),
      ).join(' ')
      expect([text, tokenizer.encode(text)]).toEqual([text, text === '' ? [] : slow(text)])
    }
  })
})

describe('decoding', () => {
  const BYTE_LEVEL = ['hf-gpt2', 'hf-llama3', 'hf-o200k', 'hf-cl100k', 'hf-deepseek3', 'hf-starcoder', 'hf-bloom']

  it.each(BYTE_LEVEL)('%s: random Unicode comes back', name => {
    const tokenizer = tokenizerOf(name)
    const next = random(3)
    for (let i = 0; i < 1500; i++) {
      const text = randomText(next, 30)
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
    }
  })

  it.each(['hf-llama2', 'sp-bpe'])('%s: so does text without the sign for a space', name => {
    const tokenizer = tokenizerOf(name)
    const next = random(4)
    for (let i = 0; i < 1500; i++) {
      const text = randomText(next, 30).replaceAll('\u2581', '_')
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
    }
  })

  it('a stream gives the same text, whatever the tokens', () => {
    for (const name of ['hf-gpt2', 'hf-llama2', 'hf-bert-uncased', 'hf-unigram-bytes', 'sp-unigram']) {
      const tokenizer = tokenizerOf(name)
      const next = random(5)
      for (let i = 0; i < 300; i++) {
        const tokens =
          i % 2 === 0
            ? tokenizer.encode(randomText(next, 20))
            : Array.from({ length: 12 }, () => Math.floor(next() * tokenizer.vocabulary))
        for (const start of [true, false]) {
          const decoder = tokenizer.decoder({ start })
          const parts = tokens.map(token => decoder.push(token))
          parts.push(decoder.finish())
          expect(parts.join('')).toBe(tokenizer.decode(tokens, { start }))
          // Nothing half: a replacement sign stands only where the bytes are wrong, never for a character that is still coming.
          if (i % 2 === 0) expect(parts.join('').includes('\ufffd')).toBe(tokenizer.decode(tokens).includes('\ufffd'))
        }
      }
    }
  })

  it('a character of several tokens comes with its last byte', () => {
    const tokenizer = tokenizerOf('hf-gpt2')
    const tokens = tokenizer.encode('\u{1f999}')
    expect(tokens.length).toBeGreaterThan(1)
    const decoder = tokenizer.decoder()
    expect(tokens.map(token => decoder.push(token))).toEqual([...new Array(tokens.length - 1).fill(''), '\u{1f999}'])
    expect(decoder.finish()).toBe('')
    const cut = tokenizer.decoder()
    for (const token of tokens.slice(0, -1)) cut.push(token)
    expect(cut.finish()).toBe('\ufffd')
  })

  it('a byte order mark is text', () => {
    const tokenizer = tokenizerOf('hf-gpt2')
    expect(tokenizer.decode(tokenizer.encode('\ufeffa'))).toBe('\ufeffa')
  })

  it('bytes of tokens, joined, are the text', () => {
    for (const name of ['hf-gpt2', 'hf-llama2', 'hf-bert-cased', 'hf-unigram-bytes']) {
      const tokenizer = tokenizerOf(name)
      for (let token = 0; token < tokenizer.vocabulary; token++) {
        if (tokenizer.isControl(token)) continue
        const decoded = tokenizer.decode([token], { start: false })
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(tokenizer.bytesOf(token))).toBe(decoded)
      }
      expect(() => tokenizer.bytesOf(tokenizer.vocabulary)).toThrow(RangeError)
    }
  })

  it('the start of a text loses the space that encoding added, a continuation does not', () => {
    const tokenizer = tokenizerOf('hf-llama2')
    const tokens = tokenizer.encode('King')
    expect(tokenizer.decode(tokens)).toBe('King')
    expect(tokenizer.decode(tokens, { start: false })).toBe(' King')
    expect(tokenizer.encode('')).toEqual([])
  })

  it('control tokens give no text unless asked for', () => {
    const tokenizer = tokenizerOf('hf-gpt2')
    const end = tokenizer.tokenOf('<|end|>')!
    expect(tokenizer.isControl(end)).toBe(true)
    expect(tokenizer.decode([end])).toBe('')
    expect(tokenizer.decode([end], { special: true })).toBe('<|end|>')
    expect(new TextDecoder().decode(tokenizer.bytesOf(end))).toBe('<|end|>')
    expect(tokenizer.tokenOf('no such token')).toBeNull()
  })
})

describe('what a user writes', () => {
  const ALL = [
    'hf-gpt2',
    'hf-llama3',
    'hf-llama2',
    'hf-llama2-unknown',
    'hf-gemma',
    'hf-unigram',
    'hf-unigram-bytes',
    'hf-bert-cased',
    'sp-bpe',
    'sp-unigram-map',
  ]

  it.each(ALL)('%s: no text gives a control token, a byte by its name, or an id outside', name => {
    const tokenizer = tokenizerOf(name)
    const { data } = tokenizer
    const allowed = (id: number): boolean => !tokenizer.isControl(id) || id === data.unknown
    const next = random(6)
    const names = data.tokens.filter((_, id) => tokenizer.isControl(id)).concat(['<0x41>', '##', '\u2581</s>'])
    for (let i = 0; i < 400; i++) {
      const text = Array.from({ length: 6 }, () =>
        next() < 0.5 ? names[Math.floor(next() * names.length)] : randomText(next, 5),
      ).join('')
      expect(tokenizer.encode(text).filter(id => !allowed(id) || id >= tokenizer.vocabulary)).toEqual([])
    }
    for (const token of names) {
      // In trusted text all of them but the bytes and holes do.
      const id = tokenizer.tokenOf(token)
      if (id !== null && tokenizer.isControl(id))
        expect(tokenizer.encode(`x${token}y`, { special: true })).toContain(id)
      expect(tokenizer.encode('<0x41>')).not.toContain(tokenizer.tokenOf('<0x41>') ?? -1)
    }
  })

  it('guarded tokens stand where all of their text is trusted', () => {
    const tokenizer = tokenizerOf('hf-gpt2')
    const end = tokenizer.tokenOf('<|end|>')!
    const user = tokenizer.tokenOf('<|user|>')!
    const encode = (...parts: [string, boolean][]) =>
      tokenizer
        .encodeSegments(parts.map(([text, trusted]) => ({ text, trusted })))
        .filter(id => id === end || id === user)
    expect(encode(['<|user|>', true], ['<|end|>', false], ['<|end|>', true])).toEqual([user, end])
    expect(encode(['<|e', true], ['nd|>', false])).toEqual([])
    expect(encode(['<|e', false], ['nd|>', true])).toEqual([])
    expect(encode(['<|e', true], ['', false], ['nd|>', true])).toEqual([end])
    expect(encode(['<|e', true], ['x', false], ['nd|>', true])).toEqual([])
    expect(encode(['<', false], ['|end|>', true])).toEqual([])
    expect(encode(['<|end|', true], ['>', false], ['<|end|>', true])).toEqual([end])
  })

  it('segments of one trust are the same as their joined text, whatever the cut', () => {
    for (const name of ['hf-llama3', 'hf-llama2', 'hf-bert-cased']) {
      const tokenizer = tokenizerOf(name)
      const next = random(7)
      for (let i = 0; i < 200; i++) {
        const text = `${randomText(next, 12)}<|end|></s>${randomText(next, 12)}`.replace(/\p{Surrogate}/gu, '')
        const points = [...text]
        const cut = Math.floor(next() * points.length)
        const parts = [points.slice(0, cut).join(''), points.slice(cut).join('')]
        for (const trusted of [true, false])
          expect(tokenizer.encodeSegments(parts.map(part => ({ text: part, trusted })))).toEqual(
            tokenizer.encode(text, { special: trusted }),
          )
      }
    }
  })

  it('a longer open token does not hide a guarded one that is cut off, and the longest allowed one is taken', () => {
    const base = tokenizerOf('hf-gpt2').data
    const tokens = [...base.tokens, '<a>', '<a>b', '<a>bc']
    const first = base.tokens.length
    // <a> open, <a>b guarded, <a>bc guarded.
    const data = { ...base, tokens, added: [...base.added, first, 0, first + 1, 1, first + 2, 3] }
    const tokenizer = unwrap(readTokenizer(writeTokenizer(data)))
    const ids = (...parts: [string, boolean][]) =>
      tokenizer.encodeSegments(parts.map(([text, trusted]) => ({ text, trusted }))).filter(id => id >= first)
    expect(ids(['<a>bc', true])).toEqual([first + 2])
    expect(ids(['<a>b', true], ['c', false])).toEqual([first + 1])
    expect(ids(['<a>', true], ['bc', false])).toEqual([first])
    expect(ids(['<a>bc', false])).toEqual([first])
    expect(tokenizer.isControl(first + 1)).toBe(false)
    expect(tokenizer.decode([first + 1, first + 2])).toBe('<a>b')
  })

  it('the models do not know guarded tokens, whatever pieces they get', () => {
    const bert = tokenizerOf('hf-bert-cased').data
    const words = unwrap(readTokenizer(writeTokenizer({ ...bert, steps: [['split', 'remove', ' ']] })))
    expect(words.encode('[MASK] [UNK] [CLS]')).toEqual([bert.unknown, bert.unknown, bert.unknown])
    const llama3 = unwrap(readTokenizer(writeTokenizer({ ...tokenizerOf('hf-llama3').data, steps: [] })))
    expect(llama3.data.whole).toBe(true)
    expect(llama3.encode('<|end|>')).not.toContain(llama3.tokenOf('<|end|>'))
    const unigram = unwrap(readTokenizer(writeTokenizer({ ...tokenizerOf('hf-unigram-bytes').data, steps: [] })))
    for (const text of ['</s>', '<0x41>', '<unk>']) expect(unigram.encode(text)).not.toContain(unigram.tokenOf(text))
  })

  it('lone surrogates are U+FFFD, also where two segments meet', () => {
    const tokenizer = tokenizerOf('hf-gpt2')
    expect(tokenizer.encode('a\ud83eb')).toEqual(tokenizer.encode('a\ufffdb'))
    expect(
      tokenizer.encodeSegments([
        { text: '\ud83e', trusted: true },
        { text: '\udd99', trusted: false },
      ]),
    ).toEqual(tokenizer.encode('\ufffd\ufffd'))
  })

  it('names of members are tokens like others', () => {
    const base = tokenizerOf('hf-bert-cased').data
    const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
    const data: TokenizerData = { ...base, steps: [['split', 'remove', ' ']], tokens: [...base.tokens, ...words] }
    const tokenizer = unwrap(readTokenizer(writeTokenizer(data)))
    expect(tokenizer.encode(words.join(' '))).toEqual(words.map((_, i) => base.tokens.length + i))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('fast ways', () => {
  const model = (tokenizer: Tokenizer, scanned: number, data = tokenizer.data) => {
    const made = bpeModel(data, kindsOf(data), scanned)
    return (text: string): number[] => {
      const out: number[] = []
      made.encode(text, 0, text.length, out)
      return out
    }
  }

  it.each(['hf-gpt2', 'hf-llama2', 'sp-bpe'])('%s: heap and scan merge alike', name => {
    const tokenizer = tokenizerOf(name)
    const heap = model(tokenizer, 0)
    const scan = model(tokenizer, Number.POSITIVE_INFINITY)
    const next = random(8)
    const { text } = vectorOf(name).cases[9]!
    for (let i = 0; i < 150; i++) {
      const at = Math.floor(next() * text.length)
      const piece = next() < 0.5 ? text.slice(at, at + 90).replaceAll(' ', '\u2581') : randomText(next, 60)
      expect([piece, heap(piece)]).toEqual([piece, scan(piece)])
    }
  })

  it('cutting a text before signs for spaces changes nothing', () => {
    const tokenizer = tokenizerOf('sp-bpe')
    // A token that holds the sign inside turns the cut off; it has no way to be made.
    const { data } = tokenizer
    const uncut = model(tokenizer, 48, {
      ...data,
      tokens: [...data.tokens, 'q\u2581q'],
      ranks: [...Array.from(data.ranks), -1],
    })
    const cut = model(tokenizer, 48)
    const next = random(9)
    const { text } = vectorOf('sp-bpe').cases[9]!
    for (let i = 0; i < 100; i++) {
      const at = Math.floor(next() * text.length)
      const piece = `${text.slice(at, at + 120)}${randomText(next, 10)}`.replaceAll(' ', '\u2581')
      expect([piece, cut(piece)]).toEqual([piece, uncut(piece)])
    }
  })

  it('time is bounded on long texts without a place to cut', () => {
    const texts = ['a', 'ab', ' ', '\n ', '\u0301\u0316', '<', "'", '\u{1f999}', '1']
    for (const name of ['hf-gpt2', 'hf-llama2', 'hf-unigram-bytes', 'hf-bert-uncased', 'hf-o200k', 'sp-unigram-map']) {
      const tokenizer = tokenizerOf(name)
      for (const unit of texts) {
        const text = unit.repeat(Math.floor(100_000 / unit.length))
        const started = performance.now()
        tokenizer.encode(text)
        // About 0.1 s here; quadratic ways took minutes.
        expect([name, unit, performance.now() - started < 5000]).toEqual([name, unit, true])
      }
    }
  })

  it('a text that is too long is refused', () => {
    const tokenizer = tokenizerOf('hf-gpt2')
    expect(() => tokenizer.encode('a'.repeat(2 ** 21 + 1))).toThrow(
      expect.objectContaining({ code: 'prompt_too_large' }),
    )
    const half = { text: 'a '.repeat(2 ** 19 + 1), trusted: true }
    expect(() => tokenizer.encodeSegments([half, half])).toThrow(expect.objectContaining({ code: 'prompt_too_large' }))
  })

  it('so is one that steps make too long', () => {
    const { data } = tokenizerOf('hf-llama2')
    const steps = [['replace', ' ', 'x'.repeat(1000)]] as const
    const tokenizer = unwrap(readTokenizer(writeTokenizer({ ...data, steps })))
    expect(tokenizer.encode('a b').length).toBeGreaterThan(100)
    expect(() => tokenizer.encode(' '.repeat(10_000))).toThrow(expect.objectContaining({ code: 'prompt_too_large' }))
  })
})

describe('tokenizer bytes', () => {
  const vector = bytesOfVector(vectorOf('hf-llama3'))
  const text = new TextDecoder().decode(vector)
  const code = (bytes: Uint8Array): string => {
    const result = readTokenizer(bytes)
    return result.ok ? 'ok' : result.code
  }
  const edited = (from: string, to: string): string => {
    expect(text).toContain(from)
    return code(new TextEncoder().encode(text.replace(from, () => to)))
  }

  it('write what was read, byte for byte', () => {
    const tokenizer = unwrap(readTokenizer(vector))
    expect(writeTokenizer(tokenizer.data)).toEqual(vector)
  })

  it('have one form', () => {
    expect(code(vector)).toBe('ok')
    expect(code(new TextEncoder().encode(`${text}\n`))).toBe('tokenizer_malformed')
    expect(code(new TextEncoder().encode(` ${text}`))).toBe('tokenizer_malformed')
    expect(code(new Uint8Array([0xef, 0xbb, 0xbf, ...vector]))).toBe('tokenizer_malformed')
    expect(code(new Uint8Array([...vector.subarray(0, 60), 0xff, ...vector.subarray(61)]))).toBe('tokenizer_malformed')
    expect(edited('"tokens":[', '"tokens": [')).toBe('tokenizer_malformed')
    expect(edited('"whole":true', '"whole":true,"whole":true')).toBe('tokenizer_malformed')
    expect(edited('"whole":true', '"__proto__":{},"whole":true')).toBe('tokenizer_malformed')
    expect(edited('"whole":true', '"whole":1')).toBe('tokenizer_malformed')
    expect(edited('"longest":0', '"longest":00')).toBe('tokenizer_malformed')
    expect(edited('"longest":0', '"longest":-0')).toBe('tokenizer_malformed')
    expect(edited('"longest":0', '"longest":0.0')).toBe('tokenizer_malformed')
    expect(edited('"longest":0', '"longest":0e0')).toBe('tokenizer_malformed')
    expect(edited('"<|begin|>"', '"\\u003c|begin|>"')).toBe('tokenizer_malformed')
    expect(edited('"space":""', '"space":"\\u0041"')).toBe('tokenizer_malformed')
    expect(edited('"space":""', '"space":"\\ud800"')).toBe('tokenizer_malformed')
    expect(edited('"space":""', '"space":"\t"')).toBe('tokenizer_malformed')
    expect(edited('"space":""', '"space":"\\q"')).toBe('tokenizer_malformed')
    expect(edited('assay-tokenizer/1', 'assay-tokenizer/2')).toBe('tokenizer_malformed')
    for (let at = 0; at < vector.length; at += Math.ceil(vector.length / 60))
      expect(code(vector.subarray(0, at))).toBe('tokenizer_malformed')
  })

  it('have one form of numbers', () => {
    const { data } = tokenizerOf('hf-unigram')
    const bytes = new TextDecoder().decode(
      writeTokenizer({ ...data, scores: Array.from(data.scores, (s, i) => (i === 9 ? -1.5 : s)) }),
    )
    const other = (number: string) => code(new TextEncoder().encode(bytes.replace(',-1.5,', `,${number},`)))
    expect(bytes).toContain(',-1.5,')
    expect(other('-1.5')).toBe('ok')
    for (const number of ['-1.50', '-15e-1', '-01.5', '-0', '1.', '.5', '+1', '1e999', '- 1', 'NaN', '-1.5.5'])
      expect([number, other(number)]).toEqual([number, 'tokenizer_malformed'])
  })

  it('are read again after a random byte changed, or refused, never anything else', () => {
    const next = random(10)
    for (let i = 0; i < 300; i++) {
      const changed = Uint8Array.from(vector)
      changed[Math.floor(next() * changed.length)] = Math.floor(next() * 256)
      const result = readTokenizer(changed)
      if (result.ok) expect(writeTokenizer(result.value.data)).toEqual(changed)
      else expect(result.code).toMatch(/^tokenizer_(malformed|unsupported)$/)
    }
  })

  const base = (name: string) => tokenizerOf(name).data
  const llama3 = base('hf-llama3')
  const llama2 = base('hf-llama2')
  const unigram = base('hf-unigram')
  const bert = base('hf-bert-cased')
  const spm = base('sp-bpe')
  const ordinary = llama3.tokens.findIndex((_, id) => id > 400 && !llama3.added.includes(id))
  const WRONG: readonly [what: string, why: RegExp, data: TokenizerData][] = [
    [
      'no tokens',
      /no tokens/,
      { ...llama2, tokens: [], merges: [], bytes: [], added: [], prefix: [], unknown: null, bos: null, eos: [] },
    ],
    [
      'two tokens of one text',
      /have the same text|an earlier one/,
      { ...llama3, tokens: [...llama3.tokens, llama3.tokens[ordinary]!] },
    ],
    ['a token that the alphabet does not spell', /not spelled/, { ...llama3, tokens: [...llama3.tokens, 'a b'] }],
    ['an added id outside', /added: 701/, { ...llama3, added: [...llama3.added, llama3.tokens.length, 0] }],
    ['added ids that do not ascend', /do not ascend/, { ...llama3, added: [1, 3, 0, 3] }],
    ['an added token twice', /do not ascend/, { ...llama3, added: [0, 3, 0, 3] }],
    ['flags that are none', /flags 32/, { ...llama3, added: [0, 32] }],
    ['a silent token that is not guarded', /flags 2/, { ...llama3, added: [0, 2] }],
    ['half a pair in added', /pairs of id/, { ...llama3, added: [0] }],
    [
      'an added hole',
      /is a hole/,
      { ...llama3, tokens: [...llama3.tokens, ''], added: [...llama3.added, llama3.tokens.length, 0] },
    ],
    [
      'two added tokens of one text',
      /stands twice/,
      { ...llama3, tokens: [...llama3.tokens, '<|end|>'], added: [...llama3.added, llama3.tokens.length, 0] },
    ],
    ['a byte that is an added token', /is a byte/, { ...llama2, added: [llama2.bytes[9]!, 0] }],
    ['255 bytes', /256 different/, { ...llama2, bytes: llama2.bytes.slice(1) }],
    ['a byte twice', /256 different/, { ...llama2, bytes: [...llama2.bytes.slice(1), llama2.bytes[1]!] }],
    [
      'bytes in a byte spelling',
      /byte spelling/,
      { ...llama3, added: [], bytes: Array.from({ length: 256 }, (_, i) => i) },
    ],
    ['a sign for spaces in a byte spelling', /byte spelling/, { ...llama3, space: '_' }],
    ['ranks in a byte spelling', /byte spelling/, { ...llama3, merges: [], ranks: llama3.tokens.map(() => -1) }],
    ['a merge of a control token', /not an ordinary/, { ...llama3, merges: [0, ordinary] }],
    ['a merge of an id outside', /not an ordinary/, { ...llama3, merges: [ordinary, llama3.tokens.length] }],
    ['a merge that gives no token', /no ordinary token is/, { ...llama3, merges: [ordinary, ordinary] }],
    [
      'a merge twice',
      /stands twice/,
      { ...llama3, merges: [...Array.from(llama3.merges), llama3.merges[0]!, llama3.merges[1]!] },
    ],
    ['half a merge', /merges: pairs/, { ...llama3, merges: [ordinary] }],
    [
      'a merge that makes a control token',
      /no ordinary token is/,
      {
        ...llama3,
        merges: Array.from(llama3.merges).slice(0, 2),
        added: [...llama3.added.slice(0, 6), madeFirst(llama3), 3],
      },
    ],
    ['ranks and merges', /ranks: one/, { ...spm, merges: [300, 301] }],
    ['too few ranks', /ranks: one/, { ...spm, ranks: [1] }],
    ['a rank below -1', /ranks: -2/, { ...spm, ranks: Array.from(spm.ranks, (r, i) => (i === 300 ? -2 : r)) }],
    ['no scores', /scores: one/, { ...unigram, scores: [] }],
    ['scores of a bpe', /scores: one/, { ...llama2, scores: llama2.tokens.map(() => 0) }],
    [
      'a score beyond bounds',
      /scores: -2000000/,
      { ...unigram, scores: Array.from(unigram.scores, (s, i) => (i === 9 ? -2e6 : s)) },
    ],
    ['merges of a unigram', /unigram: merges/, { ...unigram, merges: [3, 4] }],
    ['whole words of a unigram', /unigram: merges/, { ...unigram, whole: true }],
    ['a WordPiece without unknown', /unknown is missing/, { ...bert, unknown: null }],
    ['a WordPiece of endless words', /longest: 0/, { ...bert, longest: 0 }],
    ['a WordPiece of very long words', /longest: 1001/, { ...bert, longest: 1001 }],
    ['a longest word of a bpe', /longest: 5/, { ...llama2, longest: 5 }],
    ['continuations of a bpe', /it alone takes/, { ...llama2, continuing: '##' }],
    ['an unknown token outside', /unknown:/, { ...llama2, unknown: llama2.tokens.length }],
    ['a negative id', /bos: -1/, { ...llama2, bos: -1 }],
    ['a hole as end', /eos:/, { ...llama2, tokens: [...llama2.tokens, ''], eos: [llama2.tokens.length] }],
    ['ends that do not ascend', /eos: ids/, { ...llama2, eos: [2, 1] }],
    ['a step that is not known', /not known/, { ...llama2, steps: [['shout']] }],
    ['a step named as a member', /not known/, { ...llama2, steps: [['constructor']] }],
    ['a step without a name', /no name/, { ...llama2, steps: [[] as never] }],
    ['a step with too much', /0 texts/, { ...llama2, steps: [['nfc', 'x']] }],
    ['a replacement of nothing', /replaces nothing/, { ...llama2, steps: [['replace', '', 'x']] }],
    ['a prefix somewhere', /section or piece/, { ...llama2, steps: [['prefix', 'x', 'here', 'always']] }],
    ['a prefix sometimes', /always or missing/, { ...llama2, steps: [['prefix', 'x', 'piece', 'maybe']] }],
    ['a split in no way', /previous or next/, { ...llama2, steps: [['split', 'half', 'x']] }],
    ['a trim of no side', /left, right/, { ...llama2, steps: [['trim', 'top', '']] }],
    ['a map with half a pair', /pairs of texts/, { ...llama2, steps: [['map', 'a', 'b', 'c']] }],
    ['a map of nothing', /is empty/, { ...llama2, steps: [['map', '', 'b']] }],
    ['a map with a text twice', /stands twice/, { ...llama2, steps: [['map', 'a', 'b', 'a', 'c']] }],
    ['a pattern that matches nothing', /empty text/, { ...llama2, steps: [['split', 'isolate', 'x*']] }],
    [
      'a missing byte',
      /no token spells/,
      { ...llama3, tokens: llama3.tokens.map(t => (t === 'Ā' ? '' : t)), merges: [], added: [] },
    ],
    [
      'a very long added token',
      /longer than 256/,
      { ...llama3, tokens: [...llama3.tokens, 'x'.repeat(300)], added: [...llama3.added, llama3.tokens.length, 0] },
    ],
    [
      'a very long piece',
      /longer than 256/,
      { ...unigram, tokens: [...unigram.tokens, 'x'.repeat(300)], scores: [...Array.from(unigram.scores), -1] },
    ],
  ]

  it.each(WRONG)('are refused with %s', (_, why, data) => {
    expect(readTokenizer(writeTokenizer(data))).toMatchObject({
      ok: false,
      code: expect.stringMatching(/^tokenizer_(malformed|unsupported)$/),
      message: expect.stringMatching(why),
    })
  })

  it('that collide in a table are refused, not slow', () => {
    // Nodes of a chain: the unit that hashes next to the last slot is chosen for each.
    const slotOf = (node: number, unit: number): number => {
      const at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0
      return (at ^ (at >>> 15)) & 0x3fff
    }
    const tokens: string[] = ['[UNK]']
    let node = 1
    let chain = ''
    for (let i = 0; i < 4000; i++) {
      let unit = 0x100
      while (unit < 0xd700 && slotOf(node, unit) > 64) unit++
      chain += String.fromCharCode(unit)
      node++
      if (chain.length === 200) {
        tokens.push(chain)
        chain = ''
      }
    }
    const started = performance.now()
    const result = readTokenizer(
      writeTokenizer({
        ...bert,
        tokens,
        unknown: 0,
        added: [],
        continuing: '',
        bos: null,
        eos: [],
        prefix: [],
        suffix: [],
      }),
    )
    expect(performance.now() - started).toBeLessThan(5000)
    expect(result.ok || result.code === 'tokenizer_unsupported').toBe(true)
  })
})

/** The token that a tokenizer's first merge makes. */
function madeFirst({ tokens, merges }: TokenizerData): number {
  return tokens.indexOf(tokens[merges[0]!]! + tokens[merges[1]!]!)
}
