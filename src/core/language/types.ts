// What sampler, grammar, batcher and replay know of a model's tokens. spec/sampler.md, "Vocabulary". How text becomes tokens is the
// tokenizer's matter.

/** Token ids 0 to size - 1 and their bytes. */
export interface Vocabulary {
  /** Logits beyond it are never looked at. */
  readonly size: number
  /** End tokens, ascending. */
  readonly eos: readonly number[]
  /** What a token adds to the answer; null for control tokens, end tokens and ids that are not used, which add nothing. */
  bytes(id: number): Uint8Array | null
}
