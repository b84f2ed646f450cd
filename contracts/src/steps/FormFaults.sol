// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {Sha256} from "../libraries/Sha256.sol";
import {Facts, Form, IFormVerifier} from "./Facts.sol";
import {Sampler, Samplers} from "./Samplers.sol";
import {PartType, Session, StepReader} from "./StepReader.sol";

/// Faults of a trace's form: a type that the graph does not give, something where there is nothing (spec/trace.md, "Form faults").
contract FormFaults is IFormVerifier {
    using StepReader for Session;

    uint256 private constant TYPE = 1;
    uint256 private constant SLOT = 2;
    uint256 private constant PADDING = 3;
    uint256 private constant MISSING = 4;
    uint256 private constant LEAF = 256;
    uint256 private constant TRACE_LEAF = 66;
    uint256 private constant PARTS = 4;

    function faulty(Facts calldata facts, Form calldata form, bytes calldata evidence) external view returns (bool found) {
        Session memory s;
        s.start(facts, evidence);
        if (form.kind == TYPE) found = _typeFault(s, form);
        else if (form.kind == SLOT) found = _slotFault(s, form);
        else if (form.kind == PADDING) found = _paddingFault(s, form);
        else if (form.kind == MISSING) found = _missingFault(s, form);
        else revert StepRefused(StepReader.NO_SUCH_PART);
        require(s.offset == s.end, StepRefused(StepReader.EVIDENCE_LENGTH));
    }

    /// The type of a part that there is, is the one that the descriptors give.
    function _typeFault(Session memory s, Form calldata form) private view returns (bool) {
        require(_isThere(s, form), StepRefused(StepReader.NO_SUCH_PART));
        PartType memory expected;
        if (form.op == s.facts.ops) {
            expected = Samplers.partType(s, form.part);
        } else {
            uint256 part = form.part;
            if (part == StepReader.TURNED) {
                // Values that are turned have the type of the third input's output.
                _openOp(s, s.field(16, 4));
                part = StepReader.OUTPUT;
            }
            expected = s.typeOfPart(part);
        }
        (bytes32 hash, bytes32 root) = _takeTraceLeaf(s);
        _checkTrace(s, 0, PARTS * uint256(form.op) + form.part, hash);
        return hash != StepReader.leafOf(expected, root);
    }

    /// Is there such a part, as the descriptor of the op, or the sampler, says?
    function _isThere(Session memory s, Form calldata form) private view returns (bool) {
        if (form.op != s.facts.ops) {
            _openOp(s, form.op);
            return s.hasPart(form.part);
        }
        if (s.facts.tokensOut == 0) return false;
        Sampler memory sampler = Samplers.take(s);
        _openOp(s, s.facts.logits);
        return Samplers.draws(sampler) && form.part <= Samplers.DRAWS;
    }

    /// The leaf of a part that there is not is empty.
    function _slotFault(Session memory s, Form calldata form) private view returns (bool) {
        require(form.part < PARTS && form.op <= s.facts.ops, StepRefused(StepReader.NO_SUCH_PART));
        require(!_isThere(s, form), StepRefused(StepReader.NO_SUCH_PART));
        bytes32 hash = s.sibling();
        _checkTrace(s, 0, PARTS * uint256(form.op) + form.part, hash);
        return hash != 0;
    }

    /// The leaf of a part that there is, is not empty.
    function _missingFault(Session memory s, Form calldata form) private view returns (bool) {
        require(_isThere(s, form), StepRefused(StepReader.NO_SUCH_PART));
        bytes32 hash = s.sibling();
        _checkTrace(s, 0, PARTS * uint256(form.op) + form.part, hash);
        return hash == 0;
    }

    /// What lies behind the last leaf of a tree is empty.
    function _paddingFault(Session memory s, Form calldata form) private view returns (bool) {
        uint256 places = PARTS * (uint256(s.facts.ops) + 1);
        bytes32 hash;
        if (form.tree == 0) {
            hash = s.sibling();
            _checkPadding(form, places);
            _checkTrace(s, form.height, form.index, hash);
        } else {
            require(form.tree <= places, StepRefused(StepReader.NO_SUCH_OP));
            uint256 leaf = uint256(form.tree) - 1;
            uint256 offset = s.offset;
            (bytes32 leafHash, bytes32 root) = _takeTraceLeaf(s);
            _checkTrace(s, 0, leaf, leafHash);
            uint256 leaves = _leavesAt(s, offset, leaf);
            _checkPadding(form, leaves);
            hash = s.sibling();
            bytes32 top = _climb(s, StepReader.depthFor(leaves), form.height, form.index, hash);
            require(top == root, StepRefused(StepReader.NOT_OF_TRACE));
        }
        return hash != _emptyAt(form.height);
    }

    function _checkPadding(Form calldata form, uint256 leaves) private pure {
        require(
            form.height < 64 && uint256(form.index) << form.height >= leaves, StepRefused(StepReader.NO_SUCH_ELEMENT)
        );
    }

    /// Leaves of the tensor whose type was read before, at `offset`.
    function _leavesAt(Session memory s, uint256 offset, uint256 leaf) private pure returns (uint256) {
        uint256 after_ = s.offset;
        s.offset = offset;
        uint256 part = leaf % PARTS;
        PartType memory kind =
            leaf / PARTS == s.facts.ops ? Samplers.readType(s, part) : s.readType(part);
        s.offset = after_;
        return (kind.count * kind.elementBytes + LEAF - 1) / LEAF;
    }

    function _openOp(Session memory s, uint256 id) private view {
        require(id < s.facts.ops, StepRefused(StepReader.NO_SUCH_OP));
        s.openDescriptor(id);
    }

    function _takeTraceLeaf(Session memory s) private pure returns (bytes32 hash, bytes32 root) {
        uint256 offset = s.take(TRACE_LEAF);
        bytes memory leaf = new bytes(TRACE_LEAF);
        assembly ("memory-safe") {
            calldatacopy(add(leaf, 32), offset, 66)
            root := mload(add(leaf, 66))
        }
        hash = Sha256.leaf(leaf);
    }

    function _checkTrace(Session memory s, uint256 height, uint256 index, bytes32 hash) private view {
        uint256 depth = StepReader.depthFor(PARTS * (uint256(s.facts.ops) + 1));
        bytes32 root = _climb(s, depth, height, index, hash);
        require(root == s.facts.traceRoot, StepRefused(StepReader.NOT_OF_TRACE));
    }

    /// The root that a node and the next hashes of the evidence lead to.
    function _climb(Session memory s, uint256 depth, uint256 height, uint256 index, bytes32 hash)
        private
        view
        returns (bytes32)
    {
        require(height <= depth && index >> (depth - height) == 0, StepRefused(StepReader.OUTSIDE));
        for (uint256 i = 0; i < depth - height; ++i) {
            bytes32 sibling = s.sibling();
            hash = (index >> i) & 1 == 0 ? Sha256.node(hash, sibling) : Sha256.node(sibling, hash);
        }
        return hash;
    }

    function _emptyAt(uint256 height) private view returns (bytes32 hash) {
        for (uint256 i = 0; i < height; ++i) {
            hash = Sha256.node(hash, hash);
        }
    }
}
