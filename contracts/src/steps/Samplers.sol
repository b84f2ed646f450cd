// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {PartType, Session, StepReader} from "./StepReader.sol";

/// What a sampler's canonical bytes say (spec/sampler.md, "Encoding"), as far as a step needs it. Real parameters are in millionths.
struct Sampler {
    uint256 temperature;
    uint256 topK;
    uint256 topP;
    uint256 minP;
    uint256 repetition;
    int256 presence;
    int256 frequency;
    uint256 biases; // where in calldata the pairs of id and bias lie, 8 bytes each
    uint256 biasCount;
    bool grammar;
}

/// Constants of a generation (spec/sampler.md, "Scores", "Exponential").
struct SamplerConstants {
    uint256 exponent;
    int256 below; // factors of seen tokens
    int256 above;
    int256 presence;
    int256 frequency;
    uint256 scale;
    uint256 shift;
    uint256 leastWeight;
}

/// Samplers as evidence shows them, and the parts that they have in a trace (spec/trace.md, "Generations").
library Samplers {
    using StepReader for Session;

    uint256 internal constant SCORES = 0;
    uint256 internal constant SUMS = 1;
    uint256 internal constant DRAWS = 2;

    uint256 internal constant BLOCK = 64;
    uint256 internal constant SUMS_BYTES = 32;
    uint256 internal constant DRAW_BYTES = 64;
    int256 internal constant MILLION = 1_000_000;

    uint256 private constant MAX_SAMPLER = 65_536;
    uint256 private constant MAX_BIASES = 1024;
    uint256 private constant HEAD = 35; // before the number of biases
    uint256 private constant MAX_EXPONENT = 12;

    /// The next bytes of the evidence: u32 length, and the sampler that was asked for.
    function take(Session memory s) internal view returns (Sampler memory sampler) {
        uint256 length = _number(s.take(4), 4);
        require(length <= MAX_SAMPLER && length > HEAD + 2, StepRefused(StepReader.SAMPLER));
        uint256 at_ = s.take(length);
        bytes32 hash;
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, at_, length)
            if iszero(staticcall(gas(), 0x02, free, length, 0x00, 0x20)) { revert(0, 0) }
            hash := mload(0x00)
        }
        require(hash == s.facts.samplerHash, StepRefused(StepReader.SAMPLER));
        uint256 end = at_ + length;
        require(_number(at_, 2) == 1, StepRefused(StepReader.SAMPLER));
        sampler.temperature = _number(at_ + 6, 4);
        sampler.topK = _number(at_ + 10, 4);
        sampler.topP = _number(at_ + 14, 4);
        sampler.minP = _number(at_ + 18, 4);
        sampler.repetition = _number(at_ + 22, 4);
        sampler.presence = _signed(at_ + 26);
        sampler.frequency = _signed(at_ + 30);
        require(sampler.repetition != 0, StepRefused(StepReader.SAMPLER));
        sampler.biasCount = _number(at_ + HEAD, 2);
        sampler.biases = at_ + HEAD + 2;
        require(sampler.biasCount <= MAX_BIASES, StepRefused(StepReader.SAMPLER));
        uint256 offset = sampler.biases + 8 * sampler.biasCount;
        require(offset < end, StepRefused(StepReader.SAMPLER));
        uint256 stops = _number(offset, 1);
        ++offset;
        for (uint256 i = 0; i < stops; ++i) {
            require(offset + 2 <= end, StepRefused(StepReader.SAMPLER));
            offset += 2 + _number(offset, 2);
        }
        require(offset + 4 <= end, StepRefused(StepReader.SAMPLER));
        uint256 grammar = _number(offset, 4);
        require(offset + 4 + grammar == end, StepRefused(StepReader.SAMPLER));
        sampler.grammar = grammar != 0;
    }

    /// Has a generation with this sampler scores, sums and records in its trace?
    function draws(Sampler memory sampler) internal pure returns (bool) {
        return sampler.temperature != 0 && !sampler.grammar;
    }

    function constantsOf(Sampler memory sampler, uint256 exponent) internal pure returns (SamplerConstants memory c) {
        require(exponent <= MAX_EXPONENT, StepRefused(StepReader.SAMPLER));
        c.exponent = exponent;
        c.below = roundDivide(int256(sampler.repetition) << 12, MILLION);
        c.above = roundDivide(MILLION << 12, int256(sampler.repetition));
        c.presence = units(sampler.presence, exponent);
        c.frequency = units(sampler.frequency, exponent);
        c.leastWeight = ((sampler.minP << 20) + uint256(MILLION) - 1) / uint256(MILLION);
        if (c.leastWeight == 0) c.leastWeight = 1;
        if (sampler.temperature == 0) return c;
        c.shift = 20;
        c.scale = _scaleAt(sampler.temperature, exponent, 20);
        while (c.shift > 0 && c.scale > type(uint16).max) {
            --c.shift;
            c.scale = _scaleAt(sampler.temperature, exponent, c.shift);
        }
        if (c.scale > type(uint16).max) c.scale = type(uint16).max;
    }

    /// A token's score: bias, repetition, presence and frequency, in this order.
    function score(Sampler memory sampler, SamplerConstants memory c, int256 logit, uint256 id, bool seen, uint256 count)
        internal
        pure
        returns (int256 x)
    {
        x = logit + units(_biasOf(sampler, id), c.exponent);
        if (seen) x = StepReader.roundShift(x * (x < 0 ? c.below : c.above), 12);
        if (count > 0) x -= c.presence;
        x = StepReader.clampTo(x - c.frequency * int256(count), -(1 << 19), (1 << 19) - 1);
    }

    /// The type of a part of the sampler, from the descriptor of the logits that was opened.
    function partType(Session memory s, uint256 part) internal pure returns (PartType memory kind) {
        uint256 blocks = (s.axisLength(0) + BLOCK - 1) / BLOCK;
        return _typed(s, part, part == SCORES ? BLOCK * blocks : part == SUMS ? SUMS_BYTES * (blocks + 1) : DRAW_BYTES);
    }

    /// The next 34 bytes as the type of a part of the sampler.
    function readType(Session memory s, uint256 part) internal pure returns (PartType memory kind) {
        uint256 offset = s.take(34);
        require(part <= DRAWS && s.facts.tokensOut != 0, StepRefused(StepReader.TYPE_MALFORMED));
        kind = _typed(s, part, _number(offset + 2, 4));
        uint256 shape = kind.shape[0] << 192;
        // Width, rank, shape, rows, and bytes of an element, as a part of a sampler has them.
        require(
            shape != 0 && _number(offset, 1) == kind.width && _number(offset + 1, 1) == 1
                && _number(offset + 2, 24) == shape >> 32 && _number(offset + 26, 4) == kind.rows
                && _number(offset + 30, 4) == kind.elementBytes,
            StepRefused(StepReader.TYPE_MALFORMED)
        );
    }

    /// millionths 2^exponent / 10^6, to the nearest.
    function units(int256 millionths, uint256 exponent) internal pure returns (int256) {
        return roundDivide(millionths * int256(1 << exponent), MILLION);
    }

    /// floor(a / b + 1/2) for b > 0.
    function roundDivide(int256 a, int256 b) internal pure returns (int256) {
        int256 numerator = 2 * a + b;
        int256 denominator = 2 * b;
        int256 quotient = numerator / denominator;
        // Division in Solidity is towards zero.
        return numerator < 0 && numerator % denominator != 0 ? quotient - 1 : quotient;
    }

    function _typed(Session memory s, uint256 part, uint256 each) private pure returns (PartType memory kind) {
        kind.width = part == SCORES ? 32 : 8;
        kind.elementBytes = part == SCORES ? 4 : 1;
        kind.rank = 1;
        kind.shape[0] = each;
        kind.each = each;
        kind.rows = s.facts.tokensOut;
        kind.count = kind.rows * each;
    }

    function _scaleAt(uint256 temperature, uint256 exponent, uint256 shift) private pure returns (uint256) {
        return uint256(roundDivide(int256(uint256(MILLION) << (12 - exponent + shift)), int256(temperature)));
    }

    /// The bias of a token, in millionths; ids ascend.
    function _biasOf(Sampler memory sampler, uint256 id) private pure returns (int256) {
        uint256 lo = 0;
        uint256 hi = sampler.biasCount;
        while (lo < hi) {
            uint256 middle = (lo + hi) / 2;
            if (_number(sampler.biases + 8 * middle, 4) < id) lo = middle + 1;
            else hi = middle;
        }
        bool biased = lo < sampler.biasCount && _number(sampler.biases + 8 * lo, 4) == id;
        return biased ? _signed(sampler.biases + 8 * lo + 4) : int256(0);
    }

    /// `bytes_` bytes of calldata, big-endian.
    function _number(uint256 offset, uint256 bytes_) private pure returns (uint256 result) {
        assembly ("memory-safe") {
            result := shr(sub(256, mul(8, bytes_)), calldataload(offset))
        }
    }

    function _signed(uint256 offset) private pure returns (int256) {
        return int256(int32(uint32(_number(offset, 4))));
    }
}
