# ruff: noqa: N999 - PyInstaller looks for a file of this name
"""What PyInstaller packs besides the modules that it finds by itself.

Names are loaded when they are first used and frameworks are found in their folder, so no statement
says which modules a program needs; and the content of the frameworks is no module.
"""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

_PACKAGE = "improvement_frameworks"
_FOR_DEVELOPERS = (f"{_PACKAGE}.testing", f"{_PACKAGE}.freezing", f"{_PACKAGE}.generate")

datas = collect_data_files(_PACKAGE)
hiddenimports = collect_submodules(
    _PACKAGE, filter=lambda name: not name.startswith(_FOR_DEVELOPERS)
)
