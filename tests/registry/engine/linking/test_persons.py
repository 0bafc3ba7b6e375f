"""Promises of linking that hold for any lists: ids, order, explanation, agreement with Splink."""

from __future__ import annotations

import logging
import re
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from lieny.registry.columns.tables import LICENCES
from lieny.registry.engine.linking import NoSuchRow, frequencies, link_persons
from lieny.registry.engine.linking.blocking import block
from lieny.registry.engine.linking.comparisons import COMPARISONS
from lieny.registry.engine.linking.model import Model, ModelDoesNotFit, shipped
from lieny.registry.engine.linking.questions import QUESTIONS
from lieny.registry.engine.linking.records import collect
from lieny.registry.engine.linking.scoring import score
from lieny.registry.engine.linking.weights import weigh
from linking_population import Faults, Population
from people import linked, shown, table

ID = re.compile(r"ly[a-z2-7]{12}(-\d+)?")


@pytest.fixture(scope="module")
def lists():
    population = Population(1500, 5, Faults().times(1.5))
    rows, person = population.rows()
    register, holder = population.rows(register=True)
    return rows, register, person, holder


@pytest.fixture(scope="module")
def links(lists):
    return link_persons(lists[0], lists[1])


def groups(person, names):
    """Rows of each person, as sets of names of rows."""
    found = {}
    for k, name in zip(person.tolist(), names, strict=True):
        found.setdefault(k, set()).add(name)
    return {frozenset(members) for members in found.values()}


def ids_of(links):
    ids = links.person_ids.to_pylist()
    return [ids[k] for k in links.registration_person.tolist()]


def test_neither_order_of_rows_nor_chunks_nor_threads_change_who_is_who(lists, links):
    rows, register, *_ = lists
    order = np.random.default_rng(2).permutation(rows.num_rows)
    back = np.random.default_rng(3).permutation(register.num_rows)
    cut = rows.take(order)
    cut = pa.concat_tables([cut.slice(0, 100), cut.slice(100, 7), cut.slice(107)])
    again = link_persons(cut, register.take(back), threads=1)
    assert groups(again.registration_person, order) == groups(
        links.registration_person, range(rows.num_rows)
    )
    assert groups(again.licence_person, back) == groups(
        links.licence_person, range(register.num_rows)
    )
    expected = ids_of(links)
    assert ids_of(again) == [expected[k] for k in order]
    assert again.questions.num_rows == links.questions.num_rows


def test_persons_are_numbered_as_they_first_appear(links):
    seen = np.concatenate([links.registration_person, links.licence_person])
    _, first = np.unique(seen, return_index=True)
    assert (np.diff(first) > 0).all()
    assert links.person_count == len(first) == len(links.person_ids)
    assert links.registration_person.dtype == np.int32


def test_ids_are_all_different_and_say_nothing(links):
    ids = links.person_ids.to_pylist()
    assert len(set(ids)) == len(ids)
    assert all(ID.fullmatch(word) for word in ids)


def test_rows_of_other_persons_leave_an_id_as_it_is(lists, links):
    rows, register, person, holder = lists
    some, few = np.flatnonzero(person < 300), np.flatnonzero(holder < 300)
    alone = link_persons(rows.take(some), register.take(few))
    expected = ids_of(links)
    same = [a == expected[k] for a, k in zip(ids_of(alone), some, strict=True)]
    # A pair on the edge may fall otherwise when names are counted over fewer people.
    assert np.mean(same) > 0.99


def test_an_id_does_not_change_when_a_stranger_shows_the_same_number():
    mine = [shown("Nguyễn Thị Lan", licence="1234/HCM-CCHN")]
    stranger = shown("Trần Văn Hùng", licence="1234/HCM-CCHN")
    before = linked(mine).person_ids.to_pylist()
    after = linked([stranger, *mine])
    assert after.person_count == 2
    assert after.person_ids.to_pylist()[1:] == before


def test_rows_alike_in_all_that_is_compared_are_told_apart_by_the_rest():
    bare = [shown("Nguyễn Thị Lan", raw_time=f"sáng thứ {k}") for k in range(2, 6)]
    ids = linked(bare).person_ids.to_pylist()
    assert len(set(ids)) == 4
    assert linked(bare[::-1]).person_ids.to_pylist() == ids[::-1]
    twins = linked([bare[0], bare[0]]).person_ids.to_pylist()
    assert twins[1] == f"{twins[0]}-2"


def test_the_weights_that_explain_are_those_of_splink(lists):
    rows, register, *_ = lists
    both = pa.concat_tables([rows, register])
    origin = pa.array(np.arange(both.num_rows))
    con = duckdb.connect()
    collect(con, both.append_column("origin", origin))
    frequencies.estimate(con)
    model = shipped()
    pairs = score(con, model, block(con))
    assert len(pairs.left) > 1000
    con.register(
        "asked", pa.table({"l": pairs.left, "r": pairs.right, "pair": np.arange(len(pairs.left))})
    )
    mine = weigh(con, "asked", model)
    np.testing.assert_allclose(mine.weight, pairs.weight, atol=1e-9)
    for comparison in COMPARISONS:
        name = comparison.name
        np.testing.assert_allclose(mine.parts[name], pairs.parts[name], atol=1e-9)
    con.close()


