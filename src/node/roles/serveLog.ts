// /assay/log/1: checkpoints, proofs and epochs for whoever asks, cosignatures for registered nodes. spec/wire.md, "Log".
// Questions are bounded in size; what they cost is at most a few hundred hashes and one signature.

import { z } from 'zod'
import { type Hex, isHex } from '../../core/bytes/index.ts'
import { type ErrorCode, type Refusal, RefusalError, refuse } from '../../core/errors/index.ts'
import { parseCheckpoint } from '../../core/log/index.ts'
import type { Context } from '../context.ts'
import { requestJson, type Served, serveJson } from '../net/index.ts'
import type { Peers } from '../peers.ts'
import type { Anchoring } from './anchor.ts'
import type { Cosigning } from './cosign.ts'
import type { NodeLog } from './log.ts'

export const LOG_PROTOCOL = '/assay/log/1'
export const LOG_CAP = 256 * 1024

const hex = (length: number) => z.custom<Hex>(value => isHex(value, length))
const size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

const question = z.discriminatedUnion('op', [
  /** The newest checkpoint of this node's log; of another node the largest that this one has cosigned. */
  z.strictObject({ op: z.literal('checkpoint'), node: hex(20).optional(), size: size.optional() }),
  z.strictObject({ op: z.literal('inclusion'), id: hex(32), size: size.optional() }),
  z.strictObject({ op: z.literal('consistency'), from: size, to: size }),
  z.strictObject({
    op: z.literal('cosign'),
    checkpoint: z.unknown(),
    from: size,
    proof: z.array(hex(32)).max(64),
  }),
  /** The entries of an anchored epoch. */
  z.strictObject({ op: z.literal('epoch'), root: hex(32) }),
  /** A receipt's inclusion in a checkpoint under an anchored epoch, with the epoch's proof. */
  z.strictObject({ op: z.literal('anchored'), id: hex(32) }),
])

export type LogQuestion = z.input<typeof question>

export function serveLog(
  context: Context,
  peers: Peers,
  parts: { readonly nodeLog: NodeLog; readonly cosigning: Cosigning; readonly anchoring: Anchoring },
): Promise<Served> {
  const { nodeLog, cosigning, anchoring } = parts
  const { store, self, host } = context
  const limits = { requestCap: LOG_CAP, answerCap: LOG_CAP, timeoutMs: 10_000, maxConcurrent: 64, maxPerPeer: 8 }
  return serveJson(host, LOG_PROTOCOL, limits, (value, { peer }) => {
    const parsed = question.safeParse(value)
    if (!parsed.success) return refuse('request_malformed', 'log: the question is not one of this protocol')
    const ask = parsed.data
    switch (ask.op) {
      case 'checkpoint': {
        if (ask.node === undefined || ask.node === self) {
          return ask.size === undefined ? nodeLog.newest() : nodeLog.at(ask.size)
        }
        const seen = store.cosigned.get(ask.node)
        return seen === null ? null : JSON.parse(seen.json)
      }
      case 'inclusion':
        return ask.size === undefined ? nodeLog.inclusion(ask.id) : nodeLog.inclusionAt(ask.id, ask.size)
      case 'consistency':
        return { proof: nodeLog.consistency(ask.from, ask.to) }
      case 'cosign': {
        const node = peers.byPeerId(peer)?.node
        if (node === undefined) return refuse('node_unknown', 'cosign: the peer is not a registered node')
        const checkpoint = parseCheckpoint(ask.checkpoint)
        if (!checkpoint.ok) throw refusalError(checkpoint)
        return cosigning.cosign(node, checkpoint.value, ask.from, ask.proof)
      }
      case 'epoch':
        return { entries: anchoring.entries(ask.root) }
      case 'anchored':
        return anchoring.anchored(ask.id)
    }
  })
}

const refusalError = ({ code, message }: { code: ErrorCode; message: string }): RefusalError =>
  new RefusalError(code, message)

/** Asks a peer; throws its refusal. The value is the peer's word. */
export async function askLog(
  { host, config }: Pick<Context, 'host' | 'config'>,
  peerId: string,
  ask: LogQuestion,
  options: { signal?: AbortSignal } = {},
): Promise<unknown> {
  const answer = await requestJson(host, peerId, LOG_PROTOCOL, ask, {
    cap: LOG_CAP,
    timeoutMs: config.times.ask,
    ...(options.signal && { signal: options.signal }),
  })
  if (!answer.ok) throw refusalError(answer as Refusal)
  return answer.value
}
