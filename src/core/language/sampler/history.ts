// Which tokens the penalties count: spec/sampler.md, "Scores". Repetition looks at prompt and answer, the others at the answer.

export interface History {
  /** Ids that stand in the prompt or in the answer. */
  readonly seen: ReadonlySet<number>
  /** How often an id stands in the answer. */
  readonly counts: ReadonlyMap<number, number>
}

export interface GrowingHistory extends History {
  /** One more token of the answer. */
  add(token: number): void
}

export function historyOf(prompt: readonly number[]): GrowingHistory {
  const seen = new Set(prompt)
  const counts = new Map<number, number>()
  return {
    seen,
    counts,
    add(token) {
      seen.add(token)
      counts.set(token, (counts.get(token) ?? 0) + 1)
    },
  }
}
