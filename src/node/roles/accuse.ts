// What a verifier does about a wrong answer that it has found: it disputes it, until a contract has decided. spec/node.md, "Disputes". One
// honest verifier is enough. Deposits are the node's own, and come back with the bounty.

import {
  type Challenger,
  createChallenger,
  isRight,
  newSalt,
  partsOfModel,
  traceOfReceipt,
} from '../../client/disputes/index.ts'
import { balanceOf, findKey, getDispute, type SigningContracts, withdrawFromSlasher } from '../../contracts/index.ts'
import { type Hex, toHex } from '../../core/bytes/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { RefusalError, unwrap } from '../../core/errors/index.ts'
import type { ExactModel } from '../../core/graph/index.ts'
import { checkpointDigest, type EpochProof, makeEpoch, proveEpoch } from '../../core/log/index.ts'
import { bundleText, parseBundle, type ReceiptBundle, receiptId, signerOf } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Anchoring } from './anchor.ts'

export interface Accusing {
  /** Takes a receipt up whose answer a replay has refuted: on the disk when this returns, for a deposit will be at stake. */
  accuse(bundle: ReceiptBundle): void
  /** Does what is due in every dispute that this node has begun. */
  turn(): Promise<void>
}

export interface AccuseParts {
  readonly anchoring: Anchoring
  readonly signer: SigningContracts
  readonly engine: () => Promise<Engine>
  readonly model: (modelId: Hex) => Promise<ExactModel>
}

interface Accusation {
  readonly bundle: ReceiptBundle
  challenger: Challenger | null
}

/** Accusations that are kept; further ones are dropped, and left to others. */
const MOST = 64
/** Disputes under way at once: whoever challenges has windows to keep, too. The others wait, for which there is the challenge period. */
const AT_ONCE = 4
/** Moves in one dispute before the others have their turn. */
const MOVES = 4
/** Demands whose deposits an account should have beside the challenge's. */
const DEMANDS = 20n

export function createAccusing(context: Context, { anchoring, signer, engine, model }: AccuseParts): Accusing {
  const { chain, config, log, metrics, random, signal, store } = context
  const open = new Map<Hex, Accusation>()
  let poor = false

  /** Those that a run of this node before has left behind go on. */
  for (const text of store.accusations.all()) {
    const bundle = unwrap(parseBundle(text))
    open.set(receiptId(chain.domain, bundle.receipt), { bundle, challenger: null })
  }

  function close(id: Hex): void {
    open.delete(id)
    store.accusations.end(id)
  }

  /** The epoch under which the receipt's own checkpoint was anchored, or null. */
  function epochOf({ inclusion }: ReceiptBundle): { readonly proof: EpochProof; readonly anchoredAt: number } | null {
    if (inclusion === null) return null
    const { node, size, root } = inclusion.checkpoint
    for (const epoch of chain.registry().epochs.toReversed()) {
      let entries: ReturnType<Anchoring['entries']>
      try {
        entries = anchoring.entries(epoch.root)
      } catch {
        continue
      }
      if (!entries.some(entry => entry.node === node && entry.size === size && entry.root === root)) continue
      const proof = proveEpoch(makeEpoch(entries), node)
      if (proof !== null) return { proof, anchoredAt: epoch.anchoredAt }
    }
    return null
  }

  async function begin(id: Hex, { bundle }: Accusation): Promise<Challenger | null> {
    const { receipt, request, signature, inclusion } = bundle
    const epoch = epochOf(bundle)
    const history = chain.registry().nodes.get(receipt.node)?.keys
    if (epoch === null || inclusion === null || history === undefined) return null
    const { challengeDeposit, demandDeposit, mergeDelay } = chain.registry().parameters
    const account = signer.wallet.account.address.toLowerCase() as Hex
    // What was begun before is gone on with, whatever is left: its deposit is paid.
    const isBegun = (await getDispute(signer, id))?.challenger === account
    if (!isBegun && (await balanceOf(signer, account)) < challengeDeposit + DEMANDS * demandDeposit) {
      if (!poor) log('warn', 'no tokens for a challenge: a wrong answer is left to others', { id })
      poor = true
      return null
    }
    const keys = history.map(key => ({ ...key, validUntil: key.validUntil === 0 ? null : key.validUntil }))
    const keyOf = (digest: Hex, signed: Hex): number | null => {
      const key = signerOf(digest, signed)
      return key === null ? null : findKey(keys, key, epoch.anchoredAt, mergeDelay)
    }
    const { index, proof, checkpoint } = inclusion
    const keyIndex = keyOf(id, signature)
    const checkpointKey = keyOf(toHex(checkpointDigest(chain.domain, checkpoint)), checkpoint.signature)
    if (keyIndex === null || checkpointKey === null) return null
    const exact = await model(receipt.modelId)
    const honest = await traceOfReceipt(exact, bundle, await engine(), config.execute.memoryBytes)
    // What the replay has found is looked at once more: a deposit is at stake.
    if (isRight(exact, bundle, honest)) {
      close(id)
      return null
    }
    return createChallenger({
      ...{ contracts: signer, receiptId: id, model: exact, honest, salt: newSalt(random) },
      case: {
        ...{ receipt, signature, keyIndex, index, proof, request: request.request, parts: partsOfModel(exact) },
        checkpoint: { ...checkpoint, epoch: epoch.proof, keyIndex: checkpointKey },
      },
      access: { payer: receipt.payer, delegates: [] },
      fromBlock: BigInt(config.network.deploymentBlock),
    })
  }

  async function pursue(id: Hex, accusation: Accusation): Promise<void> {
    for (let move = 0; move < MOVES && accusation.challenger !== null; move++) {
      const done = await accusation.challenger.turn()
      if ('sent' in done) {
        metrics.count('accusations_moved')
        log('warn', 'disputing a wrong answer', {
          id,
          move: done.kind,
          detail: done.detail,
          transaction: done.sent.hash,
        })
        continue
      }
      if (done.kind !== 'over') return
      close(id)
      const { node, state, reason, claimant } = done.record
      log('warn', 'a dispute is over', { id, executor: node, state, reason, claimant })
      await withdrawFromSlasher(signer, signer.wallet.account.address.toLowerCase() as Hex).catch(() => {})
      return
    }
  }

  async function attempted(id: Hex, work: () => Promise<void>): Promise<void> {
    if (signal.aborted) return
    try {
      await work()
    } catch (error) {
      // What no contract decides is told by the verdict alone.
      if (error instanceof RefusalError && error.code === 'generation_not_disputable') close(id)
      log('debug', 'a dispute does not go on yet', { id, error })
    }
  }

  return {
    accuse(bundle) {
      const id = receiptId(chain.domain, bundle.receipt)
      // What only its payer may demand is his to dispute.
      const { disclosure } = bundle.request.request
      if (disclosure > 1 || open.has(id) || open.size >= MOST) return
      store.accusations.put(id, bundleText(bundle))
      open.set(id, { bundle, challenger: null })
    },
    async turn() {
      const isUnderWay = ([, { challenger }]: [Hex, Accusation]): boolean => challenger !== null
      const underWay = [...open].filter(isUnderWay)
      for (const [id, accusation] of underWay) await attempted(id, () => pursue(id, accusation))
      if (underWay.length >= AT_ONCE) return
      // One at a time: its trace may take long, and those under way come first.
      for (const [id, accusation] of [...open].filter(entry => !isUnderWay(entry))) {
        await attempted(id, async () => {
          accusation.challenger = await begin(id, accusation)
          await pursue(id, accusation)
        })
        if (accusation.challenger !== null) return
      }
    },
  }
}
