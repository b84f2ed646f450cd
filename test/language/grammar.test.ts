import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  choiceGrammar,
  createMatcher,
  decodeGrammar,
  encodeGrammar,
  type Grammar,
  grammarFromJson,
  grammarHash,
  jsonGrammar,
  type Matcher,
  matcherOf,
  parseToolCalls,
  type Rule,
  schemaGrammar,
  toolGrammar,
} from '../../src/core/language/grammar/index.ts'
import { allowedIn, vocabularyOf } from './vocabularies.ts'

const bytes = vocabularyOf([])

/** 'no': no text begins so; 'begins': one may; 'text': it is one; 'whole': and nothing can follow. */
function reads(grammar: Grammar | Matcher, text: string | Uint8Array): 'no' | 'begins' | 'text' | 'whole' {
  const matcher = 'rules' in grammar ? matcherOf(grammar, bytes) : grammar
  const state = matcher.advance(matcher.start, typeof text === 'string' ? utf8(text) : text)
  if (state === null) return 'no'
  return state.complete ? 'whole' : state.accepts ? 'text' : 'begins'
}

function expectTexts(grammar: Grammar, good: readonly string[], bad: readonly string[]): void {
  for (const text of good) expect(reads(grammar, text), text).toMatch(/text|whole/)
  for (const text of bad) expect(reads(grammar, text), text).toMatch(/no|begins/)
}

