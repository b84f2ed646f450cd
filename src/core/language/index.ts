// Language models: samplers, grammars, generations and their replay, batches.
export {
  type BatchCounts,
  type BatchEvent,
  type Batcher,
  type BatchLimits,
  createBatcher,
  type Job,
} from './batcher/index.ts'
export {
  createFollower,
  createGeneration,
  type Finish,
  type Follower,
  type FollowerOptions,
  type Generation,
  type GenerationRules,
  type LanguageSession,
  logitsOf,
  partOf,
  type ReplayVerdict,
  replayGeneration,
} from './generation/index.ts'
export {
  choiceGrammar,
  createMatcher,
  decodeGrammar,
  encodeGrammar,
  type Grammar,
  type GrammarState,
  grammarFromJson,
  grammarHash,
  jsonGrammar,
  type Matcher,
  matcherOf,
  parseToolCalls,
  schemaGrammar,
  type Tool,
  type ToolAnswer,
  type ToolCall,
  type ToolChoice,
  type ToolForm,
  toolGrammar,
} from './grammar/index.ts'
export {
  type Chooser,
  createChooser,
  decodeSampler,
  encodeSampler,
  historyOf,
  logprobs,
  makeSampler,
  type Sampler,
  type SamplerOptions,
  samplerFromJson,
  samplerHash,
  samplerJson,
  type TokenLogprobs,
} from './sampler/index.ts'
export { templateFromGguf, templateFromHuggingFace } from './template/build.ts'
export {
  type Message,
  PLAIN_TEMPLATE,
  type RenderOptions,
  readTemplate,
  type Template,
  type TemplateData,
  writeTemplate,
} from './template/template.ts'
export { type Bounds, DEFAULT_BOUNDS } from './template/values.ts'
export { type GgufMetadata, tokenizerFromGguf } from './tokenizer/build/gguf.ts'
// Language models beside their graph: tokenizers and chat templates.
export { type HuggingFaceFiles, tokenizerFromHuggingFace } from './tokenizer/build/huggingface.ts'
export { tokenizerFromLlama2c } from './tokenizer/build/llama2c.ts'
export { writeTokenizer } from './tokenizer/format.ts'
export { readTokenizer } from './tokenizer/tokenizer.ts'
export type {
  DecodeOptions,
  EncodeOptions,
  Segment,
  Step,
  StreamDecoder,
  Tokenizer,
  TokenizerData,
} from './tokenizer/types.ts'
export { CONTROL } from './tokenizer/types.ts'
export type { Vocabulary } from './types.ts'
export { vocabularyOf } from './vocabulary.ts'
