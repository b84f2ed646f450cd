// Verifying others: receipts in their logs are run again on the exact engine, and a signed verdict published. spec/node.md, "Verifying". Which
// entries are chosen follows from the checkpoint that fixed them and this verifier's key, and for everybody from a block that came after
// their epoch (spec/watching.md): the executor cannot know it when it signs, and the verifier cannot choose either. What may not be read is
// not replayed.

import { concat, fromHex, type Hex, utf8 } from '../../core/bytes/index.ts'
import { sha256, sign } from '../../core/crypto/index.ts'
import { RefusalError, refuse, unwrap, WorldError } from '../../core/errors/index.ts'
import type { IntTensor } from '../../core/graph/index.ts'
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
import { isChosen } from '../../core/watch/index.ts'
import { anchorsOf } from '../anchors.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import { requestJson } from '../net/index.ts'
import type { Peers } from '../peers.ts'
import type { Queue } from '../queue.ts'
import type { Sessions } from '../sessions.ts'
import type { Replay } from '../store/index.ts'
import type { Accusing } from './accuse.ts'
import type { Anchoring } from './anchor.ts'
import type { Hosting } from './host.ts'
import { rootAskOf } from './roots.ts'
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
/** Epochs whose entries are waited for, and looked through for a node's earlier size. */
const WAIT_EPOCHS = 16
const MAX_BACK = 256
const DRAWN_EPOCHS = 'drawn epochs'

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
    readonly anchoring: Anchoring
    /** Takes wrong answers up. */
    readonly accusing: Accusing | null
  },
): Verifying {
  const { chain, config, host, keys, self, store, log, metrics, now, signal } = context
  const { guard, peers, hosting, sessions, queue, anchoring, accusing } = parts

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

  /** What everybody checks: of each epoch, once the block behind it is there. */
  async function choosePublicly(): Promise<void> {
    const { epochs, parameters } = chain.registry()
    const known = store.meta.get(DRAWN_EPOCHS)
    // A verifier that is new begins with what is anchored from now on.
    let drawn = known === null ? epochs.length : Number(known)
    if (known === null || drawn > epochs.length) {
      drawn = epochs.length
      store.meta.put(DRAWN_EPOCHS, String(drawn))
    }
    for (; drawn < epochs.length; drawn++) {
      const { root, block } = epochs[drawn]!
      const entries = entriesOf(root)
      const beacon = entries === null ? null : await blockHash(BigInt(block) + 1n)
      // Entries come from peers, and may never come: later epochs must not wait for ever.
      if (entries === null || beacon === null) {
        if (epochs.length - drawn <= WAIT_EPOCHS) return
        continue
      }
      for (const { node, size, root } of entries) {
        if (node === self) continue
        const from = Math.max(sizeBefore(node, drawn), size - MAX_RANGE)
        const indices: number[] = []
        for (let index = from; index < size; index++)
          if (isChosen(fromHex(beacon), node, index, parameters.auditBps)) indices.push(index)
        store.replays.add(node, { size, root }, indices)
        metrics.count('receipts_drawn', indices.length)
      }
      store.meta.put(DRAWN_EPOCHS, String(drawn + 1))
    }
  }

  function entriesOf(root: Hex): ReturnType<Anchoring['entries']> | null {
    try {
      return anchoring.entries(root)
    } catch {
      return null
    }
  }

  /** Entries of a node's log under the newest earlier epoch that has any. */
  function sizeBefore(node: Hex, epoch: number): number {
    const { epochs } = chain.registry()
    for (let at = epoch - 1; at >= Math.max(0, epoch - MAX_BACK); at--) {
      const found = entriesOf(epochs[at]!.root)?.find(entry => entry.node === node)
      if (found !== undefined) return found.size
    }
    return 0
  }

  async function blockHash(blockNumber: bigint): Promise<Hex | null> {
    const block = await chain.contracts.client.getBlock({ blockNumber }).catch(() => null)
    return block?.hash ?? null
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
    // Chosen by both ways: one verdict is enough, and is final.
    if (store.verdicts.of(receiptId(chain.domain, bundle.receipt)).some(({ verifier }) => verifier === self)) return
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
      // A root that somebody has bought is looked at as the answer is: its buyer need not have the model.
      const asked = bundle.trace === null ? null : rootAskOf(bundle)
      const trace = asked === null ? null : () => rootWithin(sessions.root(modelId, asked, runSignal()))
      const evidence = { ...NO_EVIDENCE, replay: { model, run, regenerate }, trace }
      const found = await verify(bundle, evidence, POLICY, anchorsOf(chain, now()))
      // Before the verdict, which ends the replay: whoever stops between the two replays again.
      if (WRONG.has(found.code)) accusing?.accuse(bundle)
      publish(bundle, found)
    } finally {
      turn.end()
    }
  }

  function publish(bundle: ReceiptBundle, found: Verdict): void {
    const id = receiptId(chain.domain, bundle.receipt)
    const { node, modelId } = bundle.receipt
    if (!found.ok && !WRONG.has(found.code)) {
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
      await choosePublicly()
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

/** What a node has signed that the model does not give. */
const WRONG: ReadonlySet<Verdict['code']> = new Set(['replay_mismatch', 'trace_root_mismatch'])

/** A trace that is too large for this node tells it nothing. */
const rootWithin = (root: Promise<Uint8Array>): Promise<Uint8Array | null> =>
  root.catch((error: unknown) => {
    if (error instanceof RefusalError && error.code === 'trace_too_large') return null
    throw error
  })

const detailOf = ({ checks }: Verdict): string => checks.find(({ ok }) => !ok)?.detail ?? ''
