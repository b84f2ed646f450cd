// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {CheckpointAnchor} from "../src/CheckpointAnchor.sol";
import {Case} from "../src/disputes/Beginnings.sol";
import {
    AddressZero,
    AmountOutOfRange,
    CheckpointMissing,
    CheckpointNotAnchored,
    CheckpointSignatureInvalid,
    DisputeStateWrong,
    GraphMismatch,
    KeyNotValid,
    ListTooLong,
    NodeNotRegistered,
    NotIncluded,
    ResponseInTime,
    TextTooLong,
    ValueZero
} from "../src/Errors.sol";
import {Escrow} from "../src/Escrow.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {PortOpening, TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {CheckpointProof, LogPlace} from "../src/libraries/LogEvidence.sol";
import {Checkpoint, NodeKey, Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts} from "../src/steps/Facts.sol";
import {DisputeNetwork} from "./DisputeNetwork.sol";
import {Traces} from "./Traces.sol";
import {VM} from "./Vm.sol";

/// Refusals that no course of the other tests meets: each is called for once, by its name.
contract RefusalsTest is DisputeNetwork {
    address private constant PAYER = address(0xCA11);
    address private constant STRANGER = address(0x57A6);
    uint256 private constant PRICE = 1e18;
    bytes32 private constant RECEIVE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    address private _node;
    Request private _request;
    Receipt private _receipt;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        _node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        _request = newRequest(PAYER, PRICE);
        _request.disclosure = 1;
        _receipt = answer(_request, _node, PRICE);
        _id = escrow.hashReceipt(_receipt);
    }

    // ------------------------------------------------------------ money

    /// Only the receiver may use what is signed to be received, and only in its time.
    function test_authorizations() external {
        uint256 key = 0xF00;
        address from = VM.addr(key);
        token.transfer(from, PRICE);
        bytes memory call = _authorized(key, STRANGER, block.timestamp - 1, block.timestamp + 1);
        _refuses(PAYER, address(token), call, IERC20Errors.ERC20InvalidReceiver.selector);
        bytes memory early = _authorized(key, STRANGER, block.timestamp, block.timestamp + 9);
        _refuses(STRANGER, address(token), early, ERC3009.ERC3009InvalidAuthorizationTime.selector);
        bytes memory late = _authorized(key, STRANGER, 0, block.timestamp);
        _refuses(STRANGER, address(token), late, ERC3009.ERC3009InvalidAuthorizationTime.selector);
        VM.prank(STRANGER);
        (bool done,) = address(token).call(call);
        require(done && token.balanceOf(STRANGER) == PRICE, "in time, by its receiver");
    }

    function test_requestsWithoutAPrice() external {
        Request memory request = _request;
        request.maxPrice = 0;
        _refuses(PAYER, address(escrow), abi.encodeCall(escrow.fund, (request, PUBLISHER, _node)), AmountOutOfRange.selector);
        request.maxPrice = 1 << 96;
        _refuses(PAYER, address(escrow), abi.encodeCall(escrow.fund, (request, PUBLISHER, _node)), AmountOutOfRange.selector);
        same(refundOne("never funded"), Escrow.Outcome.NotFunded);
        same(settleOne(_request, _receipt, RECEIPT_KEY, 0), Escrow.Outcome.NotFunded);
    }

    function test_noTreasury() external {
        bytes memory call = abi.encodeCall(parameters.setTreasury, (address(0)));
        _refuses(address(timelock), address(parameters), call, AddressZero.selector);
    }

    function test_anchors() external {
        CheckpointAnchor.Epoch[] memory epochs = new CheckpointAnchor.Epoch[](65);
        for (uint256 i = 0; i < 65; ++i) {
            epochs[i] = CheckpointAnchor.Epoch(keccak256(abi.encode(i)), 1);
        }
        _refuses(STRANGER, address(anchors), abi.encodeCall(anchors.anchor, (epochs)), ListTooLong.selector);
        epochs = new CheckpointAnchor.Epoch[](1);
        _refuses(STRANGER, address(anchors), abi.encodeCall(anchors.anchor, (epochs)), ValueZero.selector);
    }

    // ------------------------------------------------------------ nodes and models

    function test_registrationsThatSayNothing() external {
        _refuses(OPERATOR, address(nodes), _registration(address(0), "log", "peer"), AddressZero.selector);
        _refuses(OPERATOR, address(nodes), _registration(VM.addr(7), 0, "peer"), ValueZero.selector);
        _refuses(OPERATOR, address(nodes), _registration(VM.addr(7), "log", ""), ValueZero.selector);
        string memory long = string(new bytes(nodes.MAX_PEER_ID() + 1));
        _refuses(OPERATOR, address(nodes), _registration(VM.addr(7), "log", long), TextTooLong.selector);
    }

    function test_contacts() external {
        string[] memory none = new string[](0);
        VM.prank(_node);
        nodes.setContact(_node, 3, "http://127.0.0.1:2", none);
        require(nodes.getNode(_node).record.contact.roles == 3, "by the node itself");
        string memory long = string(new bytes(257));
        _refuses(
            OPERATOR, address(nodes), abi.encodeCall(nodes.setContact, (_node, 3, long, none)), TextTooLong.selector
        );
        bytes memory unknown = abi.encodeCall(nodes.setContact, (STRANGER, 3, "", none));
        _refuses(OPERATOR, address(nodes), unknown, NodeNotRegistered.selector);
        require(nodes.getNode(STRANGER).key.receiptKey == address(0), "a key of nobody");
    }

    function test_slashesOfNobody() external {
        bytes memory nowhere = abi.encodeCall(nodes.slash, (_node, 1, address(0), "reason"));
        _refuses(address(slasher), address(nodes), nowhere, AddressZero.selector);
        bytes memory nobody = abi.encodeCall(nodes.slash, (STRANGER, 1, TREASURY, "reason"));
        _refuses(address(slasher), address(nodes), nobody, NodeNotRegistered.selector);
    }

    function test_pages() external {
        registerNode(address(0x0E2), NODE_KEY + 1, RECEIPT_KEY + 1, 100e18);
        equal(nodes.listNodes(0, 1).length, 1, "one of two");
        equal(nodes.listNodes(1, 1_000).length, 1, "a page has a limit of its own");
        equal(nodes.listNodes(2, 1).length, 0, "behind the last");
    }

    /// A warning keeps its time, whatever is added to it.
    function test_deprecation() external {
        VM.prank(PUBLISHER);
        models.deprecate(modelId, "old");
        VM.warp(START + 7);
        VM.prank(PUBLISHER);
        models.deprecate(modelId, "older");
        ModelRegistry.Registration memory registration = models.getModel(PUBLISHER, modelId);
        equal(registration.deprecatedAt, START, "first said");
        require(keccak256(bytes(registration.deprecation)) == keccak256("older"), "the last reason");
        VM.prank(PUBLISHER);
        models.claimNamespace("lab");
        bytes memory call = abi.encodeCall(models.transferNamespace, ("lab", address(0)));
        _refuses(PUBLISHER, address(models), call, AddressZero.selector);
    }

    // ------------------------------------------------------------ cases

    function test_casesThatShowNothing() external {
        Case memory case_ = caseOf(_request, _receipt, RECEIPT_KEY, 5);
        address other = registerNode(address(0x0E2), NODE_KEY + 1, RECEIPT_KEY + 1, 100e18);
        CheckpointProof memory right = case_.checkpoint;
        case_.checkpoint = anchored(Checkpoint(other, 1, "root", uint64(START)), RECEIPT_KEY + 1, 0);
        _noCase(case_, CheckpointMissing.selector);
        case_.checkpoint = right;
        case_.signed.keyIndex = 1;
        _noCase(case_, KeyNotValid.selector);
        case_.signed.keyIndex = 0;
        case_.place.index += 1;
        _noCase(case_, NotIncluded.selector);
    }

    function test_answersThatShowNoInclusion() external {
        Case memory case_ = caseOf(_request, _receipt, RECEIPT_KEY, 5);
        allow(WATCHER, 5e18);
        VM.prank(WATCHER);
        misconduct.demandInclusion(case_.signed);
        CheckpointProof memory proof = case_.checkpoint;
        proof.epochRoot = "never anchored";
        _noInclusion(proof, case_.place, CheckpointNotAnchored.selector);
        proof = caseOf(_request, _receipt, RECEIPT_KEY, 5).checkpoint;
        proof.keyIndex = 1;
        _noInclusion(proof, case_.place, KeyNotValid.selector);
        proof.keyIndex = 0;
        proof.signature = sign(0xBAD, escrow.hashCheckpoint(proof.checkpoint));
        _noInclusion(proof, case_.place, CheckpointSignatureInvalid.selector);
    }

    /// An open demand keeps a dispute open, and only what ended with a fault gives deposits back.
    function test_openDemands() external {
        challengeAs(WATCHER, caseOf(_request, _receipt, RECEIPT_KEY, 0));
        Facts memory facts = commitAs(_node, _receipt);
        demandAs(WATCHER, _id, facts, rootPlace());
        VM.warp(START + 30 days);
        _refuses(OPERATOR, address(disputes), abi.encodeCall(disputes.close, (_id)), ResponseInTime.selector);
        bytes32[] memory keys = new bytes32[](1);
        keys[0] = disputes.keyOf(facts, rootPlace());
        _refuses(WATCHER, address(disputes), abi.encodeCall(disputes.reclaim, (_id, keys)), DisputeStateWrong.selector);
        disputes.proveSilence(_id);
        // The demand stays open, and what is silent is silent once.
        _refuses(WATCHER, address(disputes), abi.encodeCall(disputes.proveSilence, (_id)), DisputeStateWrong.selector);
        uint256 before = slasher.credit(WATCHER);
        disputes.reclaim(_id, keys);
        equal(slasher.credit(WATCHER) - before, parameters.values().demandDeposit, "deposit");
    }

    /// A port counts once.
    function test_aPortThatIsOpenedTwice() external {
        challengeAs(WATCHER, caseOf(_request, _receipt, RECEIPT_KEY, 0));
        TraceOpening memory opening = Traces.opening("input", "output");
        PortOpening memory port = opening.inputs[0];
        opening.inputs = new PortOpening[](2);
        (opening.inputs[0], opening.inputs[1]) = (port, port);
        bytes memory call = abi.encodeCall(disputes.commitTrace, (_receipt, modelParts(), opening));
        _refuses(_node, address(disputes), call, GraphMismatch.selector);
    }

    // ------------------------------------------------------------ helpers

    function _refuses(address who, address to, bytes memory call, bytes4 selector) private {
        VM.prank(who);
        (bool done, bytes memory refusal) = to.call(call);
        require(!done, "was not refused");
        require(bytes4(refusal) == selector, "was refused for another reason");
    }

    function _noCase(Case memory case_, bytes4 selector) private {
        allow(WATCHER, 5e18);
        _refuses(
            WATCHER, address(disputes), abi.encodeCall(disputes.challenge, (case_, new address[](0))), selector
        );
    }

    function _noInclusion(CheckpointProof memory proof, LogPlace memory place, bytes4 selector) private {
        bytes memory call = abi.encodeCall(misconduct.answerInclusion, (_id, proof, place));
        _refuses(STRANGER, address(misconduct), call, selector);
    }

    function _registration(address node, bytes32 logKey, string memory peerId) private returns (bytes memory) {
        token.transfer(OPERATOR, 100e18);
        VM.prank(OPERATOR);
        token.approve(address(nodes), 100e18);
        address receiptKey = VM.addr(8);
        bytes32 digest = _digestOf(node, receiptKey, logKey, peerId);
        NodeRegistry.Contact memory contact = NodeRegistry.Contact(1, peerId, "", new string[](0));
        return abi.encodeCall(
            nodes.register, (node, receiptKey, logKey, contact, 100e18, sign(7, digest), sign(8, digest))
        );
    }

    function _authorized(uint256 key, address to, uint256 after_, uint256 before) private view returns (bytes memory) {
        address from = VM.addr(key);
        bytes32 hash = keccak256(abi.encode(RECEIVE, from, to, PRICE, after_, before, bytes32("nonce")));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash));
        // There are two of that name.
        return abi.encodeWithSignature(
            "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
            from,
            to,
            PRICE,
            after_,
            before,
            bytes32("nonce"),
            sign(key, digest)
        );
    }

    function _digestOf(address node, address receiptKey, bytes32 logKey, string memory peerId)
        private
        view
        returns (bytes32)
    {
        return nodes.hashNodeKey(NodeKey(node, OPERATOR, receiptKey, logKey, sha256(bytes(peerId)), 0));
    }
}
