// Executing: a request is checked in a fixed order, run on the exact engine, signed for, logged, and only then answered.
// spec/node.md, "Executing". One model runs at a time: the engine takes a core as it is; who comes while too many wait is
// told `busy`. It trusts nothing in a request, and does nothing twice for one payer and nonce.

import { getDeposit } from '../../contracts/index.ts'
import { fromHex, type Hex } from '../../core/bytes/index.ts'
import { checkInputs } from '../../core/engine/index.ts'
import { attemptAsync, type Result, refuse } from '../../core/errors/index.ts'
import { bytesOf, type ExactModel, elements, type IntTensor, portRoot } from '../../core/graph/index.ts'
import {
  bundleText,
  commitment,
  DISCLOSURE,
  type Disclosed,
  hashRequest,
  issueReceipt,
  MAX_BUNDLE_BYTES,
  type NamedTensor,
  type ReceiptBundle,
  type Request,
  type SignedRequest,
  signerOf,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import { isRegistered } from '../registration.ts'
import type { Ready, Sessions } from '../sessions.ts'
import type { NewReceipt } from '../store/index.ts'
import type { Hosting } from './host.ts'
import type { NodeLog } from './log.ts'

/** For demonstrations and tests of dishonest executors: what it returns is what gets signed. No configuration sets it. */
export type ExecuteHook = (
  outputs: IntTensor[],
  run: { readonly modelId: Hex; readonly inputs: readonly IntTensor[] },
) => IntTensor[]

export interface Answer {
  readonly id: Hex
  readonly bundle: ReceiptBundle
}

export interface Executing {
  execute(
    request: SignedRequest,
    input: Disclosed,
    options: { requestId: string; signal: AbortSignal },
  ): Promise<Result<Answer>>
  /** Requests in work and waiting. */
  active(): number
  /** From now on everybody is told `busy`. */
  drain(): void
  /** Resolves when nothing is in work. */
  idle(): Promise<void>
}

/** As the escrow: a deadline further away than this many seconds is refused. */
const MAX_DEADLINE = 30 * 86_400
/** What a bundle takes beside its tensors. */
const BUNDLE_OVERHEAD = 32 * 1024

export interface ExecuteParts {
  readonly guard: Guard
  readonly nodeLog: NodeLog
  readonly hosting: Hosting
  readonly sessions: Sessions
  /** `name/version`. */
  readonly engine: string
  readonly hook?: ExecuteHook
}

export function createExecuting(context: Context, parts: ExecuteParts): Executing {
  const { chain, config, keys, self, store, metrics, now, random } = context
  const { guard, nodeLog, hosting, sessions } = parts
  const pricePerRow = BigInt(config.pricePerRow)
  /** Nonces of requests in work. */
  const pending = new Set<string>()
  let active = 0
  let draining = false
  let line: Promise<unknown> = Promise.resolve()

  /** Who asked, by when, with which nonce: what needs no model. Returns the request's hash. */
  function checkRequest({ request, signature }: SignedRequest): Hex {
    const zero = (value: Hex): boolean => value === ZERO_HASH
    if (!zero(request.samplerHash) || !zero(request.seed))
      refuse('sampler_mismatch', 'request: the model takes no sampler and no seed')
    if (!Object.values(DISCLOSURE).some(value => value === request.disclosure))
      refuse('request_malformed', `request: disclosure ${request.disclosure} is not known`)
    const hash = hashRequest(chain.domain, request)
    if (signature === null) {
      if (request.payer !== ZERO_ADDRESS)
        refuse('request_signature_required', 'request: it names a payer and is not signed')
    } else if (request.payer === ZERO_ADDRESS || signerOf(hash, signature) !== request.payer) {
      refuse('request_signature_invalid', 'request: not signed by its payer')
    }
    const seconds = BigInt(Math.floor(now() / 1000))
    if (request.deadline < seconds) refuse('deadline_passed', `request: its deadline ${request.deadline} is over`)
    if (request.deadline > seconds + BigInt(MAX_DEADLINE))
      refuse('deadline_too_far', `request: its deadline is more than ${MAX_DEADLINE} seconds away`)
    if (store.nonceUsed(request.payer, request.nonce) || pending.has(nonceOf(request)))
      refuse('nonce_replayed', 'request: a receipt was issued under its nonce before')
    return hash
  }

  function checkInput(request: Request, input: Disclosed, { model }: Ready): IntTensor[] {
    const tensors = input.tensors.map(({ tensor }) => tensor)
    if (commitment(fromHex(input.salt), portRoot(tensors)) !== request.inputCommitment)
      refuse('input_commitment_mismatch', 'request: the input is not the one that it commits to')
    const names = model.ports.inputs.map(({ name }) => name)
    if (names.length !== tensors.length || input.tensors.some(({ name }, i) => name !== names[i]))
      refuse('input_shape_mismatch', `request: the model takes ${names.map(name => JSON.stringify(name)).join(', ')}`)
    const rows = checkInputs(model.graph, tensors)
    if (rows > config.execute.rows)
      refuse('body_too_large', `request: ${rows} rows, at most ${config.execute.rows} here`)
    const bytes = tensors.reduce((sum, { data }) => sum + data.byteLength, 0) + rows * outputBytes(model)
    if ((bytes * 4) / 3 + BUNDLE_OVERHEAD > MAX_BUNDLE_BYTES)
      refuse('body_too_large', `request: ${rows} rows give a receipt of more than ${MAX_BUNDLE_BYTES} bytes`)
    return tensors
  }

  async function checkPrice(request: Request, hash: Hex, rows: number): Promise<bigint> {
    const price = pricePerRow * BigInt(rows)
    if (price > request.maxPrice)
      refuse('price_above_maximum', `request: ${rows} rows cost ${price} here, it pays ${request.maxPrice} at most`)
    if (price === 0n) return price
    const deposit = await getDeposit(chain.contracts, hash)
    if (deposit === null || deposit.state !== 'open' || deposit.amount < price)
      return refuse('not_funded', 'request: the escrow holds no deposit for it', {
        hint: 'Fund the request, wait until it is included, and ask again.',
      })
    if (deposit.node !== null && deposit.node !== self)
      refuse('node_mismatch', `request: its deposit is for node ${deposit.node}`)
    if (deposit.refundAt * 1000 <= now()) refuse('settlement_too_late', 'request: its deposit may be refunded already')
    return price
  }

  async function run(signed: SignedRequest, input: Disclosed, signal: AbortSignal): Promise<Answer> {
    const { request } = signed
    guard.check()
    const operator = chain.registry().nodes.get(self)?.operator
    if (operator === undefined || !isRegistered(context))
      return refuse('node_not_registered', 'this node is not registered with the keys that it has')
    if (!hosting.has(request.modelId)) refuse('model_not_found', `this node does not host ${request.modelId}`)
    const hash = checkRequest(signed)
    const nonce = nonceOf(request)
    pending.add(nonce)
    try {
      const ready = await sessions.get(request.modelId)
      const inputs = checkInput(request, input, ready)
      const rows = inputs[0]!.rows
      const price = await checkPrice(request, hash, rows)
      const started = await takeTurn(signal)
      try {
        const from = now()
        const honest = await ready.session.run(inputs)
        const outputs = parts.hook?.(honest, { modelId: request.modelId, inputs }) ?? honest
        // From here to the answer nothing waits: what is signed is in the log, and nothing comes in between.
        if (request.deadline < BigInt(Math.ceil(now() / 1000)))
          refuse('deadline_passed', 'request: its deadline passed meanwhile')
        guard.check()
        const { bundle, id } = issueReceipt({
          domain: chain.domain,
          identity: ready.model.identity,
          engine: parts.engine,
          request: signed,
          input,
          outputs: named(ready.model, outputs),
          node: self,
          operator,
          receiptKey: { address: keys.receipt.address, privateKey: keys.receipt.secret.reveal() },
          price,
          previous: nodeLog.last(),
          issuedAt: BigInt(now()),
          evidence: ['signature', 'replay'],
          random,
        })
        nodeLog.append(storedFrom(id, bundle))
        metrics.count('infer_answered')
        metrics.count('infer_rows', rows)
        metrics.count('infer_milliseconds', now() - from)
        return { id, bundle }
      } finally {
        started()
      }
    } finally {
      pending.delete(nonce)
    }
  }

  /** Waits until it is this request's turn; returns what ends it. */
  async function takeTurn(signal: AbortSignal): Promise<() => void> {
    if (draining || active >= config.execute.queue) {
      metrics.count('infer_busy')
      refuse('busy', draining ? 'this node is stopping' : `${active} requests are in work or waiting`)
    }
    active++
    const before = line
    let end!: () => void
    line = new Promise<void>(resolve => {
      end = resolve
    })
    const ended = (): void => {
      active--
      end()
    }
    await before
    // A breath between runs: the engine holds the thread while it runs, and peers want their answers.
    await new Promise(resolve => setImmediate(resolve))
    if (signal.aborted) {
      ended()
      refuse('interrupted', 'the asker went away before the run began')
    }
    return ended
  }

  return {
    active: () => active,
    drain() {
      draining = true
    },
    idle: async () => {
      while (active > 0) await line
    },
    async execute(request, input, { requestId, signal }) {
      const answer = await attemptAsync(() => run(request, input, signal))
      const { modelId } = request.request
      if (answer.ok) context.log('info', 'answered', { requestId, id: answer.value.id, modelId })
      else {
        metrics.count('infer_refused')
        context.log('info', 'refused', { requestId, code: answer.code, modelId })
      }
      return answer
    },
  }
}

const nonceOf = ({ payer, nonce }: Request): string => `${payer}/${nonce}`

const outputBytes = ({ graph }: ExactModel): number =>
  graph.ops
    .filter(({ kind }) => kind === 'output')
    .reduce((sum, { shape, bits }) => sum + elements(shape) * bytesOf(bits), 0)

const named = (model: ExactModel, outputs: readonly IntTensor[]): NamedTensor[] =>
  outputs.map((tensor, i) => ({ name: model.ports.outputs[i]!.name, tensor }))

/** What the database keeps of a receipt. */
export function storedFrom(id: Hex, bundle: ReceiptBundle): NewReceipt {
  const { receipt } = bundle
  const issuedAt = bundle.fields.disclosed.find(({ name }) => name === 'issuedAt')
  return {
    id,
    node: receipt.node,
    modelId: receipt.modelId,
    payer: receipt.payer,
    nonce: receipt.nonce,
    disclosure: receipt.disclosure,
    requestHash: receipt.requestHash,
    issuedAt: issuedAt === undefined ? 0 : Number(BigInt(issuedAt.value)),
    bundle: bundleText({ ...bundle, inclusion: null }),
  }
}
