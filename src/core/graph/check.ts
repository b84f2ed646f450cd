// Well-formedness and static bounds: spec/graph.md, "Admissible graphs". Nothing runs that has not passed here.

import { refuse } from '../errors/index.ts'
import { checkContexts } from './causal.ts'
import { failFor, type OpBounds } from './ops/definition.ts'
import { definitionOf } from './ops/index.ts'
import {
  ACCUMULATOR_BOUND,
  elements,
  type Graph,
  MAX_DIMENSION,
  MAX_ELEMENTS,
  MAX_OPS,
  MAX_RANK,
  MAX_WEIGHT_BYTES,
  type Op,
} from './types.ts'
import { rowLayout, WEIGHT_ALIGNMENT } from './weights.ts'

/** Output positions times kernel length, summed over both axes of every pool. */
const MAX_POOL_POSITIONS = 2 ** 24

export const nameOf = (op: Op, id: number): string => `op ${id} (${op.kind})`

/** Refuses a graph whose structure, types or attributes are not well formed. Does not look at weights' values. */
export function checkGraph(graph: Graph): void {
  if (graph.ops.length < 1 || graph.ops.length > MAX_OPS) refuse('graph_invalid', `graph: ${graph.ops.length} ops`)
  if (graph.weightBytes < 0 || graph.weightBytes > MAX_WEIGHT_BYTES)
    refuse('graph_invalid', `graph: ${graph.weightBytes} bytes of weights`)
  const used = new Uint8Array(graph.ops.length)
  const slots = { input: 0, output: 0 }
  let weightsEnd = 0
  let positions = 0
  graph.ops.forEach((op, id) => {
    const fail = failFor(nameOf(op, id))
    const definition = definitionOf(op.kind)
    checkType(op, fail)
    const [least, most] = definition.arity
    if (op.inputs.length < least || op.inputs.length > most)
      fail(`${op.inputs.length} inputs, ${least} to ${most} expected`)
    const inputs = op.inputs.map(input => {
      if (!Number.isInteger(input) || input < 0 || input >= id) fail(`input ${input} does not stand before it`)
      used[input] = 1
      const source = graph.ops[input]!
      if (source.kind === 'output') fail(`input ${input} is an output`)
      return source
    })
    // Pools are checked position by position: what a small file can ask for is bounded over the whole graph.
    if (op.kind === 'maxPool' || op.kind === 'averagePool') {
      positions += op.shape[0]! * op.kernel[0] + (op.shape[1] ?? 0) * op.kernel[1]
      if (positions > MAX_POOL_POSITIONS) fail('too many window positions')
    }
    definition.check(op, inputs, fail)
    if (op.kind === 'input' || op.kind === 'output') {
      if (op.slot !== slots[op.kind]) fail(`slot ${op.slot}, ${slots[op.kind]} expected`)
      if (slots[op.kind]++ >= 255) fail('more than 255 ports')
    }
    if (definition.weights !== undefined && 'weightOffset' in op) {
      const [start, end] = definition.weights(op, inputs)
      // Sections follow one another without overlap, so no byte of the weights serves two ops or none.
      const expected = Math.ceil(weightsEnd / WEIGHT_ALIGNMENT) * WEIGHT_ALIGNMENT
      if (start !== expected) fail(`weights at ${start}, ${expected} expected`)
      if (end > graph.weightBytes) fail(`weights end at ${end} of ${graph.weightBytes}`)
      weightsEnd = end
    }
  })
  checkContexts(graph)
  if (slots.input === 0) refuse('graph_invalid', 'graph: no input')
  if (slots.output === 0) refuse('graph_invalid', 'graph: no output')
  if (weightsEnd !== graph.weightBytes)
    refuse('graph_invalid', `graph: ${graph.weightBytes - weightsEnd} bytes of weights are unused`)
  graph.ops.forEach((op, id) => {
    if (used[id] === 0 && op.kind !== 'output' && op.kind !== 'input') failFor(nameOf(op, id))('nothing uses it')
  })
}

function checkType(op: Op, fail: (reason: string) => never): void {
  if (
    Object.values(op)
      .flat()
      .some(n => typeof n === 'number' && !Number.isInteger(n))
  )
    fail('an attribute is no integer')
  if (op.bits < 2 || op.bits > 16) fail(`width of ${op.bits} bits, 2 to 16 expected`)
  if (op.shape.length < 1 || op.shape.length > MAX_RANK) fail(`rank ${op.shape.length}`)
  for (const n of op.shape) if (n < 1 || n > MAX_DIMENSION) fail(`dimension ${n}`)
  if (elements(op.shape) > MAX_ELEMENTS) fail(`more than ${MAX_ELEMENTS} elements`)
}

/** Ranges of the weights that belong to no value: before an op's section, and before its rows. They hold zeros. */
function gapsOf(op: Op & { weightOffset: number }, graph: Graph, before: number): [number, number][] {
  const gaps: [number, number][] = [[before, op.weightOffset]]
  if (op.kind === 'linear' || op.kind === 'conv') {
    const layout = rowLayout(op, graph.ops[op.inputs[0]!]!.shape)
    gaps.push([layout.exponents + layout.rows, layout.weights])
  }
  return gaps
}

/** Static bounds of every op, in order. */
export interface GraphBounds {
  readonly ops: readonly OpBounds[]
  /** Largest |accumulator| + rounding of the whole graph. */
  readonly accumulator: number
}

/**
 * Interval analysis over a well-formed graph with its weights. Refuses (`accumulator_overflow`) a graph one of whose
 * accumulators could leave the bound, and weights that do not fit their width or leave something in a gap.
 */
export function analyze(graph: Graph, weights: Uint8Array): GraphBounds {
  if (weights.length !== graph.weightBytes)
    refuse('graph_invalid', `weights: ${weights.length} bytes, ${graph.weightBytes} declared`)
  const bounds: OpBounds[] = []
  let accumulator = 0
  let weightsEnd = 0
  graph.ops.forEach((op, id) => {
    if ('weightOffset' in op) {
      for (const [start, end] of gapsOf(op, graph, weightsEnd)) {
        for (let at = start; at < end; at++)
          if (weights[at] !== 0) refuse('graph_invalid', `${nameOf(op, id)}: byte ${at} of the weights fills a gap`)
      }
      weightsEnd = definitionOf(op.kind).weights!(
        op,
        op.inputs.map(input => graph.ops[input]!),
      )[1]
    }
    const found = definitionOf(op.kind).bounds(op, {
      inputs: op.inputs.map(input => bounds[input]!.out),
      norms: op.inputs.map(input => bounds[input]!),
      inputTypes: op.inputs.map(input => graph.ops[input]!),
      weights,
      what: nameOf(op, id),
    })
    if (!(found.accumulator <= ACCUMULATOR_BOUND)) {
      refuse(
        'accumulator_overflow',
        `${nameOf(op, id)}${found.row === undefined ? '' : `, row ${found.row}`}: the accumulator can reach ${found.accumulator}, the bound is ${ACCUMULATOR_BOUND}`,
        { facts: { op: id, row: found.row ?? null, accumulator: found.accumulator, bound: ACCUMULATOR_BOUND } },
      )
    }
    accumulator = Math.max(accumulator, found.accumulator)
    bounds.push(found)
  })
  return { ops: bounds, accumulator }
}
