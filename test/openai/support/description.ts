// The published description of the OpenAI API (material/openai-openapi) as a validator of answers: every reply of the tests goes
// through it. Its `nullable`, a word of an older dialect, is rewritten into what JSON Schema has for it.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { materialPath, missing, root } from '../../compile/support/material.ts'

const FILE = 'openai-openapi/openapi.yaml'

/** Why validation skips, or null where it runs. */
export const noDescription = missing(FILE)

type Json = Record<string, unknown>

/** `nullable: true` beside anything means: that, or null. */
function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, ...rest } = value as Json
  const copy = Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, rewritten(member)]))
  return nullable === true ? { anyOf: [copy, { type: 'null' }] } : copy
}

let validator: Ajv2020 | null = null

/** Its components. Reading three megabytes of YAML takes seconds, so what came of them is kept in .cache, by their hash. */
function components(): unknown {
  const text = readFileSync(materialPath(FILE))
  const cache = join(
    root,
    '.cache',
    `openai-openapi-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`,
  )
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8'))
  const found = (parse(text.toString('utf8'), { maxAliasCount: 0 }) as Json)['components']
  mkdirSync(join(root, '.cache'), { recursive: true })
  // Another worker may write the same at the same time: what is there is always whole.
  const fresh = `${cache}.${process.pid}`
  writeFileSync(fresh, JSON.stringify(found))
  renameSync(fresh, cache)
  return found
}

function load(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false, inlineRefs: false })
  ajv.addSchema({ $id: 'openai', components: rewritten(components()) })
  return ajv
}

/** What is wrong with a value that ought to be one of the description's schemas: null, or words. */
export function problemOf(schema: string, value: unknown): string | null {
  validator ??= load()
  const validate = validator.getSchema(`openai#/components/schemas/${schema}`)
  if (validate === undefined) throw new Error(`${schema}: not in the description`)
  if (validate(value) === true) return null
  const words = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  return `${schema}: ${words.slice(0, 5).join('; ')}: ${JSON.stringify(value).slice(0, 2000)}`
}
