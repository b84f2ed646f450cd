// Watching: which answers are checked, and how likely that catches a cheat (spec/watching.md).
export { isChosen, WHOLE } from './choice.ts'
export { checksFor, type Odds, oddsAt, rateFor, type Session } from './odds.ts'
