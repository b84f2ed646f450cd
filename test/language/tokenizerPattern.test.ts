// Patterns: the same matches as the engine's regular expressions, in linear time, and refusals outside the subset. Unicode: the tables
// of version 15.0 against the engine's own.

import { describe, expect, it } from 'vitest'
import { attempt } from '../../src/core/errors/index.ts'
import { PRE_TOKENIZERS } from '../../src/core/language/tokenizer/build/patterns.ts'
import { CATEGORIES, SCRIPTS } from '../../src/core/language/tokenizer/generated/unicode.ts'
import { Matcher } from '../../src/core/language/tokenizer/pattern/matcher.ts'
import {
  complement,
  contains,
  intersection,
  property,
  unassigned,
  union,
  WHITE_SPACE,
  wordCharacters,
} from '../../src/core/language/tokenizer/pattern/sets.ts'
import { compileSteps } from '../../src/core/language/tokenizer/steps.ts'
import { random, randomText } from './tokenizers.ts'

const matches = (pattern: string, text: string): string[] => {
  const places: number[] = []
  new Matcher(pattern).matches(text, 0, text.length, places)
  return Array.from({ length: places.length / 2 }, (_, i) => text.slice(places[2 * i], places[2 * i + 1]))
}

/** The subset as the engine writes it: its white space is another, and it has no groups of one case. */
const engine = (pattern: string): RegExp =>
  new RegExp(
    pattern
      .replace(
        /\(\?i:((?:[^()])*)\)/g,
        (_, body: string) =>
          `(?:${body.replace(/\[?[a-z]+\]?/g, part => (part.startsWith('[') ? `[${part.slice(1, -1)}${part.slice(1, -1).toUpperCase()}]` : part.replace(/[a-z]/g, letter => `[${letter}${letter.toUpperCase()}]`)))})`,
      )
      .replaceAll('?+', '?')
      .replaceAll('++', '+')
      .replaceAll('\\s', '\\p{White_Space}')
      .replaceAll('\\S', '\\P{White_Space}')
      .replaceAll('\\d', '\\p{Nd}')
      .replaceAll('$', '(?![^])')
      .replace(/"#\(\?!\[\^\]\)%/, '"#$%'),
    'gu',
  )

/** Characters whose category later versions of Unicode keep. */
const stable = (text: string): string =>
  [...text].filter(sign => !contains(unassigned(), sign.codePointAt(0)!)).join('')

describe('patterns of well-known tokenizers', () => {
  const patterns = [...new Set([...PRE_TOKENIZERS.values()].flatMap(({ patterns }) => patterns))].filter(
    p => !p.includes('\\[\\\\\\]') && !p.includes('$+<=>'),
  )

  it('are many', () => {
    expect(patterns.length).toBeGreaterThanOrEqual(11)
    expect(PRE_TOKENIZERS.size).toBeGreaterThanOrEqual(45)
  })

  it.each(patterns)('%s', pattern => {
    const matcher = new Matcher(pattern)
    const expression = engine(pattern)
    const next = random(11)
    for (let i = 0; i < 700; i++) {
      const text = stable(randomText(next, 25))
      const places: number[] = []
      matcher.matches(text, 0, text.length, places)
      expect([text, places]).toEqual([
        text,
        [...text.matchAll(expression)].flatMap(m => [m.index, m.index + m[0].length]),
      ])
    }
  })
})

describe('the subset', () => {
  const ALIKE = [
    'ab|a|b',
    'a|ab',
    '(?:a|ab)(?:c|bcd)',
    'a{2}',
    'a{2,}',
    'a{1,3}b?',
    '(?:ab){2,3}',
    'a*?b',
    'a+?',
    'a??b',
    '(?:a|b)+?c',
    '[a-c]+',
    '[^a-c]+',
    '[a\\-c]+',
    '[-a]+',
    '[a-]+',
    '[\\]a]+',
    'a(?=b)',
    'a(?!b)',
    'a(?=[bc])b?',
    '(?:a(?!b)|ab)c?',
    'a+(?!b)',
    'c$',
    'x(?:a?b?)c',
    '\\x61+|\\u0062',
    '\\.|\\*|\\+',
    '.+',
    '(a)(b)',
  ]
  it.each(ALIKE)('%s: as the engine', pattern => {
    const expression = engine(pattern)
    const matcher = new Matcher(pattern)
    const next = random(12)
    for (let i = 0; i < 500; i++) {
      const text = Array.from({ length: Math.floor(next() * 12) }, () => 'abcd-]x.*+'[Math.floor(next() * 10)]).join('')
      const places: number[] = []
      matcher.matches(text, 0, text.length, places)
      expect([text, places]).toEqual([
        text,
        [...text.matchAll(expression)].flatMap(m => [m.index, m.index + m[0].length]),
      ])
    }
  })

  it('has what Oniguruma has and the engine has not', () => {
    expect(matches('[\\p{L}&&[^a-c]]+', 'abcdeXYZ')).toEqual(['deXYZ'])
    expect(matches('[a-z&&[^aeiou]]+', 'hello')).toEqual(['h', 'll'])
    expect(matches('[[:digit:]_]+', 'a1_2b')).toEqual(['1_2'])
    expect(matches('[[:^digit:]]+', 'a1b')).toEqual(['a', 'b'])
    expect(matches('[\\p{Han}]+', 'ab漢字')).toEqual(['漢字'])
    expect(matches('\\p{^L}+|\\P{^L}', 'a1')).toEqual(['a', '1'])
    expect(matches('(?i:ab)+', 'aBABx')).toEqual(['aBAB'])
    expect(matches('(?i:[a-c])+', 'aBCd')).toEqual(['aBC'])
    expect(matches('[^\\r\\n\\p{So}]?+\\x{1F999}', 'a🦙🦙')).toEqual(['a🦙', '🦙'])
    expect(matches('x?+a++', 'xaa')).toEqual(['xaa'])
    expect(matches('a\\z|a+', 'aab')).toEqual(['aa'])
    expect(matches('[ab]\\z', 'aab')).toEqual(['b'])
  })

  const REFUSED: readonly [pattern: string, why: RegExp][] = [
    ['a*', /empty text/],
    ['', /empty text/],
    ['(?!a)', /empty text/],
    ['(?<=a)b', /not in the subset/],
    ['(?<n>a)', /not in the subset/],
    ['(?>a)', /not in the subset/],
    ['(a)\\1', /not in the subset/],
    ['\\bfoo', /not in the subset/],
    ['^a', /not in the subset/],
    ['a(?=bc)', /more than one character/],
    ['(?:a*)+b', /can be empty/],
    ['(?=a)+b', /repeated/],
    ['a**', /follows a quantifier/],
    ['*a', /nothing is to repeat/],
    ['a{0}', /count/],
    ['a{3,2}', /count/],
    ['a{2000}', /count/],
    ['a{2}+', /follows a count/],
    ['a++a', /changes the meaning/],
    ['a++(?!b)', /changes the meaning/],
    ['[^\\r\\n]?+\\x{1F999}', /changes the meaning/],
    ['(?:b|a++)a', /ends a group/],
    ['(?:ab)++', /after a group/],
    ['(a', /not closed/],
    ['a)', /not opened/],
    ['[a', /not closed/],
    ['[b-a]', /later character/],
    ['[a-\\s]', /later character/],
    ['\\p{Klingon}', /not known/],
    ['\\p{constructor}', /not known/],
    ['[[:nothing:]]', /not known/],
    ['\\x{110000}', /does not exist/],
    ['\\x1', /in full/],
    ['\\', /missing/],
    [`${'('.repeat(40)}a${')'.repeat(40)}`, /groups in one another/],
    [`${'['.repeat(40)}a${']'.repeat(40)}`, /classes in one another/],
    ['a'.repeat(9000), /at most/],
    ['(?:(?:a{50}){50}){50}', /places/],
    ['(?:[ab]*a[ab]{12})', /states/],
    [Array.from({ length: 300 }, (_, i) => `[${String.fromCharCode(0x1000 + 2 * i)}x]`).join(''), /sets|kinds/],
  ]
  it.each(REFUSED)('refuses %s', (pattern, why) => {
    expect(attempt(() => new Matcher(pattern))).toMatchObject({
      ok: false,
      code: 'tokenizer_unsupported',
      message: expect.stringMatching(why),
    })
  })

  it('takes linear time where backtracking would not end', () => {
    const text = 'a'.repeat(200_000)
    const started = performance.now()
    expect(matches('(?:a|a|aa)+(?!a)', text)).toHaveLength(1)
    expect(matches('(?:a+a+)+$', text)).toHaveLength(1)
    // Reading to the end for every single match is refused once it has cost 32 times the text.
    for (const pattern of ['a*b|a', '(?:a*c|a)', '\\p{L}*1|a', '(a+)+b'])
      expect(attempt(() => matches(pattern, text))).toMatchObject({ ok: false, code: 'tokenizer_unsupported' })
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('Unicode 15.0', () => {
  // What later versions changed: tables of our own keep these as they were.
  const CHANGED = new Set(['Ll 295', 'Mn 1171e'])

  it('has the categories of the engine for all that it assigns', () => {
    const none = unassigned()
    let assigned = 0
    for (const category of CATEGORIES.split(' ')) {
      if (category === 'Cn') continue
      const set = property(category)!
      const expression = new RegExp(`^\\p{${category}}$`, 'u')
      for (let i = 0; i < set.length; i += 2)
        for (let code = set[i]!; code < set[i + 1]!; code++) {
          assigned++
          // Surrogates and private use are whole planes: their ends are enough.
          if ((category === 'Co' || category === 'Cs') && code !== set[i] && code !== set[i + 1]! - 1) continue
          if (!expression.test(String.fromCodePoint(code)))
            expect(CHANGED).toContain(`${category} ${code.toString(16)}`)
        }
    }
    const holes = none.reduce((sum, border, i) => sum + (i % 2 === 0 ? -border : border), 0)
    expect(assigned + holes).toBe(0x110000)
    expect(assigned).toBe(149_186 + 137_468 + 2_048 + 65)
  })

  it('has the scripts and white space of the engine', () => {
    for (const name of Object.keys(SCRIPTS)) {
      const set = property(name)!
      const expression = new RegExp(`^\\p{Script=${name}}$`, 'u')
      for (let i = 0; i < set.length; i += 2)
        for (const code of [set[i]!, set[i + 1]! - 1])
          expect([name, code, expression.test(String.fromCodePoint(code))]).toEqual([name, code, true])
    }
    for (let code = 0; code < 0x3100; code++)
      expect([code, contains(WHITE_SPACE, code)]).toEqual([code, /\p{White_Space}/u.test(String.fromCodePoint(code))])
    const word = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]$/u
    for (let code = 0; code < 0x20000; code++)
      if (!contains(unassigned(), code) && (code < 0xd800 || code > 0xdfff))
        if (contains(wordCharacters(), code) !== word.test(String.fromCodePoint(code)))
          expect(code.toString(16)).toBe('')
  })

  it('sets are closed under what is done with them', () => {
    const next = random(13)
    const set = () => union(...Array.from({ length: 5 }, () => [Math.floor(next() * 50), 50 + Math.floor(next() * 50)]))
    for (let i = 0; i < 200; i++) {
      const [a, b] = [set(), set()]
      for (let code = 0; code < 110; code++) {
        expect(contains(union(a, b), code)).toBe(contains(a, code) || contains(b, code))
        expect(contains(intersection(a, b), code)).toBe(contains(a, code) && contains(b, code))
        expect(contains(complement(a), code)).toBe(!contains(a, code))
      }
    }
    expect(complement(complement([]))).toEqual([])
  })
})

describe('steps', () => {
  const run = (
    steps: Parameters<typeof compileSteps>[0],
    text: string,
    place = { start: true, section: true },
  ): string[] => {
    const out: string[] = []
    compileSteps(steps)(text, place, (piece, begin, end) => out.push(piece.slice(begin, end)))
    return out
  }

  it('normalize what Unicode 15.0 assigns, and nothing else', () => {
    expect(run([['nfc']], 'e\u0301')).toEqual(['\u00e9'])
    expect(run([['nfkd']], '\ufb01')).toEqual(['fi'])
    expect(run([['lower']], 'ΛΌΓΟΣ ΑΣ')).toEqual(['λόγοσ ασ'])
    expect(run([['accents'], ['lower']], 'ÀÉÎ')).toEqual(['aei'])
    expect(run([['marks']], 'e\u0301\u0903')).toEqual(['e'])
    // U+1C89 and U+A7CB came with Unicode 16: letters with a lower case. U+105C9 decomposes since then.
    expect(run([['lower']], 'A\u1c89B\ua7cbC')).toEqual(['a\u1c89b\ua7cbc'])
    expect(run([['nfd']], '\u00e9\u{105c9}')).toEqual(['e\u0301\u{105c9}'])
  })

  it('normalize long runs of marks in parts, in time that is linear', () => {
    const started = performance.now()
    const [out] = run([['nfc']], `a${'\u0301\u0316'.repeat(100_000)}`)
    expect(performance.now() - started).toBeLessThan(5000)
    expect(out).toHaveLength(200_001)
    // Runs up to 127 marks are as the engine has them.
    const text = `a${'\u0301\u0316'.repeat(63)}b`
    expect(run([['nfc']], text)).toEqual([text.normalize('NFC')])
  })

  it('split in five ways', () => {
    expect(run([['split', 'isolate', '-']], 'a-b--c')).toEqual(['a', '-', 'b', '-', '-', 'c'])
    expect(run([['split', 'remove', '-']], 'a-b--c')).toEqual(['a', 'b', 'c'])
    expect(run([['split', 'keep', '[a-b]']], 'a-b--c')).toEqual(['a', 'b'])
    expect(run([['split', 'previous', '-']], 'a-b--c')).toEqual(['a-', 'b-', '-', 'c'])
    expect(run([['split', 'next', '-']], 'a-b--c')).toEqual(['a', '-b', '-', '-c'])
  })

  it('put prefixes where they belong', () => {
    const inner = { start: false, section: true }
    expect(run([['prefix', '_', 'start', 'always']], 'a')).toEqual(['_a'])
    expect(run([['prefix', '_', 'start', 'always']], 'a', inner)).toEqual(['a'])
    expect(run([['prefix', '_', 'section', 'always']], '_a', inner)).toEqual(['__a'])
    expect(run([['prefix', '_', 'section', 'missing']], '_a', inner)).toEqual(['_a'])
    expect(
      run(
        [
          ['split', 'remove', ' '],
          ['prefix', '_', 'piece', 'missing'],
        ],
        'a _b',
      ),
    ).toEqual(['_a', '_b'])
    expect(
      run(
        [
          ['split', 'remove', ' '],
          ['prefix', '_', 'section', 'always'],
        ],
        'a b',
      ),
    ).toEqual(['_a', 'b'])
    expect(run([['prefix', '_', 'section', 'always']], '')).toEqual([])
  })

  it('trim, replace and map', () => {
    expect(run([['trim', 'both', '']], '\u3000 a \n')).toEqual(['a'])
    expect(run([['trim', 'left', ' ']], ' \na ')).toEqual(['\na '])
    expect(run([['replace', 'ab', 'b']], 'aabab')).toEqual(['abb'])
    expect(run([['replace pattern', ' {2,}', ' ']], 'a   b  c d')).toEqual(['a b c d'])
    expect(run([['map', 'a', '1', 'ab', '2', '\u{1f999}', 'L']], 'aabb\u{1f999}')).toEqual(['12bL'])
    expect(run([['clean'], ['ideographs']], 'a\u0000\t\u200d漢字\u{20000}')).toEqual(['a  漢  字  \u{20000} '])
  })
})
