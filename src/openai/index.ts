// Bodies of the OpenAI API to exact generations and back: spec/openai.md.
export type {
  CallContext,
  Embedded,
  EmbedOptions,
  GenerateOptions,
  LanguageBackend,
  LanguageModel,
  ListedModel,
  NoteEvent,
  UpstreamInfo,
} from './backend.ts'
export type { OpenAiError } from './errors.ts'
export type { OpenAiLimits } from './limits.ts'
export { createOpenAi, OPENAI_PATHS, type OpenAi, type OpenAiOptions } from './server.ts'
