// The published small model of the material, and what it says greedily.

import { type FloatLanguage, forward, type Multiply, openSequence } from '../../../src/core/compile/language/index.ts'
import { imported } from './languages.ts'
import { material } from './material.ts'

export const stories = (): FloatLanguage => imported({ 'stories260K.bin': material('stories260K/stories260K.bin') })

/** Pieces of llama2.c's tokenizer file. */
function pieces(): Buffer[] {
  const bytes = Buffer.from(material('stories260K/tok512.bin'))
  const out: Buffer[] = []
  for (let at = 4; at < bytes.length; ) {
    const length = bytes.readInt32LE(at + 4)
    out.push(bytes.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  return out
}

/** 200 steps of llama2.c's own loop: the tokens, the first included, and the bytes that it prints. */
export function greedyText(model: FloatLanguage, multiply?: Multiply): { tokens: Int32Array; text: string } {
  const list = pieces()
  const sequence = openSequence(model)
  const tokens = [1]
  let text = ''
  for (let step = 0; step < 200; step++) {
    const logits = forward(model, [{ sequence, tokens: [tokens.at(-1)!] }], {
      last: true,
      ...(multiply === undefined ? {} : { multiply }),
    })
    const next = logits.reduce((best, value, i) => (value > logits[best]! ? i : best), 0)
    if (next === 1) break
    let piece = list[next]!
    if (tokens.length === 1 && piece[0] === 32) piece = piece.subarray(1)
    const byte = /^<0x([0-9A-F]{2})>$/.exec(piece.toString('latin1'))
    text += byte === null ? piece.toString('latin1') : String.fromCharCode(Number.parseInt(byte[1]!, 16))
    tokens.push(next)
  }
  return { tokens: Int32Array.from(tokens), text }
}
