// Short ways to ask the surface, and to look at what it answers: every reply goes through the published description.

import { expect } from 'vitest'
import { createOpenAi, type LanguageBackend, type OpenAi, type OpenAiLimits } from '../../../src/openai/index.ts'
import { seededRandom, T0 } from '../../support/world.ts'
import { noDescription, problemOf } from './description.ts'
import { makeSpeaker, type Speaker, speakerBackend } from './speaker.ts'

export interface Surface {
  readonly openai: OpenAi
  readonly speaker: Speaker
  readonly reports: unknown[]
  post(path: string, body: unknown, init?: RequestInit): Promise<Response>
}

export function makeSurface(
  options: {
    limits?: Partial<OpenAiLimits>
    context?: number
    backend?: (real: LanguageBackend) => LanguageBackend
  } = {},
): Surface {
  const speaker = makeSpeaker()
  const real = speakerBackend(speaker, options.context)
  const reports: unknown[] = []
  const openai = createOpenAi({
    backend: options.backend?.(real) ?? real,
    readJson: request => request.json(),
    policy: 'signed',
    version: '0.1.0',
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    now: () => T0,
    random: seededRandom('surface'),
    report: error => reports.push(error),
  })
  return {
    openai,
    speaker,
    reports,
    post: (path, body, init = {}) =>
      openai.handle(
        new Request(`http://surface.test${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          ...init,
          headers: { 'content-type': 'application/json', ...init.headers },
        }),
      ),
  }
}

/** A value that must be one of the description's; without the description it is only handed on. */
export function valid<T = Json>(schema: string, value: unknown): T {
  if (noDescription === null) expect(problemOf(schema, value)).toBeNull()
  return value as T
}

// biome-ignore lint/suspicious/noExplicitAny: replies are looked at as any client does
export type Json = any

/** The body of an answer that is not a stream, valid as `schema`. */
export async function whole(response: Response, schema: string): Promise<Json> {
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return valid(schema, JSON.parse(text))
}

/** The error of a refusal, valid as one. */
export async function refusal(response: Response, status = 400): Promise<Json> {
  const text = await response.text()
  expect(response.status, text).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/json')
  return valid('ErrorResponse', JSON.parse(text)).error
}

export interface Message {
  readonly event: string | null
  readonly data: string
}

/** Messages of a stream as a client of the standard reads them; comments are left out and counted. */
export async function messagesOf(response: Response): Promise<{ messages: Message[]; comments: number }> {
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const text = await response.text()
  const blocks = text.split('\n\n')
  expect(blocks.pop()).toBe('')
  const comments = blocks.filter(block => block.startsWith(':')).length
  const messages = blocks
    .filter(block => !block.startsWith(':'))
    .map(block => {
      const lines = block.split('\n')
      const event = lines.find(line => line.startsWith('event: '))?.slice(7) ?? null
      const data = lines.filter(line => line.startsWith('data: ')).map(line => line.slice(6))
      return { event, data: data.join('\n') }
    })
  return { messages, comments }
}

/** Chunks of a stream that ends with [DONE], each valid as `schema`. */
export async function chunksOf(response: Response, schema: string): Promise<Json[]> {
  const { messages } = await messagesOf(response)
  expect(messages.pop()?.data).toBe('[DONE]')
  return messages.map(({ data }) => {
    const chunk = JSON.parse(data)
    valid(schema, schema === 'CreateCompletionResponse' ? withReasons(chunk) : chunk)
    return chunk
  })
}

/**
 * The description has no schema of its own for the chunks of a completion, and so no null for the usage of a chunk and the end of a choice
 * that goes on. The API itself sends null, and so do we.
 */
const withReasons = (chunk: Json): Json => ({
  ...chunk,
  choices: chunk.choices.map((choice: Json) => ({ ...choice, finish_reason: choice.finish_reason ?? 'stop' })),
  ...(chunk.usage === null ? { usage: undefined } : {}),
})
