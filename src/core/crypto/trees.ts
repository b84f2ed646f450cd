// Hashing many leaves at once, behind a slot: plain by default, and by the kernels of assembly/ where somebody installs them. These are checked
// against the hash in use before they are taken, so a slot can change speed and nothing else. spec/decisions/tree-hashing.md.

import { equal, fromBase64 } from '../bytes/index.ts'
import { KERNELS } from './generated/kernels.ts'

/** Bytes of a leaf. */
const LEAF = 256
const HASH = 32

/** Hashes of whole leaves and of pairs of hashes, 32 bytes each, one behind the other. */
export interface TreeHash {
  /** Of each 256 bytes behind a zero byte. RangeError for bytes that are no whole number of leaves. */
  leaves(bytes: Uint8Array): Uint8Array
  /** Of each 64 bytes behind a byte 1. RangeError for bytes that are no whole number of pairs. */
  nodes(bytes: Uint8Array): Uint8Array
  /** Root over 2^height leaves, height up to `height`. RangeError for other bytes. */
  root(bytes: Uint8Array): Uint8Array
  /** Of the largest tree that `root` takes. */
  readonly height: number
}

let installed: TreeHash | null = null

/** The one that is installed; null: hash by hash. */
export const treeHash = (): TreeHash | null => installed

/** Leaves of the trees that a new one is compared on. */
const PROBED = 16

/** Installs a way to hash trees, or none. Throws TypeError where it does not give what `plain` gives. */
export function installTreeHash(
  hash: TreeHash | null,
  plain: { leaf(data: Uint8Array): Uint8Array; node(left: Uint8Array, right: Uint8Array): Uint8Array },
): void {
  if (hash !== null) {
    const bytes = Uint8Array.from({ length: PROBED * LEAF }, (_, i) => (i * 2_654_435_761) >>> 13)
    let level = Array.from({ length: PROBED }, (_, i) => plain.leaf(bytes.subarray(i * LEAF, (i + 1) * LEAF)))
    const found = hash.leaves(bytes)
    const same = level.every((own, i) => equal(own, found.subarray(i * HASH, (i + 1) * HASH)))
    level = level.flatMap((own, i) => (i % 2 === 0 ? [plain.node(own, level[i + 1]!)] : []))
    const above = hash.nodes(found)
    const right = level.every((own, i) => equal(own, above.subarray(i * HASH, (i + 1) * HASH)))
    while (level.length > 1) level = level.flatMap((own, i) => (i % 2 === 0 ? [plain.node(own, level[i + 1]!)] : []))
    if (!same || !right || !equal(hash.root(bytes), level[0]!)) throw new TypeError('hash: not the hashes of trees')
  }
  installed = hash
}

interface Kernels {
  readonly memory: WebAssembly.Memory
  readonly base: WebAssembly.Global
  hashes(source: number, count: number, blocks: number, prefix: number, out: number): void
  root(source: number, height: number, out: number): void
}

/** Leaves that pass through the kernels' memory at once. */
const HEIGHT = 10
const ROOM = LEAF << HEIGHT
/** Kernels read and write up to three messages beyond. */
const SPARE = 4 * LEAF

/** Four hashes at once, on 128-bit vectors. */
export function wasmTreeHash(): TreeHash {
  const module = new WebAssembly.Module(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  const { memory, base, hashes, root } = new WebAssembly.Instance(module, {}).exports as unknown as Kernels
  // One byte before the first message is read, too.
  const source = Math.ceil(((base.value as number) + 1) / 64) * 64
  const out = source + ROOM + SPARE
  const missing = out + (HASH << HEIGHT) + SPARE - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536))
  const view = new Uint8Array(memory.buffer)

  function all(bytes: Uint8Array, each: number, prefix: number): Uint8Array {
    if (bytes.length % each !== 0) throw new RangeError(`hash: ${bytes.length} bytes are no multiple of ${each}`)
    const found = new Uint8Array((bytes.length / each) * HASH)
    const step = Math.min(ROOM, each << HEIGHT)
    for (let at = 0; at < bytes.length; at += step) {
      const part = bytes.subarray(at, at + step)
      view.set(part, source)
      hashes(source, part.length / each, each / 64, prefix, out)
      found.set(view.subarray(out, out + (part.length / each) * HASH), (at / each) * HASH)
    }
    return found
  }

  return {
    height: HEIGHT,
    leaves: bytes => all(bytes, LEAF, 0),
    nodes: bytes => all(bytes, 2 * HASH, 1),
    root(bytes) {
      const height = Math.log2(bytes.length / LEAF)
      if (!Number.isInteger(height) || height < 0 || height > HEIGHT)
        throw new RangeError(`hash: ${bytes.length} bytes are no tree of a height up to ${HEIGHT}`)
      view.set(bytes, source)
      root(source, height, out)
      return view.slice(out, out + HASH)
    },
  }
}
