// The rules of a generation, and the replay that checks one.
export { createGeneration, type Finish, type Generation, type GenerationRules } from './generation.ts'
export { createFollower, type Follower, type FollowerOptions, type ReplayVerdict, replayGeneration } from './replay.ts'
export { type LanguageSession, logitsOf, partOf } from './rows.ts'
