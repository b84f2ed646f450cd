// How much evidence the steps of a graph take: the same rules as for proving, on values that do not matter. What takes more than a transaction carries, a
// contract cannot decide. spec/trace.md, "Steps".

import { depthFor, LEAF_BYTES } from '../crypto/index.ts'
import { attempt } from '../errors/index.ts'
import { DESCRIPTOR_BYTES, type Graph, type Op } from '../graph/index.ts'
import {
  byteLength,
  leafIndexOf,
  OUTPUT,
  PARTS_OF_OP,
  type PartType,
  partType,
  SCORES,
  TYPE_BYTES,
  traceLeaves,
} from '../trace/index.ts'
import { proofLength } from './evidence.ts'
import type { Step } from './facts.ts'
import { leafLength, type OpenedPart, type Opener } from './opener.ts'
import { placeOf } from './session.ts'
import { leavesOf, Opened, type Span } from './spans.ts'
import { faulty } from './steps/index.ts'

/** Most evidence that one transaction carries beside what else it says: 128 KiB is what nodes of Ethereum pass on. */
export const MAX_EVIDENCE = 122_880

/** Bytes of a step's evidence; of steps that read tables, the most that they can be. Null: it opens more than any step may. */
export interface StepSize {
  readonly op: number
  readonly part: number
  readonly bytes: number | null
}

const HASH = 32

/** Values that meet many rows of tables where an op has one, and are small elsewhere. */
class Assumed extends Opened {
  private readonly value: (index: number) => number
  private readonly weight: number

  constructor(value: (index: number) => number, weight: number) {
    super(new Map(), 1)
    this.value = value
    this.weight = weight
  }

  override at(index: number): number {
    return this.value(index)
  }

  override signed(): number {
    return this.weight
  }
}

class Sizing implements Opener {
  readonly generated = null
  readonly claimed = 0
  readonly step: Step
  readonly rows: number
  readonly op: Op
  bytes = DESCRIPTOR_BYTES
  private readonly graph: Graph
  private readonly opened = new Set<number>()

  constructor(graph: Graph, rows: number, step: Step) {
    this.graph = graph
    this.rows = rows
    this.step = step
    this.op = graph.ops[step.op]!
    this.bytes += HASH * proofLength(depthFor(graph.ops.length + 1), [step.op + 1])
    const own = this.typeOf(step.op, step.part)
    // What it follows from is given, but for turned values, which have the form of v.
    if (step.part > SCORES) this.bytes += TYPE_BYTES
    this.open(step.op, step.part, own, [{ at: placeOf(own, step.part, step), count: 1 }])
  }

  input(which: number): OpenedPart {
    return this.partOf(this.op.inputs[which]!, OUTPUT)
  }

  part(part: number): OpenedPart {
    return this.partOf(this.step.op, part)
  }

  weights(spans: readonly Span[]): Opened {
    const { weightBytes } = this.graph
    this.take(leavesOf(spans, 1, weightBytes), weightBytes)
    return new Assumed(() => 0, this.op.kind === 'take' ? 0 : 1)
  }

  tokens(): Opened {
    throw new RangeError('a run has no tokens')
  }

  finish(): number {
    const indices = [...this.opened].sort((a, b) => a - b)
    return this.bytes + HASH * proofLength(depthFor(traceLeaves(this.graph.ops.length)), indices)
  }

  private typeOf(id: number, part: number): PartType {
    return partType(this.graph, id, part, this.rows)!
  }

  private partOf(id: number, part: number): OpenedPart {
    const type = this.typeOf(id, part)
    this.bytes += TYPE_BYTES
    return { type, open: spans => this.open(id, part, type, spans) }
  }

  private open(id: number, part: number, type: PartType, spans: readonly Span[]): Opened {
    this.opened.add(leafIndexOf(id, part))
    this.take(leavesOf(spans, type.elementBytes, type.count), byteLength(type))
    const range = 2 ** type.width
    // Multiplied by an odd number: neighbours lie far apart, and all values are met.
    const spread = (index: number): number => (Math.imul(index, 0x9e3779b1) >>> (32 - type.width)) - range / 2
    const { kind } = this.op
    return new Assumed(kind === 'softmax' || kind === 'attention' ? spread : () => 0, 0)
  }

  private take(leaves: readonly number[], size: number): void {
    const lengthOf = leafLength(size)
    const depth = depthFor(Math.ceil(size / LEAF_BYTES))
    this.bytes += leaves.reduce((sum, leaf) => sum + lengthOf(leaf), 0) + HASH * proofLength(depth, leaves)
  }
}

/** Bytes of evidence of one step of a run of `rows` rows. */
export function stepSize(graph: Graph, rows: number, step: Step): number | null {
  const sized = attempt(() => {
    const sizing = new Sizing(graph, rows, step)
    faulty(sizing.op, sizing)
    return sizing.finish()
  })
  return sized.ok ? sized.value : null
}

/** Elements of a row that are looked at: the first, the last and some between. */
const LOOKED_AT = 8

/**
 * The largest step of each part of each op in runs of `rows` rows, as far as a few places tell: the first row and the last, and a few elements of each. Sizes of other
 * places differ by a leaf for each range that is opened.
 */
export function stepSizes(graph: Graph, rows: number): StepSize[] {
  return graph.ops.flatMap((op, id) => {
    if (op.kind === 'input') return []
    const parts = Array.from({ length: PARTS_OF_OP }, (_, part) => part)
    return parts.flatMap((part): StepSize[] => {
      const type = partType(graph, id, part, rows)
      if (type === null) return []
      const sizes = [...new Set([0, rows - 1])].flatMap(row => {
        const each = part === SCORES ? type.shape[0]! * (row + 1) : type.count / rows
        const places = Array.from({ length: LOOKED_AT }, (_, i) => Math.floor((i * (each - 1)) / (LOOKED_AT - 1)))
        return [...new Set(places)].map(element => stepSize(graph, rows, { op: id, part, row, element, hint: 0 }))
      })
      const known = sizes.filter(size => size !== null)
      return [{ op: id, part, bytes: known.length < sizes.length ? null : Math.max(...known) }]
    })
  })
}

/** The steps of runs of `rows` rows that no contract can judge. */
export const undisputable = (graph: Graph, rows: number): StepSize[] =>
  stepSizes(graph, rows).filter(({ bytes }) => bytes === null || bytes > MAX_EVIDENCE)
