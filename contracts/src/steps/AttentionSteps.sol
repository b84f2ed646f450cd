// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {StepRefused} from "../Errors.sol";
import {Dot} from "./Dot.sol";
import {Facts, IStepVerifier, Step} from "./Facts.sol";
import {Places} from "./Places.sol";
import {Opened, PartType, Session, StepReader} from "./StepReader.sol";
import {Tables} from "./Tables.sol";

/// Steps of an attention: its scores, its values with the positions along the last axis, and its output from both.
contract AttentionSteps is IStepVerifier {
    using StepReader for Session;
    using StepReader for Opened;

    /// What the values of one head of a row share.
    struct Line {
        uint256[] arguments_; // of the table
        Opened values;
        uint256 first; // place of the first of the values
        uint256 width; // of a value, in bits
        uint256 bytes_;
    }

    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence) external view returns (bool) {
        Session memory s = StepReader.begin(facts, step, evidence);
        require(s.code() == 23, StepRefused(StepReader.NO_SUCH_OP));
        int256 y = step.part == StepReader.OUTPUT
            ? _output(s)
            : step.part == StepReader.SCORES ? _score(s) : _turned(s);
        s.finish();
        return y != s.claimed;
    }

    /// A query and a key in memory.
    struct Pair {
        uint256 query;
        uint256 queryBytes;
        uint256 heads;
        uint256 length;
        uint256 key;
        uint256 keyBytes;
    }

    function _score(Session memory s) private view returns (int256) {
        Pair memory pair;
        uint256 columns = uint256(s.step.row) + 1;
        uint256 head = s.step.element / columns;
        _openQuery(s, pair, head);
        _openKey(s, pair, head, s.step.element % columns);
        int256 acc = Dot.product(pair.query, pair.queryBytes, pair.key, pair.keyBytes, pair.length);
        return StepReader.clampTo(
            StepReader.roundShift(acc, s.field(175, 1)), s.signedField(180, 2), s.signedField(182, 2)
        );
    }

    function _openQuery(Session memory s, Pair memory pair, uint256 head) private view {
        (uint256 id, PartType memory q) = s.inputType(0);
        require(q.rank == 2, StepRefused(StepReader.SHAPES_DISAGREE));
        (pair.heads, pair.length, pair.queryBytes) = (q.shape[0], q.shape[1], q.elementBytes);
        pair.query = s.openRun(id, q, Places.rowStart(s, q) + head * pair.length, pair.length);
    }

    function _openKey(Session memory s, Pair memory pair, uint256 head, uint256 row) private view {
        (uint256 id, PartType memory k) = s.inputType(1);
        require(k.rank == 2 && k.shape[1] == pair.length, StepRefused(StepReader.SHAPES_DISAGREE));
        pair.keyBytes = k.elementBytes;
        uint256 group = (head * k.shape[0]) / pair.heads;
        pair.key = s.openRun(id, k, row * k.each + group * pair.length, pair.length);
    }

    function _turned(Session memory s) private view returns (int256) {
        (uint256 id, PartType memory v) = s.inputType(2);
        uint256 offset = Places.rowStart(s, v) + s.step.element;
        return s.openValue(id, v, offset);
    }

    function _output(Session memory s) private view returns (int256) {
        Line memory line;
        line.arguments_ = _arguments(s);
        _openValues(s, line);
        (int256 sum, int256 acc) = _sums(s, line, Tables.openRows(s, line.arguments_));
        require(sum > 0, StepRefused(StepReader.SHAPES_DISAGREE));
        uint256 bits = Math.log2(uint256(sum)) + 1;
        require(bits + line.width >= 16, StepRefused(StepReader.SHAPES_DISAGREE));
        int256 inverse = int256(Math.min((1 << 14) - 1, (1 << (bits + 13)) / uint256(sum)));
        int256 mean = StepReader.roundShift(acc, bits + line.width - 16) * inverse;
        uint256 fraction = line.width + s.field(174, 1);
        require(fraction <= 29, StepRefused(StepReader.SHAPES_DISAGREE));
        return s.clamp(StepReader.roundShift(mean, 29 - fraction));
    }

    /// The sum of the exponentials, and that of their products with the values.
    function _sums(Session memory s, Line memory line, Opened memory table)
        private
        pure
        returns (int256 sum, int256 acc)
    {
        uint256 values = line.values.pointer(line.first * line.bytes_);
        for (uint256 j = 0; j < line.arguments_.length; ++j) {
            int256 e = Tables.valueAt(s, table, line.arguments_[j]);
            sum += e;
            acc += e * StepReader.load(values + j * line.bytes_, line.bytes_);
        }
    }

    /// Distances of the row's scores from the largest, as arguments of the table.
    function _arguments(Session memory s) private view returns (uint256[] memory arguments_) {
        uint256 columns = uint256(s.step.row) + 1;
        uint256 head = s.step.element / s.axisLength(1);
        PartType memory scores = s.readType(StepReader.SCORES);
        require(scores.shape[0] == s.axisLength(0), StepRefused(StepReader.SHAPES_DISAGREE));
        uint256 from = StepReader.scoresBefore(s.axisLength(0), s.step.row) + head * columns;
        Opened memory opened = s.open(s.step.op, StepReader.SCORES, scores, Places.span(from, columns));
        uint256 offset = opened.pointer(from * scores.elementBytes);
        int256 most = type(int256).min;
        for (uint256 j = 0; j < columns; ++j) {
            int256 score = StepReader.load(offset + j * scores.elementBytes, scores.elementBytes);
            if (score > most) most = score;
        }
        arguments_ = new uint256[](columns);
        uint256 furthest = (1 << s.field(172, 1)) - 1;
        for (uint256 j = 0; j < columns; ++j) {
            int256 score = StepReader.load(offset + j * scores.elementBytes, scores.elementBytes);
            arguments_[j] = Math.min(uint256(most - score), furthest);
        }
    }

    function _openValues(Session memory s, Line memory line) private view {
        uint256 values = s.axisLength(1);
        PartType memory turned = s.readType(StepReader.TURNED);
        require(turned.rank == 2 && turned.shape[1] == values, StepRefused(StepReader.SHAPES_DISAGREE));
        require(turned.width >= 4 && turned.width <= 12, StepRefused(StepReader.SHAPES_DISAGREE));
        uint256 group = ((s.step.element / values) * turned.shape[0]) / s.axisLength(0);
        line.first = (group * values + (s.step.element % values)) * s.facts.rows;
        line.width = turned.width;
        line.bytes_ = turned.elementBytes;
        line.values = s.open(
            s.step.op, StepReader.TURNED, turned, Places.span(line.first, uint256(s.step.row) + 1)
        );
    }
}
