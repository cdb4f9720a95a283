"""Stores: changed by their own, told apart by slug and domain."""

from collections.abc import Awaitable, Callable

import pytest

from storewise.domain.identity import errors
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store, StorePatch
from storewise.infra.tenancy import SYSTEM, Tenancy

Open = Callable[..., Awaitable[Store]]


async def test_a_domain_of_another_store_is_refused(tenancy: Tenancy, open_store: Open) -> None:
    first, second = await open_store(domain="kettles.example"), await open_store()
    with pytest.raises(errors.SlugTaken):
        async with tenancy.scope(second.id, SYSTEM) as scope:
            await identity.update_store(scope, StorePatch(domain="kettles.example"))
    found = await identity.find_store(tenancy, domain="kettles.example")
    assert found.id == first.id


async def test_a_domain_that_was_given_up_leads_nowhere_at_once(
    tenancy: Tenancy, open_store: Open
) -> None:
    store = await open_store(domain="mugs.example")
    assert (await identity.find_store(tenancy, domain="mugs.example")).id == store.id
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await identity.update_store(scope, StorePatch(domain=None))
    with pytest.raises(errors.StoreNotFound):
        await identity.find_store(tenancy, domain="mugs.example")
