"""What the styles of an OpenDocument file say: hidden sheets, kinds of dates."""

from recruitcheck.sheets.dates import Kind
from recruitcheck.sheets.limits import too_large
from recruitcheck.sheets.ods_names import NUMBER, STYLE, TABLE

_MOST_STYLES = 100_000
_MOST_PARENTS = 10


class Styles:
    """Is told each style, of the document and of its content."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self._kinds: dict[str, Kind] = {}
        # By the name of a style of cells: the format it uses, and its parent.
        self._cells: dict[str, tuple[str, str]] = {}
        self._name = ""

    def start_style(self, attributes: dict[str, str]) -> None:
        self._name = attributes.get(f"{STYLE}name", "")
        if attributes.get(f"{STYLE}family") == "table-cell":
            self._cells[self._name] = (
                attributes.get(f"{STYLE}data-style-name", ""),
                attributes.get(f"{STYLE}parent-style-name", ""),
            )
            self._check_size()

    def note_display(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self.hidden.add(self._name)
            self._check_size()

    def start_dates(self, attributes: dict[str, str]) -> None:
        self._name = attributes.get(f"{STYLE}name", "")
        self._kinds[self._name] = "date"
        self._check_size()

    def note_clock(self, _attributes: dict[str, str]) -> None:
        """The dates whose style was started last show a time of day as well."""
        self._kinds[self._name] = "moment"

    def note_times(self, attributes: dict[str, str]) -> None:
        """A time that may pass 24 hours is a duration: a number of days."""
        endless = attributes.get(f"{NUMBER}truncate-on-overflow") == "false"
        name = attributes.get(f"{STYLE}name", "")
        self._kinds[name] = "number" if endless else "time"
        self._check_size()

    def kind(self, name: str) -> Kind | None:
        """What a style of cells shows, None if it has no format of dates or times."""
        style = self._cells.get(name)
        for _ in range(_MOST_PARENTS):
            if style is None:
                return None
            data, parent = style
            if data:
                return self._kinds.get(data)
            style = self._cells.get(parent)
        return None

    def _check_size(self) -> None:
        if len(self._cells) + len(self._kinds) + len(self.hidden) > _MOST_STYLES:
            raise too_large("styles", _MOST_STYLES)
