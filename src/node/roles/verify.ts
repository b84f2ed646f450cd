// Verifying others: a share of the receipts in their logs is run again on the exact engine, and a signed verdict published.
// spec/node.md, "Verifying". Which entries are chosen follows from the checkpoint that fixed them and this verifier's key: the
// executor cannot know it when it signs, and the verifier cannot choose either. What may not be read is not replayed.

import { concat, fromHex, type Hex, utf8 } from '../../core/bytes/index.ts'
import { sha256, sign } from '../../core/crypto/index.ts'
import { RefusalError, refuse, unwrap, WorldError } from '../../core/errors/index.ts'
import { decodeModel, type IntTensor } from '../../core/graph/index.ts'
import {
  bundleFromJson,
  hashVerdict,
  integersIn,
  type ReceiptBundle,
  receiptId,
  signDigest,
  TOKENS,
  tokensOf,
} from '../../core/receipt/index.ts'
import { NO_EVIDENCE, type Policy, type Regenerate, type Rerun, type Verdict, verify } from '../../core/verify/index.ts'
import { anchorsOf } from '../anchors.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import { requestJson } from '../net/index.ts'
import type { Peers } from '../peers.ts'
import type { Queue } from '../queue.ts'
import type { Sessions } from '../sessions.ts'
import type { Replay } from '../store/index.ts'
import type { Accusing } from './accuse.ts'
import type { Hosting } from './host.ts'
import { RECEIPT_CAP, RECEIPT_PROTOCOL } from './serveReceipts.ts'

export interface Verifying {
  /** Chooses from what the logs have gained, then replays what is due. */
  turn(): Promise<void>
}

const POLICY: Policy = { name: 'verifier', model: 'any', stage: 'included', cosigners: 0, require: { kind: 'replay' } }
/** What stands for outputs of a language model that no receipt shows. */
const EMPTY: IntTensor = { shape: [1], bits: 8, rows: 0, data: new Int8Array(0) }
/** Entries looked at in one turn and log. */
const MAX_RANGE = 10_000
const AT_ONCE = 8
const MAX_ATTEMPTS = 20
const RETRY_MS = 1_000
const LAST_RETRY_MS = 300_000

/** Which entries of a checkpoint this key's holder replays: a function of entry number to choice. */
export function sampler(root: Hex, privateKey: Uint8Array, share: number): (index: number) => boolean {
  // Deterministic signatures are as unpredictable as the key, and can be shown afterwards.
  const seed = sha256(sign(sha256(concat(utf8('assay/sample/1'), fromHex(root))), privateKey))
  return index => {
    const number = new Uint8Array(8)
    new DataView(number.buffer).setBigUint64(0, BigInt(index))
    const draw = new DataView(sha256(concat(seed, number)).buffer).getUint32(0)
    return draw < share * 2 ** 32
  }
}

