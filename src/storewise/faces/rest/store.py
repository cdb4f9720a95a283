"""The store itself and its API keys, over REST."""

from uuid import UUID

from fastapi import APIRouter

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Key, KeyDraft, NewKey, Store, StorePatch

from .access import KeyMaker, StoreReader, StoreWriter
from .problems import answers
from .requests import ApiRoute

router = APIRouter(tags=["Store"], route_class=ApiRoute, responses=answers(401, 403))


@router.get("/store")
async def read_store(scope: StoreReader) -> Store:
    """The store that the key belongs to."""
    return await identity.store(scope)


@router.patch("/store", responses=answers(409))
async def change_store(scope: StoreWriter, patch: StorePatch) -> Store:
    """Change the store; only the fields that are sent change."""
    return await identity.update_store(scope, patch)


@router.get("/keys")
async def list_keys(scope: KeyMaker) -> list[Key]:
    """The store's API keys, newest first, without their secrets."""
    return await identity.keys(scope)


@router.post("/keys", status_code=201)
async def create_key(scope: KeyMaker, draft: KeyDraft) -> NewKey:
    """Make an API key. Its secret is in this answer and never shown again.

    There is no Idempotency-Key here, because answers are kept and secrets are not. When the answer
    is lost, revoke the key and make another.
    """
    return await identity.create_key(scope, draft)


@router.delete("/keys/{key_id}", responses=answers(404))
async def revoke_key(scope: KeyMaker, key_id: UUID) -> Key:
    """Take a key out of force."""
    return await identity.revoke_key(scope, key_id)
