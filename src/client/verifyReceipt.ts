// verifyReceipt(): a receipt, a network and a policy in, a verdict out. It gathers what verify() needs (inclusion, verdicts,
// anchors, the model) and hands it over; the verdict is verify()'s alone, so that browser, server and CLI give the same one.
// spec/verify.md; spec/gateway.md, "Clients".

import { fromHex, type Hex, toHex } from '../core/bytes/index.ts'
import type { Engine } from '../core/engine/types.ts'
import { attemptAsync, type Result, unwrap, WorldError } from '../core/errors/index.ts'
import type { ExactModel } from '../core/graph/index.ts'
import { verifyCheckpoint } from '../core/log/index.ts'
import {
  commitment,
  type Disclosed,
  decodeField,
  type Fields,
  fieldLeaf,
  integersIn,
  parseBundle,
  type ReceiptBundle,
  receiptId,
  rootOfTensors,
  traceCommitmentOf,
} from '../core/receipt/index.ts'
import {
  type Evidence,
  type Policy,
  type Requirement,
  type SampledSteps,
  type Verdict,
  verdictHolds,
  verify,
} from '../core/verify/index.ts'
import { fetchAnchors, fetchRecord, type Memory } from './anchors.ts'
import type { Client } from './client.ts'
import { fetchModel, type ModelCache } from './fetchModel.ts'
import { gather, mentions, optional, requirementsOf } from './gather.ts'
import { fetchReceipt, type IsSigned, type ReaderKey } from './receipts.ts'
import { replayWith } from './replay.ts'

export interface VerifyOptions {
  /** The bundle, or its text. */
  readonly receipt: ReceiptBundle | string
  readonly policy: Policy
  /** For policies that ask for a replay; null: none is made. */
  readonly engine: Engine | null
  /** For policies that ask for audits, samples or a trace root computed again: `createAuditing` of client/audits. Left out: none is made. */
  readonly auditing?: Auditing
  /** A proof of the receipt's run, as a file, for policies that take one, and what checks it: `proving` of client/proofs. */
  readonly proof?: Uint8Array
  readonly proving?: Proving
  readonly models?: ModelCache
  /** To ask for input and output where the bundle does not show them. */
  readonly reader?: ReaderKey
  readonly memory?: Memory
  /** Milliseconds to wait for what is merely not there yet (inclusion, cosigners, verdicts, anchor). Default 0. */
  readonly waitMs?: number
  /** Milliseconds between looks while waiting. Default 1,000. */
  readonly pollMs?: number
  readonly signal?: AbortSignal
}

export interface AuditingAsk {
  readonly model: ExactModel
  /** Shows input and output. */
  readonly bundle: ReceiptBundle
  /** What a replay would run on; null where the policy takes none. */
  readonly replay: Engine | null
  readonly reader: ReaderKey | null
  readonly signal: AbortSignal | undefined
}

/** Null: a replay costs less, or there is no advice. */
export type PreparedAudit = Evidence['audit']

/** Makes audits. Given as an argument: whoever needs none does not carry them. */
export interface Auditing {
  prepare(client: Client, ask: AuditingAsk): Promise<PreparedAudit>
  /** Looks at as many steps of the run as the requirement takes; refuses a wrong one. Null: nobody opens them. */
  sample(
    client: Client,
    wanted: Extract<Requirement, { kind: 'sample' }>,
    ask: Pick<AuditingAsk, 'bundle' | 'reader' | 'signal'>,
  ): Promise<SampledSteps | null>
  /** Root of the trace of the receipt's run, computed here. Null: what it takes is not shown, or it is too large for this program. */
  traceRoot(ask: Pick<AuditingAsk, 'model' | 'bundle'>): Promise<Uint8Array | null>
}

/** Checks proofs. Given as an argument, as audits are. */
export interface Proving {
  /** Refuses (`proof_malformed`) what is no proof. */
  prepare(model: ExactModel, bundle: ReceiptBundle, file: Uint8Array): NonNullable<Evidence['proof']>
}

export interface Verified {
  readonly verdict: Verdict
  /** With everything that was gathered: what to keep. */
  readonly bundle: ReceiptBundle
}

const WAITED_FOR: ReadonlySet<string> = new Set([
  'inclusion_pending',
  'cosigners_missing',
  'verdicts_missing',
  'log_not_anchored',
])

/** Refusals are about the text or the wait; whatever is wrong with the receipt itself is in the verdict. */
export function verifyReceipt(client: Client, options: VerifyOptions): Promise<Result<Verified>> {
  return attemptAsync(async () => {
    const { receipt, policy, signal, waitMs = 0, pollMs = 1_000 } = options
    const given = typeof receipt === 'string' ? unwrap(parseBundle(receipt)) : receipt
    const shown = await withContent(client, given, options)
    let runs = await prepareRuns(client, shown, options, 'any')
    const until = client.now() + waitMs
    const { node } = given.receipt
    const record = await fetchRecord(client, node)
    const isSigned: IsSigned = checkpoint =>
      record?.keys.some(keys => verifyCheckpoint(checkpoint, { domain: client.domain, node, ...keys }).ok) ?? false
    let isAlone = false
    for (;;) {
      const { bundle, evidence } = await gather(client, shown, options, isSigned, isAlone)
      const anchors = await fetchAnchors(client, bundle, evidence, options.memory)
      const of = { id: receiptId(client.domain, bundle.receipt), issuedAt: issuedAtOf(bundle) }
      // A gateway could spoil a good receipt with verdicts that are none: only those that hold are put forward, in an order
      // that does not depend on the gateway.
      const verdicts = evidence.verdicts
        .filter(entry => verdictHolds(entry.verdict, entry.signature, of, anchors))
        .sort((a, b) => (a.verdict.verifier < b.verdict.verifier ? -1 : 1))
      const verdict = await verify(bundle, { ...evidence, ...runs, verdicts }, policy, anchors)
      // Advice and opened steps come from strangers: a replay tells whether it is the answer that is wrong.
      if ((runs.audit !== null || runs.sample !== null) && isDoubted(verdict) && mentions(policy.require, 'replay')) {
        runs = await prepareRuns(client, shown, options, 'replay')
        if (runs.replay !== null) continue
      }
      const left = until - client.now()
      // A bundle may have been written before anybody had cosigned what it stands in.
      const isFirst: boolean = !isAlone && shown.inclusion !== null && verdict.code === 'cosigners_missing'
      isAlone ||= isFirst
      if (isFirst) continue
      if (!WAITED_FOR.has(verdict.code) || left <= 0) return { verdict, bundle }
      await pause(Math.min(pollMs, left), signal)
    }
  })
}

