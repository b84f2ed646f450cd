// Hostile bundles, evidence and anchors: verify() gives a verdict for whatever its readers let through, and never `ok` for
// what says something else than the honest receipt. Seeds are fixed; ASSAY_FUZZ=n makes n times as many cases.

import { describe, expect, test } from 'vitest'
import { parseNote } from '../../src/core/log/index.ts'
import { bundleFromJson, bundleText, parseBundle, type ReceiptBundle } from '../../src/core/receipt/index.ts'
import {
  type Evidence,
  namedPolicy,
  type Policy,
  type TrustAnchors,
  type Verdict,
  verify,
} from '../../src/core/verify/index.ts'
import { makeWorld, type World } from '../support/world.ts'

const CASES = 250 * Number(process.env['ASSAY_FUZZ'] ?? 1)

type Draw = (below: number) => number

/** mulberry32. */
function drawer(seed: number): Draw {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const policy = (name: 'signed' | 'replayed', stage: 'included' | 'anchored' | 'promised'): Policy => {
  const found = namedPolicy(name, 'any', stage)
  if (!found.ok) throw new Error(found.message)
  return found.value
}
const POLICIES = [policy('signed', 'promised'), policy('replayed', 'included'), policy('replayed', 'anchored')]

const HEX = '0123456789abcdef'
const STRANGE: readonly unknown[] = [
  null, true, 0, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '', '0', '0x', '0x00', '-1', '1e3', '00', [], {}, [[]],
  `0x${'00'.repeat(20)}`, `0x${'00'.repeat(32)}`, `0x${'ff'.repeat(32)}`, `0x${'00'.repeat(65)}`, `0x${'ff'.repeat(65)}`,
  '115792089237316195423570985008687907853269984665640564039457584007913129639935', '18446744073709551615', '\u2014 a b\n', '\ud800',
] // biome-ignore format: a table

/** A value of the same kind, or of another. */
function changed(value: unknown, draw: Draw, sameKind: boolean): unknown {
  if (!sameKind && draw(3) === 0) return STRANGE[draw(STRANGE.length)]
  if (typeof value === 'number') return [value + 1, value - 1, value * 2, 0, 2 ** 31, 2 ** 53 - 1][draw(6)]
  if (typeof value === 'bigint') return [value + 1n, value * 2n, 0n, 2n ** 63n, 2n ** 64n - 1n][draw(5)]
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value) && value.length > 0) {
    const at = draw(value.length)
    const other = draw(value.length)
    const copies = [
      value.filter((_, i) => i !== at),
      [...value, value[at]],
      value.map((entry, i) => (i === at ? value[other] : entry)),
      [],
    ]
    return copies[draw(copies.length)]
  }
  if (typeof value !== 'string' || value.length === 0) return sameKind ? value : STRANGE[draw(STRANGE.length)]
  const at = draw(value.length)
  if (value.startsWith('0x') && at > 1) return `${value.slice(0, at)}${HEX[draw(16)]}${value.slice(at + 1)}`
  const cuts = [
    value.slice(0, at),
    value + value.slice(at),
    `${value.slice(0, at)}${HEX[draw(16)]}${value.slice(at + 1)}`,
  ]
  return cuts[draw(sameKind ? 1 : cuts.length)]
}

/** The value with one place in it changed; lists of numbers (tensor data) count as one place. */
function mutate(value: unknown, draw: Draw, sameKind: boolean): unknown {
  const places: (readonly (string | number)[])[] = []
  const walk = (at: unknown, path: readonly (string | number)[]): void => {
    places.push(path)
    if (typeof at === 'object' && at !== null && !ArrayBuffer.isView(at))
      for (const [key, inner] of Object.entries(at)) walk(inner, [...path, Array.isArray(at) ? Number(key) : key])
  }
  walk(value, [])
  const place = places[1 + draw(places.length - 1)]!
  const rebuild = (at: unknown, depth: number): unknown => {
    if (depth === place.length) return changed(at, draw, sameKind)
    const key = place[depth]!
    if (Array.isArray(at)) return at.map((entry, i) => (i === key ? rebuild(entry, depth + 1) : entry))
    const entries = Object.entries(at as object).map(([name, entry]) => [
      name,
      name === key ? rebuild(entry, depth + 1) : entry,
    ])
    if (!sameKind && depth === place.length - 1 && draw(12) === 0)
      return Object.fromEntries(entries.filter(([name]) => name !== key))
    return Object.fromEntries(entries)
  }
  return rebuild(value, 0)
}

/** What a receipt says, without what may differ and still be said: who else has cosigned, and what is shown to whom. */
function meaning(bundle: ReceiptBundle, like: ReceiptBundle): string {
  const note = bundle.inclusion === null ? null : parseNote(bundle.inclusion.checkpoint.note)
  return bundleText({
    ...bundle,
    input: bundle.input ?? like.input,
    output: bundle.output ?? like.output,
    inclusion:
      bundle.inclusion === null
        ? like.inclusion
        : {
            ...bundle.inclusion,
            checkpoint: {
              ...bundle.inclusion.checkpoint,
              note: note?.ok ? note.value.text : '',
            },
          },
    fields: {
      leaves: bundle.fields.leaves,
      disclosed: like.fields.disclosed.map(
        field => bundle.fields.disclosed.find(({ tag }) => tag === field.tag) ?? field,
      ),
    },
  })
}

