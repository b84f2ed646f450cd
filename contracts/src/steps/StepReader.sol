// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {StepRefused} from "../Errors.sol";
import {Sha256} from "../libraries/Sha256.sol";
import {Facts, Step} from "./Facts.sol";

/// A part of an op: the first 34 bytes of its trace leaf.
struct PartType {
    uint256 width;
    uint256 rows;
    uint256 rank;
    uint256[6] shape;
    uint256 elementBytes;
    uint256 count; // values of all rows
    uint256 each; // values of the shape
}

/// Leaves that were opened, each in 256 bytes of memory, one behind the other.
struct Opened {
    uint256[] leaves; // ascending
    uint256 base;
}

/// Evidence on its way: read from front to back, and compared with the roots when the step has been taken.
struct Session {
    uint256 offset; // in calldata
    uint256 end;
    uint256 descriptor; // in memory
    Facts facts;
    Step step;
    int256 claimed;
    uint256 entries; // trace leaves that were opened so far, ascending
    uint256[] indices;
    bytes32[] hashes;
    uint256[] weightLeaves;
    bytes32[] weightHashes;
}

/// Reads evidence of spec/trace.md, section "Evidence". Nothing in evidence says where a thing lies.
///
/// INVARIANT: shapes have at most 2^32 values, rows are 32 bits and elements two bytes, so that every place and size stays far below 2^256: what is
/// unchecked below cannot overflow.
library StepReader {
    uint256 internal constant EVIDENCE_LENGTH = 1;
    uint256 internal constant NO_SUCH_OP = 2;
    uint256 internal constant NOT_OF_GRAPH = 3;
    uint256 internal constant NO_SUCH_PART = 4;
    uint256 internal constant NO_SUCH_ELEMENT = 5;
    uint256 internal constant TYPE_MALFORMED = 6;
    uint256 internal constant OUTSIDE = 7;
    uint256 internal constant TOO_LARGE = 8;
    uint256 internal constant NOT_OF_TRACE = 9;
    uint256 internal constant NOT_OF_WEIGHTS = 10;
    uint256 internal constant OPENINGS_DISAGREE = 11;
    uint256 internal constant SHAPES_DISAGREE = 12;
    uint256 internal constant HINT = 13;
    uint256 internal constant NOT_OF_TOKENS = 14;
    uint256 internal constant SAMPLER = 15;

    uint256 internal constant OUTPUT = 0;
    uint256 internal constant SCORES = 1;
    uint256 internal constant TURNED = 2;

    uint256 private constant LEAF = 256;
    uint256 private constant MAX_LEAVES = 513; // 131,072 bytes, and what lies beside them in the first and the last leaf
    uint256 private constant MAX_ENTRIES = 12;
    uint256 private constant ATTENTION = 23;

    // ------------------------------------------------------------ the whole

    /// Opens the descriptor and the claimed value.
    function begin(Facts calldata facts, Step calldata step, bytes calldata evidence)
        internal
        view
        returns (Session memory s)
    {
        start(s, facts, evidence);
        s.step = step;
        require(step.op < facts.ops, StepRefused(NO_SUCH_OP));
        openDescriptor(s, step.op);
        require(step.hint == 0 || code(s) == 20, StepRefused(HINT));
        PartType memory own = _ownType(s);
        uint256 place = _place(s, own);
        Opened memory opened = open(s, step.op, step.part, own, _one(place, 1));
        s.claimed = value(opened, place, own.elementBytes);
    }

    function start(Session memory s, Facts calldata facts, bytes calldata evidence) internal pure {
        s.indices = new uint256[](MAX_ENTRIES);
        s.hashes = new bytes32[](MAX_ENTRIES);
        s.facts = facts;
        uint256 offset;
        assembly ("memory-safe") {
            offset := evidence.offset
        }
        s.offset = offset;
        s.end = offset + evidence.length;
    }

    /// Compares what was opened with the roots. Everything that a step found holds only after this.
    function finish(Session memory s) internal view {
        _cut(s.indices, s.entries);
        bytes32[] memory hashes = s.hashes;
        uint256 entries = s.entries;
        assembly ("memory-safe") {
            mstore(hashes, entries)
        }
        uint256 traceDepth = depthFor(4 * (uint256(s.facts.ops) + 1));
        require(rootOf(s, s.indices, hashes, traceDepth) == s.facts.traceRoot, StepRefused(NOT_OF_TRACE));
        if (s.weightLeaves.length > 0) {
            uint256 depth = depthFor((uint256(s.facts.weightBytes) + LEAF - 1) / LEAF);
            require(
                rootOf(s, s.weightLeaves, s.weightHashes, depth) == s.facts.weightsRoot, StepRefused(NOT_OF_WEIGHTS)
            );
        }
        require(s.offset == s.end, StepRefused(EVIDENCE_LENGTH));
    }

    // ------------------------------------------------------------ descriptors

    /// `bytes_` bytes of the descriptor at `offset`, as an unsigned number.
    function field(Session memory s, uint256 offset, uint256 bytes_) internal pure returns (uint256 result) {
        unchecked {
            uint256 from = s.descriptor + offset;
            assembly ("memory-safe") {
                result := shr(sub(256, mul(8, bytes_)), mload(from))
            }
        }
    }

    function signedField(Session memory s, uint256 offset, uint256 bytes_) internal pure returns (int256 result) {
        uint256 raw = field(s, offset, bytes_);
        assembly ("memory-safe") {
            result := signextend(sub(bytes_, 1), raw)
        }
    }

    function code(Session memory s) internal pure returns (uint256) {
        return field(s, 1, 1);
    }

    function shift(Session memory s) internal pure returns (uint256) {
        return field(s, 3, 1);
    }

    function inputs(Session memory s) internal pure returns (uint256) {
        return field(s, 4, 1);
    }

    function rank(Session memory s) internal pure returns (uint256) {
        return field(s, 5, 1);
    }

    function axisLength(Session memory s, uint256 axis) internal pure returns (uint256) {
        return field(s, 40 + 4 * axis, 4);
    }

    function weightOffset(Session memory s) internal pure returns (uint256) {
        return field(s, 100, 8);
    }

    /// Shifts an accumulator, half up, and saturates it to the op's clamp (spec/graph.md, "Requantization").
    function requantize(Session memory s, int256 acc) internal pure returns (int256) {
        return clamp(s, roundShift(acc, shift(s)));
    }

    function clamp(Session memory s, int256 y) internal pure returns (int256) {
        return clampTo(y, signedField(s, 92, 4), signedField(s, 96, 4));
    }

    function clampTo(int256 y, int256 lo, int256 hi) internal pure returns (int256) {
        if (y < lo) return lo;
        return y > hi ? hi : y;
    }

    function roundShift(int256 acc, uint256 by) internal pure returns (int256) {
        // An arithmetic shift rounds towards minus infinity.
        return by == 0 ? acc : (acc + int256(1 << (by - 1))) >> by;
    }

    // ------------------------------------------------------------ openings

    /// The type of part 0 of input `which`, which `open` is then asked for.
    function inputType(Session memory s, uint256 which) internal pure returns (uint256 id, PartType memory part) {
        require(which < inputs(s), StepRefused(SHAPES_DISAGREE));
        id = field(s, 8 + 4 * which, 4);
        part = readType(s, OUTPUT);
    }

    /// The next 34 bytes as a type of this trace.
    function readType(Session memory s, uint256 part) internal pure returns (PartType memory result) {
        unchecked {
            uint256 offset = take(s, 34);
            uint256 word;
            uint256 elementBytes;
            assembly ("memory-safe") {
                word := calldataload(offset)
                elementBytes := shr(224, calldataload(add(offset, 30)))
            }
            result.width = word >> 248;
            result.rank = (word >> 240) & 0xff;
            require(result.rank >= 1 && result.rank <= 6, StepRefused(TYPE_MALFORMED));
            require(result.width >= 2 && result.width <= 16, StepRefused(TYPE_MALFORMED));
            uint256 each = 1;
            for (uint256 axis = 0; axis < 6; ++axis) {
                uint256 length = (word >> (208 - 32 * axis)) & 0xffffffff;
                require((length == 0) == (axis >= result.rank), StepRefused(TYPE_MALFORMED));
                result.shape[axis] = length;
                if (length != 0) each *= length;
            }
            require(each <= 1 << 32, StepRefused(TYPE_MALFORMED));
            uint256 rows = (word >> 16) & 0xffffffff;
            result.elementBytes = elementBytes;
            require(rows == s.facts.rows, StepRefused(TYPE_MALFORMED));
            result.rows = rows;
            require(result.elementBytes == (result.width <= 8 ? 1 : 2), StepRefused(TYPE_MALFORMED));
            result.each = each;
            result.count = part == SCORES ? (result.shape[0] * rows * (rows + 1)) / 2 : rows * each;
        }
    }

    /// Opens the leaves of a part that hold `spans`, pairs of first value and number of values.
    function open(Session memory s, uint256 id, uint256 part, PartType memory kind, uint256[] memory spans)
        internal
        view
        returns (Opened memory opened)
    {
        unchecked {
            uint256 size = kind.count * kind.elementBytes;
            for (uint256 i = 0; i < spans.length; ++i) {
                spans[i] *= kind.elementBytes;
            }
            bytes32[] memory hashes;
            (opened, hashes) = _takeLeaves(s, leavesOf(spans, size), size);
            require(hashes.length > 0, StepRefused(OUTSIDE));
            bytes32 root = rootOf(s, opened.leaves, hashes, depthFor((size + LEAF - 1) / LEAF));
            _enter(s, 4 * id + part, leafOf(kind, root));
        }
    }

    /// Opens `count` tokens from `first` on, of the prompt or of the answer, and gives where in memory they lie: four bytes each.
    function openTokens(Session memory s, bool prompt, uint256 first, uint256 count) internal view returns (uint256) {
        uint256 size = 4 * uint256(prompt ? s.facts.tokensIn : s.facts.tokensOut);
        (Opened memory opened, bytes32[] memory hashes) =
            _takeLeaves(s, leavesOf(_one(4 * first, 4 * count), size), size);
        require(hashes.length > 0, StepRefused(OUTSIDE));
        bytes32 root = rootOf(s, opened.leaves, hashes, depthFor((size + LEAF - 1) / LEAF));
        require(root == (prompt ? s.facts.inputRoot : s.facts.outputRoot), StepRefused(NOT_OF_TOKENS));
        return pointer(opened, 4 * first);
    }

    /// Opens `count` values from `first` on, and gives where in memory they lie.
    function openRun(Session memory s, uint256 id, PartType memory kind, uint256 first, uint256 count)
        internal
        view
        returns (uint256)
    {
        return pointer(open(s, id, OUTPUT, kind, _one(first, count)), first * kind.elementBytes);
    }

    /// Opens one value of part 0.
    function openValue(Session memory s, uint256 id, PartType memory kind, uint256 place)
        internal
        view
        returns (int256)
    {
        return load(openRun(s, id, kind, place, 1), kind.elementBytes);
    }

    /// Opens weights, once a step; spans in bytes.
    function openWeights(Session memory s, uint256[] memory leaves) internal view returns (Opened memory opened) {
        (opened, s.weightHashes) = _takeLeaves(s, leaves, s.facts.weightBytes);
        s.weightLeaves = opened.leaves;
    }

    /// The signed value number `index` of `bytes_` bytes each, little-endian.
    function value(Opened memory opened, uint256 index, uint256 bytes_) internal pure returns (int256) {
        return load(pointer(opened, index * bytes_), bytes_);
    }

    /// Where in memory byte `at` of the whole lies. What a span covers lies behind its first byte.
    function pointer(Opened memory opened, uint256 offset) internal pure returns (uint256) {
        unchecked {
            uint256 leaf = offset / LEAF;
            uint256[] memory leaves = opened.leaves;
            uint256 lo = 0;
            uint256 hi = leaves.length;
            while (lo < hi) {
                uint256 middle = (lo + hi) / 2;
                if (leaves[middle] < leaf) lo = middle + 1;
                else hi = middle;
            }
            require(lo < leaves.length && leaves[lo] == leaf, StepRefused(OUTSIDE));
            return opened.base + LEAF * lo + (offset % LEAF);
        }
    }

    /// The signed little-endian value of 1, 2 or 4 bytes in memory.
    function load(uint256 from, uint256 bytes_) internal pure returns (int256 result) {
        assembly ("memory-safe") {
            let word := mload(from)
            switch bytes_
            case 1 { result := signextend(0, byte(0, word)) }
            case 2 { result := signextend(1, or(byte(0, word), shl(8, byte(1, word)))) }
            default {
                let low := or(byte(0, word), shl(8, byte(1, word)))
                result := signextend(3, or(low, or(shl(16, byte(2, word)), shl(24, byte(3, word)))))
            }
        }
    }

    /// Leaves that spans of bytes touch, ascending and each once. Spans are pairs of first byte and number of bytes.
    function leavesOf(uint256[] memory spans, uint256 size) internal pure returns (uint256[] memory leaves) {
        unchecked {
            uint256 most = 0;
            for (uint256 i = 0; i < spans.length; i += 2) {
                require(spans[i] + spans[i + 1] <= size, StepRefused(OUTSIDE));
                if (spans[i + 1] != 0) most += (spans[i] + spans[i + 1] - 1) / LEAF - spans[i] / LEAF + 1;
            }
            leaves = new uint256[](most);
            uint256 count = 0;
            for (uint256 i = 0; i < spans.length; i += 2) {
                if (spans[i + 1] == 0) continue;
                uint256 last = (spans[i] + spans[i + 1] - 1) / LEAF;
                for (uint256 leaf = spans[i] / LEAF; leaf <= last; ++leaf) {
                    count = _insert(leaves, count, leaf);
                }
            }
            _cut(leaves, count);
        }
    }

    function depthFor(uint256 count) internal pure returns (uint256) {
        return count <= 1 ? 0 : Math.log2(count - 1) + 1;
    }

    /// The root that leaf hashes at ascending indices and the next hashes of the evidence lead to. Leaves `indices` as they are.
    function rootOf(Session memory s, uint256[] memory indices, bytes32[] memory hashes, uint256 depth)
        internal
        view
        returns (bytes32)
    {
        uint256 count = indices.length;
        uint256[] memory known = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            require(indices[i] >> depth == 0, StepRefused(OUTSIDE));
            known[i] = indices[i];
        }
        // INVARIANT: counts only fall and indices stay below 2^depth: nothing here can overflow.
        unchecked {
            for (uint256 height = 0; height < depth; ++height) {
                uint256 above = 0;
                for (uint256 i = 0; i < count; ++i) {
                    uint256 index = known[i];
                    bytes32 hash = hashes[i];
                    if (index & 1 == 1) {
                        hash = Sha256.node(sibling(s), hash);
                    } else if (i + 1 < count && known[i + 1] == index + 1) {
                        ++i;
                        hash = Sha256.node(hash, hashes[i]);
                    } else {
                        hash = Sha256.node(hash, sibling(s));
                    }
                    known[above] = index >> 1;
                    hashes[above] = hash;
                    ++above;
                }
                count = above;
            }
        }
        return hashes[0];
    }

    // ------------------------------------------------------------ inside

    /// The next leaf of the evidence is the descriptor of op `id`.
    function openDescriptor(Session memory s, uint256 id) internal view {
        uint256[] memory index = new uint256[](1);
        index[0] = id + 1;
        uint256[] memory leaf = new uint256[](1);
        (Opened memory opened, bytes32[] memory hashes) = _takeLeaves(s, leaf, LEAF);
        s.descriptor = opened.base;
        bytes32 root = rootOf(s, index, hashes, depthFor(uint256(s.facts.ops) + 1));
        require(root == s.facts.graphRoot, StepRefused(NOT_OF_GRAPH));
    }

    function _ownType(Session memory s) private pure returns (PartType memory own) {
        uint256 part = s.step.part;
        require(hasPart(s, part), StepRefused(NO_SUCH_PART));
        return part == TURNED ? readType(s, TURNED) : typeOfPart(s, part);
    }

    /// Has the op whose descriptor was opened such a part?
    function hasPart(Session memory s, uint256 part) internal pure returns (bool) {
        return part == OUTPUT || (part <= TURNED && code(s) == ATTENTION);
    }

    /// Type of an op's output or scores, which its descriptor tells.
    function typeOfPart(Session memory s, uint256 part) internal pure returns (PartType memory own) {
        uint256 rows = s.facts.rows;
        own.rows = rows;
        own.each = 1;
        if (part == SCORES) {
            // Of scores the descriptor's clamp tells the width: slo and shi at 180.
            bool narrow = signedField(s, 180, 2) >= -128 && signedField(s, 182, 2) <= 127;
            own.width = narrow ? 8 : 16;
            own.rank = 1;
            own.shape[0] = axisLength(s, 0);
            own.each = own.shape[0];
            own.count = (own.each * rows * (rows + 1)) / 2;
        } else {
            own.width = field(s, 2, 1);
            own.rank = rank(s);
            for (uint256 axis = 0; axis < own.rank; ++axis) {
                own.shape[axis] = axisLength(s, axis);
                own.each *= own.shape[axis];
            }
            own.count = rows * own.each;
        }
        own.elementBytes = own.width <= 8 ? 1 : 2;
    }

    function _place(Session memory s, PartType memory own) private pure returns (uint256) {
        (uint256 row, uint256 element) = (s.step.row, s.step.element);
        require(row < s.facts.rows, StepRefused(NO_SUCH_ELEMENT));
        if (s.step.part == SCORES) {
            require(element < own.each * (row + 1), StepRefused(NO_SUCH_ELEMENT));
            return scoresBefore(own.each, row) + element;
        }
        require(element < own.each, StepRefused(NO_SUCH_ELEMENT));
        return s.step.part == TURNED ? element * s.facts.rows + row : row * own.each + element;
    }

    function scoresBefore(uint256 heads, uint256 row) internal pure returns (uint256) {
        return (heads * row * (row + 1)) / 2;
    }

    /// Where the next bytes of the evidence lie in calldata.
    function take(Session memory s, uint256 length) internal pure returns (uint256 offset) {
        unchecked {
            offset = s.offset;
            require(s.end - offset >= length, StepRefused(EVIDENCE_LENGTH));
            s.offset = offset + length;
        }
    }

    /// The next hash of the evidence.
    function sibling(Session memory s) internal pure returns (bytes32 hash) {
        uint256 offset = take(s, 32);
        assembly ("memory-safe") {
            hash := calldataload(offset)
        }
    }

    /// The next leaves of the evidence, at these indices of a whole of `size` bytes, with their hashes.
    function _takeLeaves(Session memory s, uint256[] memory leaves, uint256 size)
        private
        view
        returns (Opened memory opened, bytes32[] memory hashes)
    {
        unchecked {
            uint256 count = leaves.length;
            require(count <= MAX_LEAVES, StepRefused(TOO_LARGE));
            hashes = new bytes32[](count);
            uint256 base;
            assembly ("memory-safe") {
                base := mload(0x40)
                // 64 bytes behind the last leaf, so that a word may be read at its end, and a prefix may stand before a leaf.
                mstore(0x40, add(base, add(mul(count, 256), 64)))
            }
            opened = Opened(leaves, base);
            for (uint256 i = 0; i < count; ++i) {
                require(leaves[i] * LEAF < size, StepRefused(OUTSIDE));
                uint256 left = size - leaves[i] * LEAF;
                uint256 length = left < LEAF ? left : LEAF;
                uint256 offset = take(s, length);
                bytes32 hash;
                assembly ("memory-safe") {
                    let free := mload(0x40)
                    mstore8(free, 0x00)
                    calldatacopy(add(free, 1), offset, length)
                    if iszero(staticcall(gas(), 0x02, free, add(length, 1), 0x00, 0x20)) { revert(0, 0) }
                    hash := mload(0x00)
                    calldatacopy(add(base, mul(i, 256)), offset, length)
                }
                hashes[i] = hash;
            }
        }
    }

    /// The hash of a part's trace leaf.
    function leafOf(PartType memory kind, bytes32 root) internal pure returns (bytes32) {
        uint256[6] memory shape = kind.shape;
        bytes memory head = abi.encodePacked(
            uint8(kind.width),
            uint8(kind.rank),
            uint32(shape[0]),
            uint32(shape[1]),
            uint32(shape[2]),
            uint32(shape[3]),
            uint32(shape[4]),
            uint32(shape[5])
        );
        return Sha256.leaf(abi.encodePacked(head, uint32(kind.rows), uint32(kind.elementBytes), root));
    }

    /// Enters a trace leaf; one that was opened before has to be the same.
    function _enter(Session memory s, uint256 index, bytes32 hash) private pure {
        unchecked {
            uint256 i = s.entries;
            while (i > 0 && s.indices[i - 1] > index) --i;
            if (i > 0 && s.indices[i - 1] == index) {
                require(s.hashes[i - 1] == hash, StepRefused(OPENINGS_DISAGREE));
                return;
            }
            require(s.entries < MAX_ENTRIES, StepRefused(TOO_LARGE));
            for (uint256 j = s.entries; j > i; --j) {
                s.indices[j] = s.indices[j - 1];
                s.hashes[j] = s.hashes[j - 1];
            }
            s.indices[i] = index;
            s.hashes[i] = hash;
            ++s.entries;
        }
    }

    /// Inserts into the ascending first `count` of `leaves`, unless it is there. What comes ascending costs one comparison.
    function _insert(uint256[] memory leaves, uint256 count, uint256 leaf) private pure returns (uint256) {
        unchecked {
            uint256 i = count;
            while (i > 0 && leaves[i - 1] > leaf) --i;
            if (i > 0 && leaves[i - 1] == leaf) return count;
            for (uint256 j = count; j > i; --j) {
                leaves[j] = leaves[j - 1];
            }
            leaves[i] = leaf;
            return count + 1;
        }
    }

    function _cut(uint256[] memory list, uint256 length) private pure {
        assembly ("memory-safe") {
            mstore(list, length)
        }
    }

    function _one(uint256 first, uint256 count) private pure returns (uint256[] memory spans) {
        spans = new uint256[](2);
        spans[0] = first;
        spans[1] = count;
    }
}
