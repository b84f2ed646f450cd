// Request, receipt, fields, bundle: spec/receipt.md.
export {
  bundleFromJson,
  bundleText,
  bundleToJson,
  type Disclosed,
  MAX_BUNDLE_BYTES,
  parseBundle,
  type ReceiptBundle,
  requestFromJson,
  requestToJson,
  type SignedRequest,
  structFromJson,
  structToJson,
  tensorsFromJson,
  tensorsToJson,
} from './bundle.ts'
export {
  bytesIn,
  integersIn,
  type NamedIntTensor,
  type NamedRealTensor,
  type NamedTensor,
  type RunTensor,
  realsIn,
  rootOfTensors,
  rowsOf,
} from './content.ts'
export {
  CONTENT_FIELDS,
  type DisclosedField,
  decodeField,
  encodeField,
  FIELDS,
  type FieldName,
  type Fields,
  type FieldValues,
  fieldLeaf,
  rootOfLeaves,
  SALT_BYTES,
  withhold,
} from './fields.ts'
export {
  hashRequest,
  hashVerdict,
  RECEIPT_TYPE,
  REQUEST_TYPE,
  receiptId,
  signDigest,
  signerOf,
  VERDICT_TYPE,
} from './hash.ts'
export {
  commitment,
  hashDelegates,
  type IssueOptions,
  issueReceipt,
  makeRequest,
  type Random,
  type RequestOptions,
} from './issue.ts'
export * from './types.ts'
