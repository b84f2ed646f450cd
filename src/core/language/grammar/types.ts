// Grammars in their canonical form: a list of rules, each a language of byte strings. spec/sampler.md, "Grammars". How a JSON schema
// becomes rules is in `schema.ts` and binds nobody: what a sampler holds, and what verifiers see, are the rules.

import { refuse } from '../../errors/index.ts'

/** Index of a rule in its grammar. */
export type RuleId = number

export type Rule =
  /** These bytes. */
  | { readonly is: 'text'; readonly text: string }
  /** A JSON string of `min` to `max` code points; null: no limit. */
  | { readonly is: 'string'; readonly min: number; readonly max: number | null }
  /** A JSON integer without fraction and exponent, of at most 16 digits, from `min` to `max`. */
  | { readonly is: 'integer'; readonly min: number | null; readonly max: number | null }
  /** A JSON number: at most 16 digits before and after the point, at most two in the exponent. */
  | { readonly is: 'number' }
  /** A JSON array of `min` to `max` items. */
  | { readonly is: 'array'; readonly item: RuleId; readonly min: number; readonly max: number | null }
  /** A JSON object: members in this order, then members of other keys whose values are `rest`; null: no others. */
  | { readonly is: 'object'; readonly members: readonly Member[]; readonly rest: RuleId | null }
  /** What one of these gives. */
  | { readonly is: 'any'; readonly of: readonly RuleId[] }
  /** One after the other. */
  | { readonly is: 'sequence'; readonly of: readonly RuleId[] }
  /** Any UTF-8, also none, whose first byte is not that of `not`. */
  | { readonly is: 'prose'; readonly not: string }

export interface Member {
  readonly key: string
  readonly rule: RuleId
  readonly required: boolean
}

/** Rule 0 is the language. */
export interface Grammar {
  readonly rules: readonly Rule[]
}

export const MAX_RULES = 4096
/** Canonical bytes. */
export const MAX_GRAMMAR_BYTES = 128 << 10
/** Bounds of lengths and counts. */
export const MAX_COUNT = 1_000_000
/** `any` and `sequence` inside one another, without an array or object between them. */
export const MAX_INLINE = 64
/** Arrays and objects inside one another in a text that a grammar gives. */
export const MAX_NESTING = 64

/** No lone surrogates: UTF-8 holds the text as it is. */
export function wellFormed(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xd800 || unit > 0xdfff) continue
    const next = text.charCodeAt(i + 1)
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false
    i++
  }
  return true
}

/** Refuses (`grammar_invalid`) what is no grammar of the form above; gives it back. That it is not empty is `compile`'s to see. */
export function checkGrammar(grammar: Grammar): Grammar {
  const { rules } = grammar
  if (rules.length < 1 || rules.length > MAX_RULES)
    refuse('grammar_invalid', `grammar: ${rules.length} rules, 1 to ${MAX_RULES}`)
  rules.forEach((rule, at) => {
    checkRule(rule, rules.length, reason => refuse('grammar_invalid', `grammar, rule ${at}: ${reason}`))
  })
  return grammar
}

