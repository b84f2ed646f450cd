#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains bard, the language model that ships with the project, and writes it in the Hugging Face layout.

Needs the packages pinned in requirements.txt and the text, tinyshakespeare/input.txt in $ASSAY_MATERIAL, by default
../shared/material seen from the repository root (or --text FILE).

The text is small, one million bytes, so a single network soon learns it by heart. Therefore several larger networks
(teachers) are trained first, each from another seed and each stopped at its best validation loss; the network that ships
then learns from the text and from the mean of their predictions together.

    python3 train.py --out DIR               everything
    python3 train.py --out DIR --teacher 3   only teacher 3, so that teachers can be trained side by side; then the above
    python3 train.py --out DIR --evaluate    only print the losses of the model in DIR
"""

import argparse
import copy
import dataclasses
import json
import math
import os
import sys
import time
from pathlib import Path

try:
    import numpy as np
    import torch
    import torch.nn.functional as F
    from safetensors.torch import load_file, save_file
    import tokenizers
except ImportError as missing:
    sys.exit(f"train.py needs {missing.name}: install the packages in requirements.txt into a virtual environment")

sys.dont_write_bytecode = True  # importing the files beside this one must leave nothing in this folder
import text as texts
from network import Llama, Shape

HERE = Path(__file__).resolve().parent
SEED = 20270
# Each begins a document (or, in chat form, is what a user says) and is answered greedily, to compare engines with.
PROMPTS = [
    {"text": "ROMEO:\n"},
    {"text": "KING RICHARD III:\nNow"},
    {"text": "First Citizen:\nWe are"},
    {"messages": [{"role": "user", "content": "Good morrow, cousin."}]},
    {"messages": [{"role": "system", "content": "You are Juliet."},
                  {"role": "user", "content": "What shall I swear by?"}]},
    {"messages": [{"role": "user", "content": "Who's there?"},
                  {"role": "assistant", "content": "A friend."},
                  {"role": "user", "content": "What news from the king?"}]},
]
GREEDY_TOKENS = 64


def say(*words):
    print(*words, flush=True)


# ---------------------------------------------------------------- losses

def losses(networks, windows, device):
    """Sum of -log p over all targets of the windows, p the mean of the networks' probabilities."""
    total = 0.0
    longest = max(len(w) for w in windows)
    for i in range(0, len(windows), 16):
        batch = windows[i:i + 16]
        tokens = np.zeros((len(batch), longest), np.int64)
        weight = np.zeros((len(batch), longest - 1), np.float32)
        for row, window in enumerate(batch):
            tokens[row, :len(window)] = window
            first = np.flatnonzero(window == texts.USER)[:1].sum()  # what stands before the first turn is not spoken
            weight[row, first:len(window) - 1] = ~np.isin(window[first + 1:], [texts.USER, texts.ASSISTANT])
        tokens = torch.from_numpy(tokens).to(device)
        with torch.no_grad():
            logs = torch.stack([F.log_softmax(n(tokens[:, :-1]).float(), -1) for n in networks])
            mean = torch.logsumexp(logs, 0) - math.log(len(networks))
            picked = mean.gather(-1, tokens[:, 1:, None])[..., 0]
        total -= float((picked * torch.from_numpy(weight).to(device)).double().sum())
    return total


def nats_per_byte(networks, part, length, device):
    """{plain, chat}: loss per byte of text, and per byte spoken in dialogues (the end of each turn counted in)."""
    out = {}
    for name, windows_of in (("plain", texts.plain_windows), ("chat", texts.chat_windows)):
        windows, size = windows_of(part, length)
        out[name] = losses(networks, windows, device) / size
    return out


# ---------------------------------------------------------------- training

@dataclasses.dataclass(frozen=True)
class Plan:
    shape: Shape
    steps: int
    dropout: float
    decay: float
    rate: float = 2e-3
    batch: int = 16
    chat: float = 0.5  # share of windows that hold dialogues
    averaging: float = 0.99
    every: int = 100  # steps between looks at the validation text
    taught: float = 0.0  # weight of the teachers' predictions in the loss; the text itself has the rest
    sampled: float = 0.0  # share of windows that teachers wrote


def optimizer_of(network, decay):
    matrices = [w for w in network.parameters() if w.dim() == 2]
    gains = [w for w in network.parameters() if w.dim() == 1]
    groups = [{"params": matrices, "weight_decay": decay}, {"params": gains, "weight_decay": 0}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=matrices[0].is_cuda)


