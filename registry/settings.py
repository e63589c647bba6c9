"""Settings of one installation: every one is a `REPATRIA_…` variable, listed in docs/settings.md."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1_000_000


class Settings(BaseSettings):
    """What an operator may choose. The defaults run on one machine without any server beside it."""

    model_config = SettingsConfigDict(env_prefix="REPATRIA_", extra="ignore", frozen=True)

    data: Path = Field(default=Path("data"), description="Folder of the store, pictures, index and derived files.")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy URL of the store; without it, SQLite in the data folder."
    )
    pictures_url: str | None = Field(
        default=None, description="fsspec URL of the original photographs; without it, the data folder."
    )
    models: Path | None = Field(
        default=None, description="Folder of the local-feature models that `repatria models build` makes."
    )
    descriptor: Annotated[str, Field(pattern="^(sscd_distilled|sscd|none)$")] = Field(
        default="sscd_distilled", description="Which copy descriptor to use: sscd_distilled, sscd, or none."
    )
    descriptor_path: Path | None = Field(
        default=None, description="An ONNX file of the descriptor to use instead of the installed one."
    )
    threads: int = Field(
        default_factory=lambda: min(4, os.cpu_count() or 1), ge=1, le=64, description="Threads of one inference."
    )
    workers: int = Field(
        default_factory=lambda: min(8, os.cpu_count() or 1), ge=1, le=64, description="Processes of an import."
    )
    parallel_matches: int = Field(default=2, ge=1, le=64, description="Matches computed at the same time; others wait.")
    max_photographs: int = Field(default=8, ge=1, le=8, description="Photographs one match may carry.")
    max_picture_bytes: int = Field(default=50 * MEGABYTE, ge=1, description="Largest picture file accepted, in bytes.")
    max_picture_pixels: int = Field(default=100_000_000, ge=1, description="Largest picture accepted, in pixels.")
    keep_query_days: int = Field(default=30, ge=0, description="Days that pictures sent for matching are kept.")
    host: str = Field(default="127.0.0.1", description="Address that `repatria serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that `repatria serve` listens on.")

    @property
    def resolved_database_url(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{(self.data / 'registry.sqlite3').absolute()}"

    @property
    def resolved_pictures_url(self) -> str:
        """The fsspec URL in use."""
        return self.pictures_url or f"file://{(self.data / 'pictures').absolute()}"

    @property
    def derived_folder(self) -> Path:
        """Where rebuildable files lie: fingerprints, thumbnails, display copies."""
        return self.data / "derived"

    @property
    def index_folder(self) -> Path:
        """Where the embedded index lies."""
        return self.data / "index"
