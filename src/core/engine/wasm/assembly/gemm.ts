// linear and conv: rows of packed weights against input positions. A position is an address; its values are `tapCount` runs
// of `pairs` steps each. Weights lie in panels of eight output rows (../pack.ts). Positions are taken tile by tile: those of
// a tile are packed once (packing.ts), then every panel meets them block by block (blocks.ts).
//
// A product is divided into units, each a tile and some panels: what threads take one after the other. The bytes do not
// depend on who takes which.
//
// Sums are taken modulo 2^32. The static bound puts every finished accumulator (bias, sum, row exponent, rounding) inside
// int32, so the residue is the accumulator itself, whatever its partial sums were.

import { four, one, two } from './blocks'
import { isPacked, isRelaxed, panelBytes } from './forms'
import { oneNarrow, onePacked, unpack } from './packed'
import { HEAD, packFour, packOne, packTwo } from './packing'
import { CHUNK_STEPS, PACKED_BYTES, packedAt, panelAt, sumsAt, TILE } from './workspace'

// Fields in the order of its step in ../steps.
@unmanaged
export class Gemm {
  x: usize
  y: usize
  weights: usize
  bias: usize
  scale: usize
  /** Per tap: how far the pointers move from the end of the run before it. */
  taps: usize
  /** 1. */
  one: i32
  /** Bits to turn in four int8 positions: 0, or the highest of each. Of weights in two parts: where lower bits go in four bytes. */
  flip: i32
  tapCount: i32
  /** Steps of a run: pairs of values, or fours of them for the relaxed products. */
  pairs: i32
  rowStride: i32
  yStride: i32
  xStride: i32
  height: i32
  width: i32
  outStride: i32
  groups: i32
  groupStride: i32
  groupOut: i32
  /** Values have at most 12 bits. */
  narrow: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Steps times positions times rows that are worth a unit of their own. */
const UNIT: f64 = 500_000
/** Of few positions: a generation waits for each of its products. */
const FEW_UNIT: f64 = 100_000

// How the product at hand is divided, and which tile is packed.
let positions = 0
let tile = 0
let panels = 0
let chunk = 0
let chunks = 0
let packedTile = -1
let packedGroup = -1

/** Divides a product; gives the number of units. */
export function begin<T>(g: Gemm, rows: i32): i32 {
  packedTile = -1
  positions = rows * g.height * g.width
  const steps = g.tapCount * g.pairs
  const room = PACKED_BYTES / (4 * (<i32>HEAD + 4 * steps))
  // Without room for four positions they are read where they lie, one at a time.
  let most = min(TILE, 4 * room)
  if (most == 0) most = TILE
  let tiles = (positions + most - 1) / most
  tile = (positions + tiles - 1) / tiles
  if (tile > 4) tile = (tile + 3) & ~3
  tiles = (positions + tile - 1) / tile
  panels = g.groups * ((g.groupOut + 7) >> 3)
  const worth = positions > 4 ? UNIT : FEW_UNIT
  chunk = <i32>min(<f64>panels, max(1, worth / (8 * <f64>tile * <f64>steps)))
  chunks = (panels + chunk - 1) / chunk
  chunk = (panels + chunks - 1) / chunks
  chunks = (panels + chunk - 1) / chunk
  return tiles * chunks
}

/** Computes one unit of the product that was divided last. */
export function unit<T>(g: Gemm, u: i32): void {
  const at = u / chunks
  const start = at * tile
  const count = min(tile, positions - start)
  const panel = (u % chunks) * chunk
  const last = min(panels, panel + chunk)
  const direct = 4 * (<i32>HEAD + 4 * g.tapCount * g.pairs) > PACKED_BYTES
  const perGroup = (g.groupOut + 7) >> 3
  for (let i = panel; i < last; i++) {
    const group = i / perGroup
    const o = (i - group * perGroup) << 3
    const lanes = min(8, g.groupOut - o)
    const y = g.y + <usize>start * g.outStride + 2 * <usize>(group * g.groupOut + o)
    if (!isRelaxed<T>() && direct) {
      alone<T>(g, start, count, group, i, y, lanes)
      continue
    }
    if (packedTile != at || packedGroup != group) {
      pack<T>(g, start, count, <usize>group * g.groupStride)
      packedTile = at
      packedGroup = group
    }
    if (isPacked<T>() ? count > 1 : sizeof<T>() == 1 && isSigned<T>() && count > 8) pass<T, i16>(g, count, i, y, lanes)
    else pass<T, T>(g, count, i, y, lanes)
  }
}

/** All units, on this thread. */
export function gemm<T>(g: Gemm, rows: i32): void {
  const units = begin<T>(g, rows)
  for (let u = 0; u < units; u++) unit<T>(g, u)
}

/** Address of a position, less the group's offset. */
function addressOf(g: Gemm, position: i32): usize {
  const line = position / g.width
  const row = line / g.height
  return g.x + row * g.rowStride + (line - row * g.height) * g.yStride + (position - line * g.width) * g.xStride
}

function pack<T>(g: Gemm, start: i32, count: i32, offset: usize): void {
  const steps = <usize>(g.tapCount * g.pairs)
  const block = HEAD + (steps << 4)
  let to = packedAt()
  let i = 0
  const end = start + count
  for (i = start; i + 3 <= end; i += 4) {
    const p0 = addressOf(g, i) + offset
    let p1 = p0 + g.xStride
    let p2 = p1 + g.xStride
    let p3 = p2 + g.xStride
    // Not four in one line of the output.
    if (i % g.width + 4 > g.width || i + 4 > end) {
      p1 = addressOf(g, i + 1) + offset
      p2 = addressOf(g, i + 2) + offset
      p3 = i + 3 < end ? addressOf(g, i + 3) + offset : p2
    }
    packFour<T>(g, to, p0, p1, p2, p3)
    to += block
  }
  if (end - i == 2) packTwo<T>(g, to, addressOf(g, i) + offset, addressOf(g, i + 1) + offset)
  else if (end - i == 1) packOne<T>(g, to, addressOf(g, i) + offset)
}

/** A panel against the packed positions. `W` is the form that its weights have when they are read: T, or widened. */
function pass<T, W>(g: Gemm, count: i32, panel: i32, y: usize, lanes: i32): void {
  const steps = g.tapCount * g.pairs
  const weights = g.weights + <usize>panel * panelBytes<T>(steps)
  const bias = g.bias + <usize>panel * 32
  const scale = g.scale + <usize>panel * 32
  const block = HEAD + (<usize>steps << 4)
  const whole = <usize>g.outStride * 4
  let done = 0
  do {
    const n = min(CHUNK_STEPS, steps - done)
    const first = done == 0
    const finished = done + n == steps
    let w = weights + panelBytes<T>(done)
    if (sizeof<T>() != sizeof<W>()) {
      if (isPacked<T>()) unpack<T>(g, panelAt(), w, n)
      else widen(panelAt(), w, n)
      w = panelAt()
    }
    let sums = sumsAt()
    let head = packedAt()
    let x = head + HEAD + (<usize>done << 4)
    let out = y
    let left = count
    if (isPacked<W>()) {
      x = head + HEAD + (<usize>done << 2)
      if (g.narrow) oneNarrow<W>(g, x, n, w, first, finished, sums, bias, scale, out, lanes)
      else onePacked<W>(g, x, n, w, first, finished, sums, bias, scale, out, lanes)
      done += n
      continue
    }
    for (; left >= 3; left -= 4) {
      four<W>(g, x, n, w, first, finished, sums, head, bias, scale, out, lanes, min(4, left))
      x += block
      head += block
      sums += 128
      out += whole
    }
    if (left == 2) {
      x = head + HEAD + (<usize>done << 3)
      two<W>(g, x, n, w, first, finished, sums, head, bias, scale, out, lanes)
    } else if (left == 1) {
      x = head + HEAD + (<usize>done << 2)
      one<W>(g, x, n, w, first, finished, sums, head, bias, scale, out, lanes)
    }
    done += n
  } while (done < steps)
}

/** Weights of one byte as two, where a thread keeps them. */
function widen(to: usize, w: usize, steps: i32): void {
  for (const end = to + (<usize>steps << 5); to < end; to += 32) {
    v128.store(to, v128.load8x8_s(w))
    v128.store(to, v128.load8x8_s(w, 8), 16)
    w += 16
  }
}

/** A panel against positions that are too long to be packed. */
function alone<T>(g: Gemm, start: i32, count: i32, group: i32, panel: i32, y: usize, lanes: i32): void {
  const steps = g.tapCount * g.pairs
  const bias = g.bias + <usize>panel * 32
  const scale = g.scale + <usize>panel * 32
  for (let i = 0; i < count; i++) {
    let p = addressOf(g, start + i) + <usize>group * g.groupStride
    let w = g.weights + <usize>panel * panelBytes<T>(steps)
    for (let tap = 0; tap < g.tapCount; tap++) {
      p += load<usize>(g.taps + 4 * <usize>tap)
      one<T>(g, p, g.pairs, w, tap == 0, tap == g.tapCount - 1, sumsAt(), 0, bias, scale, y, lanes)
      p += <usize>g.pairs << 2
      w += panelBytes<T>(g.pairs)
    }
    y += g.outStride
  }
}

export function gemm8(g: Gemm, rows: i32): void {
  gemm<i8>(g, rows)
}
export function gemm8Begin(g: Gemm, rows: i32): i32 {
  return begin<i8>(g, rows)
}
export function gemm8Unit(g: Gemm, at: i32): void {
  unit<i8>(g, at)
}

export function gemm16(g: Gemm, rows: i32): void {
  gemm<i16>(g, rows)
}
export function gemm16Begin(g: Gemm, rows: i32): i32 {
  return begin<i16>(g, rows)
}
export function gemm16Unit(g: Gemm, at: i32): void {
  unit<i16>(g, at)
}

export function gemm10(g: Gemm, rows: i32): void {
  gemm<i32>(g, rows)
}
export function gemm10Begin(g: Gemm, rows: i32): i32 {
  return begin<i32>(g, rows)
}
export function gemm10Unit(g: Gemm, at: i32): void {
  unit<i32>(g, at)
}

export function gemm12(g: Gemm, rows: i32): void {
  gemm<i64>(g, rows)
}
export function gemm12Begin(g: Gemm, rows: i32): i32 {
  return begin<i64>(g, rows)
}
export function gemm12Unit(g: Gemm, at: i32): void {
  unit<i64>(g, at)
}
