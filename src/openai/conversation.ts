// Conversations need a chat template, and tools one that shows them: a model without is refused by name. spec/openai.md, "Chats".

import type { ChatForm, LanguageModel } from './backend.ts'
import { unsupported, withParam } from './errors.ts'
import type { ChatMessage } from './messages.ts'
import type { Params } from './params.ts'
import type { Service } from './service.ts'
import type { ToolUse } from './tools.ts'

export const chatFormOf = (model: LanguageModel): ChatForm =>
  model.chat ?? unsupported('model', 'it has no chat template', 'POST /v1/completions takes prompts as they are.')

/** Tokens of a conversation; `param` is where the messages stand. Takes `chat_template_kwargs`, as vLLM names what a template may read. */
export function promptOf(
  params: Params,
  param: string,
  template: ChatForm,
  messages: readonly ChatMessage[],
  { shown }: ToolUse,
  service: Service,
): readonly number[] {
  if (shown.length > 0 && !template.tools) unsupported('tools', "the model's chat template does not show tools")
  const given = params.take('chat_template_kwargs') ?? {}
  if (typeof given !== 'object' || Array.isArray(given)) return params.invalid('chat_template_kwargs', 'not an object')
  const date = Math.floor(service.now() / 1000)
  const options = { tools: shown, date, variables: given as Record<string, unknown> }
  return withParam(param, () => template.tokens(messages, options))
}
