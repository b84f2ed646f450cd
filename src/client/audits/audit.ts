// A receipt's run checked for less than running it again: its executor gives the accumulators of the run, and everything else is computed here. The seed of
// the check is drawn when all of them are here, so that nobody could foresee it. spec/audit.md, "Served".

import type { ExactGuarantee } from '../../core/audit/index.ts'
import { fromHex, type Hex } from '../../core/bytes/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { type IntTensor, portRoot } from '../../core/graph/index.ts'
import { commitment, integersIn, type ReceiptBundle, receiptId } from '../../core/receipt/index.ts'
import type { Client } from '../client.ts'
import { fetchModel, type ModelCache } from '../fetchModel.ts'
import { fetchReceipt } from '../receipts.ts'
import { type AdviceOptions, adviceBytes, fetchAdvice } from './advice.ts'
import { type Claimed, claimedBy, rowsOf } from './claimed.ts'
import { type AuditEvidence, auditEvidence } from './evidence.ts'

export interface AuditOptions extends AdviceOptions {
  readonly bundle: ReceiptBundle
  /** Whose sessions can be guided: the wasm engine, or the reference. */
  readonly engine: Engine
  readonly models?: ModelCache
}

export interface Audited {
  readonly receiptId: Hex
  readonly bundle: ReceiptBundle
  readonly guarantee: ExactGuarantee
  readonly adviceBytes: number
}

/**
 * Audits the run of a receipt, whose signature and place in a log are `verifyReceipt`'s to check. Refuses `audit_mismatch` for a wrong
 * answer or wrong advice, `advice_malformed`, `advice_unavailable`, `disclosure_required`, `model_too_large` where the advice would take more
 * than 1 GiB.
 */
export async function auditReceipt(client: Client, options: AuditOptions): Promise<Audited> {
  const { engine, models, reader = null, signal } = options
  const id = receiptId(client.domain, options.bundle.receipt)
  let { bundle } = options
  if (bundle.input === null || bundle.output === null) bundle = unwrap(await fetchReceipt(client, id, reader, signal))
  const fetching = { modelId: bundle.receipt.modelId, ...(models === undefined ? {} : { cache: models }) }
  const model = unwrap(await fetchModel(client, { ...fetching, ...(signal === undefined ? {} : { signal }) }))
  const claimed = claimedBy(bundle)
  const rows = rowsOf(claimed)
  const advice = await fetchAdvice(client, id, model, rows, options)
  let guarantee: ExactGuarantee | undefined
  const evidence = auditEvidence(model, engine, advice, client.random, said => {
    guarantee = said
  })
  await compare(evidence, bundle, claimed)
  return { receiptId: id, bundle, guarantee: guarantee!, adviceBytes: adviceBytes(model, rows) }
}

/** Are the outputs, or the tokens that follow from them, those of the receipt? */
async function compare(
  { model, run, regenerate }: AuditEvidence,
  { output, receipt }: ReceiptBundle,
  { inputs, generation }: Claimed,
): Promise<void> {
  if (generation !== null) {
    const found = await (regenerate ?? refuse('parameter_unsupported', 'the model is no language model'))(generation)
    if (found.ok) return
    const { at, expected } = found
    const got = generation.output[at] ?? 'the end'
    refuse('audit_mismatch', `token ${at} is ${got}, the model and the sampler give ${expected ?? 'the end'}`, {
      facts: { at },
    })
  }
  const outputs = await run(inputs)
  const own = integersIn(output!.tensors)!.map(
    ({ name }) => outputs[model.ports.outputs.findIndex(port => port.name === name)],
  )
  const right =
    own.every(tensor => tensor !== undefined) &&
    commitment(fromHex(output!.salt), portRoot(own as IntTensor[])) === receipt.outputCommitment
  if (!right) refuse('audit_mismatch', 'the outputs are not those of the receipt')
}
