// Vectors of spec/sampler.md: what vectors/language holds for samplers, grammars and draws. test/language/vectors.test.ts compares the
// files with what this gives, and writes them instead with UPDATE_VECTORS=1 npx vitest run test/language/vectors.test.ts.

import { toHex, utf8 } from '../src/core/bytes/index.ts'
import { sha256 } from '../src/core/crypto/index.ts'
import {
  choiceGrammar,
  createChooser,
  createMatcher,
  encodeGrammar,
  encodeSampler,
  type Grammar,
  grammarHash,
  historyOf,
  jsonGrammar,
  makeSampler,
  type Sampler,
  samplerHash,
  samplerJson,
  schemaGrammar,
  toolGrammar,
  type Vocabulary,
} from '../src/core/language/index.ts'
import { exponentialBytes, weightOf } from '../src/core/language/sampler/exponential.ts'

const GENERATOR = 'scripts/vectors-language.ts'

const object = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 20 },
    kind: { enum: ['a', 'b'] },
    size: { type: 'integer', minimum: 0, maximum: 250 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
  },
  required: ['name', 'size'],
}

const GRAMMARS: readonly (readonly [string, Grammar])[] = [
  ['choice', choiceGrammar(['yes', 'no', 'yes, but', '\u00fcber'])],
  ['json', jsonGrammar()],
  ['schema', schemaGrammar(object)],
  [
    'recursive',
    schemaGrammar({ type: 'object', properties: { next: { $ref: '#' } }, additionalProperties: { type: 'null' } }),
  ],
  [
    'tools',
    toolGrammar([{ name: 'now' }, { name: 'find', parameters: object }], 'auto', {
      before: '<call>',
      after: '</call>',
    }),
  ],
  ['number', { rules: [{ is: 'number' }] }],
]

const SAMPLERS: readonly (readonly [string, Sampler])[] = [
  ['plain', makeSampler({ maxTokens: 16 })],
  ['greedy', makeSampler({ maxTokens: 1, temperature: 0 })],
  ['filters', makeSampler({ maxTokens: 300, temperature: 0.7, topK: 40, topP: 0.95, minP: 0.05 })],
  [
    'penalties',
    makeSampler({
      maxTokens: 32_768,
      repetition: 1.1,
      presence: -0.5,
      frequency: 0.25,
      logitBias: [
        [3, -100],
        [9, 1.5],
      ],
    }),
  ],
  ['ends', makeSampler({ maxTokens: 9, stop: ['\n\n', 'End\u00e9'], ignoreEos: true, temperature: 10, topP: 0 })],
  ['grammar', makeSampler({ maxTokens: 99, grammar: choiceGrammar(['a', 'b']) })],
]

function samplers() {
  return {
    generator: GENERATOR,
    samplers: SAMPLERS.map(([name, sampler]) => ({
      name,
      sampler: samplerJson(sampler),
      bytes: toHex(encodeSampler(sampler)),
      hash: samplerHash(sampler),
    })),
  }
}

function exponential() {
  const arguments_ = [0, 1, 15, 16, 17, 255, 256, 4095, 4096, 10_000, 32_768, 50_000, 59_694, 59_695, 65_535]
  return {
    generator: GENERATOR,
    sectionHash: toHex(sha256(exponentialBytes())),
    weights: arguments_.map(u => [u, weightOf(u)]),
  }
}

/** Logits by a formula that any language has: the first bytes of a hash, signed, divided by 2^shift rounding down. */
const logitsOf = (name: string, size: number, shift: number): number[] =>
  Array.from({ length: size }, (_, id) => {
    const digest = sha256(utf8(`${name} ${id}`))
    return (((digest[0]! << 8) | digest[1]!) << 16) >> (16 + shift)
  })

const PROMPT = [1, 2, 3, 2]
const ANSWER = [4, 4, 4, 5]

/** For each sampler and row of logits the tokens of some indices, with the answer so far as it is for the penalties. */
function draws() {
  const rows = [
    { name: 'wide', size: 200, shift: 1, exponent: 10 },
    { name: 'close', size: 70, shift: 6, exponent: 10 },
    { name: 'coarse', size: 65, shift: 10, exponent: 0 },
    { name: 'fine', size: 130, shift: 0, exponent: 12 },
  ]
  return {
    generator: GENERATOR,
    logits: 'first two bytes of SHA-256("NAME ID"), signed and big-endian, shifted right by `shift`',
    seeds: 'SHA-256("seed NAME")',
    prompt: PROMPT,
    answer: ANSWER,
    rows: rows.map(({ name, size, shift, exponent }) => {
      const logits = Int16Array.from(logitsOf(name, size, shift))
      const seed = sha256(utf8(`seed ${name}`))
      return {
        ...{ name, size, shift, exponent },
        first: [...logits.slice(0, 4)],
        tokens: SAMPLERS.filter(([, { grammar }]) => grammar === null).map(([sampler, data]) => {
          const chooser = createChooser(data, exponent, size, seed)
          const history = historyOf(PROMPT)
          for (const token of ANSWER) history.add(token)
          const row = { logits, offset: 0 }
          return [sampler, Array.from({ length: 24 }, (_, i) => chooser.choose(row, i, history, null))]
        }),
      }
    }),
  }
}

