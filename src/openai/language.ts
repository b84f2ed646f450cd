// A language model as the surface uses it, of the head of its file (spec/model.md): spec/openai.md, "Backend". Whoever has the head has
// checked that it is the model's.

import type { Hex } from '../core/bytes/index.ts'
import { refuse, unwrap } from '../core/errors/index.ts'
import { languagePorts, type ModelFileHead } from '../core/graph/index.ts'
import {
  type Message,
  type RenderOptions,
  readTemplate,
  readTokenizer,
  type Tokenizer,
  vocabularyOf,
} from '../core/language/index.ts'
import type { ChatForm, LanguageModel } from './backend.ts'

export interface LanguageFacts {
  readonly modelId: Hex
  readonly names: readonly string[]
  /** Unix seconds. */
  readonly created: number
}

/** Refuses (`parameter_unsupported`) a model that is none of language, and whatever tokenizer and template are refused for. */
export function languageModelOf({ graph, ports, language }: ModelFileHead, facts: LanguageFacts): LanguageModel {
  if (language === null) return notLanguage(facts.modelId)
  const { context, vocabulary, width } = languagePorts({ graph, ports })
  const tokenizer = unwrap(readTokenizer(language.tokenizer))
  return {
    ...facts,
    context,
    hidden: width,
    ...textsOf(tokenizer, vocabulary),
    chat: chatOf(tokenizer, language.template),
  }
}

/** What is said of a model that takes tensors and no text. */
export const notLanguage = (modelId: Hex): never =>
  refuse('parameter_unsupported', `model: ${modelId} is no language model`, {
    hint: 'POST /v2/models/{model}/infer takes tensors.',
    facts: { param: 'model' },
  })

/** Texts to tokens and back. `logits`: how many the model has. */
function textsOf(
  tokenizer: Tokenizer,
  logits: number,
): Pick<LanguageModel, 'vocabulary' | 'encode' | 'bytes' | 'decoder'> {
  const { size, bytes } = vocabularyOf(tokenizer, logits)
  const bytesOf = (token: number): Uint8Array | null => (token < size ? bytes(token) : null)
  return {
    vocabulary: size,
    // Text never gives a control token here; who wants one sends ids.
    encode: text => tokenizer.encode(text, { ends: true }),
    bytes: bytesOf,
    decoder() {
      const decoder = tokenizer.decoder()
      const push = (token: number): string => (bytesOf(token) === null ? '' : decoder.push(token))
      return { push, end: () => decoder.finish() }
    },
  }
}

/** What templates of the Hermes kind, which are many, write around calls; others write calls as they are. */
const AROUND = { before: '<tool_call>\n', after: '\n</tool_call>' }
const MARK = '<tool_call>'

function chatOf(tokenizer: Tokenizer, bytes: Uint8Array): ChatForm | null {
  if (bytes.length === 0) return null
  const template = unwrap(readTemplate(bytes))
  const mark = tokenizer.tokenOf(MARK)
  // A mark that is a control token is none that an answer can hold.
  const marked = template.template.includes(MARK) && (mark === null || !tokenizer.isControl(mark))
  return {
    tools: /\btools\b/.test(template.template),
    ...(marked ? AROUND : { before: '', after: '' }),
    tokens(messages, { tools, date, variables }) {
      const shown = tools.map(tool => ({ type: 'function', function: tool }))
      // All of it came as JSON.
      const options = { date, variables, tools: shown } as unknown as RenderOptions
      const given = messages as unknown as readonly Message[]
      return tokenizer.encodeSegments(unwrap(template.render(given, options)))
    },
  }
}
