// The engines of this platform by name: the one place where a setting, a node's configuration or a session's program
// (engine/program.ts) turns a name into an engine. spec/node.md, "Engine sessions".

import { type Engine, reference, wasmEngine } from '../../core/engine/index.ts'
import { refuse } from '../../core/errors/index.ts'
import { startPool } from './pool.ts'

export interface EngineOptions {
  /** Most bytes that one session may take; the engine's own default where absent. */
  readonly memoryBytes?: number
  /** Multiplications that one row of a model may need; any number where absent. Sessions look at it, not engines. */
  readonly rowWork?: number
  /** ASSAY_HOME: engines that are installed on demand are looked for in `engines` below it. */
  readonly home?: string
  /** Threads that one run may use, where the engine has any; 1 unless stated. */
  readonly threads?: number
}

interface Entry {
  /**
   * What a node runs its sessions in. Code that this program did not compile can take its process along, and cannot be
   * interrupted but with it: such engines get a process each; the others a thread.
   */
  readonly carrier: 'thread' | 'process'
  readonly create: (options: EngineOptions) => Promise<Engine> | Engine
}

const ENGINES = {
  wasm: {
    carrier: 'thread',
    create: ({ memoryBytes, threads }) =>
      wasmEngine({
        pool: startPool,
        ...(memoryBytes === undefined ? {} : { memoryLimit: memoryBytes }),
        ...(threads === undefined ? {} : { threads }),
      }),
  },
  native: {
    carrier: 'process',
    async create({ memoryBytes, home, threads }) {
      const { nativeEngine } = await import('./native/index.ts')
      return nativeEngine({
        ...(memoryBytes === undefined ? {} : { memoryLimit: memoryBytes }),
        ...(home === undefined ? {} : { home }),
        ...(threads === undefined ? {} : { threads }),
      })
    },
  },
  reference: { carrier: 'thread', create: () => reference },
} as const satisfies Record<string, Entry>

export type EngineName = keyof typeof ENGINES
export const ENGINE_NAMES = Object.keys(ENGINES) as [EngineName, ...EngineName[]]

/** Refuses a name that no engine has (`usage`). */
export async function createEngine(name: string, options: EngineOptions = {}): Promise<Engine> {
  if (!Object.hasOwn(ENGINES, name))
    return refuse('usage', `no engine ${JSON.stringify(name)}`, { hint: `One of ${ENGINE_NAMES.join(', ')}.` })
  const { create }: Entry = ENGINES[name as EngineName]
  return create(options)
}

/** What runs float models (float.ts), whichever engine runs the exact ones. */
export const FLOAT_ENGINE = 'onnxruntime'

export const carrierOf = (name: EngineName | typeof FLOAT_ENGINE): Entry['carrier'] =>
  name === FLOAT_ENGINE ? 'process' : ENGINES[name].carrier
