// Answering for one's own answers: what a contract asks for, is shown to it in time. spec/node.md, "Disputes". A node commits to the trace of
// a disputed run, opens what is demanded of it, shows where a receipt stands in its log, and has disputes closed whose time is over.

import {
  createDefender,
  type Defender,
  partsOfModel,
  type ReceiptTrace,
  traceOfReceipt,
} from '../../client/disputes/index.ts'
import { answerInclusion, findKey, type SigningContracts } from '../../contracts/index.ts'
import { type Hex, toHex } from '../../core/bytes/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { RefusalError, refuse, unwrap } from '../../core/errors/index.ts'
import { decodeModel, type ExactModel } from '../../core/graph/index.ts'
import { checkpointDigest } from '../../core/log/index.ts'
import { parseBundle, type ReceiptBundle, signerOf } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Anchoring } from './anchor.ts'
import type { Hosting } from './host.ts'

/** For demonstrations and tests of nodes that lie: the trace that is committed to. No configuration sets it. */
export type TraceHook = (
  model: ExactModel,
  bundle: Pick<ReceiptBundle, 'input' | 'output' | 'request' | 'sampler'>,
) => Promise<ReceiptTrace>

export interface Defending {
  /** Does what is due in every dispute of this node. */
  turn(): Promise<void>
}

export interface DefendParts {
  readonly hosting: Hosting
  readonly anchoring: Anchoring
  readonly signer: SigningContracts
  /** Computes traces. */
  readonly engine: () => Promise<Engine>
  readonly hook?: TraceHook
  /** Stands in place of what answers for a receipt: of nodes that lie, as `hook`. */
  readonly defender?: (honest: Defender, receiptId: Hex, contracts: SigningContracts) => Defender
}

/** Moves made in one dispute in one turn. */
const MOVES = 32

export function createDefending(context: Context, parts: DefendParts): Defending {
  const { chain, config, log, metrics, self, store } = context
  const { hosting, anchoring, signer, engine, hook } = parts
  const defenders = new Map<Hex, Defender>()
  /** Disputes that this node can do nothing more about. */
  const over = new Set<Hex>()

  async function defenderOf(id: Hex): Promise<Defender> {
    const known = defenders.get(id)
    if (known !== undefined) return known
    const stored = store.receipts.get(id) ?? refuse('receipt_not_found', `no receipt ${id} here`)
    const bundle = unwrap(parseBundle(stored.bundle))
    const model = unwrap(decodeModel(await hosting.file(bundle.receipt.modelId)))
    const trace = async (): Promise<ReceiptTrace> =>
      hook === undefined
        ? traceOfReceipt(model, bundle, await engine(), config.execute.memoryBytes)
        : hook(model, bundle)
    const fromBlock = BigInt(config.network.deploymentBlock)
    const honest = createDefender({
      ...{ contracts: signer, receiptId: id, bundle, model, trace, fromBlock },
      parts: partsOfModel(model),
    })
    const defender = parts.defender?.(honest, id, signer) ?? honest
    defenders.set(id, defender)
    return defender
  }

  async function defend(id: Hex): Promise<void> {
    const defender = await defenderOf(id)
    for (let move = 0; move < MOVES; move++) {
      const done = await defender.turn()
      if (done.kind === 'over') {
        over.add(id)
        defenders.delete(id)
      }
      if (!('sent' in done)) return
      metrics.count(`disputes_${done.kind}`)
      log('warn', 'a receipt of this node is disputed', { id, move: done.kind, transaction: done.sent.hash })
    }
  }

  async function showInclusion(id: Hex): Promise<void> {
    const { inclusion, epoch } = anchoring.anchored(id)
    const { index, proof, checkpoint } = inclusion
    const { registry } = chain
    const anchoredAt = registry().epochs.find(({ root }) => root === epoch.root)?.anchoredAt
    const history = registry()
      .nodes.get(self)
      ?.keys.map(keys => ({ ...keys, validUntil: keys.validUntil === 0 ? null : keys.validUntil }))
    const key = signerOf(toHex(checkpointDigest(chain.domain, checkpoint)), checkpoint.signature)
    if (anchoredAt === undefined || history === undefined || key === null) return
    const keyIndex = findKey(history, key, anchoredAt, registry().parameters.mergeDelay)
    if (keyIndex === null) return
    const { hash } = await answerInclusion(signer, id, { index, proof, checkpoint: { ...checkpoint, epoch, keyIndex } })
    metrics.count('inclusions_shown')
    log('warn', 'a receipt of this node was looked for', { id, transaction: hash })
  }

  /** What fails is tried again at the next turn: the other disputes must not wait for it. */
  async function each(what: string, ids: readonly Hex[], work: (id: Hex) => Promise<void>): Promise<void> {
    for (const id of ids) {
      if (context.signal.aborted) return
      try {
        await work(id)
      } catch (error) {
        const early = error instanceof RefusalError && error.code === 'log_not_anchored'
        log(early ? 'debug' : 'error', `${what} failed`, { id, error })
      }
    }
  }

  return {
    async turn() {
      const { disputes, searches } = chain.registry()
      const own = [...disputes.values()].filter(({ node, receiptId, state }) => {
        // Challenged once more: there is something to do again.
        if (state === 'challenged' || state === 'committed') over.delete(receiptId)
        return node === self && (state === 'challenged' || state === 'committed') && !over.has(receiptId)
      })
      await each(
        'a defence',
        own.map(({ receiptId }) => receiptId),
        defend,
      )
      const looked = [...searches].filter(([, { node }]) => node === self).map(([id]) => id)
      await each('showing an inclusion', looked, showInclusion)
    },
  }
}
