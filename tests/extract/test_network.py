"""The network, held against the same sums done neuron by neuron."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import msgspec
import numpy as np
import pytest

from broadsheet.extract.features import NAMES, Features, features
from broadsheet.extract.layers import ALONE, CLIP, FAR, LAST, NEAR, _means
from broadsheet.extract.network import inputs, logits, score
from broadsheet.extract.weights import Weights
from broadsheet.records import Blocks
from tests.extract.pages import STORY, Inside, document, link, paragraphs, part
from tests.extract.test_vocabulary import weights as vocabulary

WIDTH, POOLED, AROUND = 6, 2, 7
"""Of a small network: neurons, those that are averaged, and over how many parts of the page."""
Row = list[float]


def weights(seed: int = 0, width: int = WIDTH, size: float = 1.0) -> Weights:
    """A network by chance."""
    chance = np.random.default_rng(seed)
    columns = len(NAMES) + 14
    shapes = {
        "enter": (columns, width),
        "near": (len(NEAR) * width, width),
        "far": (len(FAR) * width, width),
        "early": (width, 1),
        "pooled": (width, POOLED),
        "join": (width + 1 + (POOLED + 1) * AROUND, width),
        "late": (len(LAST) * width, width),
        "leave": (width, 1),
    }
    layers = {"mean": chance.normal(size=columns), "spread": chance.uniform(0.5, 2, size=columns)}
    for name, shape in shapes.items():
        layers[f"{name}.weight"] = size * chance.normal(size=shape) / math.sqrt(shape[0])
        layers[f"{name}.bias"] = chance.normal(size=shape[1])
    return msgspec.structs.replace(
        vocabulary(seed), layers={name: value.astype(np.float32) for name, value in layers.items()}
    )


class Slow:
    """The network without arrays."""

    def __init__(self, blocks: Blocks, measured: Features, learned: Weights) -> None:
        self.blocks, self.places, self.layers = blocks, measured.places, learned.layers
        raw = inputs(blocks, measured, learned).tolist()
        line = [self.relu(self.dense(row, "enter")) for row in raw]
        line = self.over(line, NEAR, "near")
        line = self.over(line, FAR, "far")
        early = [[self.logistic(self.dense(row, "early")[0])] for row in line]
        pooled = [self.relu(self.dense(row, "pooled")) + p for row, p in zip(line, early, strict=True)]
        whole = [row + p + self.means(pooled, at) for at, (row, p) in enumerate(zip(line, early, strict=True))]
        line = [self.relu(self.dense(row, "join")) for row in whole]
        line = self.over(line, LAST, "late")
        self.p = [self.logistic(self.dense(row, "leave")[0]) for row in line]

    def dense(self, row: Row, name: str) -> Row:
        """One layer for one block."""
        weight, bias = self.layers[f"{name}.weight"].tolist(), self.layers[f"{name}.bias"].tolist()
        return [sum(x * w[to] for x, w in zip(row, weight, strict=True)) + bias[to] for to in range(len(bias))]

    def over(self, line: list[Row], offsets: tuple[int, ...], name: str) -> list[Row]:
        """A convolution added to what it reads."""
        found = []
        for at, own in enumerate(line):
            seen: Row = []
            for offset in offsets:
                seen += line[at + offset] if 0 <= at + offset < len(line) else [0.0] * len(own)
            found.append([a + b for a, b in zip(own, self.relu(self.dense(seen, name)), strict=True)])
        return found

    def means(self, value: list[Row], at: int) -> Row:
        """Over five containers, the page, and the blocks of one path."""
        everything = range(len(value))
        spans = zip(self.places.first[at].tolist(), self.places.last[at].tolist(), strict=True)
        alike = [row for row in everything if self.places.group[row] == self.places.group[at]]
        found: Row = []
        for rows in (*(range(first, last) for first, last in spans), everything, alike):
            mass = [math.log1p(self.blocks.words[row]) + 0.1 for row in rows]
            for neuron in range(len(value[0])):
                found.append(sum(value[r][neuron] * m for r, m in zip(rows, mass, strict=True)) / max(sum(mass), 0.1))
        return found

    @staticmethod
    def relu(row: Row) -> Row:
        """What is above 0."""
        return [max(x, 0.0) for x in row]

    @staticmethod
    def logistic(x: float) -> float:
        """A probability."""
        return 1 / (1 + math.exp(-x))


def page(*parts: Inside) -> tuple[Blocks, Features]:
    """A page and its measures."""
    made = document(*parts)
    return made.blocks, features(made, None)


PAGES: dict[str, tuple[Inside, ...]] = {
    "one block": (STORY[0],),
    "two blocks": ("Menu", STORY[0]),
    "story": (
        part("nav", part("ul", *(part("li", link(name)) for name in ("Town", "Quay", "Sport")))),
        part("article.a", part("h1", "The mill turns"), *paragraphs(6), part("section.comments", part("p", "Read it"))),
        part("footer", "© The Quay", part("p", "The town")),
    ),
    "long": tuple(part("div", *paragraphs(3, first=at % 5), link(f"More {at}")) for at in range(15)),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("seed", [1, 2])
def test_probabilities_are_those_done_neuron_by_neuron(name: str, seed: int) -> None:
    """Pages shorter and longer than the convolutions reach."""
    blocks, measured = page(*PAGES[name])
    learned = weights(seed)
    expected = Slow(blocks, measured, learned).p
    np.testing.assert_allclose(score(blocks, measured, learned), expected, atol=2e-6)


def test_a_page_without_blocks_has_no_probabilities() -> None:
    """An empty array, not an error."""
    blocks, measured = page()
    assert score(blocks, measured, weights()).shape == (0,)


def test_numbers_are_standardised_and_cut_off() -> None:
    """In standard deviations, none beyond five."""
    blocks, measured = page(*PAGES["story"])
    learned = weights()
    seen = inputs(blocks, measured, learned)
    assert seen.shape == (len(blocks), len(NAMES) + 14)
    assert seen.dtype == np.float32
    assert np.abs(seen).max() == CLIP
    mean, spread = learned.layers["mean"][0], learned.layers["spread"][0]
    assert seen[0, 0] == pytest.approx((measured.numbers[0, 0] - mean) / spread, abs=1e-5)


def test_sure_networks_give_probabilities_without_overflow() -> None:
    """Logits of hundreds are 0 or 1, and no warning."""
    blocks, measured = page(*PAGES["story"])
    learned = weights(3, size=40.0)
    assert np.abs(logits(inputs(blocks, measured, learned), blocks, measured, learned.layers)).max() > 100
    found = score(blocks, measured, learned)
    assert ((found >= 0) & (found <= 1)).all()


def test_pages_do_not_influence_each_other() -> None:
    """A page scores the same after another, and its measures stay as they are."""
    blocks, measured = page(*PAGES["story"])
    before, numbers = score(blocks, measured, weights()), measured.numbers.copy()
    score(*page(*PAGES["long"]), weights())
    assert np.array_equal(score(blocks, measured, weights()), before)
    assert np.array_equal(measured.numbers, numbers)


def test_rows_are_multiplied_alike_however_many_there_are() -> None:
    """Equal blocks in the middle of a long page are equal, though products are done some rows at a time."""
    learned = weights(4, width=64)
    assert ALONE // learned.layers["near.weight"].size < 20
    blocks, measured = page(*[part("p", "the wheel")] * 5)
    five = score(blocks, measured, learned)
    assert np.isfinite(five).all()
    blocks, measured = page(*[part("p", STORY[0])] * 101)
    np.testing.assert_allclose(score(blocks, measured, learned), Slow(blocks, measured, learned).p, atol=1e-5)


def test_a_short_container_at_the_end_of_a_huge_page_has_its_own_mean() -> None:
    """Sums of thousands of blocks do not blur those of two: the mean of thirds is a third."""
    blocks, measured = page(*[part("p", STORY[0])] * 5000, part("div", STORY[1], STORY[2]))
    means = _means(np.full((len(blocks), 1), 1 / 3, np.float32), blocks, measured)
    np.testing.assert_allclose(means, 1 / 3, rtol=1e-5)


SPIN = """
import time
import numpy as np
from broadsheet.extract.layers import _dense
line = np.ones((400, 320), np.float32)
layers = {"x.weight": np.ones((320, 64), np.float32), "x.bias": np.zeros(64, np.float32)}
_dense(line, layers, "x")
whole, own = time.process_time(), time.thread_time()
for _ in range(300):
    _dense(line, layers, "x")
whole, own = time.process_time() - whole, time.thread_time() - own
raise SystemExit(0 if whole < 1.2 * own + 0.02 else f"{whole:.3f} s of processor time for {own:.3f} s of work")
"""


def test_products_of_a_page_are_done_by_one_thread() -> None:
    """The processor time of the process is that of the thread, whatever the environment lets OpenBLAS start."""
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    run = subprocess.run([sys.executable, "-c", SPIN], env=free, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
