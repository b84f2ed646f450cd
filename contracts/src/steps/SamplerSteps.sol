// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {Exponential} from "./Exponential.sol";
import {Facts, IStepVerifier, Step} from "./Facts.sol";
import {Places} from "./Places.sol";
import {Sampler, SamplerConstants, Samplers} from "./Samplers.sol";
import {Opened, PartType, Session, StepReader} from "./StepReader.sol";

/// What a step of a sampler sees.
struct Drawing {
    Session s;
    Sampler sampler;
    SamplerConstants c;
    uint256 vocabulary;
    uint256 blocks;
    PartType logits;
}

/// A token's record: three tokens with their scores, the draw, and what was drawn.
struct Draw {
    int256 best;
    uint256 bestId;
    int256 kept;
    uint256 keptId;
    int256 last;
    uint256 lastId;
    uint256 r;
    uint256 token;
    bool clean; // nothing behind its end
}

/// Where in memory the tokens lie that penalties count; zero where none does.
struct History {
    uint256 prompt;
    uint256 answer;
}

struct Sums {
    uint256 kept;
    uint256 fit;
    uint256 left;
}

/// Steps of a generation's sampler, which stands behind the last op (spec/trace.md, "Generations"): a score, the sums behind a block of 64
/// tokens, a token's record, the answer's token.
contract SamplerSteps is IStepVerifier {
    using StepReader for Session;
    using StepReader for Opened;

    address public immutable TABLE;

    uint256 private constant ANSWER = 3;
    int256 private constant NO_SCORE = -(1 << 31);

    /// `table` is an ExponentialTable.
    constructor(address table) {
        TABLE = table;
    }

    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence) external view returns (bool found) {
        require(step.op == facts.ops && facts.tokensOut != 0, StepRefused(StepReader.NO_SUCH_OP));
        require(step.part <= ANSWER, StepRefused(StepReader.NO_SUCH_PART));
        require(step.row < facts.tokensOut, StepRefused(StepReader.NO_SUCH_ELEMENT));
        require(step.hint == 0 || step.part >= Samplers.DRAWS, StepRefused(StepReader.HINT));
        require(step.element == 0 || step.part < Samplers.DRAWS, StepRefused(StepReader.NO_SUCH_ELEMENT));
        Drawing memory d = _begin(facts, step, evidence);
        if (step.part == Samplers.SCORES) found = _scoreFaulty(d);
        else if (step.part == Samplers.SUMS) found = _sumsFaulty(d);
        else if (step.part == Samplers.DRAWS) found = _drawFaulty(d);
        else found = _answerFaulty(d);
        d.s.finish();
    }

    function _begin(Facts calldata facts, Step calldata step, bytes calldata evidence)
        private
        view
        returns (Drawing memory d)
    {
        Session memory s = d.s;
        s.start(facts, evidence);
        s.step = step;
        d.sampler = Samplers.take(s);
        require(
            !d.sampler.grammar && (step.part == ANSWER || Samplers.draws(d.sampler)), StepRefused(StepReader.SAMPLER)
        );
        d.c = Samplers.constantsOf(d.sampler, facts.exponent);
        require(facts.logits < facts.ops, StepRefused(StepReader.NO_SUCH_OP));
        s.openDescriptor(facts.logits);
        d.logits = s.typeOfPart(StepReader.OUTPUT);
        d.vocabulary = s.axisLength(0);
        d.blocks = (d.vocabulary + Samplers.BLOCK - 1) / Samplers.BLOCK;
    }

    // ------------------------------------------------------------ steps

    /// A token's score.
    function _scoreFaulty(Drawing memory d) private view returns (bool) {
        uint256 id = d.s.step.element;
        require(id < Samplers.BLOCK * d.blocks, StepRefused(StepReader.NO_SUCH_ELEMENT));
        (Opened memory opened, uint256 row) = _own(d, Samplers.SCORES, Places.one(id));
        int256 claimed = opened.value(row + id, 4);
        if (id >= d.vocabulary) return claimed != NO_SCORE;
        return claimed != _scores(d, Places.one(id))[0];
    }

    /// The sums behind a block.
    function _sumsFaulty(Drawing memory d) private view returns (bool) {
        uint256 block_ = d.s.step.element;
        require(block_ < d.blocks, StepRefused(StepReader.NO_SUCH_ELEMENT));
        uint256 first = Samplers.SUMS_BYTES * block_;
        (Opened memory opened, uint256 row) = _own(d, Samplers.SUMS, Places.span(first, 2 * Samplers.SUMS_BYTES));
        // Two records may lie in two leaves, one behind the other in memory.
        uint256 from = opened.pointer(row + first);
        (Opened memory scores, uint256 scoresRow) =
            _own(d, Samplers.SCORES, Places.span(Samplers.BLOCK * block_, Samplers.BLOCK));
        Draw memory draw = _draw(d);
        (uint256 before, uint256 behind) = _words(from);
        if (block_ == 0 && before != 0) return true;
        Sums memory sums = _sumsOf(before);
        _addBlock(d, sums, scores.pointer(4 * (scoresRow + Samplers.BLOCK * block_)), block_, draw);
        if (sums.kept > type(uint32).max || sums.fit > type(uint64).max || sums.left > type(uint64).max) return true;
        if (behind != (sums.kept << 224) | (sums.fit << 160) | (sums.left << 96)) return true;
        return block_ == d.blocks - 1 && !_fits(d, sums, draw);
    }

    /// A token's record.
    function _drawFaulty(Drawing memory d) private view returns (bool) {
        uint256 hint = d.s.step.hint;
        require(hint < d.vocabulary, StepRefused(StepReader.HINT));
        Draw memory draw = _draw(d);
        if (
            draw.bestId >= d.vocabulary || draw.keptId >= d.vocabulary || draw.lastId >= d.vocabulary
                || draw.token >= d.vocabulary
        ) return true;
        uint256 block_ = draw.token / Samplers.BLOCK;
        (Opened memory scores, uint256 row) = _own(d, Samplers.SCORES, _scoresOfRecord(draw, hint, block_));
        // What the scores show needs no sums, which may be anything beside a wrong record.
        if (
            !draw.clean || scores.value(row + draw.bestId, 4) != draw.best
                || scores.value(row + draw.keptId, 4) != draw.kept || scores.value(row + draw.lastId, 4) != draw.last
        ) return true;
        // The best one comes at or before whichever token is named.
        if (hint != draw.bestId && _notAfter(scores.value(row + hint, 4), hint, draw.best, draw.bestId)) return true;
        (uint256 left, uint256 total) = _sumsOfRecord(d, block_);
        if (draw.r != _drawBelow(d, total)) return true;
        return _tokenFaulty(d, draw, scores.pointer(4 * (row + Samplers.BLOCK * block_)), left);
    }

    /// The answer's token.
    function _answerFaulty(Drawing memory d) private view returns (bool) {
        uint256 pair = _wordAt(d.s.openTokens(false, d.s.step.row, 1)) >> 224;
        // Little-endian halves; no id has a negative one.
        uint256 low = (pair >> 24) | ((pair >> 8) & 0xff00);
        uint256 high = ((pair >> 8) & 0xff) | ((pair & 0xff) << 8);
        bool known = low < 1 << 15 && high < 1 << 15;
        uint256 token = low | (high << 15);
        uint256 hint = d.s.step.hint;
        if (Samplers.draws(d.sampler)) {
            require(hint == 0, StepRefused(StepReader.HINT));
            return _draw(d).token != token || !known;
        }
        require(hint < d.vocabulary, StepRefused(StepReader.HINT));
        // What is no token of the vocabulary has no score: the hint's is opened alone.
        if (!known || token >= d.vocabulary) {
            _scores(d, Places.one(hint));
            return true;
        }
        int256[] memory x = _scores(d, Places.two(hint, token));
        return hint != token && _notAfter(x[0], hint, x[1], token);
    }

    // ------------------------------------------------------------ openings

    /// Opens values of a part of the sampler, places within the token's own row; gives where the row begins.
    function _own(Drawing memory d, uint256 part, uint256[] memory spans)
        private
        view
        returns (Opened memory opened, uint256 row)
    {
        PartType memory kind = Samplers.partType(d.s, part);
        row = d.s.step.row * kind.each;
        for (uint256 i = 0; i < spans.length; i += 2) {
            spans[i] += row;
        }
        opened = d.s.open(d.s.facts.ops, part, kind, spans);
    }

    function _draw(Drawing memory d) private view returns (Draw memory draw) {
        (Opened memory opened, uint256 row) = _own(d, Samplers.DRAWS, Places.span(0, Samplers.DRAW_BYTES));
        (uint256 a, uint256 b) = _words(opened.pointer(row));
        draw.best = _signed(a >> 224);
        draw.bestId = (a >> 192) & 0xffffffff;
        draw.kept = _signed(a >> 160);
        draw.keptId = (a >> 128) & 0xffffffff;
        draw.last = _signed(a >> 96);
        draw.lastId = (a >> 64) & 0xffffffff;
        draw.r = a & type(uint64).max;
        draw.token = b >> 224;
        draw.clean = b << 32 == 0;
    }

    function _scoresOfRecord(Draw memory draw, uint256 hint, uint256 block_) private pure returns (uint256[] memory spans) {
        spans = new uint256[](10);
        (spans[0], spans[2], spans[4], spans[6]) = (draw.bestId, draw.keptId, draw.lastId, hint);
        (spans[1], spans[3], spans[5], spans[7]) = (1, 1, 1, 1);
        (spans[8], spans[9]) = (Samplers.BLOCK * block_, Samplers.BLOCK);
    }

    /// Weights that are left before a block, and in all.
    function _sumsOfRecord(Drawing memory d, uint256 block_) private view returns (uint256 left, uint256 total) {
        uint256 end = Samplers.SUMS_BYTES * d.blocks;
        uint256[] memory spans = new uint256[](4);
        (spans[0], spans[1]) = (Samplers.SUMS_BYTES * block_, Samplers.SUMS_BYTES);
        (spans[2], spans[3]) = (end, Samplers.SUMS_BYTES);
        (Opened memory opened, uint256 row) = _own(d, Samplers.SUMS, spans);
        left = _sumsOf(_wordAt(opened.pointer(row + Samplers.SUMS_BYTES * block_))).left;
        total = _sumsOf(_wordAt(opened.pointer(row + end))).left;
    }

    /// Scores of the tokens whose ids are the places of `spans`, from logits and what the penalties count.
    function _scores(Drawing memory d, uint256[] memory spans) private view returns (int256[] memory x) {
        x = new int256[](spans.length / 2);
        uint256 row = (uint256(d.s.facts.tokensIn) - 1 + d.s.step.row) * d.vocabulary;
        uint256[] memory ids = new uint256[](x.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            ids[i] = spans[2 * i];
            spans[2 * i] += row;
        }
        Opened memory logits = d.s.open(d.s.facts.logits, StepReader.OUTPUT, d.logits, spans);
        History memory history = _history(d);
        for (uint256 i = 0; i < ids.length; ++i) {
            x[i] = _score(d, history, logits.value(row + ids[i], d.logits.elementBytes), ids[i]);
        }
    }

    function _history(Drawing memory d) private view returns (History memory history) {
        bool repeats = d.sampler.repetition != uint256(Samplers.MILLION);
        bool counts = d.sampler.presence != 0 || d.sampler.frequency != 0;
        uint256 before = d.s.step.row;
        if (repeats) history.prompt = d.s.openTokens(true, 0, d.s.facts.tokensIn);
        if ((repeats || counts) && before > 0) history.answer = d.s.openTokens(false, 0, before);
    }

    function _score(Drawing memory d, History memory history, int256 logit, uint256 id) private pure returns (int256) {
        uint256 count = history.answer == 0 ? 0 : _times(history.answer, d.s.step.row, id);
        bool seen = count > 0 || (history.prompt != 0 && _times(history.prompt, d.s.facts.tokensIn, id) > 0);
        return Samplers.score(d.sampler, d.c, logit, id, seen, count);
    }

    /// How often a token stands among `length` that lie in memory.
    function _times(uint256 from, uint256 length, uint256 id) private pure returns (uint256 count) {
        unchecked {
            // As its pair is stored: two halves of 15 bits, little-endian.
            uint256 low = id & 0x7fff;
            uint256 high = id >> 15;
            uint256 wanted = ((low & 0xff) << 24) | ((low >> 8) << 16) | ((high & 0xff) << 8) | (high >> 8);
            for (uint256 i = 0; i < length; ++i) {
                if (_wordAt(from + 4 * i) >> 224 == wanted) ++count;
            }
        }
    }

    // ------------------------------------------------------------ arithmetic

    /// Adds the sums over a block's scores, which lie in memory.
    function _addBlock(Drawing memory d, Sums memory sums, uint256 from, uint256 block_, Draw memory draw) private view {
        unchecked {
            uint256 first = Samplers.BLOCK * block_;
            uint256 length = d.vocabulary - first;
            if (length > Samplers.BLOCK) length = Samplers.BLOCK;
            for (uint256 i = 0; i < length; ++i) {
                int256 x = StepReader.load(from + 4 * i, 4);
                if (!_notAfter(x, first + i, draw.kept, draw.keptId)) continue;
                ++sums.kept;
                uint256 weight = _weight(d, x, draw.best);
                if (weight < d.c.leastWeight) continue;
                sums.fit += weight;
                if (_notAfter(x, first + i, draw.last, draw.lastId)) sums.left += weight;
            }
        }
    }

    /// Do the sums over all tokens fit the ends of the selections?
    function _fits(Drawing memory d, Sums memory sums, Draw memory draw) private view returns (bool) {
        uint256 wanted = d.sampler.topK;
        if (wanted == 0 || wanted > d.vocabulary) wanted = d.vocabulary;
        if (sums.kept != wanted || !_notAfter(draw.last, draw.lastId, draw.kept, draw.keptId)) return false;
        uint256 weight = _weight(d, draw.last, draw.best);
        if (weight < d.c.leastWeight) return false;
        uint256 million = uint256(Samplers.MILLION);
        if (d.sampler.topP == million) return sums.left == sums.fit;
        uint256 target = (d.sampler.topP * sums.fit + million - 1) / million;
        if (target == 0) target = 1;
        return sums.left >= target && sums.left < target + weight;
    }

    /// Is the token at r another than the record's, which lies in this block?
    function _tokenFaulty(Drawing memory d, Draw memory draw, uint256 from, uint256 sum) private view returns (bool) {
        if (draw.r < sum) return true;
        uint256 first = draw.token - (draw.token % Samplers.BLOCK);
        for (uint256 id = first; id <= draw.token; ++id) {
            int256 x = StepReader.load(from + 4 * (id - first), 4);
            if (
                _notAfter(x, id, draw.kept, draw.keptId) && _notAfter(x, id, draw.last, draw.lastId)
            ) {
                uint256 weight = _weight(d, x, draw.best);
                if (weight >= d.c.leastWeight) sum += weight;
            }
            if (draw.r < sum) return id != draw.token;
        }
        return true;
    }

    /// 2^20 e^-x of a score's distance from the best one. What is wrongly above that weighs as much.
    function _weight(Drawing memory d, int256 x, int256 best) private view returns (uint256) {
        if (x >= best) return Exponential.weightAt(TABLE, 0);
        int256 argument = StepReader.roundShift((best - x) * int256(d.c.scale), d.c.shift);
        if (argument >= int256(Exponential.LAST_ARGUMENT)) return 0;
        return Exponential.weightAt(TABLE, uint256(argument));
    }

    function _drawBelow(Drawing memory d, uint256 total) private pure returns (uint256) {
        bytes32 hash = sha256(abi.encodePacked(d.s.facts.seed, d.s.step.row));
        return ((uint256(hash) >> 128) * total) >> 128;
    }

    /// Does a token come at or before another in order: greater scores first, lower ids first among equals?
    function _notAfter(int256 x, uint256 id, int256 end, uint256 endId) private pure returns (bool) {
        return x > end || (x == end && id <= endId);
    }

    function _sumsOf(uint256 word) private pure returns (Sums memory) {
        return Sums(word >> 224, (word >> 160) & type(uint64).max, (word >> 96) & type(uint64).max);
    }

    function _words(uint256 from) private pure returns (uint256, uint256) {
        return (_wordAt(from), _wordAt(from + 32));
    }

    function _wordAt(uint256 from) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(from)
        }
    }

    function _signed(uint256 word) private pure returns (int256) {
        return int256(int32(uint32(word)));
    }
}
