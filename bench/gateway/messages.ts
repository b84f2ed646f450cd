// What the suite `gateway` and its caller say to each other. Instants are nanoseconds of the machine's monotonic clock, which all
// processes share, as decimal text.

export interface Calls {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The stub answers, whoever passes it on: its chunks say when they left it. */
  readonly stamped: boolean
  /** Calls under way together; each is followed by the next until `count` were made. */
  readonly atOnce: number
  readonly count: number
}

/** An SSE chunk of tokens: which, and when it came. */
export interface Arrival {
  /** requestHash and index of the first token, or the stub's stamp. */
  readonly key: string
  readonly at: string
}

export interface Called {
  /** Milliseconds from each call to its first chunk of tokens. */
  readonly first: readonly number[]
  readonly arrivals: readonly Arrival[]
  /** Milliseconds for all calls. */
  readonly took: number
}

/** One chat, of which so many chunks are asked. */
export const chatCalls = (base: string, model: string, tokens: number, headers: Calls['headers'] = {}): Calls => ({
  url: `${base}/chat/completions`,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ model, stream: true, max_tokens: tokens, messages: [{ role: 'user', content: 'abcd' }] }),
  ...{ stamped: true, atOnce: 1, count: 1 },
})

/** Microseconds after which stamps come again: a minute. */
const TURN = 36n ** 5n

/** What the stub says in a chunk: when it left, in as many letters as a token has. */
export const stampOf = (at: bigint): string => `@${((at / 1000n) % TURN).toString(36)}`

/** Milliseconds from a stamp to an instant less than a minute later. */
export const ageOf = (stamp: string, at: bigint): number => {
  const left = BigInt(Number.parseInt(stamp, 36))
  return Number((((at / 1000n - left) % TURN) + TURN) % TURN) / 1000
}
