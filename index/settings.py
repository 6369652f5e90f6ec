"""Settings of the index, from the environment or `.env`; programs read them, libraries take arguments."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.problem import Problem

Some = TypeVar("Some", bound=BaseSettings)


class SettingsError(Problem):
    """A setting has a value that cannot be used; the message names it."""


class IndexSettings(BaseSettings):
    """INDEX_PATH, INDEX_ENCODER and INDEX_MODELS; folders are relative to where the program is started."""

    model_config = SettingsConfigDict(env_prefix="INDEX_", env_file=".env", extra="ignore")

    path: Path = Path("data/index")
    encoder: str = ""
    models: Path = Path("data/models")


def read_settings(kind: type[Some]) -> Some:
    """The settings of a kind; raises SettingsError."""
    try:
        return kind()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{kind.model_config.get('env_prefix', '')}{first['loc'][0]}".upper()
        raise SettingsError(
            f"{name}={first['input']!r} cannot be used ({first['msg']}): mend it in .env or unset it."
        ) from None


def index_settings() -> IndexSettings:
    """INDEX_… as they are now; raises SettingsError."""
    return read_settings(IndexSettings)