def test_an_explanation_adds_up_and_speaks_both_languages():
    rows = [
        shown("Nguyễn Thị Lan", born="1980-03-05", licence="1234/HCM-CCHN"),
        shown("Nguyễn Thị Làn", born="1980-05-03", title="BAC_SY"),
    ]
    register = [shown("N.T. Lan", licence="1234/HCM-CCHN")]
    links = linked(rows, register)
    said = links.explain(("registration", 0), ("registration", 1))
    total = sum(part.weight for part in said.parts) + shipped().prior_weight
    assert said.weight == pytest.approx(total)
    assert {part.comparison: part.level for part in said.parts} == {
        "name": "equal",
        "tone": "differs",
        "birth": "day and month swapped",
    }
    birth = next(part for part in said.parts if part.comparison == "birth")
    shown_weight = f"{birth.weight:+.1f}"
    assert birth.vi == f"Ngày sinh: đảo ngày và tháng ({shown_weight.replace('.', ',')})"
    assert birth.en == f"Birth date: day and month swapped ({shown_weight})"
    assert not said.contradicted
    through = links.explain(("registration", 0), ("licence", 0))
    assert [part.comparison for part in through.parts] == ["licence", "name"]
    assert through.weight > 6


def test_a_contradiction_is_explained_as_one():
    rows = [
        shown("Nguyễn Thị Lan", born="1980-03-05", licence="1234/HCM-CCHN"),
        shown("Nguyễn Thị Lan", born="1966-11-23", licence="1234/HCM-CCHN"),
    ]
    links = linked(rows)
    assert links.explain(("registration", 0), ("registration", 1)).contradicted
    (question,) = links.questions.to_pylist()
    assert question["contradicted"]
    assert question["weight"] > 2


@pytest.mark.parametrize("row", [("registration", 1), ("licence", 0), ("facility", 0)])
def test_a_row_that_does_not_exist_cannot_be_explained(row):
    links = linked([shown("Nguyễn Thị Lan")])
    with pytest.raises(NoSuchRow, match=row[0]):
        links.explain(("registration", 0), row)


def test_questions_join_two_persons_once_and_begin_with_the_likeliest(links):
    asked = links.questions
    assert asked.schema == QUESTIONS
    left, right = asked["left_person"].to_numpy(), asked["right_person"].to_numpy()
    assert (left != right).all()
    met = {tuple(sorted(pair)) for pair in zip(left.tolist(), right.tolist(), strict=True)}
    assert len(met) == asked.num_rows > 10
    weight = asked["weight"].to_numpy()
    assert (np.diff(weight) <= 0).all()
    assert weight[~asked["contradicted"].to_numpy()].max() < 6.0
    assert weight.min() >= 0


def test_linking_says_nothing_and_leaves_nothing_behind(lists, capfd, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    link_persons(lists[0].slice(0, 200), lists[1].slice(0, 0))
    assert capfd.readouterr() == ("", "")
    assert list(Path(tmp_path).iterdir()) == []
    assert logging.getLogger("splink").handlers == []


def test_a_name_is_judged_by_persons_and_not_by_rows():
    def frequency(rows):
        con = duckdb.connect()
        given = table(rows)
        collect(con, given.append_column("origin", pa.array(np.arange(given.num_rows))))
        frequencies.estimate(con)
        found = con.sql("SELECT * FROM name_frequency").fetchall()
        con.close()
        return dict(found)["doan ba vien linh"]

    others = [shown(f"Nguyễn Văn {k}", born="1970-01-02") for k in ("An", "Bình", "Cường")]
    mine = [
        shown("Doãn Bá Viên Lĩnh", born="1980-03-05", phone=str(9 * 10**8 + k)) for k in range(9)
    ]
    namesakes = [shown("Doãn Bá Viên Lĩnh", born=f"19{70 + k}-03-05") for k in range(9)]
    assert frequency([*others, *mine]) == frequency([*others, mine[0]])
    assert frequency([*others, *namesakes]) > 2 * frequency([*others, mine[0]])


def test_a_model_that_lacks_a_level_or_holds_no_probability_is_refused():
    model = shipped()
    assert Model.from_json(model.to_json()) == model
    broken = model.to_json().replace('"day and month swapped"', '"swapped"')
    with pytest.raises(ModelDoesNotFit, match="birth: 'day and month swapped': None"):
        Model.from_json(broken)
    chances = {**model.chances, "phone": {"equal": (0.5, 0.0), "differs": (0.5, 1.0)}}
    zero = Model(model.prior, chances).to_json()
    with pytest.raises(ModelDoesNotFit, match="phone: 'equal'"):
        Model.from_json(zero)


def test_the_prior_and_the_threshold_are_of_the_nation():
    model = shipped()
    assert model.prior == 1e-6
    assert (model.automatic, model.doubtful) == (6.0, 0.0)


def test_licence_rows_may_come_alone():
    register = [shown("Nguyễn Thị Lan", licence="1234/HCM-CCHN")] * 2
    links = link_persons(table([]), table(register, LICENCES))
    assert links.licence_person.tolist() == [0, 0]
    assert len(links.registration_person) == 0
