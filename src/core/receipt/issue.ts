// Making requests and receipts: what a client signs, and what a node signs after it has run a model. spec/receipt.md.
// Randomness and time are arguments; keys are used and not kept.

import { concat, fromHex, type Hex, toHex } from '../bytes/index.ts'
import { sha256 } from '../crypto/index.ts'
import type { Identity } from '../graph/index.ts'
import type { Disclosed, ReceiptBundle, ShownTrace, SignedRequest } from './bundle.ts'
import { type NamedTensor, rootOfTensors, rowsOf } from './content.ts'
import { commitFields, SALT_BYTES } from './fields.ts'
import { hashRequest, receiptId, signDigest } from './hash.ts'
import {
  DISCLOSURE,
  type Disclosure,
  type Domain,
  type Receipt,
  type Request,
  ZERO_ADDRESS,
  ZERO_HASH,
} from './types.ts'

/** H(salt || root): how input and output stand in request and receipt. */
export const commitment = (salt: Uint8Array, root: Uint8Array): Hex => toHex(sha256(concat(salt, root)))

/** A trace root with the salt of its commitment. */
export const traceShown = (salt: Uint8Array, root: Uint8Array): ShownTrace => ({ salt: toHex(salt), root: toHex(root) })

/** How a trace root stands in the receipt. Traces are unsalted: without a salt whoever guesses the prompt could tell by the root. */
export const traceCommitmentOf = ({ salt, root }: ShownTrace): Hex => commitment(fromHex(salt), fromHex(root))

/** How a sampler stands in the request: SHA-256 of its canonical bytes. */
export const samplerHashOf = (bytes: Uint8Array): Hex => toHex(sha256(bytes))

/** Fresh random bytes. */
export type Random = (length: number) => Uint8Array

/** Delegates in ascending order, hashed as spec/receipt.md says; zero when there are none. */
export function hashDelegates(delegates: readonly Hex[]): Hex {
  if (delegates.length === 0) return ZERO_HASH
  const sorted = [...delegates].sort()
  return toHex(sha256(concat(...sorted.map(fromHex))))
}

export interface RequestOptions {
  readonly domain: Domain
  readonly modelId: Hex
  /** Input tensors in port order. */
  readonly input: readonly NamedTensor[]
  readonly maxPrice: bigint
  readonly disclosure: Disclosure
  readonly delegates: readonly Hex[]
  /** Buys the trace root: the receipt commits to it, and its holder is shown it. Left out: false. */
  readonly traceRoot?: boolean
  /** Unix seconds. */
  readonly deadline: bigint
  /** Of a generation: the sampler's canonical bytes and the 32-byte seed, not zero. */
  readonly sampler?: { readonly bytes: Uint8Array; readonly seed: Hex }
  /** Payer's address and key, or null for an unsigned request. */
  readonly payer: { readonly address: Hex; readonly privateKey: Uint8Array } | null
  readonly random: Random
}

/** A request over given inputs, with the salt that opens its commitment. */
export function makeRequest(options: RequestOptions): { signed: SignedRequest; input: Disclosed; requestHash: Hex } {
  const salt = options.random(SALT_BYTES)
  const request: Request = {
    modelId: options.modelId,
    inputCommitment: commitment(salt, rootOfTensors(options.input)),
    samplerHash: options.sampler === undefined ? ZERO_HASH : samplerHashOf(options.sampler.bytes),
    seed: options.sampler?.seed ?? ZERO_HASH,
    maxPrice: options.maxPrice,
    disclosure: DISCLOSURE[options.disclosure],
    traceRoot: options.traceRoot ?? false,
    delegatesHash: hashDelegates(options.delegates),
    nonce: toHex(options.random(32)),
    deadline: options.deadline,
    payer: options.payer?.address ?? ZERO_ADDRESS,
  }
  const requestHash = hashRequest(options.domain, request)
  const signature = options.payer === null ? null : signDigest(requestHash, options.payer.privateKey)
  return { signed: { request, signature }, input: { salt: toHex(salt), tensors: options.input }, requestHash }
}