def fit(path, plan, training, validation, seed, device, teachers=(), samples=None):
    """The network whose weights are the running mean at its best validation loss; `path` always holds the best so far."""
    torch.manual_seed(seed)
    rng = np.random.Generator(np.random.PCG64([seed, 11]))
    network = Llama(plan.shape).to(device)
    mean = copy.deepcopy(network)
    quick = torch.compile if device.type == "cuda" else lambda module: module
    forward, guides = quick(network), [quick(teacher) for teacher in teachers]
    optimizer = optimizer_of(network, plan.decay)
    length = plan.shape.context
    best, started = math.inf, time.time()
    for step in range(1, plan.steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * min(1, step / 100) * (0.525 + 0.475 * math.cos(math.pi * step / plan.steps))
        batch = texts.training_batch(training, plan.batch, length, plan.chat, rng, samples, plan.sampled)
        tokens, documents = (torch.from_numpy(x).to(device) for x in batch)
        inputs, seen = tokens[:, :-1], documents[:, :-1]
        within = documents[:, 1:] == seen
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            logits = forward(inputs, seen, plan.dropout)
            with torch.no_grad():
                views = [guide(inputs, seen).float().softmax(-1) for guide in guides]
        logs = F.log_softmax(logits[within].float(), -1)
        loss = F.nll_loss(logs, tokens[:, 1:][within])
        if views:
            wanted = (sum(views) / len(views))[within]
            loss = (1 - plan.taught) * loss - plan.taught * (wanted * logs).sum(-1).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        keep = min(plan.averaging, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - keep)
        if step % plan.every == 0 or step == plan.steps:
            found = nats_per_byte([mean], validation, length, device)
            value = (found["plain"] + found["chat"]) / 2
            say(f"{path.stem} step {step:5d}: training {float(loss.detach()):.4f} nats/token; validation "
                f"{found['plain']:.4f} plain, {found['chat']:.4f} chat nats/byte; {time.time() - started:.0f} s")
            if value < best:
                best = value
                save_file(mean.state_dict(), path)
            elif value > best + 0.03:
                break
    mean.load_state_dict(load_file(path))
    return mean


def written_by(teacher, count, seed, device):
    """`count` windows that a teacher writes, each from <|begin|> on, int16 [count, context + 1]."""
    generator = torch.Generator(device).manual_seed(seed)

    def choose(logits):
        return torch.multinomial(logits.float().softmax(-1), 1, generator=generator)[:, 0]

    start = torch.full((count, 1), texts.BEGIN, dtype=torch.int64, device=device)
    return teacher.continuation(start, teacher.shape.context + 1, choose).to(torch.int16).cpu().numpy()


# ---------------------------------------------------------------- the whole

TEACHERS = 8
WRITTEN = 384  # windows by each teacher
VOCABULARY, CONTEXT = 2048, 1024
SKIP = 0.1  # probability that a merge of the tokenizer is skipped in training text
TEACHER = Plan(Shape(VOCABULARY, 256, 6, 8, 4, 704, CONTEXT), steps=2200, dropout=0.3, decay=1.0)
STUDENT = Plan(Shape(VOCABULARY, 192, 8, 6, 2, 512, CONTEXT), steps=800, dropout=0.05, decay=0.3, taught=0.9, sampled=0.5)


def train_teacher(i, work, training, validation, device):
    network = fit(work / f"teacher-{i}.safetensors", TEACHER, training, validation, SEED + i, device)
    np.save(work / f"teacher-{i}.npy", written_by(network, WRITTEN, SEED + i, device))


def load_teachers(work, device):
    teachers = []
    for i in range(1, TEACHERS + 1):
        network = Llama(TEACHER.shape).to(device)
        network.load_state_dict(load_file(work / f"teacher-{i}.safetensors"))
        teachers.append(network.requires_grad_(False))
    return teachers, np.concatenate([np.load(work / f"teacher-{i}.npy") for i in range(1, TEACHERS + 1)])


def greedy(network, tokenizer, prompt):
    """Prompt and answer as tokens, the logits' margins at each answered token, and the answer as text."""
    if "text" in prompt:
        ids = tokenizer.encode(prompt["text"]).ids
    else:
        ids = [texts.BEGIN]
        for message in prompt["messages"]:
            ids += [tokenizer.token_to_id(f"<|{message['role']}|>")]
            ids += tokenizer.encode(message["content"], add_special_tokens=False).ids + [texts.END]
        ids.append(texts.ASSISTANT)
    margins = []

    def choose(logits):
        top = logits[0].topk(2).values
        margins.append(round(float(top[0] - top[1]), 4))
        return logits.argmax(-1)

    device = next(network.parameters()).device
    out = network.continuation(torch.tensor([ids], device=device), len(ids) + GREEDY_TOKENS, choose)[0, len(ids):].tolist()
    if texts.END in out:
        out = out[:out.index(texts.END) + 1]
    return {**prompt, "prompt": ids, "answer": out, "margins": margins[:len(out)],
            "answerText": tokenizer.decode(out, skip_special_tokens=True)}


def write(out, network, tokenizer):
    """The Hugging Face layout. The weights are rounded to bfloat16: what is written is what is evaluated after."""
    for weight in network.parameters():
        weight.data = weight.data.to(torch.bfloat16).float()
    save_file({k: w.to(torch.bfloat16).cpu().contiguous() for k, w in network.state_dict().items()},
              out / "model.safetensors", metadata={"format": "pt"})

    def put(name, value, indent=2):
        (out / name).write_text(json.dumps(value, indent=indent, ensure_ascii=False) + "\n")

    put("config.json", network.config())
    put("tokenizer.json", json.loads(tokenizer.to_str()), None)
    put("tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|begin|>", "eos_token": "<|end|>",
        "add_bos_token": True, "add_eos_token": False, "clean_up_tokenization_spaces": False,
        "model_max_length": network.shape.context, "chat_template": texts.CHAT_TEMPLATE})
    put("generation_config.json", {
        "bos_token_id": texts.BEGIN, "eos_token_id": texts.END, "do_sample": True, "temperature": 0.8, "top_p": 0.95})


