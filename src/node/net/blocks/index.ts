// Content by hash: a block store, the server and the client of /assay/blocks/1, files in and out. spec/wire.md, "Blocks".
// A file is a CID and its bytes; what is in it, and who may have it, is no business of this folder.

import '../polyfill.ts'
import type { Result } from '../../../core/errors/index.ts'
import { findProviders } from '../discovery.ts'
import type { Host } from '../host.ts'
import { type DagLimits, SERVER_LIMITS, type ServerLimits } from './constants.ts'
import { parseCid } from './dag.ts'
import { type FetchOptions, type FetchReport, fetchContent } from './fetch.ts'
import { exportFile, type Imported, importFile, readBytes, removeUnpinned } from './files.ts'
import { type BlockServer, serveBlocks } from './server.ts'
import type { DiskStore } from './store.ts'

export { DAG_LIMITS, type DagLimits, type ServerLimits } from './constants.ts'
export { parseCid } from './dag.ts'
export type { DropReason, FetchReport, PeerReport, Progress } from './fetch.ts'
export type { Imported } from './files.ts'
export type { BlockServer, ServerStats } from './server.ts'
export {
  type BlockStore,
  type DiskStore,
  type OpenStoreOptions,
  openStore,
  type Pin,
  type StoreUsage,
} from './store.ts'

export interface Blocks {
  readonly store: DiskStore
  /** Undefined where this node does not serve. */
  readonly server: BlockServer | undefined
  /**
   * Fetches a file into the store: from `peers`, by default those that `findProviders` finds. A refusal says that the
   * content itself is bad; throws WorldError content_unavailable, interrupted, quota_exceeded.
   */
  fetch(cid: string, options?: FetchFileOptions): Promise<Result<FetchReport>>
  import(
    source: string | Uint8Array,
    options?: { signal?: AbortSignal; maxBytes?: number; pin?: boolean },
  ): Promise<Imported>
  /** Writes a file of the store to `path`: whole, verified and synced, or not at all. */
  export(
    cid: string,
    path: string,
    options?: { signal?: AbortSignal; limits?: Partial<DagLimits> },
  ): Promise<{ size: number }>
  /** A file of the store in memory. */
  read(cid: string, maxBytes: number, options?: { signal?: AbortSignal }): Promise<Uint8Array>
  unpin(cid: string): Promise<void>
  /** Deletes what no pin reaches. Throws WorldError busy while something is transferred. */
  collect(): Promise<number>
  stop(): Promise<void>
}

export interface FetchFileOptions extends Omit<FetchOptions, 'peers'> {
  readonly peers?: FetchOptions['peers']
  /** Keep the content when it is complete. */
  readonly pin?: boolean
}

export interface BlocksOptions {
  readonly host: Host
  readonly store: DiskStore
  /** Limits of the server, or false for a node that only fetches. */
  readonly serve?: Partial<ServerLimits> | false
}

export async function createBlocks({ host, store, serve = {} }: BlocksOptions): Promise<Blocks> {
  const server = serve === false ? undefined : await serveBlocks(host, store, { ...SERVER_LIMITS, ...serve })

  /** Runs `action` while nothing can be collected. */
  const using = async <T>(action: () => Promise<T>): Promise<T> => {
    const leave = await store.enter()
    try {
      return await action()
    } finally {
      leave()
    }
  }

  return {
    store,
    server,
    fetch: (cid, { pin, peers, ...options } = {}) =>
      using(async () => {
        // The search ends with the transfer, whether or not all of its peers were needed.
        const searching = new AbortController()
        const follow = (): void => searching.abort()
        options.signal?.addEventListener('abort', follow, { once: true })
        try {
          const from = peers ?? findProviders(host, parseCid(cid).toString(), { signal: searching.signal })
          const result = await fetchContent(host, store, cid, { ...options, peers: from })
          if (result.ok && pin) await store.pin(parseCid(cid), result.value.size)
          return result
        } finally {
          options.signal?.removeEventListener('abort', follow)
          searching.abort()
        }
      }),
    import: (source, { pin, ...options } = {}) =>
      using(async () => {
        const imported = await importFile(store, source, options)
        if (pin) await store.pin(parseCid(imported.cid), imported.size)
        return imported
      }),
    export: (cid, path, options = {}) => using(() => exportFile(store, cid, path, options)),
    read: (cid, maxBytes, options = {}) => using(() => readBytes(store, cid, maxBytes, options)),
    unpin: cid => store.unpin(parseCid(cid)),
    collect: () => removeUnpinned(store),
    async stop() {
      await server?.stop()
    },
  }
}
