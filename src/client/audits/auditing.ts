// What verifyReceipt() takes to meet policies that ask for audits: whichever of audit and replay costs less here. spec/audit.md, "The cheaper way".

import { fromHex } from '../../core/bytes/index.ts'
import { generationOf, traceRootOf } from '../../core/dispute/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { RefusalError, WorldError } from '../../core/errors/index.ts'
import type { ExactModel, IntTensor } from '../../core/graph/index.ts'
import { type ReceiptBundle, receiptId, tensorOfTokens } from '../../core/receipt/index.ts'
import type { Client } from '../client.ts'
import type { Auditing, AuditingAsk, PreparedAudit } from '../verifyReceipt.ts'
import { fetchAdvice } from './advice.ts'
import { claimedBy, rowsOf } from './claimed.ts'
import { type Costs, FEWEST_ROWS, measureCosts } from './costs.ts'
import { auditEvidence } from './evidence.ts'
import { sampleReceipt, samplesFor } from './sample.ts'

export interface AuditingOptions {
  /** Whose sessions can be guided: the wasm engine, or the reference. */
  readonly engine: Engine
  /** Milliseconds that go on, for measuring. Default: performance.now. */
  readonly now?: () => number
  /** Bytes of advice that come in a millisecond, until that has been seen. Default 12,500: 100 Mbit/s. */
  readonly bytesPerMs?: number
  /** Hears what was measured, and which way was taken. */
  readonly onChoice?: (choice: 'audit' | 'replay', costs: Costs | null) => void
  readonly progress?: (done: number, total: number) => void
}

/** What a sample finds of the answer, and not of the way to it. */
const SPEAKING: ReadonlySet<string> = new Set(['audit_mismatch', 'trace_root_other'])
const SLOWEST_MS = 0.01

/** Bytes of the values of a trace that is computed here. */
const MOST_TRACE = 1 << 30
/** Fewest bytes of which the time says how fast they come. */
const TELLING_BYTES = 1 << 20

/** Null for what can go wrong on the way; what cannot is thrown on. */
function unavailable(error: unknown): null {
  const isRefused = error instanceof RefusalError || (error instanceof WorldError && error.code !== 'interrupted')
  if (!isRefused) throw error
  return null
}

export function createAuditing(options: AuditingOptions): Auditing {
  const { engine, now = () => performance.now(), onChoice, progress } = options
  let bytesPerMs = options.bytesPerMs ?? 12_500

  /** The rows that are run: those of a generation are prompt and answer. */
  function inputsOf(bundle: ReceiptBundle): readonly IntTensor[] {
    const { inputs, generation } = claimedBy(bundle)
    if (generation === null) return inputs
    return [tensorOfTokens([...generation.prompt, ...generation.output.slice(0, -1)]).tensor]
  }

  async function choose(model: ExactModel, bundle: ReceiptBundle, replay: Engine | null): Promise<boolean> {
    const inputs = inputsOf(bundle)
    if (replay === null) return true
    if (inputs[0]!.rows < FEWEST_ROWS) {
      onChoice?.('replay', null)
      return false
    }
    const costs = await measureCosts(model, inputs, { replay, audit: engine, bytesPerMs, now })
    const isLess = costs.auditMs + costs.fetchMs < costs.replayMs
    onChoice?.(isLess ? 'audit' : 'replay', costs)
    return isLess
  }

  /** How fast advice comes, without the first piece: before it the executor has to make it. */
  function watched(hear: typeof progress): (done: number, total: number) => void {
    let first: { readonly at: number; readonly done: number } | null = null
    return (done, total) => {
      const at = now()
      first ??= { at, done }
      if (done === total && done - first.done >= TELLING_BYTES)
        bytesPerMs = (done - first.done) / Math.max(SLOWEST_MS, at - first.at)
      hear?.(done, total)
    }
  }

  return {
    async prepare(client: Client, { model, bundle, replay, reader, signal }: AuditingAsk): Promise<PreparedAudit> {
      try {
        if (!(await choose(model, bundle, replay))) return null
        const rows = rowsOf(claimedBy(bundle))
        const id = receiptId(client.domain, bundle.receipt)
        const advice = await fetchAdvice(client, id, model, rows, { reader, signal, progress: watched(progress) })
        return auditEvidence(model, engine, advice, client.random)
      } catch (error) {
        // Who gives no advice, or spoils it on the way, has shown nothing about the answer.
        return unavailable(error)
      }
    },
    async sample(client, { fraction, caught }, { bundle, reader, signal }) {
      const samples = samplesFor(fraction, caught)
      try {
        return await sampleReceipt(client, { bundle, samples, reader, signal, progress })
      } catch (error) {
        if (error instanceof RefusalError && SPEAKING.has(error.code)) throw error
        return unavailable(error)
      }
    },
    async traceRoot({ model, bundle }) {
      const { generation } = claimedBy(bundle)
      const generated =
        generation === null
          ? null
          : generationOf(model, { ...generation, answer: generation.output, seed: fromHex(generation.seed) })
      const session = await engine.load(model)
      try {
        const run = { graph: model.graph, inputs: inputsOf(bundle), generated }
        return await traceRootOf(run, inputs => session.trace(inputs), MOST_TRACE)
      } catch (error) {
        if (error instanceof RefusalError && error.code === 'trace_too_large') return null
        throw error
      } finally {
        session.close()
      }
    },
  }
}
