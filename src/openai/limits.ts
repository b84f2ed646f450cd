// Bounds of the OpenAI surface, checked before anything is made of a body: spec/openai.md, "Limits".

export interface OpenAiLimits {
  /** Choices of one answer: prompts times `n`. */
  readonly choices: number
  /** Tokens of one answer, whatever the context would allow. */
  readonly outputTokens: number
  /** Messages or items of one conversation; tools; stop strings; entries of a logit bias. */
  readonly messages: number
  readonly tools: number
  readonly stops: number
  readonly biases: number
  /** Characters of all text of one prompt. */
  readonly promptChars: number
  /** Inputs of one call for embeddings. */
  readonly embeddings: number
  /** A comment keeps a stream alive where these milliseconds have passed twice without an event. */
  readonly keepAliveMs: number
  /** Milliseconds that a stream's status waits for its first event: what is refused until then has a status of its own. */
  readonly patienceMs: number
}

export const OPENAI_LIMITS: OpenAiLimits = {
  choices: 16,
  outputTokens: 4096,
  messages: 1024,
  tools: 128,
  stops: 16,
  biases: 1024,
  promptChars: 1 << 20,
  embeddings: 64,
  keepAliveMs: 5_000,
  patienceMs: 1_000,
}
