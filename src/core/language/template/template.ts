// Chat templates: bytes in a model file, rendered to segments. spec/tokenizer.md, "Chat templates".

import { fromUtf8, utf8 } from '../../bytes/index.ts'
import { attempt, type Result, refuse } from '../../errors/index.ts'
import type { Segment } from '../tokenizer/types.ts'
import { strftime } from './date.ts'
import { interpret } from './interpret.ts'
import { type Node, parseTemplate } from './source.ts'
import { segments, trusted } from './text.ts'
import {
  type Bounds,
  type Data,
  DEFAULT_BOUNDS,
  dict,
  fromData,
  isDict,
  isList,
  isText,
  list,
  Meter,
  type Value,
} from './values.ts'

export const TEMPLATE_FORMAT = 'assay-template/1'
/** What the language section of a model file holds at most. */
export const MAX_TEMPLATE_BYTES = 256 << 10
const MAX_TOKEN_TEXT = 1024
const MAX_MESSAGES = 4096

/** Who may speak. Templates put the word between signs of their own, so that a free choice could write control tokens. */
export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const

/** A message as the chat API has it; other members (name, tool_calls, tool_call_id, ...) are passed to the template as they are. */
export interface Message {
  readonly role: string
  readonly [member: string]: Data
}

export interface RenderOptions {
  /** Definitions of tools, as the chat API has them. */
  readonly tools?: readonly Data[]
  /** Ends with what begins an answer. Default true. */
  readonly addGenerationPrompt?: boolean
  /** Unix seconds for templates that write the date. Without it they are refused. */
  readonly date?: number
  /** More names that the template may read, such as `enable_thinking`; texts in them are untrusted. */
  readonly variables?: Readonly<Record<string, Data>>
}

export interface TemplateData {
  /** Jinja source, as far as spec/tokenizer.md says. */
  readonly template: string
  /** Texts of control tokens by the names that templates use: bos_token, eos_token, ... */
  readonly tokens: Readonly<Record<string, string>>
}

export interface Template extends TemplateData {
  /**
   * The prompt, in segments: what came with messages, tools and variables is untrusted, all else trusted. Refuses with
   * `template_refused` (the template says no), `template_failed` (it cannot be rendered), `template_limit` (it takes more than `bounds`)
   * or `input_invalid` (a role that is not one of ROLES).
   */
  render(messages: readonly Message[], options?: RenderOptions, bounds?: Bounds): Result<Segment[]>
}

/** The bytes of a template; no bytes stand for a model without one. */
export function writeTemplate(data: TemplateData): Uint8Array {
  const names = Object.keys(data.tokens).sort()
  const tokens = names.map(name => `${JSON.stringify(name)}:${JSON.stringify(data.tokens[name])}`).join(',')
  return utf8(`{"format":"${TEMPLATE_FORMAT}","template":${JSON.stringify(data.template)},"tokens":{${tokens}}}`)
}

