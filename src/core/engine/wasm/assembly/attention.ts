// attention: spec/graph.md. Keys and values of all positions lie in pages (../causal/layout.ts), as the panels that products read:
// keys by eights of positions, step by step of two of their values; values by eights of their elements, step by step of two
// positions. So scores and means are products whose sums cross no lanes. Queries that meet the same keys are taken together,
// in blocks of four, two or one. Sums are taken modulo 2^32, see gemm.ts.

import { finishPlain, lanesBelow, storeLanes } from './common'
import { divideLines, endOf, firstOf } from './units'
import { beyondAt } from './workspace'

// Fields in the order of its step in ../steps.
@unmanaged
export class Attention {
  q: usize
  k: usize
  v: usize
  y: usize
  heads: i32
  groups: i32
  /** Values of a query or key, and of a value. */
  depth: i32
  width: i32
  /** Where keys and values lie in a page, and bytes of a group's. */
  keys: i32
  values: i32
  keyBytes: i32
  valueBytes: i32
  /** log2 of a page's positions. */
  pageBits: i32
  /** Values are int16, not int8. */
  wide: i32
  /** Per row of the run: page, and place in it. */
  places: usize
  /** Tiles: their number, then of each its first row, its rows, that row's position, where the addresses of its pages lie. */
  tiles: usize
  /** Heads that are taken together: all of a group, or a divisor. */
  together: i32
  /** Bytes of scores that a query has in the workspace. */
  line: i32
  /** Exponentials by distance: uint16 below 2^15, or (`large`) int32. */
  table: usize
  furthest: i32
  large: i32
  /** Width of v. */
  bits: i32
  scoreShift: i32
  scoreRound: i32
  scoreLo: i32
  scoreHi: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Queries that are taken together: so many lines of scores the workspace has. */
const TOGETHER: i32 = 16

/** Steps of work that are worth a unit: less would read pages in short runs, which takes longer than it gains. */
const WORTH: f64 = 500_000

// The workspace: packed queries, sums of exponentials, sums over values, exponentials, scores. ../causal/layout.ts counts it.
// @ts-ignore: decorator
@inline
function stepsOf(p: Attention): i32 {
  return (p.depth + 1) >> 1
}
// @ts-ignore: decorator
@inline
function panelsOf(p: Attention): i32 {
  return (p.width + 7) >> 3
}
// @ts-ignore: decorator
@inline
function totalsAt(p: Attention): usize {
  return beyondAt() + <usize>stepsOf(p) * (4 * TOGETHER)
}
// @ts-ignore: decorator
@inline
function sumsAt(p: Attention): usize {
  return totalsAt(p) + 4 * TOGETHER
}
// @ts-ignore: decorator
@inline
function exponentialsAt(p: Attention): usize {
  return sumsAt(p) + <usize>panelsOf(p) * (32 * TOGETHER)
}
// @ts-ignore: decorator
@inline
function scoresAt(p: Attention): usize {
  return exponentialsAt(p) + <usize>(TOGETHER * p.line)
}

/** Keys and values of rows into their pages. */
function keepRows(p: Attention, from: i32, to: i32): void {
  const pairs = <usize>p.depth >> 1
  const odd = p.depth & 1
  const panelBytes = <usize>stepsOf(p) << 5
  const steps = (<usize>1 << p.pageBits) >> 1
  const valueShift = p.wide ? 1 : 0
  const wide = p.wide
  let k = p.k + <usize>from * p.groups * p.depth * 2
  let v = p.v + <usize>from * p.groups * p.width * 2
  for (; from < to; from++) {
    const page = load<usize>(p.places + 8 * <usize>from)
    const slot = load<usize>(p.places + 8 * <usize>from, 4)
    for (let group: usize = 0; group < <usize>p.groups; group++) {
      let to = page + <usize>p.keys + group * <usize>p.keyBytes + (slot >> 3) * panelBytes + ((slot & 7) << 2)
      for (let i: usize = 0; i < pairs; i++) {
        store<u32>(to, load<u32>(k))
        to += 32
        k += 4
      }
      if (odd) {
        store<u32>(to, load<u16>(k))
        k += 2
      }
      const values = page + <usize>p.values + group * <usize>p.valueBytes
      for (let i: usize = 0; i < <usize>p.width; i++) {
        const at = values + (((((i >> 3) * steps + (slot >> 1)) << 4) + ((i & 7) << 1) + (slot & 1)) << valueShift)
        if (wide) store<i16>(at, load<i16>(v))
        else store<i8>(at, <i8>load<i16>(v))
        v += 2
      }
    }
  }
}

export function keep(p: Attention, rows: i32): void {
  keepRows(p, 0, rows)
}
export function keepBegin(p: Attention, rows: i32): i32 {
  return divideLines(rows, p.groups * (p.depth + p.width))
}
export function keepUnit(p: Attention, unit: i32): void {
  keepRows(p, firstOf(unit), endOf(unit))
}

// How the op at hand is divided.
let items = 0
let grain = 1

/** Items of work: a tile, and heads of it that share keys. */
function divide(p: Attention): i32 {
  const tiles = load<i32>(p.tiles)
  const perTile = p.heads / p.together
  items = tiles * perTile
  let work: f64 = 0
  for (let i = 0; i < tiles; i++) {
    const tile = p.tiles + 16 + 16 * <usize>i
    const rows = load<i32>(tile, 4)
    work += <f64>rows * <f64>(load<i32>(tile, 8) + rows)
  }
  work *= <f64>p.heads * <f64>(((p.depth + p.width) >> 2) + 8)
  grain = <i32>max(1, min(<f64>items, (WORTH * <f64>items) / max(1, work)))
  return (items + grain - 1) / grain
}

function some(p: Attention, first: i32, end: i32): void {
  const perTile = p.heads / p.together
  while (first < end) {
    const tile = first / perTile
    const item = first - tile * perTile
    const entry = p.tiles + 16 + 16 * <usize>tile
    const row = load<i32>(entry)
    const rows = load<i32>(entry, 4)
    const position = load<i32>(entry, 8)
    const pages = load<usize>(entry, 12)
    // Many rows one item at a time; of few rows many items, so that pages are read in long runs.
    const most = max(1, TOGETHER / p.together)
    const count = min(rows, most) * p.together
    const batch = min(min(end - first, perTile - item), max(1, TOGETHER / slotsOf(count)))
    for (let i = 0; i < rows; i += most) tileOf(p, row + i, min(most, rows - i), position + i, pages, item, batch)
    first += batch
  }
}

/** Places of packed queries: a block of three has a filler. */
// @ts-ignore: decorator
@inline
function slotsOf(count: i32): i32 {
  return (count & 3) == 3 ? count + 1 : count
}

export function attention(p: Attention, rows: i32): void {
  divide(p)
  some(p, 0, items)
}
export function attentionBegin(p: Attention, rows: i32): i32 {
  return divide(p)
}
export function attentionUnit(p: Attention, unit: i32): void {
  some(p, unit * grain, min(items, (unit + 1) * grain))
}

/** `rows` rows from `row` on, whose positions begin at `position`, for `batch` items from `item` on. */
function tileOf(p: Attention, row: i32, rows: i32, position: i32, pages: usize, item: i32, batch: i32): void {
  const count = rows * p.together
  const shared = p.heads / p.groups
  const steps = stepsOf(p)
  const keys = position + rows
  const line = <usize>p.line
  const queryBytes = (<usize>slotsOf(count) * steps) << 2
  for (let b = 0; b < batch; b++)
    pack(p, beyondAt() + <usize>b * queryBytes, row, (item + b) * p.together, count)
  // Scores of all keys, page by page.
  const pageKeys = 1 << p.pageBits
  for (let first = 0; first < keys; first += pageKeys) {
    const page = load<usize>(pages + ((<usize>first >> p.pageBits) << 2)) + p.keys
    const panels = (min(pageKeys, keys - first) + 7) >> 3
    for (let b = 0; b < batch; b++) {
      const k = page + <usize>(((item + b) * p.together) / shared) * p.keyBytes
      let q = beyondAt() + <usize>b * queryBytes
      let to = scoresAt(p) + <usize>(b * count) * line + 2 * <usize>first
      let left = count
      for (; left >= 3; left -= 4) {
        scoresFour(p, q, steps, k, panels, to, min(4, left))
        q += <usize>steps << 4
        to += 4 * line
      }
      if (left == 2) scoresTwo(p, q, steps, k, panels, to)
      else if (left == 1) scoresOne(p, q, steps, k, panels, to)
    }
  }
  if (p.large) {
    for (let b = 0; b < batch; b++) {
      const head = (item + b) * p.together
      for (let i = 0; i < count; i++) {
        const r = i / p.together
        const y = p.y + 2 * <usize>((row + r) * p.heads + head + (i - r * p.together)) * p.width
        large(p, scoresAt(p) + <usize>(b * count + i) * line, position + r + 1, pages, <usize>(head / shared), y)
      }
    }
  } else if (batch == 1) {
    // Block by block, so that what is at hand stays near.
    for (let at = 0; at < count; at += 4) means(p, row, position, keys, pages, item, 1, count, at, min(count, at + 4))
  } else means(p, row, position, keys, pages, item, batch, count, 0, count)
}

/** Queries side by side, step by step: blocks of four, then of two or one. */
function pack(p: Attention, at: usize, row: i32, head: i32, count: i32): void {
  const pairs = p.depth >> 1
  const block = <usize>stepsOf(p) << 4
  for (let i = 0; i < count; i++) {
    const r = i / p.together
    let from = p.q + 2 * <usize>((row + r) * p.heads + head + (i - r * p.together)) * p.depth
    const width = count - (i & ~3)
    const stride: usize = width >= 3 ? 16 : width == 2 ? 8 : 4
    let to = at + <usize>(i >> 2) * block + (<usize>(i & 3) << 2)
    for (let j = 0; j < pairs; j++) {
      store<u32>(to, load<u32>(from))
      from += 4
      to += stride
    }
    if (p.depth & 1) store<u32>(to, load<u16>(from))
  }
}

// @ts-ignore: decorator
@inline
function scored(p: Attention, a: v128, b: v128, round: v128, lo: v128, hi: v128): v128 {
  return i16x8.narrow_i32x4_s(
    finishPlain(a, round, p.scoreShift, lo, hi),
    finishPlain(b, round, p.scoreShift, lo, hi),
  )
}

/** Four queries (the last may be a filler) against panels of eight keys. */
function scoresFour(p: Attention, q: usize, steps: i32, k: usize, panels: i32, to: usize, count: i32): void {
  const round = i32x4.splat(p.scoreRound)
  const lo = i32x4.splat(p.scoreLo)
  const hi = i32x4.splat(p.scoreHi)
  const line = <usize>p.line
  for (; panels > 0; panels--) {
    let a0 = i32x4.splat(0), a1 = a0, a2 = a0, a3 = a0
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0
    let x = q
    for (const end = q + (<usize>steps << 4); x < end; x += 16) {
      const wa = v128.load(k)
      const wb = v128.load(k, 16)
      let v = v128.load32_splat(x)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(x, 4)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(x, 8)
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v, wa))
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(x, 12)
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v, wa))
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v, wb))
      k += 32
    }
    v128.store(to, scored(p, a0, b0, round, lo, hi))
    v128.store(to + line, scored(p, a1, b1, round, lo, hi))
    v128.store(to + 2 * line, scored(p, a2, b2, round, lo, hi))
    if (count == 4) v128.store(to + 3 * line, scored(p, a3, b3, round, lo, hi))
    to += 16
  }
}

