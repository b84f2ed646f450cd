// The page that verifies, as it was built beside this program (scripts/page.mjs).

import { readFileSync } from 'node:fs'

/** Null: it was not built, and a gateway serves none. */
export function builtPage(): string | null {
  try {
    return readFileSync(new URL('../page/verify.html', import.meta.url), 'utf8')
  } catch {
    return null
  }
}
