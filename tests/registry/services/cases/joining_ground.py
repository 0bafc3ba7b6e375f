"""Cases of two persons who become one, and who are two again."""

from datetime import timedelta

from case_ground import AT

from lieny.registry.models import Case, CaseEvent, CaseSign, Person
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import file_of


def opened(ground, person, name="hoa", at=AT):
    with ground.as_(name):
        return open_case(person.pk, by=ground.users[name].pk, at=at).pk


def take(ground, name, case, act, **more):
    with ground.as_(name):
        stored = Case.objects.get(pk=case)
        actor = actor_for(file_of(stored), act, ground.standings(name))
        at = AT + timedelta(hours=1 + stored.version)
        order = Order(case, act, actor, ground.users[name].pk, at, stored.version, "vì sao", **more)
        return take_step(order)


def stored(case):
    return Case.objects.using("owner").get(pk=case)


def events(case):
    found = CaseEvent.objects.using("owner").filter(case_id=case).order_by("version")
    return list(found.values_list("act", "reason"))


def held(case):
    return set(
        CaseSign.objects.using("owner").filter(case_id=case).values_list("sign_id", flat=True)
    )


def merge(gone, kept):
    provinces = sorted({*gone.provinces, *kept.provinces})
    people = Person.objects.using("owner")
    people.filter(pk=gone.pk).update(merged_into=kept, provinces=provinces)
    people.filter(pk=kept.pk).update(provinces=provinces)


def part(back, kept, provinces):
    """Let somebody who was merged be somebody of their own again."""
    people = Person.objects.using("owner")
    people.filter(pk=back.pk).update(merged_into=None, provinces=provinces)
    people.filter(pk=kept.pk).update(provinces=kept.provinces)
