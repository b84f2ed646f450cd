// The moves of a dispute in plain words.

import type { Move } from '../../../client/disputes/index.ts'

/** What the challenger has done. */
export const MOVE_WORDS: Readonly<Record<Exclude<Move['kind'], 'waiting' | 'over' | 'nothing to show'>, string>> = {
  challenged: 'challenged the receipt: its node has to commit to the trace of its run',
  demanded: 'asked the node to open its trace',
  precommitted: 'found the wrong value, and committed to it unseen, so that nobody can claim it first',
  proved: 'showed it: the contract computed the value again, and it is another',
  silence: 'showed that the node did not answer in time',
  reclaimed: 'took the deposits of the demands back',
}
