# ruff: noqa: N999 - PyInstaller looks for a file of this name
"""What PyInstaller packs besides the modules that it finds by itself.

Names are loaded when they are first used and frameworks are found in their folder, so no statement
says which modules a program needs; and the content of the frameworks is no module.
"""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

PACKAGE = "improvement_frameworks"
FOR_DEVELOPERS = (f"{PACKAGE}.testing", f"{PACKAGE}.freezing", f"{PACKAGE}.generate")

datas = collect_data_files(PACKAGE)
hiddenimports = collect_submodules(PACKAGE, filter=lambda name: not name.startswith(FOR_DEVELOPERS))
