// Evidence of a cheat who states other types of tensors than the graph gives, and commits to the trace that this makes: everything that is hashed
// fits together. A judge has nothing but the coherence of what is stated to refuse it by.

import { Writer } from '../../src/core/bytes/cursor.ts'
import { concat, equal } from '../../src/core/bytes/index.ts'
import { hashLeaf, merkleTree } from '../../src/core/crypto/index.ts'
import type { Channel } from '../../src/core/dispute/channel.ts'
import type { Facts, Source, Step } from '../../src/core/dispute/index.ts'
import { takeStep } from '../../src/core/dispute/step.ts'
import { encodeType, leafIndexOf, type PartType, TYPE_BYTES } from '../../src/core/trace/index.ts'
import type { Random } from './random.ts'

/** What the first bytes of a trace leaf say, whether or not that makes sense. */
interface Stated {
  readonly width: number
  readonly rank: number
  readonly shape: readonly number[]
  readonly rows: number
  readonly elementBytes: number
}

const bytesOf = ({ width, rank, shape, rows, elementBytes }: Stated): Uint8Array => {
  const w = new Writer(TYPE_BYTES).u8(width & 255).u8(rank & 255)
  for (let axis = 0; axis < 6; axis++) w.u32((shape[axis] ?? 0) >>> 0)
  return w
    .u32(rows >>> 0)
    .u32(elementBytes >>> 0)
    .finish()
}

const product = (shape: readonly number[]): number => shape.reduce((all, n) => all * n, 1)

/** Other statements about a tensor; some of them leave every place where it is. */
const STATEMENTS: readonly ((type: PartType, random: Random) => Partial<Stated>)[] = [
  ({ width }) => ({ width: width === 16 ? 15 : width + 1 }),
  () => ({ width: 0 }),
  () => ({ width: 1 }),
  () => ({ width: 17 }),
  () => ({ width: 3 }),
  () => ({ width: 200 }),
  () => ({ rank: 0 }),
  () => ({ rank: 7 }),
  ({ shape }) => ({ rank: shape.length + 1 }),
  ({ shape }) => ({ rank: 1, shape: [product(shape)] }),
  ({ shape }) => (shape.length < 6 ? { rank: shape.length + 1, shape: [1, ...shape] } : {}),
  ({ shape }) => (shape.length < 6 ? { rank: shape.length + 1, shape: [...shape, 1] } : {}),
  ({ shape }) => ({ shape: [...shape].reverse() }),
  ({ shape }) => ({ shape: [shape[0]! + 1, ...shape.slice(1)] }),
  ({ shape }) => ({ shape: [...shape.slice(0, -1), shape.at(-1)! + 1] }),
  ({ shape }) => ({ shape: [...shape.slice(0, -1), Math.max(1, shape.at(-1)! - 1)] }),
  ({ shape }) => ({ shape: shape.map(() => 1) }),
  () => ({ shape: [0, 0, 0, 0, 0, 0] }),
  ({ shape }) => ({ shape: [...shape, 3].slice(0, 6) }),
  () => ({ rank: 3, shape: [65_536, 65_536, 2] }),
  ({ rows }) => ({ rows: rows + 1 }),
  ({ rows }) => ({ rows: Math.max(0, rows - 1) }),
  ({ elementBytes }) => ({ elementBytes: elementBytes === 1 ? 2 : 1 }),
  () => ({ elementBytes: 4 }),
  () => ({ elementBytes: 0 }),
]

/**
 * The evidence of a step whose input, or another part of whose op, has another type in the trace, and the facts of that trace; null where the step
 * states no type, or the honest one came out.
 */
export function forgedEvidence(
  source: Source,
  facts: Facts,
  step: Step,
  random: Random,
): { readonly facts: Facts; readonly evidence: Uint8Array } | null {
  const stated: { readonly at: number; readonly bytes: Uint8Array }[] = []
  const record = recording(bytes => stated.push(bytes))
  takeStep(facts, step, record, source)
  if (stated.length === 0) return null
  const chosen = random.pick(stated).bytes
  const found = [...partsWith(source, chosen)].filter(([id, which]) => opened(source, step, id, which))
  const [op, part, type] = found.length === 1 ? found[0]! : []
  if (op === undefined || part === undefined || type === undefined) return null
  const own = random.pick(STATEMENTS)(type, random)
  const wrong = bytesOf({ ...type, rank: type.shape.length, ...own })
  if (equal(wrong, chosen)) return null
  const leaf = leafIndexOf(op, part)
  const leaves = [...source.trace.tree.levels[0]!]
  leaves[leaf] = hashLeaf(concat(wrong, source.trace.part(op, part)!.tree.root))
  const tree = merkleTree(leaves)
  const forged = recording(
    () => {},
    bytes => (equal(bytes, chosen) ? wrong : bytes),
  )
  try {
    takeStep(facts, step, forged, { ...source, trace: { ...source.trace, tree } })
  } catch {
    // The honest types do not lead to the forged root: by then, everything has been written.
  }
  return { facts: { ...facts, traceRoot: tree.root }, evidence: forged.bytes() }
}

/** A channel that keeps what is taken, changed on its way out, and gives the program what was there. */
function recording(
  hear: (stated: { at: number; bytes: Uint8Array }) => void,
  change: (bytes: Uint8Array) => Uint8Array = bytes => bytes,
): Channel & { bytes(): Uint8Array } {
  const pieces: Uint8Array[] = []
  let at = 0
  return {
    take(length, make) {
      const piece = make()
      if (length === TYPE_BYTES) hear({ at, bytes: piece })
      pieces.push(length === TYPE_BYTES ? change(piece) : piece)
      at += length
      return piece
    },
    bytes: () => concat(...pieces),
  }
}

/** Does a step open this part: an input of its op, or another part of it? */
const opened = ({ trace }: Source, { op, part }: Step, id: number, which: number): boolean =>
  id === op ? which !== part : which === 0 && (trace.graph.ops[op]?.inputs.includes(id) ?? false)

/** Parts of which a trace leaf says this. */
function* partsWith({ trace }: Source, bytes: Uint8Array): Generator<[number, number, PartType]> {
  for (let op = 0; op < trace.graph.ops.length; op++)
    for (let part = 0; part < 4; part++) {
      const type = trace.part(op, part)?.type
      if (type !== undefined && equal(encodeType(type), bytes)) yield [op, part, type]
    }
}
