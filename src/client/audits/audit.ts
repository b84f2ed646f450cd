// A receipt's run checked for less than running it again: its executor gives the accumulators of the run, and everything else is computed here. The seed of
// the check is drawn when all of them are here, so that nobody could foresee it. spec/audit.md, "Served".

import type { ExactGuarantee } from '../../core/audit/index.ts'
import { fromHex, type Hex } from '../../core/bytes/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { type IntTensor, portRoot } from '../../core/graph/index.ts'
import {
  commitment,
  decodeField,
  integersIn,
  type ReceiptBundle,
  receiptId,
  tokensOf,
  ZERO_HASH,
} from '../../core/receipt/index.ts'
import type { Generation } from '../../core/verify/index.ts'
import type { Client } from '../client.ts'
import { fetchModel, type ModelCache } from '../fetchModel.ts'
import { fetchReceipt } from '../receipts.ts'
import { type AdviceOptions, adviceBytes, fetchAdvice } from './advice.ts'
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

/** What a receipt claims of its run, as far as it shows it. */
interface Claimed {
  readonly inputs: readonly IntTensor[]
  readonly generation: Generation | null
}

/** Refuses `disclosure_required` where input, output or sampler are not shown. */
export function claimedBy(bundle: ReceiptBundle): Claimed {
  const { input, output, sampler, request } = bundle
  const hidden = (): never => refuse('disclosure_required', 'receipt: its input or its output is not shown')
  if (input === null || output === null) return hidden()
  const tensors = integersIn(input.tensors) ?? hidden()
  const { samplerHash, seed } = request.request
  if (samplerHash === ZERO_HASH) return { inputs: tensors.map(({ tensor }) => tensor), generation: null }
  const [prompt, answer] = [tokensOf(input.tensors), tokensOf(output.tensors)]
  if (prompt === null || answer === null || sampler === null) return hidden()
  const truncated = bundle.fields.disclosed.find(({ name }) => name === 'truncated')
  const cut = truncated !== undefined && decodeField('truncated', fromHex(truncated.value)) === 1n
  const end = cut ? 'truncated' : 'rule'
  return {
    inputs: tensors.map(({ tensor }) => tensor),
    generation: { prompt, sampler, seed, output: answer, end },
  }
}

/** Rows of the one pass that a receipt is about. */
export const rowsOf = ({ inputs, generation }: Claimed): number =>
  generation === null ? inputs[0]!.rows : generation.prompt.length + generation.output.length - 1

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
