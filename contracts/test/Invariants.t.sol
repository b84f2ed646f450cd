// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Escrow} from "../src/Escrow.sol";
import {CheckpointProof} from "../src/libraries/LogEvidence.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";
import {NodeKey, Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Case} from "../src/disputes/Beginnings.sol";
import {Disputes} from "../src/disputes/Disputes.sol";
import {TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {Place} from "../src/disputes/TraceTree.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Facts} from "../src/steps/Facts.sol";
import {DisputeNetwork} from "./DisputeNetwork.sol";
import {Traces} from "./Traces.sol";
import {VM} from "./Vm.sol";

/// A whole network whose participants do things in any order, honest and not. Keeps its own books, from outside, of what the
/// contracts ought to hold. Every action either does something legitimate or checks that it was refused.
contract Participants is DisputeNetwork {
    struct Order {
        Request request;
        address funder;
        address node;
        uint256 ends; // how often it was settled or refunded
    }

    struct Quarrel {
        uint256 order;
        bytes32 receiptId;
        Receipt receipt;
    }

    Order[] private _orders;
    Quarrel[] private _quarrels;
    uint256 public maturing; // settled, not credited, not taken back
    uint256 public condemned;
    uint256 public cleared;
    address[] public accounts; // everybody who may ever be credited
    address[] public everRegistered;
    uint256[2][] private _signers; // node key, receipt key; parallel to everRegistered
    uint256 public escrowIn;
    uint256 public escrowOut;
    uint256 public stakeIn;
    uint256 public stakeOut;
    uint256 public settlements;
    uint256 public refunds;

    constructor() {
        setUp();
        accounts.push(TREASURY);
        accounts.push(PUBLISHER);
        accounts.push(OPERATOR);
        accounts.push(WATCHER);
        for (uint160 i = 0; i < 3; ++i) {
            accounts.push(address(0xCA110 + i));
        }
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
        address funder = accounts[4 + who % 3];
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
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
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
        maturing += receipt.price;
    }

    function refundRequest(uint256 which) external {
        if (_orders.length == 0) return;
        Order storage order = _orders[which % _orders.length];
        if (refundOne(escrow.hashRequest(order.request)) != Escrow.Outcome.Refunded) return;
        require(block.timestamp >= order.request.deadline + 7 hours, "refunded before its time");
        ++order.ends;
        ++refunds;
    }

    /// Makes credit of what has matured of one order, as far as its time has come.
    function ripenOrder(uint256 which) external {
        if (_orders.length == 0) return;
        uint256 maturesAt = escrow.getDeposit(escrow.hashRequest(_orders[which % _orders.length].request)).maturesAt;
        uint256[] memory buckets = new uint256[](1);
        buckets[0] = (maturesAt + 1 hours - 1) / 1 hours;
        if (maturesAt == 0 || block.timestamp < buckets[0] * 1 hours) return;
        address[3] memory earners = [OPERATOR, PUBLISHER, address(0)];
        for (uint256 i = 0; i < 3; ++i) {
            maturing -= escrow.mature(earners[i], buckets);
        }
    }

    function challengeAnswer(uint256 which, uint256 node, uint256 price, uint256 seed) external {
        if (_orders.length == 0) return;
        uint256 i = which % _orders.length;
        uint256 n = node % everRegistered.length;
        Request memory request = _orders[i].request;
        request.disclosure = 2;
        Receipt memory receipt = answer(request, everRegistered[n], bound(price, 0, request.maxPrice));
        Case memory case_ = caseOf(request, receipt, _signers[n][1], seed);
        case_.signed.keyIndex = uint32(nodes.getKeys(receipt.node).length - 1);
        case_.checkpoint.keyIndex = case_.signed.keyIndex;
        address payer = request.payer;
        allow(payer, 5e18);
        VM.prank(payer);
        try disputes.challenge(case_, new address[](0)) returns (bytes32 receiptId) {
            _quarrels.push(Quarrel(i, receiptId, receipt));
            // Whose answer is right has nothing to wait for.
            if (receipt.price % 2 == 0) {
                if (disputes.getDispute(receiptId).factsHash == 0) commitAs(receipt.node, receipt);
            }
        } catch {}
    }

    /// One move of whoever it is about one of the last disputes.
    function moveInDispute(uint256 which, uint256 what) external {
        if (_quarrels.length == 0) return;
        uint256 back = which % (_quarrels.length < 3 ? _quarrels.length : 3);
        Quarrel storage quarrel = _quarrels[_quarrels.length - 1 - back];
        Order storage order = _orders[quarrel.order];
        bytes32 receiptId = quarrel.receiptId;
        bytes32 requestHash = escrow.hashRequest(order.request);
        Escrow.Deposit memory deposit = escrow.getDeposit(requestHash);
        uint256 stakes = nodes.totalStake();
        Facts memory facts = factsOf(Traces.opening("input", "output"));
        bytes memory call;
        what %= 6;
        // Half of the answers are right: of those nobody can show a fault.
        if (what == 3 && quarrel.receipt.price % 2 == 0) return;
        if (what == 0) {
            TraceOpening memory opening = Traces.opening("input", "output");
            ModelRegistry.Parts memory parts = modelParts();
            VM.prank(quarrel.receipt.node);
            try disputes.commitTrace(quarrel.receipt, parts, opening) {} catch {}
        } else if (what == 1) {
            allow(order.funder, 1e18);
            Place memory root = rootPlace();
            VM.prank(order.funder);
            try disputes.demand(
                receiptId, facts, root, new bytes32[](0), order.funder, new address[](0)
            ) {} catch {}
        } else if (what == 2) {
            (bytes32[] memory children, bytes memory target) = answerTo(rootPlace());
            try disputes.answer(receiptId, facts, rootPlace(), children, target) {} catch {}
        } else if (what == 3) {
            bytes32 commitment = slasher.commitmentOf(WATCHER, SALT, disputes.shownOf(receiptId, step(), "faulty"));
            if (slasher.precommittedAt(commitment) == 0) slasher.precommit(commitment);
            VM.roll(block.number + 1);
            call = abi.encodeCall(disputes.proveFault, (receiptId, facts, step(), "faulty", SALT));
        } else if (what == 4) {
            call = abi.encodeCall(disputes.proveSilence, (receiptId));
        } else {
            try disputes.close(receiptId) {
                ++cleared;
            } catch {}
        }
        if (call.length == 0) return;
        VM.prank(WATCHER);
        (bool done,) = address(disputes).call(call);
        if (!done) return;
        ++condemned;
        stakeOut += stakes - nodes.totalStake();
        if (escrow.getDeposit(requestHash).state == deposit.state) return;
        require(deposit.node == quarrel.receipt.node, "another node's money went back");
        if (deposit.state == Escrow.State.Open) ++order.ends;
        else maturing -= deposit.amount;
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
        VM.prank(address(slasher));
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
        equal(open + credits + maturing, escrow.totalHeld(), "open deposits, credits and what matures");
        equal(token.balanceOf(address(escrow)), escrow.totalHeld(), "escrow's tokens");
        equal(escrowIn - escrowOut, escrow.totalHeld(), "what came in and did not go out");
    }

    /// Deposits of disputes that are open, and credits: no more and no less than the slasher's tokens.
    function checkSlasher() external view {
        uint256 credits;
        for (uint256 i = 0; i < accounts.length; ++i) {
            credits += slasher.credit(accounts[i]);
        }
        uint256 held = slasher.held(address(disputes)) + slasher.held(address(misconduct));
        equal(credits + held, slasher.totalHeld(), "credits and deposits");
        equal(token.balanceOf(address(slasher)), slasher.totalHeld(), "slasher's tokens");
        uint256 due;
        uint256 undecided;
        for (uint256 i = 0; i < _quarrels.length; ++i) {
            // A receipt that was challenged again stands twice.
            if (i != 0 && _seenBefore(i)) continue;
            Disputes.Dispute memory dispute = disputes.getDispute(_quarrels[i].receiptId);
            bool open = dispute.state == Disputes.State.Challenged || dispute.state == Disputes.State.Committed;
            Disputes.Demand memory demand = disputes.getDemand(
                _quarrels[i].receiptId, disputes.keyOf(factsOf(Traces.opening("input", "output")), rootPlace())
            );
            if (open) {
                ++undecided;
                due += dispute.challengeDeposit;
            }
            bool ofThisRound = demand.by != address(0) && demand.round == dispute.round;
            if (ofThisRound && (open || dispute.state == Disputes.State.Faulty)) due += dispute.demandDeposit;
        }
        equal(held, due, "what open disputes and unclaimed demands have deposited");
        uint256 holds;
        for (uint256 i = 0; i < everRegistered.length; ++i) {
            holds += nodes.holds(everRegistered[i]);
        }
        equal(holds, undecided, "stakes that are held");
    }

    function _seenBefore(uint256 i) private view returns (bool) {
        for (uint256 j = 0; j < i; ++j) {
            if (_quarrels[j].receiptId == _quarrels[i].receiptId) return true;
        }
        return false;
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
        bytes4[18] memory actions = [
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
            Participants.ripenOrder.selector,
            Participants.challengeAnswer.selector,
            Participants.moveInDispute.selector,
            Participants.moveInDispute.selector,
            Participants.moveInDispute.selector,
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
        for (uint256 i = 0; i < 1_000; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            uint256 a = random >> 8;
            uint256 action = random % 24;
            if (action < 6) _participants.fundRequest(a, a >> 32, a >> 128, a & 1 == 0);
            else if (action < 13) _participants.settle(a, a >> 32, a >> 64, a >> 128, uint8(a >> 200));
            else if (action == 13) _participants.refundRequest(a);
            else if (action == 14) _participants.withdrawCredit(a);
            else if (action == 15) _participants.rotate(a);
            else if (action == 16) _participants.wait(a);
            else if (action == 17) _participants.ripenOrder(a);
            else if (action == 18) _participants.challengeAnswer(a, a >> 32, a >> 64, a >> 128);
            else if (action < 23) _participants.moveInDispute(a, a >> 32);
            else if (i % 20 == 0) _participants.exit(a);
            else _participants.registerAnother(uint96(a));
        }
        require(_participants.settlements() > 10, "hardly anything was settled");
        require(_participants.refunds() > 10, "hardly anything was refunded");
        require(_participants.escrowOut() > 0, "nothing was withdrawn");
        _participants.checkEscrow();
        _participants.checkStakes();
        _participants.checkSlasher();
        require(_participants.condemned() > 3, "hardly anybody was condemned");
        require(_participants.cleared() > 1, "hardly anybody was cleared");
    }

    function invariant_slasherHoldsWhatItOwes() external view {
        _participants.checkSlasher();
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
