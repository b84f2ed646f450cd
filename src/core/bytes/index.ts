// Byte strings: hex, comparison, joining, base64. Everything here is pure and knows no other room.

/** A hex string with prefix, as EIPs write it. */
export type Hex = `0x${string}`

const HEX = '0123456789abcdef'

export function toHex(bytes: Uint8Array): Hex {
  let out = '0x'
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i]!
    out += HEX[b >> 4]! + HEX[b & 15]!
  }
  return out as Hex
}

/** Is `value` a lower-case hex string with prefix, of `length` bytes when given? */
export function isHex(value: unknown, length?: number): value is Hex {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-f]{2})*$/.test(value)) return false
  return length === undefined || value.length === 2 + 2 * length
}

/** Decodes lower-case hex with prefix. Throws TypeError on anything else: check untrusted strings with `isHex` first. */
export function fromHex(hex: string): Uint8Array {
  if (!isHex(hex)) throw new TypeError('hex: expected 0x and pairs of lower-case hex digits')
  const out = new Uint8Array((hex.length - 2) / 2)
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(hex.slice(2 + 2 * i, 4 + 2 * i), 16)
  return out
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!
  return difference === 0
}

/** Lexicographic order of byte strings: negative, zero or positive. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Strict UTF-8: throws TypeError on malformed input. */
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  let chunk = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const b0 = bytes[i]!
    const b1 = bytes[i + 1] ?? 0
    const b2 = bytes[i + 2] ?? 0
    chunk += BASE64[b0 >> 2]! + BASE64[((b0 & 3) << 4) | (b1 >> 4)]!
    chunk += i + 1 < bytes.length ? BASE64[((b1 & 15) << 2) | (b2 >> 6)]! : '='
    chunk += i + 2 < bytes.length ? BASE64[b2 & 63]! : '='
    if (chunk.length >= 8192) {
      parts.push(chunk)
      chunk = ''
    }
  }
  parts.push(chunk)
  return parts.join('')
}

const BASE64_VALUE = (() => {
  const table = new Int16Array(128).fill(-1)
  for (let i = 0; i < 64; i++) table[BASE64.charCodeAt(i)] = i
  return table
})()

/** Strict standard base64: canonical padding and zero trailing bits, or null. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const out = new Uint8Array((text.length / 4) * 3 - padding)
  const value = (at: number): number => {
    const code = text.charCodeAt(at)
    if (code === 61 && at >= text.length - padding) return 0
    return code < 128 ? BASE64_VALUE[code]! : -1
  }
  let at = 0
  for (let i = 0; i < text.length; i += 4) {
    const a = value(i)
    const b = value(i + 1)
    const c = value(i + 2)
    const d = value(i + 3)
    if ((a | b | c | d) < 0) return null
    const word = (a << 18) | (b << 12) | (c << 6) | d
    for (let k = 16; k >= 0; k -= 8) {
      if (at < out.length) out[at++] = (word >> k) & 255
      else if (((word >> k) & 255) !== 0) return null
    }
  }
  return out
}
