// Templates that nobody wrote: the vectors' with parts cut, doubled, swapped and mixed. Whatever they are, reading and rendering gives
// text or a refusal, soon, and no word of a message counts as the template's.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Message, type RenderOptions, readTemplate, writeTemplate } from '../../src/core/language/index.ts'
import { root } from '../compile/support/material.ts'
import { random } from './tokenizers.ts'

const vectors = JSON.parse(readFileSync(join(root, 'vectors/template/vectors.json'), 'utf8')) as {
  readonly tools: RenderOptions['tools']
  readonly x: never
  readonly chats: readonly { template: string }[]
  readonly pieces: readonly { template: string }[]
  readonly attacks: readonly string[]
}

const SOURCES = [...vectors.chats, ...vectors.pieces].map(({ template }) => template).concat(vectors.attacks)
const PARTS = SOURCES.flatMap(source => source.match(/\{\{.*?\}\}|\{%.*?%\}|\w+|\s+|[^\w\s]/gs) ?? [])
const WORD = 'qzxjkv'
const MESSAGES: Message[] = [
  { role: 'system', content: WORD },
  { role: 'user', content: `${WORD} ${WORD}` },
  { role: 'assistant', content: WORD, tool_calls: [{ id: WORD, function: { name: WORD, arguments: { a: WORD } } }] },
  { role: 'tool', content: WORD },
  { role: 'user', content: WORD },
]

/** Returns how many of the templates were read, and how many rendered. */
export function fuzzTemplates(seed: number, rounds: number): { read: number; rendered: number } {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  let read = 0
  let rendered = 0
  for (let i = 0; i < rounds; i++) {
    let template = pick(SOURCES)
    for (let k = Math.floor(next() * 5); k > 0; k--) {
      const at = Math.floor(next() * template.length)
      const end = next() < 0.5 ? at : at + Math.floor(next() * 30)
      template = template.slice(0, at) + pick(PARTS).repeat(next() < 0.1 ? 20 : 1) + template.slice(end)
    }
    const started = performance.now()
    const compiled = readTemplate(writeTemplate({ template, tokens: { bos_token: '<s>', eos_token: '</s>' } }))
    if (!compiled.ok)
      expect([template, compiled.code]).toEqual([template, expect.stringMatching(/^template_(malformed|limit)$/)])
    else {
      read++
      const result = compiled.value.render(MESSAGES, { tools: vectors.tools!, variables: { x: vectors.x }, date: 0 })
      if (!result.ok)
        expect([template, result.code]).toEqual([template, expect.stringMatching(/^template_(failed|refused|limit)$/)])
      else {
        rendered++
        for (const part of result.value)
          if (part.trusted && part.text.toLowerCase().includes(WORD)) expect(template).toBe('')
      }
    }
    if (performance.now() - started > 15_000) expect(template).toBe('fast')
  }
  return { read, rendered }
}
