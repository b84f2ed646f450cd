// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {StepRefused} from "../Errors.sol";
import {Dot} from "./Dot.sol";
import {Facts, IStepVerifier, Step} from "./Facts.sol";
import {Places} from "./Places.sol";
import {Opened, PartType, Session, StepReader} from "./StepReader.sol";
import {Tables} from "./Tables.sol";

/// Steps that need a whole line: softmax, norm, argMax.
contract LineSteps is IStepVerifier {
    using StepReader for Session;
    using StepReader for Opened;

    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence)
        external
        view
        returns (bool result)
    {
        Session memory s = StepReader.begin(facts, step, evidence);
        uint256 code = s.code();
        if (code == 16) {
            result = _softmax(s) != s.claimed;
        } else if (code == 17) {
            result = _norm(s) != s.claimed;
        } else {
            require(code == 20, StepRefused(StepReader.NO_SUCH_OP));
            result = _argMax(s);
        }
        s.finish();
    }

    /// The line of the input that holds the step's element, and the element's place in it.
    function _line(Session memory s) private view returns (int256[] memory line, uint256 place) {
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 length = x.shape[x.rank - 1];
        place = s.step.element % length;
        uint256 from = Places.rowStart(s, x) + s.step.element - place;
        Opened memory opened = s.open(id, StepReader.OUTPUT, x, Places.span(from, length));
        uint256 offset = opened.pointer(from * x.elementBytes);
        line = new int256[](length);
        for (uint256 i = 0; i < length; ++i) {
            line[i] = StepReader.load(offset + i * x.elementBytes, x.elementBytes);
        }
    }

    function _softmax(Session memory s) private view returns (int256) {
        (int256[] memory line, uint256 place) = _line(s);
        uint256[] memory arguments_ = _arguments(s, line);
        Opened memory table = Tables.openRows(s, arguments_);
        int256 sum = 0;
        int256 own = 0;
        for (uint256 i = 0; i < arguments_.length; ++i) {
            int256 e = StepReader.roundShift(Tables.valueAt(s, table, arguments_[i]), s.field(174, 1));
            sum += e;
            if (i == place) own = e;
        }
        require(sum > 0 && own >= 0, StepRefused(StepReader.SHAPES_DISAGREE));
        return s.clamp((own * int256(1 << s.shift()) + sum / 2) / sum);
    }

    /// Distances from the largest, as arguments of the table.
    function _arguments(Session memory s, int256[] memory line) private pure returns (uint256[] memory arguments_) {
        int256 most = line[0];
        for (uint256 i = 1; i < line.length; ++i) {
            if (line[i] > most) most = line[i];
        }
        uint256 furthest = (1 << (s.field(172, 1) + s.field(173, 1))) - 1;
        arguments_ = new uint256[](line.length);
        for (uint256 i = 0; i < line.length; ++i) {
            arguments_[i] = Math.min(uint256(most - line[i]), furthest);
        }
    }

    function _norm(Session memory s) private view returns (int256) {
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 length = x.shape[x.rank - 1];
        uint256 place = s.step.element % length;
        uint256 line = s.openRun(id, x, Places.rowStart(s, x) + s.step.element - place, length);
        (int256 total, uint256 v) = _spread(s, line, x.elementBytes, length);
        int256 own = StepReader.load(line + place * x.elementBytes, x.elementBytes);
        return _scaled(s, int256(length) * own - total, v);
    }

    /// u by the root of V, at 2^q.
    function _scaled(Session memory s, int256 u, uint256 v) private pure returns (int256) {
        uint256 k = (62 - (Math.log2(v) + 1)) / 2;
        int256 inverse = int256((1 << 48) / Math.sqrt(v << (2 * k)));
        return s.clamp(StepReader.roundShift(u * inverse, 48 - k - s.field(174, 1)));
    }

    /// A and V of spec/graph.md, "norm".
    function _spread(Session memory s, uint256 line, uint256 bytes_, uint256 length)
        private
        pure
        returns (int256 total, uint256)
    {
        int256 squares;
        (total, squares) = Dot.moments(line, bytes_, length);
        if (s.field(7, 1) & 2 == 0) total = 0;
        int256 v = int256(length) * squares - total * total + int256(s.field(152, 8));
        return (total, v < 1 ? 1 : uint256(v));
    }

    /// No largest value is searched: whoever says that the index is wrong names the better one.
    function _argMax(Session memory s) private view returns (bool) {
        (uint256 id, PartType memory x) = s.inputType(0);
        uint256 length = x.shape[x.rank - 1];
        uint256 hint = s.step.hint;
        require(hint < length, StepRefused(StepReader.HINT));
        uint256 from = Places.rowStart(s, x) + uint256(s.step.element) * length;
        if (s.claimed < 0 || s.claimed >= int256(length)) {
            s.openValue(id, x, from + hint);
            return true;
        }
        uint256 chosen = uint256(s.claimed);
        Opened memory opened = s.open(id, StepReader.OUTPUT, x, Places.two(from + chosen, from + hint));
        int256 a = opened.value(from + chosen, x.elementBytes);
        int256 b = opened.value(from + hint, x.elementBytes);
        return b > a || (b == a && hint < chosen);
    }
}
