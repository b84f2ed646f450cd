// Pass "fuse clamps": a Relu or Clip becomes the clamp of the op that computes its input, if nothing else reads that value.
// spec/compile.md, "Passes". A clamp that stays becomes an op of its own.

import type { Clamp, FloatGraph } from '../ir.ts'
import { rewrite } from './edit.ts'

/** First `a`, then `b`. */
export function joinClamps(a: Clamp | null, b: Clamp): Clamp {
  if (a === null) return b
  const within = (value: number): number => Math.min(b.hi, Math.max(b.lo, value))
  return { lo: within(a.lo), hi: within(a.hi) }
}

export const fuseClamps = (graph: FloatGraph): FloatGraph =>
  rewrite(graph, (node, id, edit) => {
    if (node.kind !== 'clamp') return
    // The largest of clamped values is the clamped largest; moving values does not change them.
    let at = node.inputs[0]!
    let target = edit.sole(at)
    while (target?.kind === 'maxPool' || target?.kind === 'reshape' || target?.kind === 'transpose') {
      at = target.inputs[0]!
      target = edit.sole(at)
    }
    switch (target?.kind) {
      case 'conv':
      case 'linear':
      case 'add':
      case 'averagePool':
      case 'product':
      case 'divide':
      case 'matmul':
      case 'clamp':
        edit.replace(at, { ...target, clamp: joinClamps(target.clamp, node.clamp) })
        edit.bypass(id)
    }
  })