export function createVerifying(
  context: Context,
  parts: {
    readonly guard: Guard
    readonly peers: Peers
    readonly hosting: Hosting
    readonly sessions: Sessions
    readonly queue: Queue
    /** Takes wrong answers up. */
    readonly accusing: Accusing | null
  },
): Verifying {
  const { chain, config, host, keys, self, store, log, metrics, now, signal } = context
  const { guard, peers, hosting, sessions, queue, accusing } = parts

  /** Of every log whose newer state we have cosigned, so that nobody can show us another one. */
  function choose(): void {
    for (const { node, size, root } of store.cosigned.all()) {
      const from = store.replays.sampled(node)
      if (size <= from) continue
      const chosen = sampler(root, keys.receipt.secret.reveal(), config.verify.share)
      const room = config.verify.queue - store.replays.count()
      const indices: number[] = []
      for (let index = Math.max(from, size - MAX_RANGE); index < size && indices.length < room; index++)
        if (chosen(index)) indices.push(index)
      store.replays.choose(node, { size, root }, indices)
      metrics.count('receipts_sampled', indices.length)
    }
  }

  async function fetchEntry(peerId: string, { index, size, root }: Replay): Promise<ReceiptBundle> {
    const options = { cap: RECEIPT_CAP, timeoutMs: config.times.ask * 2, signal }
    const answer = await requestJson(host, peerId, RECEIPT_PROTOCOL, { at: index, size }, options)
    if (!answer.ok) throw new RefusalError(answer.code, answer.message)
    const bundle = unwrap(bundleFromJson(answer.value))
    const { inclusion } = bundle
    if (inclusion?.index !== index || inclusion.checkpoint.size !== size || inclusion.checkpoint.root !== root)
      return refuse('peer_misbehaved', 'the executor shows another entry than was asked for')
    return bundle
  }

  const runSignal = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(config.execute.runMs)])

  async function replay(task: Replay): Promise<void> {
    const peer = peers.get(task.node)
    if (peer === undefined || !peer.alive) throw new WorldError('peer_unreachable', 'the executor does not answer')
    const bundle = await fetchEntry(peer.peerId, task)
    // Not for us to read.
    if (bundle.input === null || bundle.output === null) return
    // Nothing that a second run could show: spec/float.md.
    if (integersIn(bundle.input.tensors) === null) return
    const { modelId } = bundle.receipt
    if (!hosting.has(modelId)) {
      const registered = chain.registry().models.find(model => model.modelId === modelId)
      if (registered === undefined) return refuse('model_not_registered', `no registration of ${modelId}`)
      unwrap(await hosting.replicate(modelId, registered.cid, [peer.peerId], signal))
    }
    const turn = await queue.enter({ requester: 'replay', deadline: Number.POSITIVE_INFINITY, signal, own: true })
    try {
      const model = await sessions.head(modelId, runSignal())
      if (model.kind === 'float') return
      const run: Rerun = async inputs => {
        if (!model.language) return (await sessions.run(modelId, inputs, runSignal())).outputs as IntTensor[]
        // Without a sampler a language model was asked for embeddings.
        const prompt = tokensOf([{ name: TOKENS, tensor: inputs[0]! }]) ?? []
        const { hidden } = await sessions.embed(modelId, prompt, runSignal())
        return model.ports.outputs.map(({ name }) => (name === 'hidden' ? hidden : EMPTY))
      }
      const regenerate: Regenerate = async ({ prompt, sampler, seed, output, end }) => {
        const job = { prompt, sampler, seed: fromHex(seed), key: 'replay' }
        const found = await sessions.replay(modelId, job, { tokens: output, end }, runSignal())
        return found === null ? { ok: true } : { ok: false, ...found }
      }
      const evidence = { ...NO_EVIDENCE, replay: { model, run, regenerate } }
      const found = await verify(bundle, evidence, POLICY, anchorsOf(chain, now()))
      publish(bundle, found)
      if (found.code === 'replay_mismatch' && accusing !== null)
        accusing.accuse(bundle, unwrap(decodeModel(await hosting.file(modelId))))
    } finally {
      turn.end()
    }
  }

  function publish(bundle: ReceiptBundle, found: Verdict): void {
    const id = receiptId(chain.domain, bundle.receipt)
    const { node, modelId } = bundle.receipt
    if (!found.ok && found.code !== 'replay_mismatch') {
      // Not a wrong answer but a receipt that proves nothing against its node; a verdict would say too much.
      metrics.count('replays_failed')
      log('warn', 'a logged receipt does not verify', { id, executor: node, code: found.code })
      return
    }
    guard.check()
    const verdict = { receiptId: id, verifier: self, ok: found.ok, timestamp: BigInt(Math.floor(now() / 1000)) }
    const signature = signDigest(hashVerdict(chain.domain, verdict), keys.receipt.secret.reveal())
    store.verdicts.put({ ...verdict, timestamp: Number(verdict.timestamp), signature })
    metrics.count(found.ok ? 'replays_ok' : 'replays_mismatch')
    if (found.ok) log('info', 'replayed a receipt: the same bytes', { id, executor: node, modelId })
    else log('error', 'A NODE SIGNED FOR A WRONG ANSWER', { id, executor: node, modelId, detail: detailOf(found) })
  }

  return {
    async turn() {
      choose()
      for (const task of store.replays.due(now(), AT_ONCE)) {
        if (signal.aborted || guard.state() !== 'open') return
        try {
          await replay(task)
          store.replays.end(task)
        } catch (error) {
          if (signal.aborted) return
          if (task.attempts + 1 >= MAX_ATTEMPTS) {
            metrics.count('replays_failed')
            log('warn', 'gave up replaying an entry', { executor: task.node, index: task.index, error })
            store.replays.end(task)
          } else {
            log('debug', 'an entry cannot be replayed yet', { executor: task.node, index: task.index, error })
            store.replays.later(task, now() + Math.min(LAST_RETRY_MS, RETRY_MS * 2 ** task.attempts))
          }
        }
      }
    },
  }
}

const detailOf = ({ checks }: Verdict): string => checks.find(({ ok }) => !ok)?.detail ?? ''
