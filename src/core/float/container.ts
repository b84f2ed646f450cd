// A float model's file and identity: spec/float.md. The original files stand in it as they are; the identity is of their
// content and of the interface, in a form that nobody can mistake for an exact model's.

import { Reader, Writer } from '../bytes/cursor.ts'
import { concat, equal, type Hex, toHex, utf8 } from '../bytes/index.ts'
import { sha256 } from '../crypto/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { type Identity, type Manifest, modelIdOf, NONE, parseManifest } from '../graph/index.ts'
import { checkRealInterface, decodeRealInterface, encodeRealInterface } from './interface.ts'
import { FLOAT_KINDS, type FloatKind, type RealInterface } from './types.ts'
import { checkUpstream, isUpstreamInterface } from './upstreamFile.ts'

const MAGIC = utf8('ASSAY\0F1')
const FILES_DOMAIN = utf8('assay/float/1')
const MAX_FILES = 64
const MAX_INTERFACE_BYTES = 1 << 20
const MAX_MANIFEST_BYTES = 4 << 20

/**
 * Stands where an exact model has the root of its weights, which is a hash of other bytes for certain: so the parts of a model
 * id alone tell which kind it is.
 */
export const FLOAT_WEIGHTS: Uint8Array = sha256(utf8('assay/float-weights/1'))
const FLOAT_WEIGHTS_HEX = toHex(FLOAT_WEIGHTS)

export const isFloatIdentity = ({ weightsRoot }: Pick<Identity, 'weightsRoot'>): boolean =>
  equal(weightsRoot, FLOAT_WEIGHTS)
/** The same for a root in hex, or for none. */
export const isFloatRoot = (weightsRoot: Hex | undefined): boolean => weightsRoot === FLOAT_WEIGHTS_HEX

/** A float model's own name: `float:`, or `upstream:` where its interface says so, and the hash of its kind and content. */
export const floatName = ({ graphRoot, interfaceHash }: Pick<Identity, 'graphRoot' | 'interfaceHash'>): string =>
  `${isUpstreamInterface(toHex(interfaceHash)) ? 'upstream' : 'float'}:${toHex(graphRoot)}`

export interface FloatModel {
  readonly kind: FloatKind
  readonly files: readonly Uint8Array[]
  readonly ports: RealInterface
  readonly manifest: Manifest
  readonly identity: Identity
}

/** The graph root of a float model: SHA-256 over kind and content ids; the content id of a file is the SHA-256 of its bytes, the digest of its raw CIDv1. */
export function filesHash(kind: FloatKind, files: readonly Uint8Array[]): Uint8Array {
  const head = Uint8Array.of(0, FLOAT_KINDS[kind], files.length >> 8, files.length & 255)
  return sha256(concat(FILES_DOMAIN, head, ...files.map(file => sha256(file))))
}

export function makeFloatModel(
  kind: FloatKind,
  files: readonly Uint8Array[],
  ports: RealInterface,
  manifest: Manifest,
): FloatModel {
  checkRealInterface(ports)
  if (files.length < 1 || files.length > MAX_FILES) refuse('model_malformed', `float model: ${files.length} files`)
  checkUpstream(kind, files, ports)
  const parts = {
    graphRoot: filesHash(kind, files),
    weightsRoot: FLOAT_WEIGHTS,
    tokenizerHash: NONE,
    templateHash: NONE,
    interfaceHash: sha256(encodeRealInterface(ports)),
  }
  return { kind, files, ports, manifest, identity: { modelId: modelIdOf(parts), ...parts } }
}

export function encodeFloatModel({ kind, files, ports, manifest }: Omit<FloatModel, 'identity'>): Uint8Array {
  const interfaceBytes = encodeRealInterface(ports)
  const manifestBytes = utf8(JSON.stringify(manifest))
  const total = files.reduce((sum, file) => sum + file.length, 0)
  const w = new Writer(32 + 8 * files.length + interfaceBytes.length + manifestBytes.length + total)
  w.raw(MAGIC).u16(FLOAT_KINDS[kind]).u16(files.length).u32(interfaceBytes.length).u32(manifestBytes.length).u32(0)
  for (const file of files) w.u64(file.length)
  w.raw(interfaceBytes).raw(manifestBytes)
  for (const file of files) w.raw(file)
  return w.finish()
}

export const isFloatFile = (bytes: Uint8Array): boolean => equal(bytes.subarray(0, MAGIC.length), MAGIC)

/** Reads a float model's file: hostile bytes in, a model or a refusal out. What is in its files is the engine's to check. */
export const decodeFloatModel = (bytes: Uint8Array): Result<FloatModel> => attempt(() => parse(bytes))

function parse(bytes: Uint8Array): FloatModel {
  const bad = (reason: string): never => refuse('model_malformed', `float model: ${reason}`)
  if (!isFloatFile(bytes)) bad('does not begin as one')
  const r = new Reader(bytes, 'float model')
  r.raw(MAGIC.length)
  const code = r.u16()
  const kind = (Object.keys(FLOAT_KINDS) as FloatKind[]).find(name => FLOAT_KINDS[name] === code)
  if (kind === undefined) return bad(`kind ${code} is not known`)
  const count = r.u16()
  if (count < 1 || count > MAX_FILES) bad(`${count} files`)
  const interfaceLength = r.u32()
  const manifestLength = r.u32()
  if (r.u32() !== 0) bad('reserved bytes are not zero')
  if (interfaceLength > MAX_INTERFACE_BYTES)
    refuse('file_too_large', `float model: interface of ${interfaceLength} bytes`)
  if (manifestLength > MAX_MANIFEST_BYTES) refuse('file_too_large', `float model: manifest of ${manifestLength} bytes`)
  const lengths = Array.from({ length: count }, () => r.u64())
  const ports = decodeRealInterface(r.raw(interfaceLength))
  const manifest = parseManifest(r.raw(manifestLength))
  const files = lengths.map(length => r.raw(length))
  r.finish()
  return makeFloatModel(kind, files, ports, manifest)
}
