"""The commands. Each imports what it needs when it runs, so that help and lists are quick."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from improvement_frameworks.cli.carrying import carry_entries
from improvement_frameworks.cli.checking import validate
from improvement_frameworks.cli.codebook import convert_codebook
from improvement_frameworks.cli.completing import complete_framework
from improvement_frameworks.cli.exit_code import COULD_NOT_RUN, ERRORS_FOUND, FINE
from improvement_frameworks.cli.form import form
from improvement_frameworks.cli.insight import compare_records, find_insights
from improvement_frameworks.cli.personal import forget_person, mask_files
from improvement_frameworks.cli.reporting import report
from improvement_frameworks.cli.sheet import facilitator_sheet
from improvement_frameworks.cli.suggesting import suggest_frameworks
from improvement_frameworks.cli.table import convert, map_columns, template
from improvement_frameworks.core.errors import ImprovementFrameworksError
from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from improvement_frameworks.schemas.compare import Effect
    from improvement_frameworks.schemas.keyword import Profile

VERSIONS = (
    f"improvement-frameworks {__version__}, schema version {SCHEMA_VERSION}, "
    f"content edition {CONTENT_EDITION}"
)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program with arguments and return its exit code; no traceback reaches people.

    Raises:
        SystemExit: by click, if whoever reads the output has seen enough, or to complete a word.
    """
    try:
        code: int | None = program.main(arguments, prog_name="improve", standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
    except (ImprovementFrameworksError, OSError) as fault:
        click.echo(f"improve: {fault}", err=True)
    except Exception as fault:  # noqa: BLE001 - the outermost edge of the program
        stopped = isinstance(fault.__cause__, KeyboardInterrupt)  # while a class was being made
        click.echo("Stopped." if stopped else f"improve: {_describe_own_fault(fault)}", err=True)
    else:
        return code or 0
    return COULD_NOT_RUN


def _describe_own_fault(fault: Exception) -> str:
    import traceback

    place = traceback.extract_tb(fault.__traceback__)[-1]
    return (
        "this is an error in the program, not in your data. Please report it, with what you typed "
        f"and this: {type(fault).__name__} in {Path(place.filename).name}, line {place.lineno}: "
        f"{fault}"
    )


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: improve list",
)
@click.version_option(__version__, message=VERSIONS)
@click.pass_context
def program(context: click.Context) -> None:
    """Capture, check and share what a team learns from change.

    A framework (such as the iceberg model) says what to ask. A record holds what people answered.
    The checks say what is missing, wrong or worth another look.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


@program.command("list")
def list_frameworks() -> None:
    """List the frameworks."""
    from improvement_frameworks.core.registry import framework_ids, get_framework

    frameworks = [get_framework(name) for name in framework_ids()]
    width = max(len(framework.id) for framework in frameworks)
    for framework in frameworks:
        parts = f"{framework.size} {framework.part.rstrip('s')}s"
        click.echo(f"{framework.id:{width}}  {framework.title}: {parts}")
        if framework.suits:
            click.echo(f"{'':{width}}  To {framework.suits.situations[0]}.")
    click.echo('\nWhich one suits: improve suggest --for "what you need it for"')


@program.command()
@click.argument("framework", shell_complete=complete_framework)
@click.argument("part", required=False)
@click.option("--columns", is_flag=True, help="Show the columns of its table instead.")
def show(framework: str, part: str | None, *, columns: bool) -> None:
    """Show a framework: when to use it, its parts and questions, where it comes from.

    FRAMEWORK is a name that improve list shows, such as iceberg. With the code of a PART,
    show all that is known of that part; the code alone is enough, such as troika-consulting.
    """
    if columns:
        from improvement_frameworks.tables.rows import write_columns

        click.echo(write_columns(framework), nl=False)
        return
    from improvement_frameworks.core.content.framework_text import write_framework, write_part
    from improvement_frameworks.core.registry import framework_ids, get_framework

    if part is None and framework not in framework_ids():
        click.echo("\n".join(_write_parts(framework)), nl=False)
        return
    found = get_framework(framework)
    if part is None:
        click.echo(write_framework(found), nl=False)
    elif part in found.part_vocabulary.codes:
        click.echo(write_part(found, part), nl=False)
    else:
        offer = _offer(part, found.part_vocabulary.codes)
        raise click.UsageError(f"{found.title} has no {found.part} {part!r}.{offer}")


def _write_parts(code: str) -> list[str]:
    """Return what is known of the parts with a code, in whichever frameworks they are.

    Raises:
        UsageError: if no framework has such a part.
    """
    from improvement_frameworks.core.content.framework_text import write_part
    from improvement_frameworks.core.errors import nearest
    from improvement_frameworks.core.registry import framework_ids, get_framework

    known = [get_framework(name) for name in framework_ids()]
    found = [write_part(one, code) for one in known if code in one.part_vocabulary.codes]
    if not found:
        ids, codes = framework_ids(), [part.code for one in known for part in one.parts]
        begun = next((one for one in codes if one.startswith(f"{code}-")), None)
        near = nearest(code, ids) or begun or nearest(code, codes)
        offer = f"Did you mean {near!r}?" if near else f"The frameworks are: {', '.join(ids)}."
        raise click.UsageError(f"There is no framework or part {code!r}. {offer}")
    return found


def _offer(wanted: str, codes: tuple[str, ...]) -> str:
    from improvement_frameworks.core.errors import nearest

    near = nearest(wanted, codes)
    return f" Did you mean {near!r}?" if near else f" There are: {', '.join(codes)}."


@program.command()
@click.argument("framework", shell_complete=complete_framework)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["yaml", "json"]),
    help="How it is written: yaml (with comments) unless the file's name says otherwise.",
)
@click.option("-o", "--out", type=click.Path(dir_okay=False), help="Write it to this new file.")
@click.option("--force", is_flag=True, help="Write over an existing file.")
def new(
    framework: str,
    kind: Literal["yaml", "json"] | None,
    out: str | None,
    force: bool,  # noqa: FBT001 - click gives it by name
) -> None:
    """Print a blank record of a framework, to be filled in.

    FRAMEWORK is a name that improve list shows, such as iceberg.
    """
    from improvement_frameworks.core.file import write_file
    from improvement_frameworks.documents import new as write_new

    if out is None:
        click.echo(write_new(framework, format=kind or "yaml"), nl=False)
        return
    if Path(out).exists() and not force:
        raise click.UsageError(f"{out} exists already. Name another file, or add --force.")
    write_file(Path(out), write_new(framework, format=_kind_of(out, kind)))
    click.echo(f"Wrote {out}. When it is filled in: improve validate {out}", err=True)


def _kind_of(out: str, wanted: Literal["yaml", "json"] | None) -> Literal["yaml", "json"]:
    """Return how a new file is written; its name must say the same, or it is not read again."""
    endings: dict[str, Literal["yaml", "json"]] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
    named = endings.get(Path(out).suffix.lower())
    if named is None:
        raise click.UsageError(f"{out} must end in one of: {', '.join(endings)}.")
    if wanted not in {None, named}:
        raise click.UsageError(f"{out} is a name for {named.upper()}. Leave --format out.")
    return named


@program.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a code in a report, such as ICE-W1."""
    from improvement_frameworks.documents import explain as find_problem, find_framework, find_why
    from improvement_frameworks.problems.problem import principle_label

    try:
        problem = find_problem(code)
    except KeyError as fault:
        raise click.UsageError(str(fault.args[0])) from None
    framework = find_framework(problem)
    click.echo(f"{problem.code}: {problem.title} ({problem.severity})\n")
    click.echo(f"It says:     {_name_places(problem.message)}")
    click.echo(f"What to do:  {_name_places(problem.hint)}")
    why = find_why(problem)
    if why:
        click.echo(f"Why:         {why}")
    if problem.principle:
        click.echo(f"Principle:   {principle_label(problem.principle)}")
    if framework:
        click.echo(f"Framework:   {framework.title} (improve show {framework.id})")
        cited = [source for source in framework.sources if source.id == problem.source]
        basis = cited[0].citation if cited else "this library's own judgement"
        click.echo(f"Source:      {basis}")


