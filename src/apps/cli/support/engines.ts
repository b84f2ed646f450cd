// The engine that a setting names.

import type { Engine } from '../../../core/engine/index.ts'
import { createEngine } from '../../../platform/node/engines.ts'
import type { Context } from './command.ts'

export const engineOf = ({ settings, home }: Pick<Context, 'settings' | 'home'>): Promise<Engine> =>
  createEngine(settings.get('engine'), { home: home.path })
