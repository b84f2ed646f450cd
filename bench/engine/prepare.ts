// Files that the engine suite measures: each model as onnxruntime gets it, quantized by onnxruntime's own tool, and compiled
// by this project. Kept in .cache by the hash of what they are made from, so that only the first run makes them.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ensureVenv } from '../../scripts/python.mjs'
import { writeNpz } from '../../src/core/formats/index.ts'
import type { BenchModel } from '../models/index.ts'
import { withRows } from '../models/rewrite.ts'
import { Runner } from './client.ts'
import type { Values } from './messages.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CACHE = join(ROOT, '.cache/bench-engine')
const QUANTIZER = ['onnx==1.20.1', 'onnxruntime==1.30.0']

export type File = string | { readonly missing: string }
export const isFile = (file: File): file is string => typeof file === 'string'

/** Widths that a model is compiled at. */
export interface Widths {
  readonly label: string
  readonly options: Readonly<Record<string, unknown>>
}

export interface Prepared {
  /** As it is published: for one row. */
  readonly single: string
  /** With its axis of rows open where that works, else the same file. */
  readonly open: string
  readonly int8: File
}

export interface Workshop {
  /** The bundled runner. */
  readonly script: string
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

export const valuesOf = (model: BenchModel, rows: number): Values[] =>
  model.inputs.map(({ name, shape, axis, make }) => ({ name, shape, axis, data: make(rows) }))

const sha = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 20)
}

