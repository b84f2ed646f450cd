import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { attempt, unwrap } from '../../src/core/errors/index.ts'
import { type JsonValue, parseBoundedJson } from '../../src/core/formats/index.ts'
import { code } from './support.ts'

const LIMITS = { depth: 8, values: 1000 }
const parse = (text: string | Uint8Array, limits = LIMITS) =>
  attempt(() => parseBoundedJson(typeof text === 'string' ? utf8(text) : text, 'text', limits))

/** Maps as objects without a prototype, so that they compare with what JSON.parse gives. */
const plain = (value: JsonValue): unknown => {
  if (value instanceof Map) {
    const out = Object.create(null) as Record<string, unknown>
    for (const [name, member] of value) Object.defineProperty(out, name, { value: plain(member), enumerable: true })
    return out
  }
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(plain) : value
}

describe('bounded JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, spaced) => {
        const text = JSON.stringify(value, null, spaced ? 2 : 0)
        expect(JSON.stringify(plain(unwrap(parse(text))))).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 300 },
    )
  })

  it('keeps names that objects inherit', () => {
    const value = unwrap(parse('{"__proto__":{"a":1},"constructor":2}')) as ReadonlyMap<string, JsonValue>
    expect([...value.keys()]).toEqual(['__proto__', 'constructor'])
    expect(({} as { a?: number }).a).toBeUndefined()
  })

  it.each([
    ['nothing', ''],
    ['a name twice', '{"a":1,"a":2}'],
    ['the same name spelled otherwise', '{"a":1,"\\u0061":2}'],
    ['something after', '1 2'],
    ['a comma at the end', '[1,]'],
    ['no colon', '{"a" 1}'],
    ['a name without quotes', '{a:1}'],
    ['a zero before a number', '01'],
    ['a plus', '+1'],
    ['NaN', 'NaN'],
    ['a text without an end', '"abc'],
    ['a text that ends in an escape', '"abc\\'],
    ['an unknown escape', '"\\x41"'],
    ['a line break in a text', '"a\nb"'],
    ['a comment', '/* */ 1'],
  ])('refuses %s', (_, text) => {
    expect(code(parse(text))).toBe('file_malformed')
  })

  it('refuses bytes that are not UTF-8, depth, and many values', () => {
    expect(code(parse(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('file_malformed')
    expect(code(parse(`${'['.repeat(8)}1${']'.repeat(8)}`))).toBe('ok')
    expect(code(parse(`${'['.repeat(9)}1${']'.repeat(9)}`))).toBe('nesting_too_deep')
    expect(code(parse('['.repeat(1_000_000)))).toBe('nesting_too_deep')
    expect(code(parse(`[${'1,'.repeat(999)}1]`))).toBe('ok')
    expect(code(parse(`[${'1,'.repeat(1000)}1]`))).toBe('file_too_large')
  })
})
