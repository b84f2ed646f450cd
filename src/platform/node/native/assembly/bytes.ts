// int16 values to bytes and back: a byte is the value plus an offset. Values are known to fit.

// Fields in the order of `bytesParameters` in ../bytes.ts.
@unmanaged
export class Bytes {
  from: usize
  to: usize
  /** Values of one row. */
  count: i32
  offset: i32
}

export function toBytes(p: Bytes, rows: i32): void {
  const offset = i16x8.splat(<i16>p.offset)
  let from = p.from
  let to = p.to
  // Whole vectors: buffers are padded.
  for (const end = to + <usize>(p.count * rows); to < end; to += 16) {
    const a = i16x8.add(v128.load(from), offset)
    const b = i16x8.add(v128.load(from, 16), offset)
    v128.store(to, i8x16.narrow_i16x8_u(a, b))
    from += 32
  }
}

export function fromBytes(p: Bytes, rows: i32): void {
  const offset = i16x8.splat(<i16>p.offset)
  let from = p.from
  let to = p.to
  const end = from + <usize>(p.count * rows)
  for (; from + 16 <= end; from += 16) {
    const v = v128.load(from)
    v128.store(to, i16x8.sub(i16x8.extend_low_i8x16_u(v), offset))
    v128.store(to, i16x8.sub(i16x8.extend_high_i8x16_u(v), offset), 16)
    to += 32
  }
  for (; from < end; from++, to += 2) store<i16>(to, <i16>(<i32>load<u8>(from) - p.offset))
}
