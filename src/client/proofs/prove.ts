// A proof of the run that a receipt is about, made here from the model.

import type { Hex } from '../../core/bytes/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { fastVectors, MERSENNE31 } from '../../core/field/index.ts'
import { encodeProof, type Soundness, soundnessOfRun, statementOf } from '../../core/proof/index.ts'
import { type ProvePhase, proveRun } from '../../core/proof/prover.ts'
import { type ReceiptBundle, receiptId } from '../../core/receipt/index.ts'
import { claimedBy } from '../audits/claimed.ts'
import { shownPorts } from '../audits/ports.ts'
import type { Client } from '../client.ts'
import { fetchModel, type ModelCache } from '../fetchModel.ts'
import { fetchReceipt, type ReaderKey } from '../receipts.ts'

export interface ProveReceiptOptions {
  readonly bundle: ReceiptBundle
  readonly models?: ModelCache
  /** To ask for input and output where the bundle does not show them. */
  readonly reader?: ReaderKey
  readonly progress?: (phase: ProvePhase) => void
  readonly signal?: AbortSignal
}

export interface MadeProof {
  readonly receiptId: Hex
  /** As `verify` takes it: a file. */
  readonly file: Uint8Array
  readonly soundness: Soundness
}

/**
 * Proves the run of a receipt. Refuses `disclosure_required`, `replay_mismatch` where the answer is not the model's, and
 * `proof_unsupported` for generations and for models with ops that cannot be proved yet.
 */
export async function proveReceipt(client: Client, options: ProveReceiptOptions): Promise<MadeProof> {
  const { models, reader = null, progress, signal } = options
  const id = receiptId(client.domain, options.bundle.receipt)
  let { bundle } = options
  if (bundle.input === null || bundle.output === null) bundle = unwrap(await fetchReceipt(client, id, reader, signal))
  const { generation } = claimedBy(bundle)
  if (generation !== null) refuse('proof_unsupported', 'the receipt is of a generation; only runs can be proved yet')
  const fetching = { modelId: bundle.receipt.modelId, ...(models === undefined ? {} : { cache: models }) }
  const model = unwrap(await fetchModel(client, { ...fetching, ...(signal === undefined ? {} : { signal }) }))
  const shown = shownPorts(model, bundle)
  const tensorsOf = (kind: 'input' | 'output') =>
    shown.filter(({ op }) => model.graph.ops[op]!.kind === kind).map(({ tensor }) => tensor)
  const [inputs, outputs] = [tensorsOf('input'), tensorsOf('output')]
  const statement = statementOf(model, inputs, outputs)
  const soundness = soundnessOfRun(statement, { bytes: model.weights })
  const vectors = await fastVectors(MERSENNE31)
  const proof = proveRun(vectors, model, inputs, outputs, progress === undefined ? {} : { progress })
  return { receiptId: id, file: encodeProof({ root: null, proof }), soundness }
}
