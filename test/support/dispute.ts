// A dispute on a chain of a test: a receipt about a run of any model, its challenger and its defender.

import {
  type Challenger,
  createChallenger,
  createDefender,
  type Defender,
  outputsOfTrace,
  partsOfModel,
} from '../../src/client/index.ts'
import type { DisputeCase } from '../../src/contracts/index.ts'
import { fromHex, type Hex } from '../../src/core/bytes/index.ts'
import { type IntTensor, portRoot } from '../../src/core/graph/index.ts'
import {
  commitment,
  type NamedTensor,
  type Receipt,
  type ReceiptBundle,
  type Request,
  receiptId,
} from '../../src/core/receipt/index.ts'
import type { Trace } from '../../src/core/trace/index.ts'
import {
  addressOf,
  answerTo,
  hash,
  modelIdOf,
  requestFor,
  settlementsOf,
  type TestNetwork,
} from '../contracts/network.ts'
import type { Run } from './steps.ts'

const INPUT_SALT = `0x${'11'.repeat(16)}` as Hex
const OUTPUT_SALT = `0x${'22'.repeat(16)}` as Hex

export interface Disputed {
  readonly receiptId: Hex
  readonly case: DisputeCase
  readonly request: Request
  readonly receipt: Receipt
  readonly challenger: Challenger
  /** Another one of the same party, which remembers nothing. */
  again(): Challenger
  /** Answers by the trace that it is given: that of the run that the receipt is about, or another one. */
  defender(trace: Trace): Defender
}

/** A receipt of `node` about the run of a claimed trace, logged and anchored; whoever holds the honest run disputes it. */
export async function disputed(
  network: TestNetwork,
  honest: Run,
  claimed: Trace,
  {
    price = 0n,
    as = 'payer',
    salt = hash('salt'),
    fund = async (_: Request) => {},
  }: { price?: bigint; as?: 'payer' | 'stranger'; salt?: Hex; fund?: (request: Request) => Promise<unknown> } = {},
): Promise<Disputed> {
  const { model, inputs } = honest
  const parts = partsOfModel(model)
  const named = (tensors: readonly IntTensor[], kind: 'inputs' | 'outputs'): NamedTensor[] =>
    tensors.map((tensor, i) => ({ name: model.ports[kind][i]!.name, tensor }))
  const outputs = outputsOfTrace(model, claimed)
  const request = await requestFor(network, {
    modelId: modelIdOf(parts),
    inputCommitment: commitment(fromHex(INPUT_SALT), portRoot(inputs)),
    disclosure: 0,
  })
  await fund(request)
  const receipt = answerTo(network, request, {
    price,
    outputCommitment: commitment(fromHex(OUTPUT_SALT), portRoot(outputs)),
  })
  const [item] = await settlementsOf(network, [[request, receipt]])
  const id = receiptId(network.domain, receipt)
  const bundle = {
    receipt,
    request: { request, signature: null },
    input: { salt: INPUT_SALT, tensors: named(inputs, 'inputs') },
    output: { salt: OUTPUT_SALT, tensors: named(outputs, 'outputs') },
  } as unknown as ReceiptBundle
  const common = { receiptId: id, model, fromBlock: 0n }
  const theCase = { ...item!, parts }
  const access = { payer: addressOf('payer'), delegates: [] }
  const challengerWith = (salt: Hex): Challenger =>
    createChallenger({
      ...common,
      contracts: network.as(as),
      case: theCase,
      honest: { trace: honest.trace, generated: null },
      salt,
      access,
    })
  let salts = 0
  return {
    ...{ receiptId: id, case: theCase, request, receipt },
    challenger: challengerWith(salt),
    again: () => challengerWith(hash(`salt ${salts++}`)),
    defender: trace =>
      createDefender({
        ...common,
        contracts: network.as('node'),
        bundle,
        parts,
        trace: async () => ({ trace, generated: null }),
      }),
  }
}
