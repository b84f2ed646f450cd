// Fetching a file by its CID from several peers at once. spec/wire.md, "Blocks".
// Every block is verified before it is stored; what is stored is not fetched again, so an aborted fetch goes on where it
// ended. A peer that sends something else is dropped with a reason, and the others go on. Memory is bounded by what is asked:
// no more is requested than may be in memory, so no stream is ever paused. It trusts no peer and no publisher.

import '../polyfill.ts'
import { setMaxListeners } from 'node:events'
import type { CID } from 'multiformats/cid'
import { ERRORS, type Refusal, RefusalError, type Result, refuse, WorldError } from '../../../core/errors/index.ts'
import { pause } from '../frames.ts'
import type { Host } from '../host.ts'
import { DAG_LIMITS, type DagLimits, LEAF_BYTES, MAX_BLOCK_BYTES, MAX_IN_FLIGHT, PROTOCOL } from './constants.ts'
import { matches, parseCid, RAW, readNode } from './dag.ts'
import { PeerRefused, type Question, Session } from './session.ts'
import type { BlockStore, Reservation } from './store.ts'

export interface FetchOptions {
  /** Peer ids or addresses, best first. Read as far as they are needed. */
  readonly peers: Iterable<string> | AsyncIterable<string>
  readonly limits?: Partial<DagLimits>
  /** Peers asked at the same time. */
  readonly maxPeers?: number
  /** How long a peer may send nothing that is due. */
  readonly stallMs?: number
  /** How long one block may take. */
  readonly blockMs?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  /** Bytes of the file that are here, those from before included. */
  readonly bytes: number
  /** Undefined until the root is known. */
  readonly total: number | undefined
  /** Who sent the block, or null for one that was here. */
  readonly peer: string | null
}

export type DropReason = 'wrong_bytes' | 'misbehaved' | 'stalled' | 'slow' | 'unreachable' | 'missing' | 'busy'

export interface PeerReport {
  readonly peer: string
  readonly blocks: number
  readonly bytes: number
  /** Why it was given up, if it was, and in words. */
  readonly dropped?: DropReason
  readonly detail?: string
}

export interface FetchReport {
  readonly cid: string
  /** Bytes of the file. */
  readonly size: number
  /** Distinct blocks of the file, and those of them that came over the network. */
  readonly blocks: number
  readonly fetchedBlocks: number
  readonly fetchedBytes: number
  readonly peers: readonly PeerReport[]
}

const MAX_PEERS = 4
const STALL_MS = 15_000
const BLOCK_MS = 60_000
const TICK_MS = 250
/** Bytes asked for or not yet on disk, over all peers: the most that a fetch holds in memory. */
const BUDGET_BYTES = 48 * 2 ** 20
/** What a block of unknown length counts for. */
const GUESS_BYTES = 2 ** 18
/** Blocks asked of a peer of which nothing is known; then as many as it sends in SPAN_MS. */
const FIRST_WINDOW = 4
const LAST_WINDOW = 32
const SPAN_MS = 1000
/** A block that waits longer at one peer is asked of an idle one too. */
const HEDGE_MS = 4_000
const MAX_SPARE = 16
const MAX_BUSY = 6
const MAX_RETRIES = 3

interface Want extends Question {
  readonly name: string
  readonly depth: number
  readonly reservation: Reservation | undefined
  /** Sessions that are asked for it now. */
  asked: number
  since: number
  done: boolean
  /** Peers that say they do not have it. */
  lacking: Set<string> | undefined
}

interface Worker {
  readonly peer: string
  session: Session<Want> | undefined
  state: 'starting' | 'working' | 'idle' | 'over'
  window: number
  blocks: number
  bytes: number
  busy: number
  retries: number
  startedAt: number
  dropped: DropReason | undefined
  detail: string | undefined
}

/** Fetches into the store. Refusals: file_malformed and the like where the content itself is bad, whoever sent it. */
export async function fetchContent(
  host: Host,
  store: BlockStore,
  cid: CID | string,
  options: FetchOptions,
): Promise<Result<FetchReport>> {
  try {
    const root = typeof cid === 'string' ? parseCid(cid) : cid
    return { ok: true, value: await new Fetch(host, store, root, options).run() }
  } catch (error) {
    if (error instanceof RefusalError) return error.toRefusal() satisfies Refusal
    throw error
  }
}