/** A hash over these files and all sources under these folders. */
function sourcesOf(...places: readonly string[]): string {
  const files = places.flatMap(place =>
    /\.\w+$/.test(place)
      ? [join(ROOT, place)]
      : readdirSync(join(ROOT, place), { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
          .map(entry => join(entry.parentPath, entry.name)),
  )
  return sha(...files.sort().flatMap(file => [file.slice(ROOT.length), new Uint8Array(readFileSync(file))]))
}

const GENERATORS = ['convolutions', 'random', 'transformer', 'writer'].map(name => `bench/models/${name}.ts`)

/** The file of this name, made first where it is not there yet. Never half of one: it is moved into place. */
async function kept(name: string, make: (path: string) => Promise<void> | void): Promise<string> {
  const path = join(CACHE, name)
  if (existsSync(path)) return path
  mkdirSync(CACHE, { recursive: true })
  const partial = `${path}.partial-${process.pid}`
  try {
    await make(partial)
    renameSync(partial, path)
  } finally {
    rmSync(partial, { force: true })
  }
  return path
}

const slug = (name: string): string => name.replaceAll(/[^a-z0-9]+/g, '-')

/** The model's own file in the cache, or why there is none. */
async function sourceOf(model: BenchModel, workshop: Workshop): Promise<File> {
  if (model.origin === 'material') {
    const bytes = model.file()
    if (!(bytes instanceof Uint8Array)) return bytes
    return kept(`${slug(model.name)}-${sha(bytes)}.onnx`, path => writeFileSync(path, bytes))
  }
  return kept(`${slug(model.name)}-${sourcesOf(...GENERATORS)}.onnx`, path => {
    workshop.progress(`${model.name}: generating`)
    writeFileSync(path, model.file() as Uint8Array)
  })
}

/** Can onnxruntime run two rows at once with this file? */
async function takesRows(model: BenchModel, file: string, workshop: Workshop): Promise<boolean> {
  const runner = new Runner(workshop.script, workshop.progress)
  try {
    await runner.ask({ ask: 'load', engine: 'onnxruntime', file, threads: 1 }, workshop.signal)
    const inputs = { ask: 'inputs', rows: 2, values: valuesOf(model, 2), fixed: model.fixed ?? {} } as const
    return (await runner.ask(inputs, workshop.signal)).together
  } catch (error) {
    workshop.signal.throwIfAborted()
    workshop.progress(`${model.name}: stays at one row a call: ${(error as Error).message.slice(0, 120)}`)
    return false
  } finally {
    await runner.close()
  }
}

export async function prepareModel(
  model: BenchModel,
  workshop: Workshop,
): Promise<Prepared | { readonly missing: string }> {
  const single = await sourceOf(model, workshop)
  if (!isFile(single)) return single
  const bytes = new Uint8Array(readFileSync(single))
  const opened = withRows(bytes, model, 'N', false)
  const candidate = await kept(`${slug(model.name)}-open-${sha(opened)}.onnx`, path => writeFileSync(path, opened))
  const open = (await takesRows(model, candidate, workshop)) ? candidate : single
  return { single, open, int8: await int8Of(model, open, workshop) }
}

async function int8Of(model: BenchModel, source: string, workshop: Workshop): Promise<File> {
  const key = sha(new Uint8Array(readFileSync(source)), sourcesOf('bench/engine/quantize.py'), QUANTIZER.join())
  const name = `${slug(model.name)}-int8-${key}`
  const said = join(CACHE, `${name}.missing`)
  if (existsSync(said)) return { missing: readFileSync(said, 'utf8') }
  if (existsSync(join(CACHE, `${name}.onnx`))) return join(CACHE, `${name}.onnx`)
  const venv = ensureVenv('quantize', QUANTIZER)
  if (venv.missing !== undefined) return venv
  const data = join(CACHE, `${name}.npz`)
  try {
    return await kept(`${name}.onnx`, async path => {
      workshop.progress(`${model.name}: onnxruntime's int8 quantization`)
      writeFileSync(data, calibrationFile(model))
      const script = join(ROOT, 'bench/engine/quantize.py')
      await promisify(execFile)(venv.python, [script, source, data, path], {
        signal: workshop.signal,
        maxBuffer: 2 ** 26,
      })
    })
  } catch (error) {
    workshop.signal.throwIfAborted()
    const { stderr } = error as { stderr?: string }
    const reason = `onnxruntime.quantization cannot quantize it: ${(stderr ?? String(error)).trim().split('\n').pop()?.slice(0, 200)}`
    writeFileSync(said, reason)
    return { missing: reason }
  } finally {
    rmSync(data, { force: true })
    rmSync(join(CACHE, `${name}.onnx.partial-${process.pid}.prepared`), { force: true })
  }
}

/** Rows as the quantizer reads them: an array per row and input, each with an axis of one row. */
function calibrationFile(model: BenchModel): Uint8Array {
  const rows = Math.min(8, model.calibrationRows)
  const arrays = valuesOf(model, rows).flatMap(({ name, shape, axis, data }) =>
    Array.from({ length: rows }, (_, row) => {
      const size = data.length / rows
      return {
        name: `${row}/${name}`,
        tensor: {
          dtype: 'float32' as const,
          shape: [...shape.slice(0, axis), 1, ...shape.slice(axis)],
          data: data.slice(row * size, (row + 1) * size),
        },
      }
    }),
  )
  const fixed = Object.entries(model.fixed ?? {}).flatMap(([name, value]) =>
    Array.from({ length: rows }, (_, row) => ({
      name: `${row}/${name}`,
      tensor: { dtype: 'int64' as const, shape: [], data: BigInt64Array.of(BigInt(value)) },
    })),
  )
  const count = { name: 'rows', tensor: { dtype: 'int32' as const, shape: [], data: Int32Array.of(rows) } }
  return writeNpz([...arrays, ...fixed, count])
}

/** The exact model, or why there is none. */
export async function compileFor(model: BenchModel, widths: Widths, workshop: Workshop): Promise<File> {
  const source = await sourceOf(model, workshop)
  if (!isFile(source)) return source
  const plain = model.fixed === undefined && model.inputs.every(({ axis }) => axis === 0)
  const original = new Uint8Array(readFileSync(source))
  const bytes = plain ? original : withRows(original, model, 1, true)
  const key = sha(
    bytes,
    sourcesOf('src/core/compile', 'src/core/graph', 'bench/models/index.ts'),
    JSON.stringify(widths.options),
  )
  const file = await kept(`${slug(model.name)}-compile-${sha(bytes)}.onnx`, path => writeFileSync(path, bytes))
  const runner = new Runner(workshop.script, text => workshop.progress(`${model.name}, ${widths.label}: ${text}`))
  try {
    return await kept(`${slug(model.name)}-${slug(widths.label)}-${key}.assay`, async out => {
      workshop.progress(`${model.name}, ${widths.label}: compiling`)
      const { calibrationRows } = model
      const values = valuesOf(model, calibrationRows)
      await runner.ask(
        { ask: 'compile', file, out, rows: calibrationRows, values, options: widths.options },
        workshop.signal,
      )
    })
  } catch (error) {
    workshop.signal.throwIfAborted()
    return { missing: `it does not compile: ${(error as Error).message.slice(0, 300)}` }
  } finally {
    await runner.close()
  }
}
