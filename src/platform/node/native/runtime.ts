// onnxruntime as a library of exact integer products: spec/engines.md, "native". Its binding runs synchronously; the public
// API around it only adds a turn of the event loop to every call, more than a small product takes.

import type * as Ort from 'onnxruntime-node'
import { findRuntime, runtimePlaces } from '../onnxruntime.ts'

/** The only version whose binding and arithmetic this engine was written and tested for. */
export const RUNTIME_VERSION = '1.30.0'

type Tensors = Record<string, Ort.Tensor>

interface Binding {
  loadModel(buffer: ArrayBufferLike, offset: number, length: number, options: Ort.InferenceSession.SessionOptions): void
  run(feeds: Tensors, fetches: Tensors, options: Ort.InferenceSession.RunOptions): unknown
  readonly inputMetadata: readonly { readonly name: string }[]
  readonly outputMetadata: readonly { readonly name: string }[]
  dispose(): void
}

export interface Program {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Runs on tensors that are views of the caller's memory; results are written into those of `fetches`. */
  run(feeds: Tensors, fetches: Tensors): void
  release(): void
}

export interface Runtime {
  readonly version: string
  /** Where it lies. */
  readonly directory: string
  /** A program from the bytes of an ONNX model. Throws what onnxruntime throws. */
  load(model: Uint8Array, threads: number): Program
  tensor(type: 'uint8' | 'int32', data: Uint8Array | Int32Array, dims: readonly number[]): Ort.Tensor
}

let found: Runtime | undefined

/** The runtime, looked for in this installation and under `home`/engines. Throws `runtime_missing`. */
export function nativeRuntime(home?: string): Runtime {
  found ??= open(home)
  return found
}

function open(home: string | undefined): Runtime {
  const { runtime, version, directory, require } = findRuntime(runtimePlaces(home), RUNTIME_VERSION)
  const { binding, initOrt } = require('onnxruntime-node/dist/binding.js') as {
    binding: { InferenceSession: new () => Binding }
    initOrt: () => void
  }
  initOrt()
  return {
    version,
    directory,
    load(model, threads) {
      const session = new binding.InferenceSession()
      session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
        executionProviders: ['cpu'],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        logSeverityLevel: 3,
        // A model is many programs with a pool of threads each: those that wait must not keep the others from running.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      })
      return {
        inputs: session.inputMetadata.map(({ name }) => name),
        outputs: session.outputMetadata.map(({ name }) => name),
        run: (feeds, fetches) => void session.run(feeds, fetches, {}),
        release: () => session.dispose(),
      }
    },
    tensor: (type, data, dims) => new runtime.Tensor(type, data as never, dims),
  }
}
