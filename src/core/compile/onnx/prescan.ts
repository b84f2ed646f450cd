// Walks a file's wire bytes before anything is decoded: spec/compile.md, "Reading the file". After it the decoder meets only
// fields of the right wire type, inside their bounds, not nested too deeply, not too many. It reads no values.

import type { DescMessage } from '@bufbuild/protobuf'
import { ScalarType } from '@bufbuild/protobuf'
import { refuse } from '../../errors/index.ts'
import type { ImportLimits } from '../limits.ts'

const VARINT = 0
const FIXED64 = 1
const LENGTH = 2
const FIXED32 = 5

interface Field {
  readonly name: string
  readonly wire: number
  readonly repeated: boolean
  /** A repeated number, which may also come packed. */
  readonly packable: boolean
  readonly message: DescMessage | undefined
}

const tables = new Map<DescMessage, Map<number, Field>>()

function wireOf(scalar: ScalarType): number {
  if (scalar === ScalarType.STRING || scalar === ScalarType.BYTES) return LENGTH
  if (scalar === ScalarType.FLOAT) return FIXED32
  if (scalar === ScalarType.DOUBLE) return FIXED64
  return VARINT
}

function tableOf(message: DescMessage): Map<number, Field> {
  const known = tables.get(message)
  if (known !== undefined) return known
  const table = new Map<number, Field>()
  for (const field of message.fields) {
    const scalar = field.scalar
    const wire = scalar === undefined ? LENGTH : wireOf(scalar)
    const repeated = field.fieldKind === 'list'
    table.set(field.number, {
      name: field.name,
      wire,
      repeated,
      packable: repeated && wire !== LENGTH,
      message: field.message,
    })
  }
  tables.set(message, table)
  return table
}

interface Frame {
  readonly message: DescMessage
  readonly table: Map<number, Field>
  readonly end: number
  /** Bit n: the singular field n has been seen. Field numbers here are below 32. */
  seen: number
}

/** Refuses bytes that cannot be decoded as `root` within the limits. */
export function prescan(bytes: Uint8Array, root: DescMessage, limits: ImportLimits): void {
  if (bytes.length === 0) refuse('file_truncated', 'model file: empty')
  if (bytes.length > limits.bytes) {
    refuse('file_too_large', `model file: ${bytes.length} bytes, the limit is ${limits.bytes}`, {
      facts: { bytes: bytes.length, limit: limits.bytes },
    })
  }
  let at = 0
  let messages = 1
  let items = 0
  const stack: Frame[] = [{ message: root, table: tableOf(root), end: bytes.length, seen: 0 }]

  const where = (frame: Frame): string => `model file, ${frame.message.name} at offset ${at}`
  const malformed = (frame: Frame, reason: string): never => refuse('file_malformed', `${where(frame)}: ${reason}`)
  // Inside the file's last bytes an overrun means that the rest is missing; inside a message it means a wrong length.
  const overrun = (frame: Frame, reason: string): never =>
    refuse(frame.end === bytes.length ? 'file_truncated' : 'file_malformed', `${where(frame)}: ${reason}`)

  const varint = (frame: Frame): number => {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= frame.end) overrun(frame, 'a number ends early')
      const byte = bytes[at++]!
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
    return malformed(frame, 'a number of more than 10 bytes')
  }

  const count = (frame: Frame, n: number): void => {
    items += n
    if (items > limits.items) refuse('file_too_large', `${where(frame)}: more than ${limits.items} repeated values`)
  }

  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!
    if (at === frame.end) {
      stack.pop()
      continue
    }
    const tag = varint(frame)
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (number < 1 || number > 2 ** 29 - 1) malformed(frame, `field number ${number}`)
    if (wire === 3 || wire === 4) malformed(frame, 'groups are not part of ONNX')
    const field = frame.table.get(number)
    if (field !== undefined) {
      if (wire !== field.wire && !(field.packable && wire === LENGTH))
        malformed(frame, `field ${field.name} has wire type ${wire}`)
      if (!field.repeated) {
        // Twice the same field would be merged or overwritten, differently by different readers.
        const bit = 1 << number
        if ((frame.seen & bit) !== 0) malformed(frame, `field ${field.name} stands twice`)
        frame.seen |= bit
      } else if (field.message === undefined && wire === field.wire) count(frame, 1)
    }
    if (wire === VARINT) {
      varint(frame)
    } else if (wire === FIXED64 || wire === FIXED32) {
      const size = wire === FIXED64 ? 8 : 4
      if (size > frame.end - at) overrun(frame, 'a number ends early')
      at += size
    } else if (wire === LENGTH) {
      const length = varint(frame)
      if (length > frame.end - at) overrun(frame, `${length} bytes declared, ${frame.end - at} are left`)
      if (field?.message !== undefined) {
        if (++messages > limits.messages)
          refuse('file_too_large', `${where(frame)}: more than ${limits.messages} messages`)
        if (stack.length >= limits.depth) {
          refuse('nesting_too_deep', `${where(frame)}: nested deeper than ${limits.depth} messages`, {
            facts: { limit: limits.depth },
          })
        }
        stack.push({ message: field.message, table: tableOf(field.message), end: at + length, seen: 0 })
        continue
      }
      if (field?.packable) {
        const end = at + length
        if (field.wire === VARINT) {
          let numbers = 0
          for (let i = at; i < end; i++) if (bytes[i]! < 128) numbers++
          count(frame, numbers)
          if (length > 0 && bytes[end - 1]! >= 128) malformed(frame, `field ${field.name} ends inside a number`)
          let run = 0
          for (let i = at; i < end; i++) {
            run = bytes[i]! < 128 ? 0 : run + 1
            if (run > 9) malformed(frame, 'a number of more than 10 bytes')
          }
        } else {
          const size = field.wire === FIXED64 ? 8 : 4
          if (length % size !== 0) malformed(frame, `field ${field.name} ends inside a number`)
          count(frame, length / size)
        }
      }
      at += length
    } else malformed(frame, `wire type ${wire}`)
  }
}
