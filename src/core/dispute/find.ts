// Where a claimed trace leaves the honest one: the step that shows it. Everything before it agrees, so the step's inputs can be opened
// under the claimed root and give the honest value.

import { equal } from '../bytes/index.ts'
import type { Op } from '../graph/index.ts'
import { OUTPUT, PARTS_OF_OP, type PartTree, SCORES, scoresBefore, type Trace, TURNED } from '../trace/index.ts'
import type { Step } from './facts.ts'

/** An op's parts in the order in which they follow from one another: its output comes of the others. */
const ORDER = [SCORES, TURNED, OUTPUT, PARTS_OF_OP - 1]

/** The first byte from `from` on in which two parts differ, or null. */
export function firstByte(a: PartTree, b: PartTree, from: number): number | null {
  for (let at = from; at < a.bytes.length; at++) if (a.bytes[at] !== b.bytes[at]) return at
  return null
}

const valueAt = ({ bytes, type }: PartTree, at: number): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return type.elementBytes === 1 ? view.getInt8(at) : view.getInt16(2 * at, true)
}

/** Row and element of value number `at` of a part. */
function placed({ type }: PartTree, part: number, at: number): { row: number; element: number } {
  if (part === SCORES) {
    let row = 0
    while (scoresBefore(type.shape[0]!, row + 1) <= at) row++
    return { row, element: at - scoresBefore(type.shape[0]!, row) }
  }
  if (part === TURNED) return { row: at % type.rows, element: Math.floor(at / type.rows) }
  const each = type.count / type.rows
  return { row: Math.floor(at / each), element: at % each }
}

/** The step at the first value of a part, from byte `from` on, in which two traces differ. Its hint is the honest index where the op is an argMax. */
export function differenceAt(
  kind: Op['kind'],
  op: number,
  part: number,
  honest: PartTree,
  claimed: PartTree,
  from = 0,
): Step | null {
  const byte = firstByte(honest, claimed, from)
  if (byte === null) return null
  const at = Math.floor(byte / honest.type.elementBytes)
  return { op, part, ...placed(honest, part, at), hint: kind === 'argMax' ? valueAt(honest, at) : 0 }
}

/** The step at which `claimed` first differs from `honest`, a trace of the same graph and number of rows; null where no value does. */
export function firstDifference(honest: Trace, claimed: Trace): Step | null {
  for (const [op, { kind }] of honest.graph.ops.entries())
    for (const part of ORDER) {
      const [ours, theirs] = [honest.part(op, part), claimed.part(op, part)]
      if (ours === null || theirs === null || equal(ours.tree.root, theirs.tree.root)) continue
      const step = differenceAt(kind, op, part, ours, theirs)
      if (step !== null) return step
    }
  return null
}
