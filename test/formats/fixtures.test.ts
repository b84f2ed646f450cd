import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DType, detectFormat, type NamedTensors, readTensors, writeNpy } from '../../src/core/formats/index.ts'
import { code, cpu, damaged, expectAllSame, tensor } from './support.ts'

const folder = fileURLToPath(new URL('../../vectors/formats/valid/', import.meta.url))
interface Expected {
  readonly name: string
  readonly dtype: DType
  readonly shape: number[]
  readonly data: (number | string)[]
}
const expected = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Record<string, Expected[]>
const files = readdirSync(folder).filter(name => name !== 'expected.json')
const read = (name: string) => new Uint8Array(readFileSync(folder + name))

const number = (value: string): number => (value === 'inf' ? Infinity : value === '-inf' ? -Infinity : Number(value))
const wanted = (name: string): NamedTensors =>
  expected[name]!.map(({ name, dtype, shape, data }) => ({
    name,
    tensor: tensor(
      dtype,
      shape,
      data.map(value => (dtype === 'int64' ? BigInt(value) : typeof value === 'string' ? number(value) : value)),
    ),
  }))

describe('files made by numpy, onnx, Pillow and gzip', () => {
  it('are all described', () => {
    expect(files.sort()).toEqual(Object.keys(expected).sort())
  })

  it.each(files)('%s', name => {
    // By content alone, and with its name.
    for (const options of [{}, { name }, { name: 'misleading.txt' }])
      expectAllSame(readTensors(read(name), options), wanted(name))
  })

  it.each(files.filter(name => name.endsWith('.npy') && !/float16|uint32|uint64|big|fortran|version/.test(name)))(
    '%s is written back byte for byte',
    name => {
      expect(Buffer.from(writeNpy(wanted(name)[0]!.tensor)).equals(Buffer.from(read(name)))).toBe(true)
    },
  )

  it.each(files)('%s: every truncation is refused', name => {
    const file = read(name)
    const step = file.length > 1000 ? 7 : 1
    for (let n = 0; n < file.length; n += step) {
      const result = readTensors(file.subarray(0, n), { name })
      // Protobuf messages may lose their last fields unseen: here the name or a comment, never a value.
      if (result.ok && name.endsWith('.pb')) {
        const { tensor } = wanted(name)[0]!
        expectAllSame(result, [{ name: result.value[0]!.name, tensor }])
      } else expect([n, code(result)]).not.toEqual([n, 'ok'])
    }
  })

  it.each(files)('%s: trailing bytes are refused', name => {
    const file = read(name)
    const longer = new Uint8Array(file.length + 1)
    longer.set(file)
    // One zero byte is an end record's comment to nobody, a field to nobody, and data to nobody.
    expect(code(readTensors(longer, { name }))).not.toBe('ok')
  })

  it.each(files)('%s: damage gives tensors or a refusal, never an exception', name => {
    fc.assert(
      fc.property(damaged(read(name)), file => {
        const result = readTensors(file, { name })
        if (result.ok)
          for (const { tensor } of result.value)
            expect(tensor.data.length).toBe(tensor.shape.reduce((product, n) => product * n, 1))
      }),
      { numRuns: 60 },
    )
  })

  it('are within small limits or refused', () => {
    for (const name of files) {
      const count = wanted(name).reduce((sum, { tensor }) => sum + tensor.data.length, 0)
      // PNG counts the alpha channel that it may drop.
      if (count === 0 || /palette|opaque|key/.test(name)) continue
      expect([
        name,
        code(readTensors(read(name), { name, maxElements: count + (name.endsWith('png') ? count : 0) })),
      ]).toEqual([name, 'ok'])
      expect([name, code(readTensors(read(name), { name, maxElements: count - 1 }))]).toEqual([name, 'file_too_large'])
      expect(code(readTensors(read(name), { name, maxBytes: read(name).length - 1 }))).toBe('file_too_large')
    }
  })
})

describe('files that are refused', () => {
  const refused = fileURLToPath(new URL('../../vectors/formats/invalid/', import.meta.url))
  const codes = JSON.parse(readFileSync(`${refused}expected.json`, 'utf8')) as Record<string, string>

  it('are all described', () => {
    const found = readdirSync(refused).filter(name => name !== 'expected.json')
    expect(found.sort()).toEqual(Object.keys(codes).sort())
  })

  it.each(Object.entries(codes))('%s: %s', (name, expected) => {
    const file = new Uint8Array(readFileSync(refused + name))
    const started = cpu()
    for (const options of [{}, { name }]) expect(code(readTensors(file, options))).toBe(expected)
    expect(cpu() - started).toBeLessThan(2000)
  })
})

describe('detection', () => {
  it('goes by content', () => {
    const formats = Object.fromEntries(files.map(name => [name, detectFormat(read(name))]))
    for (const [name, format] of Object.entries(formats)) {
      const ending = /\.(npy|npz|png|pb|idx|gz)$/.exec(name)?.[1] ?? 'idx'
      expect([name, format]).toEqual([name, { pb: 'tensorproto', gz: 'gzip' }[ending] ?? ending])
    }
    const text = (value: string) => new TextEncoder().encode(value)
    expect(detectFormat(text(' \n[1]'))).toBe('json')
    expect(detectFormat(text('\ufeff{}'))).toBe('json')
    expect(detectFormat(text('5'), 'five.json')).toBe('json')
    expect(detectFormat(text('hello'))).toBeNull()
    expect(detectFormat(new Uint8Array(0))).toBeNull()
  })

  it('refuses what it does not know, and archives in gzip', async () => {
    const { gzipSync } = await import('node:zlib')
    expect(code(readTensors(new TextEncoder().encode('hello')))).toBe('format_unsupported')
    expect(code(readTensors(new Uint8Array(0)))).toBe('file_truncated')
    const zip = new Uint8Array(gzipSync(read('stored.npz')))
    const gzip = new Uint8Array(gzipSync(read('images-idx3-ubyte.gz')))
    expect(code(readTensors(zip))).toBe('format_unsupported')
    expect(code(readTensors(gzip))).toBe('format_unsupported')
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(100 << 20)))
    expect(code(readTensors(bomb))).toBe('file_too_large')
  })
})
