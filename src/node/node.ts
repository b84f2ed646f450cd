// A running node: its parts put together, started in order and stopped in the reverse order. spec/node.md.
// Everything that it is told stands in its configuration; what is injected beside it is for development and tests.

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { SigningContracts } from '../contracts/index.ts'
import { type Hex, toHex } from '../core/bytes/index.ts'
import type { Engine } from '../core/engine/index.ts'
import { type ErrorCode, unwrap, WorldError } from '../core/errors/index.ts'
import { decodeModel } from '../core/graph/index.ts'
import { localOpener } from '../platform/node/engine/local.ts'
import { type OpenSession, sessionOpener } from '../platform/node/engine/session.ts'
import { carrierOf, createEngine } from '../platform/node/engines.ts'
import { privateDirectory } from '../platform/node/files.ts'
import { installNodeHash } from '../platform/node/hash.ts'
import { type Chain, openChain } from './chain/index.ts'
import { type NodeConfig, type NodeConfigInput, parseConfig } from './config.ts'
import { type Context, every } from './context.ts'
import { checkDevelopmentChain } from './faults/development.ts'
import type { Faults } from './faults/types.ts'
import { createGuard, type GuardState } from './guard.ts'
import { openKeys } from './keys.ts'
import { lockDirectory } from './lock.ts'
import { createLogger, type Logger } from './logger.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createBlocks, createHost, openStore as openBlockStore } from './net/index.ts'
import { type Peer, startPeers } from './peers.ts'
import { createQueue } from './queue.ts'
import { contactKeeper, ensureRegistered, isRegistered } from './registration.ts'
import { createAccusing } from './roles/accuse.ts'
import { createAdmission, priceOfRow } from './roles/admission.ts'
import { createAdvising, serveAdvice } from './roles/advice.ts'
import { createAnchoring } from './roles/anchor.ts'
import { createBackend, type NodeBackend } from './roles/backend.ts'
import { type AskCosign, createCosigning } from './roles/cosign.ts'
import { createDefending } from './roles/defend.ts'
import { createExecuting } from './roles/execute.ts'
import { createFollowing } from './roles/follow.ts'
import { createGenerating } from './roles/generate.ts'
import { createHosting, type Hosting } from './roles/host.ts'
import { type NodeLog, openLog } from './roles/log.ts'
import { createReceipts } from './roles/receipts.ts'
import { createReporting } from './roles/report.ts'
import { createRoots } from './roles/roots.ts'
import { serveGenerate } from './roles/serveGenerate.ts'
import { serveInfer } from './roles/serveInfer.ts'
import { askLog, serveLog } from './roles/serveLog.ts'
import { serveReceipts } from './roles/serveReceipts.ts'
import { serveReplicate } from './roles/serveReplicate.ts'
import { createSettling } from './roles/settle.ts'
import { createTracing, serveTraces } from './roles/traces.ts'
import { createUpstreams } from './roles/upstream.ts'
import { createVerifying } from './roles/verify.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { MAX_STATUS_MODELS } from './status.ts'
import { openStore } from './store/index.ts'
import { createStreams } from './streams.ts'

export interface NodeDeps {
  readonly log?: Logger
  /** Where the keys are kept under a password. */
  readonly password?: string
  /**
   * Private key of the operator's account, for development networks only: the node registers itself with it. Elsewhere the
   * operator's key never comes near a node.
   */
  readonly operatorKey?: Uint8Array
  /** Another engine than the configuration's, run in this thread. */
  readonly engine?: Engine
  /** The program of engine sessions where it is not beside this one: a module that the platform can start. */
  readonly engineProgram?: URL
  /** ASSAY_HOME: engines that are installed on demand are looked for in `engines` below it. */
  readonly home?: string
  /**
   * A way of cheating, for demonstrations and tests on development chains (`usage` elsewhere): src/node/faults. No configuration, variable or
   * message sets it.
   */
  readonly faults?: Faults
  /** Where the keys of upstream servers are, by name: the process' own unless told otherwise. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Unix milliseconds. */
  readonly now?: () => number
}