describe('rules', () => {
  test('strings are well-formed JSON strings', () => {
    const grammar = schemaGrammar({ type: 'string' })
    expectTexts(
      grammar,
      [
        '""',
        '"a b"',
        '"Übung €uro 𝄞"',
        '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
        '"\\u00e9\\uD834\\uDD1E\\uE000\\udbff\\udfff"',
        '"\u007f"',
      ],
      ['"', 'a', '"a""', '"\n"', '"\u0000"', '"\\x"', '"\\u12"', '"\\ud834"', '"\\udd1e"', '"\\ud834\\u0041"', '"a" '],
    )
    // Overlong forms, surrogates and what lies beyond U+10FFFF are not UTF-8.
    for (const inner of [
      [0xc0, 0x80],
      [0xc1, 0xbf],
      [0xe0, 0x80, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf0, 0x80, 0x80, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xf5],
      [0x80],
      [0xff],
    ])
      expect(reads(grammar, Uint8Array.of(0x22, ...inner))).toBe('no')
    for (const inner of [
      [0xc2, 0x80],
      [0xe0, 0xa0, 0x80],
      [0xed, 0x9f, 0xbf],
      [0xf0, 0x90, 0x80, 0x80],
      [0xf4, 0x8f, 0xbf, 0xbf],
    ])
      expect(reads(grammar, Uint8Array.of(0x22, ...inner, 0x22))).toBe('whole')
  })

  test('lengths of strings count code points', () => {
    const grammar = schemaGrammar({ type: 'string', minLength: 2, maxLength: 3 })
    expectTexts(
      grammar,
      ['"ab"', '"abc"', '"€𝄞"', '"\\n\\u0041\\ud834\\udd1e"'],
      ['""', '"a"', '"abcd"', '"𝄞"', '"\\ud834\\udd1e"', '"€€€€"'],
    )
    expect(reads(grammar, '"abc')).toBe('begins')
    expect(reads(grammar, '"abcd')).toBe('no')
    expectTexts(schemaGrammar({ type: 'string', maxLength: 0 }), ['""'], ['"a"'])
  })

  test('numbers and integers', () => {
    expectTexts(
      schemaGrammar({ type: 'number' }),
      ['0', '-0', '12', '-3.25', '1e5', '1E-07', '0.5e+9', '1234567890123456'],
      ['', '-', '01', '.5', '1.', '1e', '1e+', '+1', '1e123', '12345678901234567', 'NaN', '0x1', '1 '],
    )
    expectTexts(
      schemaGrammar({ type: 'integer' }),
      ['0', '7', '-7', '9999999999999999'],
      ['-0', '1.0', '1e2', '00', '12345678901234567'],
    )
  })

  test('bounds of integers hold for every integer near them', () => {
    const bound = fc.oneof(
      fc.integer({ min: -1200, max: 1200 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      fc.maxSafeInteger(),
      fc.constantFrom(0, 9, 10, 99, 100, -1, -9, -10, 2 ** 53 - 1, 1 - 2 ** 53),
    )
    fc.assert(
      fc.property(bound, bound, fc.array(bound, { maxLength: 10 }), (a, b, others) => {
        const [minimum, maximum] = [Math.min(a, b), Math.max(a, b)]
        const grammar = schemaGrammar({ type: 'integer', minimum, maximum })
        const matcher = createMatcher(grammar, bytes)
        const near = [minimum, maximum].flatMap(n => [n - 1, n, n + 1, n * 10, Math.trunc(n / 10), -n])
        for (const n of [...near, ...others, 0]) {
          if (!Number.isSafeInteger(n)) continue
          expect(/text|whole/.test(reads(matcher, String(n)).replace(/-0/, '0')), `${minimum} ${n} ${maximum}`).toBe(
            n >= minimum && n <= maximum,
          )
        }
      }),
      { numRuns: 200 },
    )
    expectTexts(schemaGrammar({ type: 'integer', exclusiveMinimum: 1, maximum: 3.5 }), ['2', '3'], ['1', '4', '-2'])
    expectTexts(schemaGrammar({ type: 'integer', minimum: -0.5, exclusiveMaximum: 1 }), ['0'], ['-0', '1', '-1'])
  })

  test('arrays count their items', () => {
    const grammar = schemaGrammar({ type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 3 })
    expectTexts(grammar, ['[1]', '[1,2]', '[1, 2,3]'], ['[]', '[1,]', '[1,2,3,4]', '[ 1]', '[1 ]', '[1,  2]'])
    expect(reads(grammar, '[1,2,3,')).toBe('no')
    expect(reads(grammar, '[1,2,')).toBe('begins')
    expectTexts(schemaGrammar({ type: 'array', items: { type: 'null' }, maxItems: 0 }), ['[]'], ['[null]'])
    expectTexts(schemaGrammar({ type: 'array', items: { type: 'null' } }), ['[]', '[null,null,null,null]'], ['[,]'])
  })

  test('members come in order, required ones always, others not', () => {
    const grammar = schemaGrammar({
      type: 'object',
      properties: { a: { type: 'integer' }, 'b"': { type: 'string' }, c: { const: null } },
      required: ['b"'],
    })
    expectTexts(
      grammar,
      ['{"b\\"":""}', '{"a":1,"b\\"":"x"}', '{"a": 1, "b\\"": "x", "c": null}', '{"b\\"":"","c":null}'],
      [
        '{}',
        '{"a":1}',
        '{"b\\"":"","a":1}',
        '{"b\\"":"",}',
        '{"b\\"":"","d":1}',
        '{"b\\"":"","b\\"":""}',
        '{ "b\\"":""}',
        '{"b\\"" :""}',
      ],
    )
    expect(reads(grammar, '{"a":1,"c')).toBe('no')
    expect(reads(grammar, '{"b\\"":"","c":null,')).toBe('no')
  })

  test('other members have other keys', () => {
    const grammar = schemaGrammar({
      type: 'object',
      properties: { ab: { type: 'integer' }, aé: { type: 'integer' } },
      additionalProperties: { type: 'boolean' },
    })
    expectTexts(
      grammar,
      [
        '{}',
        '{"ab":1}',
        '{"ab":1,"aé":2,"x":true}',
        '{"":true}',
        '{"a":true}',
        '{"abc":true,"aè":false,"a€":false}',
        '{"a𝄞":true}',
      ],
      ['{"ab":true}', '{"aé":true}', '{"x":true,"ab":1}', '{"x":1}', '{"\\u0061b":true}', '{"x":true,"aé":true}'],
    )
    // Half of the declared key's last character, then another one.
    expect(reads(grammar, Uint8Array.of(...utf8('{"a'), 0xc3, 0x22))).toBe('no')
    const open = schemaGrammar({ type: 'object', properties: { '': { type: 'null' } }, additionalProperties: true })
    expectTexts(open, ['{"":null}', '{"":null,"x":[1,{"":2}]}'], ['{"":1}', '{"x":1,"":2}'])
  })

  test('the JSON mode is any object', () => {
    expectTexts(
      jsonGrammar(),
      ['{}', '{"a":[1, -2.5e3,"x",{"b":null}],"a":true}', '{"":{}}'],
      ['[]', '1', '"a"', '{"a"}', '{"a":}', '{"a":undefined}', "{'a':1}", '{"a":1}}', ' {}', '{}\n'],
    )
    expect(reads(jsonGrammar(), '{}')).toBe('whole')
  })

  test('choices, enum, const, anyOf, $ref', () => {
    expectTexts(
      choiceGrammar(['yes', 'yes, but', 'no', 'ä']),
      ['yes', 'yes, but', 'no', 'ä'],
      ['y', 'yesno', 'maybe', ''],
    )
    expect(reads(choiceGrammar(['yes', 'yes, but']), 'yes')).toBe('text')
    expect(reads(choiceGrammar(['yes', 'no']), 'yes')).toBe('whole')
    expectTexts(
      schemaGrammar({ enum: ['a', 1, null, [1, 2], { k: 'v' }] }),
      ['"a"', '1', 'null', '[1,2]', '{"k":"v"}'],
      ['a', '[1, 2]', 'true'],
    )
    expectTexts(schemaGrammar({ type: 'string', enum: ['a', 1] }), ['"a"'], ['1'])
    expectTexts(schemaGrammar({ type: ['string', 'null'], maxLength: 1 }), ['"a"', 'null'], ['"ab"', '1'])
    expectTexts(schemaGrammar({ anyOf: [{ type: 'integer', minimum: 5 }, { const: 1 }] }), ['1', '5'], ['2'])
    const tree = schemaGrammar({
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: { v: { type: 'integer' }, next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
          required: ['v', 'next'],
          additionalProperties: false,
        },
      },
    })
    expectTexts(tree, ['{"v":1,"next":null}', '{"v":1,"next":{"v":2,"next":null}}'], ['{"v":1}', '{"v":1,"next":{}}'])
  })

  test('alternatives that part late are followed together, without a product', () => {
    const node = (leaf: string) => ({
      type: 'object',
      properties: { child: { anyOf: [{ $ref: '#' }, { type: 'null' }] }, [leaf]: { type: 'integer' } },
      required: ['child', leaf],
    })
    const grammar = schemaGrammar({ anyOf: [node('x'), node('y'), node('z')] })
    const deep = 40
    const text = `${'{"child":'.repeat(deep)}null${Array.from({ length: deep }, (_, i) => `,"${'xyz'[i % 3]}":1}`).join('')}`
    const begun = performance.now()
    expect(reads(createMatcher(grammar, bytes), text)).toBe('whole')
    // Three to the power of 40 stacks otherwise.
    expect(performance.now() - begun).toBeLessThan(2000)
    expect(reads(grammar, text.replace('"x"', '"w"'))).toBe('no')
  })

  test('texts nest at most 64 deep, and what could not come to an end is not begun', () => {
    const nest = (depth: number): string => `${'{"a":'.repeat(depth)}{}${'}'.repeat(depth)}`
    expect(reads(jsonGrammar(), nest(63))).toBe('whole')
    expect(reads(jsonGrammar(), nest(64))).toBe('no')
    // At the last level a member is possible, an array in it is not.
    const inner = '{"a":'.repeat(64)
    expect(reads(jsonGrammar(), `${inner}1`)).toBe('begins')
    expect(reads(jsonGrammar(), `${inner}[`)).toBe('no')
    // Here a child is always two deep: at depth 63 none may be begun, not even its key.
    const two = schemaGrammar({
      type: 'object',
      properties: { child: { type: 'array', items: { $ref: '#' }, minItems: 1, maxItems: 1 } },
    })
    const down = '{"child":['.repeat(30)
    expect(reads(two, `${down}{"child":[{}]}${']}'.repeat(30)}`)).toBe('whole')
    expect(reads(two, `${down}{"child":[{"`)).toBe('no')
    expect(reads(two, `${down}{"child":[{}`)).toBe('begins')
  })

  test('a frame is not begun where what follows it would nest too deep', () => {
    // An item is a list again, "x", or a list of "y" and behind it three lists inside one another.
    const rules: Rule[] = [
      { is: 'array', item: 1, min: 0, max: null },
      { is: 'any', of: [0, 2, 3] },
      { is: 'text', text: 'x' },
      { is: 'sequence', of: [4, 5] },
      { is: 'array', item: 8, min: 1, max: null },
      { is: 'array', item: 6, min: 1, max: 1 },
      { is: 'array', item: 7, min: 1, max: 1 },
      { is: 'array', item: 2, min: 1, max: 1 },
      { is: 'text', text: 'y' },
    ]
    const down = (n: number): string => '['.repeat(n)
    expect(reads({ rules }, `${down(61)}[y][[[x]]]${']'.repeat(61)}`)).toBe('whole')
    expect(reads({ rules }, `${down(62)}[x]`)).toBe('begins')
    expect(reads({ rules }, `${down(62)}[y`)).toBe('no')
  })
})