class Fetch {
  private readonly host: Host
  private readonly store: BlockStore
  private readonly root: CID
  private readonly options: FetchOptions
  private readonly limits: DagLimits
  private readonly workers = new Set<Worker>()
  private readonly reports: PeerReport[] = []
  /** Inner nodes before leaves: they say what else is needed. */
  private readonly nodes: Want[] = []
  private readonly leaves: Want[] = []
  private readonly outstanding = new Set<Want>()
  private readonly seen = new Map<string, number | undefined>()
  /** Reads and writes of the store that are under way. */
  private readonly disk = new Set<Promise<unknown>>()
  private readonly over = new AbortController()
  /** Memory of leaves that are on disk: fresh memory for each costs more than its hash. */
  private readonly spare: Uint8Array[] = []
  private budget = BUDGET_BYTES
  private bytes = 0
  private total: number | undefined
  private fetchedBlocks = 0
  private fetchedBytes = 0
  private exhausted = false
  private settle: { resolve: () => void; reject: (error: unknown) => void } | undefined
  private wakeSource: (() => void) | undefined

  constructor(host: Host, store: BlockStore, root: CID, options: FetchOptions) {
    this.host = host
    this.store = store
    this.root = root
    this.options = options
    this.limits = { ...DAG_LIMITS, ...options.limits }
    setMaxListeners(0, this.over.signal)
  }

  async run(): Promise<FetchReport> {
    const interrupt = (): void =>
      this.fail(
        new WorldError('interrupted', 'The transfer was interrupted', {
          hint: 'Start it again: it goes on where it ended',
        }),
      )
    const { signal } = this.options
    const finished = new Promise<void>((resolve, reject) => {
      this.settle = { resolve, reject }
    })
    finished.catch(() => {})
    signal?.addEventListener('abort', interrupt, { once: true })
    this.host.signal.addEventListener('abort', interrupt, { once: true })
    const timer = setInterval(() => this.tick(), TICK_MS)
    try {
      if (signal?.aborted || this.host.signal.aborted) interrupt()
      this.need(this.root, undefined, 1)
      this.feedSource().catch(error => this.fail(error))
      this.advance()
      await finished
    } finally {
      clearInterval(timer)
      signal?.removeEventListener('abort', interrupt)
      this.host.signal.removeEventListener('abort', interrupt)
      this.over.abort()
      this.wakeSource?.()
      for (const worker of [...this.workers]) {
        worker.session?.end()
        this.report(worker)
      }
      // What is verified gets stored, also when the rest is given up: that is what the next attempt goes on from.
      while (this.disk.size > 0) await Promise.allSettled([...this.disk])
      for (const want of [...this.nodes, ...this.leaves, ...this.outstanding]) want.reservation?.release()
    }
    return {
      cid: this.root.toString(),
      size: this.total!,
      blocks: this.seen.size,
      fetchedBlocks: this.fetchedBlocks,
      fetchedBytes: this.fetchedBytes,
      peers: this.reports,
    }
  }

  private fail(error: unknown): void {
    this.settle?.reject(error)
    this.settle = undefined
  }

  private get settled(): boolean {
    return this.settle === undefined
  }

