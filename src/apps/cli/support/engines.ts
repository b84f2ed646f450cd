// The engine that a setting names.

import { type Engine, reference, wasm } from '../../../core/engine/index.ts'
import { refuse } from '../../../core/errors/index.ts'

const ENGINES: Readonly<Record<string, Engine>> = { wasm, reference }

export const engineOf = (name: string): Engine =>
  Object.hasOwn(ENGINES, name)
    ? ENGINES[name]!
    : refuse('usage', `no engine ${JSON.stringify(name)}`, { hint: `One of ${Object.keys(ENGINES).join(', ')}.` })
