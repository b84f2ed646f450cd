// The files of a language model on this disk, read in parts: a folder in Hugging Face's layout, a GGUF file, a llama2.c file; and
// what they say of tokenizer and chat template. spec/compile.md, "Language models".

import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { type LanguageFiles, type LanguageFormat, languageFormat } from '../../../core/compile/language/index.ts'
import { refuse, unwrap, WorldError } from '../../../core/errors/index.ts'
import { type ByteSource, openGguf } from '../../../core/formats/index.ts'
import type { Language } from '../../../core/graph/index.ts'
import {
  type HuggingFaceFiles,
  templateFromGguf,
  templateFromHuggingFace,
  tokenizerFromGguf,
  tokenizerFromHuggingFace,
  tokenizerFromLlama2c,
} from '../../../core/language/index.ts'
import { readUserFile } from './home.ts'

/** Node reads at most so many bytes at once. */
const PART = 1 << 30
const MAX_FILES = 10_000
const MODEL_FILE = /\.(json|safetensors|gguf|bin|jinja)$/i
const MAX_TEXT_BYTES = 1 << 26

export interface OpenFiles {
  readonly files: LanguageFiles
  readonly format: LanguageFormat
  /** Of all files that hold weights. */
  readonly bytes: number
  close(): void
}

function openSource(path: string): { source: ByteSource; close: () => void } {
  const fd = openSync(path, 'r')
  const { size } = fstatSync(fd)
  const read = (offset: number, length: number): Uint8Array => {
    const out = new Uint8Array(length)
    for (let at = 0; at < length; ) {
      const count = readSync(fd, out, at, Math.min(PART, length - at), offset + at)
      if (count === 0) throw new WorldError('file_truncated', `${path}: it became shorter while it was read`)
      at += count
    }
    return out
  }
  return { source: { size, read }, close: () => closeSync(fd) }
}

/** The language model at `path`, or null where there is none that is known. */
export function openLanguage(path: string): OpenFiles | null {
  let isFolder: boolean
  try {
    isFolder = statSync(path).isDirectory()
  } catch {
    return null
  }
  if (!isFolder && !/\.(gguf|bin)$/i.test(path)) return null
  const folder = isFolder ? path : dirname(path)
  const names = isFolder ? readdirSync(path).filter(name => MODEL_FILE.test(name)) : [basename(path)]
  if (names.length > MAX_FILES) refuse('file_too_large', `${path}: ${names.length} files, at most ${MAX_FILES}`)
  const files = new Map<string, ByteSource>()
  const opened: (() => void)[] = []
  const close = (): void => {
    for (const one of opened.splice(0)) one()
  }
  for (const name of names.sort()) {
    const { source, close } = openSource(join(folder, name))
    files.set(name, source)
    opened.push(close)
  }
  const format = languageFormat(files)
  if (format === null) {
    close()
    return null
  }
  let bytes = 0
  for (const [name, { size }] of files) if (/\.(safetensors|gguf|bin)$/i.test(name)) bytes += size
  return { files, format, bytes, close }
}

/** Tokenizer and template bytes that belong to the model; `tokenizer` names a file where the model's own do not have one. */
export function languageOf({ files, format }: OpenFiles, tokenizer: string | undefined): Language {
  const none = new Uint8Array(0)
  if (tokenizer !== undefined) {
    const bytes = readUserFile(tokenizer, MAX_TEXT_BYTES)
    const isJson = extname(tokenizer).toLowerCase() === '.json'
    return {
      tokenizer: unwrap(isJson ? tokenizerFromHuggingFace({ tokenizerJson: bytes }) : tokenizerFromLlama2c(bytes)),
      template: none,
    }
  }
  if (format === 'llama2c')
    return refuse('input_invalid', 'a llama2.c file has no tokenizer', {
      hint: 'Give its tokenizer file: --tokenizer tokenizer.bin.',
    })
  if (format === 'gguf') {
    const [source] = files.values()
    const { metadata } = unwrap(openGguf(source!))
    return { tokenizer: unwrap(tokenizerFromGguf(metadata)), template: unwrap(templateFromGguf(metadata)) }
  }
  const read = (name: string): Uint8Array | undefined => {
    const source = files.get(name)
    if (source === undefined) return undefined
    if (source.size > MAX_TEXT_BYTES) refuse('file_too_large', `${name}: ${source.size} bytes`)
    return source.read(0, source.size)
  }
  const tokenizerJson = read('tokenizer.json')
  if (tokenizerJson === undefined)
    return refuse('input_invalid', 'the folder has no tokenizer.json', {
      hint: 'Save the tokenizer beside the model (save_pretrained), or give one: --tokenizer FILE.',
    })
  const optional = (name: string, key: keyof HuggingFaceFiles) => {
    const bytes = read(name)
    return bytes === undefined ? {} : { [key]: bytes }
  }
  const template = read('chat_template.jinja')
  const all: HuggingFaceFiles = {
    tokenizerJson,
    ...optional('tokenizer_config.json', 'tokenizerConfig'),
    ...optional('special_tokens_map.json', 'specialTokensMap'),
    ...optional('generation_config.json', 'generationConfig'),
    ...optional('config.json', 'config'),
    ...(template === undefined ? {} : { chatTemplate: new TextDecoder('utf-8').decode(template) }),
  }
  return { tokenizer: unwrap(tokenizerFromHuggingFace(all)), template: unwrap(templateFromHuggingFace(all)) }
}
