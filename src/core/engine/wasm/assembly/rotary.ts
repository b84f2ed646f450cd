// rotary: pairs of values turned by an angle, whose cosine and sine are values of the row. spec/graph.md.

import { finishPlain, storeLanes } from './common'
import { divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Rotary {
  x: usize
  r: usize
  y: usize
  heads: i32
  /** Values of a head, and how many pairs of them turn. */
  depth: i32
  half: i32
  unitBits: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Heads, of all rows. */
function rotaryLines(p: Rotary, from: i32, to: i32): void {
  const half = <usize>p.half * 2
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  const shift = p.shift
  const rest = p.depth - 2 * p.half
  let x = p.x + <usize>from * p.depth * 2
  let y = p.y + <usize>from * p.depth * 2
  for (; from < to; from++) {
    let c = p.r + <usize>(from / p.heads) * 2 * half
    for (let left = p.half; left > 0; left -= 8) {
      const a = v128.load(x)
      const b = v128.load(x + half)
      const cos = v128.load(c)
      const sin = v128.load(c + half)
      const low = i32x4.sub(i32x4.extmul_low_i16x8_s(a, cos), i32x4.extmul_low_i16x8_s(b, sin))
      const high = i32x4.sub(i32x4.extmul_high_i16x8_s(a, cos), i32x4.extmul_high_i16x8_s(b, sin))
      const low2 = i32x4.add(i32x4.extmul_low_i16x8_s(b, cos), i32x4.extmul_low_i16x8_s(a, sin))
      const high2 = i32x4.add(i32x4.extmul_high_i16x8_s(b, cos), i32x4.extmul_high_i16x8_s(a, sin))
      const u = i16x8.narrow_i32x4_s(
        finishPlain(low, round, shift, lo, hi),
        finishPlain(high, round, shift, lo, hi),
      )
      const v = i16x8.narrow_i32x4_s(
        finishPlain(low2, round, shift, lo, hi),
        finishPlain(high2, round, shift, lo, hi),
      )
      const n = min(8, left)
      storeLanes(y, u, n)
      storeLanes(y + half, v, n)
      x += 2 * n
      y += 2 * n
      c += 2 * n
    }
    x += half
    y += half
    for (let left = rest; left > 0; left -= 8) {
      const a = v128.load(x)
      const low = i32x4.shl(i32x4.extend_low_i16x8_s(a), p.unitBits)
      const high = i32x4.shl(i32x4.extend_high_i16x8_s(a), p.unitBits)
      const n = min(8, left)
      storeLanes(
        y,
        i16x8.narrow_i32x4_s(finishPlain(low, round, shift, lo, hi), finishPlain(high, round, shift, lo, hi)),
        n,
      )
      x += 2 * n
      y += 2 * n
    }
  }
}

export function rotary(p: Rotary, rows: i32): void {
  rotaryLines(p, 0, p.heads * rows)
}
export function rotaryBegin(p: Rotary, rows: i32): i32 {
  return divideLines(p.heads * rows, p.depth)
}
export function rotaryUnit(p: Rotary, unit: i32): void {
  rotaryLines(p, firstOf(unit), endOf(unit))
}
