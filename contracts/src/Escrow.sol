// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {AssayToken} from "./AssayToken.sol";
import {CheckpointAnchor} from "./CheckpointAnchor.sol";
import {
    AlreadyFunded,
    AmountOutOfRange,
    DeadlinePassed,
    DeadlineTooFar,
    FunderNotPayer,
    NotMatured,
    NothingToWithdraw,
    SlasherOnly
} from "./Errors.sol";
import {Governed} from "./Governed.sol";
import {ModelRegistry} from "./ModelRegistry.sol";
import {NodeRegistry} from "./NodeRegistry.sol";
import {Parameters} from "./Parameters.sol";
import {Limits} from "./libraries/Limits.sol";
import {CheckpointProof, Flaw, LogEvidence} from "./libraries/LogEvidence.sol";
import {Checkpoint, Receipt, ReceiptTypes, Request} from "./libraries/ReceiptTypes.sol";

/// Holds the payment of a request until a receipt for it is shown to be in its node's log, or its time is over
/// (spec/contracts.md, section "Escrow"). Money leaves by `withdraw` alone: settling and refunding only write who may draw
/// what, so that no payee can stop a batch.
contract Escrow is Governed, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using ReceiptTypes for Request;
    using ReceiptTypes for Receipt;
    using ReceiptTypes for Checkpoint;

    /// What became of one item of a batch. Names are codes of spec/errors.tsv; the order is part of the interface.
    enum Outcome {
        Settled,
        Refunded,
        NotFunded,
        AlreadySettled,
        AlreadyRefunded,
        RefundTooEarly,
        SettlementTooLate,
        NodeMismatch,
        RequestMismatch,
        PriceAboveMaximum,
        CheckpointMissing,
        CheckpointNotAnchored,
        CheckpointSignatureInvalid,
        KeyNotValid,
        ReceiptSignatureInvalid,
        NotIncluded,
        ReceiptFaulty
    }

    enum State {
        None,
        Open,
        Settled,
        Refunded
    }

    /// The terms are those of the moment of funding.
    struct Deposit {
        address funder;
        uint96 amount;
        address publisher;
        uint40 refundAt;
        uint16 royaltyBps;
        uint16 feeBps;
        State state;
        address node; // the only node that may settle, zero: any; of a settled one the node that did
        uint40 maturesAt; // of a settled one: until then its price goes back where a fault is shown
    }

    /// An EIP-3009 authorization to this contract. Its value is the request's maxPrice, its nonce `fundingNonce`.
    struct Authorization {
        address from;
        uint256 validAfter;
        uint256 validBefore;
        bytes signature;
    }

    /// A receipt, what it lacks of its request, and where it stands in the log.
    struct Settlement {
        Receipt receipt;
        bytes32 samplerHash;
        bytes32 seed;
        uint256 maxPrice;
        bytes32 delegatesHash;
        uint32 keyIndex;
        bytes signature;
        uint32 checkpoint; // index into the batch's checkpoints
        uint64 logIndex;
        bytes32[] logProof;
    }

    /// A checkpoint of a batch, checked once.
    struct Checked {
        Outcome outcome; // Settled: nothing against it
        uint64 anchoredAt;
    }

    uint256 public constant MAX_ITEMS = 128;
    uint256 public constant MAX_CHECKPOINTS = 32;
    uint256 public constant MAX_BUCKETS = 256;
    uint256 public constant MAX_DEADLINE = 30 days;
    /// Seconds of a bucket of maturing money.
    uint256 public constant BUCKET = 1 hours;
    /// Whom fees mature for: the treasury of the moment when they do.
    address public constant FEES = address(0);
    uint256 private constant BPS = 10_000;
    // INVARIANT: a dispute that begins within the challenge period ends within that many response windows (Disputes), so
    // that what it may give back is still here.
    uint256 private constant WINDOWS = 4;

    AssayToken public immutable TOKEN;
    Parameters public immutable PARAMETERS;
    ModelRegistry public immutable MODELS;
    NodeRegistry public immutable NODES;
    CheckpointAnchor public immutable ANCHOR;
    address public immutable SLASHER;

    // INVARIANT: a deposit goes from None to Open, from Open to Settled or Refunded, from Settled before it matures to
    // Refunded by a fault, and never anywhere else.
    mapping(bytes32 requestHash => Deposit) private _deposits;
    /// What an account may withdraw.
    mapping(address account => uint256) public credit;
    // INVARIANT: the token balance of this contract is at least totalHeld, the sum of open deposits, of all credits and of
    // all that matures.
    uint256 public totalHeld;
    /// What becomes an account's credit at the end of a bucket (its number times BUCKET).
    mapping(address account => mapping(uint256 bucket => uint256)) public maturing;
    /// Receipts that were shown to be faulty: they settle nothing.
    mapping(bytes32 receiptId => bool) public faulty;

    event Funded(
        bytes32 indexed requestHash,
        address indexed funder,
        address indexed node,
        bytes32 modelId,
        address publisher,
        uint256 amount,
        uint40 refundAt
    );
    event RequestSettled(
        bytes32 indexed requestHash,
        address indexed node,
        address indexed operator,
        bytes32 receiptId,
        uint256 price,
        uint256 royalty,
        uint256 fee,
        uint40 maturesAt
    );
    event RequestRefunded(bytes32 indexed requestHash, address indexed funder, uint256 amount);
    event ItemRefused(bytes32 indexed requestHash, Outcome outcome);
    event Matured(address indexed account, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);

    constructor(
        AssayToken token,
        Parameters parameters,
        ModelRegistry models,
        NodeRegistry nodes,
        CheckpointAnchor anchor,
        address slasher
    ) {
        TOKEN = token;
        PARAMETERS = parameters;
        MODELS = models;
        NODES = nodes;
        ANCHOR = anchor;
        SLASHER = slasher;
    }

    function initialize(address owner_) external initializer {
        __Ownable_init(owner_);
    }

    /// Deposits the request's maxPrice from its payer (anybody, for an unsigned one), who gets back what is not spent. `publisher` gets the royalty of its
    /// registration of the model (zero: none); `node` alone may settle (zero: whichever node settles first).
    function fund(Request calldata request, address publisher, address node)
        external
        nonReentrant
        returns (bytes32 requestHash)
    {
        requestHash = _open(request, publisher, node, msg.sender);
        IERC20(TOKEN).safeTransferFrom(msg.sender, address(this), request.maxPrice);
    }

    /// As `fund`, paid by an EIP-3009 authorization that anyone may bring.
    function fundWithAuthorization(
        Request calldata request,
        address publisher,
        address node,
        Authorization calldata authorization
    ) external nonReentrant returns (bytes32 requestHash) {
        requestHash = _open(request, publisher, node, authorization.from);
        // INVARIANT: an authorization pays for the terms that its signer saw: its nonce is their hash.
        TOKEN.receiveWithAuthorization(
            authorization.from,
            address(this),
            request.maxPrice,
            authorization.validAfter,
            authorization.validBefore,
            fundingNonce(requestHash, publisher, node),
            authorization.signature
        );
    }

    /// Settles what can be settled and reports on each item; an item that cannot be does not stop the others.
    function settle(CheckpointProof[] calldata checkpoints, Settlement[] calldata items)
        external
        nonReentrant
        returns (Outcome[] memory outcomes)
    {
        Limits.list("checkpoints", checkpoints.length, MAX_CHECKPOINTS);
        Limits.list("items", items.length, MAX_ITEMS);
        Parameters.Values memory parameters = PARAMETERS.values();
        bytes32 domain = ReceiptTypes.domain(address(this));
        Checked[] memory checked = new Checked[](checkpoints.length);
        for (uint256 i = 0; i < checkpoints.length; ++i) {
            checked[i] = _check(checkpoints[i], domain, parameters.mergeDelay);
        }
        outcomes = new Outcome[](items.length);
        for (uint256 i = 0; i < items.length; ++i) {
            outcomes[i] = _settle(checkpoints, checked, items[i], domain, parameters);
            if (outcomes[i] != Outcome.Settled) emit ItemRefused(items[i].receipt.requestHash, outcomes[i]);
        }
    }

    /// Credits the funders of deposits whose time is over. Anyone may call; reports on each like `settle`.
    function refund(bytes32[] calldata requestHashes) external returns (Outcome[] memory outcomes) {
        Limits.list("requestHashes", requestHashes.length, MAX_ITEMS);
        outcomes = new Outcome[](requestHashes.length);
        for (uint256 i = 0; i < requestHashes.length; ++i) {
            outcomes[i] = _refund(requestHashes[i]);
            if (outcomes[i] != Outcome.Refunded) emit ItemRefused(requestHashes[i], outcomes[i]);
        }
    }

    /// A receipt of `node` for the request was shown to be faulty: it settles nothing any more, and what was paid or reserved
    /// for it goes back to the funder whole. Returns what went back.
    function refundByFault(bytes32 requestHash, bytes32 receiptId, address node) external returns (uint256 amount) {
        require(msg.sender == SLASHER, SlasherOnly(msg.sender));
        faulty[receiptId] = true;
        Deposit storage deposit = _deposits[requestHash];
        // INVARIANT: a fault of one node moves no money that is another's.
        if (deposit.node != node) return 0;
        amount = deposit.amount;
        if (deposit.state == State.Settled && block.timestamp < deposit.maturesAt) {
            uint256 bucket = _bucketOf(deposit.maturesAt);
            (uint256 royalty, uint256 fee) = _partsOf(deposit, amount);
            maturing[deposit.publisher][bucket] -= royalty;
            maturing[FEES][bucket] -= fee;
            (address operator,) = NODES.keyAt(node, 0);
            maturing[operator][bucket] -= amount - royalty - fee;
        } else if (deposit.state != State.Open) {
            return 0;
        }
        deposit.state = State.Refunded;
        _credit(deposit.funder, amount);
        emit RequestRefunded(requestHash, deposit.funder, amount);
    }

    /// Makes credit of what has matured for an account in these buckets. Anyone may call.
    function mature(address account, uint256[] calldata buckets) external returns (uint256 amount) {
        Limits.list("buckets", buckets.length, MAX_BUCKETS);
        for (uint256 i = 0; i < buckets.length; ++i) {
            uint256 end = buckets[i] * BUCKET;
            require(block.timestamp >= end, NotMatured(end));
            amount += maturing[account][buckets[i]];
            maturing[account][buckets[i]] = 0;
        }
        address to = account == FEES ? PARAMETERS.values().treasury : account;
        _credit(to, amount);
        emit Matured(to, amount);
    }

    /// Pays an account what it is owed. Anyone may call: the money can go nowhere else.
    function withdraw(address account) external nonReentrant {
        uint256 amount = credit[account];
        require(amount != 0, NothingToWithdraw(account));
        credit[account] = 0;
        totalHeld -= amount;
        emit Withdrawn(account, amount);
        IERC20(TOKEN).safeTransfer(account, amount);
    }

    function getDeposit(bytes32 requestHash) external view returns (Deposit memory) {
        return _deposits[requestHash];
    }

    function hashRequest(Request calldata request) external view returns (bytes32) {
        return request.digest(ReceiptTypes.domain(address(this)));
    }

    function hashReceipt(Receipt calldata receipt) external view returns (bytes32) {
        return receipt.digest(ReceiptTypes.domain(address(this)));
    }

    function hashCheckpoint(Checkpoint calldata checkpoint) external view returns (bytes32) {
        return checkpoint.digest(ReceiptTypes.domain(address(this)));
    }

    /// The EIP-3009 nonce with which a funder agrees to all the terms at once.
    function fundingNonce(bytes32 requestHash, address publisher, address node) public pure returns (bytes32) {
        return sha256(abi.encodePacked("assay/funding/1", requestHash, publisher, node));
    }

    function _open(Request calldata request, address publisher, address node, address funder)
        private
        returns (bytes32 requestHash)
    {
        requestHash = request.digest(ReceiptTypes.domain(address(this)));
        Deposit storage deposit = _deposits[requestHash];
        // INVARIANT: one request is paid for at most once, whatever became of its deposit.
        require(deposit.state == State.None, AlreadyFunded(requestHash));
        // INVARIANT: who signs a request alone can fund it: else a stranger who sees the transaction coming could take the
        // request's place with terms of its own, and get its money back by a node of its own.
        require(request.payer == funder || request.payer == address(0), FunderNotPayer(request.payer, funder));
        require(
            request.maxPrice > 0 && request.maxPrice <= type(uint96).max,
            AmountOutOfRange(request.maxPrice, 1, type(uint96).max)
        );
        require(request.deadline >= block.timestamp, DeadlinePassed(request.deadline));
        uint256 limit = block.timestamp + MAX_DEADLINE;
        require(request.deadline <= limit, DeadlineTooFar(request.deadline, limit));
        Parameters.Values memory parameters = PARAMETERS.values();
        uint16 royaltyBps = publisher == address(0) ? 0 : MODELS.royaltyOf(publisher, request.modelId);

        deposit.funder = funder;
        deposit.amount = uint96(request.maxPrice);
        deposit.publisher = publisher;
        deposit.refundAt = uint40(request.deadline) + parameters.mergeDelay + parameters.settlementTimeout;
        deposit.royaltyBps = royaltyBps < parameters.maxRoyaltyBps ? royaltyBps : parameters.maxRoyaltyBps;
        deposit.feeBps = parameters.protocolFeeBps;
        deposit.state = State.Open;
        deposit.node = node;
        totalHeld += request.maxPrice;
        emit Funded(requestHash, funder, node, request.modelId, publisher, request.maxPrice, deposit.refundAt);
    }

    function _check(CheckpointProof calldata proof, bytes32 domain, uint256 mergeDelay)
        private
        view
        returns (Checked memory result)
    {
        Flaw flaw;
        (flaw, result.anchoredAt) = LogEvidence.checkpointFlaw(proof, domain, mergeDelay, ANCHOR, NODES);
        if (flaw != Flaw.None) result.outcome = _outcomeOf(flaw);
    }

    /// Flaws are outcomes, in the same order.
    function _outcomeOf(Flaw flaw) private pure returns (Outcome) {
        return Outcome(uint8(Outcome.CheckpointNotAnchored) + uint8(flaw) - uint8(Flaw.CheckpointNotAnchored));
    }

    function _settle(
        CheckpointProof[] calldata checkpoints,
        Checked[] memory checked,
        Settlement calldata item,
        bytes32 domain,
        Parameters.Values memory parameters
    ) private returns (Outcome) {
        Receipt calldata receipt = item.receipt;
        Deposit storage deposit = _deposits[receipt.requestHash];
        if (deposit.state != State.Open) return _closed(deposit.state);
        // INVARIANT: before refundAt a deposit can only be settled, from then on only refunded.
        if (block.timestamp >= deposit.refundAt) return Outcome.SettlementTooLate;
        if (deposit.node != address(0) && deposit.node != receipt.node) return Outcome.NodeMismatch;
        // INVARIANT: a receipt settles only the request whose model, input, payer, nonce, disclosure and deadline it states.
        if (
            ReceiptTypes.requestOf(receipt, item.samplerHash, item.seed, item.maxPrice, item.delegatesHash)
                .digest(domain) != receipt.requestHash
        ) return Outcome.RequestMismatch;
        if (receipt.price > deposit.amount) return Outcome.PriceAboveMaximum;
        if (item.checkpoint >= checked.length) return Outcome.CheckpointMissing;
        Checked memory context = checked[item.checkpoint];
        if (context.outcome != Outcome.Settled) return context.outcome;
        Checkpoint calldata checkpoint = checkpoints[item.checkpoint].checkpoint;
        if (checkpoint.node != receipt.node) return Outcome.CheckpointMissing;
        (address operator, NodeRegistry.Key memory key) = NODES.keyAt(receipt.node, item.keyIndex);
        if (!LogEvidence.validInTime(key, context.anchoredAt, parameters.mergeDelay)) return Outcome.KeyNotValid;
        bytes32 receiptId = receipt.digest(domain);
        if (faulty[receiptId]) return Outcome.ReceiptFaulty;
        if (!LogEvidence.signedBy(key.receiptKey, receiptId, item.signature)) return Outcome.ReceiptSignatureInvalid;
        if (!LogEvidence.included(checkpoint, receiptId, item.logIndex, item.logProof)) return Outcome.NotIncluded;

        _pay(deposit, receipt, receiptId, operator, parameters);
        return Outcome.Settled;
    }

    // INVARIANT: royalty, fee, the operator's part and the remainder add up to the deposit; rounding favours the operator.
    function _pay(
        Deposit storage deposit,
        Receipt calldata receipt,
        bytes32 receiptId,
        address operator,
        Parameters.Values memory parameters
    ) private {
        uint256 price = receipt.price;
        _credit(deposit.funder, deposit.amount - price);
        uint40 maturesAt =
            uint40(block.timestamp + parameters.challengePeriod + WINDOWS * uint256(parameters.responseWindow));
        deposit.state = State.Settled;
        deposit.amount = uint96(price);
        deposit.node = receipt.node;
        deposit.maturesAt = maturesAt;
        (uint256 royalty, uint256 fee) = _partsOf(deposit, price);
        uint256 bucket = _bucketOf(maturesAt);
        _mature(deposit.publisher, bucket, royalty);
        _mature(FEES, bucket, fee);
        _mature(operator, bucket, price - royalty - fee);
        emit RequestSettled(receipt.requestHash, receipt.node, operator, receiptId, price, royalty, fee, maturesAt);
    }

    function _partsOf(Deposit storage deposit, uint256 price) private view returns (uint256 royalty, uint256 fee) {
        royalty = price * deposit.royaltyBps / BPS;
        fee = price * deposit.feeBps / BPS;
    }

    /// The first bucket that ends at or after a time.
    function _bucketOf(uint256 time) private pure returns (uint256) {
        return (time + BUCKET - 1) / BUCKET;
    }

    function _mature(address account, uint256 bucket, uint256 amount) private {
        if (amount != 0) maturing[account][bucket] += amount;
    }

    function _refund(bytes32 requestHash) private returns (Outcome) {
        Deposit storage deposit = _deposits[requestHash];
        if (deposit.state != State.Open) return _closed(deposit.state);
        if (block.timestamp < deposit.refundAt) return Outcome.RefundTooEarly;
        deposit.state = State.Refunded;
        _credit(deposit.funder, deposit.amount);
        emit RequestRefunded(requestHash, deposit.funder, deposit.amount);
        return Outcome.Refunded;
    }

    function _credit(address account, uint256 amount) private {
        if (amount != 0) credit[account] += amount;
    }

    function _closed(State state) private pure returns (Outcome) {
        if (state == State.Settled) return Outcome.AlreadySettled;
        if (state == State.Refunded) return Outcome.AlreadyRefunded;
        return Outcome.NotFunded;
    }
}
