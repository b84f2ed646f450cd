// What runs in Chromium for browser.test.ts: the page entry of the client on live receipts, verify() on vectors.

import { verifyReceipt } from '../../src/client/web.ts'
import { fromHex } from '../../src/core/bytes/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel } from '../../src/core/graph/index.ts'
import type { EpochProof } from '../../src/core/log/index.ts'
import { bundleFromJson } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, type TrustAnchors, type Verdict, verify } from '../../src/core/verify/index.ts'

export interface Vector {
  readonly bundle: unknown
  readonly model: string
  readonly anchors: TrustAnchors
  readonly epoch: EpochProof
}

/** The verdict on a case of vectors/receipt: nothing but its own contents is used. */
export async function judgeVector({ bundle, model: file, anchors, epoch }: Vector): Promise<Verdict> {
  const model = unwrap(decodeModel(fromHex(file)))
  const session = await wasm.load(model)
  const replay = { model, run: (inputs: Parameters<typeof session.run>[0]) => session.run(inputs) }
  const evidence = { ...NO_EVIDENCE, replay, epoch }
  return verify(unwrap(bundleFromJson(bundle)), evidence, unwrap(namedPolicy('replayed', 'any')), anchors)
}

export async function main(given: {
  readonly receipts: readonly string[]
  readonly network: string
  readonly vectors: readonly Vector[]
}): Promise<{ live: Verdict[]; vectors: Verdict[] }> {
  const live: Verdict[] = []
  for (const text of given.receipts) live.push(unwrap(await verifyReceipt(text, given.network)).verdict)
  const vectors: Verdict[] = []
  for (const vector of given.vectors) vectors.push(await judgeVector(vector))
  return { live, vectors }
}