/** Bytes, a few words, and an end token. */
const WORDS = [
  '{"',
  '":',
  '", "',
  '"}',
  'null',
  'true',
  'yes',
  ', but',
  '<call>',
  '<call>{"name": "',
  ' ',
  '12',
  'ab',
  '\u00fcb',
  '"a',
  '},',
]
const vocabulary: Vocabulary = {
  size: 256 + WORDS.length + 1,
  eos: [256 + WORDS.length],
  bytes: id => (id < 256 ? Uint8Array.of(id) : id < 256 + WORDS.length ? utf8(WORDS[id - 256]!) : null),
}

const BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  choice: ['', 'yes', 'yes, ', '\u00fc'],
  json: ['', '{', '{"a\u00e9', '{"a": [1', '{"a":[1]', '{"a":-', '{"a":"\\u12'],
  schema: [
    '',
    '{"',
    '{"name": "x", "',
    '{"name":"","size":2',
    '{"name":"","size":25',
    '{"name":"12345678901234567890',
    '{"name":"","size":0,"tags":["a", "b"',
  ],
  recursive: ['', '{"', '{"n', '{"next', '{"next":{', '{"nexu":null'],
  tools: [
    '',
    '<',
    'Hello',
    '<call>{"name": "',
    '<call>{"name":"now","arguments":',
    '<call>{"name":"now","arguments":{}}',
  ],
  number: ['', '-', '0', '1', '1.5', '1e', '1e7', '1234567890123456'],
}

/** For each beginning the ids that may follow, as ranges from, to. */
function masks() {
  return {
    generator: GENERATOR,
    vocabulary: { bytes: 256, words: WORDS, end: vocabulary.eos[0] },
    grammars: GRAMMARS.map(([name, grammar]) => {
      const matcher = createMatcher(grammar, vocabulary)
      return {
        name,
        hash: grammarHash(grammar),
        bytes: new TextDecoder().decode(encodeGrammar(grammar)),
        masks: BEGINNINGS[name]!.map(text => {
          const state = matcher.advance(matcher.start, utf8(text))
          if (state === null) throw new Error(`${name}: no text begins ${text}`)
          const mask = matcher.mask(state)
          const ranges: [number, number][] = []
          for (let id = 0; id < vocabulary.size; id++) {
            if (((mask[id >>> 5]! >>> (id & 31)) & 1) === 0) continue
            const last = ranges.at(-1)
            if (last !== undefined && last[1] === id - 1) last[1] = id
            else ranges.push([id, id])
          }
          return { text, complete: state.complete, ranges }
        }),
      }
    }),
  }
}

/** Bytes that are no sampler, each with its code. */
function refused() {
  const good = encodeSampler(SAMPLERS[3]![1])
  const grammar = encodeSampler(SAMPLERS[5]![1])
  const changed = (at: number, value: number): Uint8Array => good.with(at, value)
  const rules = (text: string): Uint8Array => {
    const bytes = utf8(text)
    const plain = encodeSampler(SAMPLERS[0]![1])
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, bytes.length)
    return Uint8Array.of(...plain.slice(0, -4), ...length, ...bytes)
  }
  const cases: [string, string, Uint8Array][] = [
    ['nothing', 'sampler_invalid', new Uint8Array()],
    ['another format', 'sampler_invalid', changed(1, 2)],
    ['cut short', 'sampler_invalid', good.slice(0, -1)],
    ['a byte more', 'sampler_invalid', Uint8Array.of(...good, 0)],
    ['maxTokens 0', 'sampler_invalid', encodeSampler(SAMPLERS[0]![1]).with(5, 0)],
    ['temperature above its range', 'sampler_invalid', changed(6, 1)],
    ['ids that do not ascend', 'sampler_invalid', changed(40, 9)],
    ['unknown flags', 'sampler_invalid', changed(34, 2)],
    ['a grammar that is not JSON', 'grammar_invalid', rules('{"rules":')],
    ['a grammar with a blank', 'grammar_invalid', rules('{"rules": [{"is":"number"}]}')],
    ['a rule that is not there', 'grammar_invalid', rules('{"rules":[{"is":"any","of":[1]}]}')],
    ['a grammar beside ignoreEos', 'sampler_invalid', grammar.with(34, 1)],
  ]
  return { generator: GENERATOR, cases: cases.map(([name, code, bytes]) => ({ name, code, bytes: toHex(bytes) })) }
}

/** Files of vectors/language that this makes, by name, as text. */
export function languageVectors(): ReadonlyMap<string, string> {
  const files: [string, unknown][] = [
    ['valid/samplers.json', samplers()],
    ['valid/exponential.json', exponential()],
    ['valid/draws.json', draws()],
    ['valid/masks.json', masks()],
    ['invalid/samplers.json', refused()],
  ]
  return new Map(files.map(([name, value]) => [name, `${JSON.stringify(value)}\n`]))
}
