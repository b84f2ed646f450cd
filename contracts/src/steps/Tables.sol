// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {Opened, Session, StepReader} from "./StepReader.sol";

/// Tables of which a line of values meets many rows (spec/graph.md, "Tables").
library Tables {
    using StepReader for Session;
    using StepReader for Opened;

    /// The leaves of the rows that `arguments` meet: those with bases, then those with slopes.
    function openRows(Session memory s, uint256[] memory arguments_) internal view returns (Opened memory) {
        uint256 segment = s.field(173, 1);
        uint256 rows = 1 << s.field(172, 1);
        uint256 bases = s.weightOffset();
        uint256 slopes = bases + 4 * rows;
        // A table has at most 4,096 rows: with what lies before its first byte, 65 leaves of bases and 33 of slopes.
        uint256 first = bases / 256;
        uint256 met = 0;
        for (uint256 i = 0; i < arguments_.length; ++i) {
            uint256 row = arguments_[i] >> segment;
            require(row < rows, StepRefused(StepReader.SHAPES_DISAGREE));
            met |= 1 << ((bases + 4 * row) / 256 - first);
            if (segment != 0) met |= 1 << ((slopes + 2 * row) / 256 - first);
        }
        uint256[] memory leaves = new uint256[](128);
        uint256 count = 0;
        for (uint256 i = 0; met != 0; ++i) {
            if (met & 1 != 0) leaves[count++] = first + i;
            met >>= 1;
        }
        assembly ("memory-safe") {
            mstore(leaves, count)
        }
        return s.openWeights(leaves);
    }

    /// The table's value at one of the arguments.
    function valueAt(Session memory s, Opened memory opened, uint256 u) internal pure returns (int256 acc) {
        uint256 segment = s.field(173, 1);
        uint256 row = u >> segment;
        acc = StepReader.load(opened.pointer(s.weightOffset() + 4 * row), 4);
        if (segment != 0) {
            uint256 slope = s.weightOffset() + 4 * (1 << s.field(172, 1)) + 2 * row;
            acc += StepReader.load(opened.pointer(slope), 2) * int256(u & ((1 << segment) - 1));
        }
    }
}
