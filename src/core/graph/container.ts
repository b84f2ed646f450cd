// The model file: spec/model.md. Graph, interface, weights and a manifest that is not part of the identity.

import { Reader, Writer } from '../bytes/cursor.ts'
import { equal, fromUtf8, utf8 } from '../bytes/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { analyze, checkGraph, type GraphBounds } from './check.ts'
import { DESCRIPTOR_BYTES, decodeGraph, encodeGraph } from './descriptor.ts'
import { type Identity, identify } from './identity.ts'
import { checkInterface, decodeInterface, encodeInterface, type ModelInterface } from './interface.ts'
import {
  checkLanguage,
  decodeLanguage,
  encodeLanguage,
  type Language,
  languagePorts,
  MAX_LANGUAGE_BYTES,
} from './language.ts'
import { type Graph, MAX_OPS } from './types.ts'

const MAGIC = utf8('ASSAY\0M1')
const MAX_INTERFACE_BYTES = 1 << 20
const MAX_MANIFEST_BYTES = 4 << 20

/** What is said about a model; changes nothing of what it computes. */
export interface Manifest {
  readonly name?: string
  readonly description?: string
  readonly license?: string
  readonly labels?: readonly string[]
  readonly evaluation?: {
    readonly metric: string
    readonly float: number
    readonly exact: number
    readonly samples: number
  }
  readonly notes?: readonly string[]
  readonly [key: string]: unknown
}

/** A model that has been checked: well formed, its bounds recomputed, its identity derived from its bytes. */
export interface ExactModel {
  readonly graph: Graph
  readonly weights: Uint8Array
  readonly ports: ModelInterface
  readonly manifest: Manifest
  /** Tokenizer and chat template of a language model. */
  readonly language: Language | null
  readonly identity: Identity
  readonly bounds: GraphBounds
}

/** Checks the parts and derives identity and bounds. Refuses what is not admissible. */
export function makeModel(
  graph: Graph,
  weights: Uint8Array,
  ports: ModelInterface,
  manifest: Manifest,
  language: Language | null = null,
): ExactModel {
  checkParts(graph, ports, language)
  const bounds = analyze(graph, weights)
  return { graph, weights, ports, manifest, language, identity: identify(graph, weights, ports, language), bounds }
}

function checkParts(graph: Graph, ports: ModelInterface, language: Language | null): void {
  checkGraph(graph)
  checkInterface(ports, graph)
  if (language === null) return
  checkLanguage(language)
  languagePorts({ graph, ports })
}

export function encodeModel(
  model: Pick<ExactModel, 'graph' | 'weights' | 'ports' | 'manifest'> & { readonly language?: Language | null },
): Uint8Array {
  const graph = encodeGraph(model.graph)
  const ports = encodeInterface(model.ports)
  const manifest = utf8(JSON.stringify(model.manifest))
  const language = model.language == null ? new Uint8Array(0) : encodeLanguage(model.language)
  const lengths = [graph, ports, manifest, language].map(part => part.length)
  const w = new Writer(lengths.reduce((sum, length) => sum + length, 32 + model.weights.length)).raw(MAGIC)
  for (const length of lengths) w.u32(length)
  return w.u64(model.weights.length).raw(graph).raw(ports).raw(manifest).raw(language).raw(model.weights).finish()
}

/** Reads a model file: hostile bytes in, a checked model or a refusal out. */
export const decodeModel = (bytes: Uint8Array): Result<ExactModel> =>
  attempt(() => {
    const r = new Reader(bytes, 'model file')
    const { graph, ports, manifest, language, weightsLength } = readHead(r)
    const weights = r.raw(weightsLength)
    r.finish()
    return makeModel(graph, weights, ports, manifest, language)
  })

/** Everything of a model but its weights and what follows from them: what a client needs to ask a language model. */
export interface ModelFileHead {
  readonly graph: Graph
  readonly ports: ModelInterface
  readonly manifest: Manifest
  readonly language: Language | null
  /** The four parts of the model id that the head shows to be right. */
  readonly parts: Omit<Identity, 'modelId' | 'weightsRoot'>
}

/** The head of a model file that has been checked: its bytes up to the weights. */
export function headBytes(file: Uint8Array): Uint8Array {
  const r = new Reader(file, 'model file')
  readHead(r)
  return file.slice(0, file.length - r.left)
}

/** Reads a head from anywhere. Whose it is, its parts tell: compare them with those of a model id. */
export const decodeModelHead = (bytes: Uint8Array): Result<ModelFileHead> =>
  attempt(() => {
    const r = new Reader(bytes, 'model head')
    const { graph, ports, manifest, language } = readHead(r)
    r.finish()
    checkParts(graph, ports, language)
    const { weightsRoot: _, modelId: __, ...parts } = identify(graph, new Uint8Array(0), ports, language)
    return { graph, ports, manifest, language, parts }
  })

function readHead(r: Reader): Omit<ModelFileHead, 'parts'> & { readonly weightsLength: number } {
  if (r.left < MAGIC.length || !equal(r.raw(MAGIC.length), MAGIC))
    refuse('model_malformed', 'model file: does not begin as one')
  const graphLength = r.u32()
  const portsLength = r.u32()
  const manifestLength = r.u32()
  const languageLength = r.u32()
  const weightsLength = r.u64()
  if (graphLength > DESCRIPTOR_BYTES * (MAX_OPS + 1))
    refuse('file_too_large', `model file: graph of ${graphLength} bytes`)
  if (portsLength > MAX_INTERFACE_BYTES) refuse('file_too_large', `model file: interface of ${portsLength} bytes`)
  if (manifestLength > MAX_MANIFEST_BYTES) refuse('file_too_large', `model file: manifest of ${manifestLength} bytes`)
  if (languageLength > MAX_LANGUAGE_BYTES)
    refuse('file_too_large', `model file: language section of ${languageLength} bytes`)
  const graph = decodeGraph(r.raw(graphLength))
  const ports = decodeInterface(r.raw(portsLength))
  const manifest = parseManifest(r.raw(manifestLength))
  const language = languageLength === 0 ? null : decodeLanguage(r.raw(languageLength))
  return { graph, ports, manifest, language, weightsLength }
}

/** Deeper JSON can be parsed but not written again. */
const MAX_NESTING = 64

function nestingOf(value: unknown): number {
  let level: unknown[] = [value]
  let depth = 0
  for (; level.length > 0 && depth <= MAX_NESTING; depth++)
    level = level.flatMap(entry => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []))
  return depth
}

/** Reads a manifest from anywhere; for use inside `attempt`. */
export function parseManifest(bytes: Uint8Array): Manifest {
  let value: unknown
  try {
    value = JSON.parse(fromUtf8(bytes))
  } catch {
    return refuse('model_malformed', 'model file: the manifest is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse('model_malformed', 'model file: the manifest is not an object')
  if (nestingOf(value) > MAX_NESTING)
    refuse('model_malformed', `model file: the manifest is nested deeper than ${MAX_NESTING}`)
  return value as Manifest
}
