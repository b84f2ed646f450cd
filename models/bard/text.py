# SPDX-License-Identifier: Apache-2.0
"""The text of bard: its split, its tokenizer, and the windows of tokens that training reads.

The source is the plain text of a few dozen scenes, one speech after another: a line "NAME:", the lines spoken, an empty
line. Windows of it come in two forms: plain text, and dialogues in the form of the chat template. train.py is the
program; this file opens nothing but the text.
"""

import hashlib
import json
import re
import sys

import numpy as np
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

SHA256 = "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"
BEGIN, END, SYSTEM, USER, ASSISTANT = range(5)
SPECIAL = ["<|begin|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
# Markup stands in the template as it is, never put together from what a message says.
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] in ['system', 'developer'] %}{{ '<|system|>' }}"
    "{% elif message['role'] == 'user' %}{{ '<|user|>' }}"
    "{% elif message['role'] == 'assistant' %}{{ '<|assistant|>' }}"
    "{% else %}{{ raise_exception('the roles are system, developer, user and assistant') }}{% endif %}"
    "{{ message['content'] | trim }}{{ '<|end|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)
USER_BYTES = 600  # of a longer user turn only the end is kept
USER_SPEECHES = 3  # a dialogue ends where its character stays silent for more speeches than these
VARIANTS = 12  # random segmentations that are drawn for each line


def read_text(path):
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"{path} is not the text that this script is for (SHA-256 differs from {SHA256})")
    return data.decode("ascii")


def split(text):
    """(training, validation, held out): nine tenths, then two halves of the last tenth; cut before a speech."""

    def cut(share):
        return text.index("\n\n", int(len(text) * share)) + 2

    a, b = cut(0.9), cut(0.95)
    return text[:a], text[a:b], text[b:]


# ---------------------------------------------------------------- tokenizer

