// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {AlreadyPrecommitted, NothingToWithdraw, NotPrecommitted, SlasherOnly} from "../Errors.sol";
import {Escrow} from "../Escrow.sol";
import {Governed} from "../Governed.sol";
import {NodeRegistry} from "../NodeRegistry.sol";
import {Parameters} from "../Parameters.sol";

/// The money of disputes: deposits while a dispute is open, and what becomes of a stake when a fault was shown (spec/dispute.md,
/// "Outcomes"). Which node is faulty is not decided here: Disputes and Misconduct report it, and nobody else can.
contract Slasher is Governed, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// A fault that was shown.
    struct Fault {
        address node;
        bytes32 requestHash; // whose payment goes back; zero: none
        bytes32 receiptId; // settles nothing from now on; zero: none
        address claimant; // gets the bounty
        bytes32 reason; // ASCII, left-aligned
    }

    uint256 private constant BPS = 10_000;

    IERC20 public immutable TOKEN;
    Parameters public immutable PARAMETERS;
    NodeRegistry public immutable NODES;
    Escrow public immutable ESCROW;
    address public immutable DISPUTES;
    address public immutable MISCONDUCT;

    /// What an account may withdraw.
    mapping(address account => uint256) public credit;
    /// Deposits that a reporter has taken and not given to anybody yet.
    mapping(address reporter => uint256) public held;
    // INVARIANT: the token balance of this contract is at least totalHeld, the sum of all credits and of what reporters hold.
    uint256 public totalHeld;
    /// Number of the block in which a commitment was made, zero for none.
    mapping(bytes32 commitment => uint256 blockNumber) public precommittedAt;

    event Precommitted(bytes32 indexed commitment);
    event Punished(
        address indexed node,
        bytes32 indexed receiptId,
        address indexed claimant,
        bytes32 reason,
        uint256 slashed,
        uint256 bounty,
        uint256 refunded
    );
    event Credited(address indexed account, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);

    modifier onlyReporter() {
        require(msg.sender == DISPUTES || msg.sender == MISCONDUCT, SlasherOnly(msg.sender));
        _;
    }

    constructor(
        IERC20 token,
        Parameters parameters,
        NodeRegistry nodes,
        Escrow escrow,
        address disputes,
        address misconduct
    ) {
        TOKEN = token;
        PARAMETERS = parameters;
        NODES = nodes;
        ESCROW = escrow;
        DISPUTES = disputes;
        MISCONDUCT = misconduct;
    }

    function initialize(address owner_) external initializer {
        __Ownable_init(owner_);
    }

    /// Says that the sender of something that will be shown later has it now, without showing it: see `commitmentOf`.
    function precommit(bytes32 commitment) external {
        require(precommittedAt[commitment] == 0, AlreadyPrecommitted(commitment));
        precommittedAt[commitment] = block.number;
        emit Precommitted(commitment);
    }

    /// Pays an account what it is owed. Anyone may call: the money can go nowhere else.
    function withdraw(address account) external nonReentrant {
        uint256 amount = credit[account];
        require(amount != 0, NothingToWithdraw(account));
        credit[account] = 0;
        totalHeld -= amount;
        emit Withdrawn(account, amount);
        TOKEN.safeTransfer(account, amount);
    }

    /// `claimant` binds it to who will show it: whoever copies it from a transaction that waits could only show it as another.
    function commitmentOf(address claimant, bytes32 salt, bytes32 shown) public pure returns (bytes32) {
        return keccak256(abi.encode("assay/precommit/1", claimant, salt, shown));
    }

    // ------------------------------------------------------------ for reporters

    /// Was this committed to by the claimant in an earlier block? A commitment serves once.
    function redeem(address claimant, bytes32 salt, bytes32 shown) external onlyReporter {
        bytes32 commitment = commitmentOf(claimant, salt, shown);
        uint256 at_ = precommittedAt[commitment];
        require(at_ != 0 && at_ < block.number, NotPrecommitted(commitment));
        precommittedAt[commitment] = type(uint256).max;
    }

    /// Takes a deposit.
    function take(address from, uint256 amount) external onlyReporter nonReentrant {
        held[msg.sender] += amount;
        totalHeld += amount;
        TOKEN.safeTransferFrom(from, address(this), amount);
    }

    /// Credits what was taken.
    function give(address to, uint256 amount) external onlyReporter {
        // INVARIANT: a reporter gives no more than it has taken.
        held[msg.sender] -= amount;
        _credit(to, amount);
    }

    function hold(address node) external onlyReporter {
        NODES.hold(node);
    }

    function release(address node) external onlyReporter {
        NODES.release(node);
    }

    /// Takes the whole stake of a node whose fault was shown, and gives the payer back what was paid.
    function punish(Fault calldata fault) external onlyReporter nonReentrant {
        uint256 refunded;
        if (fault.receiptId != 0) refunded = ESCROW.refundByFault(fault.requestHash, fault.receiptId, fault.node);
        uint256 slashed = NODES.slash(fault.node, type(uint96).max, address(this), fault.reason);
        totalHeld += slashed;
        Parameters.Values memory parameters = PARAMETERS.values();
        // INVARIANT: bounty and treasury's part add up to what was slashed.
        uint256 bounty = slashed * parameters.bountyBps / BPS;
        _credit(fault.claimant, bounty);
        _credit(parameters.treasury, slashed - bounty);
        emit Punished(fault.node, fault.receiptId, fault.claimant, fault.reason, slashed, bounty, refunded);
    }

    function _credit(address account, uint256 amount) private {
        if (amount == 0) return;
        credit[account] += amount;
        emit Credited(account, amount);
    }
}
