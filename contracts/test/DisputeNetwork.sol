// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Case, RequestRest} from "../src/disputes/Beginnings.sol";
import {Disputes} from "../src/disputes/Disputes.sol";
import {TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {Place} from "../src/disputes/TraceTree.sol";
import {Escrow} from "../src/Escrow.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {CheckpointProof, LogPlace, SignedReceipt} from "../src/libraries/LogEvidence.sol";
import {Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts, Step} from "../src/steps/Facts.sol";
import {Network} from "./Network.sol";
import {Traces} from "./Traces.sol";
import {VM} from "./Vm.sol";

/// What the parties of a dispute do, as test helpers.
abstract contract DisputeNetwork is Network {
    address internal constant WATCHER = address(0x3A7C);
    bytes32 internal constant SALT = "salt";

    function caseOf(Request memory request, Receipt memory receipt, uint256 signer, uint256 seed)
        internal
        returns (Case memory case_)
    {
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, receipt, signer, seed);
        case_.signed = SignedReceipt(receipt, 0, items[0].signature);
        case_.checkpoint = checkpoints[0];
        case_.place = LogPlace(items[0].logIndex, items[0].logProof);
        case_.rest = RequestRest(request.samplerHash, request.seed, request.maxPrice, request.delegatesHash);
        case_.parts = modelParts();
    }

    /// Gives an account what a deposit takes, and lets the slasher take it.
    function allow(address account, uint256 amount) internal {
        token.transfer(account, amount);
        VM.prank(account);
        token.approve(address(slasher), amount);
    }

    function challengeAs(address who, Case memory case_) internal returns (bytes32) {
        allow(who, parameters.values().challengeDeposit);
        VM.prank(who);
        return disputes.challenge(case_, new address[](0));
    }

    function commitAs(address who, Receipt memory receipt) internal returns (Facts memory facts) {
        TraceOpening memory opening = Traces.opening("input", "output");
        // A prank is spent on the next call, be it a precompile's.
        ModelRegistry.Parts memory parts = modelParts();
        VM.prank(who);
        disputes.commitTrace(receipt, parts, opening);
        return factsOf(opening);
    }

    function factsOf(TraceOpening memory opening) internal pure returns (Facts memory facts) {
        facts.traceRoot = opening.traceRoot;
        facts.graphRoot = modelParts().graphRoot;
        facts.weightsRoot = modelParts().weightsRoot;
        facts.ops = opening.ops;
        facts.rows = opening.rows;
    }

    /// The root of the trace tree.
    function rootPlace() internal pure returns (Place memory) {
        return Place(0, 0, 0, "");
    }

    /// The root of the output's tensor: 20 leaves, so that there is a second row.
    function tensorPlace() internal pure returns (Place memory) {
        return Place(5, 0, 0, Traces.traceLeaf(Traces.tensor("output")));
    }

    /// What lies above two of its leaves.
    function bottomPlace(uint64 index) internal pure returns (Place memory) {
        return Place(5, 4, index, Traces.traceLeaf(Traces.tensor("output")));
    }

    function demandAs(address who, bytes32 receiptId, Facts memory facts, Place memory place) internal {
        bytes32[] memory siblings = siblingsOf(place);
        allow(who, parameters.values().demandDeposit);
        VM.prank(who);
        disputes.demand(receiptId, facts, place, siblings, address(0), new address[](0));
    }

    /// The row in which a place was opened.
    function siblingsOf(Place memory place) internal pure returns (bytes32[] memory) {
        if (place.tree == 0) return new bytes32[](0);
        if (place.depth == 0) return Traces.children(Traces.traceLeaves("input", "output"), rootPlace());
        return Traces.children(Traces.tensorLeaves(Traces.tensor("output")), tensorPlace());
    }

    function answerDemand(bytes32 receiptId, Facts memory facts, Place memory place) internal {
        (bytes32[] memory children, bytes memory leaves) = answerTo(place);
        disputes.answer(receiptId, facts, place, children, leaves);
    }

    function answerTo(Place memory place) internal pure returns (bytes32[] memory children, bytes memory leaves) {
        if (place.tree == 0) {
            leaves = abi.encodePacked(
                Traces.traceLeaf(Traces.tensor("input")), Traces.traceLeaf(Traces.tensor("output"))
            );
            return (Traces.children(Traces.traceLeaves("input", "output"), place), leaves);
        }
        bytes memory data = Traces.tensor("output");
        children = Traces.children(Traces.tensorLeaves(data), place);
        if (place.depth == 4) leaves = Traces.leavesBelow(data, place, 2);
    }

    function step() internal pure returns (Step memory) {
        return Step(1, 0, 0, 0, 0);
    }

    function precommitAs(address who, bytes32 receiptId, bytes memory evidence) internal {
        bytes32 shown = disputes.shownOf(receiptId, step(), evidence);
        bytes32 commitment = slasher.commitmentOf(who, SALT, shown);
        VM.prank(who);
        slasher.precommit(commitment);
    }

    function proveFaultAs(address who, bytes32 receiptId, Facts memory facts, bytes memory evidence) internal {
        VM.prank(who);
        disputes.proveFault(receiptId, facts, step(), evidence, SALT);
    }
}
