// Reader and Writer: what is written is read, across every growth of the buffer; a reader stops at its end.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reader, Writer } from '../../src/core/bytes/cursor.ts'

const FIELDS = {
  u8: fc.nat(0xff),
  u16: fc.nat(0xffff),
  u32: fc.nat(0xffffffff),
  i16: fc.integer({ min: -32_768, max: 32_767 }),
  i32: fc.integer(),
  u64: fc.maxSafeNat(),
}
type Name = keyof typeof FIELDS

const field = fc.oneof(...(Object.keys(FIELDS) as Name[]).map(name => fc.tuple(fc.constant(name), FIELDS[name])))

describe('Writer and Reader', () => {
  it('agree, wherever the buffer grows', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 40 }), fc.nat(20), (fields, capacity) => {
        const w = new Writer(capacity)
        for (const [name, value] of fields) w[name](value)
        const r = new Reader(w.finish(), 'test')
        for (const [name, value] of fields) expect(r[name]()).toBe(value)
        r.finish()
      }),
    )
  })

  it('refuse to read past the end, and to leave bytes behind', () => {
    const r = new Reader(Uint8Array.of(1, 2, 3), 'test')
    expect(r.u16()).toBe(0x0102)
    expect(() => r.u16()).toThrow(expect.objectContaining({ code: 'file_truncated' }))
    expect(() => r.finish()).toThrow(expect.objectContaining({ code: 'file_malformed' }))
    expect(() => r.raw(-1)).toThrow(expect.objectContaining({ code: 'file_truncated' }))
    expect(r.u8()).toBe(3)
    r.finish()
  })

  it('refuse a number beyond 2^53', () => {
    const r = new Reader(Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0), 'test')
    expect(() => r.u64()).toThrow(expect.objectContaining({ code: 'file_malformed' }))
  })
})
