// run(): one inference on a network, from real values to real values. The request is made and signed here, and the answer is
// checked here before anything of it is returned. spec/gateway.md, "Clients". Replay and log come later: verifyReceipt.ts.

import type { Hex } from '../core/bytes/index.ts'
import { attemptAsync, RefusalError, type Result, refuse, unwrap, WorldError } from '../core/errors/index.ts'
import {
  bundleFromJson,
  type Disclosed,
  type Disclosure,
  makeRequest,
  type NamedTensor,
  type ReceiptBundle,
  type Request,
  receiptId,
  requestToJson,
  type SignedRequest,
  tensorsToJson,
} from '../core/receipt/index.ts'
import {
  answerPolicy,
  NO_EVIDENCE,
  namedPolicy,
  type PolicyName,
  type Verdict,
  verify,
  withTraceRoot,
} from '../core/verify/index.ts'
import { fetchAnchors, type Memory } from './anchors.ts'
import { type Client, exchangeOf } from './client.ts'
import { exchangeJson } from './http.ts'
import { type ResolvedModel, resolveModel } from './models.ts'
import { convertRealInputs, type GivenReal, readRealOutputs, realsOf } from './realTensors.ts'
import { fetchReceipt, findReceipt, type ReaderKey } from './receipts.ts'
import { convertInputs, type GivenInput, integersOf, type Output, readOutputs } from './tensors.ts'

export interface RunOptions {
  /** `owner/name@version`, a model id, or a model that has been resolved already. */
  readonly model: string | ResolvedModel
  /** Of an exact model reals or pixels; of a float model values, with their shape where it does not follow from the port's. */
  readonly inputs: Readonly<Record<string, GivenInput | GivenReal>>
  /**
   * The policy that the answer shall meet in the end. A float model is refused (`model_not_exact`) where that is any other than
   * `signed`: before anything is sent, since nothing afterwards could mend it.
   */
  readonly policy?: PolicyName
  /** Null: unsigned; there is then no refund for a changed prompt, and only this call's result opens the receipt. */
  readonly payer: { readonly address: Hex; readonly privateKey: Uint8Array } | null
  readonly disclosure?: Disclosure
  readonly delegates?: readonly Hex[]
  readonly maxPrice?: bigint
  /**
   * Buys the root of the run's trace with the answer: the receipt commits to it. A node asks more for it (twice as much, unless it says
   * otherwise), and refuses a float model and a trace that is too large.
   */
  readonly traceRoot?: boolean
  /** Called before anything is sent, where there is a price: puts the request's deposit into the escrow. */
  readonly fund?: (request: Request, requestHash: Hex) => Promise<void>
  /** Seconds in which a node may accept the request. Default 300. */
  readonly deadlineSeconds?: number
  /** Milliseconds that a gateway has to answer. Default 120,000. */
  readonly timeoutMs?: number
  readonly memory?: Memory
  readonly signal?: AbortSignal
}

export interface RunResult {
  readonly id: Hex
  /** Everything is shown in it: keep it, it is the proof of what was asked and answered. */
  readonly bundle: ReceiptBundle
  readonly outputs: readonly Output[]
  /** Of the policy `signed` at the stage `promised`. */
  readonly verdict: Verdict
  readonly model: ResolvedModel
  readonly requestHash: Hex
  readonly gateway: string
}

const MAX_ANSWER = 8 << 20

export function run(client: Client, options: RunOptions): Promise<Result<RunResult>> {
  return attemptAsync(async () => {
    const { payer, signal } = options
    const model =
      typeof options.model === 'string' ? unwrap(await resolveModel(client, options.model, signal)) : options.model
    const { policy = 'signed' } = options
    if (model.kind === 'float' && policy !== 'signed')
      refuse('model_not_exact', `model ${model.modelId}: no float model meets the policy ${policy}`, {
        hint: 'Ask for the policy signed, or for a model that has been compiled.',
      })
    unwrap(answerPolicy(policy, model.modelId))
    const { signed, input, requestHash } = makeRequest({
      domain: client.domain,
      modelId: model.modelId,
      input: inputsOf(model, options.inputs),
      maxPrice: options.maxPrice ?? 0n,
      disclosure: options.disclosure ?? 'requester',
      delegates: options.delegates ?? [],
      traceRoot: options.traceRoot ?? false,
      deadline: BigInt(Math.floor(client.now() / 1000) + (options.deadlineSeconds ?? 300)),
      payer,
      random: client.random,
    })
    const gateways = await client.gateways(signal)
    if (signed.request.maxPrice > 0n) await options.fund?.(signed.request, requestHash)
    const liars = new Set<string>()
    let refusal: unknown
    // A gateway whose answer does not hold is passed over; with none left, its refusal is the answer.
    while (liars.size < gateways.urls.length) {
      const answer = await gateways.attempt(url => send(client, url, { signed, input, requestHash }, options), liars)
      const checked = await check(client, model, requestHash, input, answer, options.memory)
      if (checked.ok) return { ...checked.value, model, requestHash, gateway: answer.url }
      refusal ??= new RefusalError(checked.code, checked.message)
      liars.add(answer.url)
    }
    throw refusal ?? new WorldError('gateway_unreachable', 'no gateway is known')
  })
}

