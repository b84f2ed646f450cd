// onnxruntime as a library of exact integer products: spec/engines.md, "native". Its binding runs synchronously; the public
// API around it only adds a turn of the event loop to every call, more than a small product takes. Part of the threads' program.

import type * as Ort from 'onnxruntime-node'

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
  /** A program from the bytes of an ONNX model, on one thread unless stated. Throws what onnxruntime throws. */
  load(model: Uint8Array, threads?: number): Program
  tensor(type: 'uint8' | 'int32', data: Uint8Array | Int32Array, dims: readonly number[]): Ort.Tensor
}

/** The runtime that `require` finds. */
export function bindRuntime(require: NodeJS.Require, version: string, directory: string): Runtime {
  const { binding, initOrt } = require('onnxruntime-node/dist/binding.js') as {
    binding: { InferenceSession: new () => Binding }
    initOrt: () => void
  }
  const { Tensor } = require('onnxruntime-node') as typeof Ort
  return {
    version,
    directory,
    load(model, threads = 1) {
      // Once, and not before it is needed: many models never come here.
      initOrt()
      const session = new binding.InferenceSession()
      session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
        executionProviders: ['cpu'],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        logSeverityLevel: 3,
      })
      return {
        inputs: session.inputMetadata.map(({ name }) => name),
        outputs: session.outputMetadata.map(({ name }) => name),
        run: (feeds, fetches) => void session.run(feeds, fetches, {}),
        release: () => session.dispose(),
      }
    },
    tensor: (type, data, dims) => new Tensor(type, data as never, dims),
  }
}
