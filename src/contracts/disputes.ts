// Disputes: spec/dispute.md. Every call of the contract, with places, openings and evidence as core has them.

import type { ContractFunctionArgs } from 'viem'
import { fromHex, type Hex, toHex } from '../core/bytes/index.ts'
import {
  type Facts,
  FORM_KINDS,
  type Form,
  type GenerationOpening,
  type RequestRest,
  type Step,
  type TraceOpening,
} from '../core/dispute/index.ts'
import { type Receipt, ZERO_HASH } from '../core/receipt/index.ts'
import type { Place, PlaceOpening } from '../core/trace/index.ts'
import { onChain } from './failures.ts'
import { disputesAbi } from './generated/disputes.ts'
import { slasherAbi } from './generated/slasher.ts'
import type { ModelParts } from './models.ts'
import { getParameters } from './parameters.ts'
import { type Included, send } from './send.ts'
import { checkpointArgument, type Settlement } from './settle.ts'
import { spend } from './token.ts'
import { type Contracts, lower, type ReadOptions, type Sent, type SigningContracts } from './types.ts'

/** What a challenge shows: all that a settlement does, and the parts of the model. */
export interface DisputeCase extends Settlement {
  readonly parts: ModelParts
}

/** Who may demand under `disclosure: requester`: the payer or one of the request's delegates, all of whom are named. */
export interface Access {
  readonly payer: Hex
  readonly delegates: readonly Hex[]
}

/** A place of a trace with the 66 bytes of its tensor's trace leaf (empty for the trace tree). */
export interface LocatedPlace extends Place {
  readonly leaf: Uint8Array
}

const STATES = ['none', 'challenged', 'committed', 'cleared', 'faulty'] as const
export type DisputeState = (typeof STATES)[number]

/** Times in Unix seconds, amounts in the token's smallest unit. */
export interface DisputeView {
  readonly state: DisputeState
  readonly node: Hex
  readonly challenger: Hex
  /** Seconds that each side has. */
  readonly window: number
  /** When a clock last began to run, and what of each had run before. */
  readonly turnAt: number
  readonly nodeUsed: number
  readonly otherUsed: number
  readonly openDemands: number
  readonly round: number
  readonly challengeDeposit: bigint
  readonly demandDeposit: bigint
  readonly requestHash: Hex
  readonly factsHash: Hex
}

/** Demands whose deposits are allowed together with a challenge: more than two trees of 2^32 leaves take. */
const DEMANDS_ALLOWED = 20n

const disputes = ({ addresses }: Contracts) => ({ address: addresses.disputes, abi: disputesAbi }) as const
/** Calls that bring a clock up to date. */
const timed = (contracts: Contracts) => ({ ...disputes(contracts), timed: true }) as const
const slasher = ({ addresses }: Contracts) => ({ address: addresses.slasher, abi: slasherAbi }) as const

const hexes = (list: readonly Uint8Array[]): Hex[] => list.map(toHex)

export const factsArgument = (facts: Facts) => ({
  traceRoot: toHex(facts.traceRoot),
  graphRoot: toHex(facts.graphRoot),
  weightsRoot: toHex(facts.weightsRoot),
  ops: facts.ops,
  weightBytes: BigInt(facts.weightBytes),
  rows: facts.rows,
  inputRoot: toHex(facts.inputRoot),
  outputRoot: toHex(facts.outputRoot),
  samplerHash: toHex(facts.samplerHash),
  seed: toHex(facts.seed),
  tokensIn: facts.tokensIn,
  tokensOut: facts.tokensOut,
  logits: facts.logits,
  exponent: facts.exponent,
})

/** Facts from their ABI encoding, fourteen words. */
export function decodeFacts(encoded: Hex): Facts {
  const bytes = fromHex(encoded)
  const word = (i: number): Uint8Array => bytes.slice(32 * i, 32 * (i + 1))
  const number = (i: number): number => Number(BigInt(toHex(word(i))))
  return {
    ...{ traceRoot: word(0), graphRoot: word(1), weightsRoot: word(2) },
    ...{ ops: number(3), weightBytes: number(4), rows: number(5) },
    ...{ inputRoot: word(6), outputRoot: word(7), samplerHash: word(8), seed: word(9) },
    ...{ tokensIn: number(10), tokensOut: number(11), logits: number(12), exponent: number(13) },
  }
}

const placeArgument = ({ tree, depth, index, leaf }: LocatedPlace) => ({
  ...{ tree, depth, index: BigInt(index) },
  leaf: toHex(leaf),
})

const formArgument = (form: Form) => ({ ...form, kind: FORM_KINDS[form.kind], index: BigInt(form.index) })

