// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    AlreadyFunded,
    DeadlinePassed,
    DeadlineTooFar,
    FunderNotPayer,
    ListTooLong,
    ModelNotRegistered,
    NotMatured,
    NothingToWithdraw
} from "../src/Errors.sol";
import {Escrow} from "../src/Escrow.sol";
import {CheckpointProof} from "../src/libraries/LogEvidence.sol";
import {Checkpoint, NodeKey, Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Network} from "./Network.sol";
import {Trees} from "./Trees.sol";
import {VM} from "./Vm.sol";

contract EscrowTest is Network {
    address private constant PAYER = address(0xCA11);
    address private node;

    function setUp() public override {
        super.setUp();
        node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
    }

    function testFuzz_settleDividesTheDeposit(uint96 maxPrice, uint256 price, uint256 seed) external {
        maxPrice = uint96(bound(maxPrice, 1, 1e26));
        price = bound(price, 0, maxPrice);
        Request memory request = newRequest(PAYER, maxPrice);
        fund(request, PAYER, PUBLISHER, node);
        same(settleOne(request, answer(request, node, price), RECEIPT_KEY, seed), Escrow.Outcome.Settled);

        uint256 royalty = price * 1_000 / 10_000;
        uint256 fee = price * 250 / 10_000;
        bytes32 requestHash = escrow.hashRequest(request);
        equal(escrow.credit(OPERATOR), 0, "operator's part before it matures");
        ripen(PUBLISHER, requestHash);
        ripen(address(0), requestHash);
        ripen(OPERATOR, requestHash);
        equal(escrow.credit(PUBLISHER), royalty, "royalty");
        equal(escrow.credit(TREASURY), fee, "fee");
        equal(escrow.credit(OPERATOR), price - royalty - fee, "operator's part");
        equal(escrow.credit(PAYER), maxPrice - price, "remainder");
        equal(escrow.totalHeld(), maxPrice, "held");
        _withdrawAll();
        equal(escrow.totalHeld(), 0, "held after withdrawals");
        equal(token.balanceOf(address(escrow)), 0, "balance after withdrawals");
    }

    /// An unsigned request names no payer: what is not spent goes back to whoever funded it.
    function testFuzz_theRemainderIsTheFunders(address funder, uint256 price, bool served) external {
        VM.assume(uint160(funder) > type(uint32).max && funder.code.length == 0 && funder != address(this));
        Request memory request = newRequest(address(0), 1e18);
        bytes32 requestHash = fund(request, funder, address(0), node);
        price = bound(price, 0, 1e18);
        if (served) {
            same(settleOne(request, answer(request, node, price), RECEIPT_KEY, price), Escrow.Outcome.Settled);
        } else {
            VM.warp(escrow.getDeposit(requestHash).refundAt);
            same(refundOne(requestHash), Escrow.Outcome.Refunded);
        }
        equal(escrow.credit(funder), served ? 1e18 - price : 1e18, "the funder's credit");
    }

    function testFuzz_settleOnce(uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, address(0));
        Receipt memory receipt = answer(request, node, 1e18);
        same(settleOne(request, receipt, RECEIPT_KEY, seed), Escrow.Outcome.Settled);
        same(settleOne(request, receipt, RECEIPT_KEY, seed), Escrow.Outcome.AlreadySettled);
        receipt.outputCommitment = keccak256("another answer");
        same(settleOne(request, receipt, RECEIPT_KEY, ~seed), Escrow.Outcome.AlreadySettled);
        VM.warp(block.timestamp + 365 days);
        same(refundOne(requestHash), Escrow.Outcome.AlreadySettled);
    }

    /// At every moment a deposit can be settled or refunded, and never both.
    function testFuzz_settleOrRefund(uint256 delay, uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, node);
        uint256 refundAt = uint256(request.deadline) + 1 hours + 6 hours;
        equal(escrow.getDeposit(requestHash).refundAt, refundAt, "refundAt");
        VM.warp(bound(delay, START, refundAt + 1 hours));
        bool late = block.timestamp >= refundAt;
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, answer(request, node, 1e18), RECEIPT_KEY, seed);
        if (late) {
            same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.SettlementTooLate);
            same(refundOne(requestHash), Escrow.Outcome.Refunded);
            equal(escrow.credit(PAYER), 1e18, "refund");
            same(refundOne(requestHash), Escrow.Outcome.AlreadyRefunded);
            same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.AlreadyRefunded);
        } else {
            same(refundOne(requestHash), Escrow.Outcome.RefundTooEarly);
            same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.Settled);
        }
    }

    /// To the second: settled in the last one before refundAt, refunded from refundAt on.
    function testFuzz_theBorderIsSharp(uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, node);
        uint256 refundAt = escrow.getDeposit(requestHash).refundAt;
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, answer(request, node, 1e18), RECEIPT_KEY, seed);
        VM.warp(refundAt - 1);
        same(refundOne(requestHash), Escrow.Outcome.RefundTooEarly);
        if (seed & 1 == 0) {
            same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.Settled);
        } else {
            VM.warp(refundAt);
            same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.SettlementTooLate);
            same(refundOne(requestHash), Escrow.Outcome.Refunded);
        }
    }

    /// Whatever became of a deposit, its request is never funded again.
    function testFuzz_fundOnce(bool settled) external {
        Request memory request = newRequest(PAYER, 1e18);
        request.deadline = uint64(START + 20 days);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, node);
        token.approve(address(escrow), 1e18);
        if (settled) {
            same(settleOne(request, answer(request, node, 1e18), RECEIPT_KEY, 0), Escrow.Outcome.Settled);
        } else {
            // The deadline passes before a refund; the request itself must already be refused.
            VM.warp(escrow.getDeposit(requestHash).refundAt);
            same(refundOne(requestHash), Escrow.Outcome.Refunded);
        }
        VM.expectRevert(abi.encodeWithSelector(AlreadyFunded.selector, requestHash));
        escrow.fund(request, PUBLISHER, node);
    }

    /// Every field of a receipt is covered by its signature or by the request that was paid for.
    function testFuzz_noFieldCanChange(uint256 which, bytes32 noise, uint256 seed) external {
        VM.assume(noise != 0);
        Request memory request = newRequest(PAYER, 1e18);
        fund(request, PAYER, PUBLISHER, node);
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, answer(request, node, 1e18), RECEIPT_KEY, seed);
        Escrow.Outcome expected = _alter(items[0], checkpoints[0], which % 24, noise);
        same(escrow.settle(checkpoints, items)[0], expected);
        equal(escrow.totalHeld(), 1e18, "held");
        equal(escrow.credit(OPERATOR), 0, "operator's credit");
    }

    function _alter(Escrow.Settlement memory item, CheckpointProof memory proof, uint256 which, bytes32 noise)
        private
        pure
        returns (Escrow.Outcome)
    {
        Receipt memory r = item.receipt;
        Checkpoint memory c = proof.checkpoint;
        if (which == 0) r.fieldsRoot ^= noise;
        if (which == 1) r.outputCommitment ^= noise;
        if (which == 2) r.traceCommitment ^= noise;
        // Nobody asked for a trace root.
        if (which == 2) return Escrow.Outcome.RequestMismatch;
        if (which == 3) r.previous ^= noise;
        if (which == 4) r.tokensIn += 1;
        if (which == 5) r.tokensOut += 1;
        if (which == 6) r.price -= 1;
        if (which < 7) return Escrow.Outcome.ReceiptSignatureInvalid;
        if (which == 7) r.modelId ^= noise;
        if (which == 8) r.payer = address(uint160(r.payer) ^ 1);
        if (which == 9) r.inputCommitment ^= noise;
        if (which == 10) r.disclosure ^= 1;
        if (which == 11) r.nonce ^= noise;
        if (which == 12) r.deadline += 1;
        if (which == 13) item.maxPrice += 1;
        if (which == 14) item.samplerHash ^= noise;
        if (which == 15) item.seed ^= noise;
        if (which == 16) item.delegatesHash ^= noise;
        if (which < 17) return Escrow.Outcome.RequestMismatch;
        if (which == 17) {
            r.requestHash ^= noise;
            return Escrow.Outcome.NotFunded;
        }
        if (which == 18) {
            r.node = address(uint160(r.node) ^ 1);
            return Escrow.Outcome.NodeMismatch;
        }
        if (which == 19) c.size += 1;
        if (which == 20) c.root ^= noise;
        if (which == 21) proof.epochRoot ^= noise;
        if (which < 22) return Escrow.Outcome.CheckpointNotAnchored;
        if (which == 22) {
            c.timestamp += 1;
            return Escrow.Outcome.CheckpointSignatureInvalid;
        }
        item.logIndex += uint64(c.size);
        return Escrow.Outcome.NotIncluded;
    }

    /// Whoever pays for a trace root pays for a commitment to one, and for one that the receipt's signature covers.
    function testFuzz_aTraceRootThatWasBought(bytes32 commitment, bytes32 noise, uint256 seed) external {
        VM.assume(commitment != 0 && noise != 0 && commitment != noise);
        Request memory request = newRequest(PAYER, 1e18);
        request.traceRoot = true;
        fund(request, PAYER, PUBLISHER, node);
        Receipt memory receipt = answer(request, node, 1e18);
        same(settleOne(request, receipt, RECEIPT_KEY, seed), Escrow.Outcome.RequestMismatch);
        receipt.traceCommitment = commitment;
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, receipt, RECEIPT_KEY, seed);
        items[0].receipt.traceCommitment ^= noise;
        same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.ReceiptSignatureInvalid);
        items[0].receipt.traceCommitment = commitment;
        same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.Settled);
    }

    function testFuzz_oneBadItemStopsNothing(uint256 seed) external {
        Request memory good = newRequest(PAYER, 2e18);
        Request memory bad = newRequest(PAYER, 3e18);
        fund(good, PAYER, PUBLISHER, node);
        fund(bad, PAYER, PUBLISHER, node);
        (CheckpointProof[] memory a, Escrow.Settlement[] memory goods) =
            prove(good, answer(good, node, 1e18), RECEIPT_KEY, seed);
        (CheckpointProof[] memory b, Escrow.Settlement[] memory bads) =
            prove(bad, answer(bad, node, 1e18), 0xBAD, ~seed);
        CheckpointProof[] memory checkpoints = new CheckpointProof[](2);
        (checkpoints[0], checkpoints[1]) = seed & 1 == 0 ? (a[0], b[0]) : (b[0], a[0]);
        Escrow.Settlement[] memory items = new Escrow.Settlement[](3);
        (items[0], items[1], items[2]) = (bads[0], goods[0], goods[0]);
        items[0].checkpoint = uint32(1 - (seed & 1));
        items[1].checkpoint = uint32(seed & 1);
        Escrow.Outcome[] memory outcomes = escrow.settle(checkpoints, items);
        same(outcomes[0], Escrow.Outcome.CheckpointSignatureInvalid);
        same(outcomes[1], Escrow.Outcome.Settled);
        same(outcomes[2], Escrow.Outcome.AlreadySettled);
    }

    /// An entry in somebody else's log is nobody's promise, however well it is signed and anchored.
    function testFuzz_anotherNodesLogDoesNotCount(uint256 seed) external {
        address other = registerNode(address(0x09E8), NODE_KEY + 1, RECEIPT_KEY + 1, 100e18);
        Request memory request = newRequest(PAYER, 1e18);
        fund(request, PAYER, PUBLISHER, node);
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, answer(request, node, 1e18), RECEIPT_KEY, seed);
        Checkpoint memory checkpoint = checkpoints[0].checkpoint;
        checkpoint.node = other;
        checkpoints[0] = anchored(checkpoint, RECEIPT_KEY + 1, seed);
        same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.CheckpointMissing);
        items[0].checkpoint = 1;
        same(escrow.settle(checkpoints, items)[0], Escrow.Outcome.CheckpointMissing);
    }

    function testFuzz_keyEndsOneMergeDelayLater(uint256 delay, uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        fund(request, PAYER, PUBLISHER, node);
        VM.prank(OPERATOR);
        nodes.exit(node);
        // The two seconds on either side of the border more often than chance would choose them.
        VM.warp(START + (delay % 4 < 2 ? 1 hours + delay % 4 : bound(delay, 0, 2 hours)));
        Escrow.Outcome expected =
            block.timestamp <= START + 1 hours ? Escrow.Outcome.Settled : Escrow.Outcome.KeyNotValid;
        same(settleOne(request, answer(request, node, 1e18), RECEIPT_KEY, seed), expected);
    }

    function testFuzz_whatIsNotAnchoredDoesNotCount(uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        fund(request, PAYER, PUBLISHER, node);
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, answer(request, node, 1e18), RECEIPT_KEY, seed);
        // A root of the node's own making: an epoch of one.
        Checkpoint memory c = checkpoints[0].checkpoint;
        checkpoints[0].epochRoot = Trees.leaf(abi.encodePacked(c.node, c.size, c.root));
        checkpoints[0].epochIndex = 0;
        checkpoints[0].epochProof = new bytes32[](0);
        bool known = anchors.anchoredAt(checkpoints[0].epochRoot) != 0;
        same(
            escrow.settle(checkpoints, items)[0],
            known ? Escrow.Outcome.Settled : Escrow.Outcome.CheckpointNotAnchored
        );
    }

    /// A key signs nothing backwards: what was anchored before it began is not its work.
    function testFuzz_aKeyCountsFromItsBegin(uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        fund(request, PAYER, PUBLISHER, node);
        uint256 newKey = RECEIPT_KEY + 1;
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, answer(request, node, 1e18), newKey, seed);
        checkpoints[0].keyIndex = 1;
        items[0].keyIndex = 1;
        // In the second of the anchor itself, or the one after it.
        VM.warp(block.timestamp + (seed & 1));
        bytes32 digest = nodes.hashNodeKey(NodeKey(node, OPERATOR, VM.addr(newKey), "log", sha256("peer"), 1));
        VM.prank(OPERATOR);
        nodes.rotateKeys(node, VM.addr(newKey), "log", "peer", sign(newKey, digest));
        same(
            escrow.settle(checkpoints, items)[0],
            seed & 1 == 0 ? Escrow.Outcome.Settled : Escrow.Outcome.KeyNotValid
        );
    }

    /// A stolen old key cannot have its receipts logged under the new one once it is outlived.
    function testFuzz_anOldKeysReceiptIsNotCarriedByANewOne(uint256 delay, uint256 seed) external {
        Request memory request = newRequest(PAYER, 1e18);
        fund(request, PAYER, PUBLISHER, node);
        uint256 newKey = RECEIPT_KEY + 1;
        bytes32 digest = nodes.hashNodeKey(NodeKey(node, OPERATOR, VM.addr(newKey), "log", sha256("peer"), 1));
        VM.prank(OPERATOR);
        nodes.rotateKeys(node, VM.addr(newKey), "log", "peer", sign(newKey, digest));
        VM.warp(START + (delay % 4 < 2 ? 1 hours + delay % 4 : bound(delay, 1, 2 hours)));
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, answer(request, node, 1e18), RECEIPT_KEY, seed);
        checkpoints[0] = anchored(checkpoints[0].checkpoint, newKey, seed);
        checkpoints[0].keyIndex = 1;
        bool inTime = block.timestamp <= START + 1 hours;
        same(
            escrow.settle(checkpoints, items)[0], inTime ? Escrow.Outcome.Settled : Escrow.Outcome.KeyNotValid
        );
    }

    function testFuzz_authorizationPaysForItsTermsOnly(address publisher, address other, uint256 seed) external {
        uint256 payerKey = bound(seed, 1, 1e30);
        address payer = VM.addr(payerKey);
        Request memory request = newRequest(payer, 5e18);
        token.transfer(payer, 5e18);
        Escrow.Authorization memory authorization = Escrow.Authorization(payer, 0, block.timestamp + 1, "");
        bytes32 nonce = escrow.fundingNonce(escrow.hashRequest(request), PUBLISHER, node);
        authorization.signature = sign(payerKey, _authorizationDigest(payer, 5e18, block.timestamp + 1, nonce));

        if (other != node) {
            VM.expectRevert();
            escrow.fundWithAuthorization(request, PUBLISHER, other, authorization);
        }
        if (publisher != PUBLISHER) {
            VM.expectRevert();
            escrow.fundWithAuthorization(request, publisher, node, authorization);
        }
        VM.prank(other);
        bytes32 requestHash = escrow.fundWithAuthorization(request, PUBLISHER, node, authorization);
        require(escrow.getDeposit(requestHash).funder == payer, "the funder is whoever pays");
        VM.expectRevert(abi.encodeWithSelector(AlreadyFunded.selector, requestHash));
        escrow.fundWithAuthorization(request, PUBLISHER, node, authorization);
    }

    function testFuzz_unknownPublisherIsRefused(address publisher) external {
        VM.assume(publisher != PUBLISHER && publisher != address(0));
        Request memory request = newRequest(address(0), 1e18);
        VM.expectRevert(abi.encodeWithSelector(ModelNotRegistered.selector, publisher, modelId));
        escrow.fund(request, publisher, node);
    }

    function testFuzz_deadlinesAreAheadAndNotTooFar(uint64 deadline) external {
        // Around both borders more often than chance would choose them.
        if (deadline % 4 == 0) deadline = uint64(START) - 1 + deadline % 3;
        if (deadline % 4 == 1) deadline = uint64(START) + 30 days - 1 + deadline % 3;
        Request memory request = newRequest(address(0), 1e18);
        request.deadline = deadline;
        token.approve(address(escrow), 1e18);
        if (deadline < START) {
            VM.expectRevert(abi.encodeWithSelector(DeadlinePassed.selector, deadline));
        } else if (deadline > START + 30 days) {
            VM.expectRevert(abi.encodeWithSelector(DeadlineTooFar.selector, deadline, START + 30 days));
        }
        escrow.fund(request, PUBLISHER, node);
    }

    function testFuzz_onlyItsPayerFundsASignedRequest(address stranger) external {
        VM.assume(stranger != PAYER && stranger != address(0));
        Request memory request = newRequest(PAYER, 1e18);
        VM.expectRevert(abi.encodeWithSelector(FunderNotPayer.selector, PAYER, stranger));
        VM.prank(stranger);
        escrow.fund(request, PUBLISHER, node);
    }

    /// Governance may change the terms of later deposits, never of one that is made.
    function testFuzz_termsAreThoseOfFunding(uint16 feeBps, uint32 timeout) external {
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, node);
        uint256 refundAt = escrow.getDeposit(requestHash).refundAt;
        VM.prank(address(timelock));
        parameters.setProtocolFeeBps(uint16(bound(feeBps, 0, 1_000)));
        VM.prank(address(timelock));
        parameters.setSettlementTimeout(uint32(bound(timeout, 1, 30 days)));
        VM.prank(address(timelock));
        parameters.setMaxRoyaltyBps(0);
        equal(escrow.getDeposit(requestHash).refundAt, refundAt, "refundAt");
        same(settleOne(request, answer(request, node, 1e18), RECEIPT_KEY, 0), Escrow.Outcome.Settled);
        ripen(address(0), requestHash);
        ripen(PUBLISHER, requestHash);
        equal(escrow.credit(TREASURY), 1e18 * 250 / 10_000, "fee");
        equal(escrow.credit(PUBLISHER), 1e18 / 10, "royalty");
    }

    function testFuzz_royaltyIsCappedAtFunding(uint16 cap) external {
        cap = uint16(bound(cap, 0, 2_000));
        VM.prank(address(timelock));
        parameters.setMaxRoyaltyBps(cap);
        bytes32 requestHash = fund(newRequest(PAYER, 1e18), PAYER, PUBLISHER, node);
        equal(escrow.getDeposit(requestHash).royaltyBps, cap < 1_000 ? cap : 1_000, "royalty");
    }

    function testFuzz_withdrawPaysTheCreditedOnly(address account) external {
        VM.assume(account != OPERATOR);
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, address(0), node);
        same(settleOne(request, answer(request, node, 1e18), RECEIPT_KEY, 0), Escrow.Outcome.Settled);
        VM.expectRevert(abi.encodeWithSelector(NothingToWithdraw.selector, OPERATOR));
        escrow.withdraw(OPERATOR);
        ripen(OPERATOR, requestHash);
        VM.prank(account);
        escrow.withdraw(OPERATOR);
        equal(token.balanceOf(OPERATOR), 1e18 - 1e18 * 250 / 10_000, "operator's tokens");
        VM.expectRevert(abi.encodeWithSelector(NothingToWithdraw.selector, OPERATOR));
        escrow.withdraw(OPERATOR);
    }

    /// To the second: what is settled goes back by a fault until it matures, and is its earners' from then on. Of a node that is
    /// not the one that was paid, no fault moves anything.
    function testFuzz_aFaultTakesBackWhatHasNotMatured(uint256 price, uint256 delay, bool other) external {
        price = bound(price, 1, 1e18);
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, node);
        Receipt memory receipt = answer(request, node, price);
        bytes32 receiptId = escrow.hashReceipt(receipt);
        same(settleOne(request, receipt, RECEIPT_KEY, 0), Escrow.Outcome.Settled);
        uint256 maturesAt = escrow.getDeposit(requestHash).maturesAt;
        equal(maturesAt, START + 1 days + 4 hours, "maturesAt");
        VM.warp(bound(delay, maturesAt - 2, maturesAt + 2));
        VM.prank(address(slasher));
        uint256 back = escrow.refundByFault(requestHash, receiptId, other ? address(1) : node);
        bool taken = !other && block.timestamp < maturesAt;
        equal(back, taken ? price : 0, "what went back");
        equal(escrow.credit(PAYER), taken ? 1e18 : 1e18 - price, "payer");
        ripen(OPERATOR, requestHash);
        ripen(PUBLISHER, requestHash);
        ripen(address(0), requestHash);
        uint256 rest = escrow.credit(OPERATOR) + escrow.credit(PUBLISHER) + escrow.credit(TREASURY);
        equal(rest, taken ? 0 : price, "what the earners have");
        equal(escrow.totalHeld(), 1e18, "held");
    }

    /// An open deposit goes back whole, and the receipt settles nothing, not even another deposit of its request.
    function testFuzz_aFaultOfAnOpenDeposit(bool named) external {
        Request memory request = newRequest(PAYER, 1e18);
        bytes32 requestHash = fund(request, PAYER, PUBLISHER, named ? node : address(0));
        Receipt memory receipt = answer(request, node, 1e18);
        bytes32 receiptId = escrow.hashReceipt(receipt);
        VM.prank(address(slasher));
        equal(escrow.refundByFault(requestHash, receiptId, node), named ? 1e18 : 0, "what went back");
        same(
            settleOne(request, receipt, RECEIPT_KEY, 0),
            named ? Escrow.Outcome.AlreadyRefunded : Escrow.Outcome.ReceiptFaulty
        );
        VM.prank(address(slasher));
        equal(escrow.refundByFault(requestHash, receiptId, node), 0, "what goes back a second time");
    }

    function test_nothingMaturesEarly() external {
        uint256[] memory buckets = new uint256[](1);
        buckets[0] = START / 1 hours + 1;
        VM.expectRevert(abi.encodeWithSelector(NotMatured.selector, buckets[0] * 1 hours));
        escrow.mature(OPERATOR, buckets);
        buckets = new uint256[](257);
        VM.expectRevert(abi.encodeWithSelector(ListTooLong.selector, "buckets", 257, 256));
        escrow.mature(OPERATOR, buckets);
    }

    function _authorizationDigest(address from, uint256 value, uint256 validBefore, bytes32 nonce)
        private
        view
        returns (bytes32)
    {
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        bytes32 structHash =
            keccak256(abi.encode(typehash, from, address(escrow), value, uint256(0), validBefore, nonce));
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }

    function _withdrawAll() private {
        address[4] memory accounts = [PUBLISHER, TREASURY, OPERATOR, PAYER];
        for (uint256 i = 0; i < 4; ++i) {
            if (escrow.credit(accounts[i]) != 0) escrow.withdraw(accounts[i]);
        }
    }
}
