"""Rules of good use for plans, gathered from the modules about design, groups and time."""

from __future__ import annotations

from improvement_frameworks.frameworks.liberating_structures.design_rule import (
    aim_missing,
    element_missing,
    invitation_not_open,
    no_backup,
    no_look_back,
    no_purpose,
    no_time_to_think,
    structure_outside_scheme,
    twice_in_a_row,
)
from improvement_frameworks.frameworks.liberating_structures.group_rule import (
    count_not_allowed,
    fewer_people_than_advised,
    hard_online,
    no_time_to_hear_groups,
    partners_run_out,
    people_left_over,
    places_run_out,
    too_few_people,
)
from improvement_frameworks.frameworks.liberating_structures.time_rule import (
    length_without_reason,
    no_time_to_change,
    plan_too_long,
    plan_too_tight_or_loose,
    step_without_time,
    steps_do_not_add_up,
    too_much_plenary,
    too_short_for_turns,
    unequal_turns,
)

__all__ = [
    "aim_missing",
    "count_not_allowed",
    "element_missing",
    "fewer_people_than_advised",
    "hard_online",
    "invitation_not_open",
    "length_without_reason",
    "no_backup",
    "no_look_back",
    "no_purpose",
    "no_time_to_change",
    "no_time_to_hear_groups",
    "no_time_to_think",
    "partners_run_out",
    "people_left_over",
    "places_run_out",
    "plan_too_long",
    "plan_too_tight_or_loose",
    "step_without_time",
    "steps_do_not_add_up",
    "structure_outside_scheme",
    "too_few_people",
    "too_much_plenary",
    "too_short_for_turns",
    "twice_in_a_row",
    "unequal_turns",
]
