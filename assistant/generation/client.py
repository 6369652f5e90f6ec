"""The openai client that talks to the endpoint of the settings."""

from typing import Any

from assistant.settings import AssistantSettings

CONNECT = 10.0  # seconds


def open_client(settings: AssistantSettings, key: str) -> Any:
    """An AsyncOpenAI, which belongs to the loop that it is first used in; it never tries anything again by itself."""
    import httpx
    import openai

    wait = httpx.Timeout(settings.timeout, connect=min(CONNECT, settings.timeout))
    return openai.AsyncOpenAI(
        base_url=settings.base_url,
        api_key=key or "none",
        timeout=wait,
        # What is asked goes to the address that was set and nowhere else, whatever stands there.
        http_client=openai.DefaultAsyncHttpxClient(timeout=wait, follow_redirects=False),
        max_retries=0,
    )