function inputsOf(model: ResolvedModel, inputs: RunOptions['inputs']): readonly NamedTensor[] {
  if (model.kind === 'float') {
    const pixels = Object.entries(inputs).find(([, given]) => 'pixels' in given)
    if (pixels !== undefined)
      refuse('input_invalid', `input ${JSON.stringify(pixels[0])}: a float model takes no pixels`)
    return convertRealInputs(model.ports, inputs as Readonly<Record<string, GivenReal>>)
  }
  const shaped = Object.entries(inputs).map(([name, given]) => [name, 'shape' in given ? given.values : given])
  return convertInputs(model.ports, Object.fromEntries(shaped) as Readonly<Record<string, GivenInput>>)
}

interface Sent {
  readonly signed: SignedRequest
  readonly input: Disclosed
  readonly requestHash: Hex
}

interface Answer {
  readonly url: string
  readonly bundle: ReceiptBundle
}

/** Requests that have been sent to some gateway and may have been run, whatever became of the answer. */
const sentOnce = new WeakSet<SignedRequest>()

/**
 * Sends the request to one gateway. The same nonce is sent again after a failure, never another: a deposit is settled once a
 * request hash, whoever answers it. Where the receipt may exist already it is asked for first.
 */
async function send(client: Client, url: string, sent: Sent, options: RunOptions): Promise<Answer> {
  const { signed, input, requestHash } = sent
  const { signal, timeoutMs = 120_000 } = options
  if (sentOnce.has(signed)) {
    const existing = await existingReceipt(client, url, sent, options).catch(() => null)
    if (existing !== null) return existing
  }
  sentOnce.add(signed)
  const { salt, tensors } = input
  const body = JSON.stringify({ ...requestToJson(signed), input: { salt, tensors: tensorsToJson(tensors) } })
  const limits = { timeoutMs, maxBytes: MAX_ANSWER }
  try {
    const headers = { 'content-type': 'application/json' }
    const json = await exchangeJson(`${url}/assay/v1/infer`, { ...exchangeOf(client, limits, signal), headers, body })
    const parsed = bundleFromJson(json)
    if (!parsed.ok) return refuse('peer_misbehaved', `the gateway's answer is no receipt: ${parsed.message}`)
    return { url, bundle: parsed.value }
  } catch (error) {
    if (!(error instanceof RefusalError && error.code === 'nonce_replayed')) throw error
    const existing = await existingReceipt(client, url, { signed, input, requestHash }, options)
    if (existing === null) throw error
    return existing
  }
}

/** The receipt that this request has led to, if the gateway knows one and shows its content to us. */
async function existingReceipt(client: Client, url: string, sent: Sent, options: RunOptions): Promise<Answer | null> {
  const one: Client = { ...client, gateways: async () => oneGateway(url) }
  const id = unwrap(await findReceipt(one, sent.requestHash, options.signal))
  if (id === null) return null
  const reader: ReaderKey | null = options.payer === null ? null : { privateKey: options.payer.privateKey }
  const found = await fetchReceipt(one, id, reader, options.signal)
  return found.ok && found.value.output !== null ? { url, bundle: found.value } : null
}

const oneGateway = (url: string) => ({ urls: [url], attempt: <T>(work: (url: string) => Promise<T>) => work(url) })

type Checked = Pick<RunResult, 'id' | 'bundle' | 'outputs' | 'verdict'>

/** Is the answer a receipt for this very request, validly signed, with outputs of this model? */
function check(
  client: Client,
  model: ResolvedModel,
  requestHash: Hex,
  input: Disclosed,
  answer: Answer,
  memory: Memory | undefined,
): Promise<Result<Checked>> {
  return attemptAsync(async () => {
    const { receipt } = answer.bundle
    if (receipt.requestHash !== requestHash)
      refuse('request_hash_mismatch', `the answer is a receipt for another request: ${receipt.requestHash}`)
    // What was sent is known here; the receipt's commitment is checked against it.
    const bundle: ReceiptBundle = { ...answer.bundle, input }
    const anchors = await fetchAnchors(client, bundle, NO_EVIDENCE, memory)
    const signed = unwrap(namedPolicy('signed', model.modelId))
    // What was bought is shown with the answer, or it was not answered.
    const policy = bundle.request.request.traceRoot ? withTraceRoot(signed, false) : signed
    const verdict = await verify(bundle, NO_EVIDENCE, policy, anchors)
    const failed = verdict.checks.find(({ ok }) => !ok)
    if (failed !== undefined && failed.code !== 'ok')
      refuse(failed.code, `the answer fails the check ${failed.name}: ${failed.detail}`)
    const outputs = outputsOf(model, bundle)
    if (outputs === null) return refuse('output_root_mismatch', 'the answer does not have the outputs of the model')
    return { id: receiptId(client.domain, bundle.receipt), bundle, outputs, verdict }
  })
}

/** The outputs, if they are those of the model's ports. */
function outputsOf(model: ResolvedModel, { output, receipt }: ReceiptBundle): readonly Output[] | null {
  if (model.kind === 'float') {
    const tensors = realsOf(model.ports.outputs, output)
    return tensors === null ? null : readRealOutputs(tensors)
  }
  const tensors = integersOf(model.ports.outputs, output, Number(receipt.tokensOut))
  return tensors === null ? null : readOutputs(model.ports, tensors)
}