describe('schemas', () => {
  test('what cannot be kept is refused by name', () => {
    const cases: [unknown, string, RegExp][] = [
      [{ type: 'string', pattern: 'a+' }, 'grammar_unsupported', /pattern/],
      [{ type: 'string', format: 'date' }, 'grammar_unsupported', /format/],
      [{ type: 'number', minimum: 0 }, 'grammar_unsupported', /minimum/],
      [{ type: 'integer', multipleOf: 2 }, 'grammar_unsupported', /multipleOf/],
      [{ type: 'object', minProperties: 1 }, 'grammar_unsupported', /minProperties/],
      [{ type: 'object', patternProperties: {} }, 'grammar_unsupported', /patternProperties/],
      [{ type: 'array', prefixItems: [] }, 'grammar_unsupported', /prefixItems/],
      [{ type: 'array', uniqueItems: true }, 'grammar_unsupported', /uniqueItems/],
      [{ not: {} }, 'grammar_unsupported', /no type/],
      [{ anyOf: [{}], type: 'string' }, 'grammar_unsupported', /anyOf beside type/],
      [{ allOf: [{}, {}] }, 'grammar_unsupported', /allOf/],
      [{ $ref: 'https://example.org/x' }, 'grammar_unsupported', /\$ref/],
      [{ $ref: '#/$defs/none' }, 'grammar_invalid', /not there/],
      [{ $ref: '#/__proto__' }, 'grammar_invalid', /not there/],
      [{ type: 'thing' }, 'grammar_invalid', /type/],
      [{ type: [] }, 'grammar_invalid', /type/],
      [{ enum: [] }, 'grammar_invalid', /enum/],
      [{ type: 'string', minLength: 3, maxLength: 2 }, 'grammar_invalid', /minLength/],
      [{ type: 'integer', minimum: 3, maximum: 2 }, 'grammar_invalid', /no integer/],
      [{ type: 'array', maxItems: 1e9 }, 'grammar_unsupported', /maxItems/],
      [{ type: 'array', minItems: -1 }, 'grammar_invalid', /minItems/],
      [{ type: 'object', required: 'a' }, 'grammar_invalid', /required/],
      [{ type: 'object', properties: [] }, 'grammar_invalid', /properties/],
      [{ type: 'object', properties: { a: 3 } }, 'grammar_invalid', /#\/properties\/a/],
      [{ oneOf: [{ type: 'integer' }, { type: 'number' }] }, 'grammar_unsupported', /oneOf/],
      [{ oneOf: [{ type: 'string' }, { const: 'a' }] }, 'grammar_unsupported', /oneOf/],
      [{ oneOf: [{ const: 'a' }, { enum: ['b', 'a'] }] }, 'grammar_unsupported', /oneOf/],
      [
        {
          oneOf: [
            { type: 'integer', maximum: 3 },
            { type: 'integer', minimum: 3 },
          ],
        },
        'grammar_unsupported',
        /oneOf/,
      ],
      [false, 'grammar_unsupported', /false/],
      [null, 'grammar_invalid', /not a schema/],
      ['x', 'grammar_invalid', /not a schema/],
    ]
    for (const [schema, code, says] of cases) {
      const result = attempt(() => schemaGrammar(schema))
      expect(result, JSON.stringify(schema)).toMatchObject({ ok: false, code })
      expect((result as { message: string }).message).toMatch(says)
    }
  })

  test('oneOf holds where the options cannot hold together', () => {
    const shape = (kind: string, more: object) => ({
      type: 'object',
      properties: { kind: { const: kind }, ...more },
      required: ['kind', ...Object.keys(more)],
    })
    expectTexts(
      schemaGrammar({ oneOf: [shape('a', { n: { type: 'integer' } }), shape('b', {})] }),
      ['{"kind":"a","n":1}', '{"kind":"b"}'],
      ['{"kind":"b","n":1}', '{"kind":"a"}'],
    )
    schemaGrammar({ oneOf: [{ type: 'string' }, { type: 'null' }, { type: 'integer', minimum: 3 }, { const: true }] })
    schemaGrammar({
      oneOf: [
        { type: 'integer', maximum: 2 },
        { type: 'integer', minimum: 3 },
      ],
    })
  })

  test('annotations say nothing, and the same schema gives the same bytes', () => {
    const plain = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    }
    const told = {
      ...plain,
      title: 'T',
      description: 'd',
      $schema: 'x',
      properties: { a: { type: 'string', default: 1, examples: [2] } },
    }
    expect(grammarHash(schemaGrammar(told))).toBe(grammarHash(schemaGrammar(plain)))
    expect(grammarHash(schemaGrammar({ ...plain, required: [] }))).not.toBe(grammarHash(schemaGrammar(plain)))
  })

  test('hostile schemas are refused in time', () => {
    const begun = performance.now()
    const deep = (n: number, wrap: (inner: unknown) => unknown): unknown => {
      let schema: unknown = { type: 'string' }
      for (let i = 0; i < n; i++) schema = wrap(schema)
      return schema
    }
    const doubling: Record<string, unknown> = { d0: { type: 'string' } }
    for (let i = 1; i < 40; i++)
      doubling[`d${i}`] = { anyOf: [{ $ref: `#/$defs/d${i - 1}` }, { $ref: `#/$defs/d${i - 1}`, title: 'x' }] }
    const cases: [unknown, string | null][] = [
      [deep(5000, items => ({ type: 'array', items })), 'nesting_too_deep'],
      [deep(5000, inner => ({ anyOf: [inner, inner] })), 'nesting_too_deep'],
      [{ const: deep(20_000, inner => [inner]) }, 'nesting_too_deep'],
      [{ enum: [1, deep(70, inner => ({ inner }))] }, 'nesting_too_deep'],
      [{ $ref: '#' }, 'grammar_empty'],
      [{ $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/B' }, B: { $ref: '#/$defs/A' } } }, 'grammar_empty'],
      [{ type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] }, 'grammar_empty'],
      [{ type: 'array', items: { $ref: '#' }, minItems: 1 }, 'grammar_empty'],
      [{ $ref: '#/$defs/d39', $defs: doubling }, null],
      [{ type: 'array', items: { type: 'string', maxLength: 1_000_000 }, minItems: 1_000_000 }, null],
      [
        {
          type: 'object',
          properties: Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`k${i}`, { type: 'integer' }])),
        },
        'grammar_too_large',
      ],
      [
        {
          type: 'object',
          properties: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, { type: 'string' }])),
        },
        null,
      ],
      [{ enum: Array.from({ length: 20_000 }, (_, i) => `value ${i}`) }, 'grammar_too_large'],
    ]
    for (const [schema, code] of cases) {
      const result = attempt(() => createMatcher(schemaGrammar(schema), bytes))
      expect(result.ok ? null : result.code, `case ${cases.findIndex(([other]) => other === schema)}`).toBe(code)
    }
    expect(performance.now() - begun).toBeLessThan(6000)
  })
})

