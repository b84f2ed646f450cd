// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Case} from "../src/disputes/Beginnings.sol";
import {SignedHead, SignedRoot} from "../src/disputes/Statements.sol";
import {
    AlreadyDemanded,
    AlreadyShown,
    CheckpointMissing,
    DemandNotOpen,
    DisputeFactsMismatch,
    KeyNotValid,
    NotEquivocation,
    NotIncluded,
    NotPrecommitted,
    ReceiptSignatureInvalid,
    ResponseInTime,
    StatementSignatureInvalid
} from "../src/Errors.sol";
import {CheckpointProof, LogPlace, SignedReceipt} from "../src/libraries/LogEvidence.sol";
import {Checkpoint, NodeKey, Receipt, ReceiptTypes, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts} from "../src/steps/Facts.sol";
import {DisputeNetwork} from "./DisputeNetwork.sol";
import {Trees} from "./Trees.sol";
import {VM} from "./Vm.sol";

contract MisconductTest is DisputeNetwork {
    address private constant PAYER = address(0xCA11);
    uint256 private constant STAKE = 100e18;
    uint256 private constant NEW_KEY = 0xCAFE;

    address private node;

    function setUp() public override {
        super.setUp();
        node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, uint96(STAKE));
    }

    // ------------------------------------------------------------ checkpoints

    function testFuzz_twoRootsOfOneSize(uint64 size, bytes32 one, bytes32 two, uint256 noise) external {
        CheckpointProof memory a = _checkpoint(node, size, one, RECEIPT_KEY);
        CheckpointProof memory b = _checkpoint(node, size, two, RECEIPT_KEY);
        bytes memory call = abi.encodeCall(misconduct.proveCheckpoints, (a, b, new bytes32[](0), SALT));
        if (one == two) return _refused(call, NotEquivocation.selector);
        _precommit(WATCHER, a.signature, b.signature);
        // Another size, another node, another key, another claimant: nothing is shown.
        noise %= 4;
        CheckpointProof memory c = _checkpoint(
            noise == 1 ? OPERATOR : node, noise == 0 ? ~size : size, two, noise == 2 ? 0xBAD : RECEIPT_KEY
        );
        bytes4[4] memory selectors = [
            NotEquivocation.selector,
            NotEquivocation.selector,
            StatementSignatureInvalid.selector,
            NotPrecommitted.selector
        ];
        if (noise < 3) _refused(abi.encodeCall(misconduct.proveCheckpoints, (a, c, new bytes32[](0), SALT)), selectors[noise]);
        else _refusedAs(PAYER, call, selectors[3]);
        _shown(call);
        _refused(call, AlreadyShown.selector);
    }

    /// A log that was written anew: the larger checkpoint's first leaves have another root than the smaller one. One that was extended shows
    /// nothing, and neither does a proof of other sizes.
    function testFuzz_aLogWrittenAnew(uint256 size, uint256 before, uint256 changed, uint256 noise) external {
        size = bound(size, 2, 40);
        before = bound(before, 1, size - 1);
        changed = bound(changed, 0, size - 1);
        bytes32[] memory leaves = new bytes32[](size);
        bytes32[] memory old = new bytes32[](before);
        for (uint256 i = 0; i < size; ++i) {
            leaves[i] = keccak256(abi.encode(i, changed));
            if (i < before) old[i] = i == changed ? keccak256("another") : leaves[i];
        }
        CheckpointProof memory a = _checkpoint(node, uint64(before), Trees.logRoot(old), RECEIPT_KEY);
        CheckpointProof memory b = _checkpoint(node, uint64(size), Trees.logRoot(leaves), RECEIPT_KEY);
        bytes32[] memory prefix = Trees.prefixProof(leaves, before);
        _precommit(WATCHER, a.signature, b.signature);
        noise = changed < before ? noise % 6 : 0;
        bytes memory call = abi.encodeCall(misconduct.proveCheckpoints, (a, b, prefix, SALT));
        if (noise == 1) prefix[noise % prefix.length] ^= bytes32(uint256(1));
        if (noise == 2) prefix = new bytes32[](0);
        if (noise == 3) prefix = new bytes32[](prefix.length + 70);
        if (noise == 4) (a, b) = (b, a);
        if (noise == 5) a.checkpoint.size = 0;
        if (noise == 5) a.signature = sign(RECEIPT_KEY, escrow.hashCheckpoint(a.checkpoint));
        if (noise != 0) {
            _refused(
                abi.encodeCall(misconduct.proveCheckpoints, (a, b, prefix, SALT)), NotEquivocation.selector
            );
        }
        if (changed < before) _shown(call);
        else _refused(call, NotEquivocation.selector);
    }

    // ------------------------------------------------------------ keys that have ended

    /// A new key does not undo what was signed with the old one, until a merge delay later; by then only what was anchored in time counts,
    /// so that whoever steals a key that was given up cannot speak for the node.
    function testFuzz_aRotatedKey(uint256 wait, bool anchoredInTime) external {
        CheckpointProof memory a = _checkpoint(node, 7, "one", RECEIPT_KEY);
        CheckpointProof memory b = _checkpoint(node, 7, "two", RECEIPT_KEY);
        if (anchoredInTime) {
            a = anchored(a.checkpoint, RECEIPT_KEY, 1);
            b = anchored(b.checkpoint, RECEIPT_KEY, 2);
        }
        _rotate();
        wait = bound(wait, 0, 2 hours);
        VM.warp(START + wait);
        _precommit(WATCHER, a.signature, b.signature);
        bytes memory call = abi.encodeCall(misconduct.proveCheckpoints, (a, b, new bytes32[](0), SALT));
        if (wait <= 1 hours || anchoredInTime) _shown(call);
        else _refused(call, KeyNotValid.selector);
    }

    function test_aKeyThatNeverWas() external {
        CheckpointProof memory a = _checkpoint(node, 7, "one", RECEIPT_KEY);
        CheckpointProof memory b = _checkpoint(node, 7, "two", RECEIPT_KEY);
        b.keyIndex = 1;
        _precommit(WATCHER, a.signature, b.signature);
        _refused(abi.encodeCall(misconduct.proveCheckpoints, (a, b, new bytes32[](0), SALT)), KeyNotValid.selector);
    }

    // ------------------------------------------------------------ heads, roots, receipts

    function testFuzz_twoHeadsOfOneAnswer(uint256 noise, uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, node);
        SignedHead memory a = _head(requestHash, 5, "head", seed, RECEIPT_KEY);
        noise %= 6;
        SignedHead memory b = _head(
            noise == 1 ? keccak256("another request") : requestHash,
            noise == 2 ? 6 : 5,
            noise == 3 ? bytes32("head") : bytes32("another head"),
            seed >> 64,
            noise == 4 ? 0xBAD : RECEIPT_KEY
        );
        if (noise == 5) b.index ^= 1; // stands elsewhere under the root
        _precommit(WATCHER, a.signature, b.signature);
        bytes memory call = abi.encodeCall(misconduct.proveHeads, (a, b, SALT));
        if (noise != 0) return _refused(call, noise < 4 ? NotEquivocation.selector : StatementSignatureInvalid.selector);
        _shown(call);
        equal(escrow.credit(PAYER), 1e18, "payer");
    }

    function testFuzz_twoRootsOfOneReceipt(bytes32 receiptId, bytes32 one, bytes32 two, bool forged) external {
        SignedRoot memory a = _root(receiptId, one, RECEIPT_KEY);
        SignedRoot memory b = _root(receiptId, two, forged ? 0xBAD : RECEIPT_KEY);
        _precommit(WATCHER, a.signature, b.signature);
        bytes memory call = abi.encodeCall(misconduct.proveRoots, (a, b, SALT));
        if (one == two) return _refused(call, NotEquivocation.selector);
        if (forged) return _refused(call, StatementSignatureInvalid.selector);
        _shown(call);
        SignedRoot memory other = _root(~receiptId, two, RECEIPT_KEY);
        _refused(abi.encodeCall(misconduct.proveRoots, (a, other, SALT)), NotEquivocation.selector);
    }

    /// A second root: one was sold to a requester, another committed to in the dispute.
    function testFuzz_anotherRootThanTheCommitted(bool same_) external {
        Request memory request = newRequest(PAYER, 1e18);
        request.disclosure = 0;
        Receipt memory receipt = answer(request, node, 1e18);
        bytes32 receiptId = challengeAs(WATCHER, caseOf(request, receipt, RECEIPT_KEY, 0));
        Facts memory facts = commitAs(node, receipt);
        SignedRoot memory a =
            _root(receiptId, same_ ? facts.traceRoot : keccak256("the root that was sold"), RECEIPT_KEY);
        _precommit(WATCHER, a.signature, "");
        bytes memory call = abi.encodeCall(misconduct.proveCommittedRoot, (a, facts, SALT));
        if (same_) return _refused(call, NotEquivocation.selector);
        facts.rows += 1;
        _refused(
            abi.encodeCall(misconduct.proveCommittedRoot, (a, facts, SALT)), DisputeFactsMismatch.selector
        );
        _shown(call);
    }

    /// One root was sold with the answer, another one is shown for it.
    function testFuzz_anotherRootThanTheSold(bytes32 sold, bytes32 shown, uint256 noise) external {
        Request memory request = newRequest(PAYER, 1e18);
        request.traceRoot = true;
        fund(request, PAYER, PUBLISHER, node);
        Receipt memory receipt = answer(request, node, 1e17);
        bytes16 traceSalt = "trace salt";
        noise %= 6;
        if (noise != 1) receipt.traceCommitment = sha256(abi.encodePacked(traceSalt, sold));
        SignedReceipt memory b = _signed(receipt, noise == 2 ? 0xBAD : RECEIPT_KEY);
        bytes32 receiptId = escrow.hashReceipt(receipt);
        SignedRoot memory a = _root(noise == 3 ? ~receiptId : receiptId, shown, noise == 4 ? 0xBAD : RECEIPT_KEY);
        _precommit(WATCHER, a.signature, b.signature);
        bytes16 given = noise == 5 ? bytes16("another salt") : traceSalt;
        bytes memory call = abi.encodeCall(misconduct.proveSoldRoot, (a, b, given, sold, SALT));
        if (sold == shown || noise == 1 || noise == 3 || noise == 5) return _refused(call, NotEquivocation.selector);
        if (noise != 0) return _refused(call, StatementSignatureInvalid.selector);
        _shown(call);
        equal(escrow.credit(PAYER), 1e18, "payer");
    }

    function testFuzz_meteredTwice(uint256 noise) external {
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, node);
        Receipt memory first = answer(request, node, 1e17);
        Receipt memory second = answer(request, node, 2e17);
        noise %= 4;
        if (noise == 1) second.requestHash = keccak256("another request");
        if (noise == 2) second.price = first.price;
        SignedReceipt memory a = _signed(first, RECEIPT_KEY);
        SignedReceipt memory b = _signed(second, noise == 3 ? 0xBAD : RECEIPT_KEY);
        _precommit(WATCHER, a.signature, b.signature);
        bytes memory call = abi.encodeCall(misconduct.proveReceipts, (a, b, SALT));
        if (noise != 0) return _refused(call, noise < 3 ? NotEquivocation.selector : StatementSignatureInvalid.selector);
        _shown(call);
        equal(escrow.credit(PAYER), 1e18, "payer");
        require(uint256(escrow.getDeposit(requestHash).state) == 3, "refunded");
    }

    // ------------------------------------------------------------ inclusion

    /// A receipt that its node never logged: a merge delay and a window later its stake is gone.
    function testFuzz_whatWasNeverLogged(uint256 wait) external {
        Request memory request = newRequest(PAYER, 1e18);
        fund(request, PAYER, PUBLISHER, node);
        Receipt memory receipt = answer(request, node, 1e18);
        bytes32 receiptId = _demandInclusion(_signed(receipt, RECEIPT_KEY));
        VM.prank(OPERATOR);
        nodes.exit(node);
        wait = bound(wait, 0, 4 hours);
        VM.warp(START + wait);
        if (wait <= 2 hours) {
            VM.expectRevert(abi.encodeWithSelector(ResponseInTime.selector, START + 2 hours));
            misconduct.proveExclusion(receiptId);
            return;
        }
        misconduct.proveExclusion(receiptId);
        equal(slasher.credit(WATCHER), STAKE / 5 + 5e18, "watcher");
        equal(escrow.credit(PAYER), 1e18, "payer");
        VM.expectRevert(abi.encodeWithSelector(DemandNotOpen.selector, receiptId));
        misconduct.proveExclusion(receiptId);
    }

    function testFuzz_whatWasLogged(uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        Receipt memory receipt = answer(request, node, 1e18);
        Case memory case_ = caseOf(request, receipt, RECEIPT_KEY, seed);
        bytes32 receiptId = _demandInclusion(_signed(receipt, RECEIPT_KEY));
        SignedReceipt memory again = _signed(receipt, RECEIPT_KEY);
        VM.expectRevert(abi.encodeWithSelector(AlreadyDemanded.selector, receiptId));
        misconduct.demandInclusion(again);
        LogPlace memory wrong = LogPlace(case_.place.index + 1, case_.place.proof);
        VM.expectRevert(abi.encodeWithSelector(NotIncluded.selector, receiptId));
        misconduct.answerInclusion(receiptId, case_.checkpoint, wrong);
        misconduct.answerInclusion(receiptId, case_.checkpoint, case_.place);
        equal(slasher.credit(OPERATOR), 5e18, "operator");
        equal(nodes.holds(node), 0, "holds");
        VM.warp(START + 1 days);
        VM.expectRevert(abi.encodeWithSelector(DemandNotOpen.selector, receiptId));
        misconduct.proveExclusion(receiptId);
    }

    function test_inclusionInTheNodesOwnLog() external {
        Request memory request = newRequest(PAYER, 1e18);
        Receipt memory receipt = answer(request, node, 1e18);
        address other = registerNode(address(0x0E2), NODE_KEY + 1, RECEIPT_KEY + 1, uint96(STAKE));
        bytes32 receiptId = _demandInclusion(_signed(receipt, RECEIPT_KEY));
        bytes32[] memory log = new bytes32[](1);
        log[0] = Trees.leaf(abi.encodePacked(receiptId));
        CheckpointProof memory foreign =
            anchored(Checkpoint(other, 1, Trees.logRoot(log), uint64(block.timestamp)), RECEIPT_KEY + 1, 0);
        VM.expectRevert(abi.encodeWithSelector(CheckpointMissing.selector, node));
        misconduct.answerInclusion(receiptId, foreign, LogPlace(0, new bytes32[](0)));
    }

    /// Nobody is made to log what he has not signed, nor what an old key signs after its time.
    function test_onlyItsOwnReceipts() external {
        Request memory request = newRequest(PAYER, 1e18);
        Receipt memory receipt = answer(request, node, 1e18);
        SignedReceipt memory forged = _signed(receipt, 0xBAD);
        VM.expectRevert(abi.encodeWithSelector(ReceiptSignatureInvalid.selector, node));
        misconduct.demandInclusion(forged);
        _rotate();
        VM.warp(START + 1 hours + 1);
        SignedReceipt memory old = _signed(receipt, RECEIPT_KEY);
        VM.expectRevert(abi.encodeWithSelector(KeyNotValid.selector, node, 0));
        misconduct.demandInclusion(old);
    }

    // ------------------------------------------------------------

    function _checkpoint(address of_, uint64 size, bytes32 root, uint256 key)
        private
        view
        returns (CheckpointProof memory proof)
    {
        proof.checkpoint = Checkpoint(of_, size, root, uint64(block.timestamp));
        proof.signature = sign(key, escrow.hashCheckpoint(proof.checkpoint));
    }

    function _signed(Receipt memory receipt, uint256 key) private view returns (SignedReceipt memory) {
        return SignedReceipt(receipt, 0, sign(key, escrow.hashReceipt(receipt)));
    }

    function _root(bytes32 receiptId, bytes32 root, uint256 key) private view returns (SignedRoot memory) {
        bytes32 hash = keccak256(
            abi.encode(keccak256("TraceRoot(bytes32 receiptId,bytes32 traceRoot)"), receiptId, root)
        );
        return SignedRoot(node, receiptId, root, 0, sign(key, _typed(hash)));
    }

    /// A head beside others under the root of a tick.
    function _head(bytes32 requestHash, uint64 tokens, bytes32 head, uint256 seed, uint256 key)
        private
        view
        returns (SignedHead memory signed)
    {
        bytes32[] memory leaves = strangers("heads", 2 + seed % 7);
        signed.node = node;
        signed.requestHash = requestHash;
        signed.modelId = modelId;
        signed.tokenCount = tokens;
        signed.head = head;
        signed.tick = uint64(START * 1000);
        signed.streams = uint32(leaves.length);
        signed.index = uint32((seed >> 8) % leaves.length);
        bytes32 headType = keccak256(
            "StreamHead(bytes32 requestHash,bytes32 modelId,uint64 tokenCount,bytes32 head,uint64 tick)"
        );
        leaves[signed.index] = Trees.leaf(
            abi.encodePacked(keccak256(abi.encode(headType, requestHash, modelId, tokens, head, signed.tick)))
        );
        signed.proof = Trees.paddedProof(leaves, signed.index);
        bytes32 tickType = keccak256("StreamTick(address node,bytes32 root,uint32 streams,uint64 tick)");
        bytes32 hash =
            keccak256(abi.encode(tickType, node, Trees.paddedRoot(leaves), signed.streams, signed.tick));
        signed.signature = sign(key, _typed(hash));
    }

    function _typed(bytes32 structHash) private view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(ReceiptTypes.domain(address(escrow)), structHash);
    }

    function _rotate() private {
        bytes32 digest =
            nodes.hashNodeKey(NodeKey(node, OPERATOR, VM.addr(NEW_KEY), "log", sha256("peer"), 1));
        VM.prank(OPERATOR);
        nodes.rotateKeys(node, VM.addr(NEW_KEY), "log", "peer", sign(NEW_KEY, digest));
    }

    function _precommit(address who, bytes memory a, bytes memory b) private {
        bytes32 commitment = slasher.commitmentOf(who, SALT, misconduct.shownOf(a, b));
        VM.prank(who);
        slasher.precommit(commitment);
        VM.roll(block.number + 1);
    }

    function _demandInclusion(SignedReceipt memory signed) private returns (bytes32) {
        allow(WATCHER, 5e18);
        VM.prank(WATCHER);
        misconduct.demandInclusion(signed);
        return escrow.hashReceipt(signed.receipt);
    }

    function _shown(bytes memory call) private {
        VM.prank(WATCHER);
        (bool done,) = address(misconduct).call(call);
        require(done, "nothing was shown");
        equal(nodes.getNode(node).record.stake, 0, "stake");
        equal(slasher.credit(WATCHER), STAKE / 5, "bounty");
        equal(token.balanceOf(address(slasher)), slasher.totalHeld(), "slasher's tokens");
    }

    function _refused(bytes memory call, bytes4 selector) private {
        _refusedAs(WATCHER, call, selector);
    }

    function _refusedAs(address who, bytes memory call, bytes4 selector) private {
        VM.prank(who);
        (bool done, bytes memory refusal) = address(misconduct).call(call);
        require(!done && bytes4(refusal) == selector, "shown, or refused for another reason");
    }
}
