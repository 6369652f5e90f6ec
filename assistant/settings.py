"""Settings of the assistant, from the environment or `.env`; programs read them, libraries take arguments."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, NonNegativeInt, PositiveFloat, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.settings import SettingsError, read_settings

THREADS = 64  # for answers that wait for a language model, and so the most that are written at once


class AssistantSettings(BaseSettings):
    """ASSISTANT_…: the model endpoint, who may ask, and what is shown beside answers."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore")

    base_url: str = ""
    model: str = ""
    api_key: SecretStr = SecretStr("")
    api_key_file: str = ""
    timeout: PositiveFloat = 60.0
    deadline: PositiveFloat = 180.0
    keys: str = ""
    hosts: str = ""
    origins: str = ""
    feedback: str = "data/feedback.jsonl"
    journal: str = "data/journal"
    journal_days: int = 30
    journal_questions: bool = True
    staff: str = "data/staff.sqlite"
    conversation_days: int = 30
    producer: str = ""
    model_filing: str = ""
    login: Literal["auto", "always"] = "auto"
    session_idle: PositiveFloat = 8.0
    session_longest: PositiveFloat = 72.0
    user_header: str = ""
    proxies: str = ""
    editors: str = ""
    audit: str = "data/audit"
    audit_days: int = 365
    articles: str = "data/articles"
    sites: str = ""
    secret: SecretStr = SecretStr("")
    rate_address: NonNegativeInt = 60
    rate_token: NonNegativeInt = 20
    rate_site: NonNegativeInt = 600
    rate_total: NonNegativeInt = 1200
    queue: NonNegativeInt = 256
    writing: Annotated[int, Field(ge=1, le=THREADS)] = THREADS
    budget: NonNegativeInt = 0

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured."""
        return bool(self.base_url and self.model)

    @property
    def key(self) -> str:
        """The key of the model's endpoint, from the setting or the file. Raises SettingsError, never with the key."""
        key = self.api_key.get_secret_value().strip()
        if not key and self.api_key_file:
            try:
                key = Path(self.api_key_file).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise SettingsError(
                    f"ASSISTANT_API_KEY_FILE={self.api_key_file!r} cannot be read ({type(error).__name__}): "
                    "mend it in .env or unset it."
                ) from None
        if not (key.isascii() and key.isprintable()):
            raise SettingsError("The key of the language model has characters that no key has: copy it once more.")
        return key

    @property
    def address(self) -> str:
        """Where the model is reached, without a user's name and password."""
        try:
            parts = urlsplit(self.base_url)
        except ValueError:
            return "an address that is none"
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()


def assistant_settings() -> AssistantSettings:
    """ASSISTANT_… as they are now; raises index.settings.SettingsError."""
    return read_settings(AssistantSettings)
