// What a model is called: spec/graph.md, "Identities". Nothing but these bytes enters a model id.

import { concat, utf8 } from '../bytes/index.ts'
import { hashLeaf, leafHashesOfBytes, type MerkleTree, merkleRootOfBytes, merkleTree, sha256 } from '../crypto/index.ts'
import { DESCRIPTOR_BYTES, encodeGraph } from './descriptor.ts'
import { encodeInterface, type ModelInterface } from './interface.ts'
import type { Language } from './language.ts'
import { bytesOf, elements, type Graph, type IntTensor } from './types.ts'

const MODEL_DOMAIN = utf8('assay/model/1')
const PORTS_DOMAIN = utf8('assay/ports/1')

/** 32 zero bytes: a part that a model does not have. */
export const NONE = new Uint8Array(32)

export interface Identity {
  readonly modelId: Uint8Array
  readonly graphRoot: Uint8Array
  readonly weightsRoot: Uint8Array
  readonly tokenizerHash: Uint8Array
  readonly templateHash: Uint8Array
  readonly interfaceHash: Uint8Array
}

/** Tree over the header and the descriptors: leaf 0 is the header, leaf i + 1 is op i. */
export function graphTree(graph: Graph): MerkleTree {
  const bytes = encodeGraph(graph)
  const leaves: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += DESCRIPTOR_BYTES)
    leaves.push(hashLeaf(bytes.subarray(at, at + DESCRIPTOR_BYTES)))
  return merkleTree(leaves)
}

export const weightsTree = (weights: Uint8Array): MerkleTree => merkleTree(leafHashesOfBytes(weights))

export const modelIdOf = (parts: Omit<Identity, 'modelId'>): Uint8Array =>
  sha256(
    concat(
      MODEL_DOMAIN,
      parts.graphRoot,
      parts.weightsRoot,
      parts.tokenizerHash,
      parts.templateHash,
      parts.interfaceHash,
    ),
  )

export function identify(
  graph: Graph,
  weights: Uint8Array,
  ports: ModelInterface,
  language: Language | null = null,
): Identity {
  const hashOf = (bytes: Uint8Array | undefined): Uint8Array =>
    bytes === undefined || bytes.length === 0 ? NONE : sha256(bytes)
  const parts = {
    graphRoot: graphTree(graph).root,
    weightsRoot: merkleRootOfBytes(weights),
    tokenizerHash: hashOf(language?.tokenizer),
    templateHash: hashOf(language?.template),
    interfaceHash: sha256(encodeInterface(ports)),
  }
  return { modelId: modelIdOf(parts), ...parts }
}

/** Do typed arrays lie in memory as tensors do in bytes? */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** A tensor's canonical bytes: stored values in order, little-endian. A view on the tensor where its memory has this form. */
export function tensorBytes(tensor: IntTensor): Uint8Array {
  const { data } = tensor
  if (data instanceof Int8Array || LITTLE_ENDIAN) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const out = new Uint8Array(data.length * 2)
  for (let i = 0; i < data.length; i++) {
    out[2 * i] = data[i]! & 255
    out[2 * i + 1] = (data[i]! >> 8) & 255
  }
  return out
}

/** The reverse of `tensorBytes`, or null where the length does not fit or a value leaves its width. */
export function tensorFromBytes(
  bytes: Uint8Array,
  shape: readonly number[],
  bits: number,
  rows: number,
): IntTensor | null {
  const count = elements(shape) * rows
  if (bytes.length !== count * bytesOf(bits)) return null
  const limit = 2 ** (bits - 1)
  if (bits <= 8) {
    const data = new Int8Array(bytes)
    for (const value of data) if (value < -limit || value >= limit) return null
    return { shape, bits, rows, data }
  }
  const data = new Int16Array(count)
  for (let i = 0; i < count; i++) {
    const value = ((bytes[2 * i]! | (bytes[2 * i + 1]! << 8)) << 16) >> 16
    if (value < -limit || value >= limit) return null
    data[i] = value
  }
  return { shape, bits, rows, data }
}

export const tensorRoot = (tensor: IntTensor): Uint8Array => merkleTree(leafHashesOfBytes(tensorBytes(tensor))).root

/** Port root of spec/receipt.md: binds the tensors of a run, in port order, with their rows. */
export function portRoot(tensors: readonly IntTensor[]): Uint8Array {
  const out = new Uint8Array(PORTS_DOMAIN.length + 4 + 36 * tensors.length)
  const view = new DataView(out.buffer)
  out.set(PORTS_DOMAIN)
  view.setUint32(PORTS_DOMAIN.length, tensors.length)
  tensors.forEach((tensor, i) => {
    const at = PORTS_DOMAIN.length + 4 + 36 * i
    view.setUint32(at, tensor.rows)
    out.set(tensorRoot(tensor), at + 4)
  })
  return sha256(out)
}
