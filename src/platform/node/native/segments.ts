// Cuts a graph into segments of ops that can run on bytes together, and the ops between them.

import type { ExactModel } from '../../../core/graph/index.ts'
import type { ByteForms } from './bytes.ts'
import type { SegmentPlan } from './segment.ts'

/** Ops that run one by one, in order. */
export interface Between {
  readonly ops: readonly number[]
}

/**
 * Parts in an order in which they can run. A segment grows along the ops' order; ops that need it and cannot be in it wait
 * until it is complete, and one that could be in it but needs a waiting one starts the next.
 */
export function findSegments(model: ExactModel, forms: ByteForms): (SegmentPlan | Between)[] {
  const { ops } = model.graph
  const parts: (SegmentPlan | Between)[] = []
  let before: number[] = []
  let members: number[] = []
  let waiting: number[] = []
  let isMember = new Set<number>()
  let isWaiting = new Set<number>()

  const close = (): void => {
    if (before.length > 0) parts.push({ ops: before })
    if (members.length > 0) parts.push(segmentOf(model, members, forms))
    before = waiting
    members = []
    waiting = []
    isMember = new Set()
    isWaiting = new Set()
  }
  ops.forEach((op, id) => {
    const needsMember = op.inputs.some(input => isMember.has(input))
    const needsWaiting = op.inputs.some(input => isWaiting.has(input))
    // Names need no op of their own: one only belongs to a segment that it stands inside.
    const able = forms.able[id]! && (op.kind !== 'reshape' || (needsMember && !needsWaiting))
    if (able) {
      if (needsWaiting) close()
      members.push(id)
      isMember.add(id)
    } else if (needsMember || needsWaiting) {
      waiting.push(id)
      isWaiting.add(id)
    } else before.push(id)
  })
  close()
  if (before.length > 0) parts.push({ ops: before })
  return parts
}

function segmentOf(model: ExactModel, members: readonly number[], forms: ByteForms): SegmentPlan {
  const { ops } = model.graph
  const inside = new Set(members)
  const inputs = new Set(members.flatMap(id => ops[id]!.inputs.filter(input => !inside.has(input))))
  const used = new Set<number>()
  ops.forEach((op, id) => {
    if (!inside.has(id)) for (const input of op.inputs) if (inside.has(input)) used.add(input)
  })
  return { ops: members, inputs: [...inputs], outputs: [...used], forms }
}
