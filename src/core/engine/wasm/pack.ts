// Weights in the order in which the kernels read them. Called once per op, when a model is loaded.

import type { RowParameters } from '../../graph/index.ts'

/** Rows of weights that a panel holds. */
const PANEL = 8

/**
 * Geometry of packed rows: every row is `taps` runs of `run` weights, each run padded to whole steps. A step is what one lane
 * of a dot product takes.
 */
export interface PanelLayout {
  readonly groups: number
  /** Rows per group; the last panel of a group is filled up with zeros. */
  readonly groupRows: number
  readonly taps: number
  readonly run: number
  /** Weights of a step: 2, or 4 for the relaxed products. */
  readonly depth: 2 | 4
  /** Added to every weight as it is stored, and what padding is. */
  readonly offset: number
}

/** Steps of a run. */
export const stepsOf = (layout: PanelLayout): number => Math.ceil(layout.run / layout.depth)
const panelsOf = (layout: PanelLayout): number => layout.groups * Math.ceil(layout.groupRows / PANEL)
/** Rows with those that fill up panels: how many values of bias and scale there are. */
export const panelRowsOf = (layout: PanelLayout): number => panelsOf(layout) * PANEL
/** Values, not bytes. */
export const packedLength = (layout: PanelLayout): number =>
  panelsOf(layout) * layout.taps * stepsOf(layout) * layout.depth * PANEL

/** Panel after panel: per tap, per step of weights, the step of each of eight rows. `out` is zero beforehand. */
export function packPanels(weights: Int8Array | Int16Array, layout: PanelLayout, out: Int8Array | Int16Array): void {
  const { groups, groupRows, taps, run, depth, offset } = layout
  if (offset !== 0) out.fill(offset)
  const low = depth - 1
  const high = depth === 4 ? 2 : 1
  const steps = stepsOf(layout)
  const k = taps * run
  const stride = depth * PANEL
  const panelLength = taps * steps * stride
  let panel = 0
  for (let group = 0; group < groups; group++) {
    for (let first = 0; first < groupRows; first += PANEL, panel++) {
      const lanes = Math.min(PANEL, groupRows - first)
      for (let lane = 0; lane < lanes; lane++) {
        const from = (group * groupRows + first + lane) * k
        const to = panel * panelLength + depth * lane
        for (let tap = 0; tap < taps; tap++) {
          for (let i = 0; i < run; i++) {
            out[to + (tap * steps + (i >> high)) * stride + (i & low)] = weights[from + tap * run + i]! + offset
          }
        }
      }
    }
  }
}

/** Steps of packed weights that stand together. */
const GROUP = 4

/** Bytes of weights in two parts, the lower one of 2 or 4 bits: assembly/packed.ts. */
export const packedBytes = (layout: PanelLayout, low: 2 | 4): number =>
  panelsOf(layout) * Math.ceil(stepsOf(layout) / GROUP) * GROUP * (16 + 4 * (low / 2))

/** Weights of 8 + `low` bits, of one tap. `out` is zero beforehand. */
export function packParts(weights: Int16Array, layout: PanelLayout, low: 2 | 4, out: Uint8Array): void {
  const { groupRows, run } = layout
  const stepBytes = 16 + 4 * (low / 2)
  const panelBytes = Math.ceil(stepsOf(layout) / GROUP) * GROUP * stepBytes
  const mask = 2 ** low - 1
  // Steps whose lower bits share a byte.
  const together = 8 / low
  for (let row = 0; row < groupRows; row++) {
    const panel = Math.floor(row / PANEL) * panelBytes + 2 * (row % PANEL)
    const from = row * run
    for (let i = 0; i < run; i++) {
      const step = i >> 1
      const group = panel + (step >> 2) * GROUP * stepBytes + (i & 1)
      const w = weights[from + i]!
      const within = step & 3
      out[group + 16 * within] = w >> low
      out[group + 16 * (GROUP + Math.floor(within / together))]! |= (w & mask) << (low * (within % together))
    }
  }
}

/** Bias or 2^exponent of every row, in panels as above. */
export function packRows(values: ArrayLike<number>, layout: PanelLayout, out: Int32Array): void {
  const perGroup = Math.ceil(layout.groupRows / PANEL) * PANEL
  for (let group = 0; group < layout.groups; group++) {
    for (let i = 0; i < layout.groupRows; i++) out[group * perGroup + i] = values[group * layout.groupRows + i]!
  }
}

export const scalesOf = (p: RowParameters): number[] => Array.from(p.exponents, exponent => 2 ** exponent)

/** Depthwise weights: per block of eight channels, per pair of taps, eight times (first tap, second tap). */
export function packDepthwise(weights: Int8Array | Int16Array, channels: number, taps: number, out: Int16Array): void {
  const pairs = Math.ceil(taps / 2)
  for (let c = 0; c < channels; c++) {
    for (let tap = 0; tap < taps; tap++) {
      out[(((c >> 3) * pairs + (tap >> 1)) * 8 + (c & 7)) * 2 + (tap & 1)] = weights[c * taps + tap]!
    }
  }
}
