"""Idempotency keys: one key, one piece of work, however the calls fall."""

import pytest
from sqlalchemy import text

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store
from storewise.infra import idempotency
from storewise.infra.idempotency import Answer, IdempotencyConflict, IdempotencyInFlight
from storewise.infra.tenancy import SYSTEM, Tenancy

DONE = Answer(201, {"etag": '"1"'}, b"done")


async def _keep(tenancy: Tenancy, store: Store, key: str = "k") -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await idempotency.claim(scope, key, b"call") is None
        await idempotency.keep(scope, key, b"call", DONE)


async def _age(tenancy: Tenancy, store: Store, hours: int) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await scope.session.execute(
            text(
                "UPDATE infra_idempotency SET created_at = now() - make_interval(hours => :hours)"
            ),
            {"hours": hours},
        )


async def _count(tenancy: Tenancy, store: Store) -> int:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        rows = await scope.session.execute(text("SELECT count(*) FROM infra_idempotency"))
        return int(rows.scalar_one())


async def test_a_kept_answer_comes_back(tenancy: Tenancy, store: Store) -> None:
    await _keep(tenancy, store)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await idempotency.claim(scope, "k", b"call") == DONE


async def test_another_call_cannot_use_the_key(tenancy: Tenancy, store: Store) -> None:
    await _keep(tenancy, store)
    with pytest.raises(IdempotencyConflict):
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await idempotency.claim(scope, "k", b"another call")


async def test_while_one_works_another_is_told_to_wait(tenancy: Tenancy, store: Store) -> None:
    async with tenancy.scope(store.id, SYSTEM) as first:
        assert await idempotency.claim(first, "k", b"call") is None
        with pytest.raises(IdempotencyInFlight):
            async with tenancy.scope(store.id, SYSTEM) as second:
                await idempotency.claim(second, "k", b"call")
        async with tenancy.scope(store.id, SYSTEM) as second:
            assert await idempotency.claim(second, "another key", b"call") is None


async def test_work_that_fails_leaves_the_key_free(tenancy: Tenancy, store: Store) -> None:
    async def fail() -> None:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await idempotency.claim(scope, "k", b"call")
            await idempotency.keep(scope, "k", b"call", DONE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await idempotency.claim(scope, "k", b"call") is None


async def test_stores_do_not_share_keys(tenancy: Tenancy, store: Store, other_store: Store) -> None:
    await _keep(tenancy, store)
    async with tenancy.scope(store.id, SYSTEM) as ours:
        await idempotency.claim(ours, "k", b"call")
        async with tenancy.scope(other_store.id, SYSTEM) as theirs:
            assert await idempotency.claim(theirs, "k", b"call") is None


async def test_an_answer_counts_for_a_day(tenancy: Tenancy, store: Store) -> None:
    await _keep(tenancy, store)
    await _age(tenancy, store, 23)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await idempotency.claim(scope, "k", b"call") == DONE
    await _age(tenancy, store, 25)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await idempotency.claim(scope, "k", b"another call") is None
        await idempotency.keep(scope, "k", b"another call", DONE)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await idempotency.claim(scope, "k", b"another call") == DONE


async def test_old_answers_are_dropped_and_young_ones_stay(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    await _keep(tenancy, store)
    await _keep(tenancy, other_store)
    await _age(tenancy, store, 25)
    await identity.forget_answers(tenancy)
    assert (await _count(tenancy, store), await _count(tenancy, other_store)) == (0, 1)
