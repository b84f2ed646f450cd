// Templates as Jinja itself renders them in the environment of Hugging Face transformers (vectors/template/generate.py).

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { type Message, type RenderOptions, readTemplate, writeTemplate } from '../../src/core/language/index.ts'
import { root } from '../compile/support/material.ts'

interface Case {
  readonly talk: string
  readonly tools: boolean
  readonly prompt: boolean
  readonly variables: Record<string, boolean>
  readonly text?: string
  readonly refused?: string
  readonly failed?: boolean
}
const vectors = JSON.parse(readFileSync(join(root, 'vectors/template/vectors.json'), 'utf8')) as {
  readonly date: number
  readonly tokens: Record<string, string>
  readonly tools: RenderOptions['tools']
  readonly talks: Record<string, readonly Message[]>
  readonly x: never
  readonly chats: readonly { name: string; template: string; cases: readonly Case[] }[]
  readonly pieces: readonly { template: string; text: string }[]
  readonly attacks: readonly string[]
}
const make = (template: string) => unwrap(readTemplate(writeTemplate({ template, tokens: vectors.tokens })))
const { date } = vectors

describe('chat templates', () => {
  it.each(vectors.chats.map(chat => [chat.name, chat] as const))('%s', (_, { template, cases }) => {
    const compiled = make(template)
    let texts = 0
    for (const { talk, tools, prompt, variables, text, refused } of cases) {
      const result = compiled.render(vectors.talks[talk]!, {
        ...(tools ? { tools: vectors.tools! } : {}),
        addGenerationPrompt: prompt,
        variables,
        date,
      })
      const what = `${talk}, ${tools ? 'tools' : 'no tools'}, ${prompt ? 'prompt' : 'no prompt'}`
      if (text !== undefined) {
        texts++
        expect([what, result.ok ? result.value.map(part => part.text).join('') : result]).toEqual([what, text])
      } else if (refused !== undefined)
        expect([what, result]).toMatchObject([
          what,
          { ok: false, code: 'template_refused', message: expect.stringContaining(refused) },
        ])
      else expect([what, result]).toMatchObject([what, { ok: false, code: 'template_failed' }])
    }
    expect(texts).toBeGreaterThan(5)
  })
})

describe('the language', () => {
  it.each(vectors.pieces.map(piece => [piece.template.slice(0, 60), piece] as const))('%s', (_, { template, text }) => {
    const result = make(template).render([], { variables: { x: vectors.x }, date })
    expect(
      unwrap(result)
        .map(part => part.text)
        .join(''),
    ).toBe(text)
  })
})

describe('ways out of the sandbox', () => {
  it.each(vectors.attacks)('%s', template => {
    const result = make(template).render([], { variables: { x: vectors.x } })
    expect(result).toMatchObject({ ok: false, code: expect.stringMatching(/^template_(failed|limit)$/) })
  })
})
