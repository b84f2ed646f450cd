// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AddressZero, ParameterOutOfBounds} from "./Errors.sol";
import {Governed} from "./Governed.sol";

/// Every number that governance may change, in one place (spec/contracts.md, section "Parameters"). What an obligation was
/// entered under is copied when it begins, so that a change here never moves money that is already committed.
contract Parameters is Governed {
    struct Values {
        address treasury;
        uint96 minStake;
        uint32 mergeDelay; // seconds between a receipt's promise and its inclusion
        uint32 challengePeriod; // seconds in which a fault may be shown
        uint32 unbondingDelay; // seconds a stake stays bonded after exit
        uint32 settlementTimeout; // seconds a node has to settle, after deadline and merge delay
        uint16 protocolFeeBps; // of a settled price, to the treasury
        uint16 maxRoyaltyBps; // of a settled price, to the publisher, at most
        uint32 responseWindow; // seconds that a node has for its trace, and each side of a dispute for its moves
        uint16 bountyBps; // of a slashed stake, to whoever showed the fault
        uint96 challengeDeposit;
        uint96 demandDeposit;
        uint16 auditBps; // of all logged receipts, checked by whoever verifies (spec/watching.md)
    }

    uint256 public constant MAX_MERGE_DELAY = 7 days;
    uint256 public constant MAX_CHALLENGE_PERIOD = 90 days;
    uint256 public constant MAX_UNBONDING_DELAY = 365 days;
    uint256 public constant MAX_SETTLEMENT_TIMEOUT = 30 days;
    uint256 public constant MAX_PROTOCOL_FEE_BPS = 1_000;
    // INVARIANT: MAX_PROTOCOL_FEE_BPS + MAX_ROYALTY_BPS < 10,000: an operator is always paid something.
    uint256 public constant MAX_ROYALTY_BPS = 5_000;

    // INVARIANT: a bounty below the whole stake: whoever shows a fault of a node of its own still loses.
    uint256 private constant WINDOWS = 4;
    uint256 public constant MIN_BOUNTY_BPS = 500;
    uint256 public constant MAX_BOUNTY_BPS = 5_000;
    // INVARIANT: a deposit that nobody can raise so far that nobody disputes.
    uint256 public constant MAX_DEPOSIT = 10_000e18;
    uint256 public constant MAX_AUDIT_BPS = 10_000;

    Values private _values;

    /// `name` is the setter's parameter as ASCII, left-aligned.
    event ParameterChanged(bytes32 indexed name, uint256 value);

    function initialize(address owner_, Values calldata initial) external initializer {
        __Ownable_init(owner_);
        // In this order each setter finds the values that it is checked against.
        _setUnbondingDelay(initial.unbondingDelay);
        _setMergeDelay(initial.mergeDelay);
        _setChallengePeriod(initial.challengePeriod);
        _setSettlementTimeout(initial.settlementTimeout);
        _setMinStake(initial.minStake);
        _setProtocolFeeBps(initial.protocolFeeBps);
        _setMaxRoyaltyBps(initial.maxRoyaltyBps);
        _setTreasury(initial.treasury);
        _setResponseWindow(initial.responseWindow);
        _setBountyBps(initial.bountyBps);
        _setChallengeDeposit(initial.challengeDeposit);
        _setDemandDeposit(initial.demandDeposit);
        _setAuditBps(initial.auditBps);
    }

    function values() external view returns (Values memory) {
        return _values;
    }

    function setMergeDelay(uint32 value) external onlyOwner {
        _setMergeDelay(value);
    }

    function setChallengePeriod(uint32 value) external onlyOwner {
        _setChallengePeriod(value);
    }

    function setUnbondingDelay(uint32 value) external onlyOwner {
        _setUnbondingDelay(value);
    }

    function setSettlementTimeout(uint32 value) external onlyOwner {
        _setSettlementTimeout(value);
    }

    function setMinStake(uint96 value) external onlyOwner {
        _setMinStake(value);
    }

    function setProtocolFeeBps(uint16 value) external onlyOwner {
        _setProtocolFeeBps(value);
    }

    function setMaxRoyaltyBps(uint16 value) external onlyOwner {
        _setMaxRoyaltyBps(value);
    }

    function setTreasury(address value) external onlyOwner {
        _setTreasury(value);
    }

    function setResponseWindow(uint32 value) external onlyOwner {
        _setResponseWindow(value);
    }

    function setBountyBps(uint16 value) external onlyOwner {
        _setBountyBps(value);
    }

    function setChallengeDeposit(uint96 value) external onlyOwner {
        _setChallengeDeposit(value);
    }

    function setDemandDeposit(uint96 value) external onlyOwner {
        _setDemandDeposit(value);
    }

    function setAuditBps(uint16 value) external onlyOwner {
        _setAuditBps(value);
    }

    // INVARIANT: unbondingDelay >= mergeDelay + challengePeriod, so that a stake is bonded for as long as a receipt signed in
    // the last valid second can be logged and then disputed. The three setters below keep it.

    function _setMergeDelay(uint32 value) private {
        _check("mergeDelay", value, 1, _least(MAX_MERGE_DELAY, _room(_values.challengePeriod)));
        _values.mergeDelay = value;
    }

    function _setChallengePeriod(uint32 value) private {
        uint256 least = uint256(_values.responseWindow) * WINDOWS;
        _check("challengePeriod", value, least == 0 ? 1 : least, _least(MAX_CHALLENGE_PERIOD, _room(_values.mergeDelay)));
        _values.challengePeriod = value;
    }

    function _setUnbondingDelay(uint32 value) private {
        uint256 least = uint256(_values.mergeDelay) + _values.challengePeriod;
        _check("unbondingDelay", value, least, MAX_UNBONDING_DELAY);
        _values.unbondingDelay = value;
    }

    function _setSettlementTimeout(uint32 value) private {
        _check("settlementTimeout", value, 1, MAX_SETTLEMENT_TIMEOUT);
        _values.settlementTimeout = value;
    }

    function _setMinStake(uint96 value) private {
        _check("minStake", value, 0, type(uint96).max);
        _values.minStake = value;
    }

    function _setProtocolFeeBps(uint16 value) private {
        _check("protocolFeeBps", value, 0, MAX_PROTOCOL_FEE_BPS);
        _values.protocolFeeBps = value;
    }

    function _setMaxRoyaltyBps(uint16 value) private {
        _check("maxRoyaltyBps", value, 0, MAX_ROYALTY_BPS);
        _values.maxRoyaltyBps = value;
    }

    function _setTreasury(address value) private {
        require(value != address(0), AddressZero("treasury"));
        _values.treasury = value;
        emit ParameterChanged("treasury", uint160(value));
    }

    // INVARIANT: WINDOWS * responseWindow <= challengePeriod: a dispute takes no longer than the time in which one may begin.
    function _setResponseWindow(uint32 value) private {
        _check("responseWindow", value, 1, _values.challengePeriod / WINDOWS);
        _values.responseWindow = value;
    }

    function _setBountyBps(uint16 value) private {
        _check("bountyBps", value, MIN_BOUNTY_BPS, MAX_BOUNTY_BPS);
        _values.bountyBps = value;
    }

    function _setChallengeDeposit(uint96 value) private {
        _check("challengeDeposit", value, 0, MAX_DEPOSIT);
        _values.challengeDeposit = value;
    }

    function _setDemandDeposit(uint96 value) private {
        _check("demandDeposit", value, 0, MAX_DEPOSIT);
        _values.demandDeposit = value;
    }

    function _setAuditBps(uint16 value) private {
        _check("auditBps", value, 0, MAX_AUDIT_BPS);
        _values.auditBps = value;
    }

    function _check(bytes32 name, uint256 value, uint256 least, uint256 most) private {
        require(value >= least && value <= most, ParameterOutOfBounds(name, value, least, most));
        emit ParameterChanged(name, value);
    }

    /// What the unbonding delay leaves beside `other`. During initialization `other` may exceed nothing: it is still zero.
    function _room(uint256 other) private view returns (uint256) {
        return uint256(_values.unbondingDelay) - other;
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
