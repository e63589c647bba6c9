"""`repatria match`."""

from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.common import console, opened, settings, to_stdout
from api.cli.failures import CommandRefused

if TYPE_CHECKING:
    from rich.table import Table

    from matcher.answer import Candidate, MatchAnswer
    from matcher.query import QueryPhotograph

_STYLES = {"strong_candidate": "bold red", "possible": "bold yellow", "weak": "dim", "no_candidate_found": "bold"}


def run(
    paths: list[Path],
    *,
    text: str | None,
    identifiers: list[str],
    limit: int,
    several: bool,
    keep: bool,
    role: str,
    as_json: bool,
) -> None:
    """Read the photographs, match them, print the answer as its role would get it."""
    from api.answers import shown_answer
    from api.cli.keys import role_named
    from api.security import Caller
    from matcher.query import Query

    known = role_named(role)
    most, largest = settings().max_photographs, settings().max_picture_bytes
    if len(paths) > most:
        raise CommandRefused(f"{len(paths)} photographs were given, at most {most} can be matched together.")
    query = Query(
        photographs=tuple(_read(path, largest) for path in paths),
        text=text,
        identifiers=tuple(identifiers),
        limit=limit,
        one_object=not several,
        split=several,
        keep_pictures=keep,
        role=known,
        actor="command line",
    )
    with opened() as repatria:
        answer = shown_answer(repatria, repatria.match(query), Caller("local", "command line", known))
    if as_json:
        to_stdout(answer.model_dump_json(indent=2))
    else:
        _print(answer)


def _read(path: Path, largest: int) -> "QueryPhotograph":
    from matcher.query import QueryPhotograph

    try:
        if path.is_dir():
            raise CommandRefused(f"{path} is a folder: name the photographs in it.")
        if path.exists() and not path.is_file():  # reading a pipe or a device may never end
            raise CommandRefused(f"{path} is no regular file: save the photograph to a file and name that.")
        if path.stat().st_size > largest:
            raise CommandRefused(f"{path} is larger than {largest / 1e6:g} MB: make a smaller copy of it.")
        return QueryPhotograph(path.read_bytes(), path.name)
    except OSError as error:
        raise CommandRefused(f"{path} cannot be read ({error.strerror}): check the path.") from error


def _print(answer: "MatchAnswer") -> None:
    from api.pages import wording

    out = console()
    out.print(f"\n[{_STYLES[answer.verdict]}]{wording.OVERALL[answer.verdict]}[/]  {answer.id}")
    out.print(wording.VERDICT_MEANINGS[answer.verdict])
    if answer.understood:
        out.print()
        out.print(_understood(answer))
    named = [each for each in answer.candidates if not each.below_weak]
    for place, candidate in enumerate(named, start=1):
        out.print()
        out.print(_candidate(candidate, place))
    below = len(answer.candidates) - len(named)
    if below:
        out.print(f"\n[dim]{below} further records were compared and stay below the threshold.[/]")
    for line in (*answer.degraded, *answer.notices):
        out.print(f"\n[yellow]Note:[/] {_plain(line)}")
    _alerts(answer)
    out.print(f"\n{answer.coverage.statement}")
    out.print(f"[dim]{answer.disclaimer}[/]")
    out.print("\nNext steps:")
    for number, step in enumerate(answer.next_steps, start=1):
        out.print(f"  {number}. {step}")


def _alerts(answer: "MatchAnswer") -> None:
    """Whether objects of this kind are at risk or regulated: an answer of its own, below the candidates."""
    from api.pages import wording

    out = console()
    out.print(f"\n[bold]Category alerts:[/] {wording.alerts_said(answer)}")
    for alert in answer.category_alerts:
        grounds = "; ".join(f"{reason.what} “{_plain(reason.said)}”" for reason in alert.reasons if reason.said)
        out.print(f"  [bold yellow]Look closer:[/] {alert.title} ({alert.region}). Because of {grounds}.")
        out.print(f"    {alert.sentence}")
        for instrument in alert.instruments:
            out.print(f"    - {wording.instrument(instrument)}")
        out.print(f"    Photograph: {'; '.join(alert.photograph)}. Ask {'; '.join(alert.ask)}.")
    if answer.import_hint is not None:
        hint = answer.import_hint
        out.print(f"  [bold yellow]Import into the EU:[/] {wording.import_heading(hint)}.")
        for line in (*hint.reasons, *hint.open_questions, hint.disclaimer):
            out.print(f"    {_plain(line)}")


def _understood(answer: "MatchAnswer") -> "Table":
    from rich.table import Table

    from api.pages import wording

    table = Table(title="What was understood of your words", title_justify="left", expand=True)
    for name, ratio in (("Field", 1), ("Your words", 2), ("Read as", 2)):
        table.add_column(name, ratio=ratio)
    for field in answer.understood:
        table.add_row(wording.LISTING_FIELDS[field.kind], _plain(field.value), _plain(field.in_words))
    return table


def _candidate(candidate: "Candidate", place: int) -> "Table":
    from rich.table import Table

    from api.pages import wording

    verdict = candidate.verdict.value if candidate.verdict else "weak"
    table = Table(
        title=f"{place}. [{_STYLES[verdict]}]{wording.VERDICTS[verdict]}[/] {_plain(candidate.title)}",
        title_justify="left",
        caption="\n".join(
            (
                f"{candidate.object_id} · {wording.status(candidate.status)} · {candidate.score_bits:+.1f} bits",
                *(_plain(reason.sentence) for reason in candidate.verdict_reasons),
                *(_plain(tie.sentence) for tie in candidate.relations),
            )
        ),
        caption_justify="left",
        expand=True,
    )
    table.add_column("Evidence", ratio=4)
    table.add_column("Shown", ratio=2)
    table.add_column("Registered", ratio=2)
    table.add_column("Bits", justify="right", no_wrap=True)
    for item in candidate.evidence:
        if item.standing == "missing" and not (item.query_value or item.registry_value):
            continue  # given on neither side
        table.add_row(
            f"{wording.EVIDENCE[item.kind]}: {_plain(item.sentence)}",
            _plain(item.query_value or "not known"),
            _plain(item.registry_value or "not known"),
            "" if item.standing == "missing" else f"{item.support_bits:+.1f}",
        )
    return table


def _plain(text: str) -> str:
    """Text of a record or a query, its brackets shown instead of read as markup, control characters dropped."""
    from rich.markup import escape

    return escape("".join(character for character in text if character.isprintable() or character == "\n"))
