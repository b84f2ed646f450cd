// A dispute on a chain of a test: a receipt about a run of any model, its challenger and its defender.

import {
  type Challenger,
  createChallenger,
  createDefender,
  type Defender,
  type Move,
  outputsOfTrace,
  partsOfModel,
  type ReceiptTrace,
} from '../../src/client/disputes/index.ts'
import type { DisputeCase } from '../../src/contracts/index.ts'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import type { ExactModel, IntTensor } from '../../src/core/graph/index.ts'
import {
  commitment,
  type NamedTensor,
  type Receipt,
  type ReceiptBundle,
  type Request,
  receiptId,
  rootOfTensors,
  tensorOfTokens,
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
import type { GeneratedRun } from './generations.ts'
import type { Run } from './steps.ts'

const INPUT_SALT = `0x${'11'.repeat(16)}` as Hex
const OUTPUT_SALT = `0x${'22'.repeat(16)}` as Hex

export interface Disputed {
  readonly receiptId: Hex
  readonly case: DisputeCase
  readonly request: Request
  readonly receipt: Receipt
  readonly challenger: Challenger
  /** Another one of the same party, which remembers nothing; with another salt, unless one is given. */
  again(salt?: Hex): Challenger
  /** Answers by the trace that it is given: that of the run that the receipt is about, or another one. */
  defender(trace: Trace): Defender
}

export interface DisputedOptions {
  readonly price?: bigint
  readonly as?: 'payer' | 'stranger'
  readonly salt?: Hex
  readonly fund?: (request: Request) => Promise<unknown>
}

/** A receipt of `node` about the run of a claimed trace, logged and anchored; whoever holds the honest run disputes it. */
export function disputed(
  network: TestNetwork,
  honest: Run,
  claimed: Trace,
  options: DisputedOptions = {},
): Promise<Disputed> {
  const { model, inputs } = honest
  const named = (tensors: readonly IntTensor[], kind: 'inputs' | 'outputs'): NamedTensor[] =>
    tensors.map((tensor, i) => ({ name: model.ports[kind][i]!.name, tensor }))
  return dispute(
    network,
    {
      ...{ model, honest: { trace: honest.trace, generated: null }, sampler: null },
      input: named(inputs, 'inputs'),
      output: named(outputsOfTrace(model, claimed), 'outputs'),
      ...{ request: {}, receipt: {} },
      answering: trace => ({ trace, generated: null }),
    },
    options,
  )
}

/** A receipt about a generation, whose answer is the one that `honest` follows, wrong or not. */
export function disputedGeneration(
  network: TestNetwork,
  { model, trace, generated }: GeneratedRun,
  options: DisputedOptions = {},
): Promise<Disputed> {
  const { prompt, answer, sampler, seed } = generated
  return dispute(
    network,
    {
      ...{ model, honest: { trace, generated }, sampler },
      input: [tensorOfTokens(prompt)],
      output: [tensorOfTokens(answer)],
      request: { samplerHash: toHex(sha256(sampler)), seed: toHex(seed) },
      receipt: { tokensIn: BigInt(prompt.length), tokensOut: BigInt(answer.length) },
      answering: other => ({ trace: other, generated }),
    },
    options,
  )
}

/** What is disputed, and by which trace. */
interface Matter {
  readonly model: ExactModel
  readonly honest: ReceiptTrace
  readonly sampler: Uint8Array | null
  readonly input: readonly NamedTensor[]
  readonly output: readonly NamedTensor[]
  readonly request: Partial<Request>
  readonly receipt: Partial<Receipt>
  answering(trace: Trace): ReceiptTrace
}

async function dispute(
  network: TestNetwork,
  matter: Matter,
  { price = 0n, as = 'payer', salt = hash('salt'), fund = async () => {} }: DisputedOptions,
): Promise<Disputed> {
  const { model, honest, input, output, sampler } = matter
  const parts = partsOfModel(model)
  const request = await requestFor(network, {
    modelId: modelIdOf(parts),
    inputCommitment: commitment(fromHex(INPUT_SALT), rootOfTensors(input)),
    disclosure: 0,
    ...matter.request,
  })
  await fund(request)
  const receipt = answerTo(network, request, {
    price,
    outputCommitment: commitment(fromHex(OUTPUT_SALT), rootOfTensors(output)),
    ...matter.receipt,
  })
  const [item] = await settlementsOf(network, [[request, receipt]])
  const id = receiptId(network.domain, receipt)
  const bundle = {
    ...{ receipt, sampler, trace: null, request: { request, signature: null } },
    input: { salt: INPUT_SALT, tensors: input },
    output: { salt: OUTPUT_SALT, tensors: output },
  } as unknown as ReceiptBundle
  const common = { receiptId: id, model, fromBlock: 0n }
  const theCase = { ...item!, parts }
  const access = { payer: addressOf('payer'), delegates: [] }
  const challengerWith = (salt: Hex): Challenger =>
    createChallenger({ ...common, contracts: network.as(as), case: theCase, honest, salt, access })
  let salts = 0
  return {
    ...{ receiptId: id, case: theCase, request, receipt },
    challenger: challengerWith(salt),
    again: (salt = hash(`salt ${salts++}`)) => challengerWith(salt),
    defender: trace =>
      createDefender({
        ...common,
        contracts: network.as('node'),
        bundle,
        parts,
        trace: async () => matter.answering(trace),
      }),
  }
}

export interface Played {
  readonly moves: readonly string[]
  readonly transactions: number
  readonly gas: bigint
  /** The dearest of all. */
  readonly most: bigint
  /** Of all of them, if a byte of calldata cost 64 gas at least. */
  readonly at64: bigint
  readonly last: Move
}

/** Both sides in turn until it is over. Where both wait, time passes. */
export async function play(
  network: TestNetwork,
  window: number,
  challenger: Challenger,
  defender: Defender | null,
): Promise<Played> {
  const moves: string[] = []
  let [gas, most, at64] = [0n, 0n, 0n]
  const sent = async ({ gasUsed, hash }: { gasUsed: bigint; hash: Hex }): Promise<void> => {
    gas += gasUsed
    if (gasUsed > most) most = gasUsed
    const { input } = await network.client.getTransaction({ hash })
    const floor = 21_000n + 64n * BigInt((input.length - 2) / 2)
    at64 += gasUsed > floor ? gasUsed : floor
  }
  for (let turn = 0; turn < 80; turn++) {
    const move = await challenger.turn()
    if (move.kind === 'over') return { moves, transactions: moves.length, gas, most, at64, last: move }
    if ('sent' in move) {
      await sent(move.sent)
      moves.push(move.kind)
    }
    const defence = (await defender?.turn()) ?? null
    if (defence !== null && 'sent' in defence) {
      await sent(defence.sent)
      moves.push(defence.kind)
    } else if (!('sent' in move)) await network.wait(window / 4 + 1)
  }
  throw new Error(`no end: ${moves.join(', ')}`)
}
