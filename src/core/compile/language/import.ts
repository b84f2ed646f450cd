// One door for every kind of file that holds a language model: the content decides. spec/compile.md, "Language models".

import { attempt, type Result, refuse } from '../../errors/index.ts'
import { type ByteSource, isGguf } from '../../formats/index.ts'
import { readGgufModel } from './ggufModel.ts'
import { type ImportOptions, type LanguageFiles, readHuggingFace } from './huggingface.ts'
import { readLlama2cModel } from './llama2cModel.ts'
import type { FloatLanguage } from './model.ts'

export type LanguageFormat = 'huggingface' | 'gguf' | 'llama2c'

/** What a folder, or a file alone, holds; null where it is no language model that is known. */
export function languageFormat(files: LanguageFiles): LanguageFormat | null {
  if (files.has('config.json')) return 'huggingface'
  const [only, another] = modelFiles(files)
  if (only === undefined || another !== undefined) return null
  const [name, source] = only
  if (isGguf(source.read(0, Math.min(4, source.size)))) return 'gguf'
  return /\.bin$/i.test(name) ? 'llama2c' : null
}

const modelFiles = (files: LanguageFiles): [string, ByteSource][] =>
  [...files].filter(([name]) => /\.(gguf|bin)$/i.test(name) || files.size === 1)

/**
 * A float language model from the files of a folder (Hugging Face), or from one file (GGUF, llama2.c). Hostile bytes in, a
 * model or a refusal out: `operator_unsupported` and `attribute_unsupported` name what has no exact form.
 */
export const importLanguage = (files: LanguageFiles, options: ImportOptions = {}): Result<FloatLanguage> =>
  attempt(() => {
    switch (languageFormat(files)) {
      case 'huggingface':
        return readHuggingFace(files, options)
      case 'gguf':
        return readGgufModel(modelFiles(files)[0]![1], options)
      case 'llama2c':
        return readLlama2cModel(modelFiles(files)[0]![1], options)
      default:
        return refuse('format_unsupported', 'no language model: neither config.json, nor one GGUF or llama2.c file', {
          hint: 'Give a folder with config.json and safetensors, a .gguf file, or a llama2.c .bin file.',
        })
    }
  })
