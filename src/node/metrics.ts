// Counters of a node as plain numbers: the gateway turns them into Prometheus' form. spec/node.md, "Metrics".

export const COUNTERS = [
  'infer_answered',
  'infer_refused',
  'infer_busy',
  'infer_cancelled',
  'queue_waited',
  'queue_wait_milliseconds',
  'queue_left',
  'sessions_evicted',
  'sessions_failed',
  'infer_rows',
  'trace_roots',
  'infer_milliseconds',
  'stream_wait_milliseconds',
  'stream_ticks',
  'stream_heads',
  'tokens_generated',
  'tokens_cached',
  'follows_ok',
  'follows_mismatch',
  'relay_answered',
  'relay_failovers',
  'relay_failed',
  'checkpoints_signed',
  'cosignatures_given',
  'cosignatures_refused',
  'cosignatures_received',
  'epochs_anchored',
  'receipts_settled',
  'accusations_moved',
  'disputes_committed',
  'disputes_answered',
  'disputes_closed',
  'inclusions_shown',
  'log_forks_seen',
  'forks_reported',
  'models_replicated',
  'models_failed',
  'receipts_sampled',
  'receipts_drawn',
  'replays_ok',
  'replays_mismatch',
  'replays_failed',
  'chain_errors',
] as const

export type Counter = (typeof COUNTERS)[number]

export interface Metrics {
  count(counter: Counter, by?: number): void
  /** All counters, and what the node says of itself now. */
  read(): Readonly<Record<string, number>>
  gauge(name: string, read: () => number): void
  /** The node has stopped: counters stay, gauges are zero. */
  close(): void
}

export function createMetrics(): Metrics {
  const counters = new Map<string, number>(COUNTERS.map(name => [name, 0]))
  const gauges = new Map<string, () => number>()
  let open = true
  return {
    count: (counter, by = 1) => void counters.set(counter, counters.get(counter)! + by),
    read: () =>
      Object.fromEntries([...counters, ...[...gauges].map(([name, read]) => [name, open ? read() : 0] as const)]),
    close() {
      open = false
    },
    gauge: (name, read) => void gauges.set(name, read),
  }
}
