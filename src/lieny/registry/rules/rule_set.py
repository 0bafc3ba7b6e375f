"""Tập quy tắc: some of the rules about persons, as bits of one number: bit n stands for rule Rn.

The screens say by it which rules may see something in a person; only these are asked.
"""

from __future__ import annotations

RuleSet = int
NO_RULE: RuleSet = 0
EVERY_RULE: RuleSet = (1 << 31) - 1  # all 31 bits of a signed column of 32


def rule_set(*numbers: int) -> RuleSet:
    """Give the set of the rules of these numbers: `rule_set(1, 2)` is R01 and R02.

    Design: sets stand in columns, one number a person.
    """
    return sum(1 << number for number in set(numbers))


def is_in(code: str, rules: RuleSet) -> bool:
    """Test whether the rule of a code ("R07") is in a set.

    Design: a set is asked about by the code that people know.
    """
    return bool(rules >> int(code[1:]) & 1)


# Rules that look at the registers' rows of the numbers in use (`Dossier.register_of`, `namesakes`).
ON_REGISTER_ROWS = rule_set(6, 7, 8, 10, 11, 12, 13, 14, 16)
ON_OTHER_HOLDERS = rule_set(11)
ON_BANDS = rule_set(13)
