"""The store itself and its API keys, over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Key, KeyDraft, NewKey, Store, StorePatch
from storewise.infra.tenancy import Scope

from .access import holding
from .problems import answers

router = APIRouter(tags=["Store"])

Reader = Annotated[Scope, holding("store:read")]
Writer = Annotated[Scope, holding("store:write")]
KeyMaker = Annotated[Scope, holding("keys:write")]


@router.get("/store", responses=answers(401, 403))
async def read_store(scope: Reader) -> Store:
    """The store that the key belongs to."""
    return await identity.store(scope)


@router.patch("/store", responses=answers(401, 403, 422))
async def change_store(scope: Writer, patch: StorePatch) -> Store:
    """Change the store; only the fields that are sent change."""
    return await identity.update_store(scope, patch)


@router.get("/keys", responses=answers(401, 403))
async def list_keys(scope: KeyMaker) -> list[Key]:
    """The store's API keys, newest first, without their secrets."""
    return await identity.keys(scope)


@router.post("/keys", status_code=201, responses=answers(401, 403, 422))
async def create_key(scope: KeyMaker, draft: KeyDraft) -> NewKey:
    """Make an API key. Its secret is in this answer and never shown again."""
    return await identity.create_key(scope, draft)


@router.delete("/keys/{key_id}", responses=answers(401, 403, 404, 422))
async def revoke_key(scope: KeyMaker, key_id: UUID) -> Key:
    """Take a key out of force."""
    return await identity.revoke_key(scope, key_id)
