// What the suite `gateway` and its caller say to each other. Instants are nanoseconds of the machine's monotonic clock, which all
// processes share, as decimal text.

export interface Calls {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Calls under way together; each is followed by the next until `count` were made. */
  readonly atOnce: number
  readonly count: number
}

/** An SSE chunk of tokens: which, and when it came. */
export interface Arrival {
  /** requestHash and index of the first token, or the instant at which a stub says that it sent it. */
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
