"""What no route of the API takes: Gradio, which stands behind it, would answer otherwise."""

from starlette.endpoints import HTTPEndpoint
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route


class Nowhere(HTTPEndpoint):
    """Says that there is nothing at an address, or what methods it takes where there is."""

    async def dispatch(self) -> None:
        """Raise HTTPException, 405 or 404."""
        allowed: set[str] = set()
        for route in self.scope["app"].routes:
            if isinstance(route, Route) and route.matches(self.scope)[0] == Match.PARTIAL:
                allowed |= route.methods or set()
        if allowed:
            named = "、".join(sorted(allowed))
            raise HTTPException(405, f"这个接口不接受这种方法，请用 {named}。", {"allow": ", ".join(sorted(allowed))})
        raise HTTPException(404, f"没有这个接口：{self.scope['path_params']['rest'][:80]}，请看 /api/docs。")
