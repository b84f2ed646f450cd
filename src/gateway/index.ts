// The gateway room: spec/gateway.md.
export type { Backend, ModelInfo, NodeInfo, Reader } from './backend.ts'
export { createGateway, type Gateway } from './gateway.ts'
export type { GatewayOptions, Limits, LogEntry } from './settings.ts'
