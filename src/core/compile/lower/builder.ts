// An exact graph under construction: ops are appended with their bounds measured, so that what stands in it is admissible.
// spec/compile.md, "Lowering".

import {
  ACCUMULATOR_BOUND,
  type Graph,
  maxOf,
  minOf,
  type Op,
  type Requantization,
  WeightWriter,
} from '../../graph/index.ts'
import type { OpBounds } from '../../graph/ops/definition.ts'
import { definitionOf } from '../../graph/ops/index.ts'
import type { Clamp } from '../ir.ts'
import { BYTE, type Scale } from '../range.ts'
import type { InputMeans } from '../rows.ts'

/** What the report says about one op. */
export interface OpReport {
  readonly id: number
  readonly kind: Op['kind']
  /** The operator node that it comes from. */
  readonly node: string
  readonly shape: readonly number[]
  readonly bits: number
  readonly exponent: number
  readonly shift: number | null
  readonly weightBits: number | null
  readonly parameters: number
  /** Largest |accumulator| + rounding. */
  readonly accumulator: number
}

/** A value of the exact graph under construction. */
export interface Value {
  readonly id: number
  readonly scale: Scale
  readonly shape: readonly number[]
  readonly bounds: OpBounds
}

/** An accumulator that no narrower weights bring inside its bound. */
export class RowsOverflow extends Error {
  readonly node: number
  readonly row: number
  readonly accumulator: number

  constructor(node: number, row: number, accumulator: number) {
    super(`node ${node}, row ${row}`)
    this.name = 'RowsOverflow'
    this.node = node
    this.row = row
    this.accumulator = accumulator
  }
}

/** A real clamp as bounds within the width. */
export function bounds(clamp: Clamp | null, scale: Scale): { lo: number; hi: number } {
  const [least, most] = scale.byte === true ? [BYTE.lo, BYTE.hi] : [minOf(scale.bits), maxOf(scale.bits)]
  const within = (value: number): number => Math.min(most, Math.max(least, Math.round(value * 2 ** scale.exponent)))
  return { lo: within(clamp?.lo ?? Number.NEGATIVE_INFINITY), hi: within(clamp?.hi ?? Number.POSITIVE_INFINITY) }
}

export const whole = (bits: number): Pick<Requantization, 'lo' | 'hi'> => ({ lo: minOf(bits), hi: maxOf(bits) })
export const magnitude = ({ bounds: { out } }: Value): number => Math.max(Math.abs(out.lo), Math.abs(out.hi))
export const fits = (found: OpBounds): boolean => found.accumulator <= ACCUMULATOR_BOUND

/** From this output width on, rounding of what is only used on the way to a result is kept below a quarter of its step. */
const PRECISE_BITS = 15
export const isPrecise = ({ bits }: Scale): boolean => bits >= PRECISE_BITS

const EMPTY = new Uint8Array(0)

export class Builder {
  readonly ops: Op[] = []
  readonly report: OpReport[] = []
  readonly notes: string[] = []
  readonly writer = new WeightWriter()
  /** Nodes of rows whose input had to become narrower than it came, with the width that fits. */
  readonly narrowed = new Map<number, number>()
  readonly means: ReadonlyMap<number, InputMeans>
  private readonly made = new Map<string, Value>()
  private readonly tables = new Map<string, unknown>()

  constructor(means: ReadonlyMap<number, InputMeans>) {
    this.means = means
  }

  measure(op: Op, inputs: readonly Value[], weights: Uint8Array = EMPTY): OpBounds {
    return definitionOf(op.kind).bounds(op, {
      inputs: inputs.map(input => input.bounds.out),
      norms: inputs.map(input => input.bounds),
      inputTypes: inputs.map(input => ({ shape: input.shape, bits: input.scale.bits })),
      weights,
      what: `op ${this.ops.length}`,
    })
  }

  /** Appends an op whose bounds are known to hold. */
  push(name: string, op: Op, scale: Scale, found: OpBounds, parameters = 0): Value {
    const id = this.ops.push(op) - 1
    this.report.push({
      id,
      kind: op.kind,
      node: name,
      shape: op.shape,
      bits: op.bits,
      exponent: scale.exponent,
      shift: 'shift' in op ? op.shift : null,
      weightBits: 'weightBits' in op ? op.weightBits : null,
      parameters,
      accumulator: found.accumulator,
    })
    return { id, scale: { bits: op.bits, exponent: scale.exponent }, shape: op.shape, bounds: found }
  }

  /** Appends an op without parameters. */
  append(name: string, op: Op, inputs: readonly Value[], scale: Scale): Value {
    return this.push(name, op, scale, this.measure(op, inputs))
  }

  /** Appends an op with a section of weights, written by `write`; its bounds are measured on that section alone. */
  weighted(
    name: string,
    make: (weightOffset: number) => Op,
    inputs: readonly Value[],
    scale: Scale,
    write: (writer: WeightWriter) => number,
    parameters = 0,
  ): Value {
    const scratch = new WeightWriter()
    const at = write(scratch)
    const found = this.measure(make(at), inputs, scratch.finish())
    return this.push(name, make(write(this.writer)), scale, found, parameters)
  }

  /** A table, computed once for equal keys. */
  table<T>(key: string, make: () => T): T {
    const known = this.tables.get(key)
    if (known !== undefined) return known as T
    const value = make()
    this.tables.set(key, value)
    return value
  }

  /** What `make` gave for `key`, made once: several readers of one value often want it the same way. */
  once(key: string, make: () => Value): Value {
    const known = this.made.get(key)
    if (known !== undefined) return known
    const value = make()
    this.made.set(key, value)
    return value
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text)
  }

  finish(): { graph: Graph; weights: Uint8Array } {
    const weights = this.writer.finish()
    return { graph: { ops: this.ops, weightBytes: weights.length }, weights }
  }
}
