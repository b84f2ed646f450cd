// Where a node may cheat: on a development chain, started from a checkout of the sources. What npm installs has no
// sources, and no node of a chain that anybody relies on is handed a lie.

import { existsSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { refuse } from '../../core/errors/index.ts'

/** The chain id of anvil and other development chains. */
export const DEVELOPMENT_CHAIN_ID = 31337

/** Refuses (`usage`) a chain that is not for development. */
export function checkDevelopmentChain(chainId: number): void {
  if (chainId !== DEVELOPMENT_CHAIN_ID)
    refuse('usage', `a node cheats on a development chain alone (id ${DEVELOPMENT_CHAIN_ID}), not on ${chainId}`)
}

/** Is a program, source or bundle of a checkout? Packages are shipped without `src`. */
export function isCheckout(program: string): boolean {
  const path = fileURLToPath(program)
  if (path.split(sep).includes('node_modules')) return false
  for (let directory = dirname(path); directory !== dirname(directory); directory = dirname(directory))
    if (existsSync(join(directory, 'package.json'))) return existsSync(join(directory, 'src/node/faults/index.ts'))
  return false
}

/** Refuses (`usage`) a program that was installed from a package. */
export function checkCheckout(program: string): void {
  if (!isCheckout(program)) refuse('usage', 'a node cheats only where it runs from a checkout of the sources')
}
