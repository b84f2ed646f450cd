// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {PartType, Session, StepReader} from "./StepReader.sol";

/// Windows over axes 0 and 1 of [H, W, C] (spec/graph.md, "Windows").
library Windows {
    using StepReader for Session;

    /// First tap along an axis; taps outside the input are negative or beyond its length.
    function start(Session memory s, uint256 axis, uint256 offset) internal pure returns (int256) {
        return int256(offset * s.field(112 + 2 * axis, 2)) - int256(s.field(120 + 2 * axis, 2));
    }

    function kernel(Session memory s, uint256 axis) internal pure returns (uint256) {
        return s.field(108 + 2 * axis, 2);
    }

    /// Position of tap `k` of the window at `at`.
    function tap(Session memory s, uint256 axis, uint256 offset, uint256 k) internal pure returns (int256) {
        return start(s, axis, offset) + int256(k * s.field(116 + 2 * axis, 2));
    }

    function inside(int256 position, uint256 length) internal pure returns (bool) {
        return position >= 0 && position < int256(length);
    }

    /// Place of tap `k`, counted row by row, among the values of a row of the input; `met` where it lies inside.
    function tapAt(Session memory s, PartType memory x, uint256[6] memory place, uint256 k)
        internal
        pure
        returns (bool met, uint256 offset)
    {
        uint256 columns = kernel(s, 1);
        int256 y = tap(s, 0, place[0], k / columns);
        int256 column = tap(s, 1, place[1], k % columns);
        met = inside(y, x.shape[0]) && inside(column, x.shape[1]);
        if (met) offset = (uint256(y) * x.shape[1] + uint256(column)) * x.shape[2];
    }

    /// Spans of `count` channels from `channel` on, of each tap inside the input, rows and columns ascending.
    function taps(Session memory s, PartType memory x, uint256[6] memory place, uint256 count, uint256 channel)
        internal
        pure
        returns (uint256[] memory spans)
    {
        require(x.rank == 3, StepRefused(StepReader.SHAPES_DISAGREE));
        uint256 all = kernel(s, 0) * kernel(s, 1);
        require(all <= 65_536, StepRefused(StepReader.TOO_LARGE));
        spans = new uint256[](2 * all);
        channel += uint256(s.step.row) * x.each;
        uint256 used = 0;
        for (uint256 k = 0; k < all; ++k) {
            (bool met, uint256 offset) = tapAt(s, x, place, k);
            if (!met) continue;
            spans[used] = offset + channel;
            spans[used + 1] = count;
            used += 2;
        }
        assembly ("memory-safe") {
            mstore(spans, used)
        }
    }

    /// Taps that an average counts along an axis: those inside the input, or with countIncludePad inside the padded one.
    function counted(Session memory s, uint256 axis, uint256 offset, uint256 length) internal pure returns (uint256 count) {
        int256 before = 0;
        int256 behind = 0;
        if (s.field(7, 1) & 1 != 0) {
            before = int256(s.field(120 + 2 * axis, 2));
            behind = int256(s.field(124 + 2 * axis, 2));
        }
        for (uint256 k = 0; k < kernel(s, axis); ++k) {
            int256 position = tap(s, axis, offset, k);
            if (position >= -before && position < int256(length) + behind) ++count;
        }
    }
}
