// Suite verify: what checking costs whoever doubts. One receipt over one image of the digits model, included in a log,
// cosigned and anchored; verify() under `signed` and under `replayed`, from parsed data, and the size of what it reads.

import { gzipSync } from 'node:zlib'
import { toHex } from '../../src/core/bytes/index.ts'
import { type Engine, reference, wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { makeEpoch, proveEpoch } from '../../src/core/log/index.ts'
import { bundleText, issueReceipt, makeRequest, parseBundle } from '../../src/core/receipt/index.ts'
import { type Evidence, NO_EVIDENCE, namedPolicy, type TrustAnchors, verify } from '../../src/core/verify/index.ts'
import { actor, DOMAIN, include, keyOf, MERGE_DELAY, registration, seededRandom, T0 } from '../../test/support/world.ts'
import { type Digits, loadDigits } from '../digits.ts'
import type { Sample, Suite, Variant } from '../harness.ts'

const CALLS = 20

export const suite: Suite = {
  name: 'verify',
  summary: 'verify() of a digits receipt: milliseconds under signed and replayed, and the bytes of a receipt',
  runs: 7,
  async *cases() {
    const digits = await loadDigits()
    const { text, evidence, anchors } = await makeReceipt(digits)
    const bundle = unwrap(parseBundle(text))
    const verifier = (name: 'signed' | 'replayed', shown: Evidence): Variant => {
      const policy = unwrap(namedPolicy(name, toHex(digits.model.identity.modelId), 'anchored'))
      return async () => {
        const started = performance.now()
        for (let i = 0; i < CALLS; i++) {
          const verdict = await verify(bundle, shown, policy, anchors)
          if (!verdict.ok) throw new Error(`the receipt does not verify: ${verdict.code}`)
        }
        return { time: (performance.now() - started) / CALLS }
      }
    }
    const replay = async (engine: Engine): Promise<Evidence> => {
      const session = await engine.load(digits.model)
      return { ...evidence, replay: { model: digits.model, run: inputs => session.run(inputs) } }
    }
    yield {
      name: 'verify(), replayed by the wasm engine',
      metric: () => ({ unit: 'ms', target: { atMost: 100 } }),
      warmups: 2,
      ours: verifier('replayed', await replay(wasm)),
      others: {
        'signed, no replay': verifier('signed', evidence),
        'replayed by the reference engine': verifier('replayed', await replay(reference)),
      },
    }
    yield {
      name: 'receipt',
      metric: () => ({ unit: 'bytes' }),
      sample: async () => ({ ours: [sizes(text)], others: {} }),
    }
  },
}

const sizes = (text: string): Sample => ({ json: Buffer.byteLength(text), gzip: gzipSync(text).length })

/** A receipt as a node issues it, with what a client reads from the network to check it. */
async function makeReceipt(digits: Digits): Promise<{ text: string; evidence: Evidence; anchors: TrustAnchors }> {
  const { model } = digits
  const executor = actor('executor')
  const others = [actor('second'), actor('third')]
  const request = makeRequest({
    domain: DOMAIN,
    modelId: toHex(model.identity.modelId),
    input: [{ name: model.ports.inputs[0]!.name, tensor: digits.integers(1) }],
    maxPrice: 100n,
    disclosure: 'requester',
    delegates: [],
    deadline: BigInt(T0 / 1000 + 300),
    payer: keyOf('payer'),
    random: seededRandom('request'),
  })
  const session = await wasm.load(model)
  const outputs = await session.run([digits.integers(1)])
  const issued = issueReceipt({
    domain: DOMAIN,
    identity: model.identity,
    engine: 'wasm/1',
    request: request.signed,
    input: request.input,
    outputs: outputs.map((tensor, slot) => ({ name: model.ports.outputs[slot]!.name, tensor })),
    node: executor.node,
    operator: executor.operator,
    receiptKey: executor.receiptKey,
    price: 7n,
    previous: `0x${'00'.repeat(32)}`,
    issuedAt: BigInt(T0),
    evidence: ['signature', 'replay'],
    random: seededRandom('receipt'),
  })
  const { bundle } = include(issued.bundle, issued.id, executor, others)
  const epoch = makeEpoch([bundle.inclusion!.checkpoint])
  return {
    text: bundleText(bundle),
    evidence: { ...NO_EVIDENCE, epoch: proveEpoch(epoch, executor.node) },
    anchors: {
      domain: DOMAIN,
      now: T0 + 10_000,
      mergeDelay: MERGE_DELAY,
      nodes: [executor, ...others].map(registration),
      epochs: [{ root: epoch.root, anchoredAt: T0 / 1000 + 8 }],
      checkpoints: [],
      accepted: [],
    },
  }
}
