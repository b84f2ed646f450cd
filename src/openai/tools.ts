// Tools that a body offers, and which of them an answer may or must call: spec/openai.md, "Tools". Functions only.

import { invalid, unsupported } from './errors.ts'
import type { OpenAiLimits } from './limits.ts'
import { type Params, paramsOf } from './params.ts'

export interface FunctionTool {
  readonly name: string
  readonly description?: string
  /** JSON schema of the arguments: an object without members where the body says nothing. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** What an answer may call. */
export interface ToolUse {
  /** Shown to the model. Empty: none. */
  readonly shown: readonly FunctionTool[]
  /** That may be called. */
  readonly callable: readonly FunctionTool[]
  readonly required: boolean
  readonly parallel: boolean
  /** What was chosen, as a response repeats it. */
  readonly choice: unknown
}

export const NO_TOOLS: ToolUse = { shown: [], callable: [], required: false, parallel: false, choice: 'none' }

const NAME = /^[A-Za-z0-9_-]{1,64}$/
const NO_PARAMETERS = { type: 'object', properties: {}, additionalProperties: false }

function functionOf(params: Params): FunctionTool {
  const name = params.text('name', 64) ?? ''
  if (!NAME.test(name)) invalid(params.path('name'), 'not 1 to 64 of A-Z a-z 0-9 _ -')
  const description = params.text('description', 16_384)
  const parameters = params.take('parameters') ?? NO_PARAMETERS
  if (typeof parameters !== 'object' || Array.isArray(parameters))
    invalid(params.path('parameters'), 'not a JSON schema')
  // Arguments always follow the schema here, whether or not that is asked for.
  params.flag('strict')
  params.end()
  return {
    name,
    ...(description === undefined ? {} : { description }),
    parameters: parameters as Record<string, unknown>,
  }
}

/** `nested`: functions stand in a member `function`, as in chats; else beside `type`, as in responses. */
function listTools(params: Params, limits: OpenAiLimits, nested: boolean): readonly FunctionTool[] {
  const tools = (params.list('tools', limits.tools) ?? []).map((entry, i): FunctionTool => {
    const tool = paramsOf(entry, params.path(`tools[${i}]`))
    const type = tool.take('type')
    if (type !== 'function')
      return unsupported(
        tool.path('type'),
        `tools of type ${JSON.stringify(String(type).slice(0, 40))}: only functions`,
      )
    if (!nested) return functionOf(tool)
    const found = functionOf(tool.object('function') ?? invalid(tool.path('function'), 'missing'))
    tool.end()
    return found
  })
  if (new Set(tools.map(({ name }) => name)).size !== tools.length)
    invalid(params.path('tools'), 'a name appears twice')
  return tools
}

/** The name that a choice of one function gives. */
function chosenName(choice: unknown, what: string, nested: boolean): string {
  const params = paramsOf(choice, what)
  if (params.take('type') !== 'function') return unsupported(what, 'not none, auto, required or a function')
  const inner = nested ? (params.object('function') ?? invalid(`${what}.function`, 'missing')) : params
  const name = inner.text('name', 64) ?? invalid(inner.path('name'), 'missing')
  inner.end()
  params.end()
  return name
}

/** Tools, tool_choice and parallel_tool_calls of a body. */
export function toolUseOf(params: Params, limits: OpenAiLimits, nested: boolean): ToolUse {
  const tools = listTools(params, limits, nested)
  const choice = params.take('tool_choice') ?? 'auto'
  const parallel = params.flag('parallel_tool_calls') ?? false
  const what = params.path('tool_choice')
  if (choice === 'none' || (choice === 'auto' && tools.length === 0)) return { ...NO_TOOLS, parallel, choice }
  if (tools.length === 0) return invalid(what, 'there are no tools')
  if (choice === 'auto' || choice === 'required')
    return { shown: tools, callable: tools, required: choice === 'required', parallel, choice }
  const name = chosenName(choice, what, nested)
  const chosen = tools.filter(tool => tool.name === name)
  if (chosen.length === 0) return invalid(what, `no tool is named ${JSON.stringify(name)}`)
  // A named function is called once.
  return { shown: tools, callable: chosen, required: true, parallel: false, choice: { type: 'function', name } }
}
