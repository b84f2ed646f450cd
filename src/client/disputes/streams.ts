// Two saved streams of one request that say different things: the heads, or the receipts, that contradict each other. spec/dispute.md, "Faults outside a
// trace".

import type { SignedHead, StreamEvent } from '../../core/receipt/index.ts'
import type { Statements } from './misconduct.ts'

/** The signed heads of a stream, in the order in which they came; none without its start. */
export function signedHeads(events: readonly StreamEvent[]): SignedHead[] {
  const start = events.find(event => event.type === 'start')
  if (start === undefined) return []
  const { node, requestHash, modelId } = start
  return events.flatMap(event => {
    if (event.type !== 'tick') return []
    const { type: _type, ...signed } = event
    return [{ node, requestHash, modelId, ...signed }]
  })
}

/**
 * What of two streams contradicts each other: two heads of one request after one number of tokens, else their receipts. Null: nothing that a
 * contract could compare. Nobody's signature is looked at.
 */
export function contradictionIn(first: readonly StreamEvent[], second: readonly StreamEvent[]): Statements | null {
  const placeOf = ({ node, requestHash, tokenCount }: SignedHead): string => `${node} ${requestHash} ${tokenCount}`
  const known = new Map(signedHeads(first).map(head => [placeOf(head), head]))
  for (const head of signedHeads(second)) {
    const own = known.get(placeOf(head))
    if (own !== undefined && own.head !== head.head) return { kind: 'heads', first: own, second: head }
  }
  const [a, b] = [first, second].map(events => events.find(event => event.type === 'end')?.bundle ?? null)
  if (a == null || b == null) return null
  const signed = ({ receipt, signature }: typeof a) => ({ receipt, signature })
  return { kind: 'receipts', first: signed(a), second: signed(b) }
}
