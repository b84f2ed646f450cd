// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {NodeNotYours, SlasherOnly} from "../src/Errors.sol";
import {Parameters} from "../src/Parameters.sol";
import {Slasher} from "../src/disputes/Slasher.sol";
import {Network} from "./Network.sol";
import {VM} from "./Vm.sol";

/// Who may not do what: every privileged function, called by anybody else.
contract AccessTest is Network {
    function testFuzz_onlyTheTimelockGoverns(address stranger) external {
        VM.assume(stranger != address(timelock));
        bytes memory upgrade = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (address(new Parameters()), ""));
        bytes memory transfer = abi.encodeCall(OwnableUpgradeable.transferOwnership, (stranger));
        address[8] memory proxies = [
            address(parameters),
            address(models),
            address(nodes),
            address(escrow),
            address(anchors),
            address(slasher),
            address(disputes),
            address(misconduct)
        ];
        for (uint256 i = 0; i < proxies.length; ++i) {
            _refused(stranger, proxies[i], upgrade);
            _refused(stranger, proxies[i], transfer);
            _refused(stranger, proxies[i], abi.encodeCall(OwnableUpgradeable.renounceOwnership, ()));
        }
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setMergeDelay, (1)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setChallengePeriod, (1)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setUnbondingDelay, (300 days)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setSettlementTimeout, (1)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setMinStake, (0)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setProtocolFeeBps, (0)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setMaxRoyaltyBps, (0)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setTreasury, (stranger)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setResponseWindow, (1)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setBountyBps, (500)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setAuditBps, (500)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setChallengeDeposit, (0)));
        _refused(stranger, address(parameters), abi.encodeCall(parameters.setDemandDeposit, (0)));
    }

    function testFuzz_onlyTheOperatorRunsANode(address stranger) external {
        address node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        VM.assume(stranger != OPERATOR);
        bytes memory refusal = abi.encodeWithSelector(NodeNotYours.selector, node, stranger);
        VM.expectRevert(refusal);
        VM.prank(stranger);
        nodes.exit(node);
        VM.expectRevert(refusal);
        VM.prank(stranger);
        nodes.rotateKeys(node, stranger, bytes32(uint256(1)), "peer", "");
        if (stranger != node) {
            VM.expectRevert(refusal);
            VM.prank(stranger);
            nodes.setContact(node, 1, "", new string[](0));
        }
    }

    /// Faults move money by the slasher alone, and it listens to the contracts that find them alone.
    function testFuzz_onlyFaultsMoveMoney(address stranger) external {
        address node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        VM.assume(
            stranger != address(0) && stranger != address(slasher) && stranger != address(disputes)
                && stranger != address(misconduct)
        );
        bytes[3] memory ofNodes = [
            abi.encodeCall(nodes.slash, (node, 1, stranger, "")),
            abi.encodeCall(nodes.hold, (node)),
            abi.encodeCall(nodes.release, (node))
        ];
        for (uint256 i = 0; i < ofNodes.length; ++i) {
            _notASlasher(stranger, address(nodes), ofNodes[i]);
        }
        _notASlasher(stranger, address(escrow), abi.encodeCall(escrow.refundByFault, (0, 0, node)));
        Slasher.Fault memory fault = Slasher.Fault(node, 0, 0, stranger, "");
        bytes[6] memory ofSlasher = [
            abi.encodeCall(slasher.redeem, (stranger, 0, 0)),
            abi.encodeCall(slasher.take, (OPERATOR, 1)),
            abi.encodeCall(slasher.give, (stranger, 0)),
            abi.encodeCall(slasher.hold, (node)),
            abi.encodeCall(slasher.release, (node)),
            abi.encodeCall(slasher.punish, (fault))
        ];
        for (uint256 i = 0; i < ofSlasher.length; ++i) {
            _notASlasher(stranger, address(slasher), ofSlasher[i]);
        }
    }

    function test_nothingIsInitializedTwice() external {
        Parameters implementation = new Parameters();
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(this), _values());
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        parameters.initialize(address(this), _values());
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        models.initialize(address(this));
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        nodes.initialize(address(this));
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        escrow.initialize(address(this));
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        anchors.initialize(address(this));
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        slasher.initialize(address(this));
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        disputes.initialize(address(this));
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        misconduct.initialize(address(this));
    }

    function _notASlasher(address stranger, address target, bytes memory call) private {
        VM.prank(stranger);
        (bool done, bytes memory answer) = target.call(call);
        require(!done, "a stranger moved money");
        require(
            keccak256(answer) == keccak256(abi.encodeWithSelector(SlasherOnly.selector, stranger)),
            "refused for another reason"
        );
    }

    function _refused(address stranger, address target, bytes memory call) private {
        VM.prank(stranger);
        (bool done, bytes memory answer) = target.call(call);
        require(!done, "a stranger governed");
        require(
            keccak256(answer)
                == keccak256(abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, stranger)),
            "refused for another reason"
        );
    }
}