  /** A block belongs to the file: it is here, on its way, or wanted from now on. `size` is what lies below it. */
  private need(cid: CID, size: number | undefined, depth: number): void {
    const name = cid.toString()
    if (this.seen.has(name)) {
      // The same part twice has the same size, or one of its parents lies.
      if (this.seen.get(name) !== size) refuse('file_malformed', 'A part of the content has two sizes')
      if (size !== undefined) this.progress(size, null)
      return
    }
    if (depth > this.limits.depth) refuse('nesting_too_deep', `The content nests deeper than ${this.limits.depth}`)
    if (this.seen.size >= this.limits.blocks)
      refuse('file_too_large', `The content has more than ${this.limits.blocks} blocks`)
    this.seen.set(name, size)
    const length = cid.code === RAW ? size : undefined
    if (length !== undefined && length > MAX_BLOCK_BYTES)
      refuse('file_malformed', 'A leaf is larger than a block may be')
    const stored = this.store.size(cid)
    if (stored !== undefined && length !== undefined && stored === length) {
      this.progress(length, null)
      return
    }
    const want: Want = {
      cid,
      name,
      length,
      depth,
      reservation: size === undefined ? undefined : this.store.reserve(size),
      asked: 0,
      since: 0,
      done: false,
      lacking: undefined,
    }
    if (stored !== undefined) this.track(this.load(want))
    else this.enqueue(want)
  }

  private enqueue(want: Want): void {
    ;(want.cid.code === RAW ? this.leaves : this.nodes).push(want)
  }

  /** A block is on disk whose content decides what else is needed, or whose length is not as it should be. */
  private async load(want: Want): Promise<void> {
    const bytes = await this.store.get(want.cid)
    if (
      bytes !== undefined &&
      (want.length === undefined || want.length === bytes.length) &&
      matches(want.cid, bytes)
    ) {
      this.accept(want, bytes, null)
    } else {
      await this.store.delete(want.cid)
      this.enqueue(want)
    }
  }

  private track(work: Promise<void>): void {
    const tracked = work.then(
      () => {
        this.disk.delete(tracked)
        this.advance()
      },
      error => {
        this.disk.delete(tracked)
        this.fail(error)
      },
    )
    this.disk.add(tracked)
  }

  /** The bytes of a wanted block, verified. Throws RefusalError where the content itself is bad. */
  private accept(want: Want, bytes: Uint8Array, peer: string | null): void {
    want.done = true
    // Another peer may still be sending it: nobody waits for that.
    this.outstanding.delete(want)
    want.reservation?.release()
    const node = readNode(want.cid, bytes, this.limits)
    const size = this.seen.get(want.name)
    if (size !== undefined && size !== node.size) refuse('file_malformed', 'A part of the content has two sizes')
    if (this.total === undefined) {
      this.total = node.size
      this.seen.set(want.name, node.size)
    }
    for (const link of node.links) this.need(link.cid, link.size, want.depth + 1)
    if (node.links.length === 0) this.progress(node.size, peer)
  }

  private progress(bytes: number, peer: string | null): void {
    this.bytes += bytes
    this.options.onProgress?.({ bytes: this.bytes, total: this.total, peer })
  }

  /** Takes peers from the source while there is room for another. */
  private async feedSource(): Promise<void> {
    const known = new Set<string>([this.host.peerId])
    const max = this.options.maxPeers ?? MAX_PEERS
    for await (const peer of this.options.peers) {
      if (this.over.signal.aborted || this.settled) return
      if (known.has(peer)) continue
      known.add(peer)
      while (this.workers.size >= max && !this.over.signal.aborted) {
        await new Promise<void>(resolve => {
          this.wakeSource = resolve
        })
      }
      if (this.over.signal.aborted || this.settled) return
      this.start(peer)
    }
    this.exhausted = true
    this.advance()
  }

  private start(peer: string): void {
    const worker: Worker = {
      peer,
      session: undefined,
      state: 'starting',
      window: FIRST_WINDOW,
      blocks: 0,
      bytes: 0,
      busy: 0,
      retries: 0,
      startedAt: Date.now(),
      dropped: undefined,
      detail: undefined,
    }
    this.workers.add(worker)
    void this.connect(worker, 0)
  }

  private async connect(worker: Worker, waitMs: number): Promise<void> {
    worker.state = 'starting'
    try {
      if (waitMs > 0) await pause(waitMs, this.over.signal)
      const stream = await this.host.open(worker.peer, PROTOCOL, { signal: this.over.signal })
      if (this.over.signal.aborted) {
        stream.abort(new Error('The transfer has ended'))
        return
      }
      worker.startedAt = Date.now()
      worker.session = new Session<Want>(stream, {
        allocate: length => (length === LEAF_BYTES ? this.spare.pop() : undefined) ?? Buffer.allocUnsafeSlow(length),
        block: (want, bytes) => this.onBlock(worker, want, bytes),
        missing: want => this.onMissing(worker, want),
        end: (error, unanswered) => this.onEnd(worker, error, unanswered),
      })
      worker.state = 'working'
      this.advance()
    } catch (error) {
      if (!this.over.signal.aborted)
        this.drop(worker, 'unreachable', String(error instanceof Error ? error.message : error))
    }
  }