function parse(bytes: Uint8Array): TemplateData {
  if (bytes.length === 0)
    refuse('chat_unsupported', 'the model has no chat template', {
      hint: 'use /v1/completions, or compile the model with a chat template',
    })
  if (bytes.length > MAX_TEMPLATE_BYTES)
    refuse('file_too_large', `chat template: ${bytes.length} bytes, at most ${MAX_TEMPLATE_BYTES}`)
  const bad = (why: string): never => refuse('template_malformed', `chat template: ${why}`)
  let value: unknown
  try {
    value = JSON.parse(fromUtf8(bytes))
  } catch {
    return bad('not JSON in UTF-8')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('not an object')
  const members = new Map(Object.entries(value))
  const template: unknown = members.get('template')
  const tokens: unknown = members.get('tokens')
  if (typeof template !== 'string' || typeof tokens !== 'object' || tokens === null)
    return bad('template or tokens are missing')
  const entries = Object.entries(tokens) as [string, unknown][]
  for (const [name, text] of entries)
    if (!/^[a-z][a-z_]{0,63}_token$/.test(name) || typeof text !== 'string' || text.length > MAX_TOKEN_TEXT)
      bad(`${JSON.stringify(name.slice(0, 60))} is not a token's name, or its text is too long`)
  const data = { template, tokens: Object.fromEntries(entries) as Record<string, string> }
  const canonical = writeTemplate(data)
  if (canonical.length !== bytes.length || canonical.some((byte, i) => byte !== bytes[i]))
    return bad('not in the canonical form')
  return data
}

/**
 * The role is trusted, being one of few words. Arguments of tool calls come as JSON text in the chat API and templates expect data: text
 * that is an object is passed as one, as other servers do.
 */
function messageValue(message: Message, meter: Meter, index: number): Value {
  if (!(ROLES as readonly string[]).includes(message.role))
    return refuse(
      'input_invalid',
      `messages[${index}].role: ${JSON.stringify(String(message.role).slice(0, 40))} is not one of ${ROLES.join(', ')}`,
    )
  const value = fromData(message, meter)
  if (!isDict(value)) return value
  return dict(
    [...value.entries.values()].map(([key, member]): [Value, Value] => {
      const name = isText(key) ? key.text : ''
      if (name === 'role') return [trusted(name), trusted(message.role)]
      return [
        key,
        name === 'tool_calls' && isList(member) ? list(member.items.map(call => withArguments(call, meter))) : member,
      ]
    }),
  )
}

function withArguments(call: Value, meter: Meter): Value {
  const change = (object: Value, name: string, f: (value: Value) => Value): Value =>
    isDict(object)
      ? dict(
          [...object.entries.values()].map(([key, value]): [Value, Value] => [
            key,
            isText(key) && key.text === name ? f(value) : value,
          ]),
        )
      : object
  return change(call, 'function', inner =>
    change(inner, 'arguments', value => {
      if (!isText(value) || !/^\s*\{/.test(value.text)) return value
      try {
        return fromData(JSON.parse(value.text) as Data, meter)
      } catch (error) {
        if (error instanceof SyntaxError) return value
        throw error
      }
    }),
  )
}

class Compiled implements Template {
  readonly template: string
  readonly tokens: Readonly<Record<string, string>>
  private readonly body: readonly Node[]

  constructor(data: TemplateData) {
    this.template = data.template
    this.tokens = data.tokens
    this.body = parseTemplate(data.template)
  }

  render(
    messages: readonly Message[],
    options: RenderOptions = {},
    bounds: Bounds = DEFAULT_BOUNDS,
  ): Result<Segment[]> {
    return attempt(() => {
      if (messages.length > MAX_MESSAGES) refuse('template_limit', `more than ${MAX_MESSAGES} messages`)
      const meter = new Meter(bounds)
      const { tools, addGenerationPrompt = true, date = null, variables = {} } = options
      const globals: [string, Value][] = [
        ...Object.entries(variables).map(([name, value]): [string, Value] => [name, fromData(value, meter)]),
        ...Object.entries(this.tokens).map(([name, text]): [string, Value] => [name, trusted(text)]),
        ['messages', list(messages.map((message, i) => messageValue(message, meter, i)))],
        ['tools', tools === undefined || tools.length === 0 ? null : fromData(tools, meter)],
        ['documents', null],
        ['add_generation_prompt', addGenerationPrompt],
        ['strftime_now', strftime(date, meter)],
      ]
      return segments(interpret(this.body, new Map(globals), meter))
    })
  }
}

/** Reads template bytes as a model file holds them. They are not trusted. `chat_unsupported` where there are none. */
export const readTemplate = (bytes: Uint8Array): Result<Template> => attempt(() => new Compiled(parse(bytes)))

/**
 * For models without a template that are to chat all the same: names and texts, one after the other. A user can write such lines, too;
 * a template with control tokens is better where the model knows one.
 */
export const PLAIN_TEMPLATE: TemplateData = {
  template:
    '{% for message in messages %}{{ message.role | capitalize }}: {{ message.content }}\n\n{% endfor %}' +
    '{% if add_generation_prompt %}Assistant:{% endif %}',
  tokens: {},
}
