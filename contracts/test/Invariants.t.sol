// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Escrow} from "../src/Escrow.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";
import {NodeKey, Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Network} from "./Network.sol";
import {VM} from "./Vm.sol";

/// A whole network whose participants do things in any order, honest and not. Keeps its own books, from outside, of what the
/// contracts ought to hold. Every action either does something legitimate or checks that it was refused.
contract Participants is Network {
    struct Order {
        Request request;
        address funder;
        address node;
        uint256 ends; // how often it was settled or refunded
    }

    Order[] private _orders;
    address[] public accounts; // everybody who may ever be credited
    address[] public everRegistered;
    uint256[2][] private _signers; // node key, receipt key; parallel to everRegistered
    uint256 public escrowIn;
    uint256 public escrowOut;
    uint256 public stakeIn;
    uint256 public stakeOut;
    uint256 public settlements;
    uint256 public refunds;
    address private constant SLASHER = address(0x51A5);

    constructor() {
        setUp();
        accounts.push(TREASURY);
        accounts.push(PUBLISHER);
        accounts.push(OPERATOR);
        for (uint160 i = 0; i < 3; ++i) {
            accounts.push(address(0xCA110 + i));
        }
        VM.prank(address(timelock));
        nodes.setSlasher(SLASHER);
        registerAnother(0);
    }

    function registerAnother(uint96 stake) public {
        if (everRegistered.length == 6) return;
        uint256 i = everRegistered.length;
        uint256[2] memory keys = [NODE_KEY + i, RECEIPT_KEY + i];
        stake = uint96(bound(stake, 100e18, 1_000e18));
        everRegistered.push(registerNode(OPERATOR, keys[0], keys[1], stake));
        _signers.push(keys);
        stakeIn += stake;
    }

    function fundRequest(uint256 who, uint256 amount, uint256 node, bool open) external {
        address funder = accounts[3 + who % 3];
        address named = open ? address(0) : everRegistered[node % everRegistered.length];
        Request memory request = newRequest(funder, bound(amount, 1, 1e24));
        fund(request, funder, amount % 3 == 0 ? address(0) : PUBLISHER, named);
        _orders.push(Order(request, funder, named, 0));
        escrowIn += request.maxPrice;
    }

    /// `fault` chooses how the node cheats; 0 to 3: it does not.
    function settle(uint256 which, uint256 node, uint256 price, uint256 seed, uint8 fault) external {
        if (_orders.length == 0) return;
        // Of the last few, since older ones are mostly settled or too old.
        uint256 back = which % (_orders.length < 4 ? _orders.length : 4);
        Order storage order = _orders[_orders.length - 1 - back];
        uint256 i = node % everRegistered.length;
        address answerer = everRegistered[i];
        Request memory request = order.request;
        Receipt memory receipt = answer(request, answerer, bound(price, 0, request.maxPrice));
        fault %= 8;
        uint256 signer = fault == 4 ? 0xBAD : _signers[i][1];
        if (fault == 5) receipt.price = request.maxPrice + 1;
        if (fault == 6) receipt.modelId = ~receipt.modelId;
        (Escrow.CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, receipt, signer, seed);
        if (fault == 7) items[0].receipt.outputCommitment = keccak256("never logged");
        uint256 keys = nodes.getKeys(answerer).length;
        items[0].keyIndex = uint32(seed % 4 == 0 ? (seed >> 2) % keys : keys - 1);
        checkpoints[0].keyIndex = uint32(seed % 5 == 0 ? (seed >> 2) % keys : keys - 1);
        Escrow.Outcome outcome = escrow.settle(checkpoints, items)[0];
        if (outcome != Escrow.Outcome.Settled) return;
        require(fault < 4, "a cheat was paid");
        require(order.node == address(0) || order.node == answerer, "another node was paid");
        require(block.timestamp < request.deadline + 7 hours, "settled after its time");
        ++order.ends;
        ++settlements;
    }

    function refundRequest(uint256 which) external {
        if (_orders.length == 0) return;
        Order storage order = _orders[which % _orders.length];
        if (refundOne(escrow.hashRequest(order.request)) != Escrow.Outcome.Refunded) return;
        require(block.timestamp >= order.request.deadline + 7 hours, "refunded before its time");
        ++order.ends;
        ++refunds;
    }

    function withdrawCredit(uint256 who) external {
        address account = accounts[who % accounts.length];
        uint256 due = escrow.credit(account);
        if (due == 0) return;
        uint256 before = token.balanceOf(account);
        escrow.withdraw(account);
        equal(token.balanceOf(account), before + due, "withdrawn");
        escrowOut += due;
    }

    function addStake(uint256 node, uint96 amount) external {
        address account = everRegistered[node % everRegistered.length];
        amount = uint96(bound(amount, 0, 1e21));
        token.approve(address(nodes), amount);
        try nodes.addStake(account, amount) {
            stakeIn += amount;
        } catch {
            require(_exited(account), "a stake was refused");
        }
    }

    function rotate(uint256 node) external {
        uint256 i = node % everRegistered.length;
        address account = everRegistered[i];
        if (_exited(account)) return;
        uint256 key = _signers[i][1];
        uint32 index = uint32(nodes.getKeys(account).length);
        bytes32 digest = nodes.hashNodeKey(NodeKey(account, OPERATOR, VM.addr(key), "log", sha256("peer"), index));
        VM.prank(OPERATOR);
        nodes.rotateKeys(account, VM.addr(key), "log", "peer", sign(key, digest));
    }

    function exit(uint256 node) external {
        address account = everRegistered[node % everRegistered.length];
        bool was = _exited(account);
        VM.prank(OPERATOR);
        try nodes.exit(account) {
            require(!was, "exited twice");
        } catch {
            require(was, "an exit was refused");
        }
    }

    function withdrawStake(uint256 node) external {
        address account = everRegistered[node % everRegistered.length];
        NodeRegistry.Node memory record = nodes.getNode(account).record;
        try nodes.withdraw(account) {
            require(record.exitedAt != 0 && block.timestamp >= record.exitedAt + 2 days, "a bonded stake left");
            stakeOut += record.stake;
        } catch {
            require(record.exitedAt == 0 || block.timestamp < record.withdrawableAt, "a free stake was held");
        }
    }

    function slash(uint256 node, uint96 amount) external {
        VM.prank(SLASHER);
        stakeOut += nodes.slash(everRegistered[node % everRegistered.length], amount % 200e18, TREASURY, "fault");
    }

    function wait(uint256 time) external {
        VM.warp(block.timestamp + bound(time, 1, 12 hours));
    }

    function checkEscrow() external view {
        uint256 open;
        for (uint256 i = 0; i < _orders.length; ++i) {
            Escrow.Deposit memory deposit = escrow.getDeposit(escrow.hashRequest(_orders[i].request));
            require(_orders[i].ends <= 1, "a deposit ended twice");
            require((deposit.state == Escrow.State.Open) == (_orders[i].ends == 0), "a deposit's state");
            if (deposit.state == Escrow.State.Open) open += deposit.amount;
        }
        uint256 credits;
        for (uint256 i = 0; i < accounts.length; ++i) {
            credits += escrow.credit(accounts[i]);
        }
        equal(open + credits, escrow.totalHeld(), "open deposits and credits");
        equal(token.balanceOf(address(escrow)), escrow.totalHeld(), "escrow's tokens");
        equal(escrowIn - escrowOut, escrow.totalHeld(), "what came in and did not go out");
    }

    function checkStakes() external view {
        uint256 stakes;
        uint256 listed;
        for (uint256 i = 0; i < everRegistered.length; ++i) {
            NodeRegistry.Node memory record = nodes.getNode(everRegistered[i]).record;
            stakes += record.stake;
            if (record.exitedAt == 0) ++listed;
        }
        equal(stakes, nodes.totalStake(), "sum of stakes");
        equal(token.balanceOf(address(nodes)), nodes.totalStake(), "node registry's tokens");
        equal(stakeIn - stakeOut, nodes.totalStake(), "what came in and did not go out");
        NodeRegistry.NodeView[] memory page = nodes.listNodes(0, 100);
        equal(page.length, listed, "listed nodes");
        for (uint256 i = 0; i < page.length; ++i) {
            require(page[i].record.exitedAt == 0, "an exited node is listed");
            equal(page[i].record.listIndex, i, "list index");
        }
    }

    function checkSupply() external view {
        equal(token.totalSupply(), token.SUPPLY(), "supply");
    }

    function _exited(address account) private view returns (bool) {
        return nodes.getNode(account).record.exitedAt != 0;
    }
}