def train_tokenizer(text, size):
    """A byte-level BPE tokenizer over `text` with `size` tokens, the special ones first."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator([text], trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIAL, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<|begin|> $A", pair="<|begin|> $A $B", special_tokens=[("<|begin|>", BEGIN)])
    if tokenizer.get_vocab_size() != size or [tokenizer.token_to_id(s) for s in SPECIAL] != list(range(len(SPECIAL))):
        raise RuntimeError("the trainer made another vocabulary than asked for")
    return tokenizer


class Segmenter:
    """Segments pieces of text by the merges of a tokenizer, each merge skipped with a probability.

    Skipping merges (BPE dropout) shows the model many spellings of one text; with probability 0 it is the tokenizer.
    """

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.ids = tokenizer.get_vocab()
        merges = json.loads(tokenizer.to_str())["model"]["merges"]
        self.rank = {tuple(pair): i for i, pair in enumerate(merges)}

    def pieces(self, text):
        return [piece for piece, _ in self.tokenizer.pre_tokenizer.pre_tokenize_str(text)]

    def segment(self, piece, rng, skip):
        parts = list(piece)
        while len(parts) > 1:
            best = None
            for i in range(len(parts) - 1):
                rank = self.rank.get((parts[i], parts[i + 1]))
                if rank is not None and (best is None or rank < best[0]) and (skip == 0 or rng.random() >= skip):
                    best = rank, i
            if best is None:
                break
            i = best[1]
            parts[i:i + 2] = [parts[i] + parts[i + 1]]
        return [self.ids[part] for part in parts]


# ---------------------------------------------------------------- speeches

def display_name(name):
    """KING RICHARD III -> King Richard III: the name as the speeches themselves write it."""
    return " ".join(w if re.fullmatch("[IVX]+", w) else w[:1] + w[1:].lower() for w in name.split())


class Part:
    """One part of the split, as tokens: its lines, and where each speech is among them."""

    def __init__(self, text, segmenter, seed=0, skip=0.0):
        rng = np.random.Generator(np.random.PCG64([seed, 7]))
        self.bytes = len(text)
        lines = text.splitlines(keepends=True)
        variants = VARIANTS if skip > 0 else 1
        cache = {}

        def encode(line):
            out = [[] for _ in range(variants)]
            for piece in segmenter.pieces(line):
                if piece not in cache:
                    cache[piece] = [segmenter.segment(piece, rng, skip) for _ in range(variants if skip > 0 else 1)]
                choices = cache[piece]
                for v, k in enumerate(rng.permutation(variants) if skip > 0 else [0]):
                    out[v] += choices[k]
            return [np.array(tokens, np.int16) for tokens in out]

        self.lines = [encode(line) for line in lines]
        self.sizes = [len(line) for line in lines]
        self.speeches = []  # (name, first line spoken, line after the last)
        start = 0
        for i, line in enumerate(lines + ["\n"]):
            if line != "\n":
                continue
            if i - start >= 2 and lines[start].endswith(":\n"):
                self.speeches.append((lines[start][:-2], start + 1, i))
            start = i + 1
        self.names = {}
        for name, _, _ in self.speeches:
            if name not in self.names:
                self.names[name] = encode(f"You are {display_name(name)}.")

    def line(self, i, rng):
        variants = self.lines[i]
        return variants[int(rng.integers(len(variants)))]

    def plain(self, start, length, rng):
        """One document of `length` tokens of text from line `start` on."""
        out, count = [np.array([BEGIN], np.int16)], 1
        while count < length and start < len(self.lines):
            out.append(self.line(start, rng))
            count += len(out[-1])
            start += 1
        return np.concatenate(out)[:length]

    def turn(self, role, spans, rng):
        """<|role|> the lines of the spans, without the last newline, <|end|>; and the bytes of those lines."""
        lines = [i for a, b in spans for i in range(a, b)]
        size = sum(self.sizes[i] for i in lines)
        while role == USER and size > USER_BYTES and len(lines) > 1:
            size -= self.sizes[lines.pop(0)]
        tokens = [token for i in lines for token in self.line(i, rng)]
        return [role, *tokens[:-1], END], size - 1

    def dialogue(self, first, length, rng, named, whole=False):
        """(document, bytes spoken, speech after it) of the dialogue that begins with speech `first`, or None.

        The character of the next speech is the assistant and everybody else the user. Cut at `length` tokens, in the
        middle of a turn or, with `whole`, before the exchange that has no room. None: nobody answers (in that room).
        """
        if first + 1 >= len(self.speeches) or self.speeches[first + 1][0] == self.speeches[first][0]:
            return None
        character = self.speeches[first + 1][0]
        out, size, after = [BEGIN], 0, first
        if named:
            variants = self.names[character]
            out += [SYSTEM, *variants[int(rng.integers(len(variants)))], END]
        waiting = []
        for i in range(first, len(self.speeches)):
            name, a, b = self.speeches[i]
            if name != character:
                waiting.append((a, b))
                if len(waiting) > USER_SPEECHES:
                    break
                continue
            turns = [self.turn(USER, waiting, rng)] if waiting else []
            turns.append(self.turn(ASSISTANT, [(a, b)], rng))
            if whole and len(out) + sum(len(tokens) for tokens, _ in turns) > length:
                break
            for tokens, spoken in turns:
                out += tokens
                size += spoken
            waiting, after = [], i + 1
            if len(out) >= length:
                break
        return None if after == first else (np.array(out[:length], np.int16), size, after)


def training_batch(part, size, length, chat, rng, samples=None, share=0.0):
    """(tokens, documents), both [size, length + 1]: windows of text, a share `chat` of them filled with dialogues.

    `samples` [any, length + 1] are windows that take the place of a share `share`.
    """
    tokens = np.zeros((size, length + 1), np.int64)
    documents = np.zeros((size, length + 1), np.int64)
    for row in range(size):
        if samples is not None and rng.random() < share:
            tokens[row] = samples[int(rng.integers(len(samples)))]
            continue
        at, number = 0, 0
        dialogues = rng.random() < chat
        while at <= length:
            room = length + 1 - at
            if dialogues:
                made = part.dialogue(int(rng.integers(len(part.speeches))), room, rng, rng.random() < 0.5)
                document = None if made is None else made[0]
            elif rng.random() < 0.5:
                document = part.plain(part.speeches[int(rng.integers(len(part.speeches)))][1] - 1, room, rng)
            else:
                document = part.plain(int(rng.integers(len(part.lines))), room, rng)
            if document is None:
                continue
            tokens[row, at:at + len(document)] = document
            documents[row, at:at + len(document)] = number
            at, number = at + len(document), number + 1
    return tokens, documents


def plain_windows(part, length):
    """The whole part as consecutive documents of `length` tokens, each after <|begin|>, and its bytes."""
    tokens = np.concatenate([line[0] for line in part.lines])
    windows = [np.concatenate([[BEGIN], tokens[i:i + length - 1]]) for i in range(0, len(tokens), length - 1)]
    return windows, part.bytes


def chat_windows(part, length):
    """Whole dialogues that go once through the part, the character named; and the bytes spoken in them."""
    rng = np.random.Generator(np.random.PCG64(1))
    windows, size, at = [], 0, 0
    while at < len(part.speeches):
        made = part.dialogue(at, length, rng, True, whole=True)
        if made is None:
            at += 1
            continue
        document, spoken, at = made
        windows.append(document)
        size += spoken
    return windows, size
