// What a gateway needs of the node behind it. The gateway knows this interface and nothing of libp2p, disks or chains.

import type { ReaderProof } from '../client/reader.ts'
import type { TraceQuestion } from '../core/audit/index.ts'
import type { Hex } from '../core/bytes/index.ts'
import type { Result } from '../core/errors/index.ts'
import type { AnyInterface } from '../core/float/index.ts'
import type { Manifest } from '../core/graph/index.ts'
import type { EpochProof, Inclusion, SignedCheckpoint } from '../core/log/index.ts'
import type {
  Disclosed,
  Domain,
  GenerateAsk,
  ReceiptBundle,
  SignedFollow,
  SignedRequest,
  StreamEvent,
} from '../core/receipt/index.ts'

/** A model that the network serves, as registered on chain and announced by hosts. */
export interface ModelInfo {
  readonly modelId: Hex
  readonly graphRoot: Hex
  readonly weightsRoot: Hex
  readonly tokenizerHash: Hex
  readonly templateHash: Hex
  readonly interfaceHash: Hex
  readonly publisher: Hex
  /** `owner/name@version` references that resolve to it. */
  readonly names: readonly string[]
  readonly cid: string
  readonly deprecated: string | null
  /** Unix seconds. */
  readonly registeredAt: number
  /** Canonical bytes (spec/interface.md), once some node has shown them; checkable against interfaceHash. */
  readonly interfaceBytes: Uint8Array | null
  /** The same, read; null with it. */
  readonly interface: AnyInterface | null
  readonly manifest: Manifest | null
  /** Accounts of nodes that say they host it now. */
  readonly hosts: readonly Hex[]
}

export interface NodeInfo {
  readonly node: Hex
  readonly operator: Hex
  readonly peerId: string
  readonly roles: readonly string[]
  /** HTTP URL of its gateway, or empty. */
  readonly endpoint: string
  readonly addresses: readonly string[]
  readonly stake: bigint
  /** Does it answer now, as far as this node knows? */
  readonly alive: boolean
}

/**
 * Who asks for a receipt: its payer or a delegate, shown by a signature over the id (spec/gateway.md, "Readers"). Address
 * zero: the caller of an unsigned request, whom the gateway has recognised by its own token; no proof goes with it.
 * `mayRead` of client/reader.ts decides.
 */
export interface Reader {
  readonly address: Hex
  /** All delegates of the request, where the reader is one of them: the request carries only their hash. */
  readonly delegates?: readonly Hex[]
  /** What the reader signed, to pass on to the peer that holds the receipt. */
  readonly proof?: ReaderProof
}

/** Replays a stream of another node's while it comes: spec/stream.md, "Followers". */
export interface FollowBackend {
  open(
    ask: Omit<GenerateAsk, 'logprobs'> & { readonly from: string },
  ): Promise<{ readonly follower: Hex; readonly verifier: Hex }>
  push(
    follower: Hex,
    ask: { readonly tokens: readonly number[]; readonly end?: { readonly truncated: boolean } },
  ): Promise<SignedFollow & { readonly mismatch: { readonly at: number; readonly expected: number | null } | null }>
}

export interface GenerateOptions {
  readonly requestId: string
  /** Whose share of the line a call takes where nobody signed: `gateway/` and a hash of an API key. */
  readonly from: string
  readonly signal: AbortSignal
}

export interface Backend {
  readonly domain: Domain
  /** This node's account. */
  readonly node: Hex
  models(): Promise<readonly ModelInfo[]>
  /** By modelId or `owner/name@version`. */
  model(reference: string): Promise<ModelInfo | null>
  nodes(): Promise<readonly NodeInfo[]>
  /**
   * Runs a request on some executor (itself or a peer; fails over between them) and gives the receipt with everything
   * disclosed. Refusals carry codes of spec/errors.tsv.
   */
  infer(
    request: SignedRequest,
    input: Disclosed,
    options: { readonly requestId: string; readonly signal: AbortSignal },
  ): Promise<Result<{ id: Hex; bundle: ReceiptBundle }>>
  /**
   * One answer of a language model as its events, from some executor: start, chunks, ticks, a note, the end with the receipt. What is
   * refused before the start is thrown by the first step; whoever leaves the loop ends the generation.
   */
  generate(
    ask: GenerateAsk,
    options: GenerateOptions,
  ): AsyncGenerator<StreamEvent | { readonly type: 'note'; readonly cachedTokens: number }>
  /** The head of a language model's file, checked against its registration (spec/model.md); null where no host shows it. */
  head(modelId: Hex): Promise<Uint8Array | null>
  /** Null where this node does not verify. */
  readonly follow: FollowBackend | null
  /**
   * The output `hidden` of a language model at the last token of the input, one row, with its receipt. Absent: this node makes no
   * embeddings.
   */
  embed?(
    request: SignedRequest,
    input: Disclosed,
    options: GenerateOptions,
  ): Promise<Result<{ id: Hex; bundle: ReceiptBundle }>>
  /** A receipt as far as `reader` may see it, from this node or a peer, with inclusion when the log has it. */
  receipt(id: Hex, reader: Reader | null, signal: AbortSignal): Promise<Result<ReceiptBundle>>
  /** Newest first. */
  receipts(options: {
    readonly limit: number
    readonly before?: number
  }): Promise<readonly { id: Hex; modelId: Hex; node: Hex; issuedAt: number }[]>
  /** The receipt that answers a request, by the request's hash; null when this node knows of none. */
  receiptOf?(requestHash: Hex): Promise<Hex | null>
  /** A piece of the advice on a receipt's run, from a byte on; none behind its end: spec/audit.md, "Served". */
  advice?(id: Hex, reader: Reader | null, from: number, signal: AbortSignal): Promise<Result<Uint8Array>>
  /** What is asked of the trace of a receipt's run: spec/audit.md, "Traces". */
  trace?(id: Hex, reader: Reader | null, ask: TraceQuestion, signal: AbortSignal): Promise<Result<Uint8Array>>
  /** The newest checkpoint of a node's log, with cosignatures. */
  checkpoint(node: Hex): Promise<Result<SignedCheckpoint>>
  inclusion(id: Hex): Promise<Result<Inclusion>>
  /** Inclusion in a checkpoint under an anchored epoch root; refusal `log_not_anchored` where there is none yet. */
  anchored?(id: Hex): Promise<Result<{ inclusion: Inclusion; epoch: EpochProof }>>
  consistency(node: Hex, from: number, to: number): Promise<Result<readonly Hex[]>>
  /** Verdicts that this node knows of about a receipt. */
  verdicts(
    id: Hex,
  ): Promise<readonly { verdict: { receiptId: Hex; verifier: Hex; ok: boolean; timestamp: bigint }; signature: Hex }[]>
  /** One verified block by CID, for IPFS tools and browsers; null when it is not here. */
  block(cid: string): Promise<Uint8Array | null>
  ready(): Promise<boolean>
}