export interface IssueOptions {
  readonly domain: Domain
  readonly identity: Identity
  /** `name/version`, of a float model `name/version/provider`. */
  readonly engine: string
  readonly request: SignedRequest
  readonly input: Disclosed
  /** Outputs in port order. */
  readonly outputs: readonly NamedTensor[]
  readonly node: Hex
  readonly operator: Hex
  readonly receiptKey: { readonly address: Hex; readonly privateKey: Uint8Array }
  readonly price: bigint
  readonly previous: Hex
  /** Unix milliseconds. */
  readonly issuedAt: bigint
  readonly evidence: readonly string[]
  /** Of a generation: the sampler's canonical bytes, whose hash the request names. */
  readonly sampler?: Uint8Array | null
  /** Of a generation: the answer ends before its rule says; a prefix cache gave rows. */
  readonly truncated?: boolean
  readonly cacheUsed?: boolean
  /** Root of the run's trace, where the request asks for it. */
  readonly traceRoot?: Uint8Array | null
  readonly random: Random
}

/** The receipt of one run, signed; everything disclosed, not yet included in a log. */
export function issueReceipt(options: IssueOptions): { bundle: ReceiptBundle; id: Hex } {
  const { domain, identity, request } = options
  const inputs = options.input.tensors
  const { outputs } = options
  const inputRoot = rootOfTensors(inputs)
  const outputRoot = rootOfTensors(outputs)
  const outputSalt = options.random(SALT_BYTES)
  const requestHash = hashRequest(domain, request.request)
  const shared = {
    requestHash,
    modelId: toHex(identity.modelId),
    node: options.node,
    payer: request.request.payer,
    price: options.price,
    tokensIn: BigInt(rowsOf(inputs)),
    tokensOut: BigInt(rowsOf(outputs)),
    previous: options.previous,
    nonce: request.request.nonce,
    deadline: request.request.deadline,
  }
  const { root, fields } = commitFields(
    {
      ...shared,
      version: 1n,
      graphRoot: toHex(identity.graphRoot),
      weightsRoot: toHex(identity.weightsRoot),
      interfaceHash: toHex(identity.interfaceHash),
      tokenizerHash: toHex(identity.tokenizerHash),
      templateHash: toHex(identity.templateHash),
      engine: options.engine,
      inputRoot: toHex(inputRoot),
      outputRoot: toHex(outputRoot),
      rows: BigInt(rowsOf(inputs)),
      samplerHash: request.request.samplerHash,
      seed: request.request.seed,
      injected: ZERO_HASH,
      truncated: options.truncated === true ? 1n : 0n,
      cacheUsed: options.cacheUsed === true ? 1n : 0n,
      receiptKey: options.receiptKey.address,
      operator: options.operator,
      chainId: BigInt(domain.chainId),
      contract: domain.verifyingContract,
      issuedAt: options.issuedAt,
      disclosure: BigInt(request.request.disclosure),
      evidence: options.evidence.join(','),
    },
    () => options.random(SALT_BYTES),
  )
  const trace = options.traceRoot == null ? null : traceShown(options.random(SALT_BYTES), options.traceRoot)
  const receipt: Receipt = {
    ...shared,
    fieldsRoot: root,
    inputCommitment: request.request.inputCommitment,
    outputCommitment: commitment(outputSalt, outputRoot),
    traceCommitment: trace === null ? ZERO_HASH : traceCommitmentOf(trace),
    disclosure: request.request.disclosure,
  }
  const id = receiptId(domain, receipt)
  const bundle: ReceiptBundle = {
    receipt,
    signature: signDigest(id, options.receiptKey.privateKey),
    fields,
    request,
    input: options.input,
    output: { salt: toHex(outputSalt), tensors: options.outputs },
    sampler: options.sampler ?? null,
    trace,
    inclusion: null,
  }
  return { bundle, id }
}
