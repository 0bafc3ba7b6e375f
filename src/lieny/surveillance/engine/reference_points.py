"""Which earlier time points lie in the same season as the evaluated ones.

Undated series step back by whole years of `frequency` points. Dated series step back by calendar
years; weekly ones then move to the nearest day with the same weekday. Behaviour of R
*surveillance* 1.20.3, `farringtonFlexible` and `farrington`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.panel import Panel, PanelFault

IntVector = npt.NDArray[np.int64]
IntGrid = npt.NDArray[np.int64]

NOWHERE = -1
WEEKLY, MONTHLY, DAILY = 52, 12, 365
_THURSDAY = 4  # 1970-01-01, counted from Sunday


def require_calendar(panel: Panel) -> None:
    """Refuse dated series whose step is neither day, week nor month.

    Raises:
        PanelFault: the calendar rules know these three only.
    """
    if panel.dated and panel.frequency not in (WEEKLY, MONTHLY, DAILY):
        raise PanelFault(
            f"dated series have the frequency {panel.frequency}, expected 12, 52 or 365; "
            "give the epochs as running numbers instead"
        )


def reference_rows(panel: Panel, rows: IntVector, years: int) -> IntGrid:
    """Give the rows `[time, 0..years]` of the same season; column 0 is the evaluated row itself.

    Args:
        panel: dated or not.
        rows: evaluated rows, 0-based.
        years: how many years back.

    Returns:
        0-based rows, `NOWHERE` where the panel has no such time point.
    """
    back = np.arange(years + 1, dtype=np.int64)
    if not panel.dated:
        found = rows[:, None] - panel.frequency * back[None, :]
        return np.where(found < 0, NOWHERE, found)
    day = panel.epoch[rows]
    target = _years_before(day, back)
    if panel.frequency == WEEKLY:
        target = _nearest_weekday(target, day)
    return _rows_of(panel.epoch, target)


def window_rows(panel: Panel, rows: IntVector, years: int, half_width: int) -> IntGrid:
    """Give the rows `[time, years * (2 * half_width + 1)]` of the windows of R's `farrington`.

    The windows of dated series are counted in calendar steps from each reference day, so a window
    may lack a time point. `NOWHERE` where there is none.
    """
    step = np.arange(-half_width, half_width + 1, dtype=np.int64)
    back = np.arange(years, 0, -1, dtype=np.int64)
    if not panel.dated:
        centre = rows[:, None] - panel.frequency * back[None, :]
        found = (centre[:, :, None] + step).reshape(len(rows), -1)
        return np.where((found < 0) | (found >= len(panel.epoch)), NOWHERE, found)
    day = panel.epoch[rows]
    centres = _years_before(day, back)
    if panel.frequency == MONTHLY:
        target = _months_from(centres, day, step)
    else:
        width = 7 if panel.frequency == WEEKLY else 1
        target = (centres[:, :, None] + width * step).reshape(len(rows), -1)
    if panel.frequency == WEEKLY:
        forward = (day[:, None] - target) % 7
        backward = (target - day[:, None]) % 7
        target = target + np.where(forward < backward, forward, -backward)
    return _rows_of(panel.epoch, target)


def _months_from(centres: IntGrid, day: IntVector, step: IntVector) -> IntGrid:
    """Give the months around each centre, on the day of month of the evaluated one."""
    month, of_month = _month_and_day(centres.ravel())
    moved = _day_of(month[:, None] + step, of_month[:, None]).reshape(len(day), -1)
    _, given = _month_and_day(moved.ravel())
    _, wanted = _month_and_day(day)
    return moved - (given.reshape(moved.shape) - wanted[:, None])


def _years_before(day: IntVector, back: IntVector) -> IntGrid:
    """Give the same calendar day so many years before; 29 February becomes 1 March."""
    month, of_month = _month_and_day(day)
    return _day_of(month[:, None] - 12 * back[None, :], of_month[:, None])


def _month_and_day(day: IntVector) -> tuple[IntVector, IntVector]:
    """Give months since January 1970 and the day of the month, from 0."""
    date = day.astype("datetime64[D]")
    month = date.astype("datetime64[M]")
    return month.astype(np.int64), (date - month).astype(np.int64)


def _day_of(month: IntGrid, of_month: IntGrid) -> IntGrid:
    """Give days since 1970-01-01; a day past the end of its month runs into the next."""
    first = month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.asarray(first + of_month, dtype=np.int64)


def _nearest_weekday(target: IntGrid, day: IntVector) -> IntGrid:
    """Move each target to the nearest day that has the weekday of `day`, within Sunday weeks."""
    here = (target + _THURSDAY) % 7
    wanted = (day[:, None] + _THURSDAY) % 7
    same_week = target - (here - wanted)
    other = same_week + np.where(same_week > target, -7, 7)
    farther = np.abs(same_week - target) > np.abs(other - target)
    return np.where(farther, other, same_week)


def _rows_of(epoch: IntVector, target: IntGrid) -> IntGrid:
    """Find each target among the epochs."""
    at = np.searchsorted(epoch, target)
    inside = np.minimum(at, len(epoch) - 1)
    return np.where((at < len(epoch)) & (epoch[inside] == target), inside, NOWHERE)
