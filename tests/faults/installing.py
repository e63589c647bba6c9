"""A small installation on an Elasticsearch that is about to fail: SQLite, no learned models, a few generated works."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from matcher.answer import MatchAnswer, Verdict
from matcher.query import Query, QueryPhotograph
from matcher.service import Repatria
from registry.records.object import ObjectContent
from registry.records.photograph import PhotographFacts
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_work
from registry.settings import Settings


@cache
def jpeg_of(number: int) -> bytes:
    """The photograph of a generated print."""
    return to_jpeg(paint_work("print", number).pictures[0].rgb, 90)


def settings_on(folder: Path, **elasticsearch: Any) -> Settings:
    """Settings of an installation in `folder`; `elasticsearch` names the server's settings without their prefix."""
    named = {f"elasticsearch_{name}": value for name, value in elasticsearch.items()}
    return Settings(data=folder / "data", descriptor="none", models=folder / "no models", **named)


@dataclass(frozen=True)
class Installation:
    """What a person does with it."""

    repatria: Repatria

    def register(self, number: int) -> str:
        """Register the print `number` with its photograph, as an import would; returns the object's id."""
        content = {"status": "stolen", "object_type": "print", "titles": [{"value": f"Harbour {number}"}]}
        record = self.repatria.store.add(ObjectContent.model_validate(content), actor="tests")
        facts = PhotographFacts()
        self.repatria.register.add_photograph(
            record.id, jpeg_of(number), facts, expected_version=record.version, actor="tests"
        )
        return record.id

    def match(self, number: int) -> MatchAnswer:
        """Ask for the print `number` by its photograph."""
        return self.repatria.match(Query((QueryPhotograph(jpeg_of(number)),)), save=False)

    def found(self, number: int) -> set[str]:
        """The objects that an answer calls strong candidates."""
        return strong(self.match(number))

    def in_step(self) -> bool:
        """Whether the index holds exactly what the store holds."""
        register = self.repatria.register
        return not register.drift() and register.index.state().generation == register.store.generation()


def strong(answer: MatchAnswer) -> set[str]:
    """The objects that an answer calls strong candidates."""
    return {each.object_id for each in answer.candidates if each.verdict is Verdict.STRONG_CANDIDATE}