describe('canonical form', () => {
  const grammar = toolGrammar(
    [{ name: 'f', parameters: { type: 'object', properties: { x: { type: 'integer', minimum: 0 } } } }],
    'auto',
  )

  test('bytes and JSON come back; other forms are refused', () => {
    const encoded = encodeGrammar(grammar)
    expect(decodeGrammar(encoded)).toEqual(grammar)
    expect(grammarFromJson(JSON.parse(new TextDecoder().decode(encoded)))).toEqual(grammar)
    const text = new TextDecoder().decode(encoded)
    for (const other of [
      ` ${text}`,
      text.replace('{"rules"', '{ "rules"'),
      text.replace(/"is":"text","text":("[^"]*")/, '"text":$1,"is":"text"'),
      '',
      'null',
      '{"rules":[]}',
      '{"rules":{}}',
      '{"rules":[{"is":"text","text":"\\u0061"}]}',
      '{"rules":[{"is":"string","min":0.0,"max":null}]}',
    ])
      expect(
        attempt(() => decodeGrammar(utf8(other))),
        other.slice(0, 60),
      ).toMatchObject({ ok: false, code: 'grammar_invalid' })
  })

  test('rules that are none are refused', () => {
    const cases: unknown[] = [
      { is: 'text' },
      { is: 'text', text: 1 },
      { is: 'text', text: 'a', more: 1 },
      { is: 'text', text: '\ud800' },
      { is: 'regex', text: 'a' },
      { is: 'string', min: -1, max: null },
      { is: 'string', min: 2, max: 1 },
      { is: 'string', min: 0, max: 1_000_001 },
      { is: 'integer', min: 0.5, max: null },
      { is: 'integer', min: 2 ** 53, max: null },
      { is: 'array', item: 1, min: 0, max: null },
      { is: 'array', item: -1, min: 0, max: null },
      { is: 'object', members: [{ key: 'a', rule: 0, required: 1 }], rest: null },
      {
        is: 'object',
        members: [
          { key: 'a', rule: 0, required: true },
          { key: 'a', rule: 0, required: true },
        ],
        rest: null,
      },
      { is: 'object', members: [], rest: 7 },
      { is: 'any', of: [] },
      { is: 'sequence', of: [0.5] },
      null,
      'text',
    ]
    for (const rule of cases)
      expect(
        attempt(() => grammarFromJson({ rules: [rule] })),
        JSON.stringify(rule),
      ).toMatchObject({ code: 'grammar_invalid' })
    expect(
      attempt(() => grammarFromJson({ rules: Array.from({ length: 4097 }, () => ({ is: 'number' })) })),
    ).toMatchObject({ code: 'grammar_invalid' })
    expect(attempt(() => decodeGrammar(new Uint8Array(128 * 1024 + 1)))).toMatchObject({ code: 'grammar_too_large' })
  })

  test('hostile rules cost bounded time', () => {
    const sequences = (n: number, text: string): Rule[] => [
      ...Array.from({ length: n }, (_, i): Rule => ({ is: 'sequence', of: [i + 1, i + 1] })),
      { is: 'text', text },
    ]
    // Products of `any` through sequences of one.
    const weave: Rule[] = Array.from(
      { length: 60 },
      (_, i): Rule =>
        i % 3 === 0
          ? { is: 'any', of: [i + 1, i + 2] }
          : i % 3 === 1
            ? { is: 'sequence', of: [i + 2] }
            : { is: 'sequence', of: [i + 1] },
    )
    const chain = (is: 'any' | 'sequence', n: number): Rule[] => [
      ...Array.from({ length: n }, (_, i): Rule => ({ is, of: [i + 1] })),
      { is: 'text', text: 'a' },
    ]
    const cases: [Rule[], string | null][] = [
      [sequences(40, 'a'), 'grammar_too_large'],
      [sequences(40, ''), 'grammar_too_large'],
      [[...weave, { is: 'text', text: 'x' }], 'grammar_too_large'],
      [chain('any', 4000), null],
      [chain('sequence', 4000), 'grammar_invalid'],
      [[{ is: 'sequence', of: [0] }], 'grammar_invalid'],
      [
        [
          { is: 'sequence', of: [1, 0] },
          { is: 'text', text: 'a' },
        ],
        'grammar_invalid',
      ],
      [[{ is: 'any', of: [0] }], 'grammar_empty'],
      [
        [
          { is: 'any', of: [0, 1] },
          { is: 'text', text: 'a' },
        ],
        null,
      ],
      [[{ is: 'object', members: [{ key: 'a', rule: 0, required: true }], rest: null }], 'grammar_empty'],
      [[{ is: 'object', members: [{ key: 'a', rule: 0, required: false }], rest: 0 }], null],
      [
        Array.from(
          { length: 70 },
          (_, i): Rule => (i === 69 ? { is: 'number' } : { is: 'array', item: i + 1, min: 1, max: 1 }),
        ),
        'grammar_empty',
      ],
    ]
    const begun = performance.now()
    for (const [rules, code] of cases) {
      const result = attempt(() => createMatcher({ rules }, bytes))
      expect(result.ok ? null : result.code, JSON.stringify(rules).slice(0, 80)).toBe(code)
    }
    // A literal that looks like structure stands beside structure at every depth.
    const brackets = createMatcher(
      {
        rules: [
          { is: 'array', item: 1, min: 0, max: null },
          { is: 'any', of: [0, 2] },
          { is: 'text', text: '['.repeat(20_000) },
        ],
      },
      bytes,
    )
    let state = brackets.start
    for (let n = 0; n < 5000; n++) state = brackets.advance(state, utf8('['))!
    expect(state.accepts).toBe(false)
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  test('a grammar that can be read in very many ways is given up on, in bounded time', () => {
    // Prose before many words: after any letters other beginnings of words are open.
    const word = (i: number): string => i.toString(36).padStart(3, 'a').slice(-3)
    const tails = Array.from({ length: 1200 }, (_, i): Rule[] => [
      { is: 'sequence', of: [1, 3 + 2 * i] },
      { is: 'text', text: `${word(i * 37)}${word(i * 101)}` },
    ]).flat()
    const rules: Rule[] = [
      { is: 'any', of: tails.flatMap((_, i) => (i % 2 === 0 ? [2 + i] : [])) },
      { is: 'prose', not: '' },
      ...tails,
    ]
    const many = vocabularyOf(Array.from({ length: 20_000 }, (_, i) => (i * 7919).toString(36)))
    const matcher = createMatcher({ rules }, many)
    const begun = process.cpuUsage()
    expect(attempt(() => matcher.mask(matcher.start))).toMatchObject({ ok: false, code: 'grammar_too_large' })
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000)
  })
})

/** Random JSON-like rules over few letters, so that random texts and prefixes meet them. */
const schemas = fc.letrec<{ schema: unknown }>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>(
      { type: 'null' },
      { type: 'boolean' },
      { const: 'ab' },
      { type: 'integer', minimum: 0, maximum: 12 },
      { type: 'string', maxLength: 2 },
    ),
    fc.record({
      type: fc.constant('array'),
      items: tie('schema'),
      minItems: fc.nat(1),
      maxItems: fc.integer({ min: 1, max: 2 }),
    }),
    fc
      .tuple(
        fc.uniqueArray(fc.constantFrom('a', 'ab', 'b', ''), { maxLength: 3 }),
        fc.array(tie('schema'), { minLength: 3, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
      )
      .map(([keys, values, required, open]) => ({
        type: 'object',
        properties: Object.fromEntries(keys.map((key, i) => [key, values[i]])),
        required: keys.filter((_, i) => required[i]),
        additionalProperties: open ? { type: 'null' } : false,
      })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map(anyOf => ({ anyOf })),
  ),
}))

/** A validator of these schemas that knows nothing of grammars. */
function valid(schema: Record<string, unknown>, value: unknown): boolean {
  if (schema['anyOf'] !== undefined)
    return (schema['anyOf'] as Record<string, unknown>[]).some(option => valid(option, value))
  if ('const' in schema) return schema['const'] === value
  switch (schema['type']) {
    case 'null':
      return value === null
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 12
    case 'string':
      return typeof value === 'string' && [...value].length <= 2
    case 'array':
      return (
        Array.isArray(value) &&
        value.length >= (schema['minItems'] as number) &&
        value.length <= (schema['maxItems'] as number) &&
        value.every(item => valid(schema['items'] as Record<string, unknown>, item))
      )
    default: {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
      const properties = schema['properties'] as Record<string, Record<string, unknown>>
      const rest = schema['additionalProperties']
      return (
        (schema['required'] as string[]).every(key => Object.hasOwn(value, key)) &&
        Object.entries(value).every(([key, inner]) =>
          Object.hasOwn(properties, key) ? valid(properties[key]!, inner) : rest !== false && inner === null,
        )
      )
    }
  }
}

describe('masks', () => {
  const words = [
    '{"',
    '":',
    '", "',
    '"a"',
    '"ab"',
    '":1',
    '},',
    '"}',
    '[]',
    '[[',
    ']]',
    'null',
    'true',
    'nul',
    '12',
    '1,',
    ' ',
    ', ',
    'ab',
    'é€',
    '\\u00',
    '{"a":{"a":',
    'hello world',
    '"a"',
  ]
  const vocabulary = vocabularyOf(words)

  test('allow exactly the tokens that keep a text possible, and every way leads to a valid text', () => {
    let texts = 0
    fc.assert(
      fc.property(schemas.schema, fc.infiniteStream(fc.nat(1_000_000)), (schema, random) => {
        const made = attempt(() => schemaGrammar(schema))
        if (!made.ok) return
        const matcher = createMatcher(made.value, vocabulary)
        let state = matcher.start
        const read: number[] = []
        for (let n = 0; n < 60; n++) {
          const allowed = allowedIn(matcher.mask(state))
          // By the definition: the token's bytes one after the other, on a matcher without words.
          const plain = createMatcherOnce(made.value)
          for (let id = 0; id < vocabulary.size; id++) {
            const add = vocabulary.bytes(id)
            const expected =
              id === vocabulary.size - 1
                ? /text|whole/.test(reads(plain, Uint8Array.from(read)))
                : add !== null && reads(plain, Uint8Array.from([...read, ...add])) !== 'no'
            if (expected !== allowed.includes(id))
              throw new Error(`token ${id} after ${new TextDecoder().decode(Uint8Array.from(read))}`)
          }
          expect(allowed.length).toBeGreaterThan(0)
          // Ends are taken when they are offered every second time.
          if (state.accepts && (state.complete || random.next().value! % 2 === 0)) {
            const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(read)))
            expect(valid(schema as Record<string, unknown>, value)).toBe(true)
            texts++
            return
          }
          const choices = allowed.filter(id => vocabulary.bytes(id) !== null)
          const add = vocabulary.bytes(choices[random.next().value! % choices.length]!)!
          read.push(...add)
          state = matcher.advance(state, add)!
        }
      }),
      { numRuns: 150 },
    )
    expect(texts).toBeGreaterThan(80)
  })

  const once = new Map<Grammar, Matcher>()
  const createMatcherOnce = (grammar: Grammar): Matcher => {
    const known = once.get(grammar) ?? createMatcher(grammar, bytes)
    once.set(grammar, known)
    return known
  }

  test('inside strings most of a mask is made once, and is the same', () => {
    const object = {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string', minLength: 2, maxLength: 9 } },
      required: ['a', 'b'],
    }
    const grammars = [
      schemaGrammar({ type: 'array', items: { anyOf: [object, { type: 'string', maxLength: 3 }] } }),
      schemaGrammar({
        type: 'object',
        properties: { ab: object },
        additionalProperties: { type: 'string', minLength: 1 },
      }),
      toolGrammar([{ name: 'f', parameters: object }], 'auto'),
      schemaGrammar({
        anyOf: [
          { type: 'string', maxLength: 2 },
          { type: 'string', minLength: 4, maxLength: 6 },
        ],
      }),
      jsonGrammar(),
    ]
    for (const grammar of grammars) {
      const matcher = createMatcher(grammar, vocabulary)
      const plain = createMatcher(grammar, bytes)
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat(1_000_000)), random => {
          let state = matcher.start
          let other = plain.start
          for (let n = 0; n < 40 && !state.complete; n++) {
            const allowed = allowedIn(matcher.mask(state))
            const expected = Array.from({ length: vocabulary.size }, (_, id) => id).filter(id =>
              id === vocabulary.size - 1
                ? other.accepts
                : vocabulary.bytes(id) !== null && plain.advance(other, vocabulary.bytes(id)!) !== null,
            )
            expect(allowed).toEqual(expected)
            const choices = allowed.filter(id => vocabulary.bytes(id) !== null)
            const add = vocabulary.bytes(choices[random.next().value! % choices.length]!)!
            state = matcher.advance(state, add)!
            other = plain.advance(other, add)!
          }
        }),
        { numRuns: 60 },
      )
      expect(matcher.walks.inside).toBeGreaterThan(0)
      expect(matcher.walks.whole).toBeGreaterThan(0)
    }
  })

  test('inside frames that cannot nest further, tokens that would need it are not allowed', () => {
    // A value is "1", or "2" and a list.
    const rules: Rule[] = [
      { is: 'array', item: 1, min: 0, max: null },
      { is: 'any', of: [0, 2] },
      { is: 'object', members: [], rest: 3 },
      { is: 'any', of: [4, 5] },
      { is: 'text', text: '1' },
      { is: 'sequence', of: [6, 7] },
      { is: 'text', text: '2' },
      { is: 'array', item: 4, min: 0, max: null },
    ]
    const texts = ['b":1', 'b":2', 'b":2[', 'b']
    const matcher = createMatcher({ rules }, vocabularyOf(texts))
    const at = (depth: number): (string | undefined)[] => {
      const state = matcher.advance(matcher.start, utf8(`${'['.repeat(depth - 1)}{"a`))!
      return allowedIn(matcher.mask(state)).flatMap(id => (id < 256 ? [] : [texts[id - 256]]))
    }
    expect(at(63)).toEqual(texts)
    expect(at(64)).toEqual(['b":1', 'b'])
  })

  test('control tokens never, tokens of the same bytes together', () => {
    const matcher = createMatcher(schemaGrammar({ const: 'a' }), vocabulary)
    const allowed = allowedIn(matcher.mask(matcher.start)).map(id =>
      id < 256 ? String.fromCharCode(id) : words[id - 256],
    )
    expect(allowed.sort()).toEqual(['"', '"a"', '"a"'])
    const prose = createMatcher({ rules: [{ is: 'prose', not: '' }] }, vocabulary)
    const ids = allowedIn(prose.mask(prose.start))
    expect(ids).not.toContain(vocabulary.control)
    expect(ids).toContain(vocabulary.size - 1)
  })

  test('remembered states change nothing', () => {
    // More states than are remembered: every count of a bounded string is one.
    const grammar = schemaGrammar({ type: 'string', maxLength: 20_000 })
    const matcher = createMatcher(grammar, vocabulary)
    let state = matcher.advance(matcher.start, utf8('"'))!
    for (let n = 0; n < 20_000; n++) state = matcher.advance(state, utf8('x'))!
    expect(allowedIn(matcher.mask(state))).toEqual([0x22])
  })

  test('a vocabulary without a byte is refused', () => {
    const few = { size: 3, eos: [2], bytes: (id: number) => (id === 0 ? utf8('{') : id === 1 ? utf8('}') : null) }
    expect(attempt(() => createMatcher(jsonGrammar(), few))).toMatchObject({ ok: false, code: 'vocabulary_incomplete' })
    expect(attempt(() => createMatcher(schemaGrammar({ enum: [{}] }), few))).toMatchObject({ ok: true })
  })

  test('a vocabulary of 128k tokens', () => {
    const many = vocabularyOf(
      Array.from({ length: 128_000 }, (_, i) => `${i % 2 ? ' ' : ''}${(i * 7919).toString(36)}${i % 5 ? '' : '"'}`),
    )
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, n: { type: 'integer' } },
      required: ['name', 'n'],
    }
    const begun = performance.now()
    const matcher = createMatcher(schemaGrammar(schema), many)
    const compiled = performance.now()
    const inString = matcher.advance(matcher.start, utf8('{"name":"'))!
    matcher.mask(inString)
    const first = performance.now()
    const next = matcher.advance(inString, utf8('abc'))!
    matcher.mask(next)
    const second = performance.now()
    expect(matcher.mask(next)).toBe(matcher.mask(inString))
    expect(matcher.walks).toEqual({ whole: 0, inside: 1 })
    if (process.env['ASSAY_TIMES'] !== undefined)
      console.log(
        `compile with trie ${(compiled - begun).toFixed(1)} ms, mask in a string ${(first - compiled).toFixed(2)} ms, again ${(second - first).toFixed(3)} ms`,
      )
  })
})

