// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {Facts, IStepVerifier, Step} from "./Facts.sol";
import {Places} from "./Places.sol";
import {Opened, PartType, Session, StepReader} from "./StepReader.sol";

/// Steps of ops that move values: output, constant, concat, reshape, transpose, take, embedding, position; and what a generation is fed.
contract MoveSteps is IStepVerifier {
    using StepReader for Session;
    using StepReader for Opened;

    int256 private constant TOKEN_BASE = 1 << 15;

    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence) external view returns (bool) {
        Session memory s = StepReader.begin(facts, step, evidence);
        int256 y = _value(s);
        s.finish();
        return y != s.claimed;
    }

    function _value(Session memory s) private view returns (int256) {
        uint256 code = s.code();
        if (code == 1) return _fed(s);
        if (code == 2 || code == 10) return _input(s);
        if (code == 3) return _constant(s);
        if (code == 9) return _concat(s);
        if (code == 11) return _transpose(s);
        if (code == 12) return _take(s);
        if (code == 19) return _embedding(s);
        require(code == 21, StepRefused(StepReader.NO_SUCH_OP));
        return int256(uint256(s.step.row));
    }

    /// A generation is fed its prompt, and behind that its own answer. A run's inputs were compared when its trace was committed to.
    function _fed(Session memory s) private view returns (int256) {
        require(s.facts.tokensOut != 0, StepRefused(StepReader.NO_SUCH_OP));
        require(s.step.element < 2, StepRefused(StepReader.NO_SUCH_ELEMENT));
        bool prompt = s.step.row < s.facts.tokensIn;
        uint256 from = s.openTokens(prompt, prompt ? s.step.row : s.step.row - s.facts.tokensIn, 1);
        return StepReader.load(from + 2 * s.step.element, 2);
    }

    /// The value of input 0 at the step's own element.
    function _input(Session memory s) private view returns (int256) {
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 offset = Places.rowStart(s, x) + s.step.element;
        return s.openValue(id, x, offset);
    }

    function _constant(Session memory s) private view returns (int256) {
        uint256 bytes_ = s.field(2, 1) <= 8 ? 1 : 2;
        return _weight(s, s.weightOffset() + s.step.element * bytes_, bytes_);
    }

    function _weight(Session memory s, uint256 offset, uint256 bytes_) private view returns (int256) {
        uint256[] memory leaves = StepReader.leavesOf(Places.span(offset, bytes_), s.facts.weightBytes);
        return StepReader.load(s.openWeights(leaves).pointer(offset), bytes_);
    }

    /// Inputs before the one that holds the element are shown for their lengths, by the first value of the row.
    function _concat(Session memory s) private view returns (int256) {
        uint256[6] memory place = Places.coordinates(s);
        uint256 axis = s.field(65, 1);
        for (uint256 which = 0; which < s.inputs(); ++which) {
            (uint256 id, PartType memory x) = s.inputType(which);
            if (place[axis] < x.shape[axis]) {
                uint256 offset = Places.flat(s, x, place);
                return s.openValue(id, x, offset);
            }
            s.openValue(id, x, Places.rowStart(s, x));
            place[axis] -= x.shape[axis];
        }
        revert StepRefused(StepReader.SHAPES_DISAGREE);
    }

    function _transpose(Session memory s) private view returns (int256) {
        uint256[6] memory place = Places.coordinates(s);
        uint256[6] memory from;
        for (uint256 axis = 0; axis < s.rank(); ++axis) {
            from[s.field(130 + axis, 1)] = place[axis];
        }
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 offset = Places.flat(s, x, from);
        return s.openValue(id, x, offset);
    }

    function _take(Session memory s) private view returns (int256) {
        uint256[6] memory place = Places.coordinates(s);
        uint256 axis = s.field(65, 1);
        int256 index = _weight(s, s.weightOffset() + 4 * place[axis], 4);
        if (index < 0) return s.signedField(160, 4);
        place[axis] = uint256(index);
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 offset = Places.flat(s, x, place);
        return s.openValue(id, x, offset);
    }

    function _embedding(Session memory s) private view returns (int256) {
        uint256 width = s.axisLength(s.rank() - 1);
        uint256 entry = _entry(s, s.step.element / width);
        uint256 bytes_ = s.field(2, 1) <= 8 ? 1 : 2;
        return _weight(s, s.weightOffset() + (entry * width + (s.step.element % width)) * bytes_, bytes_);
    }

    function _entry(Session memory s, uint256 line) private view returns (uint256) {
        (uint256 id, PartType memory x) = s.inputType(0);
        bool pair = s.field(7, 1) & 4 != 0;
        uint256 from = Places.rowStart(s, x) + (pair ? 2 : 1) * line;
        Opened memory opened = s.open(id, StepReader.OUTPUT, x, Places.span(from, pair ? 2 : 1));
        int256 index = opened.value(from, x.elementBytes);
        if (pair) index += TOKEN_BASE * opened.value(from + 1, x.elementBytes);
        return uint256(
            StepReader.clampTo(index + s.signedField(164, 4), 0, int256(s.field(168, 4)) - 1)
        );
    }
}