contract InvariantsTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Participants private _participants;

    function setUp() external {
        _participants = new Participants();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_participants);
    }

    /// Funding and settling stand twice, so that short runs get somewhere.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[13] memory actions = [
            Participants.registerAnother.selector,
            Participants.fundRequest.selector,
            Participants.fundRequest.selector,
            Participants.settle.selector,
            Participants.settle.selector,
            Participants.refundRequest.selector,
            Participants.withdrawCredit.selector,
            Participants.addStake.selector,
            Participants.rotate.selector,
            Participants.exit.selector,
            Participants.withdrawStake.selector,
            Participants.slash.selector,
            Participants.wait.selector
        ];
        bytes4[] memory selectors = new bytes4[](actions.length);
        for (uint256 i = 0; i < actions.length; ++i) {
            selectors[i] = actions[i];
        }
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_participants), selectors);
    }

    /// The invariants say something only if the actions get somewhere: one long walk must see every end.
    function test_aWalkSeesEveryEnd() external {
        uint256 random = 1;
        for (uint256 i = 0; i < 400; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            uint256 a = random >> 8;
            uint256 action = random % 12;
            if (action < 3) _participants.fundRequest(a, a >> 32, a >> 128, a & 1 == 0);
            else if (action < 7) _participants.settle(a, a >> 32, a >> 64, a >> 128, uint8(a >> 200));
            else if (action == 7) _participants.refundRequest(a);
            else if (action == 8) _participants.withdrawCredit(a);
            else if (action == 9) _participants.rotate(a);
            else if (action == 10) _participants.wait(a);
            else if (i % 20 == 0) _participants.exit(a);
            else _participants.registerAnother(uint96(a));
        }
        require(_participants.settlements() > 10, "hardly anything was settled");
        require(_participants.refunds() > 10, "hardly anything was refunded");
        require(_participants.escrowOut() > 0, "nothing was withdrawn");
        _participants.checkEscrow();
        _participants.checkStakes();
    }

    function invariant_escrowHoldsWhatItOwes() external view {
        _participants.checkEscrow();
    }

    function invariant_registryHoldsAllStakes() external view {
        _participants.checkStakes();
    }

    function invariant_supplyNeverChanges() external view {
        _participants.checkSupply();
    }
}
