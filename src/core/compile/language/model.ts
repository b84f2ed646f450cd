// A language model in floating point, whatever file it came from: spec/compile.md, "Language models". Rows of weights are
// row-major [rows, k]; rotary heads turn value i with value i + R/2.

/** y = W x + b. */
export interface FloatRows {
  readonly rows: number
  readonly k: number
  readonly weights: Float32Array
  readonly bias: Float32Array | null
}

/** x by its root mean square, or less its mean by its standard deviation (`centre`), times gain, plus offset. */
export interface FloatNorm {
  readonly centre: boolean
  readonly epsilon: number
  readonly gain: Float32Array
  readonly offset: Float32Array | null
}

export type Activation = 'silu' | 'gelu' | 'geluTanh' | 'relu'

export interface FloatLayer {
  readonly attentionNorm: FloatNorm
  readonly query: FloatRows
  readonly key: FloatRows
  readonly value: FloatRows
  /** Norms of each head before it turns (Qwen3). */
  readonly queryNorm: FloatNorm | null
  readonly keyNorm: FloatNorm | null
  readonly output: FloatRows
  readonly forwardNorm: FloatNorm
  /** down(activation(gate x) * up x), or down(activation(up x)) without a gate. */
  readonly gate: FloatRows | null
  readonly up: FloatRows
  readonly down: FloatRows
}

export interface FloatLanguage {
  /** As its file names it: llama, qwen2, gpt2. */
  readonly architecture: string
  /** Length d of the vectors between layers. */
  readonly width: number
  readonly vocabulary: number
  /** Most positions of a sequence, 1 to 32,768. */
  readonly context: number
  readonly heads: number
  /** Heads of keys and values; divides `heads`. */
  readonly groups: number
  readonly headSize: number
  readonly activation: Activation
  /** [vocabulary, d]. */
  readonly embedding: Float32Array
  /** Learned positions [context, d], added to the embedding. */
  readonly positions: Float32Array | null
  /** Angles per position of the R/2 pairs that turn: R is at most the head's size. */
  readonly frequencies: Float64Array | null
  readonly layers: readonly FloatLayer[]
  readonly norm: FloatNorm
  /** Shares the embedding's array where the two are tied. */
  readonly classifier: FloatRows
  readonly notes: readonly string[]
}

/** Weights and biases, those of a tied classifier once. */
export function parametersOf(float: FloatLanguage): number {
  const rows = (one: FloatRows | null): number => (one === null ? 0 : one.weights.length + (one.bias?.length ?? 0))
  const norm = (one: FloatNorm | null): number => (one === null ? 0 : one.gain.length + (one.offset?.length ?? 0))
  const layers = float.layers.map(
    layer =>
      rows(layer.query) +
      rows(layer.key) +
      rows(layer.value) +
      rows(layer.output) +
      rows(layer.gate) +
      rows(layer.up) +
      rows(layer.down) +
      norm(layer.attentionNorm) +
      norm(layer.queryNorm) +
      norm(layer.keyNorm) +
      norm(layer.forwardNorm),
  )
  const classifier = float.classifier.weights === float.embedding ? 0 : rows(float.classifier)
  return (
    layers.reduce((sum, n) => sum + n, 0) +
    float.embedding.length +
    (float.positions?.length ?? 0) +
    norm(float.norm) +
    classifier
  )
}

/** Multiplications with weights for one token. */
export const productsOf = (float: FloatLanguage): number =>
  float.layers.reduce(
    (sum, { query, key, value, output, gate, up, down }) =>
      sum + [query, key, value, output, gate, up, down].reduce((n, rows) => n + (rows?.weights.length ?? 0), 0),
    float.classifier.weights.length,
  )
