// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CheckpointAnchor} from "../CheckpointAnchor.sol";
import {
    ChallengeTooLate,
    CheckpointMissing,
    CheckpointNotAnchored,
    CheckpointSignatureInvalid,
    KeyNotValid,
    ModelIdMismatch,
    NotIncluded,
    ReceiptSignatureInvalid,
    RequestMismatch
} from "../Errors.sol";
import {Escrow} from "../Escrow.sol";
import {ModelRegistry} from "../ModelRegistry.sol";
import {NodeRegistry} from "../NodeRegistry.sol";
import {Parameters} from "../Parameters.sol";
import {CheckpointProof, Flaw, LogEvidence, LogPlace, SignedReceipt} from "../libraries/LogEvidence.sol";
import {Receipt, ReceiptTypes, Request} from "../libraries/ReceiptTypes.sol";
import {Facts} from "../steps/Facts.sol";
import {RequestRest} from "./GenerationOpenings.sol";
import {TraceOpening, TraceOpenings} from "./TraceOpenings.sol";

/// A receipt that its node has signed and logged, with the request and the model that it names.
struct Case {
    SignedReceipt signed;
    CheckpointProof checkpoint;
    LogPlace place;
    RequestRest rest;
    ModelRegistry.Parts parts;
}

/// What a dispute begins with: a receipt that counts, and a trace that is that receipt's (spec/dispute.md, "Course"). Holds nothing;
/// apart from Disputes because no contract may be larger than EIP-170 allows.
contract Beginnings {
    using ReceiptTypes for Request;
    using ReceiptTypes for Receipt;

    Escrow public immutable ESCROW;
    Parameters public immutable PARAMETERS;
    ModelRegistry public immutable MODELS;
    NodeRegistry public immutable NODES;
    CheckpointAnchor public immutable ANCHOR;

    constructor(
        Escrow escrow,
        Parameters parameters,
        ModelRegistry models,
        NodeRegistry nodes,
        CheckpointAnchor anchor
    ) {
        ESCROW = escrow;
        PARAMETERS = parameters;
        MODELS = models;
        NODES = nodes;
        ANCHOR = anchor;
    }

    /// Refuses whatever cannot be challenged: everything that a settlement asks of a receipt, and an exact model. A float model's id
    /// has other parts.
    function check(Case calldata case_) external view returns (bytes32 receiptId) {
        Parameters.Values memory parameters = PARAMETERS.values();
        Receipt calldata receipt = case_.signed.receipt;
        bytes32 domain = ReceiptTypes.domain(address(ESCROW));
        receiptId = receipt.digest(domain);
        // Whatever can still be settled can be challenged for a whole challenge period after that.
        uint256 limit = uint256(receipt.deadline) + parameters.mergeDelay + parameters.settlementTimeout
            + parameters.challengePeriod;
        require(block.timestamp <= limit, ChallengeTooLate(limit));
        _checkRequest(receipt, case_.rest, domain);
        _checkModel(receipt.modelId, case_.parts);

        CheckpointProof calldata proof = case_.checkpoint;
        require(proof.checkpoint.node == receipt.node, CheckpointMissing(receipt.node));
        (Flaw flaw, uint64 anchoredAt) =
            LogEvidence.checkpointFlaw(proof, domain, parameters.mergeDelay, ANCHOR, NODES);
        require(flaw != Flaw.CheckpointNotAnchored, CheckpointNotAnchored(proof.epochRoot));
        require(flaw != Flaw.KeyNotValid, KeyNotValid(receipt.node, proof.keyIndex));
        require(flaw == Flaw.None, CheckpointSignatureInvalid(receipt.node));
        (, NodeRegistry.Key memory key) = NODES.keyAt(receipt.node, case_.signed.keyIndex);
        require(
            LogEvidence.validInTime(key, anchoredAt, parameters.mergeDelay),
            KeyNotValid(receipt.node, case_.signed.keyIndex)
        );
        require(
            LogEvidence.signedBy(key.receiptKey, receiptId, case_.signed.signature),
            ReceiptSignatureInvalid(receipt.node)
        );
        require(
            LogEvidence.included(proof.checkpoint, receiptId, case_.place.index, case_.place.proof),
            NotIncluded(receiptId)
        );
    }

    function idOf(Receipt calldata receipt) external view returns (bytes32) {
        return receipt.digest(ReceiptTypes.domain(address(ESCROW)));
    }

    /// The facts of a trace that was opened for a receipt.
    function factsOf(
        Receipt calldata receipt,
        ModelRegistry.Parts calldata parts,
        TraceOpening calldata opening,
        bool generation
    )
        external
        view
        returns (Facts memory facts)
    {
        _checkModel(receipt.modelId, parts);
        // INVARIANT: what a request of a generation asks for is bound here, by the hash that the receipt repeats.
        if (generation) _checkRequest(receipt, opening.generation.rest, ReceiptTypes.domain(address(ESCROW)));
        facts = TraceOpenings.factsOf(receipt, parts, opening, generation);
    }

    function _checkRequest(Receipt calldata receipt, RequestRest calldata rest, bytes32 domain) private pure {
        Request memory request =
            ReceiptTypes.requestOf(receipt, rest.samplerHash, rest.seed, rest.maxPrice, rest.delegatesHash);
        bytes32 computed = request.digest(domain);
        require(computed == receipt.requestHash, RequestMismatch(receipt.requestHash, computed));
    }

    function _checkModel(bytes32 modelId, ModelRegistry.Parts calldata parts) private view {
        bytes32 computed = MODELS.computeModelId(parts);
        require(computed == modelId, ModelIdMismatch(modelId, computed));
    }
}
