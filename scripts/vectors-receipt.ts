// Writes vectors/receipt: receipts with the trust anchors and the verdict that every implementation must give.
// Run by test/verify/vectors.test.ts, which compares, and with `--write` by: npx vitest run test/verify/vectors (UPDATE_VECTORS=1).
// Deterministic: keys, salts and times are those of test/support/world.ts.

import { toHex } from '../src/core/bytes/index.ts'
import { encodeModel } from '../src/core/graph/index.ts'
import { bundleToJson, hashRequest, type ReceiptBundle, receiptId } from '../src/core/receipt/index.ts'
import { namedPolicy, type PolicyName, type TrustAnchors, verify } from '../src/core/verify/index.ts'
import { DOMAIN, makeWorld, type Twist } from '../test/support/world.ts'

const CASES: readonly [name: string, twist: Twist, change: (bundle: ReceiptBundle) => ReceiptBundle][] = [
  ['valid/included', {}, bundle => bundle],
  ['valid/unsigned-request', { unsigned: true }, bundle => bundle],
  ['valid/public', { disclosure: 'public' }, bundle => bundle],
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

const POLICIES: readonly PolicyName[] = ['signed', 'replayed']

/** File name to its JSON value. */
export async function receiptVectors(): Promise<Map<string, unknown>> {
  const files = new Map<string, unknown>()
  for (const [name, twist, change] of CASES) {
    const world = makeWorld(twist)
    const bundle = change(world.bundle)
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
      model: toHex(encodeModel(world.model)),
      anchors,
      epoch: world.epoch,
      verdicts,
    })
  }
  return files
}
