// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Sha256} from "../libraries/Sha256.sol";

/// A head of a stream with what its node signed (spec/stream.md, "Ticks").
struct SignedHead {
    address node;
    bytes32 requestHash;
    bytes32 modelId;
    uint64 tokenCount;
    bytes32 head;
    uint64 tick;
    uint32 streams;
    uint32 index;
    bytes32[] proof;
    uint32 keyIndex;
    bytes signature;
}

/// A trace root that a node has signed for a receipt (spec/dispute.md, "Faults outside a trace").
struct SignedRoot {
    address node;
    bytes32 receiptId;
    bytes32 traceRoot;
    uint32 keyIndex;
    bytes signature;
}

/// EIP-712 hashing of what nodes sign beside receipts and checkpoints.
library Statements {
    bytes32 internal constant STREAM_TICK_TYPEHASH =
        keccak256("StreamTick(address node,bytes32 root,uint32 streams,uint64 tick)");
    bytes32 internal constant STREAM_HEAD_TYPEHASH =
        keccak256("StreamHead(bytes32 requestHash,bytes32 modelId,uint64 tokenCount,bytes32 head,uint64 tick)");
    bytes32 internal constant TRACE_ROOT_TYPEHASH = keccak256("TraceRoot(bytes32 receiptId,bytes32 traceRoot)");

    /// What the node signed: the tick whose root the head's leaf leads to.
    function digest(SignedHead calldata signed, bytes32 separator) internal view returns (bytes32) {
        bytes32 structHash = keccak256(
            abi.encode(
                STREAM_HEAD_TYPEHASH,
                signed.requestHash,
                signed.modelId,
                signed.tokenCount,
                signed.head,
                signed.tick
            )
        );
        bytes32 root = Sha256.leaf(structHash);
        for (uint256 i = 0; i < signed.proof.length; ++i) {
            root = (signed.index >> i) & 1 == 0
                ? Sha256.node(root, signed.proof[i])
                : Sha256.node(signed.proof[i], root);
        }
        bytes32 tick =
            keccak256(abi.encode(STREAM_TICK_TYPEHASH, signed.node, root, signed.streams, signed.tick));
        return MessageHashUtils.toTypedDataHash(separator, tick);
    }

    function digest(SignedRoot calldata signed, bytes32 separator) internal pure returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(
            separator, keccak256(abi.encode(TRACE_ROOT_TYPEHASH, signed.receiptId, signed.traceRoot))
        );
    }
}
