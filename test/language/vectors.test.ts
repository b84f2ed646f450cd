import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { languageVectors } from '../../scripts/vectors-language.ts'
import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  createMatcher,
  decodeGrammar,
  decodeSampler,
  encodeSampler,
  grammarHash,
  type Sampler,
  samplerFromJson,
  samplerHash,
} from '../../src/core/language/index.ts'
import { chooseSlowly, weight } from './samplerReference.ts'
import { allowedIn, vocabularyOf } from './vocabularies.ts'

const folder = fileURLToPath(new URL('../../vectors/language/', import.meta.url))
const made = languageVectors()
if (process.env['UPDATE_VECTORS'] === '1') {
  for (const [name, text] of made) {
    mkdirSync(dirname(folder + name), { recursive: true })
    writeFileSync(folder + name, text)
  }
}
const read = <T>(name: string): T => JSON.parse(readFileSync(folder + name, 'utf8'))

describe('vectors/language', () => {
  it.each([...made])('%s is what its generator gives', (name, text) => {
    expect(existsSync(folder + name)).toBe(true)
    expect(readFileSync(folder + name, 'utf8')).toBe(text)
  })

  it('holds nothing else', () => {
    const names = ['valid', 'invalid'].flatMap(part => readdirSync(folder + part).map(name => `${part}/${name}`))
    expect(names.sort()).toEqual([...made.keys()].sort())
  })

  const samplers = read<{ samplers: { name: string; sampler: unknown; bytes: Hex; hash: Hex }[] }>(
    'valid/samplers.json',
  ).samplers

  it('samplers: bytes, JSON and hash are of one another', () => {
    for (const { sampler, bytes, hash } of samplers) {
      const data = samplerFromJson(sampler)
      expect(toHex(encodeSampler(data))).toBe(bytes)
      expect(decodeSampler(fromHex(bytes))).toEqual(data)
      expect(samplerHash(data)).toBe(hash)
      expect(`0x${createHash('sha256').update(fromHex(bytes)).digest('hex')}`).toBe(hash)
    }
  })

  it('weights are those of the reference in big integers', () => {
    const { weights } = read<{ weights: [number, number][] }>('valid/exponential.json')
    for (const [u, w] of weights) expect(weight(BigInt(u))).toBe(BigInt(w))
  })

  it('draws are those of the reference in big integers', () => {
    interface Row {
      name: string
      size: number
      shift: number
      exponent: number
      first: number[]
      tokens: [string, number[]][]
    }
    const { prompt, answer, rows } = read<{ prompt: number[]; answer: number[]; rows: Row[] }>('valid/draws.json')
    for (const { name, size, shift, exponent, first, tokens } of rows) {
      const logits = Array.from(
        { length: size },
        (_, id) => createHash('sha256').update(`${name} ${id}`).digest().readInt16BE(0) >> shift,
      )
      expect(logits.slice(0, 4)).toEqual(first)
      const seed = createHash('sha256').update(`seed ${name}`).digest()
      for (const [sampler, drawn] of tokens) {
        const data = samplers.find(one => one.name === sampler)!.sampler as Sampler
        drawn.forEach((token, index) => {
          const question = { sampler: data, exponent, logits, prompt, answer, seed, index, allowed: () => true }
          expect(chooseSlowly(question)).toBe(token)
        })
      }
    }
  })

  it('masks are those of the bytes one by one', () => {
    interface Masks {
      vocabulary: { words: string[] }
      grammars: {
        name: string
        hash: Hex
        bytes: string
        masks: { text: string; complete: boolean; ranges: [number, number][] }[]
      }[]
    }
    const { vocabulary, grammars } = read<Masks>('valid/masks.json')
    const bytes = vocabularyOf([])
    for (const { name, hash, bytes: text, masks } of grammars) {
      const grammar = decodeGrammar(utf8(text))
      expect(grammarHash(grammar)).toBe(hash)
      const matcher = createMatcher(grammar, bytes)
      for (const { text, complete, ranges } of masks) {
        const state = matcher.advance(matcher.start, utf8(text))!
        expect(state.complete, `${name} ${text}`).toBe(complete)
        const follows = (add: Uint8Array): boolean => matcher.advance(state, add) !== null
        const ids = [
          ...Array.from({ length: 256 }, (_, byte) => byte).filter(byte => follows(Uint8Array.of(byte))),
          ...vocabulary.words.flatMap((word, i) => (follows(utf8(word)) ? [256 + i] : [])),
          ...(state.accepts ? [256 + vocabulary.words.length] : []),
        ]
        expect(ids).toEqual(ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)))
        // The bytes' own mask has the same bytes.
        expect(allowedIn(matcher.mask(state)).filter(id => id < 256)).toEqual(ids.filter(id => id < 256))
      }
    }
  })

  it('what is no sampler is refused with its code', () => {
    const { cases } = read<{ cases: { name: string; code: string; bytes: Hex }[] }>('invalid/samplers.json')
    for (const { name, code, bytes } of cases)
      expect([name, attempt(() => decodeSampler(fromHex(bytes)))]).toMatchObject([name, { ok: false, code }])
  })

  const python = spawnSync('python3', ['--version']).status === 0
  it.skipIf(!python)('draws are those of a program in another language, written from the specification', () => {
    const { status, stdout, stderr } = spawnSync('python3', [`${folder}check.py`], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    expect(Number(stdout)).toBe(480)
  })
})
