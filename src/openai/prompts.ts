// Prompts as tokens: a text, ids, or lists of either; and how long an answer to them may be. spec/openai.md, "Prompts".

import { refuse } from '../core/errors/index.ts'
import type { LanguageModel } from './backend.ts'
import { invalid } from './errors.ts'
import type { OpenAiLimits } from './limits.ts'
import { budgetOf } from './messages.ts'

const isIds = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every(entry => typeof entry === 'number')

/**
 * `prompt` of a completion or `input` of embeddings: one prompt or several, as tokens. A text is encoded as the tokenizer does, with
 * the beginning token where it adds one; ids are taken as they are.
 */
export function promptsOf(
  given: unknown,
  what: string,
  model: LanguageModel,
  limits: OpenAiLimits,
  most: number,
): readonly (readonly number[])[] {
  const budget = budgetOf(limits)
  const list: readonly unknown[] =
    typeof given === 'string' || isIds(given) ? [given] : Array.isArray(given) ? given : []
  if (list.length < 1 || list.length > most)
    return invalid(what, `not a text, token ids, or a list of 1 to ${most} of them`)
  return list.map((entry, i) => {
    const where = list.length === 1 && entry === given ? what : `${what}[${i}]`
    if (typeof entry === 'string') {
      const tokens = model.encode(budget(entry, where))
      return tokens.length > 0 ? tokens : invalid(where, 'no token: the model has to begin with something')
    }
    if (!isIds(entry)) return invalid(where, 'not a text and not token ids')
    // Longer than any context: said before the ids are looked at.
    if (entry.length > model.context) return tooLong(model, where, entry.length, 0)
    return entry.map(id =>
      Number.isInteger(id) && (id as number) >= 0 && (id as number) < model.vocabulary
        ? (id as number)
        : invalid(where, `${String(id).slice(0, 20)} is not a token of the model`),
    )
  })
}

const tooLong = ({ context }: LanguageModel, param: string, prompt: number, wanted: number): never =>
  refuse(
    'context_length_exceeded',
    `the model's context is ${context} tokens; the prompt has ${prompt}${wanted === 0 ? '' : `, and ${wanted} more were asked for`}`,
    { facts: { param, context, prompt, wanted } },
  )

/**
 * Most tokens of an answer to a prompt that came `from` a parameter: what was asked for, or `fallback`, or as many as fit. Refuses what does not fit:
 * nothing is cut off.
 */
export function outputTokens(
  asked: { readonly value: number | undefined; readonly param: string; readonly fallback?: number },
  from: string,
  prompt: readonly number[],
  model: LanguageModel,
  limits: OpenAiLimits,
): number {
  const room = model.context - prompt.length
  if (room < 1) return tooLong(model, from, prompt.length, 0)
  if (asked.value === undefined) return Math.min(room, limits.outputTokens, asked.fallback ?? Number.POSITIVE_INFINITY)
  if (asked.value > room) return tooLong(model, asked.param, prompt.length, asked.value)
  return asked.value <= limits.outputTokens ? asked.value : invalid(asked.param, `at most ${limits.outputTokens} here`)
}
