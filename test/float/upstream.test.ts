// Upstream models as data: their one file, their identity, what a manifest may claim; and the lines of their answers.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import { attempt, unwrap } from '../../src/core/errors/index.ts'
import {
  createLineReader,
  createLineWriter,
  decodeFloatModel,
  encodeFloatModel,
  encodeRealInterface,
  floatName,
  isUpstreamInterface,
  makeFloatModel,
  makeUpstreamModel,
  readUpstream,
  UPSTREAM_PORTS,
  upstreamFrom,
} from '../../src/core/float/index.ts'
import { onnxFile, packed } from './support.ts'

const operator: Hex = `0x${'ab'.repeat(20)}`
const model = makeUpstreamModel({ name: 'tiny', operator })
const file = (value: unknown): Uint8Array => utf8(JSON.stringify(value))
const made = (bytes: Uint8Array, ports = UPSTREAM_PORTS) =>
  attempt(() => makeFloatModel('upstream', [bytes], ports, {}))

describe('the identity of an upstream model', () => {
  it('is of kind, name and operator, in one form', () => {
    const written = `{"format":"assay-upstream/1","name":"tiny","operator":"${operator}"}`
    expect(Buffer.from(model.files[0]!).toString()).toBe(written)
    const root = sha256(Buffer.concat([utf8('assay/float/1'), Buffer.of(0, 2, 0, 1), sha256(utf8(written))]))
    expect(floatName(model.identity)).toBe(`upstream:${toHex(root)}`)
    expect(readUpstream(model.files[0]!)).toEqual({ name: 'tiny', operator })
    expect(unwrap(decodeFloatModel(encodeFloatModel(model))).identity).toEqual(model.identity)
    const others = [
      makeUpstreamModel({ name: 'tiny2', operator }),
      makeUpstreamModel({ name: 'tiny', operator: `0x${'cd'.repeat(20)}` }),
    ]
    for (const other of others) expect(other.identity.modelId).not.toEqual(model.identity.modelId)
  })

  it.each([
    ['another order', file({ name: 'tiny', format: 'assay-upstream/1', operator })],
    ['one member more', file({ format: 'assay-upstream/1', name: 'tiny', operator, url: 'http://x' })],
    ['spaces', utf8(`{"format":"assay-upstream/1", "name":"tiny","operator":"${operator}"}`)],
    ['another format', file({ format: 'assay-upstream/2', name: 'tiny', operator })],
    ['a name with a slash', file({ format: 'assay-upstream/1', name: 'a/b', operator })],
    ['an address in upper case', file({ format: 'assay-upstream/1', name: 'tiny', operator: operator.toUpperCase() })],
    ['no JSON', utf8('{')],
    ['null', utf8('null')],
    ['too much', new Uint8Array(300)],
  ])('refuses %s', (_, bytes) => {
    expect(made(bytes)).toMatchObject({ ok: false, code: 'model_malformed' })
  })

  it('has the one interface, which no other float model has', () => {
    const { ports, files } = packed(onnxFile())
    expect(made(model.files[0]!, ports)).toMatchObject({ ok: false, code: 'model_malformed' })
    expect(attempt(() => makeFloatModel('onnx', files, UPSTREAM_PORTS, {}))).toMatchObject({ code: 'model_malformed' })
    expect(
      attempt(() => makeFloatModel('upstream', [...model.files, ...model.files], UPSTREAM_PORTS, {})),
    ).toMatchObject({
      code: 'model_malformed',
    })
    expect(isUpstreamInterface(toHex(sha256(encodeRealInterface(UPSTREAM_PORTS))))).toBe(true)
    expect(isUpstreamInterface(toHex(sha256(encodeRealInterface(ports))))).toBe(false)
    // And neither can change in a file.
    const bytes = encodeFloatModel(model)
    const at = Buffer.from(bytes).indexOf(file({ format: 'assay-upstream/1', name: 'tiny', operator }))
    bytes[at + 2]! ^= 1
    expect(decodeFloatModel(bytes)).toMatchObject({ ok: false, code: 'model_malformed' })
  })

  it('is what a manifest says only where the graph root is made of it', () => {
    const root = toHex(model.identity.graphRoot)
    expect(upstreamFrom(model.manifest, root)).toEqual({ name: 'tiny', operator })
    for (const upstream of [{ name: 'tiny2', operator }, { name: 'tiny', operator: `0x${'cd'.repeat(20)}` }, null, 'x'])
      expect(upstreamFrom({ upstream }, root)).toBeNull()
    expect(upstreamFrom(null, root)).toBeNull()
  })
})

describe('lines', () => {
  const write = (lines: readonly Uint8Array[]): number[] => {
    const next = createLineWriter()
    return lines.flatMap(line => [...next(line)])
  }
  const similar = fc.array(
    fc.tuple(
      fc.constantFrom('{"id":"x","delta":"', '', '{"a'),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('"}', '', '}}'),
    ),
    { maxLength: 20 },
  )

  it('come back as they were, in whatever pieces', () => {
    fc.assert(
      fc.property(similar, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (parts, pieces) => {
        const lines = parts.map(part => utf8(part.join('')))
        const bytes = write(lines)
        const reader = createLineReader()
        const read: Uint8Array[] = []
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const n = pieces[i % pieces.length]!
          read.push(...reader.push(bytes.slice(at, at + n)))
          at += n
        }
        expect(read).toEqual(lines)
        expect(reader.open()).toBe(false)
      }),
    )
  })

  it('are few bytes where they resemble each other', () => {
    const lines = ['a', 'b', 'cd'].map(text =>
      utf8(`{"id":"chatcmpl-123456","choices":[{"delta":{"content":"${text}"}}]}`),
    )
    expect(write(lines).length).toBe(3 + lines[0]!.length + 3 + 1 + 3 + 2)
  })

  it('long ones too', () => {
    const lines = [200, 70_000, 200_000, 262_144].map(length => new Uint8Array(length).fill(65))
    expect(createLineReader().push(write(lines))).toEqual(lines)
    expect(() => createLineWriter()(new Uint8Array(262_145))).toThrow(RangeError)
  })

  it.each([
    ['more of the line before than there is', [0, 0, 1, 65, 1, 1, 0]],
    ['a number in another form', [0x80, 0x00]],
    ['a number too long', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['a line too long', [0, 0, 0x81, 0x80, 0x10]],
    ['a token that is no byte', [256]],
  ])('are refused with %s', (_, bytes) => {
    expect(attempt(() => createLineReader().push(bytes))).toMatchObject({ ok: false, code: 'tokens_malformed' })
  })

  it('are refused where few bytes say very many', () => {
    const long = write([new Uint8Array(200_000).fill(65)])
    // Each record repeats the whole line before.
    const again = [0xc0, 0x9a, 0x0c, 0, 0]
    const reader = createLineReader()
    expect(attempt(() => reader.push([...long, ...again, ...again])).ok).toBe(true)
    const bomb = Array.from({ length: 200 }, () => again).flat()
    expect(attempt(() => reader.push(bomb))).toMatchObject({ ok: false, code: 'tokens_malformed' })
  })

  it('know whether one has begun', () => {
    for (const bytes of [[0], [0x80], [0, 0], [0, 0, 2, 65]]) {
      const reader = createLineReader()
      reader.push(bytes)
      expect(reader.open()).toBe(true)
    }
    expect(createLineReader().open()).toBe(false)
  })

  it('hostile bytes end in lines or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const result = attempt(() => createLineReader().push(bytes))
        if (!result.ok) expect(result.code).toBe('tokens_malformed')
      }),
    )
  })
})
