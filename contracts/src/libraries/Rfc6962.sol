// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Sha256} from "./Sha256.sol";

/// Inclusion proofs of RFC 6962 logs, walked as RFC 9162, section 2.1.3.2, tells it. Logs only: see MerkleTree for the rest.
library Rfc6962 {
    /// Is the leaf with this hash at `index` of the tree of `size` leaves under `root`? Never reverts.
    function includes(bytes32 root, uint64 size, uint64 index, bytes32 leafHash, bytes32[] calldata proof)
        internal
        view
        returns (bool)
    {
        if (index >= size) return false;
        uint64 position = index;
        uint64 last = size - 1;
        bytes32 hash = leafHash;
        for (uint256 i = 0; i < proof.length; ++i) {
            if (last == 0) return false; // longer than any path of a tree of this size
            if (position & 1 == 1 || position == last) {
                hash = Sha256.node(proof[i], hash);
                // A last node without a sibling rises unchanged: skip the levels where it has none.
                while (position & 1 == 0 && position != 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Sha256.node(hash, proof[i]);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 && hash == root;
    }
}
