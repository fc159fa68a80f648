"""What masking finds: a span of a text and its kind."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """A kind of personal data, as the annotated cases call it."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    PLATE = "plate"
    ADDRESS = "address"


class PersonalData(NamedTuple):
    """A span that identifies a private person; the end is exclusive."""

    start: int
    end: int
    kind: Kind
