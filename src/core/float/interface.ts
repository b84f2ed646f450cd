// The interface of a float model: names, types and shapes of its ports, part of its identity. spec/float.md, "Interface".

import { Reader, Writer } from '../bytes/cursor.ts'
import { equal, fromUtf8, utf8 } from '../bytes/index.ts'
import { refuse } from '../errors/index.ts'
import { decodeInterface, type ModelInterface } from '../graph/index.ts'
import {
  MAX_REAL_DIMENSION,
  MAX_REAL_RANK,
  REAL_TYPES,
  type RealInterface,
  type RealPort,
  type RealType,
} from './types.ts'

/** Beside 1, the interface of exact models (spec/interface.md): the first two bytes tell them apart. */
const FORMAT = 2
const NOT_STATED = 255
const MAX_PORTS = 255
const MAX_NAME = 256

export function encodeRealInterface(ports: RealInterface): Uint8Array {
  const w = new Writer(256)
  w.u16(FORMAT).u8(ports.inputs.length).u8(ports.outputs.length)
  for (const { name, dtype, shape } of [...ports.inputs, ...ports.outputs]) {
    const bytes = utf8(name)
    w.u16(bytes.length).raw(bytes).u8(REAL_TYPES[dtype].code)
    w.u8(shape === null ? NOT_STATED : shape.length)
    for (const n of shape ?? []) w.u32(n)
  }
  return w.finish()
}

export type AnyInterface =
  | { readonly kind: 'exact'; readonly ports: ModelInterface }
  | { readonly kind: 'float'; readonly ports: RealInterface }

/** An interface of either kind, by its first two bytes. */
export const decodeAnyInterface = (bytes: Uint8Array): AnyInterface =>
  bytes[0] === 0 && bytes[1] === FORMAT
    ? { kind: 'float', ports: decodeRealInterface(bytes) }
    : { kind: 'exact', ports: decodeInterface(bytes) }

export function decodeRealInterface(bytes: Uint8Array): RealInterface {
  const r = new Reader(bytes, 'interface')
  const bad = (reason: string): never => refuse('model_malformed', `interface: ${reason}`)
  if (r.u16() !== FORMAT) bad('format is not known')
  const counts = [r.u8(), r.u8()] as const
  const port = (): RealPort => {
    const length = r.u16()
    if (length < 1 || length > MAX_NAME) bad(`name of ${length} bytes`)
    let name = ''
    try {
      name = fromUtf8(r.raw(length))
    } catch {
      bad('name is not UTF-8')
    }
    const code = r.u8()
    const dtype = (Object.keys(REAL_TYPES) as RealType[]).find(key => REAL_TYPES[key].code === code)
    if (dtype === undefined) return bad(`element type ${code}`)
    const rank = r.u8()
    if (rank === NOT_STATED) return { name, dtype, shape: null }
    if (rank > MAX_REAL_RANK) bad(`rank ${rank}`)
    return { name, dtype, shape: Array.from({ length: rank }, () => r.u32()) }
  }
  const inputs = Array.from({ length: counts[0] }, port)
  const outputs = Array.from({ length: counts[1] }, port)
  r.finish()
  const ports = { inputs, outputs }
  checkRealInterface(ports)
  if (!equal(encodeRealInterface(ports), bytes)) bad('not in canonical form')
  return ports
}

/** Refuses ports that an interface cannot state. */
export function checkRealInterface(ports: RealInterface): void {
  for (const side of ['inputs', 'outputs'] as const) {
    const list = ports[side]
    if (list.length < 1 || list.length > MAX_PORTS) refuse('model_malformed', `interface: ${list.length} ${side}`)
    if (new Set(list.map(({ name }) => name)).size !== list.length)
      refuse('model_malformed', `interface: a name stands twice among the ${side}`)
    for (const { name, shape } of list) {
      const bad = (reason: string): never => refuse('model_malformed', `interface, ${JSON.stringify(name)}: ${reason}`)
      const length = utf8(name).length
      if (length < 1 || length > MAX_NAME) bad(`name of ${length} bytes`)
      if (shape === null) continue
      if (shape.length > MAX_REAL_RANK) bad(`${shape.length} axes, at most ${MAX_REAL_RANK}`)
      if (shape.some(n => !Number.isInteger(n) || n < 0 || n > MAX_REAL_DIMENSION)) bad('a dimension is out of range')
    }
  }
}
