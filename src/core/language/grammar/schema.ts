// JSON schemas to grammars: spec/sampler.md, "JSON schemas". What a schema cannot be kept to is refused by name, never dropped. The
// grammar gives some of the schema's texts, not all: members come in the schema's order, and only declared ones unless others are asked for.

import { refuse } from '../../errors/index.ts'
import { disjoint } from './disjoint.ts'
import {
  checkGrammar,
  type Grammar,
  MAX_COUNT,
  MAX_RULES,
  type Member,
  type Rule,
  type RuleId,
  wellFormed,
} from './types.ts'

const MAX_SCHEMA_DEPTH = 64

/** Keywords that say nothing about which texts are valid. */
const ANNOTATIONS = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
])

const KEYWORDS = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'minItems', 'maxItems'],
  string: ['minLength', 'maxLength'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  boolean: [],
  null: [],
} as const
type TypeName = keyof typeof KEYWORDS
const isType = (value: unknown): value is TypeName => typeof value === 'string' && Object.hasOwn(KEYWORDS, value)

type Schema = Readonly<Record<string, unknown>>

/** Adds rules one by one. */
interface Rules {
  add(rule: Rule): RuleId
  /** A place for a rule that is made later, because it may refer to itself. */
  reserve(): RuleId
  set(id: RuleId, rule: Rule): void
}

function rulesOf(list: Rule[]): Rules {
  const shared = new Map<string, RuleId>()
  const push = (rule: Rule): RuleId => {
    if (list.length >= MAX_RULES) refuse('grammar_too_large', `schema: more than ${MAX_RULES} rules`)
    return list.push(rule) - 1
  }
  return {
    add(rule) {
      const key = JSON.stringify(rule)
      const known = shared.get(key)
      if (known !== undefined) return known
      const id = push(rule)
      shared.set(key, id)
      return id
    },
    reserve: () => push({ is: 'any', of: [0] }),
    set(id, rule) {
      list[id] = rule
    },
  }
}

/** Any JSON value, and any object. */
function addAny(rules: Rules): { value: RuleId; object: RuleId } {
  const value = rules.reserve()
  const object = rules.add({ is: 'object', members: [], rest: value })
  const of = [
    object,
    rules.add({ is: 'array', item: value, min: 0, max: null }),
    rules.add({ is: 'string', min: 0, max: null }),
    rules.add({ is: 'number' }),
    ...['true', 'false', 'null'].map(text => rules.add({ is: 'text', text })),
  ]
  rules.set(value, { is: 'any', of })
  return { value, object }
}

