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

    /// The root of the trace tree, on the way to the leaf of the output op.
    function rootPlace() internal pure returns (Place memory) {
        return Place(0, 0, 0, 4, "");
    }

    /// The root of the output's tensor: 20 leaves, so that there is a second row.
    function tensorPlace(uint64 target) internal pure returns (Place memory) {
        return Place(5, 0, 0, target, Traces.traceLeaf(Traces.tensor("output")));
    }

    function bottomPlace(uint64 target) internal pure returns (Place memory) {
        return Place(5, 4, target >> 1, target, Traces.traceLeaf(Traces.tensor("output")));
    }

    function demandAs(address who, bytes32 receiptId, Facts memory facts, Place memory place) internal {
        bytes32[] memory siblings;
        if (place.depth != 0) {
            siblings = Traces.children(Traces.tensorLeaves(Traces.tensor("output")), tensorPlace(place.target));
        }
        allow(who, parameters.values().demandDeposit);
        VM.prank(who);
        disputes.demand(receiptId, facts, place, siblings, address(0), new address[](0));
    }

    function answerDemand(bytes32 receiptId, Facts memory facts, Place memory place) internal {
        (bytes32[] memory children, bytes memory target) = answerTo(place);
        disputes.answer(receiptId, facts, place, children, target);
    }

    function answerTo(Place memory place) internal pure returns (bytes32[] memory children, bytes memory target) {
        if (place.tree == 0) {
            return (Traces.children(Traces.traceLeaves("input", "output"), place), Traces.traceLeaf(Traces.tensor("output")));
        }
        bytes memory data = Traces.tensor("output");
        children = Traces.children(Traces.tensorLeaves(data), place);
        if (place.depth == 4) target = Traces.slice(data, place.target);
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
