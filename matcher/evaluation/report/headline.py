"""What a director of a museum should read first: the few figures that matter, in sentences."""

from dataclasses import dataclass

from matcher.evaluation.metrics.bootstrap import Share
from matcher.evaluation.metrics.summary import Measured


@dataclass(frozen=True)
class Fact:
    """A figure with its interval (both as text) and the sentence it belongs to."""

    figure: str
    between: str
    sentence: str


def headline(measured: Measured) -> list[Fact]:
    """The facts that this run can tell."""
    facts = []
    surfaces = {group.values[0]: group for group in measured.groups.get("Second photographs by surface", ())}
    if "same" in surfaces:
        facts.append(
            _fact(
                surfaces["same"].recall[1], "of other photographs of a registered side bring the right object up first"
            )
        )
    if "partial" in surfaces:
        facts.append(
            _fact(surfaces["partial"].recall[10], "of neighbouring views have it among the first ten candidates")
        )
    if "none" in surfaces:
        facts.append(
            _fact(surfaces["none"].recall[1], "of photographs of another side have it first: register every side")
        )
    negatives = measured.alarms.get("All negatives", ())
    if negatives:
        reached = negatives[0].reached
        facts.append(_fact(reached["strong_candidate"], "of pictures of what is not registered get a strong candidate"))
        facts.append(_fact(reached["possible"], "of them get at least a possible one, for a person to look at"))
    calibrated = [curve for name, curve in measured.reliability.items() if name.startswith("calibrated, even")]
    if calibrated:
        facts.append(
            Fact(
                f"{calibrated[0].expected_error:.1%}",
                "",
                "is how far probabilities are off on average, at an even rate",
            )
        )
    facts.append(
        Fact(
            f"{measured.answer.median / 1000:.1f} s",
            "",
            "is the median time of an answer, with one thread on this machine",
        )
    )
    return facts


def _fact(share: Share, sentence: str) -> Fact:
    return Fact(f"{share.value:.0%}", f"{share.low:.0%} to {share.high:.0%}", sentence)
