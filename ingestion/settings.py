"""Where things are. One environment variable, `JINGUO_HOME`, moves all state."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Paths and limits, each set as `JINGUO_<NAME>`. Everything else lies below `home`."""

    model_config = SettingsConfigDict(env_prefix="JINGUO_")

    home: Path = PROJECT / "var"
    inbox: Path | None = None  # `inbox_folder` where null
    workers: int = Field(default=2, ge=1)
    batch_size: int = Field(default=128, ge=1)  # files: one Parquet file for each table and batch

    @field_validator("home", "inbox")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path.resolve() if path else None

    @property
    def inbox_folder(self) -> Path:
        """Where counties' files arrive."""
        return self.inbox or self.home / "inbox"

    @property
    def archive(self) -> Path:
        """Every byte ever received, by content, with its deliveries. Never edited."""
        return self.home / "archive"

    @property
    def batches(self) -> Path:
        """One folder for each batch: manifest, Parquet, report."""
        return self.home / "batches"

    @property
    def receipts(self) -> Path:
        """One JSON file for each delivery."""
        return self.home / "receipts"

    @property
    def build_database(self) -> Path:
        """The build's own DuckDB file; readers never open it."""
        return self.home / "build.duckdb"

    @property
    def releases(self) -> Path:
        """Published, read-only DuckDB files."""
        return self.home / "releases"

    @property
    def current_release(self) -> Path:
        """What readers open."""
        return self.releases / "current.duckdb"

    @property
    def docs_site(self) -> Path:
        """The dbt docs site."""
        return self.home / "docs"

    @property
    def seeds(self) -> Path:
        """The codebook: CSV files that extraction and dbt both read."""
        return PROJECT / "dbt_project" / "seeds"
