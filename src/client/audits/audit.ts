// A receipt's run checked for less than running it again: its executor gives the accumulators of the run, and everything else is computed here. The seed of
// the check is drawn when all of them are here, so that nobody could foresee it. spec/audit.md, "Served".

import { type Advice, advisedOps, auditRun, type ExactGuarantee } from '../../core/audit/index.ts'
import { fromHex, type Hex } from '../../core/bytes/index.ts'
import { type Generated, generationOf, tokenExpectedIn } from '../../core/dispute/index.ts'
import type { Engine, GuidedSession } from '../../core/engine/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { type ExactModel, elements, type IntTensor, portRoot } from '../../core/graph/index.ts'
import {
  commitment,
  integersIn,
  type ReceiptBundle,
  receiptId,
  tensorOfTokens,
  tokensOf,
  ZERO_HASH,
} from '../../core/receipt/index.ts'
import { type Client, exchangeOf } from '../client.ts'
import { fetchModel, type ModelCache } from '../fetchModel.ts'
import { exchangeBytes } from '../http.ts'
import { fetchReceipt, headersFor, type ReaderKey } from '../receipts.ts'

export interface AuditOptions {
  readonly bundle: ReceiptBundle
  /** Whose sessions can be guided: the wasm engine, or the reference. */
  readonly engine: Engine
  readonly models?: ModelCache
  /** To ask for input and output where the bundle does not show them. */
  readonly reader?: ReaderKey
  readonly signal?: AbortSignal
  /** Hears how much of the advice is here, in bytes. */
  readonly progress?: (done: number, total: number) => void
}

export interface Audited {
  readonly receiptId: Hex
  readonly bundle: ReceiptBundle
  readonly guarantee: ExactGuarantee
  readonly adviceBytes: number
}

const TIMEOUT_MS = 180_000
/** Bytes of one piece, and of all of them. */
const PIECE = 4 << 20
const MOST = 1 << 30
const SEED_BYTES = 32

interface Claimed {
  readonly inputs: readonly IntTensor[]
  readonly generated: Generated | null
}

/** What a receipt claims of its run, as far as it shows it. */
function claimedBy(model: ExactModel, bundle: ReceiptBundle): Claimed {
  const { input, output, sampler, request } = bundle
  const hidden = (): never => refuse('disclosure_required', 'receipt: its input or its output is not shown')
  if (input === null || output === null) return hidden()
  const tensors = integersIn(input.tensors) ?? hidden()
  const { samplerHash, seed } = request.request
  if (samplerHash === ZERO_HASH) return { inputs: tensors.map(({ tensor }) => tensor), generated: null }
  const [prompt, answer] = [tokensOf(input.tensors), tokensOf(output.tensors)]
  if (prompt === null || answer === null || sampler === null) return hidden()
  const generated = generationOf(model, { prompt, answer, sampler, seed: fromHex(seed) })
  return { inputs: [tensorOfTokens([...prompt, ...answer.slice(0, -1)]).tensor], generated }
}

/** All advice, piece by piece; what has come is kept when a gateway goes away. */
async function fetchAdvice(
  client: Client,
  id: Hex,
  total: number,
  {
    reader = null,
    signal,
    progress,
  }: Pick<AuditOptions, 'signal' | 'progress'> & { readonly reader?: ReaderKey | null },
): Promise<Uint8Array> {
  const gateways = await client.gateways(signal)
  const bytes = new Uint8Array(total)
  for (let at = 0; at < total; ) {
    signal?.throwIfAborted()
    // Small pieces too: an error has to fit.
    const limits = { timeoutMs: TIMEOUT_MS, maxBytes: PIECE }
    const headers = headersFor(client, id, reader)
    const piece = await gateways.attempt(url =>
      exchangeBytes(`${url}/receipts/${id}/advice?from=${at}`, { ...exchangeOf(client, limits, signal), headers }),
    )
    if (piece.length === 0 || piece.length > total - at)
      return refuse('advice_malformed', `advice: ${piece.length} bytes more after ${at} of ${total}`)
    bytes.set(piece, at)
    at += piece.length
    progress?.(at, total)
  }
  return bytes
}

