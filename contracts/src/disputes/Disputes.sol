// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    AnswerWrong,
    DemandMalformed,
    DemandNotOpen,
    DemandRepeated,
    DisclosureRequired,
    DisputeFactsMismatch,
    DisputeStateWrong,
    NodeNotYours,
    NotFaulty,
    ResponseInTime,
    ResponseTooLate
} from "../Errors.sol";
import {Governed} from "../Governed.sol";
import {ModelRegistry} from "../ModelRegistry.sol";
import {NodeRegistry} from "../NodeRegistry.sol";
import {Parameters} from "../Parameters.sol";
import {Receipt} from "../libraries/ReceiptTypes.sol";
import {Sha256} from "../libraries/Sha256.sol";
import {Facts, Form, IFormVerifier, IStepVerifier, Step} from "../steps/Facts.sol";
import {Beginnings, Case} from "./Beginnings.sol";
import {Slasher} from "./Slasher.sol";
import {TraceOpening} from "./TraceOpenings.sol";
import {Place, TraceTree} from "./TraceTree.sol";

/// Disputes about answers: a node commits to the trace of its run, and one step of it is shown to be wrong, or the node does not
/// answer (spec/dispute.md). The money is the Slasher's.
contract Disputes is Governed {
    enum State {
        None,
        Challenged,
        Committed,
        Cleared,
        Faulty
    }

    /// The terms are those of the moment of the challenge.
    struct Dispute {
        address node;
        uint32 window; // seconds that each side has
        uint40 turnAt; // when a clock last began to run
        State state;
        uint16 round; // challenges so far
        address challenger;
        uint96 challengeDeposit;
        uint40 nodeUsed; // seconds of the node's clock that ran before turnAt
        uint40 otherUsed;
        uint32 openDemands;
        uint32 answered; // demands: their deposits are the node's if it is cleared
        uint96 demandDeposit;
        bool generation; // does a sampler answer?
        bytes32 requestHash;
        bytes32 factsHash;
        bytes32 access; // who may demand, zero: anyone
    }

    /// One node of a trace that shall be opened.
    struct Demand {
        address by;
        uint16 round;
        bool answered;
        bytes32 node;
    }

    Parameters public immutable PARAMETERS;
    NodeRegistry public immutable NODES;
    Slasher public immutable SLASHER;
    Beginnings public immutable BEGINNINGS;
    IStepVerifier public immutable STEPS;
    IFormVerifier public immutable FORMS;

    // INVARIANT: a dispute goes from None to Challenged to Committed to Cleared, from Cleared to Committed again, from Challenged
    // and Committed to Faulty, and never anywhere else.
    mapping(bytes32 receiptId => Dispute) private _disputes;
    mapping(bytes32 receiptId => mapping(bytes32 place => Demand)) private _demands;
    /// Hash of the opened descendants of a node, or of a trace leaf's bytes.
    mapping(bytes32 receiptId => mapping(bytes32 place => bytes32)) private _known;

    event Challenged(bytes32 indexed receiptId, address indexed node, address indexed challenger, uint256 until);
    event TraceCommitted(bytes32 indexed receiptId, address indexed node, bytes32 traceRoot, bytes facts);
    event Demanded(bytes32 indexed receiptId, address indexed node, address indexed by, Place place, uint256 until);
    event Answered(bytes32 indexed receiptId, Place place, bytes32[] children, bytes leaves);
    event Cleared(bytes32 indexed receiptId, address indexed node);
    event Faulted(bytes32 indexed receiptId, address indexed node, address indexed claimant, bytes32 reason);

    constructor(Slasher slasher, Beginnings beginnings, IStepVerifier steps, IFormVerifier forms) {
        SLASHER = slasher;
        BEGINNINGS = beginnings;
        STEPS = steps;
        FORMS = forms;
        PARAMETERS = beginnings.PARAMETERS();
        NODES = beginnings.NODES();
    }

    function initialize(address owner_) external initializer {
        __Ownable_init(owner_);
    }

    // ------------------------------------------------------------ beginning

    /// Asks for the trace of a receipt. Of one that was cleared, the committed trace stands and both clocks begin again.
    function challenge(Case calldata case_, address[] calldata delegates) external returns (bytes32 receiptId) {
        Receipt calldata receipt = case_.signed.receipt;
        Parameters.Values memory parameters = PARAMETERS.values();
        receiptId = BEGINNINGS.check(case_);
        bytes32 access = accessOf(receipt, case_.rest.delegatesHash);
        _checkAccess(access, receipt.payer, delegates);

        Dispute storage dispute = _disputes[receiptId];
        if (dispute.state == State.None) {
            dispute.state = State.Challenged;
            dispute.node = receipt.node;
            dispute.requestHash = receipt.requestHash;
            dispute.access = access;
            dispute.generation = case_.rest.samplerHash != 0;
        } else {
            require(dispute.state == State.Cleared, DisputeStateWrong(receiptId, uint256(dispute.state)));
            dispute.state = State.Committed;
        }
        dispute.window = parameters.responseWindow;
        dispute.turnAt = uint40(block.timestamp);
        dispute.round += 1;
        dispute.challenger = msg.sender;
        dispute.challengeDeposit = parameters.challengeDeposit;
        dispute.demandDeposit = parameters.demandDeposit;
        dispute.nodeUsed = 0;
        dispute.otherUsed = 0;
        dispute.answered = 0;
        SLASHER.hold(receipt.node);
        SLASHER.take(msg.sender, parameters.challengeDeposit);
        emit Challenged(receiptId, receipt.node, msg.sender, block.timestamp + parameters.responseWindow);
    }

    /// The node commits to the trace of its run, once.
    function commitTrace(Receipt calldata receipt, ModelRegistry.Parts calldata parts, TraceOpening calldata opening)
        external
    {
        bytes32 receiptId = BEGINNINGS.idOf(receipt);
        Dispute storage dispute = _disputes[receiptId];
        require(dispute.state == State.Challenged, DisputeStateWrong(receiptId, uint256(dispute.state)));
        uint256 until = uint256(dispute.turnAt) + dispute.window;
        require(block.timestamp <= until, ResponseTooLate(until));
        (address operator,) = NODES.keyAt(dispute.node, 0);
        require(msg.sender == dispute.node || msg.sender == operator, NodeNotYours(dispute.node, msg.sender));
        Facts memory facts = BEGINNINGS.factsOf(receipt, parts, opening, dispute.generation);
        bytes memory encoded = abi.encode(facts);
        dispute.factsHash = keccak256(encoded);
        dispute.state = State.Committed;
        dispute.turnAt = uint40(block.timestamp);
        emit TraceCommitted(receiptId, dispute.node, facts.traceRoot, encoded);
    }

    // ------------------------------------------------------------ demands

    /// Asks the node to open one node of its trace. `siblings` is the row of hashes in which it was opened before: nothing for the root
    /// of the trace tree, for the root of a tensor the row of its trace leaf.
    function demand(
        bytes32 receiptId,
        Facts calldata facts,
        Place calldata place,
        bytes32[] calldata siblings,
        address payer,
        address[] calldata delegates
    ) external {
        Dispute storage dispute = _begin(receiptId, facts);
        _checkAccess(dispute.access, payer, delegates);
        _checkClock(dispute.otherUsed, dispute.window);
        bytes32 key = keyOf(facts, place);
        Demand storage made = _demands[receiptId][key];
        require(made.by == address(0), DemandRepeated(key));
        made.by = msg.sender;
        made.round = dispute.round;
        made.node = _nodeAt(receiptId, facts, place, siblings);
        dispute.openDemands += 1;
        SLASHER.take(msg.sender, dispute.demandDeposit);
        emit Demanded(receiptId, dispute.node, msg.sender, place, block.timestamp + dispute.window - dispute.nodeUsed);
    }

    /// Opens what was demanded: the descendants, and at the bottom the bytes of the leaves. Anyone may.
    function answer(
        bytes32 receiptId,
        Facts calldata facts,
        Place calldata place,
        bytes32[] calldata children,
        bytes calldata leaves
    ) external {
        Dispute storage dispute = _begin(receiptId, facts);
        _checkClock(dispute.nodeUsed, dispute.window);
        bytes32 key = keyOf(facts, place);
        Demand storage made = _demands[receiptId][key];
        require(made.by != address(0) && !made.answered, DemandNotOpen(key));
        made.answered = true;
        dispute.openDemands -= 1;
        dispute.answered += 1;
        _open(receiptId, facts.ops, place, made.node, children, leaves);
        emit Answered(receiptId, place, children, leaves);
    }

    // ------------------------------------------------------------ ends

    /// One step of the committed trace is wrong. By whoever precommitted to it: `shownOf`.
    function proveFault(
        bytes32 receiptId,
        Facts calldata facts,
        Step calldata step,
        bytes calldata evidence,
        bytes32 salt
    ) external {
        Dispute storage dispute = _begin(receiptId, facts);
        SLASHER.redeem(msg.sender, salt, shownOf(receiptId, step, evidence));
        require(STEPS.faulty(facts, step, evidence), NotFaulty(receiptId));
        _condemn(receiptId, dispute, msg.sender, "step");
    }

    /// The form of the committed trace is wrong. By whoever precommitted to it: `shownOfForm`.
    function proveForm(
        bytes32 receiptId,
        Facts calldata facts,
        Form calldata form,
        bytes calldata evidence,
        bytes32 salt
    ) external {
        Dispute storage dispute = _begin(receiptId, facts);
        SLASHER.redeem(msg.sender, salt, shownOfForm(receiptId, form, evidence));
        require(FORMS.faulty(facts, form, evidence), NotFaulty(receiptId));
        _condemn(receiptId, dispute, msg.sender, "form");
    }

    /// The node has not committed in time, or its clock has run out while a demand is open. The bounty is the challenger's.
    function proveSilence(bytes32 receiptId) external {
        Dispute storage dispute = _disputes[receiptId];
        uint256 until;
        if (dispute.state == State.Challenged) {
            until = uint256(dispute.turnAt) + dispute.window;
        } else {
            require(dispute.state == State.Committed, DisputeStateWrong(receiptId, uint256(dispute.state)));
            until = dispute.openDemands == 0
                ? type(uint256).max
                : uint256(dispute.turnAt) + dispute.window - dispute.nodeUsed;
        }
        require(block.timestamp > until, ResponseInTime(until));
        _condemn(receiptId, dispute, dispute.challenger, "silence");
    }

    /// Nobody has shown anything in time: the node is cleared, and the deposits are its operator's.
    function close(bytes32 receiptId) external {
        Dispute storage dispute = _disputes[receiptId];
        require(dispute.state == State.Committed, DisputeStateWrong(receiptId, uint256(dispute.state)));
        uint256 until = dispute.openDemands != 0
            ? type(uint256).max
            : uint256(dispute.turnAt) + dispute.window + dispute.window / 4 - dispute.otherUsed;
        require(block.timestamp > until, ResponseInTime(until));
        dispute.state = State.Cleared;
        uint256 deposits = dispute.challengeDeposit + uint256(dispute.answered) * dispute.demandDeposit;
        dispute.answered = 0;
        (address operator,) = NODES.keyAt(dispute.node, 0);
        SLASHER.release(dispute.node);
        SLASHER.give(operator, deposits);
        emit Cleared(receiptId, dispute.node);
    }

    /// Gives back the deposits of demands in a dispute that ended with a fault, to whoever made them.
    function reclaim(bytes32 receiptId, bytes32[] calldata keys) external {
        Dispute storage dispute = _disputes[receiptId];
        require(dispute.state == State.Faulty, DisputeStateWrong(receiptId, uint256(dispute.state)));
        for (uint256 i = 0; i < keys.length; ++i) {
            Demand storage made = _demands[receiptId][keys[i]];
            address by = made.by;
            // INVARIANT: deposits of earlier rounds went to the operator when those were cleared.
            require(by != address(0) && made.round == dispute.round, DemandNotOpen(keys[i]));
            made.by = address(0);
            SLASHER.give(by, dispute.demandDeposit);
        }
    }

    // ------------------------------------------------------------ views

    function getDispute(bytes32 receiptId) external view returns (Dispute memory) {
        return _disputes[receiptId];
    }

    function getDemand(bytes32 receiptId, bytes32 key) external view returns (Demand memory) {
        return _demands[receiptId][key];
    }

    /// What a claimant precommits to (Slasher, `commitmentOf`).
    function shownOf(bytes32 receiptId, Step calldata step, bytes calldata evidence) public pure returns (bytes32) {
        return keccak256(abi.encode(receiptId, step, keccak256(evidence)));
    }

    function shownOfForm(bytes32 receiptId, Form calldata form, bytes calldata evidence)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(receiptId, form, keccak256(evidence)));
    }

    /// Who may challenge and demand: anyone (zero), or with `disclosure` 2 the payer and the request's delegates.
    function accessOf(Receipt calldata receipt, bytes32 delegatesHash) public pure returns (bytes32) {
        if (receipt.disclosure < 2) return 0;
        return keccak256(abi.encode(receipt.payer, delegatesHash));
    }

    /// Name of a demand.
    function keyOf(Facts calldata facts, Place calldata place) public pure returns (bytes32) {
        (uint256 leaves,) = TraceTree.sizeOf(place, facts.ops);
        TraceTree.check(place, leaves);
        return _key(place.tree, place.depth, place.index);
    }

    // ------------------------------------------------------------ inside

    /// The dispute of committed facts, its clocks brought up to now.
    function _begin(bytes32 receiptId, Facts calldata facts) private returns (Dispute storage dispute) {
        dispute = _disputes[receiptId];
        require(dispute.state == State.Committed, DisputeStateWrong(receiptId, uint256(dispute.state)));
        bytes32 stated = keccak256(abi.encode(facts));
        require(stated == dispute.factsHash, DisputeFactsMismatch(stated, dispute.factsHash));
        uint40 elapsed = uint40(block.timestamp) - dispute.turnAt;
        if (dispute.openDemands == 0) dispute.otherUsed += elapsed;
        else dispute.nodeUsed += elapsed;
        dispute.turnAt = uint40(block.timestamp);
    }

    function _checkClock(uint256 used, uint256 window) private view {
        if (used > window) revert ResponseTooLate(block.timestamp - (used - window));
    }

    function _condemn(bytes32 receiptId, Dispute storage dispute, address claimant, bytes32 reason) private {
        dispute.state = State.Faulty;
        SLASHER.release(dispute.node);
        SLASHER.give(dispute.challenger, dispute.challengeDeposit);
        SLASHER.punish(Slasher.Fault(dispute.node, dispute.requestHash, receiptId, claimant, reason));
        emit Faulted(receiptId, dispute.node, claimant, reason);
    }

    function _checkAccess(bytes32 access, address payer, address[] calldata delegates) private view {
        if (access == 0) return;
        bytes32 delegatesHash = delegates.length == 0 ? bytes32(0) : sha256(_packed(delegates));
        require(keccak256(abi.encode(payer, delegatesHash)) == access, DisclosureRequired(msg.sender));
        bool may = msg.sender == payer;
        for (uint256 i = 0; i < delegates.length; ++i) {
            if (delegates[i] == msg.sender) may = true;
        }
        require(may, DisclosureRequired(msg.sender));
    }

    /// Addresses one behind the other, 20 bytes each.
    function _packed(address[] calldata list) private pure returns (bytes memory packed) {
        packed = new bytes(20 * list.length);
        for (uint256 i = 0; i < list.length; ++i) {
            bytes20 one = bytes20(list[i]);
            assembly ("memory-safe") {
                // The last word may reach 12 bytes over the end: free memory, which nobody has claimed yet.
                mstore(add(add(packed, 32), mul(20, i)), one)
            }
        }
    }

    /// Hash of the node at a place, which the demander knows from what was opened before.
    function _nodeAt(bytes32 receiptId, Facts calldata facts, Place calldata place, bytes32[] calldata siblings)
        private
        returns (bytes32)
    {
        mapping(bytes32 place => bytes32) storage known = _known[receiptId];
        if (place.depth == 0) {
            if (place.tree == 0) return facts.traceRoot;
            // The tensor's trace leaf stands in a row that was opened; its bytes are remembered for what lies below.
            uint256 index = uint256(place.tree) - 1;
            (uint256 depth, uint256 at_) =
                TraceTree.bottomOf(TraceTree.depthFor(TraceTree.traceLeaves(facts.ops)), index);
            _checkRow(known[_key(0, depth, at_)], siblings);
            bytes32 hash = siblings[index & (siblings.length - 1)];
            require(Sha256.leaf(place.leaf) == hash, DemandMalformed(TraceTree.NOT_KNOWN));
            known[_leafKey(place.tree)] = keccak256(place.leaf);
            return bytes32(place.leaf[TraceTree.TYPE_BYTES:TraceTree.TRACE_LEAF]);
        }
        if (place.tree != 0) {
            bytes32 leaf = known[_leafKey(place.tree)];
            require(leaf == keccak256(place.leaf), DemandMalformed(TraceTree.NOT_KNOWN));
        }
        _checkRow(
            known[_key(place.tree, place.depth - TraceTree.LEVELS, place.index >> TraceTree.LEVELS)], siblings
        );
        return siblings[place.index & (siblings.length - 1)];
    }

    function _checkRow(bytes32 row, bytes32[] calldata siblings) private pure {
        require(
            siblings.length != 0 && row == keccak256(abi.encodePacked(siblings)), DemandMalformed(TraceTree.NOT_KNOWN)
        );
    }

    /// Checks an answer and remembers the row that it opened.
    function _open(
        bytes32 receiptId,
        uint256 ops,
        Place calldata place,
        bytes32 node,
        bytes32[] calldata children,
        bytes calldata leaves
    ) private {
        (uint256 count, uint256 total) = TraceTree.sizeOf(place, ops);
        uint256 levels = TraceTree.depthFor(count) - place.depth;
        bool bottom = levels <= TraceTree.LEVELS;
        TraceTree.checkChildren(node, bottom ? levels : TraceTree.LEVELS, children);
        if (bottom) TraceTree.checkLeaves(place, total, uint256(place.index) << levels, children, leaves);
        else require(leaves.length == 0, AnswerWrong(TraceTree.NOT_THE_LEAF));
        // Nothing lies below the leaves of a tensor.
        if (bottom && place.tree != 0) return;
        _known[receiptId][_key(place.tree, place.depth, place.index)] = keccak256(abi.encodePacked(children));
    }

    /// Where the hash of a trace leaf's bytes is remembered, beside the rows of its tensor's tree.
    function _leafKey(uint256 tree) private pure returns (bytes32) {
        return _key(tree, type(uint256).max, 0);
    }

    function _key(uint256 tree, uint256 depth, uint256 index) private pure returns (bytes32) {
        return keccak256(abi.encode(tree, depth, index));
    }
}
