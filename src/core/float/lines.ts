// Lines of text as few bytes where each resembles the one before: how the answer of an upstream server stands in its stream.
// spec/float.md, "Lines". Nothing is lost or changed: the bytes bind every line. Written once, read by whoever distrusts who wrote it.

import { concat } from '../bytes/index.ts'
import { refuse } from '../errors/index.ts'

/** Bytes of one line, and of all lines of an answer together. */
export const MAX_LINE_BYTES = 1 << 18
export const MAX_LINES_BYTES = 16 << 20

const NONE = new Uint8Array(0)

/** LEB128, unsigned, in its shortest form. */
function varint(value: number): number[] {
  const out: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest & 127) | 128)
  out.push(rest)
  return out
}

/** How many bytes two lines begin with in common; and of the rest, how many they end with. */
function shared(a: Uint8Array, b: Uint8Array): readonly [number, number] {
  const most = Math.min(a.length, b.length)
  let prefix = 0
  while (prefix < most && a[prefix] === b[prefix]) prefix++
  let suffix = 0
  while (suffix < most - prefix && a[a.length - 1 - suffix] === b[b.length - 1 - suffix]) suffix++
  return [prefix, suffix]
}

/** Gives the record of each next line. What was given must be used: the next record builds on it. */
export function createLineWriter(): (line: Uint8Array) => Uint8Array {
  let last: Uint8Array = NONE
  return line => {
    if (line.length > MAX_LINE_BYTES) throw new RangeError(`line: ${line.length} bytes`)
    const [prefix, suffix] = shared(last, line)
    const middle = line.subarray(prefix, line.length - suffix)
    last = line
    return concat(Uint8Array.from([...varint(prefix), ...varint(suffix), ...varint(middle.length)]), middle)
  }
}

export interface LineReader {
  /** The next bytes, any number; the lines that are complete with them. Refuses (`tokens_malformed`) what no writer has written. */
  push(bytes: ArrayLike<number>): Uint8Array[]
  /** Has a line begun that is not complete? */
  open(): boolean
}

/** Memory and work are bounded by what has come and MAX_LINES_BYTES, whatever the bytes say. */
export function createLineReader(): LineReader {
  const bad = (reason: string): never => refuse('tokens_malformed', `answer: ${reason}`)
  let last: Uint8Array = NONE
  let total = 0
  /** Prefix, suffix and length of the middle, as far as they have come; and the number that is being read. */
  let numbers: number[] = []
  let value = 0
  let scale = 1
  let line: Uint8Array | null = null
  let at = 0
  let missing = 0

  function number(byte: number): boolean {
    if (byte > 127) {
      value += (byte & 127) * scale
      scale *= 128
      if (scale > MAX_LINE_BYTES * 128) bad('a number is too long')
      return false
    }
    if (byte === 0 && scale > 1) bad('a number is not in its shortest form')
    value += byte * scale
    if (value > MAX_LINE_BYTES) bad(`a line of more than ${MAX_LINE_BYTES} bytes`)
    numbers.push(value)
    value = 0
    scale = 1
    return true
  }

  /** All three numbers are there: the line as far as it is known. */
  function begin(): void {
    const [prefix, suffix, middle] = numbers as [number, number, number]
    if (prefix + suffix > last.length) bad('a line takes more of the one before than there is')
    const length = prefix + middle + suffix
    total += length
    if (length > MAX_LINE_BYTES || total > MAX_LINES_BYTES) bad(`its lines have more than ${MAX_LINES_BYTES} bytes`)
    line = new Uint8Array(length)
    line.set(last.subarray(0, prefix))
    line.set(last.subarray(last.length - suffix), prefix + middle)
    at = prefix
    missing = middle
    numbers = []
  }

  return {
    push(bytes) {
      const lines: Uint8Array[] = []
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i]!
        if (byte < 0 || byte > 255) bad(`token ${byte} is no byte`)
        if (line === null) {
          if (!number(byte) || numbers.length < 3) continue
          begin()
        } else {
          line[at++] = byte
          missing--
        }
        if (line === null || missing > 0) continue
        last = line
        lines.push(line)
        line = null
      }
      return lines
    },
    open: () => line !== null || numbers.length > 0 || scale > 1,
  }
}
