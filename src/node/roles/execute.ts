// Executing: a request is checked in a fixed order, waits its turn, is run in an engine session, signed for, logged, and only
// then answered. spec/node.md, "Executing" and "Queue". It trusts nothing in a request, does nothing twice for one payer and
// nonce, and leaves nothing of a request that was given up: no nonce, no receipt, no log entry.

import { realsOf } from '../../client/realTensors.ts'
import { integersOf } from '../../client/tensors.ts'
import { fromHex, type Hex } from '../../core/bytes/index.ts'
import { attemptAsync, ERRORS, RefusalError, type Result, refuse, WorldError } from '../../core/errors/index.ts'
import { type AnyInterface, decodeAnyInterface, portText } from '../../core/float/index.ts'
import { bytesOf, elements, type IntTensor, type Port } from '../../core/graph/index.ts'
import {
  bundleText,
  bytesIn,
  commitment,
  type Disclosed,
  issueReceipt,
  MAX_BUNDLE_BYTES,
  type ReceiptBundle,
  type Request,
  rootOfTensors,
  rowsOf,
  type SignedRequest,
  tokensOf,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import type { Queue } from '../queue.ts'
import type { RunResult, Sessions } from '../sessions.ts'
import type { NewReceipt } from '../store/index.ts'
import { type Admission, operatorOf } from './admission.ts'
import type { Hosting } from './host.ts'
import type { NodeLog } from './log.ts'
import type { Roots } from './roots.ts'
import { isUpstream } from './upstream.ts'

/** For demonstrations and tests of dishonest executors of exact models: what it returns is what gets signed. No configuration sets it. */
export type ExecuteHook = (
  outputs: IntTensor[],
  run: { readonly modelId: Hex; readonly inputs: readonly IntTensor[] },
) => IntTensor[]

export interface Answer {
  readonly id: Hex
  readonly bundle: ReceiptBundle
}

export interface ExecuteOptions {
  readonly requestId: string
  /** Who brought the request: a peer id, or `gateway` for this node's own. */
  readonly from: string
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

export interface Executing {
  execute(request: SignedRequest, input: Disclosed, options: ExecuteOptions): Promise<Result<Answer>>
}

/** Nobody looks at it before the receipt has one. */
const NO_SALT: Hex = '0x'
/** What a bundle takes beside its tensors. */
const BUNDLE_OVERHEAD = 32 * 1024

export interface ExecuteParts {
  readonly guard: Guard
  readonly nodeLog: NodeLog
  readonly hosting: Hosting
  readonly sessions: Sessions
  readonly queue: Queue
  readonly admission: Admission
  readonly roots: Roots
  readonly hook?: ExecuteHook
}

export function createExecuting(context: Context, parts: ExecuteParts): Executing {
  const { chain, config, keys, self, metrics, now, random } = context
  const { guard, nodeLog, hosting, sessions, queue, admission, roots } = parts
  const runsFloat = config.execute.float ?? config.peers.reach === 'private'
  function portsOf(modelId: Hex): AnyInterface {
    const info = hosting.info(modelId)
    return info === null
      ? refuse('model_not_found', `this node does not host ${modelId}`)
      : decodeAnyInterface(info.interfaceBytes)
  }

  /** What needs the model's ports; returns the number of rows. The engine checks again what it is given. */
  function checkInput(request: Request, input: Disclosed): number {
    if (commitment(fromHex(input.salt), rootOfTensors(input.tensors)) !== request.inputCommitment)
      refuse('input_commitment_mismatch', 'request: the input is not the one that it commits to')
    const model = portsOf(request.modelId)
    const rows = rowsOf(input.tensors)
    const takes =
      model.kind === 'float' ? model.ports.inputs.map(portText) : model.ports.inputs.map(port => describe(port))
    const fits =
      model.kind === 'float'
        ? realsOf(model.ports.inputs, input) !== null
        : integersOf(model.ports.inputs, input, rows) !== null
    if (rows < 1 || !fits) refuse('input_shape_mismatch', `request: the model takes ${takes.join(', ')}`)
    if (rows > config.execute.rows)
      refuse('body_too_large', `request: ${rows} rows, at most ${config.execute.rows} here`)
    // How much a float model answers shows when it has; of a language model `hidden` alone is shown, in place of logits.
    const shown = model.kind === 'float' ? [] : shownOf(model.ports.outputs, isLanguage(request.modelId))
    const answered = rows * rowBytes(shown)
    checkSize(input.tensors.reduce((sum, { tensor }) => sum + bytesIn(tensor), 0) + answered, rows)
    return rows
  }

  const isLanguage = (modelId: Hex): boolean => hosting.language(modelId)

  function checkSize(bytes: number, rows: number): void {
    if ((bytes * 4) / 3 + BUNDLE_OVERHEAD > MAX_BUNDLE_BYTES)
      refuse('body_too_large', `request: ${rows} rows give a receipt of more than ${MAX_BUNDLE_BYTES} bytes`)
  }

  async function run(signed: SignedRequest, input: Disclosed, { from, signal }: ExecuteOptions): Promise<Answer> {
    const { request } = signed
    guard.check()
    const operator = operatorOf(context)
    if (!hosting.has(request.modelId)) refuse('model_not_found', `this node does not host ${request.modelId}`)
    if (request.samplerHash !== ZERO_HASH || request.seed !== ZERO_HASH)
      refuse('sampler_mismatch', 'request: the model takes no sampler and no seed')
    const { hash, leave } = admission.enter(signed)
    try {
      if (isUpstream(hosting, request.modelId))
        refuse('sampler_mismatch', 'request: an upstream model answers chats and completions alone')
      if (!runsFloat && portsOf(request.modelId).kind === 'float')
        refuse('model_not_found', 'this node runs no float models')
      const rows = checkInput(request, input)
      if (request.traceRoot) await roots.check(request.modelId, rows, null, signal)
      const inputs = input.tensors.map(({ tensor }) => tensor)
      const price = await admission.price(request, hash, rows)
      const deadline = Number(request.deadline) * 1000
      // Keys cost nothing: whoever signs is one requester, whoever does not is taken for the peer that brought him.
      const requester = request.payer === ZERO_ADDRESS ? from : request.payer
      const turn = await queue.enter({ requester, deadline, signal })
      const started = now()
      let took: number | undefined
      try {
        const run = (wanted: AbortSignal): Promise<RunResult> =>
          isLanguage(request.modelId)
            ? embed(request.modelId, input, wanted)
            : sessions.run(request.modelId, inputs, wanted)
        const { head, engine, outputs: honest } = await runWithin(run, { deadline, signal })
        const float = head.kind === 'float'
        const outputs = float ? honest : hooked(honest as IntTensor[], request.modelId, inputs as IntTensor[])
        if (float)
          checkSize(
            [...inputs, ...outputs].reduce((sum, tensor) => sum + bytesIn(tensor), 0),
            rows,
          )
        const named = outputs.map((tensor, i) => ({
          name: shownOf(head.ports.outputs, head.kind === 'exact' && head.language)[i]!.name,
          tensor,
        }))
        const answered = { request: signed, input, output: { salt: NO_SALT, tensors: named }, sampler: null }
        const traceRoot = request.traceRoot
          ? await runWithin(wanted => roots.root(request.modelId, answered, wanted), { deadline, signal })
          : null
        took = now() - started
        // From here to the answer nothing waits: what is signed is in the log, and nothing comes in between.
        if (request.deadline < BigInt(Math.ceil(now() / 1000)))
          refuse('deadline_passed', 'request: its deadline passed meanwhile')
        guard.check()
        const { bundle, id } = issueReceipt({
          domain: chain.domain,
          identity: head.identity,
          engine,
          request: signed,
          input,
          outputs: named,
          traceRoot,
          node: self,
          operator,
          receiptKey: { address: keys.receipt.address, privateKey: keys.receipt.secret.reveal() },
          price,
          previous: nodeLog.last(),
          issuedAt: BigInt(now()),
          evidence: float ? ['signature'] : ['signature', 'replay'],
          random,
        })
        nodeLog.append(storedFrom(id, bundle))
        metrics.count('infer_answered')
        metrics.count('infer_rows', rows)
        metrics.count('infer_milliseconds', took)
        return { id, bundle }
      } finally {
        turn.end(took)
      }
    } finally {
      leave()
    }
  }

  const hooked = (outputs: IntTensor[], modelId: Hex, inputs: readonly IntTensor[]): readonly IntTensor[] =>
    parts.hook?.(outputs, { modelId, inputs }) ?? outputs

  /** Without a sampler a language model gives its output `hidden` at every position: embeddings. */
  async function embed(modelId: Hex, input: Disclosed, signal: AbortSignal): Promise<RunResult> {
    const prompt = tokensOf(input.tensors)
    if (prompt === null) return refuse('input_shape_mismatch', 'request: the input is not tokens in their one form')
    const { head, engine, hidden } = await sessions.embed(modelId, prompt, signal)
    return { head, engine, outputs: [hidden] }
  }

  /** Runs a model until it is done, nobody waits for it, its deadline has passed or it has taken longer than any run may. */
  async function runWithin<T>(
    run: (signal: AbortSignal) => Promise<T>,
    { deadline, signal }: { deadline: number; signal: AbortSignal },
  ): Promise<T> {
    const stop = new AbortController()
    const { runMs } = config.execute
    const left = deadline - now()
    const onAbort = (): void => stop.abort(new RefusalError('interrupted', 'the asker went away'))
    const timer = setTimeout(
      () =>
        stop.abort(
          left < runMs
            ? new RefusalError('deadline_passed', 'request: its deadline passed while it ran')
            : new RefusalError('timeout', `the run took longer than ${runMs} ms`),
        ),
      Math.max(0, Math.min(left, runMs)),
    )
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await run(stop.signal)
    } catch (error) {
      if (stop.signal.aborted) metrics.count('infer_cancelled')
      throw error
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
  }

  return {
    async execute(request, input, options) {
      const answer = await attemptAsync(async () => {
        try {
          return await run(request, input, options)
        } catch (error) {
          if (!(error instanceof WorldError)) throw error
          // The world's words are for this node's log alone.
          context.log('warn', 'a run failed', { requestId: options.requestId, error })
          throw new RefusalError(error.code, ERRORS[error.code].message)
        }
      })
      const { requestId } = options
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

const describe = ({ name, shape, perm, bits }: Port): string =>
  `${JSON.stringify(name)} [rows, ${perm.map(axis => shape[axis]).join(', ')}] of ${bits} bits`

/** The ports whose values a receipt shows. */
const shownOf = <P extends { readonly name: string }>(outputs: readonly P[], language: boolean): readonly P[] =>
  language ? outputs.filter(({ name }) => name === 'hidden') : outputs

const rowBytes = (outputs: readonly Port[]): number =>
  outputs.reduce((sum, { shape, bits }) => sum + elements(shape) * bytesOf(bits), 0)

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
