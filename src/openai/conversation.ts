// Conversations need a chat template, and tools one that shows them: a model without is refused by name. spec/openai.md, "Chats".

import type { ChatForm, LanguageModel } from './backend.ts'
import { unsupported } from './errors.ts'
import type { FunctionTool, ToolUse } from './tools.ts'

export const chatFormOf = (model: LanguageModel): ChatForm =>
  model.chat ?? unsupported('model', 'it has no chat template', 'POST /v1/completions takes prompts as they are.')

export function toolsShown(template: ChatForm, { shown }: ToolUse): readonly FunctionTool[] {
  if (shown.length > 0 && !template.tools) unsupported('tools', "the model's chat template does not show tools")
  return shown
}
