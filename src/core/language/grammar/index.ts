// Constrained decoding: grammars, what makes them, and the masks they give.
export { decodeGrammar, encodeGrammar, grammarHash } from './encoding.ts'
export { createMatcher, type GrammarState, type Matcher, matcherOf } from './matcher.ts'
export { choiceGrammar, jsonGrammar, schemaGrammar } from './schema.ts'
export {
  parseToolCalls,
  type Tool,
  type ToolAnswer,
  type ToolCall,
  type ToolChoice,
  type ToolForm,
  toolGrammar,
} from './tools.ts'
export { type Grammar, grammarFromJson, type Member, type Rule, type RuleId } from './types.ts'
