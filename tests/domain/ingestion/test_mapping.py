"""A mapping is proposed from names and values, and the merchant may change it in few lines."""

import random

import pytest

from storewise.domain.catalog.schemas import AttributeType
from storewise.domain.ingestion.dialects.storewise import Storewise
from storewise.domain.ingestion.errors import MappingInvalid
from storewise.domain.ingestion.mapping import Mapping, Target, free_rule, named_rule
from storewise.domain.ingestion.overriding import continued, overridden, read_mapping
from storewise.domain.ingestion.proposal import propose, remarks, whole_price


def targets(columns: list[str], rows: list[dict[str, object]]) -> dict[str, str]:
    return {rule.column: rule.target.value for rule in propose(columns, rows).columns}


def gtin13(number: int) -> str:
    digits = f"{number:012d}"
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return digits + str(-total % 10)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["id", "name", "price", "stock"], ["external_id", "title", "price", "stock"]),
        (
            ["Artikelnummer", "Bezeichnung", "Preis", "Lagerbestand", "Hersteller", "Warengruppe"],
            ["sku", "title", "price", "stock", "brand", "category"],
        ),
        (
            ["Référence", "Libellé", "Prix de vente", "Quantité", "Marque", "Catégorie"],
            ["sku", "title", "price", "stock", "brand", "category"],
        ),
        (
            ["Código", "Nombre", "Precio", "Existencias", "Marca", "Categoría"],
            ["sku", "title", "price", "stock", "brand", "category"],
        ),
        (
            ["Codice articolo", "Denominazione", "Prezzo", "Giacenza", "Marca"],
            ["sku", "title", "price", "stock", "brand"],
        ),
        (
            ["productId", "ProductName", "unit_price", "unitsInStock", "manufacturer"],
            ["external_id", "title", "price", "stock", "brand"],
        ),
        (
            ["fields.id", "fields.title", "fields.price", "fields.quantity"],
            ["external_id", "title", "price", "stock"],
        ),
        (["titel", "Desription", "list price"], ["title", "description", "price"]),
    ],
)
def test_columns_are_known_by_their_names(columns: list[str], expected: list[str]) -> None:
    found = targets(columns, [])
    assert [found[column] for column in columns] == expected


def test_what_stands_in_a_column_decides_where_its_name_says_little() -> None:
    rng = random.Random(3)
    rows = [
        {
            "a1": gtin13(400000000000 + i),
            "a2": f"https://shop.example/p{i}.jpg",
            "a3": rng.choice(["yes", "no"]),
            "a4": f"{i / 10} kg",
            "a5": str(rng.randint(1, 50)),
            "a6": rng.choice(["red", "green"]),
            "a7": f"https://shop.example/item/{i}",
            "a8": f"X{i:05d}-{i}",
            "name": f"Thing {i} with words",
            "price": f"{i},99",
        }
        for i in range(40)
    ]
    mapping = propose(list(rows[0]), rows)
    rules = {rule.column: rule for rule in mapping.columns}
    assert {column: rule.target.value for column, rule in rules.items()} == {
        "a1": "gtin", "a2": "images", "a3": "attribute", "a4": "attribute", "a5": "attribute",
        "a6": "attribute", "a7": "metadata", "a8": "metadata", "name": "title", "price": "price",
    }  # fmt: skip
    assert rules["a3"].type is AttributeType.BOOLEAN
    assert (rules["a4"].type, rules["a4"].unit) == (AttributeType.NUMBER, "kg")
    assert rules["a5"].type is AttributeType.NUMBER
    assert rules["a6"].type is AttributeType.TEXT
    assert mapping.decimal_sign == ","


def test_a_name_that_the_cells_contradict_counts_for_nothing() -> None:
    rows = [{"title": f"Thing {i}", "price": "on request", "cost": f"{i}.50"} for i in range(30)]
    found = targets(["title", "price", "cost"], rows)
    assert found == {"title": "title", "price": "attribute", "cost": "cost"}


def test_of_one_picture_in_several_sizes_the_largest_is_taken() -> None:
    row = {f"img_{size}": f"http://x.example/{size}.jpg" for size in ("thumb", "500x500", "high")}
    assert targets(list(row), [row | {"title": "a", "price": 1}]) | {"title": "", "price": ""} == {
        "img_thumb": "ignore", "img_500x500": "ignore", "img_high": "images",
        "title": "", "price": "",
    }  # fmt: skip


def test_rows_of_one_group_make_options_of_what_differs() -> None:
    rows = [
        {"parent_sku": "T1", "sku": f"T1-{c}", "title": "Tee", "color": c, "brand": "B", "price": 5}
        for c in ("red", "blue")
    ]
    found = targets(list(rows[0]), rows)
    assert found["parent_sku"] == "group"
    assert found["color"] == "option"