/** Challenges a receipt; takes the deposit from the wallet's account. */
export const challenge = async (
  contracts: SigningContracts,
  { receipt, request, signature, keyIndex, checkpoint, index, proof, parts }: DisputeCase,
  delegates: readonly Hex[] = [],
): Promise<Sent> => {
  const args = [
    {
      signed: { receipt, keyIndex, signature },
      checkpoint: checkpointArgument(checkpoint),
      place: { index: BigInt(index), proof },
      rest: restOf(request),
      parts: partsOf(parts),
    },
    delegates,
  ] as const
  const call = { ...disputes(contracts), functionName: 'challenge', args } as const
  const { challengeDeposit, demandDeposit } = await getParameters(contracts)
  // The way down a trace takes some demands: allowed at once, they need no transactions of their own for it.
  const allowance = challengeDeposit + DEMANDS_ALLOWED * demandDeposit
  return spend(contracts, contracts.addresses.slasher, challengeDeposit, call, allowance)
}

const partsOf = ({ graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash }: ModelParts) => ({
  ...{ graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash },
})

type CommitArgs = ContractFunctionArgs<typeof disputesAbi, 'nonpayable', 'commitTrace'>

const openingArgument = (opening: TraceOpening): CommitArgs[2] => {
  const port = ({ op, descriptor, graphProof, leaf, traceProof }: TraceOpening['inputs'][number]) => ({
    ...{ op, descriptor: toHex(descriptor), graphProof: hexes(graphProof) },
    ...{ leaf: toHex(leaf), traceProof: hexes(traceProof) },
  })
  return {
    traceRoot: toHex(opening.traceRoot),
    traceSalt: toHex(opening.traceSalt),
    ops: opening.ops,
    weightBytes: BigInt(opening.weightBytes),
    headerProof: hexes(opening.headerProof),
    rows: opening.rows,
    inputSalt: toHex(opening.inputSalt),
    outputSalt: toHex(opening.outputSalt),
    inputs: opening.inputs.map(port),
    outputs: opening.outputs.map(port),
    generation: generationArgument(opening.generation),
  }
}

const NO_REST = { samplerHash: ZERO_HASH, seed: ZERO_HASH, maxPrice: 0n, delegatesHash: ZERO_HASH } as const
const NO_GENERATION: CommitArgs[2]['generation'] = {
  ...{ rest: NO_REST, ports: '0x', inputRoot: ZERO_HASH, outputRoot: ZERO_HASH, tokensIn: 0, tokensOut: 0 },
}

function generationArgument(generation: GenerationOpening | null): CommitArgs[2]['generation'] {
  if (generation === null) return NO_GENERATION
  const { request, ports, inputRoot, outputRoot, tokensIn, tokensOut } = generation
  return {
    rest: restOf(request),
    ports: toHex(ports),
    ...{ inputRoot: toHex(inputRoot), outputRoot: toHex(outputRoot), tokensIn, tokensOut },
  }
}

/** What a request has beside what its receipt repeats. */
const restOf = ({ samplerHash, seed, maxPrice, delegatesHash }: RequestRest): RequestRest => ({
  ...{ samplerHash, seed, maxPrice, delegatesHash },
})

/** The node commits to the trace of the receipt's run. */
export const commitTrace = (
  contracts: SigningContracts,
  receipt: Receipt,
  parts: ModelParts,
  opening: TraceOpening,
): Promise<Sent> => {
  const args = [receipt, partsOf(parts), openingArgument(opening)] as const
  return send(contracts, { ...disputes(contracts), functionName: 'commitTrace', args })
}

/** Demands a place of a committed trace; `siblings` is the row in which it, or the trace leaf of its tensor, was opened; nothing for the trace's root. */
export const demandPlace = async (
  contracts: SigningContracts,
  receiptId: Hex,
  facts: Facts,
  place: LocatedPlace,
  siblings: readonly Uint8Array[],
  { payer, delegates }: Access,
): Promise<Sent> => {
  const args = [receiptId, factsArgument(facts), placeArgument(place), hexes(siblings), payer, delegates] as const
  const { demandDeposit } = (await getDispute(contracts, receiptId)) ?? { demandDeposit: 0n }
  const call = { ...timed(contracts), functionName: 'demand', args } as const
  return spend(contracts, contracts.addresses.slasher, demandDeposit, call)
}

export const answerDemand = (
  contracts: SigningContracts,
  receiptId: Hex,
  facts: Facts,
  place: LocatedPlace,
  { children, leaves }: PlaceOpening,
): Promise<Sent> => {
  const args = [receiptId, factsArgument(facts), placeArgument(place), hexes(children), toHex(leaves)] as const
  return send(contracts, { ...timed(contracts), functionName: 'answer', args })
}

