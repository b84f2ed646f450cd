// What the engine suite and its runner processes say to each other.

export type EngineName = 'wasm' | 'native' | 'onnxruntime' | 'onnxruntime-web'

export interface Values {
  readonly name: string
  /** One row. */
  readonly shape: readonly number[]
  readonly axis: number
  /** Row after row. */
  readonly data: Float32Array
}

export type Question =
  | { readonly ask: 'load'; readonly engine: EngineName; readonly file: string; readonly threads: number }
  | {
      readonly ask: 'inputs'
      readonly rows: number
      readonly values: readonly Values[]
      readonly fixed: Readonly<Record<string, number>>
    }
  /** Runs again and again for this long, at least once. */
  | { readonly ask: 'run'; readonly milliseconds: number }
  /** SHA-256 of the integers of all outputs: exact engines give the same. */
  | { readonly ask: 'digest' }
  | { readonly ask: 'peak' }
  | {
      readonly ask: 'compile'
      readonly file: string
      readonly out: string
      readonly rows: number
      readonly values: readonly Values[]
      readonly options: Readonly<Record<string, unknown>>
    }

export interface Answers {
  readonly load: { readonly milliseconds: number }
  /** Can this file take all rows in one call? Else it is called once for each. */
  readonly inputs: { readonly together: boolean }
  readonly run: { readonly calls: number; readonly milliseconds: number }
  readonly digest: { readonly hex: string }
  /** Bytes. */
  readonly peak: { readonly bytes: number }
  readonly compile: { readonly notes: readonly string[] }
}

export type Reply =
  | { readonly kind: 'answer'; readonly value: Answers[keyof Answers] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'progress'; readonly text: string }
