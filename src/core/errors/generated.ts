// Generated from spec/errors.tsv by scripts/generate-errors.mjs. Do not edit.

/** Every error code: its kind, the duty of who meets it, HTTP status, exit code of the CLI, and what it means. */
export const ERRORS = {
  usage: { kind: 'usage', duty: 'fix', http: 400, exit: 2, message: "The command or argument is not understood" },
  input_invalid: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The input could not be read" },
  input_shape_mismatch: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The input does not have the shape that the model takes" },
  input_not_finite: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The input holds NaN or infinity" },
  file_truncated: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The file ends before what it declares" },
  file_too_large: { kind: 'refusal', duty: 'reject', http: 413, exit: 1, message: "The file is larger than the stated limit" },
  file_malformed: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The file does not follow its format" },
  nesting_too_deep: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The file nests deeper than the stated limit" },
  external_data_refused: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The model keeps tensors outside its file" },
  operator_unsupported: { kind: 'refusal', duty: 'reject', http: 422, exit: 1, message: "The model uses an operator that cannot be compiled" },
  attribute_unsupported: { kind: 'refusal', duty: 'reject', http: 422, exit: 1, message: "An operator is used in a way that cannot be compiled" },
  opset_unsupported: { kind: 'refusal', duty: 'reject', http: 422, exit: 1, message: "The model's opset is outside the supported range" },
  graph_cycle: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The graph has a cycle" },
  graph_invalid: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The graph is not well formed" },
  shape_mismatch: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "Declared and computed shapes differ" },
  accumulator_overflow: { kind: 'refusal', duty: 'reject', http: 422, exit: 1, message: "An accumulator could leave its bound" },
  model_malformed: { kind: 'refusal', duty: 'reject', http: 400, exit: 1, message: "The model file is not a valid exact model" },
  model_not_found: { kind: 'refusal', duty: 'reject', http: 404, exit: 1, message: "No such model is known here" },
  model_unavailable: { kind: 'world', duty: 'retry', http: 503, exit: 3, message: "No node that hosts the model answers" },
  model_deprecated: { kind: 'refusal', duty: 'ignore', http: 410, exit: 1, message: "The model version is deprecated" },
  calibration_missing: { kind: 'usage', duty: 'fix', http: 400, exit: 2, message: "Compilation needs calibration data" },
  disclosure_required: { kind: 'refusal', duty: 'reject', http: 403, exit: 1, message: "The policy needs a reader that the disclosure does not allow" },
  inclusion_pending: { kind: 'refusal', duty: 'retry', http: 202, exit: 1, message: "The receipt is not yet in the log, within the merge delay" },
  internal: { kind: 'world', duty: 'retry', http: 500, exit: 3, message: "Something failed that should not have" },
  file_not_found: { kind: 'world', duty: 'fix', http: 404, exit: 3, message: "The file does not exist or cannot be read" },
  port_taken: { kind: 'world', duty: 'fix', http: 500, exit: 3, message: "The port is in use" },
  chain_unreachable: { kind: 'world', duty: 'retry', http: 503, exit: 3, message: "The chain's RPC does not answer" },
  peer_unreachable: { kind: 'world', duty: 'retry', http: 503, exit: 3, message: "The peer does not answer" },
  timeout: { kind: 'world', duty: 'retry', http: 504, exit: 3, message: "It took longer than the stated time" },
  busy: { kind: 'world', duty: 'retry', http: 503, exit: 3, message: "The node has no room for more work now" },
  data_locked: { kind: 'world', duty: 'fix', http: 500, exit: 3, message: "Another process uses this data directory" },
  interrupted: { kind: 'world', duty: 'retry', http: 499, exit: 130, message: "Interrupted" },
} as const

export type ErrorCode = keyof typeof ERRORS
