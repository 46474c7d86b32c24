"""A language model with random weights: a small file that llama.cpp takes for a real one.

What it says is a random walk over pieces of text that the test chooses, seeded by the request: a
fuzzer that answers over a real protocol.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

if (sys.platform, platform.machine()) != ("linux", "x86_64"):
    pytest.skip("llama.cpp's wheel is built for Linux x86-64", allow_module_level=True)

import gguf
import numpy as np

WIDTH = 32
"""Length of an embedding; the smallest that llama.cpp's kernels take."""
CONTEXT = 16_384
BYTE_SCORE = -1000.0
NEVER = -60.0
_END = 2
_CONSTANT = 4.0
_SPREAD = 0.3


def write_model(
    path: Path, says: Mapping[str, float], *, ends: float, knows: Sequence[str] = (), seed: int = 0
) -> Path:
    """Write a GGUF file whose model says the pieces of `says`, by their logits, until it ends.

    `ends` is the logit of ending; `knows` are texts that it reads as one token each, so that long
    prompts cost little. The seed decides which piece likes to follow which.
    """
    random = np.random.default_rng(seed)
    kind = gguf.TokenType
    tokens = [("<unk>", kind.UNKNOWN), ("<s>", kind.CONTROL), ("</s>", kind.CONTROL)]
    tokens += [(f"<0x{byte:02X}>", kind.BYTE) for byte in range(256)]
    tokens += [
        (piece, kind.USER_DEFINED) for piece in [*says, *(k for k in knows if k not in says)]
    ]
    bias = np.full(len(tokens), NEVER, np.float32)
    bias[_END] = ends
    bias[259 : 259 + len(says)] = list(says.values())

    # The first dimension of every embedding is the same constant, which makes its column of the
    # output layer a bias for each token. Attention and feed-forward are zero, so what follows
    # depends on the last token alone.
    embedding = random.normal(0, _SPREAD, (len(tokens), WIDTH)).astype(np.float32)
    embedding[:, 0] = _CONSTANT
    normed = _CONSTANT / np.sqrt((_CONSTANT**2 + _SPREAD**2 * (WIDTH - 1)) / WIDTH)
    output = random.normal(0, 0.5, (len(tokens), WIDTH)).astype(np.float32)
    output[:, 0] = bias / normed

    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(WIDTH)
    writer.add_block_count(1)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_rope_dimension_count(WIDTH)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list([text for text, _ in tokens])
    writer.add_token_types([int(type_) for _, type_ in tokens])
    writer.add_token_scores([BYTE_SCORE if t is kind.BYTE else 0.0 for _, t in tokens])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(_END)
    writer.add_add_space_prefix(False)
    writer.add_chat_template("{% for m in messages %}{{ m.content }}\n{% endfor %}")
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output.weight", output)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(WIDTH, np.float32))
    for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
        writer.add_tensor(f"blk.0.{name}.weight", np.zeros((WIDTH, WIDTH), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
