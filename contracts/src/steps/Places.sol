// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {PartType, Session, StepReader} from "./StepReader.sol";

/// Where an element's inputs lie.
library Places {
    using StepReader for Session;

    /// Coordinates of the step's element in the op's output.
    function coordinates(Session memory s) internal pure returns (uint256[6] memory place) {
        uint256 left = s.step.element;
        for (uint256 axis = s.rank(); axis > 0; --axis) {
            uint256 length = s.axisLength(axis - 1);
            place[axis - 1] = left % length;
            left /= length;
        }
    }

    /// Place among all values of a part, of these coordinates in the step's row.
    function flat(Session memory s, PartType memory x, uint256[6] memory place) internal pure returns (uint256 offset) {
        for (uint256 axis = 0; axis < x.rank; ++axis) {
            require(place[axis] < x.shape[axis], StepRefused(StepReader.SHAPES_DISAGREE));
            offset = offset * x.shape[axis] + place[axis];
        }
        offset += rowStart(s, x);
    }

    /// As `flat`, where axes of length 1 repeat.
    function meeting(Session memory s, PartType memory x, uint256[6] memory place) internal pure returns (uint256) {
        require(x.rank == s.rank(), StepRefused(StepReader.SHAPES_DISAGREE));
        uint256[6] memory own;
        for (uint256 axis = 0; axis < x.rank; ++axis) {
            own[axis] = x.shape[axis] == 1 ? 0 : place[axis];
        }
        return flat(s, x, own);
    }

    /// First value of the step's row in a part whose rows are equally long.
    function rowStart(Session memory s, PartType memory x) internal pure returns (uint256) {
        return uint256(s.step.row) * x.each;
    }

    function one(uint256 offset) internal pure returns (uint256[] memory spans) {
        return span(offset, 1);
    }

    function span(uint256 offset, uint256 count) internal pure returns (uint256[] memory spans) {
        spans = new uint256[](2);
        spans[0] = offset;
        spans[1] = count;
    }

    function two(uint256 a, uint256 b) internal pure returns (uint256[] memory spans) {
        spans = new uint256[](4);
        spans[0] = a;
        spans[1] = 1;
        spans[2] = b;
        spans[3] = 1;
    }
}
