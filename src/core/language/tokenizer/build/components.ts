// Normalizers and pre-tokenizers of tokenizer.json as steps (spec/tokenizer.md, "Steps"). What has no steps is refused by its name.

import { fromBase64 } from '../../../bytes/index.ts'
import { refuse } from '../../../errors/index.ts'
import type { Step } from '../types.ts'
import { charactersMap } from './charsmap.ts'
import { unsupported } from './common.ts'
import { BERT_SPLITS } from './gguf.ts'
import { isList, isObject, type Json, type JsonObject, member } from './json.ts'
import { GPT2 } from './patterns.ts'

export const malformed = (why: string): never => refuse('tokenizer_malformed', `tokenizer.json: ${why}`)
export const object = (value: Json | undefined, what: string): JsonObject =>
  isObject(value) ? value : malformed(`${what} is not an object`)
export const list = (value: Json | undefined, what: string): readonly Json[] =>
  isList(value) ? value : malformed(`${what} is not a list`)
export const string = (value: Json | undefined, what: string): string =>
  typeof value === 'string' ? value : malformed(`${what} is not a string`)
export const typeOf = (component: JsonObject, what: string): string =>
  string(member(component, 'type'), `the type of a ${what}`)
export const truth = (component: JsonObject, name: string, fallback: boolean): boolean => {
  const value = member(component, name) ?? null
  return value === null ? fallback : typeof value === 'boolean' ? value : malformed(`${name} is not true or false`)
}

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|&-]/g, '\\$&')

/** Components that stand in sequences, in order. */
export function flatten(component: Json | undefined, what: string, name: string): JsonObject[] {
  if (component === undefined || component === null) return []
  const one = object(component, `a ${what}`)
  if (typeOf(one, what) !== 'Sequence') return [one]
  return list(member(one, name), name).flatMap(inner => flatten(inner, what, name))
}

export function pattern(component: JsonObject): { text: string | null; regex: string } {
  const value = object(member(component, 'pattern'), 'a pattern')
  const text = member(value, 'String')
  if (typeof text === 'string') return { text, regex: escapePattern(text) }
  const regex = string(member(value, 'Regex'), 'a pattern')
  // What BLOOM's pattern means is not what it says: a class in brackets with a group inside.
  return { text: null, regex: regex.replace(/\[\^\(\\s\|\[([^\]]+)\]\)\]/g, '[^()|\\s$1]') }
}

export function normalizer(component: JsonObject): Step[] {
  const type = typeOf(component, 'normalizer')
  switch (type) {
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD':
      return [[type.toLowerCase()]]
    case 'Lowercase':
      return [['lower']]
    case 'StripAccents':
      return [['marks']]
    case 'Strip': {
      const left = truth(component, 'strip_left', true)
      const right = truth(component, 'strip_right', true)
      return left || right ? [['trim', left && right ? 'both' : left ? 'left' : 'right', '']] : []
    }
    case 'Replace': {
      const { text, regex } = pattern(component)
      const content = string(member(component, 'content'), 'the content of a Replace')
      return [text === null ? ['replace pattern', regex, content] : ['replace', text, content]]
    }
    case 'Prepend':
      return [['prefix', string(member(component, 'prepend'), 'prepend'), 'section', 'always']]
    case 'Precompiled': {
      const map = member(component, 'precompiled_charsmap') ?? ''
      return charactersMap(
        fromBase64(string(map, 'precompiled_charsmap')) ?? malformed('precompiled_charsmap is not base64'),
      )
    }
    case 'BertNormalizer': {
      const lower = truth(component, 'lowercase', true)
      const names = [
        ...(truth(component, 'clean_text', true) ? ['clean'] : []),
        ...(truth(component, 'handle_chinese_chars', true) ? ['ideographs'] : []),
        ...(truth(component, 'strip_accents', lower) ? ['accents'] : []),
        ...(lower ? ['lower'] : []),
      ]
      return names.map((name): Step => [name])
    }
  }
  return unsupported(`the normalizer ${JSON.stringify(type.slice(0, 40))}`)
}

const BEHAVIORS: Readonly<Record<string, string>> = {
  isolated: 'isolate',
  removed: 'remove',
  mergedwithprevious: 'previous',
  mergedwithnext: 'next',
}

function behavior(component: JsonObject, inverted: boolean, what: string): string {
  const name = string(member(component, 'behavior') ?? 'Isolated', 'behavior')
  const key = name.toLowerCase().replaceAll('_', '')
  const mode = Object.hasOwn(BEHAVIORS, key)
    ? BEHAVIORS[key]!
    : unsupported(`${what} with the behavior ${JSON.stringify(name.slice(0, 40))}`)
  if (!inverted || mode === 'isolate') return mode
  return mode === 'remove' ? 'keep' : unsupported(`${what} with the behavior ${name}, inverted`)
}

export function preTokenizer(component: JsonObject): Step[] {
  const type = typeOf(component, 'pre-tokenizer')
  switch (type) {
    case 'ByteLevel':
      return [
        ...(truth(component, 'add_prefix_space', true) ? [['prefix', ' ', 'piece', 'missing'] as const] : []),
        ...(truth(component, 'use_regex', true) ? [['split', 'isolate', GPT2] as const] : []),
      ]
    case 'Split':
      return [['split', behavior(component, truth(component, 'invert', false), 'Split'), pattern(component).regex]]
    case 'Digits':
      return [['split', 'isolate', truth(component, 'individual_digits', false) ? '\\p{N}' : '\\p{N}+']]
    case 'Punctuation':
      return [['split', behavior(component, false, 'Punctuation'), '[\\p{P}!-/:-@\\[-`{-~]']]
    case 'BertPreTokenizer':
      return [...BERT_SPLITS]
    case 'Whitespace':
      return [['split', 'keep', '\\w+|[^\\w\\s]+']]
    case 'WhitespaceSplit':
      return [['split', 'remove', '\\s+']]
    case 'Metaspace': {
      const sign = string(member(component, 'replacement') ?? '\u2581', 'replacement')
      const scheme = string(
        member(component, 'prepend_scheme') ?? (truth(component, 'add_prefix_space', true) ? 'always' : 'never'),
        'prepend_scheme',
      )
      if (!['always', 'first', 'never'].includes(scheme))
        return unsupported(`Metaspace with the scheme ${JSON.stringify(scheme.slice(0, 40))}`)
      return [
        ['replace', ' ', sign],
        ...(scheme === 'never' ? [] : [['prefix', sign, scheme === 'first' ? 'start' : 'piece', 'missing'] as const]),
        ...(truth(component, 'split', true) ? [['split', 'next', escapePattern(sign)] as const] : []),
      ]
    }
  }
  return unsupported(`the pre-tokenizer ${JSON.stringify(type.slice(0, 40))}`)
}
