// Writes vectors/receipt: receipts with the trust anchors and the verdict that every implementation must give.
// Run by test/verify/vectors.test.ts, which compares, and with `--write` by: npx vitest run test/verify/vectors (UPDATE_VECTORS=1).
// Deterministic: keys, salts and times are those of test/support/world.ts.

import { toHex, utf8 } from '../src/core/bytes/index.ts'
import { type ExactModel, encodeModel } from '../src/core/graph/index.ts'
import { bundleToJson, hashRequest, type ReceiptBundle, receiptId, ZERO_HASH } from '../src/core/receipt/index.ts'
import { namedPolicy, type PolicyName, type TrustAnchors, verify } from '../src/core/verify/index.ts'
import { type Issue, makeFloatWorld } from '../test/support/floatWorld.ts'
import { type LanguageTwist, makeLanguageWorld, refield } from '../test/support/languageWorld.ts'
import { DOMAIN, makeWorld, type Twist, type World } from '../test/support/world.ts'

const CASES: readonly [name: string, twist: Twist, change: (bundle: ReceiptBundle) => ReceiptBundle][] = [
  ['valid/included', {}, bundle => bundle],
  ['valid/unsigned-request', { unsigned: true }, bundle => bundle],
  ['valid/public', { disclosure: 'public' }, bundle => bundle],
  ['valid/trace-root', { traceRoot: true }, bundle => bundle],
  ['valid/trace-root-withheld', { traceRoot: true }, bundle => ({ ...bundle, trace: null })],
  [
    'invalid/trace-root-altered',
    { traceRoot: true },
    bundle => ({ ...bundle, trace: { ...bundle.trace!, root: ZERO_HASH } }),
  ],
  ['invalid/trace-root-not-given', { traceRoot: true, issue: o => ({ ...o, traceRoot: null }) }, bundle => bundle],
  ['invalid/trace-root-not-asked', { issue: o => ({ ...o, traceRoot: o.identity.graphRoot }) }, bundle => bundle],
  ['invalid/price-changed', {}, bundle => ({ ...bundle, receipt: { ...bundle.receipt, price: 8n } })],
  [
    'invalid/output-changed',
    { outputs: ([y]) => [{ ...y!, data: y!.data.map((v, i) => (i === 0 ? v + 1 : v)) }] },
    bundle => bundle,
  ],
  ['invalid/other-operator', { issue: o => ({ ...o, operator: o.node }) }, bundle => bundle],
  [
    'invalid/field-leaf',
    {},
    bundle => ({ ...bundle, fields: { ...bundle.fields, leaves: [...bundle.fields.leaves].reverse() } }),
  ],
]

/** Receipts of a float model. The model that is put forward for a replay is an exact one: nothing can be shown with it. */
const FLOAT_CASES: readonly [name: string, twist: (honest: Issue) => Issue][] = [
  ['valid/float', honest => honest],
  ['invalid/float-by-exact-engine', honest => ({ ...honest, engine: 'wasm/1' })],
  ['invalid/float-offers-replay', honest => ({ ...honest, evidence: ['signature', 'replay'] })],
]

/** Receipts of generations. Nobody generates again here: what asks for a replay is told that there is none. */
const GENERATION_CASES: readonly [
  name: string,
  twist: LanguageTwist,
  change?: (world: ReturnType<typeof makeLanguageWorld>) => ReceiptBundle,
][] = [
  ['valid/generation', {}],
  [
    'valid/generation-truncated',
    { truncated: true, tokens: right => right.slice(0, 3), issue: o => ({ ...o, cacheUsed: true }) },
  ],
  ['invalid/generation-without-seed', {}, world => refield(world, { seed: ZERO_HASH })],
  ['invalid/generation-other-sampler', {}, ({ bundle }) => ({ ...bundle, sampler: utf8('{}') })],
  ['invalid/generation-truncated-twice', {}, world => refield(world, { truncated: 2n })],
  [
    'invalid/generation-half-negative',
    {
      issue: o => ({
        ...o,
        outputs: [{ name: 'tokens', tensor: { shape: [2], bits: 16, rows: 1, data: Int16Array.of(-1, 0) } }],
      }),
    },
  ],
]

const POLICIES: readonly PolicyName[] = ['signed', 'replayed']

/** File name to its JSON value. */
export async function receiptVectors(): Promise<Map<string, unknown>> {
  const files = new Map<string, unknown>()
  const add = async (
    name: string,
    world: Pick<World, 'evidence' | 'anchors' | 'epoch'>,
    bundle: ReceiptBundle,
    model: ExactModel,
  ) => {
    const verdicts: Record<string, unknown> = {}
    for (const policy of POLICIES) {
      const named = namedPolicy(policy, 'any')
      if (!named.ok) throw new Error(named.message)
      const { ok, code } = await verify(bundle, world.evidence, named.value, world.anchors)
      verdicts[policy] = { ok, code }
    }
    const anchors: TrustAnchors = world.anchors
    files.set(`${name}.json`, {
      generator: 'scripts/vectors-receipt.ts',
      bundle: bundleToJson(bundle),
      receiptId: receiptId(DOMAIN, bundle.receipt),
      requestHash: hashRequest(DOMAIN, bundle.request.request),
      model: toHex(encodeModel(model)),
      anchors,
      epoch: world.epoch,
      verdicts,
    })
  }
  for (const [name, twist, change] of CASES) {
    const world = makeWorld(twist)
    await add(name, world, change(world.bundle), world.model)
  }
  for (const [name, twist] of FLOAT_CASES) {
    const world = makeFloatWorld(twist)
    await add(name, world, world.bundle, makeWorld().model)
  }
  const { model, evidence, epoch } = makeWorld()
  for (const [name, twist, change] of GENERATION_CASES) {
    const world = makeLanguageWorld(twist)
    await add(name, { evidence, epoch, anchors: world.anchors }, change?.(world) ?? world.bundle, model)
  }
  return files
}
