// Do two rules have no text of JSON in common? For oneOf, which asks for exactly one: spec/sampler.md, "JSON schemas". Answers no
// wherever it cannot tell.

import type { Rule, RuleId } from './types.ts'

/** Discriminating members are looked for this deep. */
const MAX_DEPTH = 4
/** Pairs that one question looks at. */
const MAX_PAIRS = 4096

type Leaf = Exclude<Rule, { readonly is: 'any' }>

/** The rules that are not `any` below one. */
export function leaves(rules: readonly Rule[], id: RuleId): Leaf[] {
  const met = new Set([id])
  const found: Leaf[] = []
  for (const next of met) {
    const rule = rules[next]!
    if (rule.is === 'any') for (const option of rule.of) met.add(option)
    else found.push(rule)
  }
  return found
}

/** What a text of the rule begins with: its JSON type. */
function typeOf(rule: Leaf): string | null {
  switch (rule.is) {
    case 'integer':
      return 'number'
    case 'text': {
      const first = rule.text[0] ?? ''
      if (first === '"') return 'string'
      if (first === '{') return 'object'
      if (first === '[') return 'array'
      return /[-0-9]/.test(first) ? 'number' : rule.text
    }
    case 'sequence':
    case 'prose':
      return null
    default:
      return rule.is
  }
}

export function disjoint(rules: readonly Rule[], a: RuleId, b: RuleId): boolean {
  let pairs = 0
  function apart(first: RuleId, second: RuleId, depth: number): boolean {
    const others = leaves(rules, second)
    return leaves(rules, first).every(one => others.every(other => leavesApart(one, other, depth)))
  }
  function leavesApart(one: Leaf, other: Leaf, depth: number): boolean {
    if (++pairs > MAX_PAIRS) return false
    const [type, otherType] = [typeOf(one), typeOf(other)]
    if (type === null || otherType === null) return false
    if (type !== otherType) return true
    if (one.is === 'text' && other.is === 'text') return one.text !== other.text
    if (one.is === 'integer' && other.is === 'integer')
      return (
        (one.max !== null && other.min !== null && one.max < other.min) ||
        (other.max !== null && one.min !== null && other.max < one.min)
      )
    if (one.is !== 'object' || other.is !== 'object' || depth >= MAX_DEPTH) return false
    return one.members.some(({ key, required, rule }) => {
      if (!required) return false
      const same = other.members.find(member => member.key === key)
      return same?.required === true && apart(rule, same.rule, depth + 1)
    })
  }
  return apart(a, b, 0)
}
