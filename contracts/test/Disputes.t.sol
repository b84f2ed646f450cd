// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Case} from "../src/disputes/Beginnings.sol";
import {Disputes} from "../src/disputes/Disputes.sol";
import {Slasher} from "../src/disputes/Slasher.sol";
import {TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {Place, TraceTree} from "../src/disputes/TraceTree.sol";
import {
    AlreadyPrecommitted,
    AnswerWrong,
    ChallengeTooLate,
    CheckpointMissing,
    CheckpointNotAnchored,
    CheckpointSignatureInvalid,
    DemandMalformed,
    DemandNotOpen,
    DemandRepeated,
    DisclosureRequired,
    DisputeFactsMismatch,
    DisputeStateWrong,
    GraphMismatch,
    InputCommitmentMismatch,
    KeyNotValid,
    ModelIdMismatch,
    NodeNotYours,
    NotFaulty,
    NothingToWithdraw,
    NotIncluded,
    NotPrecommitted,
    OutputCommitmentMismatch,
    ReceiptSignatureInvalid,
    RequestMismatch,
    ResponseInTime,
    ResponseTooLate,
    StakeHeld,
    TraceCommitmentMismatch,
    TraceMismatch
} from "../src/Errors.sol";
import {Escrow} from "../src/Escrow.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts, Form} from "../src/steps/Facts.sol";
import {DisputeNetwork} from "./DisputeNetwork.sol";
import {Traces} from "./Traces.sol";
import {VM} from "./Vm.sol";

contract DisputesTest is DisputeNetwork {
    address private constant PAYER = address(0xCA11);
    address private constant FREELOADER = address(0xF4EE);
    uint256 private constant STAKE = 100e18;
    uint256 private constant PRICE = 1e18;
    uint256 private constant WINDOW = 1 hours;
    uint256 private constant CHALLENGE = 5e18;
    uint256 private constant DEMAND = 1e18;

    address private node;
    Request private request;
    Receipt private receipt;
    bytes32 private requestHash;
    bytes32 private receiptId;
    ModelRegistry.Parts private _parts;

    function setUp() public override {
        super.setUp();
        node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, uint96(STAKE));
        request = newRequest(PAYER, PRICE);
        request.disclosure = 1;
        requestHash = fund(request, PAYER, PUBLISHER, node);
        receipt = answer(request, node, PRICE);
        receiptId = escrow.hashReceipt(receipt);
        _parts = modelParts();
    }

    // ------------------------------------------------------------ courses

    /// A wrong step, before or after the settlement: the payer has its money back, the claimant its bounty, the treasury the rest.
    function testFuzz_aWrongStepCostsTheStake(bool settled, uint256 wait, uint256 seed) external {
        if (settled) same(settleOne(request, receipt, RECEIPT_KEY, seed), Escrow.Outcome.Settled);
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, seed));
        VM.warp(block.timestamp + bound(wait, 0, WINDOW));
        Facts memory facts = commitAs(seed & 1 == 0 ? node : OPERATOR, receipt);
        precommitAs(WATCHER, receiptId, "faulty");
        _nextBlock();
        proveFaultAs(WATCHER, receiptId, facts, "faulty");
        require(disputes.getDispute(receiptId).state == Disputes.State.Faulty, "state");
        equal(nodes.getNode(node).record.stake, 0, "stake");
        equal(slasher.credit(WATCHER), STAKE / 5 + CHALLENGE, "watcher");
        equal(slasher.credit(TREASURY), STAKE * 4 / 5, "treasury");
        equal(escrow.credit(PAYER), PRICE, "payer");
        if (settled) _nothingMatures();
        else same(settleOne(request, receipt, RECEIPT_KEY, seed), Escrow.Outcome.AlreadyRefunded);
        _conserved();
        slasher.withdraw(WATCHER);
        equal(token.balanceOf(WATCHER), STAKE / 5 + CHALLENGE, "watcher's tokens");
        VM.expectRevert(abi.encodeWithSelector(NothingToWithdraw.selector, WATCHER));
        slasher.withdraw(WATCHER);
    }

    function testFuzz_aWrongFormCostsTheStake(bool faulty) external {
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        Facts memory facts = commitAs(node, receipt);
        Form memory form = Form(3, 0, 0, 0, 1, 7);
        bytes memory evidence = faulty ? bytes("faulty") : bytes("honest");
        bytes32 commitment =
            slasher.commitmentOf(WATCHER, SALT, disputes.shownOfForm(receiptId, form, evidence));
        bytes memory call = abi.encodeCall(disputes.proveForm, (receiptId, facts, form, evidence, SALT));
        VM.prank(WATCHER);
        (bool done, bytes memory refusal) = address(disputes).call(call);
        require(!done && bytes4(refusal) == NotPrecommitted.selector, "shown without a commitment");
        slasher.precommit(commitment);
        _nextBlock();
        VM.prank(WATCHER);
        (done, refusal) = address(disputes).call(call);
        require(done == faulty && (done || bytes4(refusal) == NotFaulty.selector), "the verifier was not asked");
        equal(nodes.getNode(node).record.stake, faulty ? 0 : STAKE, "stake");
        _conserved();
    }

    /// A right answer costs its challenger the deposit, and its node nothing.
    function testFuzz_aRightAnswerIsCleared(uint256 seed) external {
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, seed));
        Facts memory facts = commitAs(node, receipt);
        precommitAs(WATCHER, receiptId, "honest");
        _nextBlock();
        VM.expectRevert(abi.encodeWithSelector(NotFaulty.selector, receiptId));
        proveFaultAs(WATCHER, receiptId, facts, "honest");
        demandAs(WATCHER, receiptId, facts, rootPlace());
        VM.warp(block.timestamp + 10);
        answerDemand(receiptId, facts, rootPlace());
        VM.warp(block.timestamp + WINDOW + WINDOW / 4 + 1);
        disputes.close(receiptId);
        require(disputes.getDispute(receiptId).state == Disputes.State.Cleared, "state");
        equal(nodes.getNode(node).record.stake, STAKE, "stake");
        equal(slasher.credit(OPERATOR), CHALLENGE + DEMAND, "operator");
        equal(slasher.credit(WATCHER), 0, "watcher");
        same(settleOne(request, receipt, RECEIPT_KEY, seed), Escrow.Outcome.Settled);
        _conserved();
    }

    /// Who is silent loses: after the window, not before it, and the bounty is the challenger's whoever shows it.
    function testFuzz_silenceAfterTheChallenge(uint256 wait) external {
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, wait));
        wait = bound(wait, 0, 2 * WINDOW);
        VM.warp(START + wait);
        if (wait <= WINDOW) {
            VM.expectRevert(abi.encodeWithSelector(ResponseInTime.selector, START + WINDOW));
            disputes.proveSilence(receiptId);
            commitAs(node, receipt);
            return;
        }
        TraceOpening memory opening = Traces.opening("input", "output");
        VM.expectRevert(abi.encodeWithSelector(ResponseTooLate.selector, START + WINDOW));
        _commit(node, receipt, opening);
        VM.prank(FREELOADER);
        disputes.proveSilence(receiptId);
        equal(slasher.credit(FREELOADER), 0, "freeloader");
        equal(slasher.credit(WATCHER), STAKE / 5 + CHALLENGE, "watcher");
        equal(escrow.credit(PAYER), PRICE, "payer");
        _conserved();
    }

    /// All the way down: what was opened is the trace, four levels at a time, and silence at any of the demands loses.
    function testFuzz_demandsGoDownToTheBytes(uint64 index, uint256 silentAt) external {
        index = uint64(bound(index, 0, 9));
        silentAt = bound(silentAt, 0, 3);
        Facts memory facts = _committed();
        Place[3] memory places = [rootPlace(), tensorPlace(), bottomPlace(index)];
        for (uint256 i = 0; i < 3; ++i) {
            demandAs(WATCHER, receiptId, facts, places[i]);
            if (i == silentAt) {
                VM.warp(block.timestamp + WINDOW);
                VM.expectRevert(abi.encodeWithSelector(ResponseInTime.selector, block.timestamp));
                disputes.proveSilence(receiptId);
                VM.warp(block.timestamp + 1);
                (bytes32[] memory children, bytes memory bytes_) = answerTo(places[i]);
                VM.expectRevert(abi.encodeWithSelector(ResponseTooLate.selector, block.timestamp - 1));
                disputes.answer(receiptId, facts, places[i], children, bytes_);
                disputes.proveSilence(receiptId);
                _reclaimAll(facts, places, i + 1);
                equal(slasher.credit(WATCHER), STAKE / 5 + CHALLENGE + (i + 1) * DEMAND, "watcher");
                _conserved();
                return;
            }
            answerDemand(receiptId, facts, places[i]);
        }
        VM.warp(block.timestamp + WINDOW + WINDOW / 4 + 1);
        disputes.close(receiptId);
        equal(slasher.credit(OPERATOR), CHALLENGE + 3 * DEMAND, "operator");
        _conserved();
    }

    /// Both clocks together bound a dispute, however many take part: three windows and a quarter, from the challenge on.
    function testFuzz_disputesEnd(uint256 seed) external {
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, seed));
        VM.warp(START + WINDOW);
        Facts memory facts = commitAs(node, receipt);
        Place[3] memory places = [rootPlace(), tensorPlace(), bottomPlace(3)];
        for (uint256 i = 0; i < 3; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            VM.warp(block.timestamp + seed % (WINDOW / 3));
            demandAs(FREELOADER, receiptId, facts, places[i]);
            VM.warp(block.timestamp + (seed >> 64) % (WINDOW / 3));
            answerDemand(receiptId, facts, places[i]);
        }
        Disputes.Dispute memory dispute = disputes.getDispute(receiptId);
        VM.warp(dispute.turnAt + WINDOW + WINDOW / 4 - dispute.otherUsed + 1);
        disputes.close(receiptId);
        require(block.timestamp <= START + 3 * WINDOW + WINDOW / 4 + 1, "longer than it may take");
    }

    /// Nobody may demand once the other side's time is over, and nobody may close before the grace for what was committed to.
    function test_theOtherSidesClock() external {
        Facts memory facts = _committed();
        uint256 from = block.timestamp;
        precommitAs(WATCHER, receiptId, "faulty");
        _nextBlock();
        VM.warp(from + WINDOW + 1);
        allow(WATCHER, DEMAND);
        VM.expectRevert(abi.encodeWithSelector(ResponseTooLate.selector, from + WINDOW));
        VM.prank(WATCHER);
        disputes.demand(receiptId, facts, rootPlace(), new bytes32[](0), address(0), new address[](0));
        VM.warp(from + WINDOW + WINDOW / 4);
        VM.expectRevert(abi.encodeWithSelector(ResponseInTime.selector, from + WINDOW + WINDOW / 4));
        disputes.close(receiptId);
        proveFaultAs(WATCHER, receiptId, facts, "faulty");
        _conserved();
    }

    /// An accomplice that challenges first and shows nothing does not keep others from it: the trace stands, the clocks begin again.
    function test_aClearedReceiptIsChallengedAgain() external {
        Facts memory facts = _committed();
        demandAs(FREELOADER, receiptId, facts, rootPlace());
        answerDemand(receiptId, facts, rootPlace());
        VM.warp(block.timestamp + 2 * WINDOW);
        disputes.close(receiptId);
        equal(slasher.credit(OPERATOR), CHALLENGE + DEMAND, "operator after the first round");
        bytes32 key = disputes.keyOf(facts, rootPlace());
        challengeAs(PAYER, caseOf(request, receipt, RECEIPT_KEY, 1));
        TraceOpening memory another = Traces.opening("input", "output");
        another.traceSalt = "anything";
        VM.expectRevert(abi.encodeWithSelector(DisputeStateWrong.selector, receiptId, 2));
        _commit(node, receipt, another);
        precommitAs(PAYER, receiptId, "faulty");
        _nextBlock();
        proveFaultAs(PAYER, receiptId, facts, "faulty");
        equal(slasher.credit(PAYER), STAKE / 5 + CHALLENGE, "payer");
        bytes32[] memory keys = new bytes32[](1);
        keys[0] = key;
        VM.expectRevert(abi.encodeWithSelector(DemandNotOpen.selector, key));
        disputes.reclaim(receiptId, keys);
        _conserved();
    }

    /// An exit is no way out: the stake stays while a dispute is open.
    function testFuzz_exitingDoesNotHelp(bool first) external {
        Case memory case_ = caseOf(request, receipt, RECEIPT_KEY, 0);
        if (first) {
            VM.prank(OPERATOR);
            nodes.exit(node);
            VM.warp(START + 1 days + 7 hours + 30 minutes);
        }
        challengeAs(WATCHER, case_);
        if (!first) {
            VM.prank(OPERATOR);
            nodes.exit(node);
        }
        VM.warp(START + 3 days);
        VM.expectRevert(abi.encodeWithSelector(StakeHeld.selector, node));
        nodes.withdraw(node);
        disputes.proveSilence(receiptId);
        nodes.withdraw(node);
        equal(token.balanceOf(OPERATOR), 0, "operator's tokens");
    }

    // ------------------------------------------------------------ beginnings

    /// Everything that a receipt must show before its node has to answer for it.
    function test_onlyWhatANodeHasSignedAndLoggedIsChallenged() external {
        for (uint256 which = 0; which < 12; ++which) {
            _refusedCase(which, uint256(keccak256(abi.encode(which))));
        }
    }

    function _refusedCase(uint256 which, uint256 seed) private {
        Case memory case_ = caseOf(request, receipt, RECEIPT_KEY, seed);
        if (which == 0) case_.signed.receipt.outputCommitment = keccak256("another answer");
        if (which == 1) case_.rest.maxPrice += 1;
        if (which == 2) case_.rest.delegatesHash = keccak256("delegates");
        if (which == 3) case_.parts.weightsRoot = keccak256("other weights");
        if (which == 4) case_.checkpoint.epochRoot = keccak256("never anchored");
        if (which == 5) case_.checkpoint.signature = sign(0xBAD, escrow.hashCheckpoint(case_.checkpoint.checkpoint));
        if (which == 6) case_.checkpoint.keyIndex = 1;
        if (which == 7) case_.signed.keyIndex = 1;
        if (which == 8) case_.signed.signature = sign(0xBAD, receiptId);
        if (which == 9) case_.place.index += 1;
        if (which == 10) case_.checkpoint.checkpoint.node = OPERATOR;
        if (which == 11) VM.warp(uint256(request.deadline) + 1 hours + 6 hours + 1 days + 1);
        bytes4[12] memory selectors = [
            ReceiptSignatureInvalid.selector,
            RequestMismatch.selector,
            RequestMismatch.selector,
            ModelIdMismatch.selector,
            CheckpointNotAnchored.selector,
            CheckpointSignatureInvalid.selector,
            KeyNotValid.selector,
            KeyNotValid.selector,
            ReceiptSignatureInvalid.selector,
            NotIncluded.selector,
            CheckpointMissing.selector,
            ChallengeTooLate.selector
        ];
        allow(WATCHER, CHALLENGE);
        VM.prank(WATCHER);
        (bool done, bytes memory refusal) =
            address(disputes).call(abi.encodeCall(disputes.challenge, (case_, new address[](0))));
        require(!done && bytes4(refusal) == selectors[which], "challenged, or refused for another reason");
    }

    function test_oneDisputeAReceipt() external {
        Case memory case_ = caseOf(request, receipt, RECEIPT_KEY, 0);
        challengeAs(WATCHER, case_);
        allow(FREELOADER, CHALLENGE);
        VM.expectRevert(abi.encodeWithSelector(DisputeStateWrong.selector, receiptId, 1));
        VM.prank(FREELOADER);
        disputes.challenge(case_, new address[](0));
    }

    /// `disclosure: requester`: the payer and the delegates of its request, and nobody else, challenge and demand.
    function testFuzz_whatIsNotPublicIsTheRequesters(address stranger, bool byDelegate) external {
        address[] memory delegates = new address[](2);
        delegates[0] = address(0xD1);
        delegates[1] = address(0xD2);
        VM.assume(uint160(stranger) > type(uint32).max && stranger != PAYER && stranger.code.length == 0);
        request.disclosure = 2;
        request.delegatesHash = sha256(abi.encodePacked(bytes20(delegates[0]), bytes20(delegates[1])));
        receipt = answer(request, node, PRICE);
        receiptId = escrow.hashReceipt(receipt);
        Case memory case_ = caseOf(request, receipt, RECEIPT_KEY, 0);
        address requester = byDelegate ? delegates[1] : PAYER;
        bytes memory refusal = abi.encodeWithSelector(DisclosureRequired.selector, stranger);
        VM.expectRevert(refusal);
        VM.prank(stranger);
        disputes.challenge(case_, delegates);
        // A list of one's own is not the request's.
        address[] memory own = new address[](1);
        own[0] = stranger;
        VM.expectRevert(refusal);
        VM.prank(stranger);
        disputes.challenge(case_, own);
        allow(requester, CHALLENGE);
        VM.prank(requester);
        disputes.challenge(case_, delegates);
        Facts memory facts = commitAs(node, receipt);
        VM.expectRevert(refusal);
        VM.prank(stranger);
        disputes.demand(receiptId, facts, rootPlace(), new bytes32[](0), stranger, delegates);
        allow(requester, DEMAND);
        VM.prank(requester);
        disputes.demand(receiptId, facts, rootPlace(), new bytes32[](0), PAYER, delegates);
    }

    // ------------------------------------------------------------ commitments

    /// Each way to commit to something else than the trace of this receipt's run.
    function testFuzz_noOtherTrace(uint256 which) external {
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        TraceOpening memory opening = Traces.opening("input", "output");
        ModelRegistry.Parts memory parts = modelParts();
        which %= 14;
        bytes4 selector = GraphMismatch.selector;
        if (which == 0) opening = Traces.opening("another input", "output");
        if (which == 1) opening = Traces.opening("input", "another output");
        if (which == 0) selector = InputCommitmentMismatch.selector;
        if (which == 1) selector = OutputCommitmentMismatch.selector;
        if (which == 2) opening.rows = 2; // another shape
        if (which == 2) selector = InputCommitmentMismatch.selector;
        if (which == 3) opening.ops = 3;
        if (which == 4) opening.weightBytes = 1;
        if (which == 5) opening.headerProof = new bytes32[](3);
        if (which == 6) opening.inputs[0].descriptor = Traces.descriptor(2);
        if (which == 7) opening.outputs[0].op = 0;
        if (which == 8) opening.inputs = opening.outputs;
        if (which == 9) opening.traceRoot = keccak256("another root");
        if (which == 9) selector = TraceMismatch.selector;
        if (which == 10) opening.outputs[0].leaf = Traces.traceLeaf(Traces.tensor("another output"));
        if (which == 10) selector = TraceMismatch.selector;
        if (which == 11) (parts.graphRoot, selector) = (keccak256("another graph"), ModelIdMismatch.selector);
        if (which == 12) (opening.inputSalt, selector) = ("another salt", InputCommitmentMismatch.selector);
        if (which == 13) (opening.outputs[0].traceProof, selector) = (new bytes32[](3), TraceMismatch.selector);
        VM.prank(node);
        (bool done, bytes memory refusal) =
            address(disputes).call(abi.encodeCall(disputes.commitTrace, (receipt, parts, opening)));
        require(!done && bytes4(refusal) == selector, "committed, or refused for another reason");
    }

    function test_theTraceThatWasPromised() external {
        TraceOpening memory opening = Traces.opening("input", "output");
        opening.traceSalt = "trace salt";
        receipt.traceCommitment = sha256(abi.encodePacked(opening.traceSalt, keccak256("another root")));
        request.traceRoot = true;
        receipt.requestHash = escrow.hashRequest(request);
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        VM.expectRevert(
            abi.encodeWithSelector(
                TraceCommitmentMismatch.selector,
                receipt.traceCommitment,
                sha256(abi.encodePacked(opening.traceSalt, opening.traceRoot))
            )
        );
        _commit(node, receipt, opening);
        receipt.traceCommitment = sha256(abi.encodePacked(opening.traceSalt, opening.traceRoot));
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        opening.traceSalt = "another salt";
        VM.expectRevert(
            abi.encodeWithSelector(
                TraceCommitmentMismatch.selector,
                receipt.traceCommitment,
                sha256(abi.encodePacked(opening.traceSalt, opening.traceRoot))
            )
        );
        _commit(node, receipt, opening);
        opening.traceSalt = "trace salt";
        _commit(node, receipt, opening);
    }

    function test_committedOnceByItsNode() external {
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        TraceOpening memory opening = Traces.opening("input", "output");
        VM.expectRevert(abi.encodeWithSelector(NodeNotYours.selector, node, WATCHER));
        _commit(WATCHER, receipt, opening);
        commitAs(node, receipt);
        VM.expectRevert(abi.encodeWithSelector(DisputeStateWrong.selector, receiptId, 2));
        _commit(node, receipt, opening);
    }

    // ------------------------------------------------------------ demands and answers

    function testFuzz_onlyWhatIsThereIsDemanded(uint32 tree, uint8 depth, uint64 index) external {
        Facts memory facts = _committed();
        depth = uint8(bound(depth, 0, 8));
        Place memory place = Place(tree % 3, depth, index % 4, "");
        bool right = place.tree == 0 && place.depth == 0 && place.index == 0;
        allow(WATCHER, DEMAND);
        VM.prank(WATCHER);
        (bool done, bytes memory refusal) = address(disputes).call(
            abi.encodeCall(
                disputes.demand, (receiptId, facts, place, new bytes32[](0), address(0), new address[](0))
            )
        );
        require(done == right && (done || bytes4(refusal) == DemandMalformed.selector), "what was demanded");
    }

    function test_aDemandFollowsWhatWasOpened() external {
        Facts memory facts = _committed();
        bytes32[] memory row = siblingsOf(tensorPlace());
        // The row of its trace leaf was not opened.
        _refusedDemand(facts, tensorPlace(), row, TraceTree.NOT_KNOWN);
        demandAs(WATCHER, receiptId, facts, rootPlace());
        bytes32 key = disputes.keyOf(facts, rootPlace());
        allow(WATCHER, DEMAND);
        VM.expectRevert(abi.encodeWithSelector(DemandRepeated.selector, key));
        VM.prank(WATCHER);
        disputes.demand(receiptId, facts, rootPlace(), new bytes32[](0), address(0), new address[](0));
        (bytes32[] memory children, bytes memory bytes_) = answerTo(rootPlace());
        disputes.answer(receiptId, facts, rootPlace(), children, bytes_);
        VM.expectRevert(abi.encodeWithSelector(DemandNotOpen.selector, key));
        disputes.answer(receiptId, facts, rootPlace(), children, bytes_);
        // Another leaf than the one that was opened, and one of another place.
        Place memory other = tensorPlace();
        other.leaf = Traces.traceLeaf(Traces.tensor("another"));
        _refusedDemand(facts, other, row, TraceTree.NOT_KNOWN);
        other = tensorPlace();
        other.tree = 1;
        _refusedDemand(facts, other, row, TraceTree.NOT_KNOWN);
        // Below a tensor's root nothing was opened yet.
        _refusedDemand(facts, bottomPlace(3), siblingsOf(bottomPlace(3)), TraceTree.NOT_KNOWN);
        demandAs(WATCHER, receiptId, facts, tensorPlace());
        answerDemand(receiptId, facts, tensorPlace());
        // Neighbours that were not opened, one too few, and none.
        _refusedDemand(facts, bottomPlace(3), new bytes32[](16), TraceTree.NOT_KNOWN);
        _refusedDemand(facts, bottomPlace(3), new bytes32[](15), TraceTree.NOT_KNOWN);
        _refusedDemand(facts, bottomPlace(3), new bytes32[](0), TraceTree.NOT_KNOWN);
        // Another leaf, and one that says nothing about itself.
        other = bottomPlace(3);
        other.leaf = Traces.traceLeaf(Traces.tensor("another"));
        _refusedDemand(facts, other, siblingsOf(bottomPlace(3)), TraceTree.NOT_KNOWN);
        other.leaf = new bytes(66);
        _refusedDemand(facts, other, new bytes32[](16), TraceTree.TYPE_MALFORMED);
        // What covers padding alone: twenty leaves are ten pairs.
        _refusedDemand(facts, bottomPlace(10), siblingsOf(bottomPlace(3)), TraceTree.NO_SUCH_PLACE);
        facts.rows += 1;
        VM.expectRevert(
            abi.encodeWithSelector(
                DisputeFactsMismatch.selector,
                keccak256(abi.encode(facts)),
                disputes.getDispute(receiptId).factsHash
            )
        );
        disputes.demand(receiptId, facts, rootPlace(), new bytes32[](0), address(0), new address[](0));
    }

    function test_anAnswerOpensThatNode() external {
        Facts memory facts = _committed();
        Place[3] memory places = [rootPlace(), tensorPlace(), bottomPlace(8)];
        for (uint256 i = 0; i < 3; ++i) {
            demandAs(WATCHER, receiptId, facts, places[i]);
            (bytes32[] memory children, bytes memory leaves) = answerTo(places[i]);
            children[1] = ~children[1];
            _refusedAnswer(facts, places[i], children, leaves, TraceTree.NOT_ITS_CHILDREN);
            children[1] = ~children[1];
            _refusedAnswer(facts, places[i], new bytes32[](8), leaves, TraceTree.NOT_ITS_CHILDREN);
            // More than there is to show, and at a bottom another byte, none, and one leaf too few.
            _refusedAnswer(facts, places[i], children, abi.encodePacked(leaves, uint8(0)), TraceTree.NOT_THE_LEAF);
            if (i != 1) {
                leaves[leaves.length - 1] = ~leaves[leaves.length - 1];
                _refusedAnswer(facts, places[i], children, leaves, TraceTree.NOT_THE_LEAF);
                leaves[leaves.length - 1] = ~leaves[leaves.length - 1];
                _refusedAnswer(facts, places[i], children, "", TraceTree.NOT_THE_LEAF);
                _refusedAnswer(facts, places[i], children, _front(leaves), TraceTree.NOT_THE_LEAF);
            }
            disputes.answer(receiptId, facts, places[i], children, leaves);
        }
    }

    /// The last row of a tensor ends with a shorter leaf, and what lies behind it has no bytes.
    function test_theLastLeafIsShorter() external {
        Facts memory facts = _committed();
        Place[3] memory places = [rootPlace(), tensorPlace(), bottomPlace(9)];
        for (uint256 i = 0; i < 3; ++i) {
            demandAs(WATCHER, receiptId, facts, places[i]);
            answerDemand(receiptId, facts, places[i]);
        }
    }

    function _front(bytes memory all) private pure returns (bytes memory front) {
        front = new bytes(all.length / 2);
        for (uint256 i = 0; i < front.length; ++i) {
            front[i] = all[i];
        }
    }

    // ------------------------------------------------------------ whose fault it is

    /// A proof that is copied from a transaction that waits, or shown without a commitment, or with one of the same block.
    function test_nobodyIsFrontRun() external {
        Facts memory facts = _committed();
        bytes32 shown = disputes.shownOf(receiptId, step(), "faulty");
        bytes32 own = slasher.commitmentOf(FREELOADER, SALT, shown);
        VM.expectRevert(abi.encodeWithSelector(NotPrecommitted.selector, own));
        proveFaultAs(FREELOADER, receiptId, facts, "faulty");
        precommitAs(WATCHER, receiptId, "faulty");
        // The copyist commits in the block in which he sees the proof.
        _nextBlock();
        precommitAs(FREELOADER, receiptId, "faulty");
        VM.expectRevert(abi.encodeWithSelector(NotPrecommitted.selector, own));
        proveFaultAs(FREELOADER, receiptId, facts, "faulty");
        bytes32 taken = slasher.commitmentOf(WATCHER, SALT, shown);
        VM.expectRevert(abi.encodeWithSelector(AlreadyPrecommitted.selector, taken));
        VM.prank(FREELOADER);
        slasher.precommit(taken);
        proveFaultAs(WATCHER, receiptId, facts, "faulty");
        equal(slasher.credit(FREELOADER), 0, "freeloader");
        _nextBlock();
        VM.expectRevert(abi.encodeWithSelector(DisputeStateWrong.selector, receiptId, 4));
        proveFaultAs(FREELOADER, receiptId, facts, "faulty");
    }

    /// Two receipts of one node: the second fault finds no stake, and still gives its payer the money back.
    function test_theSecondFaultStillRefunds() external {
        Request memory second = newRequest(address(0xCA12), PRICE);
        second.disclosure = 0;
        fund(second, address(0xCA12), PUBLISHER, node);
        Receipt memory other = answer(second, node, PRICE);
        same(settleOne(second, other, RECEIPT_KEY, 5), Escrow.Outcome.Settled);
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        challengeAs(WATCHER, caseOf(second, other, RECEIPT_KEY, 0));
        VM.warp(START + WINDOW + 1);
        disputes.proveSilence(receiptId);
        disputes.proveSilence(escrow.hashReceipt(other));
        equal(escrow.credit(PAYER), PRICE, "first payer");
        equal(escrow.credit(address(0xCA12)), PRICE, "second payer");
        equal(slasher.credit(WATCHER), STAKE / 5 + 2 * CHALLENGE, "watcher");
        _conserved();
    }

    // ------------------------------------------------------------

    function _committed() private returns (Facts memory) {
        challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        return commitAs(node, receipt);
    }

    function _commit(address who, Receipt memory what, TraceOpening memory opening) private {
        VM.prank(who);
        disputes.commitTrace(what, _parts, opening);
    }

    function _refusedDemand(Facts memory facts, Place memory place, bytes32[] memory siblings, uint256 reason)
        private
    {
        allow(WATCHER, DEMAND);
        VM.expectRevert(abi.encodeWithSelector(DemandMalformed.selector, reason));
        VM.prank(WATCHER);
        disputes.demand(receiptId, facts, place, siblings, address(0), new address[](0));
    }

    function _refusedAnswer(
        Facts memory facts,
        Place memory place,
        bytes32[] memory children,
        bytes memory target,
        uint256 reason
    ) private {
        VM.expectRevert(abi.encodeWithSelector(AnswerWrong.selector, reason));
        disputes.answer(receiptId, facts, place, children, target);
    }

    function _reclaimAll(Facts memory facts, Place[3] memory places, uint256 count) private {
        bytes32[] memory keys = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            keys[i] = disputes.keyOf(facts, places[i]);
        }
        disputes.reclaim(receiptId, keys);
        VM.expectRevert(abi.encodeWithSelector(DemandNotOpen.selector, keys[0]));
        disputes.reclaim(receiptId, keys);
    }

    function _nothingMatures() private {
        ripen(OPERATOR, requestHash);
        ripen(PUBLISHER, requestHash);
        ripen(address(0), requestHash);
        equal(escrow.credit(OPERATOR) + escrow.credit(PUBLISHER) + escrow.credit(TREASURY), 0, "matured");
    }

    function _conserved() private view {
        equal(token.balanceOf(address(slasher)), slasher.totalHeld(), "slasher's tokens");
        uint256 credits = slasher.credit(WATCHER) + slasher.credit(OPERATOR) + slasher.credit(TREASURY)
            + slasher.credit(PAYER) + slasher.credit(FREELOADER);
        uint256 held = slasher.held(address(disputes)) + slasher.held(address(misconduct));
        equal(credits + held, slasher.totalHeld(), "credits and deposits");
        equal(token.balanceOf(address(nodes)), nodes.totalStake(), "registry's tokens");
    }

    function _nextBlock() private {
        VM.roll(block.number + 1);
    }
}
