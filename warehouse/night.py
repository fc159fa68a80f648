"""What a night still has to do: whether the published release holds all that was loaded."""

from __future__ import annotations

import hashlib

from ingestion.settings import PROJECT, Settings
from warehouse.release import night_page, read_release


def is_stale(settings: Settings) -> bool:
    """Tell whether a build would publish anything that the current release does not hold.

    True after a night that was killed between loading and its last step, and after the dbt project
    or the codebook changed.
    """
    loaded = loaded_batches(settings)
    release = read_release(settings)
    if release is None:
        return bool(loaded)
    return (
        release.batches != loaded
        or release.project_version != project_version()
        or not night_page(settings, release.stamp).exists()
    )


def loaded_batches(settings: Settings) -> list[str]:
    """Return the ids of all loaded batches, in order."""
    return sorted(path.parent.name for path in settings.batches.glob("*/loaded.json"))


def project_version() -> str:
    """Return a hash of everything dbt reads: models, macros, tests, seeds."""
    folder = PROJECT / "dbt_project"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and inside[0] not in ("target", "logs", "dbt_packages"):
            digest.update("/".join(inside).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
