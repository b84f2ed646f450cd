// The shipped language model for its tests: the file, its tokenizer and template, and answers by any engine.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel, type ExactModel } from '../../src/core/graph/index.ts'
import {
  createGeneration,
  type LanguageSession,
  logitsOf,
  type Message,
  partOf,
  readTemplate,
  readTokenizer,
  type Sampler,
} from '../../src/core/language/index.ts'
import { root } from '../compile/support/material.ts'

export const folder = join(root, 'models/bard')
export const bytes = new Uint8Array(readFileSync(join(folder, 'model.assay')))
export const model: ExactModel = unwrap(decodeModel(bytes))
export const tokenizer = unwrap(readTokenizer(model.language!.tokenizer))
export const template = unwrap(readTemplate(model.language!.template))

/** Tokens of a conversation that the model is to answer. */
export const conversation = (messages: readonly Message[]): number[] =>
  tokenizer.encodeSegments(unwrap(template.render(messages)))

/** What training wrote of the float model: prompts, greedy answers, and by how much each token won. */
export interface Greedy {
  readonly text?: string
  readonly messages?: readonly Message[]
  readonly prompt: readonly number[]
  readonly answer: readonly number[]
  readonly margins: readonly number[]
  readonly answerText: string
}
export const greedy: readonly Greedy[] = JSON.parse(readFileSync(join(folder, 'checkpoint/greedy.json'), 'utf8'))

/** The tokens that follow, one step after the other. */
export async function answer(
  opened: LanguageSession,
  prompt: readonly number[],
  sampler: Sampler,
  seed: Uint8Array,
): Promise<{ tokens: number[]; finish: string }> {
  const { session, ports, vocabulary } = opened
  const generation = createGeneration({
    ...{ sampler, seed, prompt, vocabulary },
    ...{ exponent: ports.logitExponent, context: ports.context },
  })
  const sequence = session.open()
  const tokens: number[] = []
  let next = prompt
  while (generation.finish === null) {
    const [outputs] = await session.step([partOf(sequence, next, 1)])
    const token = generation.choose({ logits: logitsOf(outputs!, opened), offset: 0 })
    generation.take(token)
    tokens.push(token)
    next = [token]
  }
  sequence.close()
  return { tokens, finish: generation.finish }
}
