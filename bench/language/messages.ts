// What the language suite and its runner processes say to each other.

export type LanguageEngine = 'wasm' | 'native' | 'llama.cpp' | 'onnxruntime'

export type LanguageQuestion =
  | {
      readonly ask: 'load'
      readonly engine: LanguageEngine
      /** A model file, GGUF or ONNX. */
      readonly file: string
      readonly threads: number
      /** Where node-llama-cpp is installed. */
      readonly packages?: string
    }
  /** Prompts of so many tokens, again and again for this long: tokens, and the time that they took. */
  | { readonly ask: 'prefill'; readonly tokens: number; readonly milliseconds: number }
  /** Token by token after short prompts, `batch` answers at once. */
  | { readonly ask: 'decode'; readonly batch: number; readonly tokens: number }
  /** One prompt of so many tokens to its first token: milliseconds. */
  | { readonly ask: 'first'; readonly tokens: number }
  /** An answer of so many tokens generated, and then checked in one pass: milliseconds of both. */
  | { readonly ask: 'replay'; readonly tokens: number }
  | { readonly ask: 'peak' }

export interface LanguageAnswers extends Readonly<Record<string, unknown>> {
  readonly load: { readonly milliseconds: number }
  readonly prefill: Timed
  readonly decode: Timed
  readonly first: { readonly milliseconds: number }
  readonly replay: { readonly generate: number; readonly replay: number }
  readonly peak: { readonly bytes: number }
}

export interface Timed {
  readonly tokens: number
  readonly milliseconds: number
}
