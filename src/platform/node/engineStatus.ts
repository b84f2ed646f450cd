// What each engine is on this machine: is it here, where, and what its self-test finds now. spec/engines.md, "Self-tests".

import { relaxedKernels } from '../../core/engine/wasm/relaxed.ts'
import { WorldError } from '../../core/errors/index.ts'
import { createEngine, ENGINE_NAMES, type EngineName } from './engines.ts'

export interface EngineStatus {
  readonly name: EngineName
  /** null where it is not installed or does not start. */
  readonly version: string | null
  readonly installed: boolean
  /** Where what was installed lies; null for what is part of this program. */
  readonly place: string | null
  /** What the test at the start found; null where there is none or it could not run. */
  readonly selfTest: 'exact' | 'not exact' | null
  readonly detail: string
}

type Found = Omit<EngineStatus, 'name' | 'version'>

const INSPECT: Readonly<Record<EngineName, (home: string) => Promise<Found>>> = {
  async wasm() {
    const relaxed = await relaxedKernels()
    return {
      installed: true,
      place: null,
      selfTest: 'exact',
      detail:
        relaxed === null
          ? 'plain products; relaxed ones are absent or not exact here'
          : `relaxed products are exact${relaxed.wide ? ', also of two full bytes' : ''}`,
    }
  },
  async native(home) {
    const [{ nativeRuntime }, { exactnessOf }] = await Promise.all([
      import('./native/runtime.ts'),
      import('./native/exactness.ts'),
    ])
    const runtime = nativeRuntime(home)
    const exactness = exactnessOf(runtime)
    const variant = exactness.variant()
    const found = { installed: true, place: runtime.directory }
    if (variant === null)
      return { ...found, selfTest: 'not exact', detail: 'products of bytes are wrong on this processor: wasm runs all' }
    const weights = variant === 's8' ? 'signed weights' : 'unsigned weights: signed ones saturate on this processor'
    const segments = exactness.segments() ? 'whole segments of bytes run there' : 'products only'
    return { ...found, selfTest: 'exact', detail: `products of bytes are exact with ${weights}; ${segments}` }
  },
  reference: async () => ({
    installed: true,
    place: null,
    selfTest: null,
    detail: 'the definition that the others are compared with; slow',
  }),
}

/** All engines, each with what kept it from starting where something did. */
export function engineStatus(home: string): Promise<EngineStatus[]> {
  return Promise.all(
    ENGINE_NAMES.map(async (name): Promise<EngineStatus> => {
      try {
        const found = await INSPECT[name](home)
        return { name, version: (await createEngine(name, { home })).version, ...found }
      } catch (error) {
        if (!(error instanceof WorldError)) throw error
        const detail = `${error.message}${error.hint === undefined ? '' : `: ${error.hint}`}`
        return { name, version: null, installed: error.code !== 'runtime_missing', place: null, selfTest: null, detail }
      }
    }),
  )
}
