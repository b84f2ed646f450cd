// The gateway room: spec/gateway.md.
export type { Backend, ModelInfo, NodeInfo, Reader } from './backend.ts'
export { createGateway, type Gateway } from './gateway.ts'
export { type GatewayOptions, LIMITS, type Limits, type LogEntry } from './settings.ts'
