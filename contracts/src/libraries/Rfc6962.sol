// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Sha256} from "./Sha256.sol";

/// Inclusion and prefix proofs of RFC 6962 logs, walked as RFC 9162, sections 2.1.3.2 and 2.1.4.2, tells it. Logs only: see MerkleTree for the rest.
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

    /// Do `before` leaves of the tree of `size` leaves under `root` have another root than `claimed`? The proof is a prefix proof: a
    /// consistency proof whose first hash is always given (spec/log.md). Never reverts.
    function differs(bytes32 root, uint64 size, bytes32 claimed, uint64 before, bytes32[] calldata proof)
        internal
        view
        returns (bool)
    {
        if (before == 0 || before >= size || proof.length == 0) return false;
        uint64 position = before - 1;
        uint64 last = size - 1;
        while (position & 1 == 1) {
            position >>= 1;
            last >>= 1;
        }
        bytes32 first = proof[0];
        bytes32 second = proof[0];
        for (uint256 i = 1; i < proof.length; ++i) {
            if (last == 0) return false;
            if (position & 1 == 1 || position == last) {
                first = Sha256.node(proof[i], first);
                second = Sha256.node(proof[i], second);
                while (position & 1 == 0 && position != 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                second = Sha256.node(second, proof[i]);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 && second == root && first != claimed;
    }
}