function scoresTwo(p: Attention, q: usize, steps: i32, k: usize, panels: i32, to: usize): void {
  const round = i32x4.splat(p.scoreRound)
  const lo = i32x4.splat(p.scoreLo)
  const hi = i32x4.splat(p.scoreHi)
  for (; panels > 0; panels--) {
    let a0 = i32x4.splat(0), a1 = a0, b0 = a0, b1 = a0
    let x = q
    for (const end = q + (<usize>steps << 3); x < end; x += 8) {
      const wa = v128.load(k)
      const wb = v128.load(k, 16)
      let v = v128.load32_splat(x)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(x, 4)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, wb))
      k += 32
    }
    v128.store(to, scored(p, a0, b0, round, lo, hi))
    v128.store(to + <usize>p.line, scored(p, a1, b1, round, lo, hi))
    to += 16
  }
}

/** One query. Even and odd steps have sums of their own, so that neither waits for the other. */
function scoresOne(p: Attention, q: usize, steps: i32, k: usize, panels: i32, to: usize): void {
  const round = i32x4.splat(p.scoreRound)
  const lo = i32x4.splat(p.scoreLo)
  const hi = i32x4.splat(p.scoreHi)
  const end = q + (<usize>(steps & ~1) << 2)
  for (; panels > 0; panels--) {
    let a = i32x4.splat(0), b = a, c = a, d = a
    let x = q
    for (; x < end; x += 8) {
      let v = v128.load32_splat(x)
      a = i32x4.add(a, i32x4.dot_i16x8_s(v, v128.load(k)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(v, v128.load(k, 16)))
      v = v128.load32_splat(x, 4)
      c = i32x4.add(c, i32x4.dot_i16x8_s(v, v128.load(k, 32)))
      d = i32x4.add(d, i32x4.dot_i16x8_s(v, v128.load(k, 48)))
      k += 64
    }
    if (steps & 1) {
      const v = v128.load32_splat(x)
      a = i32x4.add(a, i32x4.dot_i16x8_s(v, v128.load(k)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(v, v128.load(k, 16)))
      k += 32
    }
    v128.store(to, scored(p, i32x4.add(a, c), i32x4.add(b, d), round, lo, hi))
    to += 16
  }
}

/** In place of scores their distances from the largest, at most `furthest`. */
function distances(p: Attention, scores: usize, keys: i32): void {
  let most = v128.load16_splat(scores)
  let at = scores
  let left = keys
  for (; left >= 8; left -= 8) {
    most = i16x8.max_s(most, v128.load(at))
    at += 16
  }
  if (left > 0) most = i16x8.max_s(most, v128.bitselect(v128.load(at), most, lanesBelow(left)))
  most = i16x8.max_s(most, i64x2.shuffle(most, most, 1, 0))
  most = i16x8.max_s(most, i32x4.shuffle(most, most, 1, 0, 3, 2))
  most = i16x8.max_s(most, i16x8.shuffle(most, most, 1, 0, 3, 2, 5, 4, 7, 6))
  const furthest = i16x8.splat(<i16>p.furthest)
  at = scores
  for (left = keys; left > 0; left -= 8) {
    v128.store(at, i16x8.min_u(i16x8.sub(most, v128.load(at)), furthest))
    at += 16
  }
}

/**
 * Exponentials of `keys` distances as pairs, `stride` bytes apart, and zeros up to `all`; gives their sum. One by one: that is
 * faster than by lanes.
 */
function exponentials(table: usize, from: usize, keys: i32, all: i32, to: usize, stride: usize): i32 {
  let sum = 0
  let sum2 = 0
  let left = keys
  for (; left >= 4; left -= 4) {
    const a = <i32>load<u16>(table + (<usize>load<u16>(from) << 1))
    const b = <i32>load<u16>(table + (<usize>load<u16>(from, 2) << 1))
    const c = <i32>load<u16>(table + (<usize>load<u16>(from, 4) << 1))
    const d = <i32>load<u16>(table + (<usize>load<u16>(from, 6) << 1))
    sum += a + b
    sum2 += c + d
    store<u32>(to, a | (b << 16))
    store<u32>(to + stride, c | (d << 16))
    from += 8
    to += 2 * stride
  }
  for (; left > 0; left -= 2) {
    const a = <i32>load<u16>(table + (<usize>load<u16>(from) << 1))
    const b = left > 1 ? <i32>load<u16>(table + (<usize>load<u16>(from, 2) << 1)) : 0
    sum += a + b
    store<u32>(to, a | (b << 16))
    from += 4
    to += stride
  }
  for (let pairs = ((all + 1) >> 1) - ((keys + 1) >> 1); pairs > 0; pairs--) {
    store<u32>(to, 0)
    to += stride
  }
  return sum + sum2
}

/** Outputs of the queries `from` to `end` of `count` of every item, from their lines of scores. */
function means(
  p: Attention, row: i32, position: i32, keys: i32, pages: usize, item: i32, batch: i32, count: i32,
  from: i32, end: i32,
): void {
  const line = <usize>p.line
  const shared = p.heads / p.groups
  const sumBytes = <usize>panelsOf(p) << 5
  // Exponentials, block by block; places are those of queries, a block of three has a filler.
  let place = 0
  for (let b = 0; b < batch; b++) {
    for (let at = from; at < end; at += 4) {
      const block = min(4, end - at)
      const lanes = block >= 3 ? 4 : block
      for (let i = 0; i < block; i++) {
        const scores = scoresAt(p) + <usize>(b * count + at + i) * line
        const own = position + (at + i) / p.together + 1
        distances(p, scores, own)
        const to = exponentialsAt(p) + <usize>place * line + (<usize>i << 2)
        const sum = exponentials(p.table, scores, own, keys, to, <usize>lanes << 2)
        store<i32>(totalsAt(p) + (<usize>(place + i) << 2), sum)
      }
      place += lanes
    }
  }
  // Sums over values, page by page.
  const pageKeys = 1 << p.pageBits
  for (let first = 0; first < keys; first += pageKeys) {
    const page = load<usize>(pages + ((<usize>first >> p.pageBits) << 2)) + p.values
    const steps = (min(pageKeys, keys - first) + 1) >> 1
    const begin = first == 0
    place = 0
    for (let b = 0; b < batch; b++) {
      const v = page + <usize>(((item + b) * p.together) / shared) * p.valueBytes
      for (let at = from; at < end; at += 4) {
        const block = min(4, end - at)
        const lanes = block >= 3 ? 4 : block
        const e = exponentialsAt(p) + <usize>place * line + (<usize>first >> 1) * (<usize>lanes << 2)
        const sums = sumsAt(p) + <usize>place * sumBytes
        if (p.wide) {
          if (lanes == 4) sumsFour<i16>(p, e, v, steps, begin, sums)
          else if (lanes == 2) sumsTwo<i16>(p, e, v, steps, begin, sums)
          else sumsOne<i16>(p, e, v, steps, begin, sums)
        } else if (lanes == 4) sumsFour<i8>(p, e, v, steps, begin, sums)
        else if (lanes == 2) sumsTwo<i8>(p, e, v, steps, begin, sums)
        else sumsOne<i8>(p, e, v, steps, begin, sums)
        place += lanes
      }
    }
  }
  place = 0
  for (let b = 0; b < batch; b++) {
    const head = (item + b) * p.together
    for (let at = from; at < end; at += 4) {
      const block = min(4, end - at)
      const lanes = block >= 3 ? 4 : block
      for (let i = 0; i < block; i++) {
        const r = (at + i) / p.together
        const y = p.y + 2 * <usize>((row + r) * p.heads + head + (at + i - r * p.together)) * p.width
        const sum = load<i32>(totalsAt(p) + (<usize>(place + i) << 2))
        divided(p, sum, sumsAt(p) + <usize>place * sumBytes + (<usize>i << 5), <usize>lanes << 5, y)
      }
      place += lanes
    }
  }
}

// The vectors of a step of values, and of the next.
// @ts-ignore: decorator
@inline
function v0<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at)
  return v128.load(at)
}
// @ts-ignore: decorator
@inline
function v1<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at, 8)
  return v128.load(at, 16)
}

