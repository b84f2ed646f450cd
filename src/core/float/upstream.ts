// Upstream models: a name that an operator answers for with a server of his own. spec/float.md, "Upstream models".

import { type Hex, toHex } from '../bytes/index.ts'
import { attempt } from '../errors/index.ts'
import type { Manifest } from '../graph/index.ts'
import { type FloatModel, filesHash, makeFloatModel } from './container.ts'
import { UPSTREAM_PORTS, type Upstream, writeUpstream } from './upstreamFile.ts'

/** The model of a declaration. Its manifest repeats what is declared, for those who see the manifest alone. */
export function makeUpstreamModel({ name, operator }: Upstream, license?: string): FloatModel {
  const manifest = { name, upstream: { name, operator }, ...(license === undefined ? {} : { license }) }
  return makeFloatModel('upstream', [writeUpstream({ name, operator })], UPSTREAM_PORTS, manifest)
}

/** What a manifest says is declared, where the model's graph root is made of just that; else null. */
export function upstreamFrom(manifest: Manifest | null, graphRoot: Hex): Upstream | null {
  const { name, operator } = (manifest?.['upstream'] ?? {}) as Record<string, unknown>
  if (typeof name !== 'string' || typeof operator !== 'string') return null
  const upstream = { name, operator: operator as Hex }
  const file = attempt(() => writeUpstream(upstream))
  return file.ok && toHex(filesHash('upstream', [file.value])) === graphRoot ? upstream : null
}
