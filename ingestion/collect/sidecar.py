"""`_delivery.json`: what a folder's sender says of the files in it and below it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from ingestion.errors import UnreadableError

SIDECAR_NAME = "_delivery.json"
_REMEDY = (
    "请按 docs/runbook.md「安置一份报告」改写：organization、period、form、delivered_at、"
    "authority、is_simulated、reason，files 里可逐个文件写"
)


class Statement(BaseModel):
    """One set of declarations. What a deeper folder, or a file by name, says overrides the rest."""

    model_config = ConfigDict(extra="forbid")

    organization: str | None = None  # name or code
    period: str | None = None  # as in docs/architecture.md, 2020H1
    form: str | None = None
    delivered_at: AwareDatetime | None = None
    authority: Literal["own_report", "correction", "mention"] | None = None
    is_simulated: bool | None = None
    reason: str | None = None


class Sidecar(Statement):
    """A folder's statement, and statements for single files by name."""

    files: dict[str, Statement] = {}


def read_sidecar(path: Path) -> Sidecar:
    """Return the sidecar; raises UnreadableError naming the line or the key that is wrong."""
    try:
        return Sidecar.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "全文"
        reason = f"{SIDECAR_NAME} 无法理解：{first['msg']}"
        raise UnreadableError(reason, place=place, remedy=_REMEDY) from error


def merge_statements(outer: Statement, inner: Statement) -> Statement:
    """Return what holds where `inner` overrides `outer`, key by key."""
    said = {**outer.model_dump(exclude_none=True), **inner.model_dump(exclude_none=True)}
    said.pop("files", None)
    return Statement(**said)


def statement_for(path: Path, inbox: Path) -> tuple[Statement, datetime | None]:
    """Return what the sidecars from `inbox` down to the file's folder say of it.

    The second value is the time of the newest sidecar that places the file (organisation or
    period): placing a report is a later delivery of it. Sidecars that cannot be read say nothing
    here; they get a receipt of their own.
    """
    statement, placed_at = Statement(), None
    folders = [inbox, *reversed([folder for folder in path.parents if inbox in folder.parents])]
    for folder in folders:
        sidecar_path = folder / SIDECAR_NAME
        if not sidecar_path.is_file():
            continue
        try:
            sidecar = read_sidecar(sidecar_path)
        except UnreadableError:
            continue
        named = sidecar.files.get(path.name) if folder == path.parent else None
        for said in (sidecar, named):
            if said is None:
                continue
            statement = merge_statements(statement, said)
            if said.organization or said.period:
                placed_at = datetime.fromtimestamp(sidecar_path.stat().st_mtime).astimezone()
    return statement, placed_at
