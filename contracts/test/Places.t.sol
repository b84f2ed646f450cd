// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AnswerWrong, DemandMalformed} from "../src/Errors.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Case} from "../src/disputes/Beginnings.sol";
import {TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {Place, TraceTree} from "../src/disputes/TraceTree.sol";
import {Rfc6962} from "../src/libraries/Rfc6962.sol";
import {Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts} from "../src/steps/Facts.sol";
import {DisputeNetwork} from "./DisputeNetwork.sol";
import {Traces} from "./Traces.sol";
import {Trees} from "./Trees.sol";
import {VM} from "./Vm.sol";

/// Places of traces: what types say of sizes, and a trace tree that takes more than one opening to go down.
contract PlacesTest is DisputeNetwork {
    uint32 private constant OPS = 4;

    bytes32[] private _leaves;

    function sizeOf(Place calldata place, uint256 ops) external pure returns (uint256, uint256) {
        return TraceTree.sizeOf(place, ops);
    }

    function check(Place calldata place, uint256 leaves) external pure returns (uint256) {
        return TraceTree.check(place, leaves);
    }

    function bottomOf(uint256 depth, uint256 index) external pure returns (uint256, uint256) {
        return TraceTree.bottomOf(depth, index);
    }

    function checkLeaves(Place calldata place, uint256 total, bytes32[] calldata row, bytes calldata data) external pure {
        TraceTree.checkLeaves(place, total, 0, row, data);
    }

    function differs(bytes32 root, uint64 size, bytes32 claimed, uint64 before, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        return Rfc6962.differs(root, size, claimed, before, proof);
    }

    /// Of the scores of an attention, row t has t + 1 values for each head; of all else, and of a sampler's sums, each row the same.
    function test_sizes() external view {
        equal(_bytesOf(1, _type(1, 3, 5, 2)), 3 * 5 * 2, "an output");
        equal(_bytesOf(2, _type(1, 3, 5, 2)), 3 * 15 * 2, "scores");
        equal(_bytesOf(2 + 4 * OPS, _type(1, 3, 5, 4)), 3 * 5 * 4, "sums");
        (uint256 leaves,) = this.sizeOf(Place(1, 0, 0, _type(1, 257, 1, 1)), OPS);
        equal(leaves, 2, "leaves");
    }

    function test_typesThatAreNone() external {
        _noType(new bytes(65));
        _noType(_type(0, 1, 1, 1));
        _noType(_type(7, 1, 1, 1));
        _noType(_type(1, 1, 1, 0));
        _noType(_type(1, 1, 1, 3));
        _noType(_type(1, 1, 0, 1));
        _noType(_type(1, 0, 1, 1));
        // More values in a row than any op has.
        bytes memory large = _type(2, type(uint32).max, 1, 1);
        (large[8], large[9]) = (0xff, 0xff);
        _noType(large);
    }

    /// A tensor of one leaf is its own root; below it is nothing.
    function test_oneLeaf() external {
        equal(this.check(Place(1, 0, 0, ""), 1), 0, "depth");
        (uint256 depth, uint256 index) = this.bottomOf(0, 0);
        require(depth == 0 && index == 0, "the root is the only opening");
        (depth, index) = this.bottomOf(5, 19);
        require(depth == 4 && index == 9, "the second of two openings");
        _fails(abi.encodeCall(this.check, (Place(1, 4, 0, ""), 1)), DemandMalformed.selector);
        _fails(abi.encodeCall(this.check, (Place(1, 0, 1, ""), 1)), DemandMalformed.selector);
        _fails(abi.encodeCall(this.check, (Place(1, 3, 0, ""), 257)), DemandMalformed.selector);
    }

    /// Behind the last byte of a tensor nothing is shown.
    function test_leavesBehindTheLast() external {
        bytes memory data = new bytes(300);
        bytes32[] memory row = new bytes32[](4);
        row[0] = Trees.leaf(Traces.slice(data, 0));
        row[1] = Trees.leaf(new bytes(44));
        this.checkLeaves(Place(1, 0, 0, ""), 300, row, data);
        _fails(abi.encodeCall(this.checkLeaves, (Place(1, 0, 0, ""), 300, row, new bytes(299))), AnswerWrong.selector);
        _fails(abi.encodeCall(this.checkLeaves, (Place(1, 0, 0, ""), 300, row, new bytes(301))), AnswerWrong.selector);
    }

    /// A prefix proof that is too long shows nothing, though the roots would be right without its end.
    function test_prefixProofsThatAreTooLong() external view {
        bytes32[] memory leaves = strangers("log", 2);
        bytes32[] memory proof = new bytes32[](2);
        (proof[0], proof[1]) = (leaves[0], leaves[1]);
        require(this.differs(Trees.logRoot(leaves), 2, "another", 1, proof), "another beginning");
        require(!this.differs(Trees.logRoot(leaves), 2, leaves[0], 1, proof), "the same beginning");
        bytes32[] memory long = new bytes32[](3);
        (long[0], long[1], long[2]) = (leaves[0], leaves[1], "more");
        bytes32 root = Trees.node(Trees.logRoot(leaves), "more");
        require(!this.differs(root, 2, "another", 1, long), "more than there is");
    }

    /// Twenty trace leaves: the root shows sixteen nodes, and each of them two leaves.
    function test_aTraceTreeOfTwoOpenings() external {
        (bytes32 receiptId, Facts memory facts) = _committed();
        demandAs(WATCHER, receiptId, facts, rootPlace());
        bytes32[] memory row = Traces.children(_leaves, rootPlace());
        disputes.answer(receiptId, facts, rootPlace(), row, "");
        allow(WATCHER, 1e18);
        Place memory below = Place(0, 4, 0, "");
        bytes32 right = row[0];
        row[0] = "another";
        require(_demand(receiptId, facts, below, row) == DemandMalformed.selector, "another row");
        row[0] = right;
        require(_demand(receiptId, facts, below, row) == 0, "a demand below the row");
        _answerBelow(receiptId, facts, below);
        equal(disputes.getDispute(receiptId).openDemands, 0, "open demands");
    }

    // ------------------------------------------------------------ helpers

    function _demand(bytes32 receiptId, Facts memory facts, Place memory place, bytes32[] memory row)
        private
        returns (bytes4)
    {
        address[] memory none = new address[](0);
        bytes memory call = abi.encodeCall(disputes.demand, (receiptId, facts, place, row, address(0), none));
        VM.prank(WATCHER);
        (bool done, bytes memory refusal) = address(disputes).call(call);
        return done ? bytes4(0) : bytes4(refusal);
    }

    function _answerBelow(bytes32 receiptId, Facts memory facts, Place memory place) private {
        bytes memory leaf = Traces.traceLeaf(Traces.tensor("input"));
        disputes.answer(receiptId, facts, place, Traces.children(_leaves, place), leaf);
    }

    function _committed() private returns (bytes32 receiptId, Facts memory facts) {
        address node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        (TraceOpening memory opening, ModelRegistry.Parts memory parts) = _deep();
        modelId = models.computeModelId(parts);
        Request memory request = newRequest(address(0xCA11), 1e18);
        request.disclosure = 1;
        Receipt memory receipt = answer(request, node, 1e18);
        Case memory case_ = caseOf(request, receipt, RECEIPT_KEY, 0);
        case_.parts = parts;
        challengeAs(WATCHER, case_);
        VM.prank(node);
        disputes.commitTrace(receipt, parts, opening);
        receiptId = escrow.hashReceipt(receipt);
        facts = factsOf(opening);
        facts.graphRoot = parts.graphRoot;
    }

    /// The run of `Traces` in a graph of four ops, of which the last two have no part in it.
    function _deep() private returns (TraceOpening memory opening, ModelRegistry.Parts memory parts) {
        bytes32[] memory graph = new bytes32[](OPS + 1);
        graph[0] = Trees.leaf(abi.encodePacked("ASSAY-GRAPH", uint8(0), uint16(1), OPS, uint64(0), new bytes(230)));
        graph[1] = Trees.leaf(Traces.descriptor(1));
        graph[2] = Trees.leaf(Traces.descriptor(2));
        bytes32[] memory two = Traces.traceLeaves("input", "output");
        bytes32[] memory leaves = new bytes32[](4 * (OPS + 1));
        (leaves[0], leaves[4]) = (two[0], two[4]);
        opening = Traces.opening("input", "output");
        _leaves = leaves;
        opening.ops = OPS;
        opening.traceRoot = Trees.paddedRoot(leaves);
        opening.headerProof = Trees.paddedProof(graph, 0);
        opening.inputs[0].graphProof = Trees.paddedProof(graph, 1);
        opening.inputs[0].traceProof = Trees.paddedProof(leaves, 0);
        opening.outputs[0].graphProof = Trees.paddedProof(graph, 2);
        opening.outputs[0].traceProof = Trees.paddedProof(leaves, 4);
        parts = modelParts();
        parts.graphRoot = Trees.paddedRoot(graph);
    }

    function _type(uint8 rank, uint32 each, uint32 rows, uint32 elementBytes) private pure returns (bytes memory) {
        return abi.encodePacked(uint8(8), rank, each, new bytes(20), rows, elementBytes, bytes32(0));
    }

    function _bytesOf(uint32 tree, bytes memory leaf) private view returns (uint256 total) {
        (, total) = this.sizeOf(Place(tree, 0, 0, leaf), OPS);
    }

    function _noType(bytes memory leaf) private {
        _fails(abi.encodeCall(this.sizeOf, (Place(1, 0, 0, leaf), OPS)), DemandMalformed.selector);
    }

    function _fails(bytes memory call, bytes4 selector) private {
        (bool done, bytes memory refusal) = address(this).call(call);
        require(!done && bytes4(refusal) == selector, "was not refused, or for another reason");
    }
}
