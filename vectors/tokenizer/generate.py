#!/usr/bin/env python3
"""Writes the files beside this one: small tokenizers trained here on public-domain text, and what two other implementations make of
the same texts with them. `hf-*.json`: tokenizer.json and ids by Hugging Face tokenizers; `sp-*.json`: metadata as in a GGUF file
and ids by SentencePiece.

    pip install tokenizers==0.23.3 sentencepiece==0.2.3 protobuf
    python3 generate.py PATH/TO/tinyshakespeare/input.txt
"""
import io
import json
import random
import sys
from pathlib import Path

import sentencepiece
from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers)

HERE = Path(__file__).parent
SOURCE = Path(sys.argv[1]).read_text()[:120_000]

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN2 = LLAMA3.replace("{1,3}", "")
O200K = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
CL100K = (r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+")
DEEPSEEK3 = [r"\p{N}{1,3}", "[一-龥぀-ゟ゠-ヿ]+",
             "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
             "| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"]

MORE = [
    "naïve café Ålesund Straße Ελλάδα λόγος ΛΌΓΟΣ Привет мир, как дела? 你好世界，这是一个测试。 日本語のテキスト 한국어 문장 नमस्ते दुनिया",
    "العربية لغة ไทย ภาษา 🦙🚀👩‍👩‍👧 e\u0301 n\u0303 \ufb01 Ⅷ ½ ² １２３ ﾊﾟ ǅ ʰ ﷺ 𝔘𝔫𝔦 𠀋 \u200d \u00ad \ufeff",
] * 20


def texts(seed):
    """Lines, languages, numbers, white space, quotes, and joined pieces of all that."""
    rng = random.Random(seed)
    pieces = (
        "the a of king Thou speak lord's don't WE'RE I'LL x's 'tis".split()
        + "naïve café Straße Ελλάδα ΛΌΓΟΣ ὈΔΥΣΣΕΎΣ Привет 你好 世界 テキスト 한국어 नमस्ते العربية ไทย İstanbul ŉ".split()
        + ["🦙", "🚀", "👩‍👩‍👧", "e\u0301", "n\u0303\u0323", "\ufb01", "Ⅷ", "½", "２３", "ǅ", "ʰ", "𝔘", "𠀋", "\u200d", "\u00ad", "\u0130"]
        + [" ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", " \n ", "\u00a0", "\u3000", "\u2003", "\u0085", "\x1c", "\u200b"]
        + list("!?.,;:'\"()[]{}<>/\\|@#$%^&*-_=+~`") + ["...", "!!", "--", "”", "…", "、", "。", "€", "①", "Ⓐ"]
        + ["0", "7", "12", "345", "6789", "12345678", "3.14", "1,000"]
        + ["\u2581", "<0x41>", "##ing", "Ġ", "<|", "|>", "\0", "\x7f", "\ufffd", "\u0301", "\U0010fffd", "\ue000"]
    )
    out = ["", " ", "  ", "\n", "a", " a", "a ", "Hello, world!", " Hello  World ", SOURCE[1000:1400], *MORE[:2]]
    for _ in range(70):
        out.append("".join(rng.choice(pieces) + rng.choice(["", "", " "]) for _ in range(rng.randint(1, 14))))
    return out


def train(tokenizer, trainer):
    tokenizer.train_from_iterator(SOURCE.splitlines(keepends=True) + MORE, trainer)
    return tokenizer


def write(name, tokenizer, specials=()):
    tokenizer.encode_special_tokens = True
    cases = [{"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids} for text in texts(name)]
    tokenizer.encode_special_tokens = False
    trusted = []
    rng = random.Random(name)
    for text in texts(name + "s")[8:40] if specials else ():
        words = text.split(" ")
        for _ in range(2):
            words.insert(rng.randint(0, len(words)), rng.choice(specials))
        text = rng.choice(["", " "]).join(words)
        trusted.append({"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids})
    ends = tokenizer.encode("Speak, speak.").ids
    data = {"tokenizer": json.loads(tokenizer.to_str()), "cases": cases, "trusted": trusted,
            "ends": {"text": "Speak, speak.", "ids": ends}}
    (HERE / f"hf-{name}.json").write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")


SPECIALS = ["<|begin|>", "<|end|>", "<|user|>", "<tool>"]
ALPHABET = pre_tokenizers.ByteLevel.alphabet()


def byte_level(name, pre, normalizer=None, size=700, specials=SPECIALS, **options):
    tokenizer = Tokenizer(models.BPE(**options))
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre
    tokenizer.decoder = decoders.ByteLevel()
    train(tokenizer, trainers.BpeTrainer(vocab_size=size, special_tokens=specials[:3], initial_alphabet=ALPHABET))
    tokenizer.add_tokens([AddedToken(specials[3], special=False, normalized=False)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{specials[0]} $A", pair=f"{specials[0]} $A {specials[0]} $B:1",
        special_tokens=[(specials[0], tokenizer.token_to_id(specials[0]))])
    write(name, tokenizer, specials)


def split(pattern):
    return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(pattern), "isolated"),
                                    pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


byte_level("gpt2", pre_tokenizers.ByteLevel(add_prefix_space=False))
byte_level("gpt2-prefix", pre_tokenizers.ByteLevel(add_prefix_space=True))
byte_level("llama3", split(LLAMA3), ignore_merges=True)
byte_level("qwen2", split(QWEN2), normalizer=normalizers.NFC())
byte_level("o200k", split(O200K))
byte_level("cl100k", split(CL100K))
byte_level("starcoder", pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                                 pre_tokenizers.ByteLevel(add_prefix_space=False)]))
byte_level("deepseek3", pre_tokenizers.Sequence(
    [pre_tokenizers.Split(Regex(p), "isolated") for p in DEEPSEEK3]
    + [pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]))
byte_level("bloom", split(r" ?[^(\s|[.,!?…。，、।۔،])]+"))


def with_bytes(tokenizer):
    """Adds the 256 byte tokens in front, as converted SentencePiece models have them, and turns byte fallback on."""
    data = json.loads(tokenizer.to_str())
    vocab = data["model"]["vocab"]
    special = [token["content"] for token in data["added_tokens"]]
    pieces = [f"<0x{byte:02X}>" for byte in range(256)]
    if isinstance(vocab, dict):
        order = special + pieces + [piece for piece, _ in sorted(vocab.items(), key=lambda entry: entry[1]) if piece not in special]
        data["model"]["vocab"] = {piece: i for i, piece in enumerate(order)}
        data["model"]["fuse_unk"] = True
    else:
        data["model"]["vocab"] = vocab[: len(special)] + [[piece, -20.0] for piece in pieces] + vocab[len(special):]
    data["model"]["byte_fallback"] = True
    return Tokenizer.from_str(json.dumps(data))


SPM_DECODER = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
LLAMA_SPECIALS = ["<unk>", "<s>", "</s>"]


def characters(name, normalizer, pre, rstrip=False, fallback=True):
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.normalizer = normalizer
    if pre is not None:
        tokenizer.pre_tokenizer = pre
    tokenizer.decoder = SPM_DECODER
    # Merges of words only, as SentencePiece makes them.
    words = Tokenizer(models.BPE(unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
    train(words, trainers.BpeTrainer(vocab_size=600, special_tokens=LLAMA_SPECIALS, limit_alphabet=120))
    if fallback:
        words = with_bytes(words)
    tokenizer.model = words.model
    tokenizer.add_special_tokens(LLAMA_SPECIALS)
    tokenizer.add_special_tokens([AddedToken("<|user|>", rstrip=rstrip, normalized=False)])
    tokenizer.add_tokens([AddedToken("word", single_word=True, special=False, normalized=False)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B:1", special_tokens=[("<s>", 1)])
    write(name, tokenizer, ["<s>", "</s>", "<|user|>", " word ", "sword"])


PREPEND = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
characters("llama2", PREPEND, None)
characters("llama2-strip", PREPEND, None, rstrip=True)
characters("llama2-unknown", PREPEND, None, fallback=False)
characters("metaspace-first", normalizers.NFC(), pre_tokenizers.Metaspace(prepend_scheme="first", split=False))
characters("metaspace-never", normalizers.NFKC(), pre_tokenizers.Metaspace(prepend_scheme="never", split=True))
characters("gemma", normalizers.Replace(" ", "▁"), pre_tokenizers.Split(" ", "merged_with_previous"))


def unigram(name, normalizer, fallback):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    train(tokenizer, trainers.UnigramTrainer(vocab_size=500, special_tokens=LLAMA_SPECIALS, unk_token="<unk>", max_piece_length=12))
    if fallback:
        tokenizer = with_bytes(tokenizer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B:1 </s>:1", special_tokens=[("</s>", 2)])
    write(name, tokenizer, ["<s>", "</s>"])


unigram("unigram", normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]), False)
unigram("unigram-bytes", normalizers.NFD(), True)


def wordpiece(name, **options):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=20))
    tokenizer.normalizer = normalizers.BertNormalizer(**options)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    train(tokenizer, trainers.WordPieceTrainer(vocab_size=600, special_tokens=specials, limit_alphabet=200))
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    write(name, tokenizer, ["[MASK]", "[SEP]"])


wordpiece("bert-uncased", lowercase=True)
wordpiece("bert-cased", lowercase=False)


def piece_model(name, kind, **options):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SOURCE.splitlines() + MORE), model_writer=model, model_type=kind, vocab_size=700,
        num_threads=1, character_coverage=0.995, **options)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    from sentencepiece import sentencepiece_model_pb2 as schema
    proto = schema.ModelProto()
    proto.ParseFromString(model.getvalue())
    kinds = {schema.ModelProto.SentencePiece.NORMAL: 1, schema.ModelProto.SentencePiece.UNKNOWN: 2,
             schema.ModelProto.SentencePiece.CONTROL: 3, schema.ModelProto.SentencePiece.USER_DEFINED: 4,
             schema.ModelProto.SentencePiece.UNUSED: 5, schema.ModelProto.SentencePiece.BYTE: 6}
    metadata = {
        "tokenizer.ggml.model": {"unigram": "t5", "bpe": "llama"}[kind],
        "tokenizer.ggml.tokens": [piece.piece for piece in proto.pieces],
        "tokenizer.ggml.scores": [piece.score for piece in proto.pieces],
        "tokenizer.ggml.token_type": [kinds[piece.type] for piece in proto.pieces],
        "tokenizer.ggml.bos_token_id": processor.bos_id(),
        "tokenizer.ggml.eos_token_id": processor.eos_id(),
        "tokenizer.ggml.unknown_token_id": processor.unk_id(),
        "tokenizer.ggml.add_space_prefix": proto.normalizer_spec.add_dummy_prefix,
        "tokenizer.ggml.remove_extra_whitespaces": proto.normalizer_spec.remove_extra_whitespaces,
    }
    if proto.normalizer_spec.precompiled_charsmap:
        metadata["tokenizer.ggml.precompiled_charsmap"] = list(proto.normalizer_spec.precompiled_charsmap)
    # SentencePiece takes NUL and lone controls its own way; GGUF readers do not.
    cases = [{"text": text, "ids": processor.encode(text)} for text in texts(name) if "\0" not in text and "▁" not in text]
    (HERE / f"sp-{name}.json").write_text(
        json.dumps({"metadata": metadata, "cases": cases}, ensure_ascii=False, separators=(",", ":")) + "\n")


piece_model("bpe", "bpe", byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False)
piece_model("unigram", "unigram", byte_fallback=False, normalization_rule_name="identity", remove_extra_whitespaces=True)
rules = HERE / "rules.tmp"
rules.write_text("41\t61\n42\t62\nC4 42\t5A\nFB01\t66 69\n2026\t2E 2E 2E\n1F999\t6C 61 6D 61\n")
try:
    piece_model("unigram-map", "unigram", byte_fallback=True, normalization_rule_tsv=str(rules), remove_extra_whitespaces=False)
finally:
    rules.unlink()
