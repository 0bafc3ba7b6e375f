"""What the sample region consists of: persons, licences, facilities, registrations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from lieny.node.sample.places import Commune, province_on_new_map

# (path below the input folder, sheet, row as the user sees it)
Cell = tuple[str, str, int]


@dataclass(slots=True, eq=False)
class Licence:
    """Giấy phép or chứng chỉ hành nghề as issued, with its row in the issuer's register."""

    serial: int
    issuer: str
    type: str  # "CCHN" | "GPHN" | "CCHND"
    issued_on: date
    holder: Person
    digits: int = 6
    valid_until: date | None = None
    status: str = "Đang hiệu lực"
    status_from: date | None = None
    status_until: date | None = None
    decision: str = ""
    in_register: bool = True
    cme_hours: float | None = None
    cme_from: date | None = None
    register_title: str | None = None
    register_scope: str | None = None
    register_birth: str | None = None
    register_issued_on: date | None = None
    cell: Cell | None = None  # its row in the register, once written

    @property
    def key(self) -> str:
        """Canonical number: "000123/HCM-CCHN"."""
        return f"{self.serial:06d}/{self.issuer}-{self.type}"


@dataclass(slots=True, eq=False)
class Person:
    """Người hành nghề, as nature made them: no dirt here."""

    id: str
    name: str
    gender: str
    birth_on: date
    cccd: str
    phone: str
    title: str  # key of trades.TITLES
    specialty: str  # key of trades.SPECIALTIES, "" when the title has none
    licences: list[Licence] = field(default_factory=list)
    sound: bool = True  # background dirt may fall on the rows of this person
    spoken_for: bool = False  # a plant says all there is to say about this person's hours


@dataclass(slots=True, frozen=True)
class Hours:
    """Giờ hành nghề: what is written, and what the writer meant, as bits of the week.

    Attributes:
        text: the cell.
        definite: minutes in which the person works.
        possible: minutes that any careful reader takes as possible, disjoint from `definite`.
        maybe: minutes that one might take as possible.
        vague: the text fixes no hours, or not for every week.
        refers: the text means hours that the head of the list may give.
        unbroken: one span runs across midday, so that a lunch break may be hidden in it.
    """

    text: str
    definite: int = 0
    possible: int = 0
    maybe: int = 0
    vague: bool = False
    refers: bool = False
    unbroken: bool = False
    full_time: bool = False
    assignment: bool = False
    telehealth: bool = False


@dataclass(slots=True, eq=False)
class Facility:
    """Cơ sở khám bệnh, chữa bệnh with its operating licence."""

    id: str
    name: str
    form: str  # key of trades.FORMS
    commune: Commune
    street: str
    serial: int
    issuer: str
    code: str
    latitude: float
    longitude: float
    channel: str = "form"  # form | flat | ledger | hr | insurance: how its list is written
    staffed: bool = True  # the background may work here
    older_lists: int = 0  # lists that it sent before the latest
    listed_on: date | None = None  # day of its latest list, where it matters
    printed_licence: str | None = None  # operating licence as its own list prints it
    open_hours: Hours | None = None
    status: str = "Đang hoạt động"
    status_from: date | None = None
    in_register: bool = True
    located: bool = True  # the register gives coordinates
    registered_name: str | None = None  # the register's own spelling
    cell: Cell | None = None  # its row in the register, once written
    heads: list[Cell] = field(default_factory=list)  # lines of list heads that name it

    @property
    def province(self) -> str:
        """Code on the map in force since the merger."""
        return province_on_new_map(self.commune.old_province)

    @property
    def licence(self) -> str:
        """Operating licence as printed."""
        return f"{self.serial:05d}/{self.issuer}-GPHĐ"

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


@dataclass(slots=True, eq=False)
class Registration:
    """Đăng ký hành nghề: one row of one list. Fields ending in `_text` override what is written."""

    person: Person
    facility: Facility
    licence: Licence | None
    hours: Hours
    position: str = "practitioner"  # practitioner | head | chief
    position_text: str = ""
    unit: str = ""
    title_text: str = ""
    scope_text: str = ""
    name_text: str | None = None
    licence_text: str | None = None
    birth_text: str | None = None
    cccd_text: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    received_on: date | None = None
    event_on: date | None = None
    cme_hours: float | None = None
    listed_on: date | None = None  # the day of the list, once it is known
    submission: int = 0  # 0 the latest list of the facility; 1, 2 … ever older ones
    title_in_name: bool = False
    issued_text: str | None = None
    cell: Cell | None = None  # its row in the list, once written


@dataclass(slots=True, eq=False)
class Activity:
    """Dấu vết hoạt động: a signature in time."""

    person: Person
    facility: Facility
    at: datetime
    what: str = "Kê đơn"
    cell: Cell | None = None


@dataclass(slots=True, eq=False)
class Trainee:
    """Người thực hành under a mentor."""

    name: str
    mentor: Person
    facility: Facility
    valid_from: date
    valid_until: date | None
    cell: Cell | None = None
