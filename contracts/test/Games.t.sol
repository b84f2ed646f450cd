// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Case} from "../src/disputes/Beginnings.sol";
import {Disputes} from "../src/disputes/Disputes.sol";
import {Place} from "../src/disputes/TraceTree.sol";
import {TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts} from "../src/steps/Facts.sol";
import {DisputeNetwork} from "./DisputeNetwork.sol";
import {Traces} from "./Traces.sol";
import {VM} from "./Vm.sol";

/// Games of one honest party against up to nine who collude: they challenge first, demand what helps nobody, copy proofs that wait, are silent,
/// answer in the last second, close as early as they can, and decide who comes first in a block; the honest party's transactions are delayed at
/// random. Who is honest never loses, and every game ends in time. A seed is a whole game; `npm run test:games` plays 10,000 of each kind.
contract GamesTest is DisputeNetwork {
    uint256 private constant WINDOW = 1 hours;
    uint256 private constant STAKE = 100e18;
    /// The honest party gets a transaction in at least this often; a response window is many times as long.
    uint256 private constant SLOWEST = WINDOW / 12;
    uint256 private constant TURNS = 600;
    address private constant HONEST = address(0x600D);

    struct Game {
        uint256 random;
        address node;
        bytes32 receiptId;
        bytes32 requestHash;
        Facts facts;
        uint256 colluders;
        uint256 step_; // how far down the honest challenger is
        bool precommitted;
        uint256 precommittedIn;
        bool wrong; // the node's answer
    }

    bytes private _challengeCall;
    bytes private _commitCall;
    Facts private _facts;
    address private _node;
    bytes32 private _receiptId;
    bytes32 private _requestHash;
    Place[3] private _down;
    bytes32[][3] private _children;
    bytes[3] private _targets;

    function setUp() public override {
        super.setUp();
        _node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, uint96(STAKE));
        Request memory request = newRequest(HONEST, 1e18);
        request.disclosure = 0;
        _requestHash = fund(request, HONEST, PUBLISHER, _node);
        Receipt memory receipt = answer(request, _node, 1e18);
        Case memory case_ = caseOf(request, receipt, RECEIPT_KEY, 3);
        _receiptId = escrow.hashReceipt(receipt);
        TraceOpening memory opening = Traces.opening("input", "output");
        _challengeCall = abi.encodeCall(disputes.challenge, (case_, new address[](0)));
        _commitCall = abi.encodeCall(disputes.commitTrace, (receipt, modelParts(), opening));
        _facts = factsOf(opening);
        Place[3] memory down = [rootPlace(), tensorPlace(), bottomPlace(3)];
        for (uint256 i = 0; i < 3; ++i) {
            _down[i] = down[i];
            (bytes32[] memory children, bytes memory target) = answerTo(down[i]);
            _children[i] = children;
            _targets[i] = target;
        }
        for (uint160 i = 0; i < 10; ++i) {
            address who = i == 9 ? HONEST : address(0xBAD0 + i);
            token.transfer(who, 1_000e18);
            VM.prank(who);
            token.approve(address(slasher), type(uint256).max);
        }
    }

    /// A cheating node and its friends against one who has computed the answer again.
    function testFuzz_aCheatLoses(uint256 seed) external {
        Game memory g = _begin(seed, true);
        uint256 idle;
        for (uint256 turn = 0; turn < TURNS; ++turn) {
            if (_state(g) == Disputes.State.Faulty) break;
            uint256 waits = _draw(g, SLOWEST / 2) + 1;
            VM.warp(block.timestamp + waits);
            VM.roll(block.number + 1);
            idle += waits;
            // Its turn comes when the others let it, and at the latest when it has waited long enough.
            bool first = _draw(g, 2) == 0;
            bool acts = _draw(g, 3) == 0 || idle >= SLOWEST;
            if (acts) idle = 0;
            if (acts && first) _challenger(g);
            uint256 others = _draw(g, g.colluders + 1);
            for (uint256 i = 0; i < others; ++i) {
                _colluder(g);
            }
            if (acts && !first) _challenger(g);
        }
        require(_state(g) == Disputes.State.Faulty, "a cheat was not caught");
        equal(nodes.getNode(_node).record.stake, 0, "stake");
        equal(escrow.credit(HONEST), 1e18, "the payer's money");
        _settleUp(g);
        // Whoever is honest has at least what it had: a bounty may have gone to an accomplice who challenged first.
        uint256 has = token.balanceOf(HONEST) + slasher.credit(HONEST);
        require(has >= 1_000e18, "the honest challenger lost a deposit");
        _conserved();
    }

    /// An honest node against up to nine who challenge it together.
    function testFuzz_anHonestNodeLosesNothing(uint256 seed) external {
        Game memory g = _begin(seed, false);
        VM.prank(address(0xBAD0));
        (bool begun,) = address(disputes).call(_challengeCall);
        require(begun, "the first challenge");
        uint256 idle;
        uint256 rounds = 1 + _draw(g, 2);
        for (uint256 turn = 0; turn < TURNS; ++turn) {
            Disputes.State state = _state(g);
            if (state == Disputes.State.Cleared && disputes.getDispute(_receiptId).round >= rounds) break;
            uint256 waits = _draw(g, SLOWEST / 2) + 1;
            VM.warp(block.timestamp + waits);
            VM.roll(block.number + 1);
            idle += waits;
            bool first = _draw(g, 2) == 0;
            bool acts = _draw(g, 3) == 0 || idle >= SLOWEST;
            if (acts) idle = 0;
            if (acts && first) _defender(g);
            uint256 others = _draw(g, g.colluders + 1);
            for (uint256 i = 0; i < others; ++i) {
                _attacker(g, rounds);
            }
            if (acts && !first) _defender(g);
        }
        require(_state(g) == Disputes.State.Cleared, "an honest node was not cleared in time");
        equal(nodes.getNode(_node).record.stake, STAKE, "stake");
        require(slasher.credit(OPERATOR) >= 5e18, "the deposit of the challenge");
        equal(nodes.holds(_node), 0, "holds");
        _conserved();
    }

    // ------------------------------------------------------------ strategies

    /// What the client does: challenge, go down, commit unseen, show; or show that nobody answers.
    function _challenger(Game memory g) private {
        Disputes.Dispute memory dispute = disputes.getDispute(_receiptId);
        if (dispute.state == Disputes.State.None || dispute.state == Disputes.State.Cleared) {
            _try(HONEST, address(disputes), _challengeCall);
        } else if (dispute.state == Disputes.State.Challenged) {
            _try(HONEST, address(disputes), abi.encodeCall(disputes.proveSilence, (_receiptId)));
        } else if (dispute.state == Disputes.State.Committed) {
            for (; g.step_ < 3; ++g.step_) {
                bytes32 key = disputes.keyOf(g.facts, _down[g.step_]);
                Disputes.Demand memory demand = disputes.getDemand(_receiptId, key);
                if (demand.answered) continue;
                if (demand.by == address(0)) _demand(HONEST, g, g.step_);
                else _try(HONEST, address(disputes), abi.encodeCall(disputes.proveSilence, (_receiptId)));
                return;
            }
            if (!g.precommitted) {
                precommitAs(HONEST, _receiptId, "faulty");
                g.precommitted = true;
                g.precommittedIn = block.number;
            } else if (block.number > g.precommittedIn) {
                _prove(HONEST, g, "faulty");
            }
        }
    }

    /// What an honest node does: commits, answers, closes.
    function _defender(Game memory g) private {
        Disputes.Dispute memory dispute = disputes.getDispute(_receiptId);
        if (dispute.state == Disputes.State.Challenged) {
            _commit(g);
        } else if (dispute.state == Disputes.State.Committed) {
            for (uint256 i = 0; i < 3; ++i) {
                _answer(_node, g, i);
            }
            _try(_node, address(disputes), abi.encodeCall(disputes.close, (_receiptId)));
        }
    }

    /// A friend of the cheat, or the cheat itself.
    function _colluder(Game memory g) private {
        address who = address(uint160(0xBAD0 + _draw(g, g.colluders)));
        uint256 what = _draw(g, 9);
        if (what == 0) {
            _try(who, address(disputes), _challengeCall);
        } else if (what == 1) {
            _commit(g);
        } else if (what == 2) {
            _demand(who, g, _draw(g, 3));
        } else if (what < 5) {
            // Answers when it likes, often in the last moment.
            Disputes.Dispute memory dispute = disputes.getDispute(_receiptId);
            if (_draw(g, 2) == 0 || block.timestamp + WINDOW / 20 > dispute.turnAt + WINDOW - dispute.nodeUsed) {
                _answer(who, g, _draw(g, 3));
            }
        } else if (what == 5) {
            _try(who, address(disputes), abi.encodeCall(disputes.close, (_receiptId)));
        } else if (what == 6) {
            // The proof of another is copied from a transaction that waits.
            _prove(who, g, "faulty");
        } else if (what == 7) {
            VM.prank(OPERATOR);
            try nodes.exit(_node) {} catch {}
            try nodes.withdraw(_node) {} catch {}
        } else {
            bytes32 own = slasher.commitmentOf(who, SALT, keccak256(abi.encode(g.random)));
            if (slasher.precommittedAt(own) == 0) slasher.precommit(own);
        }
    }

    /// Somebody who would like an honest node's stake.
    function _attacker(Game memory g, uint256 rounds) private {
        address who = address(uint160(0xBAD0 + _draw(g, g.colluders)));
        uint256 what = _draw(g, 6);
        if (what < 2) {
            _demand(who, g, _draw(g, 3));
        } else if (what == 2) {
            _try(who, address(disputes), abi.encodeCall(disputes.proveSilence, (_receiptId)));
        } else if (what == 3) {
            bytes32 own = slasher.commitmentOf(who, SALT, disputes.shownOf(_receiptId, step(), "honest"));
            if (slasher.precommittedAt(own) == 0) slasher.precommit(own);
            else _prove(who, g, "honest");
        } else if (what == 4) {
            _try(who, address(disputes), abi.encodeCall(disputes.close, (_receiptId)));
        } else if (disputes.getDispute(_receiptId).round < rounds) {
            _try(who, address(disputes), _challengeCall);
        }
    }

    // ------------------------------------------------------------ moves

    function _begin(uint256 seed, bool wrong) private view returns (Game memory g) {
        g.random = seed;
        g.wrong = wrong;
        g.node = _node;
        g.receiptId = _receiptId;
        g.requestHash = _requestHash;
        g.facts = _facts;
        g.colluders = 1 + _draw(g, 9);
    }

    function _draw(Game memory g, uint256 below) private pure returns (uint256) {
        g.random = uint256(keccak256(abi.encode(g.random)));
        return (g.random >> 16) % below;
    }

    function _state(Game memory) private view returns (Disputes.State) {
        return disputes.getDispute(_receiptId).state;
    }

    function _commit(Game memory) private {
        _try(_node, address(disputes), _commitCall);
    }

    function _demand(address who, Game memory g, uint256 which) private {
        bytes32[] memory siblings;
        if (which != 0) siblings = _children[which - 1];
        _try(
            who,
            address(disputes),
            abi.encodeCall(
                disputes.demand, (_receiptId, g.facts, _down[which], siblings, address(0), new address[](0))
            )
        );
    }

    function _answer(address who, Game memory g, uint256 which) private {
        _try(
            who,
            address(disputes),
            abi.encodeCall(disputes.answer, (_receiptId, g.facts, _down[which], _children[which], _targets[which]))
        );
    }

    function _prove(address who, Game memory g, bytes memory evidence) private {
        // An honest node's steps are right: no evidence shows otherwise.
        if (!g.wrong && keccak256(evidence) == keccak256("faulty")) return;
        _try(
            who,
            address(disputes),
            abi.encodeCall(disputes.proveFault, (_receiptId, g.facts, step(), evidence, SALT))
        );
    }

    function _try(address who, address target, bytes memory call) private {
        VM.prank(who);
        (bool done,) = target.call(call);
        done;
    }

    function _settleUp(Game memory g) private {
        for (uint256 i = 0; i < 3; ++i) {
            bytes32[] memory keys = new bytes32[](1);
            // Nothing was committed to, and so nothing demanded, where the node was silent from the beginning.
            keys[0] = disputes.keyOf(g.facts, _down[i]);
            try disputes.reclaim(_receiptId, keys) {} catch {}
        }
    }

    function _conserved() private view {
        equal(token.balanceOf(address(slasher)), slasher.totalHeld(), "slasher's tokens");
        equal(token.balanceOf(address(escrow)), escrow.totalHeld(), "escrow's tokens");
        uint256 held = slasher.held(address(disputes)) + slasher.held(address(misconduct));
        equal(held, 0, "deposits that are nobody's");
    }
}
