// The model file: round trips, truncation at every byte, mutation of every byte. Hostile bytes give a refusal, never a crash.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal, utf8 } from '../../src/core/bytes/index.ts'
import { decodeModel, type ExactModel, encodeModel } from '../../src/core/graph/index.ts'
import { randomModel } from '../support/randomGraph.ts'
import { smallModel } from '../support/smallModel.ts'

const model = smallModel()
const bytes = encodeModel(model)
const HEADER = 32

function decoded(file: Uint8Array): ExactModel {
  const result = decodeModel(file)
  if (!result.ok) throw new Error(result.message)
  return result.value
}

describe('the model file', () => {
  it('round trips', () => {
    expect(decoded(bytes)).toEqual(model)
    fc.assert(
      fc.property(fc.nat(1e9), seed => {
        const random = randomModel(seed)
        const file = encodeModel(random)
        const again = decoded(file)
        expect(again).toEqual(random)
        expect(equal(encodeModel(again), file)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('is read from the middle of a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 13).fill(255)
    larger.set(bytes, 5)
    expect(decoded(larger.subarray(5, 5 + bytes.length)).identity).toEqual(model.identity)
  })

  it('is refused when cut anywhere, and when something follows', () => {
    for (let length = 0; length < bytes.length; length++) {
      const result = decodeModel(bytes.subarray(0, length))
      expect(result.ok, `${length} bytes`).toBe(false)
    }
    const longer = new Uint8Array(bytes.length + 1)
    longer.set(bytes)
    expect(decodeModel(longer)).toMatchObject({ ok: false, code: 'file_malformed' })
  })

  it('is refused, or is another model, when any byte differs', () => {
    const manifestAt = bytes.length - model.weights.length - utf8(JSON.stringify(model.manifest)).length
    const weightsAt = bytes.length - model.weights.length
    for (let at = 0; at < bytes.length; at++) {
      const mutated = bytes.slice()
      mutated[at]! ^= 1 << (at % 8)
      const result = decodeModel(mutated)
      if (!result.ok) continue
      const same = equal(result.value.identity.modelId, model.identity.modelId)
      // Only the manifest is outside the identity.
      expect(same, `byte ${at}`).toBe(at >= manifestAt && at < weightsAt)
    }
  })

  it('is refused when its lengths lie', () => {
    const lie = (at: number, value: number, code: string): void => {
      const mutated = bytes.slice()
      new DataView(mutated.buffer).setUint32(at, value)
      expect(decodeModel(mutated), `${at} set to ${value}`).toMatchObject({ ok: false, code })
    }
    lie(8, 0xffffffff, 'file_too_large')
    lie(8, 256 * 65_537, 'file_truncated')
    lie(12, 0xffffffff, 'file_too_large')
    lie(16, 0xffffffff, 'file_too_large')
    lie(20, 1, 'model_malformed')
    lie(24, 0x00200000, 'file_malformed')
    lie(24, 0x00100000, 'file_truncated')
    lie(0, 0, 'model_malformed')
  })

  it('is refused when the manifest is no JSON object', () => {
    const withManifest = (text: Uint8Array): Uint8Array => {
      const at = bytes.length - model.weights.length
      const old = utf8(JSON.stringify(model.manifest)).length
      const file = new Uint8Array(bytes.length - old + text.length)
      file.set(bytes.subarray(0, at - old))
      file.set(text, at - old)
      file.set(bytes.subarray(at), at - old + text.length)
      new DataView(file.buffer).setUint32(16, text.length)
      return file
    }
    for (const text of ['', 'null', '[]', '3', '"x"', '{', '{"a":1}x', '[['.repeat(100_000)]) {
      expect(decodeModel(withManifest(utf8(text))), text.slice(0, 9)).toMatchObject({
        ok: false,
        code: 'model_malformed',
      })
    }
    expect(decodeModel(withManifest(Uint8Array.of(0x7b, 0xff, 0x7d)))).toMatchObject({ code: 'model_malformed' })
    const other = decoded(withManifest(utf8('{"name":"other"}')))
    expect(other.manifest).toEqual({ name: 'other' })
    expect(other.identity).toEqual(model.identity)
  })

  it('never crashes on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), tail => {
        const file = new Uint8Array(HEADER + tail.length)
        file.set(bytes.subarray(0, HEADER))
        file.set(tail, HEADER)
        expect(decodeModel(file).ok).toBe(false)
        expect(decodeModel(tail).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
