"""People sign in to the stores that they work for, and to no others."""

import uuid

import pytest
from pydantic import SecretStr, ValidationError

from storewise.domain.identity import errors
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import StaffDraft, Store, StoreDraft, StorePatch
from storewise.infra.tenancy import SYSTEM, Tenancy

PASSWORD = "correct horse battery"


async def hire(tenancy: Tenancy, *stores: Store) -> str:
    email = f"{uuid.uuid4().hex[:10]}@example.org"
    for store in stores:
        async with tenancy.platform() as scope:
            draft = StaffDraft(email=email, name="Ada", password=SecretStr(PASSWORD))
            await identity.add_staff(scope, store.id, draft)
    return email


async def test_a_person_signs_in_and_sees_their_own_stores(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    email = await hire(tenancy, store)
    token = await identity.sign_in(tenancy, email.upper(), PASSWORD)
    person = await identity.signed_in(tenancy, token)
    assert [s.id for s in person.stores] == [store.id]
    assert person.staff.email == email


async def test_one_person_may_work_for_several_stores(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    email = await hire(tenancy, store, other_store)
    token = await identity.sign_in(tenancy, email, PASSWORD)
    person = await identity.signed_in(tenancy, token)
    assert {s.id for s in person.stores} == {store.id, other_store.id}


@pytest.mark.parametrize("known", [True, False])
async def test_a_wrong_password_and_an_unknown_email_are_answered_alike(
    tenancy: Tenancy, store: Store, *, known: bool
) -> None:
    email = await hire(tenancy, store) if known else "nobody@example.org"
    with pytest.raises(errors.SignInFailed) as caught:
        await identity.sign_in(tenancy, email, "wrong")
    assert caught.value.message == errors.SignInFailed.message


async def test_a_session_that_was_ended_opens_nothing(tenancy: Tenancy, store: Store) -> None:
    token = await identity.sign_in(tenancy, await hire(tenancy, store), PASSWORD)
    await identity.sign_out(tenancy, token)
    with pytest.raises(errors.NotSignedIn):
        await identity.signed_in(tenancy, token)


async def test_a_store_is_found_by_its_slug_and_by_its_domain(
    tenancy: Tenancy, store: Store
) -> None:
    domain = f"{uuid.uuid4().hex[:10]}.example.org"
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await identity.update_store(scope, StorePatch(domain=domain))
    assert (await identity.find_store(tenancy, domain=domain)).id == store.id
    assert (await identity.find_store(tenancy, slug=store.slug)).domain == domain
    with pytest.raises(errors.StoreNotFound):
        await identity.find_store(tenancy, slug="no-such-store")


async def test_a_taken_slug_is_refused(tenancy: Tenancy, store: Store) -> None:
    with pytest.raises(errors.SlugTaken):
        async with tenancy.platform() as scope:
            await identity.create_store(scope, StoreDraft(slug=store.slug, name="Another"))


@pytest.mark.parametrize(
    "wrong",
    [{"slug": "sign-in"}, {"slug": "Shop!"}, {"currency": "XXQ"}, {"locale": "xx-nowhere"}],
)
def test_a_store_that_cannot_be_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        StoreDraft.model_validate({"slug": "shop", "name": "Shop"} | wrong)
