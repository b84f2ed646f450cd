// vectors/stream stands outside the code: regenerated, compared, and read back as a stranger would read it.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { streamVectors } from '../../scripts/vectors-stream.ts'
import { readSavedStream } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verifyStream } from '../../src/core/verify/index.ts'

const folder = new URL('../../vectors/stream/', import.meta.url)
const files = await streamVectors()

test.each([...files.keys()])('%s', async name => {
  const url = new URL(name, folder)
  const text = `${JSON.stringify(files.get(name), null, 1)}\n`
  if (process.env['UPDATE_VECTORS'] === '1') {
    mkdirSync(dirname(url.pathname), { recursive: true })
    writeFileSync(url, text)
  }
  expect(readFileSync(url, 'utf8')).toBe(text)

  const vector = JSON.parse(text)
  const saved = readSavedStream(vector.events.map((event: unknown) => JSON.stringify(event)).join('\n'))
  if (!saved.ok) throw new Error(saved.message)
  for (const policyName of ['signed', 'replayed'] as const) {
    const policy = namedPolicy(policyName, 'any')
    if (!policy.ok) throw new Error(policy.message)
    const evidence = { ...NO_EVIDENCE, follow: [] }
    const found = await verifyStream(saved.value.events, evidence, policy.value, vector.anchors)
    const { ok, code, complete, level, covered, tokens } = found
    expect({ ok, code, complete, level, covered, tokens }).toEqual(vector.verdicts[policyName])
  }
  expect(vector.verdicts.signed.ok).toBe(name.startsWith('valid/') || name.includes('follower'))
})

test('every file is one of these', () => {
  const found = ['valid', 'invalid'].flatMap(kind => readdirSync(new URL(kind, folder)).map(name => `${kind}/${name}`))
  expect(found.sort()).toEqual([...files.keys()].sort())
})