/** Cuts bytes into the lists of the advised ops. */
function adviceFrom(ids: readonly number[], lengths: readonly number[], bytes: Uint8Array): Advice[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  return ids.map((op, i) => {
    const from = at
    at += 4 * lengths[i]!
    return { op, accumulators: Int32Array.from({ length: lengths[i]! }, (_, j) => view.getInt32(from + 4 * j, true)) }
  })
}

/**
 * Audits the run of a receipt, whose signature and place in a log are `verifyReceipt`'s to check. Refuses `audit_mismatch` for a wrong
 * answer or wrong advice, `advice_malformed`, `advice_unavailable`, `disclosure_required`, `generation_not_disputable` for an answer under a
 * grammar, `model_too_large` where the advice would take more than 1 GiB.
 */
export async function auditReceipt(client: Client, options: AuditOptions): Promise<Audited> {
  const { engine, models, reader = null, signal, progress } = options
  const id = receiptId(client.domain, options.bundle.receipt)
  let { bundle } = options
  if (bundle.input === null || bundle.output === null) bundle = unwrap(await fetchReceipt(client, id, reader, signal))
  const { receipt } = bundle
  const fetching = { modelId: receipt.modelId, ...(models === undefined ? {} : { cache: models }) }
  const model = unwrap(await fetchModel(client, { ...fetching, ...(signal === undefined ? {} : { signal }) }))
  const { inputs, generated } = claimedBy(model, bundle)
  if (generated !== null && generated.rules.grammar !== null)
    return refuse('generation_not_disputable', 'receipt: an answer under a grammar; replay tells whether it is right')
  const rows = inputs[0]!.rows
  const ids = advisedOps(model.graph)
  const lengths = ids.map(op => rows * elements(model.graph.ops[op]!.shape))
  const total = lengths.reduce((sum, length) => sum + 4 * length, 0)
  if (total > MOST) refuse('model_too_large', `advice: ${total} bytes, at most ${MOST} are taken`)
  const hearing = progress === undefined ? {} : { progress }
  const bytes = await fetchAdvice(client, id, total, {
    reader,
    ...hearing,
    ...(signal === undefined ? {} : { signal }),
  })
  // Everything that the executor claims is here: now, and not before, a challenge.
  const seed = client.random(SEED_BYTES)
  const session = await engine.load(model)
  try {
    if (!('runWith' in session)) throw new TypeError('audit: an engine whose sessions cannot be guided')
    const advice = adviceFrom(ids, lengths, bytes)
    const { outputs, guarantee } = unwrap(await auditRun(model, session as GuidedSession, { inputs, advice }, seed))
    compare(model, bundle, outputs, generated)
    return { receiptId: id, bundle, guarantee, adviceBytes: total }
  } finally {
    session.close()
  }
}

/** Are the outputs, or the tokens that follow from them, those of the receipt? */
function compare(
  model: ExactModel,
  { output, receipt }: ReceiptBundle,
  outputs: readonly IntTensor[],
  generated: Generated | null,
): void {
  if (generated !== null) {
    const slot = model.graph.ops[generated.logits]!
    const logits = outputs['slot' in slot ? slot.slot : 0]!
    generated.answer.forEach((token, i) => {
      const expected = tokenExpectedIn(logits.data, generated, i)
      if (expected !== token)
        refuse('audit_mismatch', `token ${i} is ${token}, the model and the sampler give ${expected}`, {
          facts: { at: i },
        })
    })
    return
  }
  const own = integersIn(output!.tensors)!.map(
    ({ name }) => outputs[model.ports.outputs.findIndex(port => port.name === name)],
  )
  const right =
    own.every(tensor => tensor !== undefined) &&
    commitment(fromHex(output!.salt), portRoot(own as IntTensor[])) === receipt.outputCommitment
  if (!right) refuse('audit_mismatch', 'the outputs are not those of the receipt')
}