def _name_places(template: str) -> str:
    """Write words for what a report fills in."""
    return re.sub(r"\{(\w+)\}", lambda place: f"<{place[1].replace('_', ' ')}>", template)


@program.command(
    epilog="improve schema diff OLD NEW says what changed between two schemas. Exit code: 0 if "
    "the new one may be published under the same version, 1 if not, 2 if that is not clear."
)
@click.argument("words", nargs=-1, metavar="[FRAMEWORK]", shell_complete=complete_framework)
@click.option(
    "--profile",
    type=click.Choice(["canonical", "draft-07", "form", "llm", "llm-small"]),
    default="canonical",
    show_default=True,
    help="canonical: for validators and generators; draft-07: the same for older tools; form: for "
    "form builders and editors; llm: for the structured output of language models; llm-small: for "
    "those whose strict mode allows few fields that may be null.",
)
@click.option("--out", type=click.Path(file_okay=False), help="Write all schemas to this folder.")
@click.option("--base-url", help="The address under which you will host the schemas.")
def schema(
    words: tuple[str, ...],
    profile: Profile,
    out: str | None,
    base_url: str | None,
) -> None:
    """Print the JSON Schema of a framework's records, or write all schemas to a folder."""
    from improvement_frameworks.schemas import export_schemas, json_schema
    from improvement_frameworks.schemas.export import write_schema

    if words[:1] == ("diff",):
        _print_difference(words[1:])
        return
    if len(words) > 1 or not (words or out):
        raise click.UsageError("Name one framework (see: improve list), or give --out FOLDER.")
    if out is not None:
        export_schemas(Path(out), base_url=base_url)
        click.echo(f"Wrote the schemas to {out}.", err=True)
    for framework in words:
        found = json_schema(framework, profile=profile, base_url=base_url)
        click.echo(write_schema(found), nl=False)


