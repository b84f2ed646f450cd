# SPDX-License-Identifier: Apache-2.0
"""The network of bard: a decoder of the Llama family in PyTorch, with the tensor names and conventions of Hugging Face.

RMSNorm, rotary embedding (first half of a head against the second), grouped-query attention, SwiGLU, tied embeddings.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass(frozen=True)
class Shape:
    vocab: int
    width: int
    layers: int
    heads: int
    kv_heads: int
    hidden: int
    context: int
    theta: float = 10000.0
    eps: float = 1e-5

    @property
    def head(self):
        return self.width // self.heads


class Norm(nn.Module):
    def __init__(self, width, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x):
        return F.rms_norm(x.float(), (x.shape[-1],), self.weight.float(), self.eps).to(x.dtype)


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


class Attention(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.q_proj = nn.Linear(shape.width, shape.heads * shape.head, bias=False)
        self.k_proj = nn.Linear(shape.width, shape.kv_heads * shape.head, bias=False)
        self.v_proj = nn.Linear(shape.width, shape.kv_heads * shape.head, bias=False)
        self.o_proj = nn.Linear(shape.heads * shape.head, shape.width, bias=False)

    def forward(self, x, cos, sin, mask, dropout, cache=None):
        n, t, _ = x.shape
        s = self.shape
        q = rotate(self.q_proj(x).view(n, t, s.heads, s.head).transpose(1, 2), cos, sin)
        k = rotate(self.k_proj(x).view(n, t, s.kv_heads, s.head).transpose(1, 2), cos, sin)
        v = self.v_proj(x).view(n, t, s.kv_heads, s.head).transpose(1, 2)
        if cache is not None:
            keys, values, start = cache
            keys[:, :, start:start + t], values[:, :, start:start + t] = k, v
            k, v = keys[:, :, :start + t], values[:, :, :start + t]
        repeat = s.heads // s.kv_heads
        k, v = k.repeat_interleave(repeat, 1), v.repeat_interleave(repeat, 1)
        y = F.scaled_dot_product_attention(q.to(v.dtype), k.to(v.dtype), v, attn_mask=mask, dropout_p=dropout)
        return self.o_proj(y.transpose(1, 2).reshape(n, t, -1))


class Mlp(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.gate_proj = nn.Linear(shape.width, shape.hidden, bias=False)
        self.up_proj = nn.Linear(shape.width, shape.hidden, bias=False)
        self.down_proj = nn.Linear(shape.hidden, shape.width, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.input_layernorm = Norm(shape.width, shape.eps)
        self.self_attn = Attention(shape)
        self.post_attention_layernorm = Norm(shape.width, shape.eps)
        self.mlp = Mlp(shape)

    def forward(self, x, cos, sin, mask, dropout, cache=None):
        x = x + F.dropout(self.self_attn(self.input_layernorm(x), cos, sin, mask, dropout, cache), dropout)
        return x + F.dropout(self.mlp(self.post_attention_layernorm(x)), dropout)


class Llama(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.model = nn.Module()
        self.model.embed_tokens = nn.Embedding(shape.vocab, shape.width)
        self.model.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.model.norm = Norm(shape.width, shape.eps)
        frequencies = shape.theta ** (-torch.arange(0, shape.head, 2, dtype=torch.float64) / shape.head)
        angles = torch.arange(shape.context, dtype=torch.float64)[:, None] * frequencies
        self.register_buffer("cos", angles.cos().float(), persistent=False)
        self.register_buffer("sin", angles.sin().float(), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                residual = name.endswith(("o_proj.weight", "down_proj.weight"))
                nn.init.normal_(weight, std=0.02 / (2 * shape.layers) ** 0.5 if residual else 0.02)

    def forward(self, tokens, documents=None, dropout=0.0):
        """Logits [n, t, vocab] of `tokens` [n, t]. A token sees the earlier ones of its own document."""
        n, t = tokens.shape
        mask = torch.ones(t, t, dtype=torch.bool, device=tokens.device).tril()[None, None]
        if documents is not None:
            mask = mask & (documents[:, None, :, None] == documents[:, None, None, :])
        x = F.dropout(self.model.embed_tokens(tokens), dropout)
        for layer in self.model.layers:
            x = layer(x, self.cos[:t], self.sin[:t], mask, dropout)
        return F.linear(self.model.norm(x), self.model.embed_tokens.weight)

    @torch.no_grad()
    def continuation(self, tokens, length, choose):
        """`tokens` [n, t] and what follows them, up to [n, length]; `choose` takes logits [n, vocab] to tokens [n]."""
        s, n = self.shape, len(tokens)
        weight = self.model.embed_tokens.weight
        caches = [[torch.zeros(n, s.kv_heads, length, s.head, device=weight.device) for _ in "kv"] for _ in range(s.layers)]
        out, start = tokens, 0
        while out.shape[1] < length:
            x = self.model.embed_tokens(out[:, start:])
            t = x.shape[1]
            mask = None if t == 1 else torch.ones(t, start + t, dtype=torch.bool, device=weight.device).tril(start)
            for layer, (k, v) in zip(self.model.layers, caches):
                x = layer(x, self.cos[start:start + t], self.sin[start:start + t], mask, 0.0, (k, v, start))
            start += t
            out = torch.cat((out, choose(F.linear(self.model.norm(x[:, -1]), weight))[:, None]), 1)
        return out

    def config(self):
        """The config.json of the Hugging Face layout."""
        s = self.shape
        return {
            "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": s.vocab,
            "hidden_size": s.width, "intermediate_size": s.hidden, "num_hidden_layers": s.layers,
            "num_attention_heads": s.heads, "num_key_value_heads": s.kv_heads, "head_dim": s.head,
            "max_position_embeddings": s.context, "hidden_act": "silu", "rms_norm_eps": s.eps,
            "rope_theta": s.theta, "rope_scaling": None, "attention_bias": False, "mlp_bias": False,
            "tie_word_embeddings": True, "bos_token_id": 0, "eos_token_id": 1, "torch_dtype": "bfloat16",
        }
