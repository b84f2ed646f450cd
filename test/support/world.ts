// A small world in memory for tests of receipts and verify(): one model, three registered nodes of three operators, a payer.
// Everything is real (keys, signatures, logs, proofs) and deterministic; nothing listens anywhere.

import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { addressOf, publicKeyOf, sha256 } from '../../src/core/crypto/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { type ExactModel, type IntTensor, makeModel, type Op, WeightWriter } from '../../src/core/graph/index.ts'
import {
  cosignCheckpoint,
  type EpochProof,
  inclusionProof,
  leafHash,
  makeEpoch,
  nobleEd25519,
  proveEpoch,
  rootOf,
  type SignedCheckpoint,
  signCheckpoint,
} from '../../src/core/log/index.ts'
import {
  type Domain,
  issueReceipt,
  makeRequest,
  type NamedIntTensor,
  type NamedTensor,
  type Random,
  type ReceiptBundle,
} from '../../src/core/receipt/index.ts'
import { partsOf, traceOf } from '../../src/core/trace/index.ts'
import { type Evidence, NO_EVIDENCE, type NodeRecord, type TrustAnchors } from '../../src/core/verify/index.ts'

/** Checks that only a proof can fail: test/verify/proof.test.ts makes each of them fail. */
export const PROOF_CHECKS = [
  'proof.model',
  'proof.inputNames',
  'proof.outputNames',
  'proof.inputTypes',
  'proof.outputTypes',
  'proof.run',
] as const
/** Checks that only a receipt with a trace root can fail: test/verify/traceRoot.test.ts makes each of them fail. */
export const TRACE_CHECKS = ['trace.commitment', 'trace.root'] as const

/** Counter-mode SHA-256: as random as a test needs, and the same every time. */
export function seededRandom(seed: string): Random {
  let counter = 0
  return length => {
    const out = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) out.set(sha256(utf8(`${seed}/${counter++}`)).subarray(0, length - at), at)
    return out
  }
}

export interface Actor {
  readonly node: Hex
  readonly operator: Hex
  readonly receiptKey: { readonly address: Hex; readonly privateKey: Uint8Array }
  readonly logKey: { readonly publicKey: Hex; readonly seed: Uint8Array }
}

export const keyOf = (seed: string): { address: Hex; privateKey: Uint8Array } => {
  const privateKey = sha256(utf8(`key/${seed}`))
  return { address: addressOf(publicKeyOf(privateKey)), privateKey }
}

export function actor(name: string): Actor {
  const seed = sha256(utf8(`log/${name}`))
  return {
    node: keyOf(`${name}/node`).address,
    operator: keyOf(`${name}/operator`).address,
    receiptKey: keyOf(`${name}/receipt`),
    logKey: { publicKey: toHex(nobleEd25519.publicKey(seed)), seed },
  }
}

export const DOMAIN: Domain = { chainId: 31337, verifyingContract: `0x${'e5'.repeat(20)}` }
/** Unix milliseconds of the run; registrations are older. */
export const T0 = 1_900_000_000_000
export const MERGE_DELAY = 60

/** Two ops with weights, so that every part of an identity matters: 4 inputs, 3 outputs. */
export function smallModel(bias = 5): ExactModel {
  const w = new WeightWriter()
  const offset = w.rows(
    {
      bias: Int32Array.of(bias, -3, 100),
      exponents: Uint8Array.of(0, 1, 2),
      weights: Int8Array.from([1, -2, 3, 4, 5, -6, 7, -8, 9, 10, -11, 12]),
    },
    8,
  )
  const weights = w.finish()
  const ops: Op[] = [
    { kind: 'input', slot: 0, inputs: [], shape: [4], bits: 8 },
    {
      kind: 'linear',
      inputs: [0],
      shape: [3],
      bits: 12,
      shift: 2,
      lo: -2048,
      hi: 2047,
      weightBits: 8,
      weightOffset: offset,
    },
    { kind: 'output', slot: 0, inputs: [1], shape: [3], bits: 12 },
  ]
  return makeModel(
    { ops, weightBytes: weights.length },
    weights,
    {
      inputs: [{ name: 'x', dtype: 'float32', shape: [4], perm: [0], bits: 8, exponent: 0 }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [3], perm: [0], bits: 12, exponent: 2 }],
    },
    {},
  )
}

const SMALL_INPUT: IntTensor = { shape: [4], bits: 8, rows: 2, data: Int8Array.of(1, 2, 3, 4, -5, 6, 127, -128) }

/** Tensors of an exact model's run, as which they are known here. */
export const integers = (tensors: readonly NamedTensor[]): IntTensor[] =>
  tensors.map(({ tensor }) => tensor as IntTensor)

export interface World {
  readonly model: ExactModel
  readonly executor: Actor
  readonly others: readonly Actor[]
  readonly payer: { readonly address: Hex; readonly privateKey: Uint8Array }
  readonly bundle: ReceiptBundle
  readonly id: Hex
  readonly anchors: TrustAnchors
  readonly evidence: Evidence
  readonly epoch: EpochProof
  readonly leaves: readonly Uint8Array[]
}

