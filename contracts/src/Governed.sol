// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// What every upgradeable contract of Assay is: an implementation that can never be used directly, behind a UUPS proxy whose
/// owner, the timelock, alone may replace it. Addresses of other contracts are immutables of the implementation: an upgrade
/// is built with the same ones.
abstract contract Governed is Ownable2StepUpgradeable, UUPSUpgradeable {
    constructor() {
        _disableInitializers();
    }

    // INVARIANT: code behind a proxy changes only by a call from its owner.
    function _authorizeUpgrade(address) internal view override onlyOwner {}
}
