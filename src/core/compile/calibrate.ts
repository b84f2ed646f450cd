// Runs the float graph over calibration rows and gathers the range of every value. spec/compile.md, "Calibration".

import { refuse, WorldError } from '../errors/index.ts'
import { elements } from '../graph/index.ts'
import { rowEvaluator } from './float.ts'
import type { FloatGraph } from './ir.ts'
import { quote } from './limits.ts'
import { transposedOrder } from './onnx/fold.ts'
import { Range } from './range.ts'

/** `rows` rows of one input, one after another, in the input's outer layout without the leading axis. */
export interface Samples {
  readonly data: Float32Array
  readonly rows: number
}

export interface Progress {
  readonly stage: 'calibration' | 'quantization' | 'evaluation'
  readonly done: number
  readonly total: number
}

/** How long work is watched and stopped. */
export interface Watch {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
  /** Lets other work run between steps, e.g. setImmediate as a promise: core has no timers of its own. */
  readonly pause?: () => Promise<void>
}

/** Reports a step, makes room for others and stops where asked to. */
export async function step(watch: Watch, progress: Progress): Promise<void> {
  watch.onProgress?.(progress)
  await watch.pause?.()
  if (watch.signal?.aborted) throw new WorldError('interrupted', `${progress.stage} was interrupted`)
}

/** The inputs of a graph out of named samples: checked, one array per slot, and their common number of rows. */
export function samplesBySlot(
  graph: Pick<FloatGraph, 'inputs'>,
  samples: Readonly<Record<string, Samples>>,
): { slots: Samples[]; rows: number } {
  const slots = graph.inputs.map(port => {
    const given = Object.hasOwn(samples, port.name) ? samples[port.name] : undefined
    if (given === undefined) {
      return refuse('calibration_missing', `input ${quote(port.name)}: no data for it`, {
        hint: `Give rows of [${port.shape.join(', ')}] for ${graph.inputs.map(input => quote(input.name)).join(', ')}.`,
        facts: { input: port.name, shape: port.shape },
      })
    }
    const size = elements(port.shape)
    if (!Number.isSafeInteger(given.rows) || given.rows < 1 || given.data.length !== size * given.rows) {
      refuse(
        'input_shape_mismatch',
        `input ${quote(port.name)}: ${given.data.length} values for ${given.rows} rows of [${port.shape.join(', ')}]`,
        {
          facts: { input: port.name, shape: port.shape, values: given.data.length },
        },
      )
    }
    for (let i = 0; i < given.data.length; i++) {
      if (!Number.isFinite(given.data[i]))
        refuse(
          'input_not_finite',
          `input ${quote(port.name)}: value ${i % size} of row ${Math.floor(i / size)} is ${given.data[i]}`,
        )
    }
    return given
  })
  const { rows } = slots[0]!
  for (const [i, slot] of slots.entries()) {
    if (slot.rows !== rows)
      refuse('input_shape_mismatch', `input ${quote(graph.inputs[i]!.name)}: ${slot.rows} rows beside ${rows}`)
  }
  return { slots, rows }
}

/** Ranges of every node's values, constants included. */
export async function calibrate(
  graph: FloatGraph,
  slots: readonly Samples[],
  rows: number,
  watch: Watch,
): Promise<Range[]> {
  const ranges = graph.nodes.map(() => new Range())
  const evaluate = rowEvaluator(graph)
  const ports = graph.inputs.map(port => ({
    order: transposedOrder(port.shape, port.perm),
    row: new Float32Array(elements(port.shape)),
  }))
  for (let row = 0; row < rows; row++) {
    ports.forEach(({ order, row: inner }, slot) => {
      const { data } = slots[slot]!
      for (let i = 0; i < inner.length; i++) inner[i] = data[row * inner.length + order[i]!]!
    })
    const values = evaluate(ports.map(port => port.row))
    graph.nodes.forEach((node, id) => {
      if (node.kind === 'reshape' || node.kind === 'transpose' || node.kind === 'maxPool') return
      if (node.kind === 'constant' && row > 0) return
      if (!ranges[id]!.add(values[id]!))
        refuse(
          'weight_not_finite',
          `node ${quote(node.name)}: row ${row} of the calibration data makes it overflow float32`,
        )
    })
    if (row % 16 === 15 || row === rows - 1) await step(watch, { stage: 'calibration', done: row + 1, total: rows })
  }
  return ranges
}
