// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AnswerWrong, DemandMalformed} from "../Errors.sol";
import {Sha256} from "../libraries/Sha256.sol";

/// A node of a trace: of the trace tree itself (tree 0), or of the tree of the tensor whose trace leaf is tree - 1.
struct Place {
    uint32 tree;
    uint8 depth; // from the root; a multiple of 4
    uint64 index; // from the left, at that depth
    bytes leaf; // the 66 bytes of that trace leaf; nothing for tree 0
}

/// How trees of a trace are gone down, four levels at a time (spec/dispute.md, "Demands").
library TraceTree {
    uint256 internal constant LEVELS = 4;
    uint256 internal constant TYPE_BYTES = 34;
    uint256 internal constant TRACE_LEAF = 66;
    uint256 private constant LEAF = 256;
    uint256 private constant MAX_ROW = 1 << 32;

    // Reasons of DemandMalformed.
    uint256 internal constant NO_SUCH_PLACE = 1;
    uint256 internal constant NOT_KNOWN = 2;
    uint256 internal constant TYPE_MALFORMED = 3;
    // Reasons of AnswerWrong.
    uint256 internal constant NOT_ITS_CHILDREN = 1;
    uint256 internal constant NOT_THE_LEAF = 2;

    /// Levels of a padded tree with that many leaves, at least one.
    function depthFor(uint256 leaves) internal pure returns (uint256 depth) {
        while (uint256(1) << depth < leaves) ++depth;
    }

    /// Leaves of the trace tree of a graph with so many ops.
    function traceLeaves(uint256 ops) internal pure returns (uint256) {
        return 4 * (ops + 1);
    }

    /// Leaves of the tree that a place lies in, and its bytes where it is a tensor's.
    function sizeOf(Place calldata place, uint256 ops) internal pure returns (uint256 leaves, uint256 total) {
        if (place.tree == 0) return (traceLeaves(ops), 0);
        // Of an attention's scores, row t has t + 1 values for each head; behind the last op stands a sampler.
        uint256 leaf = uint256(place.tree) - 1;
        total = bytesOf(place.leaf, leaf & 3 == 1 && leaf >> 2 != ops);
        leaves = (total + LEAF - 1) / LEAF;
    }

    /// Bytes of the tensor whose trace leaf has these 66 bytes. What it says about itself is taken as it is: where it is wrong,
    /// that is a fault to be shown.
    function bytesOf(bytes calldata leaf, bool growing) internal pure returns (uint256) {
        require(leaf.length == TRACE_LEAF, DemandMalformed(TYPE_MALFORMED));
        uint256 rank = uint8(leaf[1]);
        uint256 rows = uint32(bytes4(leaf[26:30]));
        uint256 elementBytes = uint32(bytes4(leaf[30:34]));
        require(rank >= 1 && rank <= 6, DemandMalformed(TYPE_MALFORMED));
        require(elementBytes == 1 || elementBytes == 2 || elementBytes == 4, DemandMalformed(TYPE_MALFORMED));
        require(rows != 0, DemandMalformed(TYPE_MALFORMED));
        uint256 each = 1;
        for (uint256 axis = 0; axis < rank; ++axis) {
            each *= uint32(bytes4(leaf[2 + 4 * axis:6 + 4 * axis]));
            require(each != 0 && each <= MAX_ROW, DemandMalformed(TYPE_MALFORMED));
        }
        uint256 count = growing ? each * (rows * (rows + 1) / 2) : each * rows;
        return count * elementBytes;
    }

    /// Does this place exist in a tree with so many leaves?
    function check(Place calldata place, uint256 leaves) internal pure returns (uint256 depth) {
        depth = depthFor(leaves);
        require(
            // Somewhere below it is a leaf that there is: what covers padding alone needs no opening.
            place.depth % LEVELS == 0 && (place.depth < depth || (depth == 0 && place.depth == 0))
                && uint256(place.index) << (depth - place.depth) < leaves,
            DemandMalformed(NO_SUCH_PLACE)
        );
    }

    /// Are these the descendants of a node, as far down as one opening goes?
    function checkChildren(bytes32 node, uint256 levels, bytes32[] calldata children) internal view {
        require(children.length == 1 << levels, AnswerWrong(NOT_ITS_CHILDREN));
        bytes32[] memory row = children;
        for (uint256 count = children.length; count > 1; count /= 2) {
            for (uint256 i = 0; i < count / 2; ++i) {
                row[i] = Sha256.node(row[2 * i], row[2 * i + 1]);
            }
        }
        require(row[0] == node, AnswerWrong(NOT_ITS_CHILDREN));
    }

    /// Where the row of a tree's lowest opening that holds leaf `index` begins: its depth, and its place there.
    function bottomOf(uint256 depth, uint256 index) internal pure returns (uint256 at_, uint256 place) {
        at_ = depth == 0 ? 0 : LEVELS * ((depth - 1) / LEVELS);
        place = index >> (depth - at_);
    }

    /// Are these the bytes of all leaves with these hashes, one behind the other? `first` is the index of the first. An absent part of
    /// a trace (32 zero bytes) has none, and neither has what lies behind the last leaf of a tensor.
    function checkLeaves(Place calldata place, uint256 total, uint256 first, bytes32[] calldata row, bytes calldata bytes_)
        internal
        pure
    {
        uint256 offset = 0;
        for (uint256 i = 0; i < row.length; ++i) {
            uint256 length = TRACE_LEAF;
            if (place.tree != 0) {
                uint256 from = LEAF * (first + i);
                if (from >= total) break;
                length = total - from < LEAF ? total - from : LEAF;
            } else if (row[i] == 0) {
                continue;
            }
            require(
                bytes_.length >= offset + length && Sha256.leaf(bytes_[offset:offset + length]) == row[i],
                AnswerWrong(NOT_THE_LEAF)
            );
            offset += length;
        }
        require(offset == bytes_.length, AnswerWrong(NOT_THE_LEAF));
    }
}
