// How likely a cheat is caught: spec/watching.md, "Odds". Probabilities as numbers from 0 to 1.

export interface Session {
  /** Answers of the session, 1 or more. */
  readonly requests: number
  /** How many of them are wrong, 1 to `requests`. */
  readonly wrong: number
}

export interface Odds {
  /** Share of the answers that are checked, each by itself. */
  readonly rate: number
  /** Checks that this takes on average. */
  readonly checks: number
  /** Chance that at least one wrong answer is among them. */
  readonly caught: number
}

function check({ requests, wrong }: Session): void {
  if (!Number.isSafeInteger(requests) || requests < 1) throw new RangeError(`requests: ${requests}`)
  if (!Number.isSafeInteger(wrong) || wrong < 1 || wrong > requests)
    throw new RangeError(`wrong: ${wrong} of ${requests}`)
}

/** What checking each answer with the chance `rate` gives: 1 - (1 - rate)^wrong. RangeError for rates outside 0 to 1. */
export function oddsAt(session: Session, rate: number): Odds {
  check(session)
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate: ${rate}`)
  // Exact also where both are small.
  return { rate, checks: rate * session.requests, caught: -Math.expm1(session.wrong * Math.log1p(-rate)) }
}

/** The least rate at which a cheat is caught with a chance of `caught`: 1 - (1 - caught)^(1 / wrong). RangeError for chances outside 0 to 1. */
export function rateFor(session: Session, caught: number): number {
  check(session)
  if (!(caught >= 0 && caught <= 1)) throw new RangeError(`caught: ${caught}`)
  return -Math.expm1(Math.log1p(-caught) / session.wrong)
}

/**
 * The least number of answers to check, drawn from the session without repetition, so that a cheat is caught with a chance of
 * `caught`: all k for which C(n - w, k) / C(n, k) <= 1 - caught. Fewer than `rateFor` takes, where the session is known to its end.
 */
export function checksFor(session: Session, caught: number): number {
  check(session)
  if (!(caught >= 0 && caught <= 1)) throw new RangeError(`caught: ${caught}`)
  const { requests, wrong } = session
  const wanted = Math.log1p(-caught)
  let missed = 0
  for (let checks = 0; checks < requests - wrong; checks++) {
    if (missed <= wanted) return checks
    missed += Math.log((requests - wrong - checks) / (requests - checks))
  }
  // One more than there are right ones cannot miss.
  return missed <= wanted ? requests - wrong : requests - wrong + 1
}
