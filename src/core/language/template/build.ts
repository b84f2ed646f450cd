// Template bytes from the files of models: Hugging Face settings, GGUF metadata. No template gives no bytes.

import { attempt, type Result } from '../../errors/index.ts'
import type { GgufMetadata } from '../tokenizer/build/gguf.ts'
import { type HuggingFaceFiles, templateOfSettings } from '../tokenizer/build/huggingface.ts'
import { isObject, type Json, type JsonObject, member, parseJson } from '../tokenizer/build/json.ts'
import { parseTemplate } from './source.ts'
import { writeTemplate } from './template.ts'

const NAMES = ['bos_token', 'eos_token', 'pad_token', 'unk_token', 'sep_token', 'cls_token', 'mask_token']

function finish(template: string | null, tokens: Readonly<Record<string, string>>): Uint8Array {
  if (template === null || template === '') return new Uint8Array(0)
  parseTemplate(template)
  return writeTemplate({ template, tokens })
}

/** From tokenizer_config.json and special_tokens_map.json, or the template's own file. */
export const templateFromHuggingFace = (
  files: Pick<HuggingFaceFiles, 'tokenizerConfig' | 'specialTokensMap' | 'chatTemplate'>,
): Result<Uint8Array> =>
  attempt(() => {
    const read = (bytes: Uint8Array | undefined, what: string): JsonObject =>
      bytes === undefined ? {} : parseJson(bytes, what)
    const settings = read(files.tokenizerConfig, 'tokenizer_config.json')
    const specials = read(files.specialTokensMap, 'special_tokens_map.json')
    const text = (value: Json | undefined): string | null => {
      const content = isObject(value) ? member(value, 'content') : value
      return typeof content === 'string' ? content : null
    }
    const tokens: Record<string, string> = {}
    for (const name of NAMES) {
      const found = text(member(settings, name)) ?? text(member(specials, name))
      if (found !== null) tokens[name] = found
    }
    return finish(files.chatTemplate ?? templateOfSettings(settings), tokens)
  })

/** From `tokenizer.chat_template` and the ids of special tokens. */
export const templateFromGguf = (metadata: GgufMetadata): Result<Uint8Array> =>
  attempt(() => {
    const template = metadata.get('tokenizer.chat_template')
    const list = metadata.get('tokenizer.ggml.tokens')
    const tokens: Record<string, string> = {}
    const ids: Readonly<Record<string, string>> = {
      bos_token: 'bos',
      eos_token: 'eos',
      pad_token: 'padding',
      unk_token: 'unknown',
    }
    for (const [name, key] of Object.entries(ids)) {
      const id = metadata.get(`tokenizer.ggml.${key}_token_id`)
      const text = typeof id === 'number' && Array.isArray(list) ? (list[id] as unknown) : undefined
      if (typeof text === 'string') tokens[name] = text
    }
    return finish(typeof template === 'string' ? template : null, tokens)
  })