// @ts-ignore: decorator
@inline
function v2<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at, 16)
  return v128.load(at, 32)
}
// @ts-ignore: decorator
@inline
function v3<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at, 24)
  return v128.load(at, 48)
}

/** Sums of four queries over one page's values; `begin`: the first page. */
function sumsFour<T>(p: Attention, e: usize, v: usize, steps: i32, begin: bool, sums: usize): void {
  const panelBytes = (<usize>16 * sizeof<T>()) << (p.pageBits - 1)
  const end = e + (<usize>steps << 4)
  for (let panel = panelsOf(p); panel > 0; panel--) {
    let a0 = i32x4.splat(0), a1 = a0, a2 = a0, a3 = a0
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0
    if (!begin) {
      a0 = v128.load(sums)
      b0 = v128.load(sums, 16)
      a1 = v128.load(sums, 32)
      b1 = v128.load(sums, 48)
      a2 = v128.load(sums, 64)
      b2 = v128.load(sums, 80)
      a3 = v128.load(sums, 96)
      b3 = v128.load(sums, 112)
    }
    let w = v
    for (let x = e; x < end; x += 16) {
      const wa = v0<T>(w)
      const wb = v1<T>(w)
      let u = v128.load32_splat(x)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(u, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(u, wb))
      u = v128.load32_splat(x, 4)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(u, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(u, wb))
      u = v128.load32_splat(x, 8)
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(u, wa))
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(u, wb))
      u = v128.load32_splat(x, 12)
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(u, wa))
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(u, wb))
      w += 16 * sizeof<T>()
    }
    v128.store(sums, a0)
    v128.store(sums, b0, 16)
    v128.store(sums, a1, 32)
    v128.store(sums, b1, 48)
    v128.store(sums, a2, 64)
    v128.store(sums, b2, 80)
    v128.store(sums, a3, 96)
    v128.store(sums, b3, 112)
    sums += 128
    v += panelBytes
  }
}