export interface RunningNode {
  /** The node's account. */
  readonly account: Hex
  readonly peerId: string
  /** Peer addresses to give to others. */
  addresses(): string[]
  readonly config: NodeConfig
  readonly backend: NodeBackend
  readonly metrics: Metrics
  readonly chain: Chain
  readonly hosting: Hosting
  readonly nodeLog: NodeLog
  peers(): readonly Peer[]
  readonly guard: {
    state(): GuardState
    reason(): { readonly code: ErrorCode; readonly message: string } | null
    /** Resolves when the node may sign; rejects with WorldError log_behind, key_live_elsewhere, interrupted. */
    readonly opened: Promise<void>
  }
  /** Resolves when the node has stopped, by `stop` or by itself: when its keys turn out to be live elsewhere. */
  readonly closed: Promise<void>
  /** Ends gracefully: no new work, what is in work is finished, a last checkpoint, everything closed. May be called twice. */
  stop(): Promise<void>
}

/** How long a stopping node waits for cosignatures of its last checkpoint. */
const LAST_COSIGN_MS = 1_500
/** And for its last answers to leave. */
const ANSWER_MS = 1_000

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/**
 * Starts a node. Resolves when it serves; whether it may sign yet, `guard.opened` tells. Throws RefusalError usage; WorldError
 * data_locked, key_exposed, password_wrong, port_taken, chain_unreachable, registration_missing.
 */
