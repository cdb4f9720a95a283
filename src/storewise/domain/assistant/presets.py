"""How a store's assistant is set."""

from storewise.infra.tenancy import Scope

from . import queries
from .schemas import AssistantSettings

_REMEMBER_S = 15.0


def _key(scope: Scope) -> str:
    return f"{scope.store_id}:assistant.settings"


async def settings(scope: Scope) -> AssistantSettings:
    """How the store's assistant is set; the defaults where nothing is."""

    async def find() -> AssistantSettings:
        return AssistantSettings.model_validate(await queries.settings(scope) or {})

    return await scope.resources.cache.remember(_key(scope), _REMEMBER_S, find) or await find()


async def change_settings(scope: Scope, settings: AssistantSettings) -> AssistantSettings:
    """Set the store's assistant; what is not sent takes its default."""
    await queries.put_settings(scope, settings.model_dump(mode="json"))
    await scope.resources.cache.forget(_key(scope))
    return settings
