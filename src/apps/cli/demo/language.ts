// What `npm start` shows of language models: publish the shipped one, and stream an answer that is computed again while it comes.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { unwrap, WorldError } from '../../../core/errors/index.ts'
import { decodeModel, type ExactModel } from '../../../core/graph/index.ts'
import { program } from '../support/localNetwork.ts'
import { cleanEnvironment, type Stage } from './story.ts'

export const LANGUAGE_NAME = 'assay/bard@1'
export const QUESTION = 'What news, good cousin?'
const MODEL = fileURLToPath(new URL('../../models/bard/model.assay', import.meta.url))

/** The shipped language model; `scripts` beside it say how it was made. */
export const readBard = (): ExactModel => {
  if (!existsSync(MODEL)) throw new WorldError('content_unavailable', `${MODEL} is missing`)
  return unwrap(decodeModel(new Uint8Array(readFileSync(MODEL))))
}

export interface SpokenAnswer {
  readonly text: string
  readonly tokens: number
  readonly finish: string
  readonly level: string
  readonly receiptId: string
  /** Until the first text was there, and until the answer was whole and checked: milliseconds, the start of the program included. */
  readonly firstMs: number
  readonly milliseconds: number
}

/** `assay chat` as a process of its own, from the home of a user of this network. `show` hears the text as it comes. */
export async function speak({ home, local, signal }: Stage, show: (text: string) => void): Promise<SpokenAnswer> {
  const words = ['chat', LANGUAGE_NAME, '--message', QUESTION, '--max-tokens', '60', '--temperature', '0.7']
  const where = ['--home', home.path, '--network', local.networkFile, '--policy', 'replayed', '--stream-json']
  const started = performance.now()
  const child = spawn(process.execPath, [program('assay.mjs'), ...words, ...where], {
    env: cleanEnvironment(),
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (part: Buffer) => {
    errors = (errors + part.toString()).slice(-2000)
  })
  let rest = ''
  let firstMs = 0
  let last: Record<string, unknown> = {}
  for await (const part of child.stdout) {
    rest += String(part)
    const lines = rest.split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      last = JSON.parse(line)
      if (typeof last['piece'] !== 'string') continue
      firstMs ||= performance.now() - started
      show(last['piece'])
    }
  }
  if (typeof last['receiptId'] !== 'string')
    throw new WorldError('internal', `assay chat: ${String(last['code'] ?? errors)}: ${String(last['message'] ?? '')}`)
  const { text, tokens, finish, level, receiptId } = last as unknown as SpokenAnswer
  return { text, tokens, finish, level, receiptId, firstMs, milliseconds: performance.now() - started }
}
