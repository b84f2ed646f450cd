// Trace roots that were bought: what a receipt, its request and the member `trace` must say of each other, and what a verifier that computes the
// trace again finds. spec/verify.md, checks 2, 3 and 7.

import { afterAll, describe, expect, test } from 'vitest'
import type { Hex } from '../../src/core/bytes/index.ts'
import { RefusalError } from '../../src/core/errors/index.ts'
import { bundleFromJson, bundleToJson, type ReceiptBundle, traceCommitmentOf } from '../../src/core/receipt/index.ts'
import { type Evidence, namedPolicy, type Policy, verify, withTraceRoot } from '../../src/core/verify/index.ts'
import { makeFloatWorld } from '../support/floatWorld.ts'
import { makeWorld, TRACE_CHECKS, type Twist, type World } from '../support/world.ts'

const SIGNED = namedPolicy('signed', 'any')
const REPLAYED = namedPolicy('replayed', 'any')
const policyOf = (named: typeof SIGNED): Policy => {
  if (!named.ok) throw new Error(named.message)
  return named.value
}
const [signed, replayed] = [policyOf(SIGNED), policyOf(REPLAYED)]
const shown = withTraceRoot(signed, false)
const recomputed = withTraceRoot(replayed, true)

const bought = (twist: Twist = {}): World => makeWorld({ traceRoot: true, ...twist })

const seen = new Set<string>()

async function judge(
  { bundle, evidence, anchors }: World,
  policy: Policy,
  change: Partial<ReceiptBundle> = {},
  other: Partial<Evidence> = {},
) {
  const found = await verify({ ...bundle, ...change }, { ...evidence, ...other }, policy, anchors)
  for (const { name, ok } of found.checks) if (!ok) seen.add(name)
  return found
}

const flip = (hex: Hex): Hex => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}` as Hex

describe('a trace root that was bought', () => {
  test('is committed to, shown, and found again', async () => {
    const world = bought()
    expect(world.bundle.request.request.traceRoot).toBe(true)
    expect(traceCommitmentOf(world.bundle.trace!)).toBe(world.bundle.receipt.traceCommitment)
    for (const policy of [signed, replayed, shown, recomputed])
      expect(await judge(world, policy)).toMatchObject({ ok: true, code: 'ok' })
    const { assurance, checks } = await judge(world, recomputed)
    expect(assurance.kinds).toContain('trace')
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['trace.commitment', 'trace.root']))
    const read = bundleFromJson(JSON.parse(JSON.stringify(bundleToJson(world.bundle))))
    expect(read).toEqual({ ok: true, value: world.bundle })
  })

  test('may be withheld, which is said, and fails only who asks for it', async () => {
    const world = bought()
    const hidden = { trace: null }
    const found = await judge(world, replayed, hidden)
    expect(found.ok).toBe(true)
    expect(found.assurance.assumptions.join()).toContain('was not shown to this verifier')
    for (const policy of [shown, recomputed])
      expect(await judge(world, policy, hidden)).toMatchObject({ ok: false, code: 'trace_root_missing' })
  })

  test('that nobody has computed again is no more than shown', async () => {
    const world = bought()
    const found = await judge(world, shown, {}, { trace: null })
    expect(found.ok).toBe(true)
    expect(found.assurance.assumptions.join()).toContain("nobody has shown that it is the run's")
    for (const trace of [null, async () => null])
      expect(await judge(world, recomputed, {}, { trace })).toMatchObject({ ok: false, code: 'trace_root_missing' })
  })

  test('is not there where nobody has asked for it', async () => {
    for (const policy of [shown, recomputed])
      expect(await judge(makeWorld(), policy)).toMatchObject({ ok: false, code: 'trace_root_missing' })
  })

  test.each<[string, (trace: NonNullable<ReceiptBundle['trace']>) => ReceiptBundle['trace']]>([
    ['another root', trace => ({ ...trace, root: flip(trace.root) })],
    ['another salt', trace => ({ ...trace, salt: flip(trace.salt) })],
    ["another receipt's", () => bought({ issue: o => ({ ...o, traceRoot: o.identity.graphRoot }) }).bundle.trace],
  ])('shown as %s is refused, whatever the policy', async (_, change) => {
    const world = bought()
    const trace = change(world.bundle.trace!)
    for (const policy of [signed, recomputed])
      expect(await judge(world, policy, { trace })).toMatchObject({ ok: false, code: 'trace_commitment_mismatch' })
  })

  test('stands in no receipt that commits to nothing', async () => {
    const { trace } = bought().bundle
    expect(await judge(makeWorld(), signed, { trace })).toMatchObject({ code: 'trace_commitment_mismatch' })
  })

  test('is given exactly where the request asks for it', async () => {
    const unpaid = bought({ issue: o => ({ ...o, traceRoot: null }) })
    const uncalled = makeWorld({ issue: o => ({ ...o, traceRoot: o.identity.graphRoot }) })
    for (const world of [unpaid, uncalled])
      expect(await judge(world, signed)).toMatchObject({ ok: false, code: 'trace_commitment_mismatch' })
    const world = bought()
    const { request, signature } = world.bundle.request
    const unasked = { request: { request: { ...request, traceRoot: false }, signature } }
    const { checks } = await judge(world, signed, unasked)
    const failed = checks.filter(({ ok }) => !ok).map(({ code }) => code)
    expect(failed).toEqual(expect.arrayContaining(['trace_commitment_mismatch', 'request_signature_invalid']))
  })

  test('of another run is found by who computes the trace, and by nobody else', async () => {
    const world = bought({ issue: o => ({ ...o, traceRoot: o.identity.graphRoot }) })
    expect((await judge(world, shown, {}, { trace: null })).ok).toBe(true)
    for (const policy of [signed, recomputed])
      expect(await judge(world, policy)).toMatchObject({ ok: false, code: 'trace_root_mismatch' })
    const any = { ...recomputed, require: { kind: 'any', of: [{ kind: 'trace', recomputed: true }] } } as const
    expect(await judge(world, any)).toMatchObject({ ok: false, code: 'trace_root_mismatch' })
  })

  test('that an engine refuses to compute again is not found again', async () => {
    const trace = async () => {
      throw new RefusalError('input_shape_mismatch', 'not these inputs')
    }
    expect(await judge(bought(), recomputed, {}, { trace })).toMatchObject({ code: 'input_shape_mismatch' })
  })

  test('has no place in the receipt of a float model', async () => {
    const world = makeFloatWorld(o => ({ ...o, traceRoot: o.identity.graphRoot }))
    expect(await verify(world.bundle, world.evidence, signed, world.anchors)).toMatchObject({
      code: 'trace_commitment_mismatch',
    })
    const honest = makeFloatWorld(o => o)
    expect(await verify(honest.bundle, honest.evidence, shown, honest.anchors)).toMatchObject({
      code: 'model_not_exact',
    })
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['a root alone', { root: `0x${'00'.repeat(32)}` }],
    ['a short salt', { root: `0x${'00'.repeat(32)}`, salt: '0x00' }],
    ['a member too many', { root: `0x${'00'.repeat(32)}`, salt: `0x${'00'.repeat(16)}`, x: 1 }],
  ])('is malformed as %s', (_, trace) => {
    const json = { ...bundleToJson(bought().bundle), trace }
    expect(bundleFromJson(json)).toMatchObject({ ok: false, code: 'receipt_malformed' })
  })
})

afterAll(() => {
  expect(TRACE_CHECKS.filter(name => !seen.has(name))).toEqual([])
})
