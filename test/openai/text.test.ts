// The text of an answer as it grows, and seeds: what is given piece by piece is what the whole would be.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { seedOf } from '../../src/openai/seed.ts'
import { trackText } from '../../src/openai/text.ts'
import { seededRandom } from '../support/world.ts'
import { NAME, speakerModel } from './support/speaker.ts'

const model = speakerModel(NAME)

/** The text of tokens, up to where a stop string begins that is the first to be whole. */
function naive(bytes: readonly number[], stops: readonly string[]): string {
  const text = new TextDecoder().decode(Uint8Array.from(bytes))
  for (let end = 0; end <= text.length; end++) {
    const places = stops.map(stop => text.slice(0, end).indexOf(stop)).filter(at => at >= 0)
    if (places.length > 0) return text.slice(0, Math.min(...places))
  }
  return text
}

describe('trackText', () => {
  const letters = fc.constantFrom('a', 'b', 'ab', 'é', '€', '😀')
  const words = (max: number) => fc.array(letters, { minLength: 1, maxLength: max }).map(parts => parts.join(''))

  test('gives what the whole is, in whole characters, and nothing behind a stop string', () => {
    fc.assert(
      fc.property(words(30), fc.uniqueArray(words(4), { maxLength: 3 }), fc.nat(3), (text, stops, cut) => {
        const all = [...utf8(text)]
        const bytes = all.slice(0, all.length - cut)
        const track = trackText(model.decoder(), stops)
        const starts: number[] = []
        let given = ''
        for (const byte of bytes) {
          const more = track.push(byte)
          given += more
          starts.push(track.start)
          // Whatever has been given stays right, whatever follows.
          expect(naive(bytes, stops).startsWith(given)).toBe(true)
          expect(track.given).toBe(given.length)
          if (track.cut) break
        }
        given += track.end()
        expect(given).toBe(naive(bytes, stops))
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
      }),
      { numRuns: 3000 },
    )
  })

  test('holds back no more than could be the beginning of a stop string', () => {
    const track = trackText(model.decoder(), ['stop'])
    const given = [...utf8('stost')].map(byte => track.push(byte))
    expect(given).toEqual(['', '', '', 'sto', ''])
    expect(track.push(120)).toBe('stx')
  })
})

describe('seedOf', () => {
  const random = seededRandom('seeds')

  test('is the hash that the specification states', () => {
    for (const [seed, index] of [
      [0, 0],
      [7, 3],
      [-1, 0],
      [Number.MAX_SAFE_INTEGER, 15],
    ] as const) {
      const tail = Buffer.alloc(12)
      tail.writeBigInt64BE(BigInt(seed))
      tail.writeUInt32BE(index, 8)
      const wanted = createHash('sha256').update('assay/openai/seed/1').update(tail).digest()
      expect(Buffer.from(seedOf(seed, index, random))).toEqual(wanted)
    }
  })

  test('is random without a number', () => {
    expect(seedOf(undefined, 0, random)).not.toEqual(seedOf(undefined, 0, random))
    expect(() => seedOf(2 ** 60, 0, random)).toThrow(RangeError)
  })
})
