// Lists that contracts show in pages, read whole.

import { onChain } from './failures.ts'
import type { Contracts, ReadOptions } from './types.ts'

/** As Limits.PAGE in Solidity. */
export const PAGE = 100n

/** Reads page after page at one block, so that nothing moves in between. */
export const allPages = <T>(
  { client }: Contracts,
  at: ReadOptions,
  read: (offset: bigint, blockNumber: bigint) => Promise<readonly T[]>,
): Promise<T[]> =>
  onChain(async () => {
    // Not from viem's cache: what the caller has just written must be seen.
    const blockNumber = at.blockNumber ?? (await client.getBlockNumber({ cacheTime: 0 }))
    const all: T[] = []
    for (;;) {
      const page = await read(BigInt(all.length), blockNumber)
      all.push(...page)
      if (page.length < Number(PAGE)) return all
    }
  })
