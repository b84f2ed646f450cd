// The ledger of one verification: every check made, in order, by name and code. The first failure names the verdict; one that
// time or more material may mend does so only where nothing else failed.

import { ERRORS, type ErrorCode } from '../errors/index.ts'
import type { Check } from './types.ts'

export class Checks {
  readonly list: Check[] = []

  /** Records a check: `code` is what it means when `ok` is false. Returns `ok`. */
  add(name: string, ok: boolean, code: ErrorCode, detail: string): boolean {
    this.list.push({ name, ok, code: ok ? 'ok' : code, detail })
    return ok
  }

  /** Compares two values by their text: equal, or refused with both shown. */
  same(name: string, found: unknown, expected: unknown, code: ErrorCode): boolean {
    const ok = String(found) === String(expected)
    return this.add(name, ok, code, ok ? String(found) : `found ${String(found)}, expected ${String(expected)}`)
  }

  /** The failure that names the verdict. */
  get failed(): Check | undefined {
    const failures = this.list.filter(check => !check.ok)
    return failures.find(({ code }) => code !== 'ok' && ERRORS[code].duty !== 'retry') ?? failures[0]
  }
}
