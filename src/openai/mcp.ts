// Verified inference as a tool: the Model Context Protocol over Streamable HTTP, one JSON answer a request, without sessions.
// spec/openai.md, "MCP". What the tools do stands in mcpTools.ts.

import { RefusalError, WorldError } from '../core/errors/index.ts'
import { tell } from '../core/errors/told.ts'

/** Versions of the protocol that are spoken, newest first. */
export const MCP_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const

export interface McpTool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly inputSchema: Readonly<Record<string, unknown>>
  readonly outputSchema: Readonly<Record<string, unknown>>
  /** Texts for the model that called, and the same as data. Refusals become an answer with `isError`. */
  run(input: Readonly<Record<string, unknown>>): Promise<{ readonly texts: readonly string[]; readonly data: unknown }>
}

export interface McpCall {
  /** The parsed body: one JSON-RPC message, or a batch as the oldest version has it. */
  readonly body: unknown
  /** Header `mcp-protocol-version`, if there is one. */
  readonly version: string | null
  readonly tools: readonly McpTool[]
  readonly serverVersion: string
}

/** Messages in one batch. */
const MAX_BATCH = 16

type Id = string | number

interface Message {
  readonly id?: Id
  readonly method?: string
  readonly params: Readonly<Record<string, unknown>>
}

class RpcError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rpcError = (id: Id | null, code: number, message: string): unknown => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
})

const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })

/** The answer to a POST. Other methods are for the caller to refuse: there is no stream of the server's own and no session. */
export async function answerMcp(call: McpCall): Promise<Response> {
  const { body, version } = call
  if (version !== null && !(MCP_VERSIONS as readonly string[]).includes(version))
    return json(rpcError(null, -32600, `mcp-protocol-version: one of ${MCP_VERSIONS.join(', ')}`), 400)
  const batch = Array.isArray(body)
  const given: readonly unknown[] = batch ? body : [body]
  if (given.length < 1 || given.length > MAX_BATCH)
    return json(rpcError(null, -32600, `a batch of 1 to ${MAX_BATCH} messages`), 400)
  const answers: unknown[] = []
  for (const message of given) {
    const answer = await answerOne(message, call)
    if (answer !== null) answers.push(answer)
  }
  if (answers.length === 0) return new Response(null, { status: 202 })
  return json(batch ? answers : answers[0])
}

/** null: a notification or an answer of the client's, to which nothing is said. */
async function answerOne(value: unknown, call: McpCall): Promise<unknown> {
  const message = messageOf(value)
  if (message === null) return rpcError(null, -32600, 'not a JSON-RPC 2.0 message')
  const { id, method } = message
  if (id === undefined || method === undefined) return null
  try {
    return { jsonrpc: '2.0', id, result: await resultOf(method, message.params, call) }
  } catch (error) {
    if (error instanceof RpcError) return rpcError(id, error.code, error.message)
    throw error
  }
}

function messageOf(value: unknown): Message | null {
  if (!isObject(value) || value['jsonrpc'] !== '2.0') return null
  const { id, method, params = {} } = value
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number') return null
  if (method !== undefined && typeof method !== 'string') return null
  if (!isObject(params)) return null
  return { ...(id === undefined ? {} : { id }), ...(method === undefined ? {} : { method }), params }
}

async function resultOf(method: string, params: Message['params'], call: McpCall): Promise<unknown> {
  if (method === 'initialize') return initialize(params, call)
  if (method === 'ping') return {}
  if (method === 'tools/list')
    return {
      tools: call.tools.map(({ name, title, description, inputSchema, outputSchema }) => ({
        ...{ name, title, description, inputSchema, outputSchema },
        annotations: { readOnlyHint: true, openWorldHint: false },
      })),
    }
  if (method === 'tools/call') return callTool(params, call)
  throw new RpcError(-32601, `${method.slice(0, 100)}: not a method of this server`)
}

function initialize(params: Message['params'], { serverVersion }: McpCall): unknown {
  const asked = MCP_VERSIONS.find(version => version === params['protocolVersion'])
  return {
    protocolVersion: asked ?? MCP_VERSIONS[0],
    capabilities: { tools: {} },
    serverInfo: { name: 'assay', title: 'Assay: verified inference', version: serverVersion },
    instructions:
      'Each answer of the tool chat comes with the id of a receipt that binds model, prompt, sampler and answer, and says how far ' +
      'it has been verified on its way.',
  }
}

async function callTool(params: Message['params'], { tools }: McpCall): Promise<unknown> {
  const tool = tools.find(({ name }) => name === params['name'])
  if (tool === undefined)
    throw new RpcError(-32602, `${String(params['name']).slice(0, 100)}: not a tool of this server`)
  const input = params['arguments'] ?? {}
  if (!isObject(input)) throw new RpcError(-32602, 'arguments: not an object')
  try {
    const { texts, data } = await tool.run(input)
    return { content: texts.map(text => ({ type: 'text', text })), structuredContent: data, isError: false }
  } catch (error) {
    if (!(error instanceof RefusalError) && !(error instanceof WorldError)) throw error
    const { code, message, hint } = tell(error)
    const text = `${code}: ${message}${hint === undefined ? '' : ` ${hint}`}`
    return { content: [{ type: 'text', text }], isError: true }
  }
}
