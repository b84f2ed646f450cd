// The form that an answer must have, as a grammar, and how its text is read back: spec/openai.md, "Tools" and "Formats". A grammar is
// applied while the model generates, so an answer cannot have another form; only its end may be missing.

import {
  type Grammar,
  jsonGrammar,
  parseToolCalls,
  schemaGrammar,
  type ToolForm,
  toolGrammar,
} from '../core/language/grammar/index.ts'
import { unsupported, withParam } from './errors.ts'
import type { Params } from './params.ts'
import type { ToolUse } from './tools.ts'

/** Calls in one answer, where several were asked for. */
const MAX_CALLS = 16

/** A part of an answer, in order: text, or a call's name and then its arguments piece by piece. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'call'; readonly index: number; readonly name: string }
  | { readonly type: 'arguments'; readonly index: number; readonly text: string }

export interface PartReader {
  /** The parts that are certain with this text; `last`: no more comes. */
  push(text: string, last: boolean): readonly Part[]
}

export interface AnswerForm {
  readonly grammar: Grammar | null
  reader(): PartReader
}

export interface ResponseFormat {
  readonly grammar: Grammar | null
  /** As a response repeats it. */
  readonly shown: Readonly<Record<string, unknown>>
}

/** A schema of a body, with its name. `nested`: in a member `json_schema`, as in chats; else beside `type`, as in responses. */
function schemaFormat(params: Params, nested: boolean): ResponseFormat {
  const given = nested ? (params.object('json_schema') ?? params.invalid('json_schema', 'missing')) : params
  const name = given.required('name', 64)
  const description = given.text('description', 16_384)
  const schema = given.take('schema') ?? { type: 'object' }
  // Answers always follow the schema here, whether or not that is asked for.
  given.flag('strict')
  if (nested) given.end()
  const grammar = withParam(given.path('schema'), () => schemaGrammar(schema))
  const shown = { type: 'json_schema', name, schema, strict: true }
  return { grammar, shown: description === undefined ? shown : { ...shown, description } }
}

export function responseFormatOf(params: Params | undefined, nested: boolean): ResponseFormat {
  const type = params?.take('type') ?? (params === undefined ? 'text' : params.invalid('type', 'missing'))
  const format = (): ResponseFormat => {
    if (type === 'text') return { grammar: null, shown: { type } }
    if (type === 'json_object') return { grammar: jsonGrammar(), shown: { type } }
    if (type === 'json_schema' && params !== undefined) return schemaFormat(params, nested)
    return (params as Params).unsupported('type', 'not text, json_object or json_schema')
  }
  const found = format()
  params?.end()
  return found
}

/** `around`: what the model's template writes around calls. */
export function formOf(tools: ToolUse, format: ResponseFormat, around: Pick<ToolForm, 'before' | 'after'>): AnswerForm {
  const { callable, required, parallel } = tools
  if (callable.length === 0) return { grammar: format.grammar, reader: plainReader }
  if (format.grammar !== null)
    unsupported('response_format', 'not beside tools', 'Say tool_choice: "none" for one call.')
  const form: ToolForm = { ...around, calls: parallel ? MAX_CALLS : 1 }
  const grammar = withParam('tools', () => toolGrammar(callable, required ? 'required' : 'auto', form))
  return { grammar, reader: () => callReader(form) }
}

const plainReader = (): PartReader => ({ push: text => (text === '' ? [] : [{ type: 'text', text }]) })

function callReader(form: ToolForm): PartReader {
  let text = ''
  /** Characters of prose, or of each call's arguments, that have been given. */
  let prose = 0
  const given: number[] = []
  return {
    push(more, last) {
      text += more
      const answer = parseToolCalls(text, form)
      if ('content' in answer || (last && answer.calls.length === 0)) {
        const fresh = text.slice(prose)
        prose = text.length
        return fresh === '' ? [] : [{ type: 'text', text: fresh }]
      }
      return answer.calls.flatMap((call, index): Part[] => {
        const known = given[index]
        const fresh = call.arguments.slice(known ?? 0)
        given[index] = call.arguments.length
        return [
          ...(known === undefined ? [{ type: 'call', index, name: call.name } as const] : []),
          ...(fresh === '' ? [] : [{ type: 'arguments', index, text: fresh } as const]),
        ]
      })
    },
  }
}
