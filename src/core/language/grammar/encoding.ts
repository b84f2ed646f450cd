// A grammar's canonical bytes and their hash: spec/sampler.md, "Grammars". JSON without blanks, members in the order of the types.

import { equal, fromUtf8, type Hex, toHex, utf8 } from '../../bytes/index.ts'
import { sha256 } from '../../crypto/index.ts'
import { refuse } from '../../errors/index.ts'
import { checkGrammar, type Grammar, grammarFromJson, MAX_GRAMMAR_BYTES, type Rule } from './types.ts'

/** The same rule with its members in canonical order. */
function ordered(rule: Rule): Rule {
  switch (rule.is) {
    case 'text':
      return { is: rule.is, text: rule.text }
    case 'prose':
      return { is: rule.is, not: rule.not }
    case 'number':
      return { is: rule.is }
    case 'string':
    case 'integer':
      return { is: rule.is, min: rule.min, max: rule.max } as Rule
    case 'array':
      return { is: rule.is, item: rule.item, min: rule.min, max: rule.max }
    case 'object':
      return {
        is: rule.is,
        members: rule.members.map(({ key, rule: id, required }) => ({ key, rule: id, required })),
        rest: rule.rest,
      }
    case 'any':
    case 'sequence':
      return { is: rule.is, of: rule.of }
  }
}

export function encodeGrammar(grammar: Grammar): Uint8Array {
  const bytes = utf8(JSON.stringify({ rules: checkGrammar(grammar).rules.map(ordered) }))
  if (bytes.length > MAX_GRAMMAR_BYTES)
    refuse('grammar_too_large', `grammar: ${bytes.length} bytes, at most ${MAX_GRAMMAR_BYTES}`)
  return bytes
}

/** Refuses (`grammar_invalid`, `grammar_too_large`) whatever `encodeGrammar` would not write. */
export function decodeGrammar(bytes: Uint8Array): Grammar {
  if (bytes.length > MAX_GRAMMAR_BYTES)
    refuse('grammar_too_large', `grammar: ${bytes.length} bytes, at most ${MAX_GRAMMAR_BYTES}`)
  let json: unknown
  try {
    json = JSON.parse(fromUtf8(bytes))
  } catch {
    refuse('grammar_invalid', 'grammar: not JSON')
  }
  const grammar = grammarFromJson(json)
  if (!equal(encodeGrammar(grammar), bytes)) refuse('grammar_invalid', 'grammar: not in canonical form')
  return grammar
}

/** SHA-256 of the canonical bytes. */
export const grammarHash = (grammar: Grammar): Hex => toHex(sha256(encodeGrammar(grammar)))
