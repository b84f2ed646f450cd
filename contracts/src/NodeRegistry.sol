// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {
    AddressZero,
    KeyProofInvalid,
    NodeAlreadyRegistered,
    NodeExited,
    NodeNotExited,
    NodeNotRegistered,
    NodeNotYours,
    SlasherOnly,
    StakeBonded,
    StakeHeld,
    StakeTooLow,
    TextTooLong,
    ValueZero
} from "./Errors.sol";
import {Governed} from "./Governed.sol";
import {Parameters} from "./Parameters.sol";
import {Limits} from "./libraries/Limits.sol";
import {NodeKey, ReceiptTypes} from "./libraries/ReceiptTypes.sol";

/// Nodes: who answers for them with what stake, which keys they sign with and since when, where they are reached
/// (spec/contracts.md, section "Node registry"). The operator's account is cold: it owns the stake, changes keys and ends a
/// node. The node's account is hot: it may only say where the node is reached.
contract NodeRegistry is Governed, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using ReceiptTypes for NodeKey;

    struct Key {
        address receiptKey;
        uint40 validFrom;
        uint40 validUntil; // 0: until further notice
        bytes32 logKey;
    }

    struct Contact {
        uint16 roles; // bits of spec/contracts.md, section "Roles"
        string peerId; // as libp2p writes it
        string endpoint;
        string[] addresses;
    }

    struct Node {
        address operator;
        uint96 stake;
        uint40 registeredAt;
        uint40 exitedAt; // 0: not exited
        uint40 withdrawableAt;
        uint32 listIndex; // place in the list of nodes that have not exited
        Contact contact;
    }

    struct NodeView {
        address node;
        Node record;
        Key key; // the newest
        uint32 keyIndex;
    }

    uint256 public constant MAX_PEER_ID = 64;
    uint256 public constant MAX_ADDRESSES = 8;
    uint256 public constant MAX_KEYS = 1024;

    IERC20 public immutable TOKEN;
    Parameters public immutable PARAMETERS;
    address public immutable ESCROW; // names the EIP-712 domain
    address public immutable SLASHER; // takes stakes of nodes whose faults were shown

    mapping(address node => Node) private _nodes;
    mapping(address node => Key[]) private _keys;
    address[] private _listed;
    /// Disputes about a node that are not decided: its stake stays until they are.
    mapping(address node => uint256) public holds;
    // INVARIANT: the token balance of this contract is at least totalStake, the sum of the stakes of all nodes.
    uint256 public totalStake;

    event NodeRegistered(address indexed node, address indexed operator, uint256 stake);
    event KeysChanged(
        address indexed node, uint32 index, address indexed receiptKey, bytes32 logKey, string peerId, uint40 validFrom
    );
    event ContactChanged(address indexed node, uint16 roles, string endpoint, string[] addresses);
    event StakeAdded(address indexed node, address indexed from, uint256 amount);
    event ExitStarted(address indexed node, uint40 withdrawableAt);
    event StakeWithdrawn(address indexed node, address indexed operator, uint256 amount);
    event Slashed(address indexed node, uint256 amount, address to, bytes32 indexed reason);

    constructor(IERC20 token, Parameters parameters, address escrow, address slasher) {
        TOKEN = token;
        PARAMETERS = parameters;
        ESCROW = escrow;
        SLASHER = slasher;
    }

    function initialize(address owner_) external initializer {
        __Ownable_init(owner_);
    }

    /// Registers `node` with the caller as its operator. Both the node's account and its receipt key sign the NodeKey, so
    /// that nobody can register an account or a key that is not theirs.
    function register(
        address node,
        address receiptKey,
        bytes32 logKey,
        Contact calldata contact,
        uint96 stake,
        bytes calldata nodeSignature,
        bytes calldata keySignature
    ) external nonReentrant {
        require(node != address(0), AddressZero("node"));
        Node storage record = _nodes[node];
        // INVARIANT: a node's account is registered once. After its exit its keys must stay what they were.
        require(record.operator == address(0), NodeAlreadyRegistered(node));
        uint96 least = PARAMETERS.values().minStake;
        require(stake >= least, StakeTooLow(stake, least));
        bytes32 digest = _digest(NodeKey(node, msg.sender, receiptKey, logKey, _hash(contact.peerId), 0));
        _requireSigned(digest, nodeSignature, node);

        record.operator = msg.sender;
        record.stake = stake;
        record.registeredAt = uint40(block.timestamp);
        record.listIndex = SafeCast.toUint32(_listed.length);
        _listed.push(node);
        totalStake += stake;
        emit NodeRegistered(node, msg.sender, stake);
        _pushKey(node, receiptKey, logKey, contact.peerId, digest, keySignature);
        _setContact(node, contact.roles, contact.endpoint, contact.addresses);
        TOKEN.safeTransferFrom(msg.sender, address(this), stake);
    }

    /// Ends the present keys and begins new ones. The operator alone: a thief of the hot keys must not lock the owner out.
    function rotateKeys(
        address node,
        address receiptKey,
        bytes32 logKey,
        string calldata peerId,
        bytes calldata keySignature
    ) external {
        _requireOpen(node, msg.sender);
        uint32 index = uint32(_keys[node].length);
        bytes32 digest = _digest(NodeKey(node, msg.sender, receiptKey, logKey, _hash(peerId), index));
        _endKey(node);
        _pushKey(node, receiptKey, logKey, peerId, digest, keySignature);
    }

    /// By the operator or by the node itself.
    function setContact(address node, uint16 roles, string calldata endpoint, string[] calldata addresses) external {
        _requireOpen(node, msg.sender == node ? _nodes[node].operator : msg.sender);
        _setContact(node, roles, endpoint, addresses);
    }

    /// Anyone may add to a stake; it becomes the operator's.
    function addStake(address node, uint96 amount) external nonReentrant {
        _requireOpen(node, _nodes[node].operator);
        _nodes[node].stake += amount;
        totalStake += amount;
        emit StakeAdded(node, msg.sender, amount);
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// Ends a node: its keys at once, its bond after the unbonding delay of this moment.
    function exit(address node) external {
        Node storage record = _requireOpen(node, msg.sender);
        uint40 withdrawableAt = uint40(block.timestamp) + PARAMETERS.values().unbondingDelay;
        record.exitedAt = uint40(block.timestamp);
        record.withdrawableAt = withdrawableAt;
        _endKey(node);
        // INVARIANT: _listed holds exactly the nodes that have not exited, each at its listIndex.
        address last = _listed[_listed.length - 1];
        _listed[record.listIndex] = last;
        _nodes[last].listIndex = record.listIndex;
        _listed.pop();
        emit ExitStarted(node, withdrawableAt);
    }

    /// Returns what is left of the stake to the operator. Anyone may call: the money can go nowhere else.
    function withdraw(address node) external nonReentrant {
        Node storage record = _nodes[node];
        require(record.exitedAt != 0, NodeNotExited(node));
        require(block.timestamp >= record.withdrawableAt, StakeBonded(record.withdrawableAt));
        require(holds[node] == 0, StakeHeld(node));
        uint256 amount = record.stake;
        record.stake = 0;
        totalStake -= amount;
        emit StakeWithdrawn(node, record.operator, amount);
        TOKEN.safeTransfer(record.operator, amount);
    }

    /// Takes up to `amount` of a stake that is still here, bonded or unbonding. Returns what was taken.
    function slash(address node, uint96 amount, address to, bytes32 reason)
        external
        nonReentrant
        returns (uint96 taken)
    {
        require(msg.sender == SLASHER, SlasherOnly(msg.sender));
        require(to != address(0), AddressZero("to"));
        Node storage record = _nodes[node];
        require(record.operator != address(0), NodeNotRegistered(node));
        taken = amount < record.stake ? amount : record.stake;
        record.stake -= taken;
        totalStake -= taken;
        emit Slashed(node, taken, to, reason);
        TOKEN.safeTransfer(to, taken);
    }

    /// A dispute about the node begins.
    function hold(address node) external {
        require(msg.sender == SLASHER, SlasherOnly(msg.sender));
        ++holds[node];
    }

    /// It has ended.
    function release(address node) external {
        require(msg.sender == SLASHER, SlasherOnly(msg.sender));
        --holds[node];
    }

    /// All zero when the account was never registered.
    function getNode(address node) external view returns (NodeView memory) {
        return _view(node);
    }

    /// The validity history, oldest first.
    function getKeys(address node) external view returns (Key[] memory) {
        return _keys[node];
    }

    /// What a settlement asks: never reverts, zeros for what does not exist.
    function keyAt(address node, uint256 index) external view returns (address operator, Key memory key) {
        operator = _nodes[node].operator;
        if (index < _keys[node].length) key = _keys[node][index];
    }

    /// Registered, not exited, and staked with the present minimum.
    function isActive(address node) external view returns (bool) {
        Node storage record = _nodes[node];
        return record.operator != address(0) && record.exitedAt == 0 && record.stake >= PARAMETERS.values().minStake;
    }

    function nodeCount() external view returns (uint256) {
        return _listed.length;
    }

    /// Nodes that have not exited, at most Limits.PAGE at a time. An exit moves the last into the gap: read all pages at one
    /// block.
    function listNodes(uint256 offset, uint256 limit) external view returns (NodeView[] memory page) {
        page = new NodeView[](Limits.page(_listed.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = _view(_listed[offset + i]);
        }
    }

    /// What the node's account and the receipt key sign.
    function hashNodeKey(NodeKey calldata key) external view returns (bytes32) {
        return _digest(key);
    }

    function _view(address node) private view returns (NodeView memory result) {
        result.node = node;
        result.record = _nodes[node];
        uint256 length = _keys[node].length;
        if (length > 0) {
            result.keyIndex = uint32(length - 1);
            result.key = _keys[node][length - 1];
        }
    }

    function _requireOpen(address node, address actingFor) private view returns (Node storage record) {
        record = _nodes[node];
        require(record.operator != address(0), NodeNotRegistered(node));
        require(record.operator == actingFor, NodeNotYours(node, msg.sender));
        require(record.exitedAt == 0, NodeExited(node));
    }

    // INVARIANT: validity intervals of one node are ascending and do not overlap; only the last can be open.
    function _endKey(address node) private {
        Key[] storage keys = _keys[node];
        keys[keys.length - 1].validUntil = uint40(block.timestamp);
    }

    function _pushKey(
        address node,
        address receiptKey,
        bytes32 logKey,
        string calldata peerId,
        bytes32 digest,
        bytes calldata keySignature
    ) private {
        require(logKey != 0, ValueZero("logKey"));
        require(bytes(peerId).length != 0, ValueZero("peerId"));
        require(bytes(peerId).length <= MAX_PEER_ID, TextTooLong("peerId", bytes(peerId).length, MAX_PEER_ID));
        Key[] storage keys = _keys[node];
        Limits.list("keys", keys.length + 1, MAX_KEYS);
        _requireSigned(digest, keySignature, receiptKey);
        keys.push(Key(receiptKey, uint40(block.timestamp), 0, logKey));
        _nodes[node].contact.peerId = peerId;
        emit KeysChanged(node, uint32(keys.length - 1), receiptKey, logKey, peerId, uint40(block.timestamp));
    }

    function _setContact(address node, uint16 roles, string calldata endpoint, string[] calldata addresses) private {
        Limits.text("endpoint", endpoint);
        Limits.list("addresses", addresses.length, MAX_ADDRESSES);
        Contact storage contact = _nodes[node].contact;
        contact.roles = roles;
        contact.endpoint = endpoint;
        delete contact.addresses;
        for (uint256 i = 0; i < addresses.length; ++i) {
            Limits.text("addresses", addresses[i]);
            contact.addresses.push(addresses[i]);
        }
        emit ContactChanged(node, roles, endpoint, addresses);
    }

    function _digest(NodeKey memory key) private view returns (bytes32) {
        return key.digest(ReceiptTypes.domain(ESCROW));
    }

    function _hash(string calldata peerId) private pure returns (bytes32) {
        return sha256(bytes(peerId));
    }

    /// 65 bytes, low s; a signer of address zero never matches, since recovery does not return it without an error.
    function _requireSigned(bytes32 digest, bytes calldata signature, address signer) private pure {
        (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        require(failure == ECDSA.RecoverError.NoError && recovered == signer, KeyProofInvalid(signer));
    }
}
