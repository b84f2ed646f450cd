// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// What is asked, as spec/receipt.md, section "Request", fixes it.
struct Request {
    bytes32 modelId;
    bytes32 inputCommitment;
    bytes32 samplerHash;
    bytes32 seed;
    uint256 maxPrice;
    uint8 disclosure;
    bool traceRoot;
    bytes32 delegatesHash;
    bytes32 nonce;
    uint64 deadline;
    address payer;
}

/// What was done, as spec/receipt.md, section "Receipt", fixes it.
struct Receipt {
    bytes32 fieldsRoot;
    bytes32 requestHash;
    bytes32 modelId;
    address node;
    address payer;
    uint256 price;
    uint64 tokensIn;
    uint64 tokensOut;
    bytes32 inputCommitment;
    bytes32 outputCommitment;
    bytes32 traceCommitment;
    bytes32 previous;
    uint8 disclosure;
    bytes32 nonce;
    uint64 deadline;
}

/// The state of a node's log, as spec/log.md fixes it.
struct Checkpoint {
    address node;
    uint64 size;
    bytes32 root;
    uint64 timestamp;
}

/// What a node's account and its receipt key consent to (spec/contracts.md, section "Node registry").
struct NodeKey {
    address node;
    address operator;
    address receiptKey;
    bytes32 logKey;
    bytes32 peerIdHash; // SHA-256 of the peer id's text
    uint32 index; // place in the node's validity history: a consent serves once
}

/// EIP-712 hashing of the structs above. The domain names the escrow proxy, whichever contract checks the signature.
library ReceiptTypes {
    bytes32 internal constant REQUEST_TYPEHASH = keccak256(
        "Request(bytes32 modelId,bytes32 inputCommitment,bytes32 samplerHash,bytes32 seed,uint256 maxPrice,uint8 disclosure,bool traceRoot,bytes32 delegatesHash,bytes32 nonce,uint64 deadline,address payer)"
    );
    bytes32 internal constant RECEIPT_TYPEHASH = keccak256(
        "Receipt(bytes32 fieldsRoot,bytes32 requestHash,bytes32 modelId,address node,address payer,uint256 price,uint64 tokensIn,uint64 tokensOut,bytes32 inputCommitment,bytes32 outputCommitment,bytes32 traceCommitment,bytes32 previous,uint8 disclosure,bytes32 nonce,uint64 deadline)"
    );
    bytes32 internal constant CHECKPOINT_TYPEHASH =
        keccak256("Checkpoint(address node,uint64 size,bytes32 root,uint64 timestamp)");
    bytes32 internal constant NODE_KEY_TYPEHASH = keccak256(
        "NodeKey(address node,address operator,address receiptKey,bytes32 logKey,bytes32 peerIdHash,uint32 index)"
    );
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME_HASH = keccak256("Assay");
    bytes32 private constant VERSION_HASH = keccak256("1");

    /// Computed at each use, so that a fork of the chain has a domain of its own.
    function domain(address escrow) internal view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, escrow));
    }

    /// The request that a receipt claims to answer, put together from what both have in common and what only the request has. INVARIANT: a
    /// receipt answers a request for a trace root only by a commitment to one, and has none where nobody asked.
    function requestOf(
        Receipt calldata receipt,
        bytes32 samplerHash,
        bytes32 seed,
        uint256 maxPrice,
        bytes32 delegatesHash
    ) internal pure returns (Request memory) {
        return Request({
            modelId: receipt.modelId,
            inputCommitment: receipt.inputCommitment,
            samplerHash: samplerHash,
            seed: seed,
            maxPrice: maxPrice,
            disclosure: receipt.disclosure,
            traceRoot: receipt.traceCommitment != 0,
            delegatesHash: delegatesHash,
            nonce: receipt.nonce,
            deadline: receipt.deadline,
            payer: receipt.payer
        });
    }

    // Every member of these structs is one static word, so that ABI encoding is EIP-712's encodeData.

    function digest(Request memory request, bytes32 separator) internal pure returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(separator, keccak256(abi.encode(REQUEST_TYPEHASH, request)));
    }

    function digest(Receipt calldata receipt, bytes32 separator) internal pure returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(separator, keccak256(abi.encode(RECEIPT_TYPEHASH, receipt)));
    }

    function digest(Checkpoint calldata checkpoint, bytes32 separator) internal pure returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(separator, keccak256(abi.encode(CHECKPOINT_TYPEHASH, checkpoint)));
    }

    function digest(NodeKey memory key, bytes32 separator) internal pure returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(separator, keccak256(abi.encode(NODE_KEY_TYPEHASH, key)));
    }
}
