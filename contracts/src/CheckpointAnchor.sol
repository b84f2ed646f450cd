// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ListTooLong, ValueZero} from "./Errors.sol";
import {Governed} from "./Governed.sol";

/// Timestamps of epoch roots, each a Merkle root over log checkpoints of many nodes (spec/log.md, section "Epoch root").
/// Anyone may post: the time is all that an anchor says, and nothing under a root is believed without its signatures.
contract CheckpointAnchor is Governed {
    struct Epoch {
        bytes32 root;
        uint32 count; // checkpoints under the root, as its poster says; informs readers and decides nothing
    }

    uint256 public constant MAX_BATCH = 64;

    // INVARIANT: a recorded time never changes. A root posted again keeps its first, so that posting late is harmless.
    mapping(bytes32 root => uint64 timestamp) public anchoredAt;

    event Anchored(bytes32 indexed root, address indexed by, uint32 count, uint64 timestamp);

    function initialize(address owner_) external initializer {
        __Ownable_init(owner_);
    }

    /// Roots that are already anchored are passed over: somebody else's earlier transaction does not spoil a batch.
    function anchor(Epoch[] calldata epochs) external {
        require(epochs.length <= MAX_BATCH, ListTooLong("epochs", epochs.length, MAX_BATCH));
        for (uint256 i = 0; i < epochs.length; ++i) {
            bytes32 root = epochs[i].root;
            require(root != 0, ValueZero("root"));
            if (anchoredAt[root] != 0) continue;
            anchoredAt[root] = uint64(block.timestamp);
            emit Anchored(root, msg.sender, epochs[i].count, uint64(block.timestamp));
        }
    }
}