const sameMeaning = (world: World, bundle: ReceiptBundle): boolean =>
  meaning(bundle, world.bundle) === meaning(world.bundle, world.bundle)

function wellFormed(verdict: Verdict): void {
  expect(verdict.ok).toBe(verdict.code === 'ok')
  expect(verdict.checks.length).toBeGreaterThan(0)
  expect(JSON.stringify(verdict).length).toBeGreaterThan(0)
}

/** Returns whether a verdict was reached, false for a refusal of the reader. */
async function judge(world: World, text: string, with_: Policy): Promise<boolean> {
  const parsed = parseBundle(text)
  if (!parsed.ok) return false
  const verdict = await verify(parsed.value, world.evidence, with_, world.anchors)
  wellFormed(verdict)
  if (verdict.ok && !sameMeaning(world, parsed.value)) expect.fail(`accepted under ${with_.name}: ${text}`)
  return true
}

describe('a bundle changed at one place', () => {
  const world = makeWorld()
  const text = bundleText(world.bundle)

  test('in its structure', async () => {
    const draw = drawer(1)
    let verdicts = 0
    for (let i = 0; i < CASES; i++) {
      const other = mutate(JSON.parse(text), draw, draw(2) === 0)
      if (await judge(world, JSON.stringify(other), POLICIES[draw(3)]!)) verdicts++
    }
    expect(verdicts).toBeGreaterThan(CASES / 4)
  })

  test('in one character', async () => {
    const draw = drawer(2)
    for (let i = 0; i < CASES; i++) {
      const at = draw(text.length)
      const pieces = ['', HEX[draw(16)]!, String.fromCharCode(32 + draw(95)), text[draw(text.length)]!]
      await judge(world, text.slice(0, at) + pieces[draw(4)] + text.slice(at + draw(2)), POLICIES[draw(3)]!)
    }
  })

  test('twice, and with parts of another receipt', async () => {
    const draw = drawer(3)
    const others = [makeWorld({ unsigned: true }), makeWorld({ issue: o => ({ ...o, price: 8n }) })]
    for (let i = 0; i < CASES / 2; i++) {
      const parts: Record<string, unknown> = JSON.parse(text)
      const other = JSON.parse(bundleText(others[draw(2)]!.bundle))
      const names = Object.keys(parts)
      for (let k = 0; k < 1 + draw(3); k++) {
        const name = names[draw(names.length)]!
        parts[name] = other[name]
      }
      const twice = draw(2) === 0 ? parts : mutate(parts, draw, true)
      const parsed = bundleFromJson(JSON.parse(JSON.stringify(twice)))
      if (!parsed.ok) continue
      const verdict = await verify(parsed.value, world.evidence, POLICIES[draw(3)]!, world.anchors)
      wellFormed(verdict)
      const honest = [world, ...others].some(one => sameMeaning(one, parsed.value))
      if (verdict.ok && !honest) expect.fail(JSON.stringify(twice))
    }
  })
})

describe('evidence and anchors changed at one place', () => {
  test('evidence', async () => {
    const draw = drawer(4)
    const world = makeWorld()
    const seen = { ...world.anchors, checkpoints: [world.bundle.inclusion!.checkpoint] }
    const evidence: Omit<Evidence, 'replay'> = {
      audit: null,
      proof: null,
      sample: null,
      trace: null,
      verdicts: [
        {
          verdict: { receiptId: world.id, verifier: world.others[0]!.node, ok: true, timestamp: 1_900_000_007n },
          signature: world.bundle.signature,
        },
      ],
      epoch: world.epoch,
      consistency: [{ from: 1, to: 5, proof: world.bundle.inclusion!.proof }],
    }
    for (let i = 0; i < CASES / 2; i++) {
      const other = mutate(evidence, draw, true) as Omit<Evidence, 'replay'>
      // A replay is left out: nothing else in here makes `replayed` hold.
      const verdict = await verify(world.bundle, { ...other, replay: null }, POLICIES[1]!, seen)
      wellFormed(verdict)
      expect(verdict.ok).toBe(false)
    }
  })

  test('anchors: what is not known cannot be believed', async () => {
    const draw = drawer(5)
    const world = makeWorld()
    const anchors = { ...world.anchors, checkpoints: [world.bundle.inclusion!.checkpoint] }
    for (let i = 0; i < CASES / 2; i++) {
      const other = mutate(anchors, draw, true) as TrustAnchors
      // Numbers of the domain and malformed hex are not what a chain says: wrong use, which may throw.
      let verdict: Verdict
      try {
        verdict = await verify(world.bundle, world.evidence, POLICIES[draw(3)]!, other)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
        continue
      }
      wellFormed(verdict)
    }
  })
})
