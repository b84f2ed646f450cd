// Real files that are not part of the project: $ASSAY_MATERIAL, by default ../shared/material beside the checkout. A test that
// needs one skips with its reason where it is absent; with ASSAY_MATERIAL_REQUIRED=1 it fails instead.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { unwrap } from '../../../src/core/errors/index.ts'
import { readIdx } from '../../../src/core/formats/index.ts'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const folder = process.env['ASSAY_MATERIAL'] ?? join(root, '..', 'shared', 'material')
const required = process.env['ASSAY_MATERIAL_REQUIRED'] === '1'

export const materialPath = (name: string): string => join(folder, name)

/** Why tests that need these files skip, or null where they run. */
export function missing(...names: string[]): string | null {
  const absent = names.filter(name => !existsSync(materialPath(name)))
  if (absent.length === 0) return null
  if (required) throw new Error(`${absent.join(', ')}: not in ${folder}, and ASSAY_MATERIAL_REQUIRED is set`)
  return `${absent.join(', ')} not in ${folder}`
}

export const material = (name: string): Uint8Array => new Uint8Array(readFileSync(materialPath(name)))

/** Values of a gzipped IDX file as floats. */
export function idx(path: string): { shape: readonly number[]; data: Float32Array } {
  const tensor = unwrap(readIdx(new Uint8Array(gunzipSync(readFileSync(path)))))
  return { shape: tensor.shape, data: Float32Array.from(tensor.data as Uint8Array) }
}
