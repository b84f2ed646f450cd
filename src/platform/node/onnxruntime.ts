// Runs float models with onnxruntime, for evaluation only: spec/compile.md, "Evaluation". It is no dependency: it is looked for
// in this installation and under ASSAY_HOME/engines. Its results differ between machines; no receipt ever rests on them.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Ort from 'onnxruntime-node'
import type { FloatModel, Runner } from '../../core/compile/index.ts'
import { WorldError } from '../../core/errors/index.ts'

export interface FloatRunnerOptions {
  /** The model as it was imported: shapes that the caller has bound, inputs that have a value, rows of one run. */
  readonly model?: Pick<FloatModel, 'graph' | 'batch' | 'bound'>
  /** ASSAY_HOME: engines are installed in `engines` below it. */
  readonly home?: string
  /** 1 unless stated. */
  readonly threads?: 1 | 2
}

export interface FloatRunner {
  readonly run: Runner
  /** The runtime's version. */
  readonly version: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  close(): Promise<void>
}

interface Runtime {
  readonly runtime: typeof Ort
  readonly version: string
  /** The package's directory. */
  readonly directory: string
  /** Resolves from where the runtime was found. */
  readonly require: NodeJS.Require
}

/**
 * Loads the runtime from the first of `places` (files to resolve from) that has it, of this version if one is wanted, or says
 * how to install it.
 */
export function findRuntime(places: readonly (string | URL)[], wanted?: string): Runtime {
  let cause: unknown
  let reason = 'is not installed'
  for (const place of places) {
    try {
      const require = createRequire(place)
      const manifest = require.resolve('onnxruntime-node/package.json')
      const { version } = require(manifest) as { version: string }
      // Native code of another version would stay in this process: it is not loaded to be looked at.
      if (wanted !== undefined && version !== wanted) {
        reason = `is ${version}, ${wanted} is needed`
        continue
      }
      reason = 'cannot be loaded'
      return { runtime: require('onnxruntime-node') as typeof Ort, version, directory: dirname(manifest), require }
    } catch (error) {
      cause = error
    }
  }
  throw new WorldError('runtime_missing', `onnxruntime-node ${reason}`, { hint: 'assay engine add native', cause })
}

/** Where the runtime is looked for: this installation, then what `assay engine add` installed under `home`. */
export const runtimePlaces = (home: string | undefined): (string | URL)[] => [
  import.meta.url,
  ...(home === undefined ? [] : [join(home, 'engines', 'package.json')]),
]

/**
 * A runner for the ONNX model at `source`, a path or the file's bytes. Bytes are what the runtime gets in both cases, so that
 * it reads no file that a model names. Models with a fixed leading axis are run that many rows at a time.
 */
export async function loadFloatRunner(
  source: string | Uint8Array,
  options: FloatRunnerOptions = {},
): Promise<FloatRunner> {
  const { runtime, version } = findRuntime(runtimePlaces(options.home))
  const bytes = typeof source === 'string' ? await read(source) : source
  let session: Ort.InferenceSession
  try {
    session = await runtime.InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      intraOpNumThreads: options.threads ?? 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    })
  } catch (cause) {
    throw new WorldError('runtime_failed', `onnxruntime cannot load the model: ${text(cause)}`, { cause })
  }
  const meta = new Map(
    session.inputMetadata.map(each => [each.name, each.isTensor ? each : { type: 'float32' as const, shape: [] }]),
  )
  const ports = new Map(options.model?.graph.inputs.map(port => [port.name, port]))
  const fixed = options.model === undefined ? fixedLength(meta) : options.model.batch
  const feed = (name: string, data: ArrayLike<number>, dims: readonly number[]): Ort.Tensor => {
    const type = meta.get(name)?.type ?? 'float32'
    // The constructor is typed by pairs of type and array, which `valuesFor` keeps together.
    return new runtime.Tensor(type as 'float32', valuesFor(type, data) as Float32Array, dims)
  }
  const bound = Object.fromEntries(
    (options.model?.bound ?? [])
      .filter(({ name }) => meta.has(name))
      .map(({ name, data, dims }) => [name, feed(name, data, dims)]),
  )
  const once = async (inputs: Parameters<Runner>[0]): Promise<Record<string, Float32Array>> => {
    const feeds = Object.fromEntries(
      Object.entries(inputs).flatMap(([name, { data, rows }]) => {
        const own = meta.get(name)
        // An input that nothing reads is not asked for.
        if (own === undefined && ports.has(name)) return []
        if (own === undefined) throw new TypeError(`inputs: the model has no input ${name}`)
        const port = ports.get(name)
        if (port === undefined) return [[name, feed(name, data, [rows, ...own.shape.slice(1).map(Number)])]]
        return [[name, feed(name, data, fixed === null ? [rows, ...port.shape] : port.dims)]]
      }),
    )
    try {
      const outputs = await session.run({ ...bound, ...feeds })
      return Object.fromEntries(session.outputNames.map(name => [name, numbersOf(outputs[name]!.data)]))
    } catch (cause) {
      throw new WorldError('runtime_failed', `onnxruntime cannot run the model: ${text(cause)}`, { cause })
    }
  }
  return {
    run: inputs => (fixed === null ? once(inputs) : inChunks(inputs, fixed, once)),
    version,
    inputs: session.inputNames,
    outputs: session.outputNames,
    close: () => session.release(),
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new WorldError('file_not_found', `${path}: cannot be read`, { cause })
  }
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300)

