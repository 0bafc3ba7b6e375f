"""The embedded server uses the machine's memory, unless its operator said how much."""

import os

import pytest

from lieny.node.postgres.launcher import launched
from lieny.node.postgres.memory import Memory, memory_here


@pytest.mark.parametrize(
    ("whole", "own", "both"),
    [(256, 128, 192), (1024, 256, 768), (24_000, 6000, 18_000), (99_999, 8192, 74_999)],
)
def test_a_quarter_is_its_own_within_bounds(whole, own, both):
    assert Memory(whole).settings() == {
        "shared_buffers": f"{own}MB",
        "effective_cache_size": f"{both}MB",
        "random_page_cost": "1.1",
    }


@pytest.mark.parametrize(("said", "whole"), [("max\n", None), (f"{512 * 1024 * 1024}\n", 512)])
def test_a_containers_limit_counts_as_the_machine(tmp_path, said, whole):
    limit = tmp_path / "memory.max"
    limit.write_text(said, "ascii")
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2
    assert memory_here(limit) == Memory(whole or machine)
    assert memory_here(tmp_path / "none") == Memory(machine)


def test_what_the_operator_wrote_holds(folder):
    def shown():
        with launched(folder, {}) as running, running.database.owner.connect() as connection:
            names = ("shared_buffers", "effective_cache_size", "random_page_cost")
            return [connection.execute(f"SHOW {name}").fetchone()[0] for name in names]

    def in_mebibytes(text):
        return int(text.removesuffix("GB")) * 1024 if text.endswith("GB") else int(text[:-2])

    ours = memory_here().settings()
    shares, cache, cost = shown()
    assert f"{in_mebibytes(shares)}MB" == ours["shared_buffers"]
    assert f"{in_mebibytes(cache)}MB" == ours["effective_cache_size"]
    assert cost == "1.1"
    written = folder.cluster / "postgresql.conf"
    text = written.read_text("utf-8").replace("shared_buffers = 128MB", "shared_buffers = 96MB")
    written.write_text(f"{text}\n  random_page_cost 3\n#effective_cache_size = 1GB\n", "utf-8")
    assert (shown()[0], shown()[1:]) == ("96MB", [cache, "3"])
