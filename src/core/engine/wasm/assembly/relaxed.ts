// Products by relaxed dot products, a module of its own: not every runtime compiles it, and it is used only where a test at
// the start (../relaxed.ts) found it exact. It works on the memory of an instance of index.ts.

import { begin, Gemm, gemm, unit } from './gemm'
import { placeWorkspace } from './workspace'

export { placeWorkspace }

export function offsetPairs(g: Gemm, rows: i32): void {
  gemm<u8>(g, rows)
}
export function offsetPairsBegin(g: Gemm, rows: i32): i32 {
  return begin<u8>(g, rows)
}
export function offsetPairsUnit(g: Gemm, at: i32): void {
  unit<u8>(g, at)
}

export function offsetFused(g: Gemm, rows: i32): void {
  gemm<u16>(g, rows)
}
export function offsetFusedBegin(g: Gemm, rows: i32): i32 {
  return begin<u16>(g, rows)
}
export function offsetFusedUnit(g: Gemm, at: i32): void {
  unit<u16>(g, at)
}

export function positivePairs(g: Gemm, rows: i32): void {
  gemm<u32>(g, rows)
}
export function positivePairsBegin(g: Gemm, rows: i32): i32 {
  return begin<u32>(g, rows)
}
export function positivePairsUnit(g: Gemm, at: i32): void {
  unit<u32>(g, at)
}

export function positiveFused(g: Gemm, rows: i32): void {
  gemm<u64>(g, rows)
}
export function positiveFusedBegin(g: Gemm, rows: i32): i32 {
  return begin<u64>(g, rows)
}
export function positiveFusedUnit(g: Gemm, at: i32): void {
  unit<u64>(g, at)
}

/**
 * Four times 127 * 255, with the second factor outside what the instruction promises: tells machines that add all four
 * products at once from those that add pairs and saturate. Says what is fast, never what is right.
 */
export function probe(a: i32, b: i32): i32 {
  const sum = i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.splat(<i8>a), i8x16.splat(<i8>b), i32x4.splat(0))
  return i32x4.extract_lane(sum, 0)
}
