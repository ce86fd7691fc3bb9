"""The key of the whole product: origin country -> destination country."""

import re
from dataclasses import dataclass

_KEY = re.compile(r"([A-Z]{3})-([A-Z]{3})")


@dataclass(frozen=True, slots=True, order=True)
class Corridor:
    """A recruitment corridor. Both countries are ISO 3166-1 alpha-3, origin first."""

    origin: str
    destination: str

    def __str__(self) -> str:
        return f"{self.origin}-{self.destination}"

    @classmethod
    def parse(cls, key: str) -> "Corridor":
        """The corridor of a key such as 'NPL-MYS'; ValueError if it is not a key."""
        match = _KEY.fullmatch(key.strip().upper())
        if match is None:
            message = f"'{key}' is not a corridor: write ORIGIN-DESTINATION, as NPL-MYS"
            raise ValueError(message)
        return cls(*match.groups())
