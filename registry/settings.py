"""Settings of one installation: every one is a `REPATRIA_…` variable, listed in docs/settings.md."""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1_000_000


class Settings(BaseSettings):
    """What an operator may choose. The defaults run on one machine without any server beside it."""

    model_config = SettingsConfigDict(env_prefix="REPATRIA_", extra="ignore", frozen=True, hide_input_in_errors=True)

    data: Path = Field(default=Path("data"), description="Folder of the store, pictures, index and derived files.")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy URL of the store; without it, SQLite in the data folder."
    )
    pictures_url: str | None = Field(
        default=None, description="fsspec URL of the original photographs; without it, the data folder."
    )
    elasticsearch_url: str | None = Field(
        default=None,
        description="Elasticsearch 9 to index in, several nodes with commas between; without it, the embedded index.",
    )
    elasticsearch_ca: Path | None = Field(
        default=None, description="File of the certificate authority that signed Elasticsearch's certificate."
    )
    elasticsearch_user: str | None = Field(default=None, description="User of Elasticsearch, with a password.")
    elasticsearch_password: SecretStr | None = Field(default=None, description="Password of that user.")
    elasticsearch_api_key: SecretStr | None = Field(
        default=None, description="API key of Elasticsearch (the encoded form), in the place of user and password."
    )
    elasticsearch_prefix: Annotated[str, Field(pattern="^[a-z][a-z0-9-]{0,60}$")] = Field(
        default="repatria", description="What the names of all its indices begin with: one for each registry."
    )
    elasticsearch_shards: int = Field(
        default=1, ge=1, le=64, description="Primary shards of each index, from the next `repatria reindex` on."
    )
    elasticsearch_replicas: int | None = Field(
        default=None, ge=0, le=8, description="Copies of each shard; without it, one where there is a second node."
    )
    elasticsearch_timeout: float = Field(
        default=10.0, gt=0, le=600, description="Seconds after which a search is given up; writing has longer."
    )
    vector_index: Literal["auto", "int8_flat", "int8_hnsw", "bbq_hnsw"] = Field(
        default="auto",
        description="How Elasticsearch indexes descriptors; auto chooses by their number at each `repatria reindex`.",
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
    waiting_matches: int = Field(
        default=64, ge=0, le=10_000, description="Matches of all keys that may wait; beyond them, 503 `busy`."
    )
    matches_per_key: int = Field(
        default=2, ge=1, le=10_000, description="Matches of one key that may wait or run; beyond them, 429."
    )
    match_seconds: float = Field(
        default=60.0,
        gt=0,
        description="Seconds one match may compute; then it is answered, and says what was left out.",
    )
    max_photographs: int = Field(default=8, ge=1, le=8, description="Photographs one match may carry.")
    max_picture_bytes: int = Field(default=50 * MEGABYTE, ge=1, description="Largest picture file accepted, in bytes.")
    max_picture_pixels: int = Field(default=100_000_000, ge=1, description="Largest picture accepted, in pixels.")
    max_query_pixels: int = Field(
        default=400_000_000, ge=1, description="Most pixels that all photographs of one match may have together."
    )
    keep_query_days: int = Field(
        default=30, ge=0, description="Days that pictures and words sent for matching are kept."
    )
    session_key: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        default=None,
        description="Secret, of at least 32 characters, that signs the sessions of all servers; without it, each data "
        "folder has its own.",
    )
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
