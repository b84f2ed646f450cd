// vectors/receipt stands outside the code: regenerated, compared, and read back as a stranger would read it.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { receiptVectors } from '../../scripts/vectors-receipt.ts'
import { fromHex } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { decodeModel } from '../../src/core/graph/index.ts'
import { bundleFromJson, bundleText, hashRequest, parseBundle, receiptId } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verify } from '../../src/core/verify/index.ts'

const folder = new URL('../../vectors/receipt/', import.meta.url)
const files = await receiptVectors()

test.each([...files.keys()])('%s', async name => {
  const url = new URL(name, folder)
  const text = `${JSON.stringify(files.get(name), null, 1)}\n`
  if (process.env['UPDATE_VECTORS'] === '1') {
    mkdirSync(dirname(url.pathname), { recursive: true })
    writeFileSync(url, text)
  }
  expect(readFileSync(url, 'utf8')).toBe(text)

  const vector = JSON.parse(text)
  const bundle = bundleFromJson(vector.bundle)
  const model = decodeModel(fromHex(vector.model))
  if (!bundle.ok || !model.ok) throw new Error('the vector does not parse')
  expect(receiptId(vector.anchors.domain, bundle.value.receipt)).toBe(vector.receiptId)
  expect(hashRequest(vector.anchors.domain, bundle.value.request.request)).toBe(vector.requestHash)
  for (const policyName of ['signed', 'replayed'] as const) {
    const policy = namedPolicy(policyName, 'any')
    if (!policy.ok) throw new Error(policy.message)
    const run = async (inputs: Parameters<typeof interpret>[1]) =>
      outputsOf(model.value, interpret(model.value, inputs))
    const evidence = {
      ...NO_EVIDENCE,
      replay: { model: model.value, run },
      epoch: vector.epoch,
    }
    const { ok, code } = await verify(bundle.value, evidence, policy.value, vector.anchors)
    expect({ ok, code }).toEqual(vector.verdicts[policyName])
  }
})

/** A hostile bundle: each of these is refused with `receipt_malformed`, never a crash. */
test('malformed bundles are refused', () => {
  const good = JSON.parse(bundleTextOf('valid/included.json'))
  // biome-ignore lint/suspicious/noExplicitAny: the changes break the type on purpose
  const cases: [string, (json: Record<string, any>) => void][] = [
    ['unknown member', json => (json['extra'] = 1)],
    ['missing member', json => delete json['signature']],
    ['format', json => (json['format'] = 'assay-receipt/2')],
    ['upper-case hex', json => (json['signature'] = json['signature'].toUpperCase())],
    ['short signature', json => (json['signature'] = '0x00')],
    ['number for a bigint', json => (json['receipt'].price = 7)],
    ['negative', json => (json['receipt'].price = '-7')],
    ['leading zero', json => (json['receipt'].price = '07')],
    ['beyond uint256', json => (json['receipt'].price = `${2n ** 256n}`)],
    ['beyond uint64', json => (json['receipt'].tokensIn = `${2n ** 64n}`)],
    ['disclosure', json => (json['receipt'].disclosure = 256)],
    ['31 leaves', json => json['fields'].leaves.pop()],
    ['tags out of order', json => json['fields'].disclosed.reverse()],
    ['a tag twice', json => json['fields'].disclosed.splice(1, 0, json['fields'].disclosed[0])],
    ['wrong name for a tag', json => (json['fields'].disclosed[0].name = 'modelId')],
    ['long value', json => (json['fields'].disclosed[7].value = `0x${'61'.repeat(65)}`)],
    ['tensor too wide', json => (json['input'].tensors[0].bits = 17)],
    ['tensor without rows', json => (json['input'].tensors[0].rows = 0)],
    ['huge declared tensor', json => (json['input'].tensors[0].shape = [2 ** 24, 2 ** 24])],
    ['data too short', json => (json['input'].tensors[0].data = 'AAAA')],
    ['value outside its width', json => Object.assign(json['input'].tensors[0], { bits: 2 })],
    ['not base64', json => (json['input'].tensors[0].data = '????????????')],
    ['list for an object', json => (json['request'] = [])],
    ['null request', json => (json['request'] = null)],
  ]
  for (const [name, change] of cases) {
    const json = structuredClone(good)
    change(json)
    expect([name, bundleFromJson(json)]).toMatchObject([name, { ok: false, code: 'receipt_malformed' }])
  }
  expect(bundleFromJson(good).ok).toBe(true)
  const float = JSON.parse(bundleTextOf('valid/float.json'))
  const tensor = good['input'].tensors[0]
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const floatCases: [string, (json: Record<string, any>) => void][] = [
    ['an unknown type', json => (json['output'].tensors[0].dtype = 'float16')],
    ['a type of an object', json => (json['output'].tensors[0].dtype = 'toString')],
    ['both kinds in one tensor', json => (json['output'].tensors[0].bits = 8)],
    ['both kinds in one run', json => (json['output'].tensors[1] = tensor)],
    ['a negative dimension', json => (json['output'].tensors[0].shape = [-2, 3])],
    ['more axes than there are', json => (json['output'].tensors[0].shape = Array(9).fill(1))],
    ['a huge declared tensor', json => (json['output'].tensors[0].shape = [2 ** 31 - 1, 2 ** 31 - 1])],
    ['data of another length', json => (json['output'].tensors[0].shape = [2, 2])],
    [
      'a truth value of 2',
      json => Object.assign(json['output'].tensors[1], { dtype: 'bool', shape: [8], data: 'AgAAAAAAAAA=' }),
    ],
  ]
  for (const [name, change] of floatCases) {
    const json = structuredClone(float)
    change(json)
    expect([name, bundleFromJson(json)]).toMatchObject([name, { ok: false, code: 'receipt_malformed' }])
  }
  expect(bundleFromJson(float).ok).toBe(true)
  expect(parseBundle('{')).toMatchObject({ ok: false, code: 'receipt_malformed' })
  expect(parseBundle('['.repeat(100_000))).toMatchObject({ ok: false, code: 'receipt_malformed' })
  expect(parseBundle(' '.repeat(5 << 20))).toMatchObject({ ok: false, code: 'file_too_large' })
})

function bundleTextOf(name: string): string {
  const parsed = bundleFromJson((files.get(name) as { bundle: unknown }).bundle)
  if (!parsed.ok) throw new Error(parsed.message)
  return bundleText(parsed.value)
}
