"""Writes the published schemas: ``python -m improvement_frameworks.schemas FOLDER``."""

from __future__ import annotations

import argparse

from improvement_frameworks.schemas.export import export_schemas


def main() -> None:
    """Write the schemas into the folder that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m improvement_frameworks.schemas",
        description="Write the JSON Schemas, the codes and the rules into a folder.",
    )
    parser.add_argument("folder", help="where to write; it is made if it does not exist")
    parser.add_argument("--base-url", help="where the folder will be served")
    wanted = parser.parse_args()
    export_schemas(str(wanted.folder), base_url=wanted.base_url)


if __name__ == "__main__":
    main()
