// The client room, subpath /client of the package: browser-safe. spec/gateway.md, "Clients".
export { fetchAnchors, type Memory } from './anchors.ts'
export { checkChain, domainOf, finalBlock, readingContracts } from './chain.ts'
export { type Client, type ClientOptions, createClient } from './client.ts'
export { type DiscoverOptions, discoverGateways } from './discover.ts'
export { checkEndpoint, isDevnet, isPublicAddress } from './endpoints.ts'
export { type FetchModelOptions, fetchModel, type ModelCache } from './fetchModel.ts'
export { type Gateways, makeGateways } from './gateways.ts'
export type { Fetch } from './http.ts'
export { type RunOptions, type RunResult, run } from './infer.ts'
export {
  type ListedModel,
  listModels,
  type ResolvedExactModel,
  type ResolvedFloatModel,
  type ResolvedModel,
  readModel,
  resolveModel,
} from './models.ts'
export { type Addresses, type Finality, fingerprint, type Network, parseNetwork } from './network.ts'
export { mayRead, proveReader, READER_SECONDS, type ReaderProof, readerHeaders, readerOf } from './reader.ts'
export { convertRealInputs, type GivenReal, readRealOutputs, realsOf } from './realTensors.ts'
export {
  type Anchored,
  fetchAnchored,
  fetchConsistency,
  fetchConsistencyBetween,
  fetchInclusion,
  fetchReceipt,
  fetchVerdicts,
  findReceipt,
  type ReaderKey,
} from './receipts.ts'
export { convertInputs, type GivenInput, integersOf, type Output, readOutputs } from './tensors.ts'
export { type Verified, type VerifyOptions, verifyReceipt } from './verifyReceipt.ts'
export { type VerifySavedOptions, verifySaved } from './verifySaved.ts'
