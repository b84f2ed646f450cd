// A sampled audit of a receipt: its executor shows the root of the run's trace, and opens steps that are drawn after that. It takes the head of the
// model, no weights, and says with which probability a cheat is caught. spec/audit.md, "Sampled audit".

import { checkPorts, drawSteps, judgeSteps, stepSpace } from '../../core/audit/index.ts'
import { fromHex, type Hex, toHex } from '../../core/bytes/index.ts'
import { type Facts, factsOfGeneration, factsOfRun, type Generated, generationOf } from '../../core/dispute/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import type { ExactModel } from '../../core/graph/index.ts'
import { hashTraceRoot, type ReceiptBundle, receiptId, signerOf, ZERO_HASH } from '../../core/receipt/index.ts'
import { caughtBy, type SampledSteps } from '../../core/verify/index.ts'
import { fetchRecord } from '../anchors.ts'
import type { Client } from '../client.ts'
import { committedRoot } from '../disputes/trace.ts'
import { fetchHead } from '../heads.ts'
import { resolveModel } from '../models.ts'
import { fetchReceipt } from '../receipts.ts'
import { claimedBy, rowsOf } from './claimed.ts'
import { shownPorts } from './ports.ts'
import { fetchEvidence, fetchTraceRoot, type TraceOptions } from './traces.ts'

export interface SampleOptions extends TraceOptions {
  readonly bundle: ReceiptBundle
  /** Steps to look at, 1 or more. */
  readonly samples: number
}

export interface Sampled extends SampledSteps {
  readonly receiptId: Hex
  readonly bundle: ReceiptBundle
  readonly evidenceBytes: number
}

const SEED_BYTES = 32
const MAX_SAMPLES = 65_536

/** Steps that it takes so that a trace of whose steps the share `fraction` is wrong is caught with the probability `caught`. */
export function samplesFor(fraction: number, caught: number): number {
  if (!(fraction > 0 && fraction <= 1)) throw new RangeError(`fraction: ${fraction}`)
  if (!(caught > 0 && caught < 1)) throw new RangeError(`caught: ${caught}`)
  let samples = Math.max(1, Math.ceil(Math.log1p(-caught) / Math.log1p(-fraction)) - 1)
  while (caughtBy(samples, fraction) < caught) samples++
  return samples
}

/**
 * Looks at drawn steps of the run of a receipt, whose signature and place in a log are `verifyReceipt`'s to check. Refuses `audit_mismatch` for a
 * step that is wrong or that the executor does not open, and for a trace of other inputs or outputs; `trace_root_other` for another trace than the
 * receipt commits to, `trace_root_missing` where that is not shown; `trace_unavailable`, `disclosure_required`;
 * `generation_not_disputable` for an answer under a grammar.
 */
export async function sampleReceipt(client: Client, options: SampleOptions): Promise<Sampled> {
  const { samples, reader = null, signal } = options
  if (!Number.isSafeInteger(samples) || samples < 1 || samples > MAX_SAMPLES)
    throw new RangeError(`samples: ${samples}, 1 to ${MAX_SAMPLES}`)
  const id = receiptId(client.domain, options.bundle.receipt)
  let { bundle } = options
  const isCommitted = bundle.receipt.traceCommitment !== ZERO_HASH
  if (bundle.input === null || bundle.output === null || (isCommitted && committedRoot(bundle) === null))
    bundle = unwrap(await fetchReceipt(client, id, reader, signal))
  const resolved = unwrap(await resolveModel(client, bundle.receipt.modelId, signal))
  if (resolved.kind !== 'exact') return refuse('model_not_exact', 'receipt: a float model has no trace')
  const { graph, ports } = await fetchHead(client, resolved, signal)
  const model = { graph, ports, identity: resolved.identity }
  const claimed = claimedBy(bundle)
  const { generation } = claimed
  const generated =
    generation === null
      ? null
      : generationOf(model, { ...generation, answer: generation.output, seed: fromHex(generation.seed) })
  if (generated !== null && generated.rules.grammar !== null)
    refuse('generation_not_disputable', 'receipt: an answer under a grammar; replay tells whether it is right')
  const { traceRoot, proof, signature } = await fetchTraceRoot(client, id, options)
  if (isCommitted) await checkCommitted(client, id, bundle, toHex(traceRoot), signature)
  const rows = rowsOf(claimed)
  if (generated === null) checkPorts(graph, rows, traceRoot, shownPorts(model, bundle), proof)
  const facts = factsOf(model, rows, generated, traceRoot)
  const space = stepSpace(graph, rows, generated)
  // The trace is fixed: now, and not before, the steps.
  const steps = drawSteps(space, client.random(SEED_BYTES), samples)
  const evidence = await fetchEvidence(client, id, steps, options)
  judgeSteps(graph, facts, steps, index => evidence[index]!)
  const evidenceBytes = evidence.reduce((sum, { length }) => sum + length, 0)
  return { receiptId: id, bundle, samples, steps: space.steps, evidenceBytes }
}

/** An executor that has sold a root shows steps of that one. What it has signed besides is evidence against it. */
async function checkCommitted(
  client: Client,
  id: Hex,
  bundle: ReceiptBundle,
  shown: Hex,
  signature: Hex | null,
): Promise<void> {
  const committed = committedRoot(bundle)
  if (committed === null)
    return refuse('trace_root_missing', 'receipt: the trace root that it commits to is not shown', {
      hint: 'Its executor shows it to whoever may read input and output.',
    })
  if (committed === shown) return
  const digest = hashTraceRoot(client.domain, { receiptId: id, traceRoot: shown })
  const signer = signature === null ? null : signerOf(digest, signature)
  const record = await fetchRecord(client, bundle.receipt.node)
  if (!record?.keys.some(({ receiptKey }) => receiptKey === signer))
    refuse('peer_misbehaved', 'trace: another root than the committed one, which its executor has not signed')
  refuse('trace_root_other', `the executor shows the trace root ${shown}, its receipt commits to ${committed}`, {
    facts: { receiptId: id, committed, shown, signature: signature! },
    hint: 'Both are signed: assay misconduct takes them to the contract.',
  })
}

const factsOf = (
  model: Pick<ExactModel, 'graph' | 'identity'>,
  rows: number,
  generated: Generated | null,
  traceRoot: Uint8Array,
): Facts => (generated === null ? factsOfRun(model, rows, traceRoot) : factsOfGeneration(model, generated, traceRoot))
