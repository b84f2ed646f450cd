// How tokens spell bytes (spec/tokenizer.md, "Spelling"): the alphabet of 256 printable characters of byte-level vocabularies, and the
// kinds of tokens that a file's lists say.

import { utf8 } from '../../bytes/index.ts'
import { SILENT, type TokenizerData } from './types.ts'

/** Character of every byte: itself where it is printable in Latin-1, else the next character from U+0100 on. */
const CHARACTER: readonly string[] = (() => {
  let next = 0x100
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
    return String.fromCharCode(printable ? byte : next++)
  })
})()

const BYTE: Int16Array = (() => {
  const table = new Int16Array(0x144).fill(-1)
  CHARACTER.forEach((character, byte) => {
    table[character.charCodeAt(0)] = byte
  })
  return table
})()

export const characterOf = (byte: number): string => CHARACTER[byte]!

/** The byte that the alphabet's character at `at` spells, or -1. */
export function byteAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit < BYTE.length ? BYTE[unit]! : -1
}

export const ORDINARY = 0
export const ADDED = 1
export const SILENCED = 2
export const BYTE_TOKEN = 3
export const HOLE = 4

/** What each token is. Ordinary ones alone are made by the model of the text. */
export function kindsOf(data: TokenizerData): Uint8Array {
  const kinds = new Uint8Array(data.tokens.length)
  data.tokens.forEach((text, id) => {
    if (text === '') kinds[id] = HOLE
  })
  for (const id of data.bytes) kinds[id] = BYTE_TOKEN
  for (let i = 0; i < data.added.length; i += 2)
    kinds[data.added[i]!] = (data.added[i + 1]! & SILENT) === 0 ? ADDED : SILENCED
  return kinds
}

/** Bytes of a token inside a text. */
export function spelledBytes(data: TokenizerData, kind: number, id: number): Uint8Array {
  const text = data.tokens[id]!
  if (kind === BYTE_TOKEN) return Uint8Array.of(data.bytes.indexOf(id))
  if (kind === SILENCED) return utf8(text)
  if (data.spelling === 'bytes' && kind === ORDINARY)
    return Uint8Array.from({ length: text.length }, (_, i) => byteAt(text, i))
  if (data.model === 'wordpiece' && kind === ORDINARY) {
    const continues = data.continuing !== '' && text.startsWith(data.continuing)
    return utf8(continues ? text.slice(data.continuing.length) : ` ${text}`)
  }
  return utf8(data.space === '' ? text : text.replaceAll(data.space, ' '))
}
