// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {Dot} from "./Dot.sol";
import {Facts, IStepVerifier, Step} from "./Facts.sol";
import {Places} from "./Places.sol";
import {Opened, PartType, Session, StepReader} from "./StepReader.sol";
import {Windows} from "./Windows.sol";

/// Steps of sums of products: linear, conv, matmul.
contract ProductSteps is IStepVerifier {
    using StepReader for Session;
    using StepReader for Opened;

    /// One row of a section of rows: its weights and what is added and scaled.
    struct Row {
        Opened opened;
        uint256 weights; // in bytes
        uint256 bytes_; // of a weight
        int256 bias;
        int256 exponent;
    }

    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence) external view returns (bool) {
        Session memory s = StepReader.begin(facts, step, evidence);
        int256 y = _value(s);
        s.finish();
        return y != s.claimed;
    }

    function _value(Session memory s) private view returns (int256) {
        uint256 code = s.code();
        if (code == 4) return _linear(s);
        if (code == 5) return _conv(s);
        require(code == 18, StepRefused(StepReader.NO_SUCH_OP));
        return _matmul(s);
    }

    /// Opens row `row` of `rows` of `k` weights.
    function _openRow(Session memory s, uint256 rows, uint256 row, uint256 k) private view returns (Row memory result) {
        uint256 bias = s.weightOffset() + 4 * row;
        uint256 exponent = s.weightOffset() + 4 * rows + row;
        result.bytes_ = s.field(6, 1) <= 8 ? 1 : 2;
        // Weights begin at the next multiple of 32 behind biases and exponents.
        result.weights = ((s.weightOffset() + 5 * rows + 31) / 32) * 32 + row * k * result.bytes_;
        uint256[] memory spans = new uint256[](6);
        (spans[0], spans[1]) = (bias, 4);
        (spans[2], spans[3]) = (exponent, 1);
        (spans[4], spans[5]) = (result.weights, k * result.bytes_);
        result.opened = s.openWeights(StepReader.leavesOf(spans, s.facts.weightBytes));
        result.bias = StepReader.load(result.opened.pointer(bias), 4);
        result.exponent = StepReader.load(result.opened.pointer(exponent), 1);
    }

    function _scaled(Session memory s, Row memory row, int256 acc) private pure returns (int256) {
        require(row.exponent >= 0 && row.exponent <= 31, StepRefused(StepReader.SHAPES_DISAGREE));
        return s.requantize(acc * int256(1 << uint256(row.exponent)));
    }

    function _linear(Session memory s) private view returns (int256) {
        uint256 n = s.axisLength(s.rank() - 1);
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 k = x.shape[x.rank - 1];
        Row memory row = _openRow(s, n, s.step.element % n, k);
        uint256 values = s.openRun(id, x, Places.rowStart(s, x) + (s.step.element / n) * k, k);
        uint256 weights = row.opened.pointer(row.weights);
        return _scaled(s, row, row.bias + Dot.product(values, x.elementBytes, weights, row.bytes_, k));
    }

    function _conv(Session memory s) private view returns (int256) {
        Taps memory t;
        t.place = Places.coordinates(s);
        (uint256 id, PartType memory x) = s.inputType(0);
        require(x.rank == 3, StepRefused(StepReader.SHAPES_DISAGREE));
        uint256 groups = s.field(128, 2);
        t.channels = x.shape[2] / groups;
        t.channel = (t.place[2] / (s.axisLength(2) / groups)) * t.channels;
        uint256 k = Windows.kernel(s, 0) * Windows.kernel(s, 1) * t.channels;
        t.row = _openRow(s, s.axisLength(2), t.place[2], k);
        uint256[] memory spans = Windows.taps(s, x, t.place, t.channels, t.channel);
        // Where a window meets nothing, the type that was believed is shown by the row's first value.
        if (spans.length == 0) spans = Places.one(Places.rowStart(s, x));
        t.opened = s.open(id, StepReader.OUTPUT, x, spans);
        return _scaled(s, t.row, t.row.bias + _taps(s, x, t));
    }

    /// Where the taps of a window lie: weights, values, and which channels.
    struct Taps {
        uint256[6] place;
        uint256 channels;
        uint256 channel;
        Row row;
        Opened opened;
    }

    function _taps(Session memory s, PartType memory x, Taps memory t) private pure returns (int256 acc) {
        uint256 count = Windows.kernel(s, 0) * Windows.kernel(s, 1);
        for (uint256 k = 0; k < count; ++k) {
            (bool met, uint256 offset) = Windows.tapAt(s, x, t.place, k);
            if (met) acc += _tap(x, t, Places.rowStart(s, x) + offset + t.channel, k);
        }
    }

    function _tap(PartType memory x, Taps memory t, uint256 offset, uint256 k) private pure returns (int256) {
        uint256 values = t.opened.pointer(offset * x.elementBytes);
        uint256 weights = t.row.opened.pointer(t.row.weights + k * t.channels * t.row.bytes_);
        return Dot.product(values, x.elementBytes, weights, t.row.bytes_, t.channels);
    }

    /// A row of values in memory.
    struct Values {
        uint256 offset;
        uint256 bytes_;
        uint256 count;
    }

    function _matmul(Session memory s) private view returns (int256) {
        uint256 rank = s.rank();
        uint256[6] memory place = Places.coordinates(s);
        uint256 n = place[rank - 1];
        place[rank - 1] = 0;
        Values memory a = _rowOf(s, 0, place);
        place[rank - 2] = n;
        Values memory b = _rowOf(s, 1, place);
        require(a.count == b.count, StepRefused(StepReader.SHAPES_DISAGREE));
        return s.requantize(Dot.product(a.offset, a.bytes_, b.offset, b.bytes_, a.count));
    }

    /// The line along the last axis of an input at `place`, whose leading axes of length 1 repeat.
    function _rowOf(Session memory s, uint256 which, uint256[6] memory place) private view returns (Values memory row) {
        (uint256 id, PartType memory x) = s.inputType(which);
        require(x.rank == s.rank(), StepRefused(StepReader.SHAPES_DISAGREE));
        uint256[6] memory own;
        for (uint256 axis = 0; axis + 1 < x.rank; ++axis) {
            bool repeats = axis + 2 < x.rank && x.shape[axis] == 1;
            own[axis] = repeats ? 0 : place[axis];
        }
        row.count = x.shape[x.rank - 1];
        row.bytes_ = x.elementBytes;
        row.offset = s.openRun(id, x, Places.flat(s, x, own), row.count);
    }
}