/** Commits the wallet's account to a step or a form that it will show in a later block. */
export async function precommitFault(
  contracts: SigningContracts,
  receiptId: Hex,
  fault: { readonly step: Step } | { readonly form: Form },
  evidence: Uint8Array,
  salt: Hex,
): Promise<Precommitment> {
  const shown = await onChain(() =>
    'step' in fault
      ? contracts.client.readContract({
          ...disputes(contracts),
          functionName: 'shownOf',
          args: [receiptId, fault.step, toHex(evidence)],
        })
      : contracts.client.readContract({
          ...disputes(contracts),
          functionName: 'shownOfForm',
          args: [receiptId, formArgument(fault.form), toHex(evidence)],
        }),
  )
  return precommit(contracts, shown, salt)
}

/** A commitment to what will be shown: the block that it is in, and the transaction unless it was there already. */
export interface Precommitment {
  readonly block: bigint
  readonly sent: Sent | null
}

/** Commits the wallet's account to what has this hash. Where the answer to an earlier call got lost, the commitment may be there already. */
export async function precommit(contracts: SigningContracts, shown: Hex, salt: Hex): Promise<Precommitment> {
  const args = [contracts.wallet.account.address, salt, shown] as const
  const commitment = await onChain(() =>
    contracts.client.readContract({ ...slasher(contracts), functionName: 'commitmentOf', args }),
  )
  const block = await onChain(() =>
    contracts.client.readContract({ ...slasher(contracts), functionName: 'precommittedAt', args: [commitment] }),
  )
  // One that has served is the largest number; the contract refuses it.
  if (block > 0n && block < 2n ** 64n) return { block, sent: null }
  const sent = await send(contracts, { ...slasher(contracts), functionName: 'precommit', args: [commitment] })
  return { block: sent.blockNumber, sent }
}

/** Shows a wrong step or form of the committed trace. */
export const proveFault = (
  contracts: SigningContracts,
  receiptId: Hex,
  facts: Facts,
  fault: { readonly step: Step } | { readonly form: Form },
  evidence: Uint8Array,
  salt: Hex,
): Promise<Sent> =>
  'step' in fault
    ? send(contracts, {
        ...timed(contracts),
        functionName: 'proveFault',
        args: [receiptId, factsArgument(facts), fault.step, toHex(evidence), salt],
      })
    : send(contracts, {
        ...timed(contracts),
        functionName: 'proveForm',
        args: [receiptId, factsArgument(facts), formArgument(fault.form), toHex(evidence), salt],
      })

export const proveSilence = (contracts: SigningContracts, receiptId: Hex): Promise<Sent> =>
  send(contracts, { ...timed(contracts), functionName: 'proveSilence', args: [receiptId] })

export const closeDispute = (contracts: SigningContracts, receiptId: Hex): Promise<Sent> =>
  send(contracts, { ...timed(contracts), functionName: 'close', args: [receiptId] })

/**
 * After a fault: gives the deposits of these demands back to who made them, as far as they have not been given back. Null where nothing is
 * left.
 */
export async function reclaimDemands(
  contracts: SigningContracts,
  receiptId: Hex,
  facts: Facts,
  places: readonly LocatedPlace[],
): Promise<Sent | null> {
  const keys: Hex[] = []
  for (const place of places) {
    const args = [factsArgument(facts), placeArgument(place)] as const
    const read = contracts.client.readContract
    const key = await onChain(() => read({ ...disputes(contracts), functionName: 'keyOf', args }))
    const call = { ...disputes(contracts), functionName: 'getDemand', args: [receiptId, key] } as const
    if (BigInt((await onChain(() => read(call))).by) !== 0n) keys.push(key)
  }
  if (keys.length === 0) return null
  return send(contracts, { ...disputes(contracts), functionName: 'reclaim', args: [receiptId, keys] })
}

/** What stands of a receipt's dispute, or null where there was none. */
export async function getDispute(
  contracts: Contracts,
  receiptId: Hex,
  at: ReadOptions = {},
): Promise<DisputeView | null> {
  const call = { ...disputes(contracts), functionName: 'getDispute', args: [receiptId], ...at } as const
  const { access: _, answered: __, ...found } = await onChain(() => contracts.client.readContract(call))
  const state = STATES[found.state]
  if (state === undefined) throw new RangeError(`state: ${found.state} is not one of this version`)
  if (state === 'none') return null
  return { ...found, state, node: lower(found.node), challenger: lower(found.challenger) }
}

/** What the slasher owes an account: deposits that came back, bounties, slashed stakes. */
export const getSlasherCredit = (contracts: Contracts, account: Hex): Promise<bigint> =>
  onChain(() => contracts.client.readContract({ ...slasher(contracts), functionName: 'credit', args: [account] }))

/** Pays an account what the slasher owes it; any wallet may do it. */
export const withdrawFromSlasher = (contracts: SigningContracts, account: Hex): Promise<Included> =>
  send(contracts, { ...slasher(contracts), functionName: 'withdraw', args: [account] })
