// The contracts' client: typed functions over viem, for nodes, clients and browsers alike. Normative: spec/contracts.md.
export { anchor, anchorBlock, anchoredAt, type EpochRoot, MAX_ANCHORS } from './anchor.ts'
export { type Deployment, type DeployOptions, deploy } from './deploy.ts'
export {
  type DemandRecord,
  type DisputeEvent,
  type DisputeRecord,
  readDispute,
  readDisputes,
  withEvent,
} from './disputeRecord.ts'
export {
  type Access,
  answerDemand,
  challenge,
  closeDispute,
  commitTrace,
  type DisputeCase,
  type DisputeState,
  type DisputeView,
  demandPlace,
  getDispute,
  getSlasherCredit,
  type LocatedPlace,
  precommitFault,
  proveFault,
  proveSilence,
  reclaimDemands,
  withdrawFromSlasher,
} from './disputes.ts'
export {
  authorizeFunding,
  BUCKET,
  bucketOf,
  type Deposit,
  domainOf,
  FEES,
  type FundingAuthorization,
  type FundingTerms,
  fund,
  fundingNonce,
  fundWithAuthorization,
  getCredit,
  getDeposit,
  getMaturing,
  mature,
  withdrawCredit,
} from './escrow.ts'
export { type ChainEvent, EVENT_ABIS, type EventContract } from './events.ts'
export { codeOfError, failureOf, refusalOfRevert } from './failures.ts'
export {
  type BlockReference,
  createIndexer,
  type Finality,
  type FollowOptions,
  type Indexer,
  type IndexerOptions,
  type IndexerState,
  type IndexerStore,
  type MemoryEvents,
  memoryEvents,
  type Step,
} from './indexer.ts'
export {
  answerInclusion,
  demandInclusion,
  getSearch,
  isShown,
  type Misconduct,
  precommitMisconduct,
  proveExclusion,
  proveMisconduct,
  type Search,
  type SignedTraceRoot,
  type SoldRoot,
} from './misconduct.ts'
export {
  claimNamespace,
  deprecateModel,
  getModel,
  getModels,
  getPublishers,
  getVersions,
  type ModelParts,
  type ModelRegistration,
  type ModelVersion,
  namespaceHolder,
  publishVersion,
  type RegisteredModel,
  registerModel,
  resolveVersion,
  transferNamespace,
} from './models.ts'
export {
  addStake,
  exitNode,
  findKey,
  getNode,
  getNodeKeys,
  getNodes,
  type NodeConsent,
  type NodeContact,
  type NodeKeys,
  nodeConsentDigest,
  type RegisteredNode,
  type Registration,
  type Rotation,
  registerNode,
  rotateKeys,
  setContact,
  withdrawStake,
} from './nodes.ts'
export { OUTCOMES, type Outcome, outcomeOf } from './outcomes.ts'
export { DEFAULT_PARAMETERS, DEVNET_PARAMETERS, getParameters, type ParameterValues } from './parameters.ts'
export { ROLES, type Role, rolesFromBits, rolesToBits } from './roles.ts'
export { type Call, type Included, send } from './send.ts'
export {
  type AnchoredCheckpoint,
  type BatchResult,
  MAX_CHECKPOINTS,
  MAX_ITEMS,
  previewSettlement,
  refund,
  type Settlement,
  settle,
} from './settle.ts'
export {
  type Authorization,
  allow,
  authorizationMessage,
  balanceOf,
  spend,
  transfer,
  transferWithAuthorization,
} from './token.ts'
export type { Addresses, Contracts, ReadOptions, Sent, SigningContracts, Wallet } from './types.ts'