export const registration = (a: Actor): NodeRecord => ({
  node: a.node,
  operator: a.operator,
  keys: [
    { receiptKey: a.receiptKey.address, logKey: a.logKey.publicKey, validFrom: T0 / 1000 - 10_000, validUntil: 0 },
  ],
})

export const checkpointOf = (a: Actor, leaves: readonly Uint8Array[], timestamp = T0 / 1000 + 5): SignedCheckpoint =>
  signCheckpoint(
    DOMAIN,
    { node: a.node, size: leaves.length, root: toHex(rootOf(leaves)), timestamp },
    { receiptKey: a.receiptKey.privateKey, logKey: a.logKey.seed },
  )

/** A receipt put into a log among others, cosigned by the other nodes. */
export function include(
  bundle: ReceiptBundle,
  id: Hex,
  executor: Actor,
  cosigners: readonly Actor[],
): { bundle: ReceiptBundle; leaves: Uint8Array[] } {
  const leaves = [utf8('a'), utf8('b'), fromHex(id), utf8('c'), utf8('d')].map(data => leafHash(data))
  let checkpoint = checkpointOf(executor, leaves)
  for (const other of cosigners)
    checkpoint = cosignCheckpoint(checkpoint, { node: other.node, seed: other.logKey.seed }, T0 / 1000 + 6)
  return {
    bundle: { ...bundle, inclusion: { index: 2, proof: inclusionProof(leaves, 2).map(toHex), checkpoint } },
    leaves,
  }
}

/** How the executor of a world may differ: what it signs for is not what was asked, computed or registered. */
export interface Twist {
  /** Another model than the small one, and what is asked of it. */
  readonly model?: ExactModel
  readonly inputs?: readonly IntTensor[]
  readonly outputs?: (honest: IntTensor[]) => IntTensor[]
  readonly issue?: (options: Parameters<typeof issueReceipt>[0]) => Parameters<typeof issueReceipt>[0]
  readonly disclosure?: 'public' | 'verifiers' | 'requester'
  readonly unsigned?: boolean
  /** The requester buys the trace root. */
  readonly traceRoot?: boolean
}

let honest: World | undefined

/** The honest world is made once: nothing in it changes. */
export const makeWorld = (twist?: Twist): World =>
  twist === undefined ? (honest ??= buildWorld({})) : buildWorld(twist)

function buildWorld(twist: Twist): World {
  const model = twist.model ?? smallModel()
  const executor = actor('executor')
  const others = [actor('second'), actor('third')]
  const payer = keyOf('payer')
  const input: NamedIntTensor[] = (twist.inputs ?? [SMALL_INPUT]).map((tensor, slot) => ({
    name: model.ports.inputs[slot]!.name,
    tensor,
  }))
  const request = makeRequest({
    domain: DOMAIN,
    modelId: toHex(model.identity.modelId),
    input,
    maxPrice: 100n,
    disclosure: twist.disclosure ?? 'requester',
    delegates: [],
    deadline: BigInt(T0 / 1000 + 300),
    payer: twist.unsigned ? null : payer,
    ...(twist.traceRoot ? { traceRoot: true } : {}),
    random: seededRandom('request'),
  })
  const values = interpret(
    model,
    input.map(({ tensor }) => tensor),
  )
  const right = outputsOf(model, values)
  const { root } = traceOf(model.graph, input[0]!.tensor.rows, partsOf(model.graph, values))
  const outputs = twist.outputs?.(right) ?? right
  const options: Parameters<typeof issueReceipt>[0] = {
    domain: DOMAIN,
    identity: model.identity,
    engine: 'reference/1',
    request: request.signed,
    input: request.input,
    outputs: outputs.map((tensor, slot) => ({ name: model.ports.outputs[slot]!.name, tensor })),
    node: executor.node,
    operator: executor.operator,
    receiptKey: executor.receiptKey,
    price: 7n,
    previous: `0x${'00'.repeat(32)}`,
    issuedAt: BigInt(T0),
    evidence: ['signature', 'replay'],
    ...(twist.traceRoot ? { traceRoot: root } : {}),
    random: seededRandom('receipt'),
  }
  const issued = issueReceipt(twist.issue?.(options) ?? options)
  const { bundle, leaves } = include(issued.bundle, issued.id, executor, others)
  const epoch = makeEpoch([bundle.inclusion!.checkpoint, checkpointOf(others[0]!, leaves.slice(0, 1))])
  const proof = proveEpoch(epoch, executor.node)!
  return {
    model,
    executor,
    others,
    payer,
    bundle,
    id: issued.id,
    leaves,
    epoch: proof,
    anchors: {
      domain: DOMAIN,
      now: T0 + 10_000,
      mergeDelay: MERGE_DELAY,
      nodes: [executor, ...others].map(registration),
      epochs: [{ root: epoch.root, anchoredAt: T0 / 1000 + 8 }],
      checkpoints: [],
      accepted: [],
    },
    evidence: {
      ...NO_EVIDENCE,
      replay: { model, run: async inputs => outputsOf(model, interpret(model, inputs)) },
      epoch: proof,
      trace: async () => root,
    },
  }
}
