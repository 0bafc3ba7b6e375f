"""What is offered stands on the case page as a form that can be sent, or says why it cannot."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from case_ways import LATER, PROVINCES, case_for, ways
from django.template.loader import render_to_string

from lieny.people.rules.office import Standing
from lieny.registry.rules.case_actor import WRITTEN_DOWN
from lieny.registry.rules.case_acts import Act
from lieny.registry.services.cases.offers import offers
from lieny.registry.web.case_acts_shown import acts_shown

FACILITY = {"places": [SimpleNamespace(pk=1, name="Phòng khám Sao Mai")], "text": "Giờ nào?"}


@pytest.mark.parametrize("asking", [None, FACILITY], ids=["nowhere to ask", "a facility to ask"])
def test_every_offer_is_a_form_that_sends_its_act(asking):
    seen = set()
    for act, state, party, role in ways():
        file = case_for(act, state)
        found = offers(file, [Standing(role, PROVINCES[party])], at=LATER)
        for shown in acts_shown(file, found):
            if shown["lacks"]:
                continue
            words = {"act": shown, "case": {"pk": uuid4(), "version": 3}, "asking": asking}
            html = render_to_string("registry/act.html", words)
            name = Act(shown["act"])
            if name is Act.ASK_FACILITY and asking is None:
                assert "Sở của tỉnh có cơ sở sẽ hỏi" in html
                continue
            seen.add(name)
            assert f'name="act" value="{name}"' in html, name
            assert 'name="version" value="3"' in html, name
            assert html.count("<form") == 1, name
            assert ('name="party"' in html) is (name in WRITTEN_DOWN), name
    assert seen >= {act for act, *_ in ways()} - {Act.ASK_FACILITY}
