"""How the parts of a workbook name each other."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recruitcheck.sheets.archive import Archive
from recruitcheck.sheets.markup import elements


@dataclass(frozen=True, slots=True)
class Link:
    """From one part to another: what for, and the name of the part."""

    kind: str
    target: str


def links_of(archive: Archive, part: str) -> dict[str, Link]:
    """Links by id of a part, or of the archive itself for ''."""
    folder, file = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{file}.rels")
    if source not in archive:
        return {}
    found = elements(
        archive.chunks(source), source, "Relationships", ("Relationships/Relationship",)
    )
    return {link.get("Id", ""): _link(folder, link) for _, link in found}


def _link(folder: str, link: Mapping[str, str]) -> Link:
    kind = link.get("Type", "").rpartition("/")[2]
    if link.get("TargetMode") == "External":
        return Link(kind, "")
    path = posixpath.join("/", folder, link.get("Target", ""))
    return Link(kind, posixpath.normpath(path).lstrip("/"))


def relation_id(entry: Mapping[str, str]) -> str:
    """The attribute 'r:id', whatever prefix the file gives the namespace of links."""
    return next((value for key, value in entry.items() if key.endswith(":id")), "")


def target_of(links: Iterable[Link], kind: str) -> str | None:
    return next((link.target for link in links if link.kind == kind), None)
