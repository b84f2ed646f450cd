// JSON from model files, before JSON.parse: text that is too long, nests too deep or holds too many values is refused, so that what it
// becomes takes a bounded amount of memory. The result is plain data; names are looked up as own members only.

import { fromUtf8 } from '../../../bytes/index.ts'
import { refuse } from '../../../errors/index.ts'

const MAX_BYTES = 64 << 20
const MAX_DEPTH = 64
const MAX_VALUES = 1 << 22

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

function scan(text: string, what: string): void {
  let depth = 0
  let values = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 34) {
      for (i++; i < text.length && text.charCodeAt(i) !== 34; i++) if (text.charCodeAt(i) === 92) i++
    } else if (unit === 0x5b || unit === 0x7b) {
      values++
      if (++depth > MAX_DEPTH) refuse('nesting_too_deep', `${what}: more than ${MAX_DEPTH} levels`)
    } else if (unit === 0x5d || unit === 0x7d) depth--
    else if (unit === 0x2c) values++
  }
  if (values > MAX_VALUES) refuse('file_too_large', `${what}: more than ${MAX_VALUES} values`)
}

/** For use inside `attempt`. The value is an object. */
export function parseJson(bytes: Uint8Array, what: string): JsonObject {
  if (bytes.length > MAX_BYTES) refuse('file_too_large', `${what}: ${bytes.length} bytes, at most ${MAX_BYTES}`)
  let text: string
  try {
    text = fromUtf8(bytes)
  } catch {
    return refuse('file_malformed', `${what}: not UTF-8`)
  }
  scan(text, what)
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    return refuse('file_malformed', `${what}: not JSON`)
  }
  return isObject(value) ? value : refuse('file_malformed', `${what}: not an object`)
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** An own member, or undefined: never what the prototype has. */
export const member = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined
