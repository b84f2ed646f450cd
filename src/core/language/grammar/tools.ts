// Tool calls as text: spec/sampler.md, "Tool calls". A call is {"name": .., "arguments": {..}}; several are a JSON array of calls. Under
// `auto` an answer is a call where it begins as one, and prose otherwise.

import { refuse } from '../../errors/index.ts'
import { leaves } from './disjoint.ts'
import { addSchema, grammarOf } from './schema.ts'
import type { Grammar, Rule, RuleId } from './types.ts'

export interface Tool {
  /** 1 to 64 letters, digits, _ and -. */
  readonly name: string
  /** JSON schema of an object; absent: no arguments. */
  readonly parameters?: unknown
}

export type ToolChoice = 'auto' | 'required' | { readonly name: string }

export interface ToolForm {
  /** Most calls of one answer. 1: the answer is one call; more: an array of calls. */
  readonly calls?: number
  /** What the model's template writes around calls, such as `<tool_call>\n` and `\n</tool_call>`. */
  readonly before?: string
  readonly after?: string
}

const NAME = /^[A-Za-z0-9_-]{1,64}$/
const MAX_TOOLS = 128
const MAX_CALLS = 64

/** What an answer with calls begins with. */
const opening = ({ before = '', calls = 1 }: ToolForm): string => `${before}${calls > 1 ? '[' : '{'}`

/** Refuses (`grammar_invalid`, `grammar_unsupported`) tools that cannot be called so. */
export function toolGrammar(tools: readonly Tool[], choice: ToolChoice, form: ToolForm = {}): Grammar {
  const { before = '', after = '', calls = 1 } = form
  if (!Number.isInteger(calls) || calls < 1 || calls > MAX_CALLS) refuse('grammar_invalid', `tools: ${calls} calls`)
  if (tools.length < 1 || tools.length > MAX_TOOLS)
    refuse('grammar_invalid', `tools: ${tools.length}, 1 to ${MAX_TOOLS} expected`)
  const names = new Set<string>()
  for (const { name } of tools) {
    if (typeof name !== 'string' || !NAME.test(name) || names.has(name))
      refuse('grammar_invalid', `tools: ${JSON.stringify(String(name).slice(0, 80))} is no name, or stands twice`)
    names.add(name)
  }
  const offered = typeof choice === 'object' ? tools.filter(({ name }) => name === choice.name) : tools
  if (offered.length === 0)
    refuse('grammar_invalid', `tools: none is named ${JSON.stringify((choice as { name: string }).name.slice(0, 80))}`)

  return grammarOf(list => {
    const add = (rule: Rule): RuleId => list.push(rule) - 1
    const call = add({ is: 'any', of: offered.map(tool => addCall(list, tool)) })
    const all = calls === 1 ? call : add({ is: 'array', item: call, min: 1, max: calls })
    const around = [
      ...(before === '' ? [] : [add({ is: 'text', text: before })]),
      all,
      ...(after === '' ? [] : [add({ is: 'text', text: after })]),
    ]
    const answer = around.length === 1 ? all : add({ is: 'sequence', of: around })
    if (choice !== 'auto') return answer
    return add({ is: 'any', of: [answer, add({ is: 'prose', not: opening(form) })] })
  })
}

function addCall(list: Rule[], { name, parameters }: Tool): RuleId {
  const rule = addSchema(list, parameters ?? { type: 'object', properties: {}, additionalProperties: false })
  if (!leaves(list, rule).every(({ is }) => is === 'object'))
    refuse('grammar_invalid', `tools: the parameters of ${name} are not an object`)
  return (
    list.push({
      is: 'object',
      members: [
        { key: 'name', rule: list.push({ is: 'text', text: JSON.stringify(name) }) - 1, required: true },
        { key: 'arguments', rule, required: true },
      ],
      rest: null,
    }) - 1
  )
}

export interface ToolCall {
  readonly name: string
  /** JSON text as the model wrote it; of a call that is not `complete`, what stands so far. */
  readonly arguments: string
  readonly complete: boolean
}

export type ToolAnswer = { readonly content: string } | { readonly calls: readonly ToolCall[] }

/**
 * The calls in an answer under `toolGrammar`, also of an unfinished one, or the answer itself where it is prose. While what stands
 * could be the beginning of either, or a call's name is not yet whole, there are no calls.
 */
export function parseToolCalls(text: string, form: ToolForm = {}): ToolAnswer {
  const { before = '' } = form
  const begins = opening(form)
  if (!text.startsWith(begins)) {
    // Prose differs from a call in its first character; until there is one, it is neither.
    return text !== '' && begins.startsWith(text) ? { calls: [] } : { content: text }
  }
  const calls: ToolCall[] = []
  let at = before.length + ((form.calls ?? 1) > 1 ? 1 : 0)
  for (;;) {
    const name =
      /^, ?\{"name": ?"([A-Za-z0-9_-]{1,64})", ?"arguments": ?|^\{"name": ?"([A-Za-z0-9_-]{1,64})", ?"arguments": ?/.exec(
        text.slice(at, at + 160),
      )
    if (name === null) return { calls }
    const start = at + name[0].length
    const end = endOfValue(text, start)
    const body = end === null ? text.slice(start) : text.slice(start, end)
    calls.push({ name: (name[1] ?? name[2])!, arguments: body, complete: end !== null && text[end] === '}' })
    if (end === null) return { calls }
    at = end + 1
  }
}

/** Where the JSON value that begins at `start` ends, for objects; null where it does not. */
function endOfValue(text: string, start: number): number | null {
  let depth = 0
  let inString = false
  for (let i = start; i < text.length; i++) {
    const c = text[i]
    if (inString) {
      if (c === '\\') i++
      else if (c === '"') inString = false
    } else if (c === '"') inString = true
    else if (c === '{' || c === '[') depth++
    else if (c === '}' || c === ']') {
      if (--depth <= 0) return i + 1
    }
  }
  return null
}