def test_the_name_of_a_column_can_say_that_it_is_an_attribute() -> None:
    rule = named_rule("attr_n_thermal_design_power__tdp_")
    assert rule is not None
    assert (rule.code, rule.label, rule.type) == (
        "thermal_design_power__tdp_", "Thermal design power (TDP)", AttributeType.NUMBER
    )  # fmt: skip
    assert (named_rule("attr_b_usb_port").label) == "USB port"  # type: ignore[union-attr]
    litres = named_rule("attribute:Capacity [l]")
    assert litres is not None
    assert (litres.code, litres.label, litres.unit) == ("capacity", "Capacity", "l")
    assert named_rule("specs.Weight").code == "weight"  # type: ignore[union-attr]
    assert named_rule("meta:care").target is Target.METADATA  # type: ignore[union-attr]
    assert named_rule("weight") is None


def test_whole_prices_and_missing_stock_are_remarked() -> None:
    rows = [{"title": f"T{i}", "price": 1000 + i} for i in range(20)]
    mapping = propose(["title", "price"], rows)
    said = " ".join(remarks(mapping, whole_price(mapping, rows)))
    assert "in cents" in said
    assert "in stock" in said


def test_a_mapping_file_changes_only_what_it_names() -> None:
    proposed = propose(["name", "price", "descr", "x"], [{"name": "a", "price": 1, "x": "b"}])
    changed = overridden(
        proposed,
        read_mapping(
            b"price_unit: minor\ncolumns:\n  descr: description\n  x: {type: text, unit: m}"
        ),
    )
    assert changed.price_unit == "minor"
    assert changed.rule("descr").target is Target.DESCRIPTION  # type: ignore[union-attr]
    assert changed.rule("x").unit == "m"  # type: ignore[union-attr]
    assert changed.rule("name") == proposed.rule("name")


def test_a_column_that_takes_a_single_target_frees_the_one_that_had_it() -> None:
    changed = overridden(propose(["title", "name", "price"], []), {"columns": {"name": "title"}})
    assert changed.columns_of(Target.TITLE) == ["name"]
    assert changed.rule("title").target is Target.ATTRIBUTE  # type: ignore[union-attr]


def test_mapping_files_may_be_yaml_json_or_toml() -> None:
    for content, name in (
        (b"columns: {a: title}", "m.yaml"),
        (b'{"columns": {"a": "title"}}', "m.json"),
        (b'[columns]\na = "title"', "m.toml"),
    ):
        assert read_mapping(content, name) == {"columns": {"a": "title"}}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"columns": {"a": "titel"}}, "'titel' is not a target"),
        ({"columns": {"a": 5}}, "needs a target"),
        ({"columns": ["a"]}, "lists column names"),
        ({"prce_unit": "minor"}, "'prce_unit'"),
        ({"price_unit": "cents"}, "'price_unit'"),
        ({"columns": {"a": {"target": "option_name", "position": 9}}}, "'position'"),
    ],
)
def test_a_mapping_that_makes_no_sense_says_why(changes: dict[str, object], words: str) -> None:
    with pytest.raises(MappingInvalid) as caught:
        overridden(Mapping(), changes)
    assert words in caught.value.message


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b"a: [", b"- a\n- b", b"x"])
def test_a_mapping_file_that_cannot_be_read_says_so(content: bytes) -> None:
    with pytest.raises(MappingInvalid):
        read_mapping(content)


def test_a_mapping_survives_json() -> None:
    mapping = propose(["name", "price", "Weight (kg)"], [])
    assert Mapping.model_validate_json(mapping.model_dump_json()) == mapping
    assert free_rule("Größe").code == "grosse"


def test_the_next_import_of_a_feed_keeps_what_the_merchant_chose() -> None:
    proposed = propose(["title", "name", "price"], [])
    chosen = overridden(proposed, {"price_unit": "minor", "columns": {"name": "title"}})
    following = continued(chosen, propose(["title", "name", "price", "stock"], []))
    assert following.price_unit == "minor"
    assert following.columns_of(Target.TITLE) == ["name"]
    assert following.columns_of(Target.STOCK) == ["stock"]
    other = propose(["a", "b", "price"], [])
    assert continued(chosen, other) == other


def test_two_columns_never_become_the_same_attribute_by_themselves() -> None:
    columns = ["title", "price", "outer.width", "inner.width", "Size", "size"]
    rules = {rule.column: rule for rule in propose(columns, []).columns}
    codes = [rules[column].code for column in columns[2:]]
    assert codes == ["width", "inner_width", "size", "size_2"]
    assert rules["inner.width"].label == "Inner width"


def test_an_attribute_in_two_units_becomes_two_of_the_same_label() -> None:
    columns = [
        "handle",
        "title",
        "price",
        "option1_name",
        "attribute:Load [g]",
        "attribute:Load [kg]",
    ]
    rules = {rule.column: rule for rule in Storewise().mapping(columns, []).columns}
    grams, kilos = rules["attribute:Load [g]"], rules["attribute:Load [kg]"]
    assert (grams.code, grams.label, grams.unit) == ("load", "Load", "g")
    assert (kilos.code, kilos.label, kilos.unit) == ("load_kg", "Load", "kg")
