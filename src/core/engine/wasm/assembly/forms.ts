// How a product's operands are stored, told apart by a type argument when the module is compiled:
//   i8, i16   int16 positions in pairs; weights of one or two bytes
//   i32, i64  the same; weights of 10 or 12 bits: their upper eight, and their lower two or four by themselves (packed.ts)
//   u8, u16   relaxed: int8 positions in fours, weights in [-64, 63] stored with 64 added
//   u32, u64  relaxed: positions in [0, 127] in fours, int8 weights as they are
//   u64       and, where machines take all eight bits of a position as they are: int8 positions with 128 added (`flip`)
// The relaxed dot product multiplies int8 by 7 bits without sign: then every machine gives the same sums. Of each two, the
// first adds pairs and then pairs of pairs (two exact products), the second does all in one instruction.

// @ts-ignore: decorator
@inline
export function isRelaxed<T>(): bool {
  return !isSigned<T>()
}

/** Are weights stored with an offset that positions must subtract? */
// @ts-ignore: decorator
@inline
export function isOffset<T>(): bool {
  return !isSigned<T>() && sizeof<T>() <= 2
}

/** Can positions have their highest bit turned as they are packed? */
// @ts-ignore: decorator
@inline
export function isFlipped<T>(): bool {
  return !isSigned<T>() && sizeof<T>() == 8
}

/** Do weights lie in two parts? */
// @ts-ignore: decorator
@inline
export function isPacked<T>(): bool {
  return isSigned<T>() && sizeof<T>() >= 4
}

/** Bytes of a vector of weights: one step of four rows. */
// @ts-ignore: decorator
@inline
export function vectorBytes<T>(): usize {
  return isSigned<T>() && sizeof<T>() == 1 ? 8 : 16
}

/** Bytes of a panel's first `steps` steps. */
// @ts-ignore: decorator
@inline
export function panelBytes<T>(steps: i32): usize {
  if (isPacked<T>()) return <usize>((steps + 3) >> 2) * (sizeof<T>() == 4 ? 80 : 96)
  return <usize>steps * 2 * vectorBytes<T>()
}

/** acc + the products of positions `v` and weights `w`, four rows. */
// @ts-ignore: decorator
@inline
export function add<T>(acc: v128, v: v128, w: v128, ones: v128): v128 {
  if (isSigned<T>()) return i32x4.add(acc, i32x4.dot_i16x8_s(v, w))
  if (sizeof<T>() == 1) return i32x4.add(acc, i32x4.dot_i16x8_s(i16x8.relaxed_dot_i8x16_i7x16_s(v, w), ones))
  if (sizeof<T>() == 2) return i32x4.relaxed_dot_i8x16_i7x16_add_s(v, w, acc)
  if (sizeof<T>() == 4) return i32x4.add(acc, i32x4.dot_i16x8_s(i16x8.relaxed_dot_i8x16_i7x16_s(w, v), ones))
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v, acc)
}
