"""What identifies a private person: found, masked, and how well that is done, measured.

Names, ID, phone, card and plate numbers, home addresses. The original stays in the archive.
"""

from ingestion.privacy.masking import find_personal_data, mask_parts, mask_personal_data
from ingestion.privacy.model import Kind, PersonalData

__all__ = ["Kind", "PersonalData", "find_personal_data", "mask_parts", "mask_personal_data"]
