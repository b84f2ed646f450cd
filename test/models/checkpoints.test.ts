// Checkpoints with random weights that benchmarks measure: both layouts hold the same model, every number format rounds as it says, and
// a file is the same every time.

import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bfloatBits, encode, encodedBytes, halfBits, halfValue } from '../../bench/language/encode.ts'
import { CHECKPOINTS, writeGguf, writeHuggingFace } from '../../bench/language/models.ts'
import { writeFileWhole } from '../../bench/language/sink.ts'
import { type CheckpointShape, parametersOf } from '../../bench/language/tensors.ts'
import { type FloatLanguage, forward, openSequence } from '../../src/core/compile/language/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { memorySource, openGguf } from '../../src/core/formats/index.ts'
import { readTokenizer, tokenizerFromGguf, tokenizerFromHuggingFace } from '../../src/core/language/index.ts'
import { imported } from '../compile/support/languages.ts'

const directory = mkdtempSync(join(tmpdir(), 'assay-checkpoints-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const LLAMA: CheckpointShape = {
  family: 'llama',
  layers: 2,
  width: 64,
  heads: 4,
  groups: 2,
  hidden: 96,
  vocabulary: 700,
  context: 64,
  tied: false,
}
const SHAPES = { llama: LLAMA, gpt2: { ...LLAMA, family: 'gpt2', groups: 4, tied: true } } as const

const filesIn = (folder: string): Record<string, Uint8Array> =>
  Object.fromEntries(readdirSync(folder).map(name => [name, new Uint8Array(readFileSync(join(folder, name)))]))
const ggufOf = (shape: CheckpointShape, type: 'F32' | 'F16' | 'Q8_0'): Uint8Array => {
  const path = join(directory, `${shape.family}-${type}.gguf`)
  writeGguf(path, 'tiny', shape, type)
  return new Uint8Array(readFileSync(path))
}
const folderOf = (shape: CheckpointShape, type: 'F32' | 'BF16'): Record<string, Uint8Array> => {
  const folder = join(directory, `${shape.family}-${type}`)
  writeHuggingFace(folder, shape, type)
  return filesIn(folder)
}
const TOKENS = [5, 699, 0, 300, 42, 42]
const logitsOf = (model: FloatLanguage): Float32Array =>
  forward(model, [{ sequence: openSequence(model), tokens: TOKENS }], {})
const distance = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.reduce((sum, value) => sum + value ** 2, 0))

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  const full = logitsOf(imported(folderOf(shape, 'F32')))

  it('is one model in both layouts', () => {
    expect(full.length).toBe(TOKENS.length * shape.vocabulary)
    expect(new Set(full).size).toBeGreaterThan(full.length / 2)
    expect(distance(full, logitsOf(imported({ 'tiny.gguf': ggufOf(shape, 'F32') })))).toBeLessThan(1e-6)
  })

  it('is rounded in the others', () => {
    const distances = {
      half: distance(full, logitsOf(imported({ 'tiny.gguf': ggufOf(shape, 'F16') }))),
      bfloat: distance(full, logitsOf(imported(folderOf(shape, 'BF16')))),
      blocks: distance(full, logitsOf(imported({ 'tiny.gguf': ggufOf(shape, 'Q8_0') }))),
    }
    expect(distances.half).toBeGreaterThan(1e-5)
    expect(distances.half).toBeLessThan(1e-3)
    expect(distances.bfloat).toBeGreaterThan(1e-4)
    expect(distances.bfloat).toBeLessThan(0.02)
    expect(distances.blocks).toBeGreaterThan(1e-4)
    expect(distances.blocks).toBeLessThan(0.02)
  })

  it('is the same file every time', () => {
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
    expect(digest(ggufOf(shape, 'Q8_0'))).toBe(digest(ggufOf(shape, 'Q8_0')))
  })

  it('has one tokenizer in both layouts', () => {
    const files = folderOf(shape, 'F32')
    const made = [
      tokenizerFromHuggingFace({
        tokenizerJson: files['tokenizer.json']!,
        tokenizerConfig: files['tokenizer_config.json']!,
      }),
      tokenizerFromGguf(unwrap(openGguf(memorySource(ggufOf(shape, 'F32')))).metadata),
    ].map(made => unwrap(readTokenizer(unwrap(made))))
    const text = 'Then the eaten tree, 12 times: \u00e9t\u00e9!'
    const [a, b] = made.map(tokenizer => tokenizer.encode(text))
    expect(a).toEqual(b)
    expect(a!.length).toBeLessThan(new TextEncoder().encode(text).length)
    expect(made.map(tokenizer => tokenizer.decode(a!))).toEqual([text, text])
    expect(made.map(({ vocabulary, eos }) => [vocabulary, eos])).toEqual([
      [700, [699]],
      [700, [699]],
    ])
  })
})

it('the shapes that are measured have the sizes of their names', () => {
  const millions = Object.entries(CHECKPOINTS).map(([name, shape]) => [name, Math.round(parametersOf(shape) / 1e6)])
  expect(Object.fromEntries(millions)).toEqual({ '15M': 15, '124M': 124, 'gpt2-124M': 124, '1.1B': 1100 })
})

describe('numbers', () => {
  it('float16: every value comes back, and what lies between goes to the nearer, ties to even', () => {
    const wrong: number[] = []
    for (let bits = 0; bits < 0x7c00; bits++) {
      const value = halfValue(bits)
      const step = (bits === 0x7bff ? 65536 : halfValue(bits + 1)) - value
      const got = [value, -value, value + step / 2, value + 0.499 * step, value + 0.501 * step].map(halfBits)
      const wanted = [bits, bits | 0x8000, bits + (bits & 1), bits, bits + 1]
      if (got.some((one, i) => one !== wanted[i])) wrong.push(bits)
    }
    expect(wrong).toEqual([])
    expect([1, -0.5, 65504].map(halfBits)).toEqual([0x3c00, 0xb800, 0x7bff])
    expect([Number.POSITIVE_INFINITY, Number.NaN, 1e9].map(halfBits)).toEqual([0x7c00, 0x7e00, 0x7c00])
  })

  it('bfloat16: to the nearest, ties to even', () => {
    expect([1, -2, 1 + 2 ** -8, 1 + 3 * 2 ** -8, 1 + 2 ** -8 + 2 ** -20].map(bfloatBits)).toEqual([
      0x3f80, 0xc000, 0x3f80, 0x3f82, 0x3f81,
    ])
  })

  it('Q8_0: scale and bytes of a block', () => {
    const values = Float32Array.from({ length: 64 }, (_, i) => (i < 32 ? i - 16 : 0))
    const bytes = encode(values, 'Q8_0')
    expect(bytes.length).toBe(encodedBytes(64, 'Q8_0'))
    expect(bytes[0]! | (bytes[1]! << 8)).toBe(halfBits(16 / 127))
    expect([...new Int8Array(bytes.buffer, 2, 4)]).toEqual([-127, -119, -111, -103])
    expect(bytes.subarray(34).every(byte => byte === 0)).toBe(true)
    expect(() => encode(new Float32Array(33), 'Q8_0')).toThrow('33 values are not whole blocks of 32')
  })
})

it('a file that could not be written leaves nothing', () => {
  const path = join(directory, 'half')
  expect(() =>
    writeFileWhole(path, sink => {
      sink(new Uint8Array(5_000_000))
      throw new Error('stopped')
    }),
  ).toThrow('stopped')
  expect(readdirSync(directory).filter(name => name.startsWith('half'))).toEqual([])
})