export async function createNode(input: NodeConfigInput, deps: NodeDeps = {}): Promise<RunningNode> {
  const config = parseConfig(input)
  if (deps.faults !== undefined) checkDevelopmentChain(config.network.chainId)
  const faults = deps.faults ?? {}
  const now = deps.now ?? Date.now
  const metrics = createMetrics()
  const stopping = new AbortController()
  /** What must be undone, last first: also when the start itself fails. */
  const cleanup: (() => unknown)[] = []
  const has = (role: (typeof config.roles)[number]): boolean => config.roles.includes(role)
  installNodeHash()
  privateDirectory(config.directory)
  try {
    const lock = lockDirectory(config.directory)
    cleanup.push(() => lock.release())
    const { password } = deps
    const keys = await openKeys(join(config.directory, 'keys'), password === undefined ? {} : { password })
    const self = keys.account.address
    const log = (deps.log ?? createLogger()).with({ node: self })
    const store = openStore(join(config.directory, 'node.db'))
    cleanup.push(() => store.close())

    const chain = openChain({ network: config.network, store, log, metrics, intervalMs: config.times.chain })
    cleanup.push(() => chain.stop())
    await chain.catchUp().catch(error => {
      // A node that has read the chain before starts without it.
      if (chain.registry().nodes.size === 0) throw error
      log('warn', 'starting without the chain', { error })
    })

    const reach = config.peers.reach
    const host = await createHost({
      privateKey: await keys.peer.key(),
      listen: config.peers.listen,
      announce: config.peers.announce,
      bootstrap: [...config.network.bootstrap, ...config.peers.bootstrap],
      network: reach,
      relay: { serve: has('relay'), use: config.peers.useRelay },
      log: (level, message, facts) => log(level, message, facts),
    })
    cleanup.push(() => host.stop())

    const context: Context = {
      config,
      keys,
      self,
      instance: toHex(new Uint8Array(randomBytes(32))),
      store,
      chain,
      host,
      log,
      metrics,
      now,
      random: length => new Uint8Array(randomBytes(length)),
      signal: stopping.signal,
    }
    const accountSigner = chain.signer(keys.account.secret.reveal())
    const operatorSigner: SigningContracts | null =
      deps.operatorKey === undefined ? null : chain.signer(deps.operatorKey)

    const guard = createGuard(context)
    const honestLog = openLog(context, guard)
    const nodeLog = faults.log?.(honestLog, context) ?? honestLog
    const blockStore = await openBlockStore({
      directory: join(config.directory, 'blocks'),
      quotaBytes: config.host.storeBytes,
    })
    const blocks = await createBlocks({ host, store: blockStore })
    // What an interrupted transfer left, or a model that turned out to be another one.
    await blocks.collect()
    const hosting = createHosting(context, blocks, () => void peers.poll())
    cleanup.push(() => hosting.stop())
    const { execute } = config
    const open =
      deps.engine === undefined
        ? sessionOpener({
            engine: config.engine,
            memoryBytes: execute.memoryBytes,
            rowWork: execute.rowWork,
            threads: execute.threads,
            graceMs: execute.graceMs,
            ...(deps.home === undefined ? {} : { home: deps.home }),
            ...(deps.engineProgram === undefined ? {} : { program: deps.engineProgram }),
          })
        : localOpener(deps.engine, execute.rowWork)
    const sessionsOf = (opener: OpenSession): Sessions => {
      const made = createSessions({
        open: opener,
        read: modelId => hosting.file(modelId),
        most: execute.sessions,
        memoryBytes: execute.totalMemoryBytes,
        now,
        evicted: () => metrics.count('sessions_evicted'),
        failed: (modelId, error) => {
          metrics.count('sessions_failed')
          log('error', 'an engine session broke', { modelId, error })
        },
      })
      cleanup.push(() => made.close())
      return made
    }
    const sessions = sessionsOf(open)
    // What a node's own answers are computed by: where it lies in them, it still verifies others honestly.
    const ownSessions = faults.engine === undefined ? sessions : sessionsOf(localOpener(faults.engine, execute.rowWork))
    const queue = createQueue(
      { length: execute.queue, perRequester: execute.perRequester, parallel: execute.parallel },
      {
        now,
        waited: milliseconds => {
          metrics.count('queue_waited')
          metrics.count('queue_wait_milliseconds', milliseconds)
        },
        refused: () => metrics.count('infer_busy'),
        left: () => metrics.count('queue_left'),
      },
    )

    const honestAdmission = createAdmission(context)
    const admission = faults.admission?.(honestAdmission, context) ?? honestAdmission
    const traceHook = faults.trace === undefined ? {} : { hook: faults.trace }
    const roots = createRoots(context, { sessions: ownSessions, hosting, ...traceHook })
    const executing = has('execute')
      ? createExecuting(context, {
          admission,
          roots,
          guard,
          nodeLog,
          hosting,
          sessions: ownSessions,
          queue,
          ...(faults.execute === undefined ? {} : { hook: faults.execute }),
        })
      : null

    const streamQueue = createQueue(
      { length: execute.queue, perRequester: execute.perRequester, parallel: execute.streams },
      {
        now,
        waited: milliseconds => metrics.count('stream_wait_milliseconds', milliseconds),
        refused: () => metrics.count('infer_busy'),
        left: () => metrics.count('queue_left'),
      },
    )
    const streams = createStreams(context, guard)
    const upstreams = createUpstreams(context, deps.environment ?? process.env)
    const generating = has('execute')
      ? createGenerating(context, {
          guard,
          nodeLog,
          hosting,
          sessions: ownSessions,
          queue: streamQueue,
          admission,
          roots,
          streams,
          upstreams,
          ...(faults.generate === undefined ? {} : { hook: faults.generate }),
        })
      : null

    const engineName = await nameOf(deps.engine, config)
    const peers = await startPeers(context, () => ({
      node: self,
      instance: context.instance,
      roles: [...config.roles],
      engine: engineName,
      pricePerRow: config.pricePerRow,
      ...(has('execute') ? { tracedPricePerRow: String(priceOfRow(config, true)) } : {}),
      models: hosting
        .models()
        .slice(0, MAX_STATUS_MODELS)
        .map(({ modelId }) => modelId),
      load: { active: queue.active() + streamQueue.active(), limit: execute.queue },
      log: { size: nodeLog.size() },
      signing: guard.state() === 'open',
    }))
    cleanup.push(() => peers.stop())

    const askCosign: AskCosign = ({ peerId }, checkpoint, from, proof) =>
      askLog(context, peerId, { op: 'cosign', checkpoint, from, proof: [...proof] })
    const cosigning = createCosigning(context, nodeLog, faults.cosign?.(askCosign, context) ?? askCosign)
    const anchoring = createAnchoring(context, nodeLog, accountSigner, (peerId, root) =>
      askLog(context, peerId, { op: 'epoch', root }),
    )
    const receipts = createReceipts(context, nodeLog, peers)
    const advising = createAdvising(context, {
      peers,
      executes: has('execute') ? { sessions: ownSessions, queue } : null,
    })
    const traceEngine = (): Promise<Engine> =>
      deps.engine === undefined ? createEngine('wasm') : Promise.resolve(deps.engine)
    const ownEngine = (): Promise<Engine> =>
      faults.engine === undefined ? traceEngine() : Promise.resolve(faults.engine)
    const tracing = createTracing(context, {
      peers,
      executes: has('execute') ? { hosting, queue, engine: ownEngine, ...traceHook } : null,
    })
    const served = [
      await serveLog(context, peers, { nodeLog, cosigning, anchoring }),
      ...(await serveReceipts(context, { receipts, nodeLog, hosting })),
      ...(has('execute') ? [await serveAdvice(context, receipts, advising)] : []),
      ...(has('execute') ? [await serveTraces(context, receipts, tracing)] : []),
      ...(has('host') ? [await serveReplicate(context, hosting)] : []),
    ]
    cleanup.push(() => Promise.all(served.map(server => server.stop())))

    // A copy of this directory finds the keys registered as they are and changes nothing here.
    if (!isRegistered(context)) await ensureRegistered(context, operatorSigner)
    const operator = chain.registry().nodes.get(self)?.operator
    if (has('execute') && operator !== undefined) await upstreams.open(operator, hosting)
    const known = async (node: Hex): Promise<unknown> => {
      const peer = peers.get(node)
      if (peer === undefined) throw new WorldError('peer_unreachable', `node ${node} is not registered any more`)
      return askLog(context, peer.peerId, { op: 'checkpoint', node: self })
    }
    guard.start(peers, known, checkpoint => nodeLog.compare(checkpoint))
    const inferring = executing === null ? null : await serveInfer(context, executing)
    const streaming = generating === null ? null : await serveGenerate(context, generating)
    const checkpointTurn = async (): Promise<void> => {
      nodeLog.checkpoint()
      await cosigning.gather(peers.alive())
    }
    const checkpoints = every(context, 'checkpoints', config.times.checkpoint, checkpointTurn)
    const keepContact = contactKeeper(context, accountSigner)
    const contact = every(context, 'keeping the contact', config.times.contact, () =>
      guard.state() === 'open' ? keepContact() : Promise.resolve(),
    )
    guard.opened.then(
      () => contact.soon(),
      () => {},
    )
    const loops = [
      checkpoints,
      contact,
      every(context, 'anchoring', Math.min(config.times.anchor, config.times.checkpoint), () =>
        guard.state() === 'open' ? anchoring.turn(peers.alive()) : Promise.resolve(),
      ),
      every(context, 'completing receipts', config.times.checkpoint, () => receipts.completeAll()),
    ]
    if (has('host')) {
      const following = every(context, 'following models', config.times.status, () => hosting.follow())
      chain.onChange(() => following.soon())
      loops.push(following)
    }
    if (has('execute')) {
      const settling = createSettling(context, anchoring, accountSigner)
      loops.push(every(context, 'settling', config.times.anchor, () => settling.turn()))
      const defending = createDefending(context, {
        ...{ hosting, anchoring, signer: accountSigner, engine: ownEngine },
        ...traceHook,
        ...(faults.defender === undefined ? {} : { defender: faults.defender }),
      })
      const defences = every(context, 'defending', config.times.checkpoint, () => defending.turn())
      chain.onChange(() => defences.soon())
      loops.push(defences)
    }
    const following = has('verify') ? createFollowing(context, { guard, hosting, sessions }) : null
    if (has('verify')) {
      const accusing = config.verify.dispute
        ? createAccusing(context, {
            ...{ anchoring, signer: accountSigner, engine: traceEngine },
            model: async modelId => unwrap(decodeModel(await hosting.file(modelId))),
          })
        : null
      const verifying = createVerifying(context, {
        ...{ guard, peers, hosting, sessions, queue, anchoring, accusing },
      })
      if (accusing !== null) {
        const reporting = createReporting(context, accountSigner)
        const disputing = every(context, 'disputing', config.times.checkpoint, () => accusing.turn())
        chain.onChange(() => disputing.soon())
        loops.push(disputing)
        loops.push(every(context, 'reporting', config.times.checkpoint, () => reporting.turn()))
      }
      loops.push(every(context, 'verifying', config.times.sample, () => verifying.turn()))
    }

    metrics.gauge('log_size', () => nodeLog.size())
    metrics.gauge('receipts', () => store.receipts.count())
    metrics.gauge('models_hosted', () => hosting.models().length)
    metrics.gauge('peers_alive', () => peers.alive().length)
    metrics.gauge('infer_active', () => queue.active() + streamQueue.active())
    metrics.gauge('queue_length', () => queue.waiting() + streamQueue.waiting())
    metrics.gauge('streams_active', () => streams.active())
    metrics.gauge('sessions', () => sessions.count())
    metrics.gauge('session_bytes', () => sessions.bytes())
    metrics.gauge('signing', () => (guard.state() === 'open' ? 1 : 0))
    metrics.gauge('replays_waiting', () => store.replays.count())
    metrics.gauge('chain_age_seconds', () => (chain.readAt() === 0 ? -1 : Math.round((now() - chain.readAt()) / 1000)))

    const backend = createBackend(context, {
      guard,
      peers,
      nodeLog,
      anchoring,
      receipts,
      hosting,
      executing,
      generating,
      following,
      advising,
      tracing,
      queue,
    })
    log('info', 'started', { roles: config.roles, peerId: host.peerId, addresses: host.addresses() })

    let stopped: Promise<void> | undefined
    let closed!: () => void
    const whenClosed = new Promise<void>(resolve => {
      closed = resolve
    })
    const stop = (): Promise<void> => {
      stopped ??= end().finally(closed)
      return stopped
    }
    guard.onSealed(code => {
      // Under these keys another process answers: two of them would only confuse their peers.
      if (code === 'key_live_elsewhere') void stop()
    })
    const end = async (): Promise<void> => {
      log('info', 'stopping')
      if (executing !== null && inferring !== null) {
        queue.drain()
        streamQueue.drain()
        await within(Promise.all([queue.idle(), streamQueue.idle()]), config.times.stop)
        // What has been answered is still on its way out.
        const active = (): number => inferring.active() + (streaming?.active() ?? 0)
        for (const until = now() + ANSWER_MS; active() > 0 && now() < until; ) await pause(20)
        await inferring.stop()
        await streaming?.stop()
      }
      if (guard.state() === 'open') {
        nodeLog.checkpoint()
        await within(cosigning.gather(peers.alive()), LAST_COSIGN_MS)
      }
      stopping.abort(new WorldError('interrupted', 'The node stops'))
      await Promise.all(loops.map(loop => loop.ended()))
      metrics.close()
      await undo(cleanup, log)
      log('info', 'stopped')
    }
    return {
      account: self,
      peerId: host.peerId,
      addresses: () => host.addresses(),
      config,
      backend,
      metrics,
      chain,
      hosting,
      nodeLog,
      peers: () => peers.all(),
      guard: { state: guard.state, reason: guard.reason, opened: guard.opened },
      closed: whenClosed,
      stop,
    }
  } catch (error) {
    stopping.abort(new WorldError('interrupted', 'The node did not start'))
    await undo(cleanup, deps.log)
    throw error
  }
}

/** What peers are told. An engine whose code is native is loaded in its sessions only: they know its version. */
async function nameOf(given: Engine | undefined, { engine }: NodeConfig): Promise<string> {
  if (given === undefined && carrierOf(engine) === 'process') return engine
  const { name, version } = given ?? (await createEngine(engine))
  return `${name}/${version}`
}

async function undo(cleanup: (() => unknown)[], log: Logger | undefined): Promise<void> {
  for (const action of cleanup.reverse()) {
    try {
      await action()
    } catch (error) {
      log?.('warn', 'something could not be closed', { error })
    }
  }
}

/** Waits for a promise, but no longer than this. */
async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    promise.catch(() => {}),
    new Promise<void>(resolve => {
      timer = setTimeout(resolve, ms)
    }),
  ])
  clearTimeout(timer)
}