/** Does an audit, or a sample, speak against the answer? */
const isDoubted = ({ checks }: Verdict): boolean => checks.some(({ ok, name }) => !ok && /^(audit|sample)\./.test(name))

/** The bundle with input and output, where it lacks them and the reader may see them. */
async function withContent(client: Client, bundle: ReceiptBundle, options: VerifyOptions): Promise<ReceiptBundle> {
  const looks = ['replay', 'audit', 'proof', 'sample', 'trace'] as const
  const isWhole = bundle.input !== null && bundle.output !== null
  const isTraced = bundle.trace !== null || !mentions(options.policy.require, 'trace')
  if (!looks.some(kind => mentions(options.policy.require, kind)) || (isWhole && isTraced)) return bundle
  const id = receiptId(client.domain, bundle.receipt)
  const found = await optional(fetchReceipt(client, id, options.reader ?? null, options.signal))
  if (found === null) return bundle
  const { receipt } = bundle
  const input = bundle.input ?? whereCommitted(found.input, receipt.inputCommitment)
  const output = bundle.output ?? whereCommitted(found.output, receipt.outputCommitment)
  const sampler = bundle.sampler ?? found.sampler
  const opens = found.trace !== null && traceCommitmentOf(found.trace) === receipt.traceCommitment
  const trace = bundle.trace ?? (opens ? found.trace : null)
  return { ...bundle, input, output, sampler, trace, fields: withFields(bundle.fields, found.fields) }
}

/** A gateway's word on content counts only where the receipt commits to it. */
const whereCommitted = (shown: Disclosed | null, expected: Hex): Disclosed | null =>
  shown !== null && commitment(fromHex(shown.salt), rootOfTensors(shown.tensors)) === expected ? shown : null

/** The bundle's own fields, and those others that are in its leaves. */
function withFields(own: Fields, other: Fields): Fields {
  const more = other.disclosed.filter(
    ({ tag, salt, value }) =>
      !own.disclosed.some(field => field.tag === tag) &&
      toHex(fieldLeaf(tag, fromHex(salt), fromHex(value))) === own.leaves[tag - 1],
  )
  return { ...own, disclosed: [...own.disclosed, ...more].sort((a, b) => a.tag - b.tag) }
}

type Runs = Pick<Evidence, 'replay' | 'audit' | 'proof' | 'sample' | 'trace'>

/** The model, and a way to check its run, where the policy speaks of one and there is something to check. */
async function prepareRuns(
  client: Client,
  bundle: ReceiptBundle,
  { policy, engine, auditing, proof: file, proving, models, reader, signal }: VerifyOptions,
  how: 'any' | 'replay',
): Promise<Runs> {
  const asked = { bundle, reader: reader ?? null, signal }
  const wanted = how === 'any' ? requirementsOf(policy.require).find(part => part.kind === 'sample') : undefined
  const sample = wanted === undefined || auditing === undefined ? null : () => auditing.sample(client, wanted, asked)
  const none: Runs = { replay: null, audit: null, proof: null, sample, trace: null }
  const replay = mentions(policy.require, 'replay') ? engine : null
  const audits = how === 'any' && mentions(policy.require, 'audit') ? auditing : undefined
  const recomputes = requirementsOf(policy.require).some(part => part.kind === 'trace' && part.recomputed)
  const traced = recomputes && bundle.trace !== null ? auditing : undefined
  const proves = file !== undefined && proving !== undefined && mentions(policy.require, 'proof')
  if (replay === null && audits === undefined && traced === undefined && !proves) return none
  if (bundle.input === null || bundle.output === null) return none
  // Of a float model's answer a second run shows nothing: verify() says so without it.
  if (integersIn(bundle.input.tensors) === null) return none
  const { modelId } = bundle.receipt
  const model = await optional(
    fetchModel(client, {
      modelId,
      ...(models === undefined ? {} : { cache: models }),
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  if (model === null) return none
  const audit = (await audits?.prepare(client, { ...asked, model, replay })) ?? null
  const proof = proves ? proving.prepare(model, bundle, file) : null
  const trace = traced === undefined ? null : () => traced.traceRoot({ model, bundle })
  if (audit !== null) return { ...none, audit, proof, trace }
  return { ...none, proof, replay: replay === null ? null : await replayWith(model, replay), trace }
}

function issuedAtOf({ fields }: ReceiptBundle): bigint | undefined {
  const field = fields.disclosed.find(({ name }) => name === 'issuedAt')
  const value = field === undefined ? null : decodeField('issuedAt', fromHex(field.value))
  return typeof value === 'bigint' ? value : undefined
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(new WorldError('interrupted', 'the wait was interrupted'))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
  })
}
