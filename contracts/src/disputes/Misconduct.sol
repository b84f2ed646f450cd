// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CheckpointAnchor} from "../CheckpointAnchor.sol";
import {
    AlreadyDemanded,
    AlreadyShown,
    CheckpointMissing,
    CheckpointNotAnchored,
    CheckpointSignatureInvalid,
    DemandNotOpen,
    DisputeFactsMismatch,
    KeyNotValid,
    NotEquivocation,
    NotIncluded,
    ReceiptSignatureInvalid,
    ResponseInTime,
    StatementSignatureInvalid
} from "../Errors.sol";
import {Escrow} from "../Escrow.sol";
import {Governed} from "../Governed.sol";
import {NodeRegistry} from "../NodeRegistry.sol";
import {Parameters} from "../Parameters.sol";
import {CheckpointProof, Flaw, LogEvidence, LogPlace, SignedReceipt} from "../libraries/LogEvidence.sol";
import {Checkpoint, Receipt, ReceiptTypes} from "../libraries/ReceiptTypes.sol";
import {Rfc6962} from "../libraries/Rfc6962.sol";
import {Facts} from "../steps/Facts.sol";
import {Beginnings} from "./Beginnings.sol";
import {Disputes} from "./Disputes.sol";
import {Slasher} from "./Slasher.sol";
import {SignedHead, SignedRoot, Statements} from "./Statements.sol";

