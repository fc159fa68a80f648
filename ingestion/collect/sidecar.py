"""`_delivery.json`: what a folder's sender says of the files in it and below it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError, model_validator

from ingestion.errors import UnreadableError
from ingestion.periods import declared_period, is_period_id

SIDECAR_NAME = "_delivery.json"
_REMEDY = (
    "请按 docs/runbook.md「安置一份报告」改写：organization、period、form、delivered_at、"
    "authority、is_simulated、reason，files 里可逐个文件写"
)
_LIKE_AN_ID = re.compile(r"\d{4}([A-Za-z.].*)?")
_FIRST_YEAR, _LAST_YEAR = 1980, 2100


class Statement(BaseModel):
    """One set of declarations. What a deeper folder, or a file by name, says overrides the rest."""

    model_config = ConfigDict(extra="forbid")

    organization: str | None = None  # name or code
    period: str | None = None  # as in docs/architecture.md, 2020H1, or as a title says it
    form: str | None = None
    delivered_at: AwareDatetime | None = None
    authority: Literal["own_report", "correction", "mention"] | None = None
    is_simulated: bool | None = None
    reason: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.period and not _is_period(self.period):
            raise ValueError(f"period「{self.period}」不是一个时期（如 2020、2020H1、2020M01-M11）")
        if self.delivered_at and not _FIRST_YEAR <= self.delivered_at.year <= _LAST_YEAR:
            raise ValueError(f"delivered_at 的年份 {self.delivered_at.year} 不可能")
        if self.authority == "correction" and not self.reason:
            raise ValueError("authority 为 correction 时要写 reason：谁更正、为什么")
        return self


class Sidecar(Statement):
    """A folder's statement, and statements for single files by name."""

    files: dict[str, Statement] = {}


def read_sidecar(path: Path) -> Sidecar:
    """Return the sidecar; raises UnreadableError naming the key that is wrong."""
    return parse_sidecar(path.read_bytes())


def parse_sidecar(content: bytes) -> Sidecar:
    """Return what a sidecar's bytes say; raises UnreadableError naming the key that is wrong."""
    try:
        return Sidecar.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "全文"
        reason = f"{SIDECAR_NAME} 无法理解：{first['msg']}"
        raise UnreadableError(reason, place=place, remedy=_REMEDY) from error


class Sidecars:
    """The sidecars of one inbox, each read once."""

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox
        self._read: dict[Path, Sidecar | None] = {}

    def statement_for(self, path: Path) -> tuple[Statement, datetime | None]:
        """Return what the sidecars from the inbox down to the file's folder say of it.

        The second value is the time of the newest sidecar that places the file (organisation or
        period): placing a report is a later delivery of it. A sidecar that cannot be read says
        nothing here; it gets a receipt of its own.
        """
        said: dict[str, object] = {}
        placed_at = None
        below = [folder for folder in path.parents if self._inbox in folder.parents]
        for folder in (self._inbox, *reversed(below)):
            sidecar = self._of(folder)
            if sidecar is None:
                continue
            named = sidecar.files.get(path.name) if folder == path.parent else None
            for statement in (sidecar, named or Statement()):
                stated = statement.model_dump(exclude_none=True, exclude={"files"})
                said |= stated
                if stated.keys() & {"organization", "period"}:
                    modified = (folder / SIDECAR_NAME).stat().st_mtime
                    placed_at = datetime.fromtimestamp(modified, tz=UTC)
        return Statement.model_validate(said), placed_at

    def _of(self, folder: Path) -> Sidecar | None:
        if folder not in self._read:
            self._read[folder] = _readable(folder / SIDECAR_NAME)
        return self._read[folder]


def _readable(path: Path) -> Sidecar | None:
    try:
        return read_sidecar(path) if path.is_file() else None
    except (UnreadableError, OSError):
        return None


def _is_period(text: str) -> bool:
    if _LIKE_AN_ID.fullmatch(text):
        return is_period_id(text)
    return declared_period(text) is not None
