"""Categories of recruitment costs, in the order of the ILO definition (2019)."""

from collections.abc import Mapping

TOTAL, REPAID, RECURRING = "total", "repaid", "recurring"

CATEGORIES: Mapping[str, tuple[str, str]] = {
    "A_fee": ("Recruitment fees", "Agents and sub-agents"),
    "B1_medical": ("Related costs", "Medical"),
    "B2_insurance": ("Related costs", "Insurance"),
    "B3_tests": ("Related costs", "Skills and language tests"),
    "B4_training": ("Related costs", "Training and orientation"),
    "B5_equipment": ("Related costs", "Equipment"),
    "B6_travel": ("Related costs", "Travel and lodging"),
    "B7_admin": ("Related costs", "Passports, visas, permits"),
    "C_illegitimate": ("Illegitimate or undisclosed", "Deposits, bribes"),
    "other": ("Illegitimate or undisclosed", "Anything else"),
}
"""Group and label of each cost category, in the order of the ILO definition (2019)."""
