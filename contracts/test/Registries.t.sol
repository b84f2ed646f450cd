// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    KeyProofInvalid,
    ModelAlreadyRegistered,
    NameMalformed,
    NamespaceNotYours,
    NamespaceTaken,
    NodeAlreadyRegistered,
    ParameterOutOfBounds,
    RoyaltyTooHigh,
    StakeBonded,
    StakeTooLow,
    VersionTaken
} from "../src/Errors.sol";
import {CheckpointAnchor} from "../src/CheckpointAnchor.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";
import {NodeKey} from "../src/libraries/ReceiptTypes.sol";
import {Network} from "./Network.sol";
import {VM} from "./Vm.sol";

contract RegistriesTest is Network {
    function testFuzz_modelIdIsTheHashOfItsParts(ModelRegistry.Parts calldata parts, uint256 bit) external {
        bytes32 id = sha256(
            bytes.concat(
                bytes("assay/model/1"),
                parts.graphRoot,
                parts.weightsRoot,
                parts.tokenizerHash,
                parts.templateHash,
                parts.interfaceHash
            )
        );
        VM.expectRevert();
        models.register(id ^ bytes32(1 << (bit % 256)), parts, 0, "", "");
        models.register(id, parts, 0, "", "");
        require(models.getModel(address(this), id).parts.weightsRoot == parts.weightsRoot, "weightsRoot");
    }

    function testFuzz_royaltyHasALimit(uint16 royaltyBps) external {
        ModelRegistry.Parts memory parts;
        bytes32 id = models.computeModelId(parts);
        // Around the border more often than chance would choose it.
        if (royaltyBps % 4 == 0) royaltyBps = 2_001;
        if (royaltyBps > 2_000) {
            VM.expectRevert(abi.encodeWithSelector(RoyaltyTooHigh.selector, royaltyBps, 2_000));
        }
        models.register(id, parts, royaltyBps, "", "");
    }

    function testFuzz_aRegistrationIsForEver(address publisher, uint16 royaltyBps) external {
        VM.assume(publisher != PUBLISHER);
        ModelRegistry.Parts memory parts = models.getModel(PUBLISHER, modelId).parts;
        VM.expectRevert(abi.encodeWithSelector(ModelAlreadyRegistered.selector, PUBLISHER, modelId));
        VM.prank(PUBLISHER);
        models.register(modelId, parts, 0, "another", "");
        VM.prank(publisher);
        models.register(modelId, parts, royaltyBps % 2_001, "their own", "");
        equal(models.royaltyOf(PUBLISHER, modelId), 1_000, "the first publisher's royalty");
        equal(models.royaltyOf(publisher, modelId), royaltyBps % 2_001, "the second publisher's royalty");
        equal(models.publisherCount(modelId), 2, "publishers");
    }

    function testFuzz_namespacesAndVersionsAreKept(address stranger) external {
        VM.assume(stranger != PUBLISHER && stranger != address(0));
        VM.prank(PUBLISHER);
        models.claimNamespace("lab");
        VM.expectRevert(abi.encodeWithSelector(NamespaceTaken.selector, "lab", PUBLISHER));
        VM.prank(stranger);
        models.claimNamespace("lab");
        bytes memory notYours = abi.encodeWithSelector(NamespaceNotYours.selector, "lab", PUBLISHER);
        VM.expectRevert(notYours);
        VM.prank(stranger);
        models.transferNamespace("lab", stranger);
        VM.expectRevert(notYours);
        VM.prank(stranger);
        models.publishVersion("lab", "digits", "1", modelId);
        VM.prank(PUBLISHER);
        models.publishVersion("lab", "digits", "1", modelId);
        VM.expectRevert(abi.encodeWithSelector(VersionTaken.selector, "lab/digits@1"));
        VM.prank(PUBLISHER);
        models.publishVersion("lab", "digits", "1", modelId);
        require(models.resolve("lab/digits@1").publisher == PUBLISHER, "the version's publisher");
    }

    function testFuzz_anAnchorKeepsItsTime(bytes32 root, uint32 later, uint32 count) external {
        VM.assume(root != 0);
        CheckpointAnchor.Epoch[] memory epochs = new CheckpointAnchor.Epoch[](2);
        epochs[0] = CheckpointAnchor.Epoch(root, count);
        epochs[1] = CheckpointAnchor.Epoch(root, 1);
        anchors.anchor(epochs);
        VM.warp(block.timestamp + later);
        anchors.anchor(epochs);
        equal(anchors.anchoredAt(root), START, "the time of the first anchor");
    }

    function testFuzz_names(string calldata name) external {
        bytes memory text = bytes(name);
        bool good = text.length > 0 && text.length <= 64;
        for (uint256 i = 0; good && i < text.length; ++i) {
            uint8 c = uint8(text[i]);
            bool plain = (c >= 97 && c <= 122) || (c >= 48 && c <= 57);
            bool inner = (c == 46 || c == 95 || c == 45) && i != 0 && i != text.length - 1;
            good = plain || inner;
        }
        if (!good) VM.expectRevert(abi.encodeWithSelector(NameMalformed.selector, name));
        models.claimNamespace(name);
    }

    function testFuzz_keysNeedTheirOwnersConsent(uint256 nodeKey, uint256 receiptKey, uint256 thief) external {
        nodeKey = bound(nodeKey, 1, 1e30);
        receiptKey = bound(receiptKey, 1, 1e30);
        thief = bound(thief, 1, 1e30);
        VM.assume(thief != nodeKey && thief != receiptKey);
        address node = VM.addr(nodeKey);
        bytes32 digest = nodes.hashNodeKey(
            NodeKey(node, address(this), VM.addr(receiptKey), bytes32(uint256(1)), sha256("peer"), 0)
        );
        NodeRegistry.Contact memory contact = NodeRegistry.Contact(1, "peer", "", new string[](0));
        token.approve(address(nodes), 100e18);
        bytes memory byThief = sign(thief, digest);
        bytes memory byNode = sign(nodeKey, digest);
        bytes memory byKey = sign(receiptKey, digest);
        address key = VM.addr(receiptKey);
        VM.expectRevert(abi.encodeWithSelector(KeyProofInvalid.selector, node));
        nodes.register(node, key, bytes32(uint256(1)), contact, 100e18, byThief, byKey);
        VM.expectRevert(abi.encodeWithSelector(KeyProofInvalid.selector, key));
        nodes.register(node, key, bytes32(uint256(1)), contact, 100e18, byNode, byThief);
        nodes.register(node, key, bytes32(uint256(1)), contact, 100e18, byNode, byKey);
        VM.expectRevert(abi.encodeWithSelector(NodeAlreadyRegistered.selector, node));
        nodes.register(node, key, bytes32(uint256(1)), contact, 100e18, byNode, byKey);
    }

    function testFuzz_stakeHasAMinimum(uint96 stake) external {
        address node = VM.addr(NODE_KEY);
        address key = VM.addr(RECEIPT_KEY);
        bytes32 digest = nodes.hashNodeKey(NodeKey(node, address(this), key, "log", sha256("peer"), 0));
        NodeRegistry.Contact memory contact = NodeRegistry.Contact(1, "peer", "", new string[](0));
        (bytes memory byNode, bytes memory byKey) = (sign(NODE_KEY, digest), sign(RECEIPT_KEY, digest));
        stake = uint96(bound(stake, 0, 200e18));
        token.approve(address(nodes), stake);
        if (stake < 100e18) VM.expectRevert(abi.encodeWithSelector(StakeTooLow.selector, stake, 100e18));
        nodes.register(node, key, "log", contact, stake, byNode, byKey);
    }

    /// Whatever the rhythm of rotations, validity intervals touch, do not overlap, and only the last is open.
    function testFuzz_validityHistory(uint256[6] calldata steps) external {
        address node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        for (uint256 i = 0; i < steps.length; ++i) {
            VM.warp(block.timestamp + bound(steps[i], 0, 1 days));
            uint256 key = bound(steps[i], 1, 1e30);
            bytes32 digest = nodes.hashNodeKey(
                NodeKey(node, OPERATOR, VM.addr(key), bytes32(i + 1), sha256("peer"), uint32(i + 1))
            );
            VM.prank(OPERATOR);
            nodes.rotateKeys(node, VM.addr(key), bytes32(i + 1), "peer", sign(key, digest));
        }
        VM.prank(OPERATOR);
        nodes.exit(node);
        NodeRegistry.Key[] memory keys = nodes.getKeys(node);
        equal(keys.length, steps.length + 1, "keys");
        equal(keys[0].validFrom, START, "the first key's begin");
        for (uint256 i = 0; i < keys.length; ++i) {
            uint256 end = i + 1 < keys.length ? keys[i + 1].validFrom : block.timestamp;
            equal(keys[i].validUntil, end, "a key's end");
        }
    }

    function testFuzz_stakeLeavesAfterUnbonding(uint256 delay, uint96 extra) external {
        extra = uint96(bound(extra, 0, 1e26));
        address node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        token.approve(address(nodes), extra);
        nodes.addStake(node, extra);
        VM.prank(OPERATOR);
        nodes.exit(node);
        // The two seconds on either side of the border more often than chance would choose them.
        VM.warp(START + (delay % 4 < 2 ? 2 days - delay % 4 : bound(delay, 0, 4 days)));
        if (block.timestamp < START + 2 days) {
            VM.expectRevert(abi.encodeWithSelector(StakeBonded.selector, START + 2 days));
            nodes.withdraw(node);
            return;
        }
        nodes.withdraw(node);
        equal(token.balanceOf(OPERATOR), 100e18 + uint256(extra), "operator's tokens");
        equal(nodes.totalStake(), 0, "total stake");
        nodes.withdraw(node);
        equal(token.balanceOf(OPERATOR), 100e18 + uint256(extra), "operator's tokens after a second withdrawal");
    }

    function testFuzz_slashTakesNoMoreThanTheStake(uint96 amount) external {
        address node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        VM.prank(address(slasher));
        uint256 taken = nodes.slash(node, amount, TREASURY, "fault");
        equal(taken, amount < 100e18 ? amount : 100e18, "taken");
        equal(token.balanceOf(TREASURY), taken, "treasury's tokens");
        equal(nodes.getNode(node).record.stake, 100e18 - taken, "stake");
        require(nodes.isActive(node) == (taken == 0), "a node below the minimum is not active");
    }

    /// The bond outlasts everything that could be shown against a receipt, whatever governance sets.
    function testFuzz_unbondingCoversMergeAndChallenge(uint32 merge, uint32 challenge, uint32 unbonding) external {
        _set(abi.encodeCall(parameters.setUnbondingDelay, (unbonding)));
        _set(abi.encodeCall(parameters.setMergeDelay, (merge)));
        _set(abi.encodeCall(parameters.setChallengePeriod, (challenge)));
        _set(abi.encodeCall(parameters.setUnbondingDelay, (unbonding)));
        uint256 m = parameters.values().mergeDelay;
        uint256 c = parameters.values().challengePeriod;
        require(parameters.values().unbondingDelay >= m + c, "a stake could leave before a dispute");
    }

    function test_parametersHaveBounds() external {
        _refuses(abi.encodeCall(parameters.setMergeDelay, (0)));
        _refuses(abi.encodeCall(parameters.setChallengePeriod, (0)));
        _refuses(abi.encodeCall(parameters.setUnbondingDelay, (366 days)));
        _refuses(abi.encodeCall(parameters.setSettlementTimeout, (0)));
        _refuses(abi.encodeCall(parameters.setSettlementTimeout, (31 days)));
        _refuses(abi.encodeCall(parameters.setProtocolFeeBps, (1_001)));
        _refuses(abi.encodeCall(parameters.setMaxRoyaltyBps, (5_001)));
        _refuses(abi.encodeCall(parameters.setResponseWindow, (0)));
        _refuses(abi.encodeCall(parameters.setResponseWindow, (6 hours + 1)));
        _refuses(abi.encodeCall(parameters.setChallengePeriod, (4 hours - 1)));
        _refuses(abi.encodeCall(parameters.setBountyBps, (499)));
        _refuses(abi.encodeCall(parameters.setBountyBps, (5_001)));
        _refuses(abi.encodeCall(parameters.setAuditBps, (10_001)));
        _refuses(abi.encodeCall(parameters.setChallengeDeposit, (10_000e18 + 1)));
        _refuses(abi.encodeCall(parameters.setDemandDeposit, (10_000e18 + 1)));
    }

    function _set(bytes memory call) private returns (bool done, bytes memory answer) {
        VM.prank(address(timelock));
        (done, answer) = address(parameters).call(call);
    }

    function _refuses(bytes memory call) private {
        (bool done, bytes memory answer) = _set(call);
        require(!done && bytes4(answer) == ParameterOutOfBounds.selector, "a value out of bounds was taken");
    }
}
