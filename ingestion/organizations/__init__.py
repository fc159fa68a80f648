"""Organisations of China since 1980: who a name or a code means, on which day, under whom."""

from ingestion.organizations.gazetteer import Gazetteer, load_organizations
from ingestion.organizations.model import (
    LEVELS,
    Mention,
    Organization,
    Resolution,
    TownshipMention,
)

__all__ = [
    "LEVELS",
    "Gazetteer",
    "Mention",
    "Organization",
    "Resolution",
    "TownshipMention",
    "load_organizations",
]
