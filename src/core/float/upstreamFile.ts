// The one file of an upstream model, and the interface that only such models have: spec/float.md, "Upstream models". What is declared here
// is a name and who answers for it; what serves it stands nowhere.

import { equal, fromUtf8, type Hex, isHex, toHex, utf8 } from '../bytes/index.ts'
import { sha256 } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'
import { encodeRealInterface } from './interface.ts'
import type { FloatKind, RealInterface } from './types.ts'

export interface Upstream {
  /** As its operator declares it: 1 to 48 letters, digits and `._:-`. It stands in receipts. */
  readonly name: string
  /** The account whose nodes alone answer under this identity. */
  readonly operator: Hex
}

export const UPSTREAM_NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,47}$/
const FORMAT = 'assay-upstream/1'
const MAX_FILE = 256

const bytes = { name: 'tokens', dtype: 'uint8', shape: [0] } as const
/** Bytes in, bytes out. */
export const UPSTREAM_PORTS: RealInterface = { inputs: [bytes], outputs: [bytes] }
const PORTS = encodeRealInterface(UPSTREAM_PORTS)
const INTERFACE_HASH = toHex(sha256(PORTS))

/** Is this the interface hash of upstream models? No other float model can have it. */
export const isUpstreamInterface = (interfaceHash: Hex | undefined): boolean => interfaceHash === INTERFACE_HASH

/** The canonical bytes of a declaration. Refuses (`model_malformed`) a name or an address that is none. */
export function writeUpstream({ name, operator }: Upstream): Uint8Array {
  if (!UPSTREAM_NAME.test(name))
    refuse(
      'model_malformed',
      `upstream: ${JSON.stringify(name.slice(0, 60))} is no name of 1 to 48 letters, digits, ._:-`,
    )
  if (!isHex(operator, 20)) refuse('model_malformed', 'upstream: the operator is no address in lower case')
  return utf8(JSON.stringify({ format: FORMAT, name, operator }))
}

/** Reads a declaration in its one form; refuses (`model_malformed`) any other. */
export function readUpstream(file: Uint8Array): Upstream {
  const bad = (): never =>
    refuse('model_malformed', `upstream: not {"format":"${FORMAT}","name":..,"operator":"0x.."} in this form`)
  if (file.length > MAX_FILE) return bad()
  let value: unknown
  try {
    value = JSON.parse(fromUtf8(file))
  } catch {
    return bad()
  }
  const { name, operator } = (value ?? {}) as Record<string, unknown>
  if (typeof name !== 'string' || typeof operator !== 'string') return bad()
  const upstream = { name, operator: operator as Hex }
  return equal(writeUpstream(upstream), file) ? upstream : bad()
}

/** An upstream model has its file and its interface, and nothing else has either. */
export function checkUpstream(kind: FloatKind, files: readonly Uint8Array[], ports: RealInterface): void {
  const same = equal(encodeRealInterface(ports), PORTS)
  if (kind !== 'upstream') {
    if (same) refuse('model_malformed', 'float model: its interface is that of upstream models')
    return
  }
  if (!same) refuse('model_malformed', 'upstream: the interface is "tokens" uint8 [?] in and out')
  if (files.length !== 1) refuse('model_malformed', `upstream: ${files.length} files, it is one`)
  readUpstream(files[0]!)
}
