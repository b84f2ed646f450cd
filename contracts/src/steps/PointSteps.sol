// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {Facts, IStepVerifier, Step} from "./Facts.sol";
import {Places} from "./Places.sol";
import {Opened, PartType, Session, StepReader} from "./StepReader.sol";
import {Windows} from "./Windows.sol";

/// Steps of ops that make one value of few: sum, product, divide, lookup, rotary, maxPool, averagePool.
contract PointSteps is IStepVerifier {
    using StepReader for Session;
    using StepReader for Opened;

    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence) external view returns (bool) {
        Session memory s = StepReader.begin(facts, step, evidence);
        int256 y = _value(s);
        s.finish();
        return y != s.claimed;
    }

    function _value(Session memory s) private view returns (int256) {
        uint256 code = s.code();
        if (code == 6) return _sum(s);
        if (code == 13) return _product(s);
        if (code == 14) return _divide(s);
        if (code == 15) return _lookup(s);
        if (code == 22) return _rotary(s);
        require(code == 7 || code == 8, StepRefused(StepReader.NO_SUCH_OP));
        return _pool(s, code == 7);
    }

    /// The element of an input that the step's element meets.
    function _element(Session memory s, uint256 which) private view returns (int256) {
        (uint256 id, PartType memory x) = s.inputType(which);
        uint256 offset = Places.meeting(s, x, Places.coordinates(s));
        return s.openValue(id, x, offset);
    }

    function _sum(Session memory s) private view returns (int256) {
        int256 acc = 0;
        for (uint256 which = 0; which < s.inputs(); ++which) {
            acc += s.signedField(136 + 2 * which, 2) * _element(s, which);
        }
        return s.requantize(acc);
    }

    function _product(Session memory s) private view returns (int256) {
        // One after the other: an expression does not say in which order it reads the evidence.
        int256 a = _element(s, 0);
        int256 b = _element(s, 1);
        return s.requantize(a * b);
    }

    function _divide(Session memory s) private view returns (int256) {
        int256 a = _element(s, 0);
        int256 b = _element(s, 1);
        int256 d = b < 0 ? -b : b;
        if (d == 0) d = 1;
        int256 n = (b < 0 ? -a : a) * int256(1 << s.shift()) + d / 2;
        int256 y = n / d;
        // Division rounds towards zero here, towards minus infinity there.
        if (n < 0 && y * d != n) --y;
        return s.clamp(y);
    }

    function _lookup(Session memory s) private view returns (int256) {
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 offset = Places.rowStart(s, x) + s.step.element;
        int256 signed = s.openValue(id, x, offset);
        uint256 u = uint256(signed + int256(1 << (x.width - 1)));
        uint256 segment = s.field(173, 1);
        uint256 rows = 1 << s.field(172, 1);
        uint256 row = u >> segment;
        require(row < rows, StepRefused(StepReader.SHAPES_DISAGREE));
        uint256[] memory spans = new uint256[](segment == 0 ? 2 : 4);
        spans[0] = s.weightOffset() + 4 * row;
        spans[1] = 4;
        if (segment != 0) {
            spans[2] = s.weightOffset() + 4 * rows + 2 * row;
            spans[3] = 2;
        }
        Opened memory opened = s.openWeights(StepReader.leavesOf(spans, s.facts.weightBytes));
        int256 acc = StepReader.load(opened.pointer(spans[0]), 4);
        if (segment != 0) {
            acc += StepReader.load(opened.pointer(spans[2]), 2) * int256(u & ((1 << segment) - 1));
        }
        return s.requantize(acc);
    }

    /// Two elements half a turn apart, their cosine and their sine; past those that turn, one element by itself.
    function _rotary(Session memory s) private view returns (int256) {
        (uint256 id, PartType memory x) = s.inputType(0);
        (uint256 angles, PartType memory r) = s.inputType(1);
        if (s.step.element % s.axisLength(1) < r.shape[0]) return s.requantize(_turn(s, id, x, angles, r));
        int256 alone = s.openValue(id, x, Places.rowStart(s, x) + s.step.element);
        s.openValue(angles, r, Places.rowStart(s, r));
        return s.requantize(alone * int256(1 << s.field(184, 1)));
    }

    function _turn(Session memory s, uint256 id, PartType memory x, uint256 angles, PartType memory r)
        private
        view
        returns (int256)
    {
        uint256 half = r.shape[0] / 2;
        require(half != 0, StepRefused(StepReader.SHAPES_DISAGREE));
        uint256 i = s.step.element % s.axisLength(1);
        (int256 a, int256 b) = _pair(s, id, x, s.step.element - i + (i % half), half);
        (int256 cosine, int256 sine) = _pair(s, angles, r, i % half, half);
        return i < half ? a * cosine - b * sine : b * cosine + a * sine;
    }

    /// Two values of the step's row of a part, `apart` from one another.
    function _pair(Session memory s, uint256 id, PartType memory x, uint256 offset, uint256 apart)
        private
        view
        returns (int256, int256)
    {
        offset += Places.rowStart(s, x);
        Opened memory opened = s.open(id, StepReader.OUTPUT, x, Places.two(offset, offset + apart));
        return (opened.value(offset, x.elementBytes), opened.value(offset + apart, x.elementBytes));
    }

    function _pool(Session memory s, bool largest) private view returns (int256) {
        uint256[6] memory place = Places.coordinates(s);
        (uint256 id, PartType memory x) = s.inputType(0);
        (int256 total, int256 most) = _window(s, id, x, Windows.taps(s, x, place, 1, place[2]));
        if (largest) return most;
        uint256 count = Windows.counted(s, 0, place[0], x.shape[0]) * Windows.counted(s, 1, place[1], x.shape[1]);
        require(count != 0, StepRefused(StepReader.SHAPES_DISAGREE));
        return s.requantize(total * int256(((1 << s.field(66, 1)) + count / 2) / count));
    }

    /// Sum and largest of the values at `spans`, each of one.
    function _window(Session memory s, uint256 id, PartType memory x, uint256[] memory spans)
        private
        view
        returns (int256 total, int256 most)
    {
        uint256[] memory places = new uint256[](spans.length / 2);
        for (uint256 i = 0; i < places.length; ++i) {
            places[i] = spans[2 * i];
        }
        Opened memory opened = s.open(id, StepReader.OUTPUT, x, spans);
        most = type(int256).min;
        for (uint256 i = 0; i < places.length; ++i) {
            int256 value = opened.value(places[i], x.elementBytes);
            total += value;
            if (value > most) most = value;
        }
    }
}
