"""Settings of the index, from the environment or `.env`; programs read them, libraries take arguments."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class IndexSettings(BaseSettings):
    """INDEX_PATH, INDEX_ENCODER and INDEX_MODELS; folders are relative to where the program is started."""

    model_config = SettingsConfigDict(env_prefix="INDEX_", env_file=".env", extra="ignore")

    path: Path = Path("data/index")
    encoder: str = ""
    models: Path = Path("data/models")
