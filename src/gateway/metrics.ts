// The gateway's own metrics, on a registry of their own: spec/gateway.md, "Metrics". Labels are bounded: patterns and codes.

import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ErrorCode } from '../core/errors/index.ts'

export interface Metrics {
  request(route: string, method: string, status: number, seconds: number): void
  refusal(code: ErrorCode): void
  inference(ok: boolean, seconds: number, rows: number): void
  bodyBytes(bytes: number): void
  requestsInWork(count: number): void
  inferencesInWork(count: number): void
  /** Prometheus text. */
  text(): Promise<string>
  readonly contentType: string
}

const SECONDS = [0.002, 0.01, 0.05, 0.2, 1, 5, 20, 60]

export function makeMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'assay_gateway_requests_total',
    help: 'Answered requests',
    labelNames: ['route', 'method', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'assay_gateway_request_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  })
  const refusals = new Counter({
    name: 'assay_gateway_refusals_total',
    help: 'Answers that carry an error code',
    labelNames: ['code'],
    registers,
  })
  const inferences = new Counter({
    name: 'assay_gateway_inferences_total',
    help: 'Inferences that were asked of the network',
    labelNames: ['outcome'],
    registers,
  })
  const inferenceSeconds = new Histogram({
    name: 'assay_gateway_inference_seconds',
    help: 'Time that the network took for an inference',
    buckets: SECONDS,
    registers,
  })
  const rows = new Counter({ name: 'assay_gateway_rows_total', help: 'Rows of answered inferences', registers })
  const received = new Counter({ name: 'assay_gateway_body_bytes_total', help: 'Bytes of bodies received', registers })
  const working = new Gauge({ name: 'assay_gateway_requests_in_work', help: 'Requests in work now', registers })
  const running = new Gauge({ name: 'assay_gateway_inferences_in_work', help: 'Inferences in work now', registers })
  return {
    request(route, method, status, took) {
      requests.inc({ route, method, status })
      seconds.observe({ route }, took)
    },
    refusal: code => refusals.inc({ code }),
    inference(ok, took, count) {
      inferences.inc({ outcome: ok ? 'ok' : 'failed' })
      inferenceSeconds.observe(took)
      if (ok) rows.inc(count)
    },
    bodyBytes: bytes => received.inc(bytes),
    requestsInWork: count => working.set(count),
    inferencesInWork: count => running.set(count),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
