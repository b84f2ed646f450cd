// The one whose receipt is disputed: commits to the trace of the run, opens what is demanded, and closes the dispute when its time is
// over. Decided anew each turn by what the chain says. spec/dispute.md.

import {
  answerDemand,
  closeDispute,
  commitTrace,
  type DisputeRecord,
  getDispute,
  type ModelParts,
  readDispute,
  type Sent,
  type SigningContracts,
} from '../../contracts/index.ts'
import { fromHex, type Hex } from '../../core/bytes/index.ts'
import { openingOf, openingOfGeneration } from '../../core/dispute/index.ts'
import type { ExactModel } from '../../core/graph/index.ts'
import { integersIn, type ReceiptBundle } from '../../core/receipt/index.ts'
import { openPlace } from '../../core/trace/index.ts'
import type { ReceiptTrace } from './trace.ts'

export type Defence =
  | { readonly kind: 'committed' | 'answered' | 'closed'; readonly sent: Sent }
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'over'; readonly record: DisputeRecord | null }

export interface DefenderOptions {
  readonly contracts: SigningContracts
  readonly receiptId: Hex
  readonly bundle: ReceiptBundle
  readonly model: ExactModel
  readonly parts: ModelParts
  /** The trace of the run; asked for once. */
  readonly trace: () => Promise<ReceiptTrace>
  readonly fromBlock: bigint
}

export interface Defender {
  turn(): Promise<Defence>
}

export function createDefender(options: DefenderOptions): Defender {
  const { contracts, receiptId, bundle, model, parts, fromBlock } = options
  let known: Promise<ReceiptTrace> | undefined
  const trace = (): Promise<ReceiptTrace> => {
    known ??= options.trace()
    return known
  }

  async function commit(): Promise<Defence> {
    const { input, output, receipt, request, trace: sold } = bundle
    const salts = {
      ...{ input: fromHex(input!.salt), output: fromHex(output!.salt) },
      ...(sold === null ? {} : { trace: fromHex(sold.salt) }),
    }
    const own = await trace()
    if (own.generated !== null) {
      const opening = openingOfGeneration(model, own.trace, salts, own.generated, request.request)
      return { kind: 'committed', sent: await commitTrace(contracts, receipt, parts, opening) }
    }
    const outputs = integersIn(output!.tensors)!
    // A receipt may leave outputs out: of those that it shows, their slots by name.
    const names = model.ports.outputs.map(({ name }) => name)
    const shown = outputs.map(({ name }) => names.indexOf(name))
    const opening = openingOf(model.graph, own.trace, salts, shown)
    return { kind: 'committed', sent: await commitTrace(contracts, receipt, parts, opening) }
  }

  return {
    async turn() {
      const view = await getDispute(contracts, receiptId)
      if (view === null || view.state === 'cleared' || view.state === 'faulty')
        return { kind: 'over', record: view === null ? null : await readDispute(contracts, receiptId, fromBlock) }
      if (view.state === 'challenged') return commit()
      const record = await readDispute(contracts, receiptId, fromBlock)
      const open = record?.demands.find(({ opening }) => opening === null)
      if (record !== null && open !== undefined) {
        const opening = openPlace((await trace()).trace, open.place)
        return { kind: 'answered', sent: await answerDemand(contracts, receiptId, record.facts!, open.place, opening) }
      }
      const until = view.turnAt + view.window + Math.floor(view.window / 4) - view.otherUsed
      const { timestamp } = await contracts.client.getBlock()
      if (view.openDemands > 0 || Number(timestamp) <= until) return { kind: 'waiting', until }
      return { kind: 'closed', sent: await closeDispute(contracts, receiptId) }
    },
  }
}