function sumsTwo<T>(p: Attention, e: usize, v: usize, steps: i32, begin: bool, sums: usize): void {
  const panelBytes = (<usize>16 * sizeof<T>()) << (p.pageBits - 1)
  const end = e + (<usize>steps << 3)
  for (let panel = panelsOf(p); panel > 0; panel--) {
    let a0 = i32x4.splat(0), a1 = a0, b0 = a0, b1 = a0
    if (!begin) {
      a0 = v128.load(sums)
      b0 = v128.load(sums, 16)
      a1 = v128.load(sums, 32)
      b1 = v128.load(sums, 48)
    }
    let w = v
    for (let x = e; x < end; x += 8) {
      const wa = v0<T>(w)
      const wb = v1<T>(w)
      let u = v128.load32_splat(x)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(u, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(u, wb))
      u = v128.load32_splat(x, 4)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(u, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(u, wb))
      w += 16 * sizeof<T>()
    }
    v128.store(sums, a0)
    v128.store(sums, b0, 16)
    v128.store(sums, a1, 32)
    v128.store(sums, b1, 48)
    sums += 64
    v += panelBytes
  }
}

/** One query, even and odd steps by themselves. */
function sumsOne<T>(p: Attention, e: usize, v: usize, steps: i32, begin: bool, sums: usize): void {
  const panelBytes = (<usize>16 * sizeof<T>()) << (p.pageBits - 1)
  const end = e + (<usize>(steps & ~1) << 2)
  for (let panel = panelsOf(p); panel > 0; panel--) {
    let a = i32x4.splat(0), b = a, c = a, d = a
    if (!begin) {
      a = v128.load(sums)
      b = v128.load(sums, 16)
    }
    let w = v
    let x = e
    for (; x < end; x += 8) {
      let u = v128.load32_splat(x)
      a = i32x4.add(a, i32x4.dot_i16x8_s(u, v0<T>(w)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(u, v1<T>(w)))
      u = v128.load32_splat(x, 4)
      c = i32x4.add(c, i32x4.dot_i16x8_s(u, v2<T>(w)))
      d = i32x4.add(d, i32x4.dot_i16x8_s(u, v3<T>(w)))
      w += 32 * sizeof<T>()
    }
    if (steps & 1) {
      const u = v128.load32_splat(x)
      a = i32x4.add(a, i32x4.dot_i16x8_s(u, v0<T>(w)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(u, v1<T>(w)))
    }
    v128.store(sums, i32x4.add(a, c))
    v128.store(sums, i32x4.add(b, d), 16)
    sums += 32
    v += panelBytes
  }
}

/** Exponent and reciprocal of a sum S of exponentials: a = bits(S) - 16 + B, r = min(2^14 - 1, floor(2^(bits(S) + 13) / S)). */
// @ts-ignore: decorator
@inline
function exponentOf(p: Attention, sum: i32): i32 {
  return 32 - <i32>clz(sum) - 16 + p.bits
}
// @ts-ignore: decorator
@inline
function reciprocalOf(sum: i32): i32 {
  return <i32>min(<i64>16383, (<i64>1 << <i64>(32 - clz(sum) + 13)) / <i64>sum)
}

/** The output of one query from its sums, eight of them every `stride` bytes. */
function divided(p: Attention, sum: i32, sums: usize, stride: usize, y: usize): void {
  const a = exponentOf(p, sum)
  const half = i32x4.splat(a == 0 ? 0 : 1 << (a - 1))
  const r = i32x4.splat(reciprocalOf(sum))
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  for (let left = p.width; left > 0; left -= 8) {
    const s = i32x4.shr_s(i32x4.add(v128.load(sums), half), a)
    const t = i32x4.shr_s(i32x4.add(v128.load(sums, 16), half), a)
    const u = finishPlain(i32x4.mul(s, r), round, p.shift, lo, hi)
    const v = finishPlain(i32x4.mul(t, r), round, p.shift, lo, hi)
    storeLanes(y, i16x8.narrow_i32x4_s(u, v), min(8, left))
    sums += stride
    y += 16
  }
}

/** One query with exponentials of 2^15 or more, which only short contexts admit: element by element. */
function large(p: Attention, scores: usize, keys: i32, pages: usize, group: usize, y: usize): void {
  distances(p, scores, keys)
  let sum = 0
  for (let j = 0; j < keys; j++) sum += load<i32>(p.table + (<usize>load<u16>(scores + 2 * <usize>j) << 2))
  const a = exponentOf(p, sum)
  const half = a == 0 ? 0 : 1 << (a - 1)
  const r = reciprocalOf(sum)
  const steps = (<usize>1 << p.pageBits) >> 1
  for (let i: usize = 0; i < <usize>p.width; i++) {
    let total = 0
    for (let j = 0; j < keys; j++) {
      const page = load<usize>(pages + ((<usize>j >> p.pageBits) << 2)) + p.values + group * p.valueBytes
      const slot = <usize>j & (2 * steps - 1)
      const at = (((i >> 3) * steps + (slot >> 1)) << 4) + ((i & 7) << 1) + (slot & 1)
      const v = p.wide ? <i32>load<i16>(page + 2 * at) : <i32>load<i8>(page + at)
      total += load<i32>(p.table + (<usize>load<u16>(scores + 2 * <usize>j) << 2)) * v
    }
    const t = ((total + half) >> a) * r
    store<i16>(y + 2 * i, <i16>min(p.hi, max(p.lo, (t + p.round) >> p.shift)))
  }
}
