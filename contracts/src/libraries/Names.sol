// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {NameMalformed} from "../Errors.sol";

/// The parts of an owner/name/version reference: 1 to 64 characters of a-z, 0-9, '.', '_' and '-', the first and the last a
/// letter or digit. Nothing that could be mistaken for a separator, a path or another letter.
library Names {
    function check(string calldata part) internal pure {
        bytes calldata text = bytes(part);
        require(text.length > 0 && text.length <= 64, NameMalformed(part));
        for (uint256 i = 0; i < text.length; ++i) {
            bytes1 c = text[i];
            bool plain = (c >= "a" && c <= "z") || (c >= "0" && c <= "9");
            bool inner = i > 0 && i + 1 < text.length && (c == "." || c == "_" || c == "-");
            require(plain || inner, NameMalformed(part));
        }
    }
}
