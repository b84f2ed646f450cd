// Transcripts: frozen vectors, a second implementation of spec/proof.md in big integers, and that every later challenge
// depends on every field that was absorbed.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from '../../src/core/bytes/index.ts'
import { KOALABEAR, MERSENNE31 } from '../../src/core/field/index.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { run, type Script, type Step, scripts, steps, vectorText } from './vectors.ts'

const file = fileURLToPath(new URL('../../vectors/proof/transcript.json', import.meta.url))
if (process.env['UPDATE_VECTORS'] === '1') {
  mkdirSync(new URL('../../vectors/proof/', import.meta.url), { recursive: true })
  writeFileSync(file, vectorText())
}

/** The specification again, for tests: parts of hashes as hexadecimal digits. */
function second({ protocol, field, steps }: Script): unknown[] {
  const p = field === 'mersenne31' ? 2n ** 31n - 1n : 2n ** 31n - 2n ** 24n + 1n
  const hash = (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
  const text = (value: string): string => Buffer.from(value).toString('hex')
  const u = (value: number, bytes: number): string => value.toString(16).padStart(2 * bytes, '0')
  const label = (value: string): string => u(value.length, 1) + text(value)
  let state = hash(text('assay/transcript/1'))
  const absorb = (name: string, hex: string): void => {
    state = hash(`00${state}${label(name)}${u(hex.length / 2, 4)}${hex}`)
  }
  const draw = (name: string, count: number): void => {
    state = hash(`01${state}${label(name)}${u(count, 4)}`)
  }
  absorb('protocol', text(protocol))
  absorb('field', text(field))
  return steps.map(step => {
    if ('absorb' in step) return absorb(step.absorb, step.bytes.slice(2))
    if ('work' in step) {
      const found = hash(`03${state}${u(step.work, 1)}${u(step.nonce, 8)}`)
      absorb('work', u(step.work, 1) + u(step.nonce, 8))
      return BigInt(`0x${found}`) < 2n ** BigInt(256 - step.work)
    }
    const name = 'challenges' in step ? step.challenges : step.indices
    draw(name, step.count)
    const outputs = Array.from({ length: step.count }, (_, i) => hash(`02${state}${u(i, 4)}`))
    if ('challenges' in step)
      return outputs.map(hex => [0, 1, 2, 3].map(k => Number(BigInt(`0x${hex.slice(16 * k, 16 * k + 16)}`) % p)))
    return (outputs.join('').match(/.{8}/g) ?? [])
      .slice(0, step.count)
      .map(hex => Number(BigInt(`0x${hex}`) % 2n ** BigInt(step.bits)))
  })
}

const givesOf = (found: readonly Step[]): unknown[] => found.map(step => ('gives' in step ? step.gives : undefined))

test('frozen vectors', () => {
  expect(readFileSync(file, 'utf8')).toBe(vectorText())
})

test.each(scripts.map(script => [`${script.protocol} ${script.field}`, script] as const))(
  'a second implementation finds the same: %s',
  (_, script) => {
    expect(givesOf(run(script))).toEqual(second(script))
  },
)

describe('changing anything that was absorbed changes all that is drawn later, and nothing before', () => {
  const script = scripts[0]!
  const before = givesOf(run(script))
  /** All draws from `at` on differ in every part; work is not drawn. */
  const check = (changed: Script, at: number): void => {
    const after = givesOf(run(changed))
    steps.forEach((step, i) => {
      if ('absorb' in step || 'work' in step) return
      const [a, b] = [before[i] as unknown[], after[i] as unknown[]]
      if (i < at) expect(b).toEqual(a)
      else if ('challenges' in step)
        a.forEach((challenge, k) => {
          // Of every challenge every limb: equal ones by chance would be 2^-31 each, and vectors are frozen.
          for (let limb = 0; limb < 4; limb++) expect((b[k] as number[])[limb]).not.toBe((challenge as number[])[limb])
        })
      else expect(b).not.toEqual(a)
    })
  }
  const withStep = (at: number, ...others: Step[]): Script => ({ ...script, steps: steps.toSpliced(at, 1, ...others) })

  test.each(steps.flatMap((step, at) => ('absorb' in step ? [[step.absorb, at, step] as const] : [])))(
    '%s, step %i',
    (_, at, step) => {
      const bytes = fromHex(step.bytes)
      for (let i = 0; i < bytes.length; i += Math.ceil(bytes.length / 50))
        for (const bit of [1, 128]) {
          const flipped = bytes.slice()
          flipped[i]! ^= bit
          check(withStep(at, { ...step, bytes: toHex(flipped) }), at)
        }
      check(withStep(at, { ...step, bytes: toHex(Uint8Array.of(...bytes, 0)) }), at)
      if (bytes.length > 0) check(withStep(at, { ...step, bytes: toHex(bytes.subarray(1)) }), at)
      check(withStep(at, { ...step, absorb: `${step.absorb}2` }), at)
    },
  )

  test('work: bits and nonce', () => {
    for (const at of [9, 10]) {
      const step = steps[at] as Step & { work: number; nonce: number }
      check(withStep(at, { ...step, work: step.work + 1 }), at)
      check(withStep(at, { ...step, nonce: step.nonce + 1 }), at)
    }
  })

  test('protocol and field', () => {
    check({ ...script, protocol: 'assay/example/3' }, 0)
    check({ ...script, field: 'koalabear' }, 0)
  })

  test('labels and numbers of what is drawn', () => {
    steps.forEach((step, at) => {
      if ('challenges' in step) {
        check(withStep(at, { ...step, challenges: 'other' }), at)
        const more = givesOf(run(withStep(at, { ...step, count: step.count + 1 })))
        expect((more[at] as unknown[])[0]).not.toEqual((before[at] as unknown[])[0])
      }
    })
  })

  test('a message that moves between two fields', () => {
    const [first, next] = [steps[0] as { bytes: `0x${string}` }, steps[1] as { bytes: `0x${string}` }]
    const joined: Step = { absorb: 'root', bytes: `${first.bytes}${next.bytes.slice(2)}` as `0x${string}` }
    const changed = { ...script, steps: steps.with(0, joined).with(1, { absorb: 'shape', bytes: '0x' }) }
    check(changed, 0)
  })
})

test('a draw without a message before it is refused', () => {
  const transcript = new Transcript('test', MERSENNE31)
  transcript.challenge('a')
  expect(() => transcript.challenge('b')).toThrow(TypeError)
  expect(() => transcript.indices('b', 1, 4)).toThrow(TypeError)
  transcript.absorbElements('message', [[1, 2, 3, 4]])
  const found = transcript.challenge('b')
  const again = new Transcript('test', MERSENNE31)
  again.challenge('a')
  again.absorbLimbs('message', [1, 2, 3, 4])
  expect(again.challenge('b')).toEqual(found)
})

test('work is found and checked', () => {
  const [prover, verifier, other] = [1, 2, 3].map(() => new Transcript('test', KOALABEAR))
  const nonce = prover!.findWork(10)
  expect(verifier!.checkWork(10, nonce)).toBe(true)
  expect(prover!.challenge('a')).toEqual(verifier!.challenge('a'))
  // The smallest: all below it fail, and so does a nonce at random, nearly always.
  for (let i = 0; i < nonce; i += 1 + (nonce >> 6))
    expect(new Transcript('test', KOALABEAR).checkWork(10, i)).toBe(false)
  expect(other!.checkWork(0, 2 ** 53 - 1)).toBe(true)
})

test('wrong use throws', () => {
  const transcript = new Transcript('test', MERSENNE31)
  for (const label of ['', 'ä', 'a'.repeat(65), 'a\n'])
    expect(() => transcript.absorb(label, new Uint8Array(1))).toThrow(RangeError)
  expect(() => transcript.absorbLimbs('limbs', [MERSENNE31.order])).toThrow(RangeError)
  for (const count of [0, -1, 0.5, 2 ** 32]) expect(() => transcript.challenges('a', count)).toThrow(RangeError)
  for (const bits of [-1, 33, 0.5]) {
    expect(() => transcript.indices('a', 1, bits)).toThrow(RangeError)
    expect(() => transcript.checkWork(bits, 0)).toThrow(RangeError)
  }
  for (const nonce of [-1, 0.5, 2 ** 53]) expect(() => transcript.checkWork(1, nonce)).toThrow(RangeError)
})