/** Numbers as the element type stores them. */
function valuesFor(type: Ort.Tensor.Type, data: ArrayLike<number>): Ort.Tensor['data'] {
  switch (type) {
    case 'float32':
      return data instanceof Float32Array ? data : Float32Array.from(data)
    case 'float64':
      return Float64Array.from(data)
    case 'int64':
      return BigInt64Array.from(Array.from(data, value => BigInt(Math.round(value))))
    case 'uint64':
      return BigUint64Array.from(Array.from(data, value => BigInt(Math.round(value))))
    case 'int32':
      return Int32Array.from(data)
    case 'uint32':
      return Uint32Array.from(data)
    case 'int16':
      return Int16Array.from(data)
    case 'uint16':
      return Uint16Array.from(data)
    case 'int8':
      return Int8Array.from(data)
    case 'uint8':
      return Uint8Array.from(data)
    case 'bool':
      return Uint8Array.from(data, value => (value === 0 ? 0 : 1))
    default:
      throw new WorldError('runtime_failed', `inputs of element type ${type} cannot be given`)
  }
}

const numbersOf = (data: Ort.Tensor['data']): Float32Array =>
  data instanceof Float32Array ? data.slice() : Float32Array.from(data as ArrayLike<number | bigint>, Number)

/** The leading axis that all inputs are bound to, or null where it is open. */
function fixedLength(inputs: ReadonlyMap<string, { readonly shape: readonly (string | number)[] }>): number | null {
  for (const { shape } of inputs.values()) {
    const [leading] = shape
    if (typeof leading === 'number' && leading > 0) return leading
  }
  return null
}

/** Runs `length` rows at a time; the last rows are filled up with zeros, whose results are dropped. */
async function inChunks(
  inputs: Parameters<Runner>[0],
  length: number,
  once: (inputs: Parameters<Runner>[0]) => Promise<Record<string, Float32Array>>,
): Promise<Record<string, Float32Array>> {
  const rows = Object.values(inputs)[0]?.rows ?? 0
  const parts: Record<string, Float32Array>[] = []
  for (let from = 0; from < rows; from += length) {
    const chunk = Object.fromEntries(
      Object.entries(inputs).map(([name, { data }]) => {
        const size = data.length / rows
        const filled = new Float32Array(length * size)
        filled.set(data.subarray(from * size, Math.min(rows, from + length) * size))
        return [name, { data: filled, rows: length }]
      }),
    )
    const count = Math.min(length, rows - from)
    const outputs = await once(chunk)
    parts.push(
      Object.fromEntries(
        Object.entries(outputs).map(([name, data]) => [name, data.subarray(0, (data.length / length) * count)]),
      ),
    )
  }
  const names = Object.keys(parts[0] ?? {})
  return Object.fromEntries(
    names.map(name => {
      const out = new Float32Array(parts.reduce((sum, part) => sum + part[name]!.length, 0))
      let at = 0
      for (const part of parts) {
        out.set(part[name]!, at)
        at += part[name]!.length
      }
      return [name, out]
    }),
  )
}