/** A schema among the rules of a grammar that is being made. */
export function addSchema(list: Rule[], schema: unknown): RuleId {
  const rules = rulesOf(list)
  const references = new Map<string, RuleId>()
  let anything: { value: RuleId; object: RuleId } | null = null
  const any = () => (anything ??= addAny(rules))

  const unsupported = (where: string, reason: string, hint?: string): never =>
    refuse('grammar_unsupported', `schema at ${where}: ${reason}`, hint === undefined ? {} : { hint })
  const invalid = (where: string, reason: string): never => refuse('grammar_invalid', `schema at ${where}: ${reason}`)

  function build(value: unknown, where: string, depth: number): RuleId {
    if (depth > MAX_SCHEMA_DEPTH)
      refuse('nesting_too_deep', `schema at ${where}: nests deeper than ${MAX_SCHEMA_DEPTH}`)
    if (value === true) return any().value
    if (value === false) return unsupported(where, 'false, which nothing is valid for')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid(where, 'not a schema')
    const given = value as Schema
    const keywords = Object.keys(given).filter(name => !ANNOTATIONS.has(name))
    if (keywords.length === 0) return any().value
    /** The keyword says it all, or what stands beside it would be a second condition on the same text. */
    const alone = (name: string): unknown => {
      const other = keywords.find(keyword => keyword !== name)
      if (other !== undefined) unsupported(where, `${name} beside ${other}`, 'put everything into one of them')
      return given[name]
    }
    if (Object.hasOwn(given, '$ref')) return reference(alone('$ref'), where)
    if (Object.hasOwn(given, 'allOf')) {
      const parts = alone('allOf')
      if (!Array.isArray(parts) || parts.length !== 1) return unsupported(where, 'allOf of other than one schema')
      return build(parts[0], `${where}/allOf/0`, depth + 1)
    }
    for (const name of ['anyOf', 'oneOf'] as const) {
      if (!Object.hasOwn(given, name)) continue
      const options = alone(name)
      if (!Array.isArray(options) || options.length < 1) return invalid(`${where}/${name}`, 'not a list of schemas')
      const of = options.map((option, i) => build(option, `${where}/${name}/${i}`, depth + 1))
      if (name === 'oneOf') apart.push({ of, where: `${where}/${name}` })
      return of.length === 1 ? of[0]! : rules.add({ is: 'any', of })
    }
    const types = typesOf(given, where)
    if (Object.hasOwn(given, 'enum') || Object.hasOwn(given, 'const')) return values(given, keywords, types, where)
    const allowed = new Set<string>(['type', ...types.flatMap(type => KEYWORDS[type])])
    for (const name of keywords)
      if (!allowed.has(name))
        unsupported(
          where,
          `${JSON.stringify(name.slice(0, 40))} is not kept`,
          'leave it out, or check the answer for it yourself',
        )
    const of = types.map(type => typed(type, given, where, depth))
    return of.length === 1 ? of[0]! : rules.add({ is: 'any', of })
  }

  /** Schemas that are referred to and not yet built: one after the other, however long a chain they make. */
  const referred: (() => void)[] = []
  /** oneOf lists, looked at when all rules stand. */
  const apart: { of: readonly RuleId[]; where: string }[] = []

  function typesOf(given: Schema, where: string): readonly TypeName[] {
    const { type } = given
    if (Array.isArray(type)) {
      if (type.length < 1 || !type.every(isType) || new Set(type).size !== type.length)
        return invalid(`${where}/type`, 'not a list of types')
      // Every integer is a number.
      return type.includes('number') ? type.filter(name => name !== 'integer') : type
    }
    if (type !== undefined) return isType(type) ? [type] : invalid(`${where}/type`, 'not a type')
    if (Object.hasOwn(given, 'enum') || Object.hasOwn(given, 'const')) return Object.keys(KEYWORDS) as TypeName[]
    const implied = (['object', 'array', 'string'] as const).filter(name =>
      KEYWORDS[name].some(keyword => Object.hasOwn(given, keyword)),
    )
    return implied.length === 1 ? implied : unsupported(where, 'no type', 'say which type it is')
  }

  function reference(value: unknown, where: string): RuleId {
    if (typeof value !== 'string' || !(value === '#' || value.startsWith('#/')))
      return unsupported(where, '$ref outside the schema', 'put what it refers to under $defs')
    const known = references.get(value)
    if (known !== undefined) return known
    let target: unknown = schema
    for (const part of value.split('/').slice(1)) {
      let name = part
      try {
        name = decodeURIComponent(part)
      } catch {
        return invalid(where, '$ref with a malformed escape')
      }
      name = name.replaceAll('~1', '/').replaceAll('~0', '~')
      if (typeof target !== 'object' || target === null || !Object.hasOwn(target, name))
        return invalid(where, `$ref to ${JSON.stringify(value.slice(0, 80))}, which is not there`)
      target = (target as Schema)[name]
    }
    const id = rules.reserve()
    references.set(value, id)
    referred.push(() => rules.set(id, { is: 'any', of: [build(target, value, 0)] }))
    return id
  }

  function values(given: Schema, keywords: readonly string[], types: readonly TypeName[], where: string): RuleId {
    const other = keywords.find(name => !['enum', 'const', 'type'].includes(name))
    if (other !== undefined) unsupported(where, `enum or const beside ${other}`)
    const { enum: listed } = given
    if (listed !== undefined && (!Array.isArray(listed) || listed.length < 1))
      return invalid(`${where}/enum`, 'not a list of values')
    const texts = new Set(
      (Object.hasOwn(given, 'const') ? [given['const']] : (listed as unknown[]))
        .filter(value => types.some(type => hasType(value, type)))
        .map(value => textOf(value, where)),
    )
    if (Object.hasOwn(given, 'const') && Array.isArray(listed)) {
      const also = new Set(listed.map(value => textOf(value, where)))
      for (const text of texts) if (!also.has(text)) texts.delete(text)
    }
    const of = [...texts].map(text => rules.add({ is: 'text', text }))
    if (of.length === 0) return invalid(where, 'no value has the type')
    return of.length === 1 ? of[0]! : rules.add({ is: 'any', of })
  }

  function textOf(value: unknown, where: string): string {
    if (nestsDeeper(value, MAX_SCHEMA_DEPTH))
      refuse('nesting_too_deep', `schema at ${where}: a value that nests deeper than ${MAX_SCHEMA_DEPTH}`)
    const text = JSON.stringify(value)
    return wellFormed(text) ? text : invalid(where, 'a value that is not well-formed Unicode')
  }

  function count(given: Schema, name: string, where: string): number | null {
    const value = given[name]
    if (value === undefined) return null
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
      return invalid(`${where}/${name}`, 'not a whole number')
    return value > MAX_COUNT ? unsupported(`${where}/${name}`, `${value} is above ${MAX_COUNT}`) : value
  }

  function counts(given: Schema, least: string, most: string, where: string): { min: number; max: number | null } {
    const min = count(given, least, where) ?? 0
    const max = count(given, most, where)
    return max !== null && max < min ? invalid(where, `${least} ${min} above ${most} ${max}`) : { min, max }
  }

  function typed(type: TypeName, given: Schema, where: string, depth: number): RuleId {
    switch (type) {
      case 'null':
        return rules.add({ is: 'text', text: 'null' })
      case 'boolean':
        return rules.add({ is: 'any', of: ['true', 'false'].map(text => rules.add({ is: 'text', text })) })
      case 'string':
        return rules.add({ is: 'string', ...counts(given, 'minLength', 'maxLength', where) })
      case 'number': {
        const bound = KEYWORDS.number.find(name => given[name] !== undefined)
        if (bound !== undefined) return unsupported(where, `${bound} of a number`, 'bounds are kept of integers only')
        return rules.add({ is: 'number' })
      }
      case 'integer':
        return integer(given, where)
      case 'array': {
        const { min, max } = counts(given, 'minItems', 'maxItems', where)
        const item = Object.hasOwn(given, 'items') ? build(given['items'], `${where}/items`, depth + 1) : any().value
        return rules.add({ is: 'array', item, min, max })
      }
      case 'object':
        return object(given, where, depth)
    }
  }

  function integer(given: Schema, where: string): RuleId {
    const bound = (name: string): number | null => {
      const value = given[name]
      if (value === undefined) return null
      return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER
        ? value
        : unsupported(`${where}/${name}`, 'not a number within 2^53')
    }
    const above = [bound('minimum'), bound('exclusiveMinimum')] as const
    const below = [bound('maximum'), bound('exclusiveMaximum')] as const
    const least = [
      above[0] === null ? [] : Math.ceil(above[0]),
      above[1] === null ? [] : Math.floor(above[1]) + 1,
    ].flat()
    const most = [
      below[0] === null ? [] : Math.floor(below[0]),
      below[1] === null ? [] : Math.ceil(below[1]) - 1,
    ].flat()
    // Adding 0 turns -0 into 0.
    const min = least.length === 0 ? null : Math.max(...least) + 0
    const max = most.length === 0 ? null : Math.min(...most) + 0
    if (min !== null && max !== null && min > max) return invalid(where, `no integer from ${min} to ${max}`)
    return rules.add({ is: 'integer', min, max })
  }

  function object(given: Schema, where: string, depth: number): RuleId {
    const { properties = {}, required = [], additionalProperties } = given
    if (typeof properties !== 'object' || properties === null || Array.isArray(properties))
      return invalid(`${where}/properties`, 'not an object')
    if (!Array.isArray(required) || !required.every(name => typeof name === 'string'))
      return invalid(`${where}/required`, 'not a list of names')
    const needed = new Set(required as string[])
    const names = [...new Set([...Object.keys(properties), ...needed])]
    const members: Member[] = names.map(key => {
      if (!wellFormed(key)) return invalid(`${where}/properties`, 'a name that is not well-formed Unicode')
      const rule = Object.hasOwn(properties, key)
        ? build((properties as Schema)[key], `${where}/properties/${key.slice(0, 80)}`, depth + 1)
        : any().value
      return { key, rule, required: needed.has(key) }
    })
    const open = additionalProperties === true || (additionalProperties === undefined && names.length === 0)
    if (open && names.length === 0) return any().object
    const rest = open
      ? any().value
      : additionalProperties === undefined || additionalProperties === false
        ? null
        : build(additionalProperties, `${where}/additionalProperties`, depth + 1)
    return rules.add({ is: 'object', members, rest })
  }

  const id = build(schema, '#', 0)
  for (let next = referred.pop(); next !== undefined; next = referred.pop()) next()
  for (const { of, where } of apart) {
    for (let i = 0; i < of.length; i++)
      for (let j = 0; j < i; j++)
        if (!disjoint(list, of[i]!, of[j]!))
          unsupported(
            where,
            `options ${j} and ${i} may hold together`,
            'say anyOf, or tell them apart by a const member',
          )
  }
  return id
}

/** A grammar whose rule 0 is that of `add`. */
export function grammarOf(add: (list: Rule[]) => RuleId): Grammar {
  const list: Rule[] = [{ is: 'any', of: [0] }]
  const id = add(list)
  list[0] = { is: 'any', of: [id] }
  return checkGrammar({ rules: list })
}

/** Texts valid for a JSON schema. Refuses (`grammar_unsupported`) what it cannot keep to, (`grammar_invalid`) what is no schema. */
export const schemaGrammar = (schema: unknown): Grammar => grammarOf(list => addSchema(list, schema))

/** Any JSON object. */
export const jsonGrammar = (): Grammar => schemaGrammar({ type: 'object' })

/** One of these texts, as they are. */
export const choiceGrammar = (choices: readonly string[]): Grammar =>
  choices.length === 0
    ? refuse('grammar_invalid', 'choices: none')
    : grammarOf(list => {
        const of = [...new Set(choices)].map(text => list.push({ is: 'text', text }) - 1)
        return list.push({ is: 'any', of }) - 1
      })

/** Level by level, because a deep value would end the stack. */
function nestsDeeper(value: unknown, most: number): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap(entry => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []))
  }
  return false
}

const hasType = (value: unknown, type: TypeName): boolean => {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}
