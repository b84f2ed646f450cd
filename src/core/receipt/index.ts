// Request, receipt, fields, bundle: spec/receipt.md.
export {
  bundleFromJson,
  bundleText,
  bundleToJson,
  MAX_BUNDLE_BYTES,
  parseBundle,
  requestFromJson,
  requestToJson,
  structFromJson,
  structToJson,
  tensorsFromJson,
  tensorsToJson,
  type Disclosed,
  type NamedTensor,
  type ReceiptBundle,
  type SignedRequest,
} from './bundle.ts'
export {
  CONTENT_FIELDS,
  decodeField,
  encodeField,
  fieldLeaf,
  FIELDS,
  rootOfLeaves,
  SALT_BYTES,
  withhold,
  type DisclosedField,
  type FieldName,
  type Fields,
  type FieldValues,
} from './fields.ts'
export {
  hashRequest,
  hashVerdict,
  receiptId,
  RECEIPT_TYPE,
  REQUEST_TYPE,
  signDigest,
  signerOf,
  VERDICT_TYPE,
} from './hash.ts'
export {
  commitment,
  hashDelegates,
  issueReceipt,
  makeRequest,
  type IssueOptions,
  type Random,
  type RequestOptions,
} from './issue.ts'
export * from './types.ts'
