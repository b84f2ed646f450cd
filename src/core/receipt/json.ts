// Reading JSON values strictly: exactly the members that are named, hex in lower case, bounded lists and integers. A reader is made for
// one refusal code, so that what is wrong with a receipt, a stream or a saved file says so by its own name.

import { type Hex, isHex } from '../bytes/index.ts'
import { type ErrorCode, refuse } from '../errors/index.ts'

export type Json = Record<string, unknown>

export interface JsonReader {
  bad(reason: string): never
  /** An object with exactly these members, in any order; `optional` ones may be missing. */
  members(value: unknown, names: readonly string[], what: string, optional?: readonly string[]): Json
  hex(value: unknown, length: number | undefined, what: string): Hex
  list(value: unknown, most: number, what: string): unknown[]
  integer(value: unknown, most: number, what: string): number
}

export function jsonReader(code: ErrorCode, subject: string): JsonReader {
  const bad = (reason: string): never => refuse(code, `${subject}: ${reason}`)
  return {
    bad,
    members(value, names, what, optional = []) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad(`${what} is not an object`)
      for (const name of names) if (!Object.hasOwn(value, name)) bad(`${what} lacks ${name}`)
      for (const name of Object.keys(value))
        if (!names.includes(name) && !optional.includes(name))
          bad(`${what} has an unknown member ${JSON.stringify(name.slice(0, 40))}`)
      return value as Json
    },
    hex: (value, length, what) =>
      isHex(value, length) ? value : bad(`${what} is not ${length ?? 'some'} bytes of lower-case hex`),
    list(value, most, what) {
      if (!Array.isArray(value)) return bad(`${what} is not a list`)
      if (value.length > most) bad(`${what} has ${value.length} entries, at most ${most}`)
      return value
    },
    integer: (value, most, what) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
        ? value
        : bad(`${what} is not an integer from 0 to ${most}`),
  }
}
