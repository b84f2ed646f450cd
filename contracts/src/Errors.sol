// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// Every refusal of our own contracts. Each name is a code of spec/errors.tsv in capitals of its words; a test compares.

// Arguments.
error AddressZero(string argument);
error ValueZero(string argument);
error TextTooLong(string argument, uint256 length, uint256 limit);
error ListTooLong(string argument, uint256 length, uint256 limit);
error AmountOutOfRange(uint256 amount, uint256 least, uint256 most);
error ParameterOutOfBounds(bytes32 name, uint256 value, uint256 least, uint256 most);

// Models and their names.
error ModelIdMismatch(bytes32 stated, bytes32 computed);
error ModelAlreadyRegistered(address publisher, bytes32 modelId);
error ModelNotRegistered(address publisher, bytes32 modelId);
error RoyaltyTooHigh(uint256 royaltyBps, uint256 limit);
error NameMalformed(string name);
error NamespaceTaken(string namespace, address holder);
error NamespaceNotYours(string namespace, address holder);
error VersionTaken(string versionName);

// Nodes and their stake.
error NodeAlreadyRegistered(address node);
error NodeNotRegistered(address node);
error NodeNotYours(address node, address caller);
error NodeExited(address node);
error NodeNotExited(address node);
error KeyProofInvalid(address signer);
error StakeTooLow(uint256 stake, uint256 least);
error StakeBonded(uint256 until);
error SlasherOnly(address caller);

// Money.
error AlreadyFunded(bytes32 requestHash);
error FunderNotPayer(address payer, address funder);
error DeadlinePassed(uint256 deadline);
error DeadlineTooFar(uint256 deadline, uint256 limit);
error NothingToWithdraw(address account);

// Steps of traces. The reason is one of StepReader's constants.
error StepRefused(uint256 reason);