  private onBlock(worker: Worker, want: Want, bytes: Uint8Array): void {
    this.answered(want)
    if (!want.done) {
      if (!matches(want.cid, bytes)) {
        // Back to the others before the session ends and takes this peer away.
        if (want.asked === 0) this.enqueue(want)
        throw new WrongBytes()
      }
      worker.blocks++
      worker.bytes += bytes.length
      worker.retries = 0
      worker.busy = 0
      const spent = Math.max(1, Date.now() - worker.startedAt)
      const pace = Math.ceil((worker.blocks * SPAN_MS) / spent)
      worker.window = Math.min(LAST_WINDOW, Math.max(2, Math.min(worker.window * 2, pace + 2)))
      this.fetchedBlocks++
      this.fetchedBytes += bytes.length
      try {
        this.accept(want, bytes, worker.peer)
      } catch (error) {
        // The hash is right and the content is not: no peer can help, and this one did nothing wrong.
        this.fail(error)
        return
      }
      this.budget -= bytes.length
      this.track(
        this.store.put(want.cid, bytes).finally(() => {
          this.budget += bytes.length
          if (bytes.length === LEAF_BYTES && this.spare.length < MAX_SPARE) this.spare.push(bytes)
        }),
      )
    }
    this.supply(worker)
  }

  private onMissing(worker: Worker, want: Want): void {
    this.answered(want)
    if (!want.done) {
      want.lacking ??= new Set()
      want.lacking.add(worker.peer)
      if (want.asked === 0) this.enqueue(want)
    }
    // A peer without the root has nothing of the file: whoever fetches it begins there.
    if (want.cid === this.root) throw new Missing()
    this.advance()
  }

  /** One of the sessions that were asked for it has answered, or never will. */
  private answered(want: Want): void {
    want.asked--
    this.budget += want.length ?? GUESS_BYTES
    if (want.asked === 0) this.outstanding.delete(want)
  }

  private onEnd(worker: Worker, error: unknown, unanswered: readonly Want[]): void {
    worker.session = undefined
    for (const want of unanswered) {
      this.answered(want)
      if (!want.done && want.asked === 0) this.enqueue(want)
    }
    if (this.over.signal.aborted) return
    if (error instanceof PeerRefused) {
      if (error.code === 'busy' && ++worker.busy < MAX_BUSY) void this.connect(worker, 100 * 2 ** worker.busy)
      else this.drop(worker, 'busy', error.message)
    } else if (error instanceof WrongBytes) this.drop(worker, 'wrong_bytes', error.message)
    else if (error instanceof Missing) this.drop(worker, 'missing', error.message)
    else if (error instanceof Late) this.drop(worker, error.reason, error.message)
    else if (error instanceof RefusalError) this.drop(worker, 'misbehaved', error.message)
    else if (worker.retries++ < MAX_RETRIES && worker.blocks > 0) void this.connect(worker, 50 * 2 ** worker.retries)
    else this.drop(worker, 'unreachable', error instanceof Error ? error.message : 'The stream ended')
    this.advance()
  }

  private drop(worker: Worker, reason: DropReason, detail: string): void {
    worker.dropped = reason
    worker.detail = detail
    this.host.log('debug', 'a peer is dropped from a transfer', { peer: worker.peer, reason, detail })
    this.report(worker)
    this.wakeSource?.()
    this.advance()
  }

  private report(worker: Worker): void {
    if (worker.state === 'over') return
    worker.state = 'over'
    this.workers.delete(worker)
    const { peer, blocks, bytes, dropped, detail } = worker
    this.reports.push({ peer, blocks, bytes, ...(dropped && { dropped }), ...(detail && { detail }) })
  }

