// What a program that installed the package does with it: scripts/package.mjs checks this file against the declarations
// of the packed tarball and runs it. It has no Node types and imports nothing but the subpaths.

import { createClient, parseNetwork, verifyReceipt } from '@assay-network/assay/client'
import { compileModel, importOnnx } from '@assay-network/assay/compile'
import { DEFAULT_PARAMETERS } from '@assay-network/assay/contracts'
import { wasm } from '@assay-network/assay/engine'
import { ERRORS, RefusalError } from '@assay-network/assay/errors'
import { decodeModel } from '@assay-network/assay/graph'
import { bundleFromJson } from '@assay-network/assay/receipt'
import { NO_EVIDENCE, namedPolicy, verify } from '@assay-network/assay/verify'

/**
 * Verifies every vector of vectors/receipt under every policy that it gives a verdict for.
 * @param {readonly string[]} vectors
 */
export async function consume(vectors) {
  if (vectors.length === 0) throw new Error('no vectors in the package')
  for (const text of vectors) await verifyVector(JSON.parse(text))

  // Refusals are the same data whatever subpath they come from, and errors the same classes.
  const refused = [parseNetwork('{}'), importOnnx(new Uint8Array(9)), decodeModel(new Uint8Array(9))]
  for (const result of refused) {
    if (result.ok || !(result.code in ERRORS)) throw new Error(`not refused: ${JSON.stringify(result)}`)
  }
  try {
    const session = await wasm.load(unwrapped(decodeModel(bytesOf(JSON.parse(vectors[0] ?? '').model))))
    await session.run([])
    throw new Error('the engine ran without inputs')
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
  }
  for (const given of [createClient, verifyReceipt, compileModel]) {
    if (typeof given !== 'function') throw new Error('an export is missing')
  }
  if (Object.keys(DEFAULT_PARAMETERS).length === 0) throw new Error('no parameters')
}

/** @param {any} vector */
async function verifyVector(vector) {
  const bundle = unwrapped(bundleFromJson(vector.bundle))
  const model = unwrapped(decodeModel(bytesOf(vector.model)))
  const session = await wasm.load(model)
  const evidence = { ...NO_EVIDENCE, epoch: vector.epoch, replay: { model, run: session.run } }
  for (const name of /** @type {const} */ (['signed', 'replayed'])) {
    const verdict = await verify(bundle, evidence, unwrapped(namedPolicy(name, 'any')), vector.anchors)
    const { ok, code } = vector.verdicts[name]
    if (verdict.ok !== ok || verdict.code !== code) throw new Error(`${name}: ${verdict.code}, expected ${code}`)
  }
  // @ts-expect-error: what verify() trusts is never optional.
  await verify(bundle, evidence, unwrapped(namedPolicy('signed', 'any'))).then(
    () => {
      throw new Error('verified without trust anchors')
    },
    error => {
      if (!(error instanceof TypeError)) throw error
    },
  )
}

/**
 * @template T
 * @param {import('@assay-network/assay/errors').Result<T>} result
 * @returns {T}
 */
function unwrapped(result) {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

/** @param {string} hex */
const bytesOf = hex => Uint8Array.from(hex.slice(2).match(/../g) ?? [], byte => Number.parseInt(byte, 16))
