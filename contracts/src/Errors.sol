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
error StakeHeld(address node);
error SlasherOnly(address caller);

// Money.
error AlreadyFunded(bytes32 requestHash);
error FunderNotPayer(address payer, address funder);
error DeadlinePassed(uint256 deadline);
error DeadlineTooFar(uint256 deadline, uint256 limit);
error NothingToWithdraw(address account);
error NotMatured(uint256 until);

// Faults and disputes.
error AlreadyPrecommitted(bytes32 commitment);
error NotPrecommitted(bytes32 commitment);
error RequestMismatch(bytes32 stated, bytes32 computed);
error CheckpointMissing(address node);
error CheckpointNotAnchored(bytes32 epochRoot);
error CheckpointSignatureInvalid(address node);
error KeyNotValid(address node, uint256 keyIndex);
error ReceiptSignatureInvalid(address node);
error NotIncluded(bytes32 receiptId);
error DisclosureRequired(address caller);
error ChallengeTooLate(uint256 limit);
error InterfaceMismatch(bytes32 stated, bytes32 computed);
error TokensMismatch(uint256 tokensIn, uint256 tokensOut);
error DisputeStateWrong(bytes32 receiptId, uint256 state);
error DisputeFactsMismatch(bytes32 stated, bytes32 kept);
error GraphMismatch(uint256 op);
error TraceMismatch(uint256 op);
error InputCommitmentMismatch(bytes32 stated, bytes32 computed);
error OutputCommitmentMismatch(bytes32 stated, bytes32 computed);
error TraceCommitmentMismatch(bytes32 stated, bytes32 computed);
error DemandMalformed(uint256 reason);
error DemandRepeated(bytes32 place);
error DemandNotOpen(bytes32 place);
error AnswerWrong(uint256 reason);
error ResponseInTime(uint256 until);
error ResponseTooLate(uint256 until);
error NotFaulty(bytes32 receiptId);
error NotEquivocation();
error AlreadyShown(bytes32 fault);
error AlreadyDemanded(bytes32 receiptId);
error StatementSignatureInvalid(address node);

// Steps of traces. The reason is one of StepReader's constants.
error StepRefused(uint256 reason);