function checkRule(rule: Rule, count: number, bad: (reason: string) => never): void {
  const known = (id: RuleId): void => {
    if (!Number.isInteger(id) || id < 0 || id >= count) bad(`no rule ${id}`)
  }
  const text = (value: string): void => {
    if (!wellFormed(value)) bad('a text that is not well-formed Unicode')
  }
  const counts = (min: number, max: number | null): void => {
    if (!Number.isInteger(min) || min < 0 || min > MAX_COUNT) bad(`at least ${min}`)
    if (max !== null && (!Number.isInteger(max) || max < min || max > MAX_COUNT)) bad(`${min} to ${max}`)
  }
  switch (rule.is) {
    case 'text':
      text(rule.text)
      break
    case 'prose':
      text(rule.not)
      break
    case 'number':
      break
    case 'string':
      counts(rule.min, rule.max)
      break
    case 'integer':
      for (const bound of [rule.min, rule.max])
        if (bound !== null && (!Number.isSafeInteger(bound) || Object.is(bound, -0)))
          bad(`bound ${bound} is no safe integer`)
      if (rule.min !== null && rule.max !== null && rule.min > rule.max) bad(`${rule.min} to ${rule.max}`)
      break
    case 'array':
      known(rule.item)
      counts(rule.min, rule.max)
      break
    case 'object': {
      const keys = new Set<string>()
      for (const { key, rule: id } of rule.members) {
        text(key)
        known(id)
        if (keys.has(key)) bad(`the key ${JSON.stringify(key.slice(0, 40))} twice`)
        keys.add(key)
      }
      if (rule.rest !== null) known(rule.rest)
      break
    }
    case 'any':
    case 'sequence':
      if (rule.of.length < 1) bad(`${rule.is} of nothing`)
      for (const id of rule.of) known(id)
      break
    default:
      bad('of no known kind')
  }
}

/** A grammar from parsed JSON: rules with exactly the members above, in that order of meaning. Refuses (`grammar_invalid`) others. */
export function grammarFromJson(json: unknown): Grammar {
  const bad = (reason: string): never => refuse('grammar_invalid', `grammar: ${reason}`)
  const object = (value: unknown, what: string, members: readonly string[]): Record<string, unknown> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad(`${what} is no object`)
    const names = Object.keys(value)
    if (names.length !== members.length || !members.every(name => Object.hasOwn(value, name)))
      return bad(`${what} has other members than ${members.join(', ')}`)
    return value as Record<string, unknown>
  }
  const number = (value: unknown, what: string): number =>
    typeof value === 'number' ? value : bad(`${what} is no number`)
  const orNull = (value: unknown, what: string): number | null => (value === null ? null : number(value, what))
  const string = (value: unknown, what: string): string =>
    typeof value === 'string' ? value : bad(`${what} is no text`)
  const list = (value: unknown, what: string): readonly unknown[] =>
    Array.isArray(value) ? value : bad(`${what} is no list`)
  const rule = (value: unknown, at: number): Rule => {
    const what = `rule ${at}`
    const is = typeof value === 'object' && value !== null && Object.hasOwn(value, 'is') ? (value as Rule).is : ''
    switch (is) {
      case 'text':
        return { is, text: string(object(value, what, ['is', 'text'])['text'], what) }
      case 'prose':
        return { is, not: string(object(value, what, ['is', 'not'])['not'], what) }
      case 'number':
        object(value, what, ['is'])
        return { is }
      case 'string': {
        const { min, max } = object(value, what, ['is', 'min', 'max'])
        return { is, min: number(min, what), max: orNull(max, what) }
      }
      case 'integer': {
        const { min, max } = object(value, what, ['is', 'min', 'max'])
        return { is, min: orNull(min, what), max: orNull(max, what) }
      }
      case 'array': {
        const { item, min, max } = object(value, what, ['is', 'item', 'min', 'max'])
        return { is, item: number(item, what), min: number(min, what), max: orNull(max, what) }
      }
      case 'object': {
        const { members, rest } = object(value, what, ['is', 'members', 'rest'])
        return {
          is,
          members: list(members, what).map(entry => {
            const { key, rule: id, required } = object(entry, what, ['key', 'rule', 'required'])
            if (typeof required !== 'boolean') return bad(`${what}: required is not true or false`)
            return { key: string(key, what), rule: number(id, what), required }
          }),
          rest: orNull(rest, what),
        }
      }
      case 'any':
      case 'sequence':
        return { is, of: list(object(value, what, ['is', 'of'])['of'], what).map(id => number(id, what)) }
      default:
        return bad(`${what} is of no known kind`)
    }
  }
  const rules = list(object(json, 'it', ['rules'])['rules'], 'rules')
  if (rules.length > MAX_RULES) bad(`${rules.length} rules, at most ${MAX_RULES}`)
  return checkGrammar({ rules: rules.map(rule) })
}