describe('tool calls', () => {
  const tools = [
    {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
    { name: 'now' },
  ]

  test('required: one of the tools with valid arguments', () => {
    expectTexts(
      toolGrammar(tools, 'required'),
      ['{"name":"get_weather","arguments":{"city":"Bonn"}}', '{"name": "now", "arguments": {}}'],
      [
        '{"name":"now","arguments":{"city":"Bonn"}}',
        '{"name":"get_weather","arguments":{}}',
        '{"name":"other","arguments":{}}',
        'Hello',
      ],
    )
    expectTexts(
      toolGrammar(tools, { name: 'now' }),
      ['{"name":"now","arguments":{}}'],
      ['{"name":"get_weather","arguments":{"city":""}}'],
    )
  })

  test('auto: a call where it begins as one, prose otherwise', () => {
    const grammar = toolGrammar(tools, 'auto')
    expectTexts(
      grammar,
      ['', 'Hello {"name":', ' {', '{"name":"now","arguments":{}}', 'ä\n'],
      ['{', '{"name":"x"', '{}'],
    )
    const around = toolGrammar(tools, 'auto', { before: '<call>\n', after: '\n</call>' })
    expectTexts(
      around,
      ['<call>\n{"name":"now","arguments":{}}\n</call>', '{', 'Hi <call>'],
      ['<', '<b>', '<call>\n{"name":"now","arguments":{}}'],
    )
  })

  test('several calls are an array', () => {
    expectTexts(
      toolGrammar(tools, 'required', { calls: 2 }),
      [
        '[{"name":"now","arguments":{}}]',
        '[{"name":"now","arguments":{}}, {"name":"get_weather","arguments":{"city":"x"}}]',
      ],
      [
        '[]',
        '{"name":"now","arguments":{}}',
        '[{"name":"now","arguments":{}},{"name":"now","arguments":{}},{"name":"now","arguments":{}}]',
      ],
    )
  })

  test('answers are read back, whole and in part', () => {
    expect(parseToolCalls('Hello')).toEqual({ content: 'Hello' })
    expect(parseToolCalls('')).toEqual({ content: '' })
    const text = '{"name": "get_weather","arguments": {"city": "a}\\"{b", "n":[{}]}}'
    expect(parseToolCalls(text)).toEqual({
      calls: [{ name: 'get_weather', arguments: '{"city": "a}\\"{b", "n":[{}]}', complete: true }],
    })
    expect(parseToolCalls(text.slice(0, -1))).toMatchObject({
      calls: [{ complete: false, arguments: '{"city": "a}\\"{b", "n":[{}]}' }],
    })
    expect(parseToolCalls(text.slice(0, 50))).toMatchObject({
      calls: [{ complete: false, arguments: text.slice(36, 50) }],
    })
    expect(parseToolCalls('{"name": "get_')).toEqual({ calls: [] })
    const two = '[{"name":"now","arguments":{}}, {"name":"f","arguments":{"x":1}}]'
    expect(parseToolCalls(two, { calls: 4 })).toMatchObject({
      calls: [
        { name: 'now', arguments: '{}' },
        { name: 'f', arguments: '{"x":1}', complete: true },
      ],
    })
    const form = { before: '<call>\n', after: '\n</call>' }
    expect(parseToolCalls('<call>\n{"name":"now","arguments":{}}\n</call>', form)).toMatchObject({
      calls: [{ name: 'now', complete: true }],
    })
    expect(parseToolCalls('<ca', form)).toEqual({ calls: [] })
    // Each prefix gives a prefix of the arguments: a stream shows differences.
    let shown = ''
    for (let n = 0; n <= two.length; n++) {
      const answer = parseToolCalls(two.slice(0, n), { calls: 4 })
      const all = 'calls' in answer ? answer.calls.map(call => `${call.name}(${call.arguments}`).join(')') : ''
      expect(all.startsWith(shown)).toBe(true)
      shown = all
    }
  })

  test('tools that cannot be called are refused', () => {
    const bad: [Parameters<typeof toolGrammar>, string][] = [
      [[[], 'auto'], 'grammar_invalid'],
      [[[{ name: 'a b' }], 'auto'], 'grammar_invalid'],
      [[[{ name: 'a' }, { name: 'a' }], 'auto'], 'grammar_invalid'],
      [[tools, { name: 'other' }], 'grammar_invalid'],
      [[[{ name: 'a', parameters: { type: 'string' } }], 'auto'], 'grammar_invalid'],
      [[[{ name: 'a', parameters: { type: 'object', patternProperties: {} } }], 'auto'], 'grammar_unsupported'],
      [[tools, 'auto', { calls: 0 }], 'grammar_invalid'],
    ]
    for (const [args, code] of bad) expect(attempt(() => toolGrammar(...args))).toMatchObject({ ok: false, code })
  })
})