/// Faults that signatures alone show: two statements of one node that exclude each other, and a receipt that it never logged
/// (spec/dispute.md, "Faults outside a trace"). The money is the Slasher's.
contract Misconduct is Governed {
    using ReceiptTypes for Receipt;
    using ReceiptTypes for Checkpoint;
    using Statements for SignedHead;
    using Statements for SignedRoot;

    /// A receipt that somebody looks for in its node's log.
    struct Search {
        address by;
        uint40 until;
        bool found;
        address node;
        uint96 deposit;
        bytes32 requestHash;
    }

    Parameters public immutable PARAMETERS;
    NodeRegistry public immutable NODES;
    CheckpointAnchor public immutable ANCHOR;
    Escrow public immutable ESCROW;
    Slasher public immutable SLASHER;
    Disputes public immutable DISPUTES;

    /// Faults that were shown: each pays once.
    mapping(bytes32 fault => bool) public shown;
    // INVARIANT: a search begins once, and ends by being found or by its fault being shown.
    mapping(bytes32 receiptId => Search) private _searches;

    event EquivocationShown(address indexed node, address indexed claimant, bytes32 indexed fault, bytes32 reason);
    event InclusionDemanded(bytes32 indexed receiptId, address indexed node, address indexed by, uint256 until);
    event InclusionShown(bytes32 indexed receiptId, address indexed node);
    event ExclusionShown(bytes32 indexed receiptId, address indexed node, address indexed by);

    constructor(Slasher slasher, Beginnings beginnings, Disputes disputes) {
        SLASHER = slasher;
        DISPUTES = disputes;
        PARAMETERS = beginnings.PARAMETERS();
        NODES = beginnings.NODES();
        ANCHOR = beginnings.ANCHOR();
        ESCROW = beginnings.ESCROW();
    }

    function initialize(address owner_) external initializer {
        __Ownable_init(owner_);
    }

    // ------------------------------------------------------------ two statements

    /// Two checkpoints of one node, the second of which does not extend the first: of one size with different roots, or the larger with a
    /// prefix proof that its first leaves have another root. Each under a key that counts, or under one that has ended, if it was anchored in
    /// time.
    function proveCheckpoints(
        CheckpointProof calldata a,
        CheckpointProof calldata b,
        bytes32[] calldata prefix,
        bytes32 salt
    ) external {
        require(
            a.checkpoint.node == b.checkpoint.node
                && (a.checkpoint.size == b.checkpoint.size
                        ? a.checkpoint.root != b.checkpoint.root
                        : Rfc6962.differs(
                            b.checkpoint.root, b.checkpoint.size, a.checkpoint.root, a.checkpoint.size, prefix
                        )),
            NotEquivocation()
        );
        _checkCheckpoint(a);
        _checkCheckpoint(b);
        bytes32 fault = keccak256(abi.encode("checkpoints", a.checkpoint.node, a.checkpoint.size));
        _redeem(fault, salt, a.signature, b.signature);
        _condemn(fault, a.checkpoint.node, 0, 0, "checkpoints");
    }

    /// Two signed heads of one node, one request and one number of tokens.
    function proveHeads(SignedHead calldata a, SignedHead calldata b, bytes32 salt) external {
        require(
            a.node == b.node && a.requestHash == b.requestHash && a.tokenCount == b.tokenCount && a.head != b.head,
            NotEquivocation()
        );
        bytes32 domain = _domain();
        _checkStatement(a.node, a.keyIndex, a.digest(domain), a.signature);
        _checkStatement(b.node, b.keyIndex, b.digest(domain), b.signature);
        bytes32 fault = keccak256(abi.encode("heads", a.node, a.requestHash));
        _redeem(fault, salt, a.signature, b.signature);
        // No receipt is meant; what was paid for the request goes back.
        _condemn(fault, a.node, a.requestHash, fault, "heads");
    }

    /// Two signed trace roots for one receipt.
    function proveRoots(SignedRoot calldata a, SignedRoot calldata b, bytes32 salt) external {
        require(
            a.node == b.node && a.receiptId == b.receiptId && a.traceRoot != b.traceRoot, NotEquivocation()
        );
        bytes32 domain = _domain();
        _checkStatement(a.node, a.keyIndex, a.digest(domain), a.signature);
        _checkStatement(b.node, b.keyIndex, b.digest(domain), b.signature);
        bytes32 fault = _rootsFault(a);
        _redeem(fault, salt, a.signature, b.signature);
        _condemn(fault, a.node, 0, 0, "roots");
    }

    /// A signed trace root that is not the one that the node has committed to in a dispute.
    function proveCommittedRoot(SignedRoot calldata a, Facts calldata facts, bytes32 salt) external {
        Disputes.Dispute memory dispute = DISPUTES.getDispute(a.receiptId);
        bytes32 stated = keccak256(abi.encode(facts));
        require(stated == dispute.factsHash, DisputeFactsMismatch(stated, dispute.factsHash));
        require(a.node == dispute.node && a.traceRoot != facts.traceRoot, NotEquivocation());
        _checkStatement(a.node, a.keyIndex, a.digest(_domain()), a.signature);
        bytes32 fault = _rootsFault(a);
        _redeem(fault, salt, a.signature, msg.data[0:0]);
        _condemn(fault, a.node, dispute.requestHash, a.receiptId, "roots");
    }

    /// A signed trace root that is not the one that the receipt commits to, which was sold with the answer.
    function proveSoldRoot(
        SignedRoot calldata a,
        SignedReceipt calldata b,
        bytes16 traceSalt,
        bytes32 sold,
        bytes32 salt
    ) external {
        bytes32 domain = _domain();
        bytes32 receiptId = b.receipt.digest(domain);
        require(
            a.node == b.receipt.node && a.receiptId == receiptId && a.traceRoot != sold
                && sha256(abi.encodePacked(traceSalt, sold)) == b.receipt.traceCommitment,
            NotEquivocation()
        );
        _checkStatement(a.node, a.keyIndex, a.digest(domain), a.signature);
        _checkStatement(a.node, b.keyIndex, receiptId, b.signature);
        bytes32 fault = _rootsFault(a);
        _redeem(fault, salt, a.signature, b.signature);
        _condemn(fault, a.node, b.receipt.requestHash, receiptId, "roots");
    }

    /// Two receipts of one node for one request: metered twice.
    function proveReceipts(SignedReceipt calldata a, SignedReceipt calldata b, bytes32 salt) external {
        bytes32 domain = _domain();
        bytes32 first = a.receipt.digest(domain);
        bytes32 second = b.receipt.digest(domain);
        require(
            a.receipt.node == b.receipt.node && a.receipt.requestHash == b.receipt.requestHash && first != second,
            NotEquivocation()
        );
        _checkStatement(a.receipt.node, a.keyIndex, first, a.signature);
        _checkStatement(b.receipt.node, b.keyIndex, second, b.signature);
        bytes32 fault = keccak256(abi.encode("receipts", a.receipt.node, a.receipt.requestHash));
        _redeem(fault, salt, a.signature, b.signature);
        _condemn(fault, a.receipt.node, a.receipt.requestHash, first, "receipts");
    }

    /// What a claimant precommits to (Slasher, `commitmentOf`): the signatures of both statements (one may be empty), so that nobody
    /// can who has not seen them.
    function shownOf(bytes calldata a, bytes calldata b) public pure returns (bytes32) {
        return keccak256(abi.encode("assay/misconduct/1", keccak256(a), keccak256(b)));
    }

    // ------------------------------------------------------------ a missing entry

    /// Asks for a receipt's inclusion in an anchored checkpoint, within a merge delay and a response window.
    function demandInclusion(SignedReceipt calldata signed) external {
        Receipt calldata receipt = signed.receipt;
        bytes32 receiptId = receipt.digest(_domain());
        _checkKey(receipt.node, signed.keyIndex, receiptId, signed.signature, true);
        Search storage search = _searches[receiptId];
        require(search.by == address(0), AlreadyDemanded(receiptId));
        Parameters.Values memory parameters = PARAMETERS.values();
        search.by = msg.sender;
        search.until = uint40(block.timestamp + parameters.mergeDelay + parameters.responseWindow);
        search.node = receipt.node;
        search.deposit = parameters.challengeDeposit;
        search.requestHash = receipt.requestHash;
        SLASHER.hold(receipt.node);
        SLASHER.take(msg.sender, parameters.challengeDeposit);
        emit InclusionDemanded(receiptId, receipt.node, msg.sender, search.until);
    }

    /// Shows where the receipt stands. Anyone may, as long as nobody has shown that it came too late.
    function answerInclusion(bytes32 receiptId, CheckpointProof calldata proof, LogPlace calldata place) external {
        Search storage search = _open(receiptId);
        require(proof.checkpoint.node == search.node, CheckpointMissing(search.node));
        (Flaw flaw,) =
            LogEvidence.checkpointFlaw(proof, _domain(), PARAMETERS.values().mergeDelay, ANCHOR, NODES);
        require(flaw != Flaw.CheckpointNotAnchored, CheckpointNotAnchored(proof.epochRoot));
        require(flaw != Flaw.KeyNotValid, KeyNotValid(search.node, proof.keyIndex));
        require(flaw == Flaw.None, CheckpointSignatureInvalid(search.node));
        require(
            LogEvidence.included(proof.checkpoint, receiptId, place.index, place.proof), NotIncluded(receiptId)
        );
        search.found = true;
        (address operator,) = NODES.keyAt(search.node, 0);
        SLASHER.release(search.node);
        SLASHER.give(operator, search.deposit);
        emit InclusionShown(receiptId, search.node);
    }

    /// Nobody has shown the receipt in time. The bounty is that of whoever looked for it.
    function proveExclusion(bytes32 receiptId) external {
        Search storage search = _open(receiptId);
        require(block.timestamp > search.until, ResponseInTime(search.until));
        search.found = true;
        SLASHER.release(search.node);
        SLASHER.give(search.by, search.deposit);
        SLASHER.punish(Slasher.Fault(search.node, search.requestHash, receiptId, search.by, "exclusion"));
        emit ExclusionShown(receiptId, search.node, search.by);
    }

    function getSearch(bytes32 receiptId) external view returns (Search memory) {
        return _searches[receiptId];
    }

    // ------------------------------------------------------------ inside

    function _open(bytes32 receiptId) private view returns (Search storage search) {
        search = _searches[receiptId];
        require(search.by != address(0) && !search.found, DemandNotOpen(receiptId));
    }

    function _domain() private view returns (bytes32) {
        return ReceiptTypes.domain(address(ESCROW));
    }

    function _rootsFault(SignedRoot calldata a) private pure returns (bytes32) {
        return keccak256(abi.encode("roots", a.node, a.receiptId));
    }

    function _redeem(bytes32 fault, bytes32 salt, bytes calldata a, bytes calldata b) private {
        require(!shown[fault], AlreadyShown(fault));
        shown[fault] = true;
        SLASHER.redeem(msg.sender, salt, shownOf(a, b));
    }

    function _condemn(
        bytes32 fault,
        address node,
        bytes32 requestHash,
        bytes32 receiptId,
        bytes32 reason
    ) private {
        SLASHER.punish(Slasher.Fault(node, requestHash, receiptId, msg.sender, reason));
        emit EquivocationShown(node, msg.sender, fault, reason);
    }

    function _checkCheckpoint(CheckpointProof calldata proof) private view {
        bytes32 domain = _domain();
        uint256 mergeDelay = PARAMETERS.values().mergeDelay;
        address node = proof.checkpoint.node;
        if (_counts(node, proof.keyIndex, mergeDelay)) {
            _checkStatement(node, proof.keyIndex, proof.checkpoint.digest(domain), proof.signature);
            return;
        }
        (Flaw flaw,) = LogEvidence.checkpointFlaw(proof, domain, mergeDelay, ANCHOR, NODES);
        require(flaw == Flaw.None, KeyNotValid(node, proof.keyIndex));
    }

    function _checkStatement(address node, uint256 keyIndex, bytes32 digest, bytes calldata signature)
        private
        view
    {
        _checkKey(node, keyIndex, digest, signature, false);
    }

    function _checkKey(address node, uint256 keyIndex, bytes32 digest, bytes calldata signature, bool ofReceipt)
        private
        view
    {
        require(_counts(node, keyIndex, PARAMETERS.values().mergeDelay), KeyNotValid(node, keyIndex));
        (, NodeRegistry.Key memory key) = NODES.keyAt(node, keyIndex);
        if (LogEvidence.signedBy(key.receiptKey, digest, signature)) return;
        if (ofReceipt) revert ReceiptSignatureInvalid(node);
        revert StatementSignatureInvalid(node);
    }

    /// Does a key count without an anchor? Until a merge delay after its end: longer would let whoever steals an old key speak
    /// for a node that has given it up, shorter would let a node escape by a new key.
    function _counts(address node, uint256 keyIndex, uint256 mergeDelay) private view returns (bool) {
        (, NodeRegistry.Key memory key) = NODES.keyAt(node, keyIndex);
        return LogEvidence.validInTime(key, block.timestamp, mergeDelay);
    }
}
