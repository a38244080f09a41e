"""The parts of a workbook: what is not changed is copied as it is."""

from __future__ import annotations

import posixpath
import shutil
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from improvement_frameworks.tables.marking.xml_edit import XmlPart, write_xml
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from pathlib import Path

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_RELATIONS: Final = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'
_TYPES: Final = "[Content_Types].xml"


class Package:
    """A workbook as its parts, with those that were changed or added."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._changed: dict[str, bytes] = {}
        self._names = {name.lower(): name for name in archive.namelist()}

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._changed or name.lower() in self._names

    def read(self, name: str) -> bytes:
        """Return a part.

        Raises:
            UnwritableError: if there is none.
        """
        if name in self._changed:
            return self._changed[name]
        if name.lower() not in self._names:
            raise UnwritableError(f"The workbook has no part {name}.")
        return self._archive.read(self._names[name.lower()])

    def put(self, name: str, data: bytes) -> None:
        """Change or add a part."""
        self._changed[self._names.get(name.lower(), name)] = data

    def new_name(self, form: str) -> str:
        """Return the first free name of a form such as ``xl/comments{}.xml``."""
        number = 1
        while self.has(form.format(number)):
            number += 1
        return form.format(number)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part points to: by id, the kind and the part."""
        name = _relations_of(part)
        if not self.has(name):
            return {}
        found: dict[str, tuple[str, str]] = {}
        for element in XmlPart(self.read(name)).named("Relationship"):
            facts = element.attributes
            target = facts.get("Target", "")
            base = "" if target.startswith("/") else posixpath.dirname(part)
            path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            found[facts.get("Id", "")] = (facts.get("Type", "").rpartition("/")[2], path)
        return found

    def find(self, part: str, kind: str) -> str:
        """Return the first part of a kind to which a part points; nothing if there is none."""
        kinds = self.relations(part).values()
        return next((path for known, path in kinds if known == kind), "")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part point to another; return the id."""
        name = _relations_of(part)
        data = self.read(name) if self.has(name) else _NO_RELATIONS.encode()
        relations = XmlPart(data)
        known = {element.attributes.get("Id") for element in relations.elements}
        number = next(n for n in range(1, len(known) + 2) if f"issue{n}" not in known)
        xml = (
            f'<{relations.root.prefix}Relationship Id="issue{number}" '
            f'Type="{RELATIONS}/{kind}" Target="/{write_xml(target)}"/>'
        )
        relations.append(relations.root, xml)
        self.put(name, relations.apply())
        return f"issue{number}"

    def declare(self, part: str, kind: str) -> None:
        """Say of which kind a new part is."""
        types = XmlPart(self.read(_TYPES))
        prefix = types.root.prefix
        xml = f'<{prefix}Override PartName="/{write_xml(part)}" ContentType="{kind}"/>'
        types.append(types.root, xml)
        self.put(_TYPES, types.apply())

    def save(self, path: Path) -> None:
        """Write the workbook: the parts in their order, new ones at the end."""
        with ZipFile(path, "w", ZIP_DEFLATED) as out:
            for part in self._archive.infolist():
                if part.filename in self._changed:
                    out.writestr(_like(part), self._changed[part.filename])
                    continue
                with self._archive.open(part) as old, out.open(_like(part), "w") as new:
                    shutil.copyfileobj(old, new)
            kept = set(self._archive.namelist())
            for name, data in self._changed.items():
                if name not in kept:
                    out.writestr(_like(ZipInfo(name)), data)


def _like(part: ZipInfo) -> ZipInfo:
    info = ZipInfo(part.filename, part.date_time)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = part.external_attr
    info.file_size = part.file_size  # lets zipfile see whether it needs the form for large files
    return info


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