  /** Gives every peer its share of what is wanted; ends the fetch when nothing is, or when nobody is left to give it. */
  private advance(): void {
    if (this.settled) return
    for (const worker of this.workers) if (worker.session !== undefined) this.supply(worker)
    const wanted = this.nodes.length + this.leaves.length
    if (wanted === 0 && this.outstanding.size === 0 && this.disk.size === 0 && this.total !== undefined) {
      this.settle?.resolve()
      this.settle = undefined
      return
    }
    if (wanted === 0 || this.disk.size > 0 || this.outstanding.size > 0) return
    const idle = [...this.workers]
    if (idle.some(worker => worker.state !== 'idle')) return
    // Something is wanted and no peer can be asked for it.
    if (!this.exhausted) {
      const worker = idle[0]
      if (worker !== undefined && this.workers.size >= (this.options.maxPeers ?? MAX_PEERS)) {
        worker.session?.end()
        if (this.workers.has(worker)) this.drop(worker, 'missing', 'It lacks what is still needed')
      }
      return
    }
    this.fail(
      new WorldError(
        'content_unavailable',
        this.reports.length + idle.length === 0
          ? 'No peer is known that holds the content'
          : ERRORS.content_unavailable.message,
        {
          hint: `${this.reports.length + idle.length} peers were asked. Try again when a node that hosts it is online`,
          cause: this.reports,
        },
      ),
    )
  }

  /** Asks a peer for as much as its pace and the budget allow. */
  private supply(worker: Worker): void {
    const { session } = worker
    if (session === undefined || this.settled) return
    if (session.inFlight > worker.window / 2) return
    const batch: Want[] = []
    let room = Math.min(worker.window, MAX_IN_FLIGHT) - session.inFlight
    for (const queue of [this.nodes, this.leaves]) {
      for (let i = 0; i < queue.length && room > 0; ) {
        const want = queue[i]!
        const cost = want.length ?? GUESS_BYTES
        if (want.done) {
          queue.splice(i, 1)
          continue
        }
        if (want.lacking?.has(worker.peer)) {
          i++
          continue
        }
        if (cost > this.budget && (batch.length > 0 || this.outstanding.size > 0 || this.disk.size > 0)) {
          room = 0
          break
        }
        if (i === 0) queue.shift()
        else queue.splice(i, 1)
        this.take(want)
        batch.push(want)
        room--
      }
    }
    if (batch.length > 0) session.ask(batch)
    worker.state = session.inFlight > 0 ? 'working' : 'idle'
  }

  private take(want: Want): void {
    want.asked++
    want.since = Date.now()
    this.budget -= want.length ?? GUESS_BYTES
    this.outstanding.add(want)
  }

  private tick(): void {
    if (this.settled) return
    const now = Date.now()
    for (const worker of [...this.workers]) {
      const { session } = worker
      if (session === undefined || session.inFlight === 0) continue
      if (now - session.lastByteAt > (this.options.stallMs ?? STALL_MS)) {
        session.end(new Late('stalled', 'It sends nothing'))
      } else if (now - session.headSince > (this.options.blockMs ?? BLOCK_MS)) {
        session.end(new Late('slow', 'A block takes too long'))
      }
    }
    this.advance()
    for (const worker of this.workers) {
      if (worker.state !== 'idle' || worker.session === undefined) continue
      const late = [...this.outstanding].find(
        want => want.asked === 1 && now - want.since > HEDGE_MS && !want.lacking?.has(worker.peer),
      )
      if (late === undefined) continue
      this.take(late)
      worker.state = 'working'
      worker.session.ask([late])
    }
  }
}

class WrongBytes extends Error {
  constructor() {
    super('The bytes of a block do not have its hash')
  }
}

class Missing extends Error {
  constructor() {
    super('It does not hold the content')
  }
}

class Late extends Error {
  readonly reason: 'stalled' | 'slow'
  constructor(reason: 'stalled' | 'slow', message: string) {
    super(message)
    this.reason = reason
  }
}
