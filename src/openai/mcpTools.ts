// The tools of the MCP endpoint: `models`, and `chat`, whose arguments are the body of /v1/chat/completions and whose answer says how far
// it has been verified. spec/openai.md, "MCP".

import type { Call } from './call.ts'
import { chatCompletions } from './chat.ts'
import { unsupported } from './errors.ts'
import type { McpTool } from './mcp.ts'
import type { Service } from './service.ts'

const text = (description: string): Record<string, unknown> => ({ type: 'string', description })

const CHAT_INPUT = {
  type: 'object',
  properties: {
    model: text('owner/name@version, or a model id of 32 bytes in hex'),
    messages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { role: { type: 'string', enum: ['system', 'user', 'assistant'] }, content: { type: 'string' } },
        required: ['role', 'content'],
      },
    },
    max_tokens: { type: 'integer', minimum: 1 },
    temperature: { type: 'number', minimum: 0, maximum: 10 },
    top_p: { type: 'number', minimum: 0, maximum: 1 },
    seed: { type: 'integer' },
    stop: { type: 'array', items: { type: 'string' } },
    response_format: { type: 'object' },
  },
  required: ['model', 'messages'],
}

const CHAT_OUTPUT = {
  type: 'object',
  properties: {
    content: text('the answer'),
    finish_reason: { type: 'string' },
    model: { type: 'string' },
    modelId: text('the exact model that answered, as its receipt names it'),
    receipt: text('id of the receipt that binds model, prompt, sampler, seed and answer'),
    node: text('account of the node that signed the receipt'),
    verified: {
      type: ['string', 'null'],
      enum: ['chained', 'replayed', 'audited', null],
      description: 'how far this server has verified the answer itself; null: not at all, look the receipt up',
    },
  },
  required: ['content', 'finish_reason', 'model', 'modelId', 'receipt', 'node', 'verified'],
}

interface ChatAnswer {
  readonly model: string
  readonly choices: readonly { readonly message: { readonly content: string }; readonly finish_reason: string }[]
  readonly assay: {
    readonly modelId: string
    readonly receipt: string
    readonly node: string
    readonly checked: string | null
  }
}

/** `call` without its body: each tool makes one of its own. */
export function mcpTools(service: Service, call: Call): readonly McpTool[] {
  return [
    {
      name: 'chat',
      title: 'Ask an exact language model',
      description:
        'Answers a conversation by a model of the network, executed exactly, with a receipt by which anyone can check the answer.',
      inputSchema: CHAT_INPUT,
      outputSchema: CHAT_OUTPUT,
      async run(input) {
        for (const name of ['stream', 'n', 'tools'])
          if (Object.hasOwn(input, name)) unsupported(name, 'not an argument of this tool')
        const response = await chatCompletions(service, { ...call, body: input })
        const { model, choices, assay } = (await response.json()) as ChatAnswer
        const [{ message, finish_reason }] = choices as [ChatAnswer['choices'][0]]
        const { modelId, receipt, node, checked } = assay
        const data = { content: message.content, finish_reason, model, modelId, receipt, node, verified: checked }
        return { texts: [message.content, `Receipt ${receipt}; verified here: ${checked ?? 'no'}.`], data }
      },
    },
    {
      name: 'models',
      title: 'List models',
      description: 'The models of the network, with their ids.',
      inputSchema: { type: 'object', properties: {} },
      outputSchema: {
        type: 'object',
        properties: {
          models: {
            type: 'array',
            items: {
              type: 'object',
              properties: { id: { type: 'string' }, modelId: { type: 'string' } },
              required: ['id', 'modelId'],
            },
          },
        },
        required: ['models'],
      },
      async run() {
        const listed = await service.backend.list(call.signal)
        const models = listed.map(({ id, assay }) => ({ id, modelId: assay['modelId'] }))
        return { texts: [models.map(({ id }) => id).join('\n')], data: { models } }
      },
    },
  ]
}
