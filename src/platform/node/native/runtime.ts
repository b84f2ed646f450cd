// Finds onnxruntime in the one version that this engine is written for: spec/engines.md, "native".

import { findRuntime, runtimePlaces } from '../onnxruntime.ts'
import { bindRuntime, type Runtime } from './binding.ts'

/** The only version whose binding and arithmetic this engine was written and tested for. */
export const RUNTIME_VERSION = '1.30.0'

let found: Runtime | undefined

/** The runtime, looked for in this installation and under `home`/engines. Throws `runtime_missing`. */
export function nativeRuntime(home?: string): Runtime {
  found ??= open(home)
  return found
}

function open(home: string | undefined): Runtime {
  const { version, directory, require } = findRuntime(runtimePlaces(home), RUNTIME_VERSION)
  return bindRuntime(require, version, directory)
}
