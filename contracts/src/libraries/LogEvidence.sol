// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {CheckpointAnchor} from "../CheckpointAnchor.sol";
import {NodeRegistry} from "../NodeRegistry.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {Checkpoint, Receipt, ReceiptTypes} from "./ReceiptTypes.sol";
import {Rfc6962} from "./Rfc6962.sol";
import {Sha256} from "./Sha256.sol";

/// A signed checkpoint under an anchored epoch root.
struct CheckpointProof {
    Checkpoint checkpoint;
    uint32 keyIndex;
    bytes signature;
    bytes32 epochRoot;
    uint32 epochIndex;
    bytes32[] epochProof;
}

/// A receipt under its node's signature.
struct SignedReceipt {
    Receipt receipt;
    uint32 keyIndex;
    bytes signature;
}

/// Where a receipt stands in a log.
struct LogPlace {
    uint64 index;
    bytes32[] proof;
}

/// What is wrong with a receipt's way into the log, in the order in which it is looked for.
enum Flaw {
    None,
    CheckpointNotAnchored,
    CheckpointSignatureInvalid,
    KeyNotValid,
    ReceiptSignatureInvalid,
    NotIncluded
}

/// Shows that a node has signed a receipt and logged it while its key was valid (spec/contracts.md, "Settling").
library LogEvidence {
    using ReceiptTypes for Receipt;
    using ReceiptTypes for Checkpoint;

    uint256 private constant MAX_EPOCH_PROOF = 32;
    uint256 private constant MAX_LOG_PROOF = 64;

    /// Is a checkpoint anchored, and signed by a key of its node that was valid in time?
    function checkpointFlaw(
        CheckpointProof calldata proof,
        bytes32 domain,
        uint256 mergeDelay,
        CheckpointAnchor anchor,
        NodeRegistry nodes
    ) internal view returns (Flaw flaw, uint64 anchoredAt) {
        Checkpoint calldata checkpoint = proof.checkpoint;
        anchoredAt = anchor.anchoredAt(proof.epochRoot);
        bytes32 leaf = Sha256.leaf(abi.encodePacked(checkpoint.node, checkpoint.size, checkpoint.root));
        if (
            anchoredAt == 0 || proof.epochProof.length > MAX_EPOCH_PROOF
                || !MerkleTree.includes(proof.epochRoot, proof.epochIndex, leaf, proof.epochProof)
        ) return (Flaw.CheckpointNotAnchored, anchoredAt);
        (, NodeRegistry.Key memory key) = nodes.keyAt(checkpoint.node, proof.keyIndex);
        if (!validInTime(key, anchoredAt, mergeDelay)) return (Flaw.KeyNotValid, anchoredAt);
        if (!signedBy(key.receiptKey, checkpoint.digest(domain), proof.signature)) {
            return (Flaw.CheckpointSignatureInvalid, anchoredAt);
        }
    }

    /// An anchor shows that what it covers was signed before it. It is in time until one merge delay after the key's end.
    function validInTime(NodeRegistry.Key memory key, uint256 anchoredAt, uint256 mergeDelay)
        internal
        pure
        returns (bool)
    {
        if (key.receiptKey == address(0) || anchoredAt < key.validFrom) return false;
        return key.validUntil == 0 || anchoredAt <= key.validUntil + mergeDelay;
    }

    function included(Checkpoint calldata checkpoint, bytes32 receiptId, uint64 index, bytes32[] calldata proof)
        internal
        view
        returns (bool)
    {
        return proof.length <= MAX_LOG_PROOF
            && Rfc6962.includes(checkpoint.root, checkpoint.size, index, Sha256.leaf(receiptId), proof);
    }

    /// 65 bytes, low s, v 27 or 28.
    function signedBy(address signer, bytes32 digest, bytes calldata signature) internal pure returns (bool) {
        (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        return failure == ECDSA.RecoverError.NoError && recovered == signer;
    }
}
