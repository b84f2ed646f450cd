// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ListTooLong, TextTooLong} from "../Errors.sol";

/// Caps on what strangers may store, and the arithmetic of paged views.
library Limits {
    uint256 internal constant TEXT = 256; // bytes of any one string
    uint256 internal constant PAGE = 100; // entries of a paged view

    function text(string memory argument, string calldata value) internal pure {
        require(bytes(value).length <= TEXT, TextTooLong(argument, bytes(value).length, TEXT));
    }

    function list(string memory argument, uint256 length, uint256 limit) internal pure {
        require(length <= limit, ListTooLong(argument, length, limit));
    }

    /// How many entries the page at `offset` holds when `limit` are asked for.
    function page(uint256 total, uint256 offset, uint256 limit) internal pure returns (uint256) {
        if (offset >= total) return 0;
        uint256 left = total - offset;
        if (limit > PAGE) limit = PAGE;
        return limit < left ? limit : left;
    }
}
