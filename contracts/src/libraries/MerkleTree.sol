// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Sha256} from "./Sha256.sol";

/// Merkle trees of spec/graph.md: padded to a perfect binary tree of depth ceil(log2(n)), empty leaves being 32 zero bytes,
/// so that the bits of an index alone give the side at every level.
library MerkleTree {
    /// Is the leaf with this hash at `index` under `root`? The depth is the proof's length: leaf and node hashes cannot be
    /// mistaken for one another, so a proof of a wrong length leads to another root.
    function includes(bytes32 root, uint256 index, bytes32 leafHash, bytes32[] calldata proof)
        internal
        view
        returns (bool)
    {
        if (index >> proof.length != 0) return false;
        bytes32 hash = leafHash;
        for (uint256 i = 0; i < proof.length; ++i) {
            hash = (index >> i) & 1 == 0 ? Sha256.node(hash, proof[i]) : Sha256.node(proof[i], hash);
        }
        return hash == root;
    }
}