def read(out, device):
    c = json.loads((out / "config.json").read_text())
    network = Llama(Shape(c["vocab_size"], c["hidden_size"], c["num_hidden_layers"], c["num_attention_heads"],
                          c["num_key_value_heads"], c["intermediate_size"], c["max_position_embeddings"]))
    network.load_state_dict({k: w.float() for k, w in load_file(out / "model.safetensors").items()})
    return network.to(device), tokenizers.Tokenizer.from_file(str(out / "tokenizer.json"))


def evaluate(out, parts, device):
    """Prints the losses of the model in `out` and writes greedy answers to the fixed prompts to greedy.json."""
    network, tokenizer = read(out, device)
    segmenter = texts.Segmenter(tokenizer)
    say(f"{sum(w.numel() for w in network.parameters())} parameters; nats per byte:")
    for name, text in parts.items():
        found = nats_per_byte([network], texts.Part(text, segmenter), network.shape.context, device)
        say(f"  {name:12s} {found['plain']:.4f} plain, {found['chat']:.4f} chat")
    answers = [greedy(network, tokenizer, prompt) for prompt in PROMPTS]
    for answer in answers:
        say(f"--- {json.dumps(answer.get('messages', answer.get('text')))}\n{answer['answerText']}")
    lines = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers)
    (out / "greedy.json").write_text(f"[\n{lines}\n]\n")


def main():
    parser = argparse.ArgumentParser(description="Train bard and write it in the Hugging Face layout.",
                                     epilog="On one H200: 5 minutes for the teachers side by side, 2 for the rest. On two CPU cores: days.")
    parser.add_argument("--text", type=Path, help="the text; default $ASSAY_MATERIAL/tinyshakespeare/input.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder that the model is written to")
    parser.add_argument("--work", type=Path, help="folder for the teachers; default OUT/work. Those there are kept")
    parser.add_argument("--teacher", type=int, help=f"train only this teacher, 1 to {TEACHERS}")
    parser.add_argument("--evaluate", action="store_true", help="only evaluate the model in OUT")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    if args.teacher is not None and not 1 <= args.teacher <= TEACHERS:
        parser.error(f"--teacher is 1 to {TEACHERS}")
    material = os.environ.get("ASSAY_MATERIAL")
    folder = Path(material) if material else HERE.parents[2] / "shared" / "material"
    source = args.text or folder / "tinyshakespeare" / "input.txt"
    if not source.is_file():
        sys.exit(f"no {source.name}: give --text FILE or set ASSAY_MATERIAL to the folder that holds tinyshakespeare")
    training_text, validation_text, heldout_text = texts.split(texts.read_text(source))
    device = torch.device(args.device)
    # Of the training text, as much as there is of the others says how far the model has learnt it by heart.
    parts = {"training": texts.split(training_text)[2], "validation": validation_text, "held out": heldout_text}
    if args.evaluate:
        evaluate(args.out, parts, device)
        return

    work = args.work or args.out / "work"
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = texts.train_tokenizer(training_text, VOCABULARY)
    segmenter = texts.Segmenter(tokenizer)
    validation = texts.Part(validation_text, segmenter)
    for i in range(1, TEACHERS + 1) if args.teacher is None else [args.teacher]:
        if not (work / f"teacher-{i}.npy").exists():
            train_teacher(i, work, texts.Part(training_text, segmenter, SEED + i, SKIP), validation, device)
    if args.teacher is not None:
        return
    teachers, samples = load_teachers(work, device)
    found = nats_per_byte(teachers, validation, CONTEXT, device)
    say(f"teachers together: validation {found['plain']:.4f} plain, {found['chat']:.4f} chat nats/byte")
    training = texts.Part(training_text, segmenter, SEED, SKIP)
    network = fit(work / "student.safetensors", STUDENT, training, validation, SEED, device, teachers, samples)
    write(args.out, network, tokenizer)
    evaluate(args.out, parts, device)


if __name__ == "__main__":
    main()