_DIFFERENCE_CODES: Final[dict[Effect, int]] = {
    "none": FINE,
    "documentation": FINE,
    "unknown": COULD_NOT_RUN,
}


def _print_difference(files: tuple[str, ...]) -> None:
    from improvement_frameworks.schemas import compare

    if len(files) != 2:
        raise click.UsageError("Give two files: improve schema diff OLD NEW")
    old, new = (_read_schema(name) for name in files)
    try:
        comparison = compare(old, new)
    except ValueError as fault:
        raise click.UsageError(f"These two cannot be compared. {fault}") from None
    click.echo(comparison.to_text())
    click.get_current_context().exit(_DIFFERENCE_CODES.get(comparison.effect, ERRORS_FOUND))


def _read_schema(name: str) -> dict[str, object]:
    from improvement_frameworks.documents.json_reader import read_json
    from improvement_frameworks.documents.reading import InputFault, decode

    try:
        found = read_json(decode(Path(name).read_bytes())[0])
    except InputFault as fault:
        reason = fault.problem.write_message(fault.params)
        raise click.UsageError(f"{name} cannot be read as JSON. {reason}") from None
    if not isinstance(found, dict):
        raise click.UsageError(f"{name} is not a JSON Schema. It must hold an object.")
    return cast("dict[str, object]", found)


@program.command()
@click.option("--out", type=click.Path(file_okay=False), required=True, help="The folder.")
def docs(out: str) -> None:
    """Write a page of plain Markdown for every framework, code and schema."""
    from improvement_frameworks.pages import write_pages

    write_pages(Path(out))
    click.echo(f"Wrote the pages to {out}.", err=True)


@program.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete commands and frameworks.

    For bash: improve completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:  # pragma: no cover - click knows the three shells that are offered
        raise click.UsageError(f"There is no completion for {shell}.")
    click.echo(found(program, {}, "improve", "_IMPROVE_COMPLETE").source())


program.add_command(validate)
program.add_command(report)
program.add_command(mask_files)
program.add_command(forget_person)
program.add_command(find_insights)
program.add_command(compare_records)
program.add_command(form)
program.add_command(facilitator_sheet)
program.add_command(template)
program.add_command(map_columns)
program.add_command(convert)
program.add_command(carry_entries)
program.add_command(suggest_frameworks)
program.add_command(convert_codebook)
