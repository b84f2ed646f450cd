// From a receipt to a dispute about it: everything that a challenge shows is gathered, and the run is computed again first, so that nobody
// stakes a deposit on an answer that is right.

import {
  anchoredAt,
  type DisputeCase,
  findKey,
  getNodeKeys,
  getParameters,
  type SigningContracts,
} from '../../contracts/index.ts'
import { type Hex, toHex } from '../../core/bytes/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import type { ExactModel } from '../../core/graph/index.ts'
import { checkpointDigest } from '../../core/log/index.ts'
import { type ReceiptBundle, receiptId, signerOf } from '../../core/receipt/index.ts'
import type { Client } from '../client.ts'
import { fetchModel, type ModelCache } from '../fetchModel.ts'
import { fetchAnchored, fetchReceipt, type ReaderKey } from '../receipts.ts'
import { type Challenger, createChallenger } from './challenger.ts'
import { isRight, partsOfModel, type ReceiptTrace, traceOfReceipt } from './trace.ts'

export interface OpenDisputeOptions {
  readonly bundle: ReceiptBundle
  /** Whose account challenges, and pays the deposits. */
  readonly contracts: SigningContracts
  readonly engine: Engine
  readonly models?: ModelCache
  /** To ask for input and output where the bundle does not show them. */
  readonly reader?: ReaderKey
  /** All delegates of the request. */
  readonly delegates?: readonly Hex[]
  readonly salt: Hex
  readonly signal?: AbortSignal
}

/** What computing a receipt's run again has shown. */
export interface Reckoned {
  readonly receiptId: Hex
  readonly bundle: ReceiptBundle
  readonly model: ExactModel
  readonly honest: ReceiptTrace
  /** Is the answer the one that the model gives? */
  readonly right: boolean
}

/**
 * Computes the run of a receipt again. Refuses `disclosure_required` where input or output are not shown to this reader, and what
 * `traceOfReceipt` refuses.
 */
export async function reckon(
  client: Client,
  options: Omit<OpenDisputeOptions, 'contracts' | 'salt'>,
): Promise<Reckoned> {
  const { engine, models, reader = null, signal } = options
  const id = receiptId(client.domain, options.bundle.receipt)
  let { bundle } = options
  if (bundle.input === null || bundle.output === null) bundle = unwrap(await fetchReceipt(client, id, reader, signal))
  const { modelId } = bundle.receipt
  const model = unwrap(
    await fetchModel(client, {
      modelId,
      ...(models === undefined ? {} : { cache: models }),
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  const honest = await traceOfReceipt(model, bundle, engine)
  return { receiptId: id, bundle, model, honest, right: isRight(model, bundle, honest) }
}

/**
 * A challenger of a receipt whose answer is wrong. Refuses `not_faulty` where it is right, `log_not_anchored` where the receipt is not under an
 * anchored epoch yet, `key_not_valid`.
 */
export async function openDispute(
  client: Client,
  options: OpenDisputeOptions,
  reckoned?: Reckoned,
): Promise<Challenger> {
  const { contracts, delegates = [], salt, signal } = options
  const found = reckoned ?? (await reckon(client, options))
  if (found.right)
    refuse('not_faulty', 'receipt: computing it again gives the same answer', { hint: 'Nothing to dispute.' })
  const { bundle, model } = found
  const { receipt, request, signature } = bundle
  const { inclusion, epoch } = unwrap(await fetchAnchored(client, found.receiptId, receipt.node, signal))
  const [time, parameters, keys] = await Promise.all([
    anchoredAt(client.contracts, epoch.root),
    getParameters(client.contracts),
    getNodeKeys(client.contracts, receipt.node),
  ])
  if (time === null) return refuse('log_not_anchored', 'receipt: its epoch is not anchored yet')
  const { index, proof, checkpoint } = inclusion
  const indexOf = (digest: Hex, signed: Hex): number => {
    const signer = signerOf(digest, signed)
    const at = signer === null ? null : findKey(keys, signer, time, parameters.mergeDelay)
    return at ?? refuse('key_not_valid', `${receipt.node} had no such key when the checkpoint was anchored`)
  }
  const shown: DisputeCase = {
    ...{ receipt, signature, index, proof, request: request.request, parts: partsOfModel(model) },
    keyIndex: indexOf(found.receiptId, signature),
    checkpoint: {
      ...checkpoint,
      epoch,
      keyIndex: indexOf(toHex(checkpointDigest(client.domain, checkpoint)), checkpoint.signature),
    },
  }
  return createChallenger({
    ...{ contracts, model, salt, receiptId: found.receiptId, case: shown, honest: found.honest },
    access: { payer: receipt.payer, delegates },
    fromBlock: BigInt(client.network.deploymentBlock),
  })
}
