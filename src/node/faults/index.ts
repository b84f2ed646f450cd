// Nodes that cheat, by name: for tests, demonstrations and whoever wants to see a lie being caught. spec/node.md knows
// none of it.

import { refuse } from '../../core/errors/index.ts'
import { cachedAnswer, truncatedPrompt, wrongSampler } from './answers.ts'
import { swappedModelEngine, wrongElementEngine, wrongWeightEngine } from './engines.ts'
import { equivocation, neverLogged, staleNonce } from './records.ts'
import { forgedTrace, silence } from './traces.ts'
import type { Faults } from './types.ts'

export { checkCheckout, checkDevelopmentChain, isCheckout } from './development.ts'
export type { Faults } from './types.ts'

/** How a node can be made to cheat. */
export const FAULTS = {
  'wrong-weight': 'computes with one weight changed, in answers and traces alike',
  'wrong-element': 'changes an element of one op’s output; everything behind follows from it',
  'wrong-sampler': 'draws another token than the sampler does (language models)',
  'truncated-prompt': 'computes on half of the prompt, and charges for the whole (language models)',
  'swapped-model': 'runs another model in place of the one asked for',
  'cached-answer': 'answers with what an earlier request got',
  'stale-nonce': 'serves again a request that it has served, and meters it twice',
  'forged-trace': 'commits to a trace that is made to end in its wrong answer',
  silence: 'gives a wrong answer, and opens nothing of its trace that a dispute demands',
  'never-logged': 'signs receipts and puts none into its log',
  equivocation: 'shows two checkpoints of one size',
} as const

export type FaultKind = keyof typeof FAULTS

const MAKE: Readonly<Record<FaultKind, () => Faults>> = {
  'wrong-weight': () => ({ engine: wrongWeightEngine }),
  'wrong-element': () => ({ engine: wrongElementEngine() }),
  'wrong-sampler': () => wrongSampler(),
  'truncated-prompt': truncatedPrompt,
  'swapped-model': () => ({ engine: swappedModelEngine }),
  'cached-answer': cachedAnswer,
  'stale-nonce': staleNonce,
  'forged-trace': forgedTrace,
  silence,
  'never-logged': neverLogged,
  equivocation,
}

/** The kind that a word names. Refuses (`usage`) others, with the list of those that there are. */
export function faultNamed(word: string): FaultKind {
  if (Object.hasOwn(FAULTS, word)) return word as FaultKind
  const kinds = Object.entries(FAULTS).map(([kind, what]) => `  ${kind.padEnd(16)} ${what}`)
  return refuse('usage', `fault ${JSON.stringify(word)}: one of\n${kinds.join('\n')}`)
}

/** The hooks of one cheating node; what it remembers is its own. */
export const faultOf = (kind: FaultKind): Faults => MAKE[kind]()
