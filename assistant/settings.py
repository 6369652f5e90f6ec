"""Settings of the assistant, from the environment or `.env`; programs read them, libraries take arguments."""

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.settings import read_settings


class AssistantSettings(BaseSettings):
    """ASSISTANT_…: the model endpoint, who may ask, and what is shown beside answers."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore")

    base_url: str = ""
    model: str = ""
    api_key: SecretStr = SecretStr("")
    timeout: float = 60.0
    keys: str = ""
    hosts: str = ""
    origins: str = ""
    feedback: str = "data/feedback.jsonl"
    journal: str = "data/journal"
    journal_days: int = 30
    journal_questions: bool = True

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured."""
        return bool(self.base_url and self.model)


def assistant_settings() -> AssistantSettings:
    """ASSISTANT_… as they are now; raises index.settings.SettingsError."""
    return read_settings(AssistantSettings)
