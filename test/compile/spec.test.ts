// spec/compile.md names every operator that can be imported, and none that cannot.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { OPERATOR_NAMES, OPSETS } from '../../src/core/compile/index.ts'

const page = readFileSync(new URL('../../spec/compile.md', import.meta.url), 'utf8')
const section = page.slice(page.indexOf('\n## Operators\n'), page.indexOf('\n## The float graph\n'))

describe('spec/compile.md, "Operators"', () => {
  it('lists the operators of the importer', () => {
    const listed = [...section.matchAll(/^\| (\S.*?) \|/gm)]
      .flatMap(match => match[1]!.replace(/\([^)]*\)/g, '').split(','))
      .map(name => name.trim())
      .filter(name => name !== 'operator' && !name.startsWith('-'))
    expect(listed.sort()).toEqual([...OPERATOR_NAMES].sort())
  })

  it('states the opsets', () => {
    expect(section).toContain(`opsets ${OPSETS.least} to ${OPSETS.most}`)
  })
})
