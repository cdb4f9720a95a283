"""Exports of other shops are recognised, and their rows form the right products."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storewise.domain.catalog.schemas import Status

STOREWISE = """\
handle,title,description,brand,category,status,tags,option1_name,option1_value,sku,price,\
compare_at_price,stock,weight_g,images,image_alts,variant_image,attribute:Capacity [l],\
attribute:Dishwasher safe,metadata:care
kettle,Kettle,Boils <b>water</b>,Alto,Kitchen > Kettles,published,"a, b",Colour,Red,K-R,49.90,\
59.00,3,1200,http://x.example/1.jpg | http://x.example/2.jpg,Front | Back,\
http://x.example/2.jpg,1.7,yes,by hand
kettle,,,,,,,,Blue,K-B,49.90,,0,1200,,,,,,
pan,Pan,,,,draft,,,,P,20,,,,,,,,,
"""


def test_storewise_csv_has_one_row_for_each_variant(read: Callable) -> None:
    result = read(STOREWISE)
    assert result.plan.dialect.name == "storewise"
    kettle, pan = (record.draft for record in result.records)
    assert result.records[0].rows == (2, 3)
    assert result.records[0].external_id == "kettle"
    assert (kettle.title, kettle.brand, kettle.category) == (
        "Kettle",
        "Alto",
        ("Kitchen", "Kettles"),
    )
    assert (kettle.description, kettle.tags) == ("Boils <b>water</b>", ["a", "b"])
    assert kettle.option_names == ["Colour"]
    found = [
        (v.option_values, v.sku, v.price, v.compare_at_price, v.stock) for v in kettle.variants
    ]
    assert found == [
        (["Red"], "K-R", 4990, 5900, 3), (["Blue"], "K-B", 4990, None, 0)
    ]  # fmt: skip
    assert [(i.src, i.alt) for i in kettle.images] == [
        ("http://x.example/1.jpg", "Front"), ("http://x.example/2.jpg", "Back")
    ]  # fmt: skip
    assert kettle.variants[0].image == "http://x.example/2.jpg"
    assert kettle.attributes == {"capacity": 1.7, "dishwasher_safe": True}
    assert kettle.metadata == {"care": "by hand"}
    assert (pan.status, pan.variants[0].stock, pan.option_names) == (Status.DRAFT, 0, [])
    assert {d.code: (d.label, d.unit) for d in result.records[0].definitions} == {
        "capacity": ("Capacity", "l"), "dishwasher_safe": ("Dishwasher safe", None)
    }  # fmt: skip


def test_storewise_json_lines_are_product_drafts(read: Callable) -> None:
    line = (
        '{"handle": "kettle", "title": "Kettle", "category": ["Kitchen", "Kettles"],'
        ' "option_names": ["Colour"], "variants": [{"option_values": ["Red"], "sku": "R",'
        ' "price": "49.90"}, {"option_values": ["Blue"], "sku": "B", "price": "50"}],'
        ' "attributes": {"capacity": 1.7}, "images": [{"src": "http://x.example/1", "alt": "A"}],'
        ' "metadata": {"care": "by hand"}}'
    )
    result = read(line, "a.jsonl")
    assert result.plan.dialect.name == "storewise_json"
    draft = result.only.draft
    assert [(v.option_values, v.price) for v in draft.variants] == [
        (["Red"], 4990),
        (["Blue"], 5000),
    ]
    assert draft.attributes == {"capacity": 1.7}
    assert draft.images[0].alt == "A"
    assert draft.metadata == {"care": "by hand"}


SHOPIFY = """\
Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,\
Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,\
Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,\
Variant Compare At Price,Variant Barcode,Image Src,Image Position,Image Alt Text,SEO Title,\
Google Shopping / MPN,Variant Image,Variant Weight Unit,Cost per item,\
Fabric (product.metafields.custom.fabric),Status
tee,Tee,<p>Soft</p>,Acme,Apparel > Shirts,Shirts,"summer, cotton",true,Size,S,Color,Red,T-S,200,\
shopify,5,deny,manual,19.99,25.00,'4006381333931,https://x.example/1.jpg,1,Front,Nice tee,M1,\
https://x.example/1.jpg,kg,8.5,Cotton,active
tee,,,,,,,,,M,,Red,T-M,210,shopify,0,deny,manual,19.99,,,https://x.example/2.jpg,2,Back,,,,kg,,,
tee,,,,,,,,,,,,,,,,,,,,,https://x.example/3.jpg,3,,,,,,,,
mug,Mug,,Acme,,Mugs,,true,Title,Default Title,,,MUG,300,,0,deny,manual,9,,,,,,,,,g,,,draft
"""


def test_shopify_rows_of_one_handle_are_variants_or_pictures(read: Callable) -> None:
    result = read(SHOPIFY)
    assert result.plan.dialect.name == "shopify"
    assert "Shopify" in result.plan.reason
    tee, mug = (record.draft for record in result.records)
    assert result.records[0].rows == (2, 3, 4)
    assert (tee.option_names, [v.option_values for v in tee.variants]) == (
        ["Size", "Color"], [["S", "Red"], ["M", "Red"]]
    )  # fmt: skip
    first = tee.variants[0]
    assert (first.sku, first.gtin, first.mpn, first.price, first.compare_at_price, first.cost) == (
        "T-S", "4006381333931", "M1", 1999, 2500, 850
    )  # fmt: skip
    assert (first.stock, first.weight_g, tee.variants[1].stock) == (5, 200, 0)
    assert [i.src[-5:] for i in tee.images] == ["1.jpg", "2.jpg", "3.jpg"]
    assert (tee.category, tee.brand, tee.status) == (
        ("Apparel", "Shirts"),
        "Acme",
        Status.PUBLISHED,
    )
    assert tee.attributes == {"fabric": "Cotton"}
    assert (mug.option_names, mug.variants[0].option_values) == ([], [])
    assert (mug.status, mug.category) == (Status.DRAFT, ("Mugs",))
    assert mug.variants[0].stock == 100, "what Shopify does not track can always be bought"


def test_the_newer_names_of_shopify_columns_are_known(read: Callable) -> None:
    result = read(
        "Title,URL handle,Description,Vendor,Type,Tags,Published on online store,Status,SKU,"
        "Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,Product image URL\n"
        "Tee,tee,Soft,Acme,Shirts,a,TRUE,Active,T1,Size,S,19.99,shopify,4,https://x.example/1.jpg\n"
        ",tee,,,,,,,T2,,M,19.99,shopify,5,\n"
    )
    assert result.plan.dialect.name == "shopify"
    draft = result.only.draft
    assert [(v.sku, v.option_values, v.stock) for v in draft.variants] == [
        ("T1", ["S"], 4), ("T2", ["M"], 5)
    ]  # fmt: skip


WOO = """\
ID,Type,SKU,Name,Published,Is featured?,Visibility in catalog,Short description,Description,\
Tax status,In stock?,Stock,Sale price,Regular price,Categories,Tags,Images,Parent,\
Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s),Weight (kg)
44,variable,HOOD,Hoodie,1,0,visible,Warm,A <b>warm</b> one,taxable,1,,,,\
"Clothing > Hoodies, Sale",warm,https://x.example/h.jpg,,Color,"Blue, Red",Fabric,Wool,1.5
45,variation,HOOD-B,Hoodie - Blue,1,0,visible,,,taxable,1,,35,42,,,https://x.example/b.jpg,HOOD,\
Color,Blue,,,1.5
50,simple,CAP,Cap,0,0,visible,,,taxable,0,,,"1.016,00",Accessories,,,,,,,,
46,variation,HOOD-R,Hoodie - Red,1,0,visible,,,taxable,1,7,,45,,,,id:44,Color,Red,,,
60,variation,LOST,Lost,1,0,visible,,,taxable,1,7,,45,,,,id:999,Color,Red,,,
"""


def test_woocommerce_variations_find_their_parent_wherever_they_stand(read: Callable) -> None:
    result = read(WOO)
    assert result.plan.dialect.name == "woocommerce"
    hoodie, cap = (record.draft for record in result.records)
    assert result.records[0].rows == (2, 3, 5)
    assert (hoodie.category, hoodie.option_names) == (("Clothing", "Hoodies"), ["Color"])
    assert [(v.option_values, v.sku, v.price, v.compare_at_price) for v in hoodie.variants] == [
        (["Blue"], "HOOD-B", 3500, 4200), (["Red"], "HOOD-R", 4500, None)
    ]  # fmt: skip
    assert [v.stock for v in hoodie.variants] == [100, 7]
    assert hoodie.attributes == {"fabric": "Wool"}
    assert hoodie.description == "A <b>warm</b> one"
    assert hoodie.seo_description == "Warm"
    assert hoodie.variants[0].image == "https://x.example/b.jpg"
    assert (cap.status, cap.variants[0].price, cap.variants[0].stock) == (Status.DRAFT, 101600, 0)
    assert result.codes == ["parent_missing"]
    assert result.problems[0].row == 6


GOOGLE = """\
id\ttitle\tdescription\tlink\timage_link\tadditional_image_link\tavailability\tprice\tsale_price\t\
brand\tgtin\tproduct_type\titem_group_id\tcolor\tsize\tmaterial\tshipping_weight
T1-R\tGoogle Tee - Red\tSoft\thttps://x.example/t\thttps://x.example/r.jpg\t\
https://x.example/a.jpg,https://x.example/b.jpg\tin stock\t19.99 EUR\t15.00 EUR\tAcme\t\t\
Apparel > Tees\tT1\tRed\tM\tCotton\t0.2 kg
M1\tMug\tHot\thttps://x.example/m\thttps://x.example/m.jpg\t\tout_of_stock\t9.00 EUR\t\tAcme\t\t\
Mugs\t\t\t\t\t
T1-B\tGoogle Tee - Blue\tSoft\thttps://x.example/t\thttps://x.example/b.jpg\t\tin_stock\t\
19.99 EUR\t\tAcme\t\tApparel > Tees\tT1\tBlue\tM\tCotton\t
U1\tUSD mug\tHot\thttps://x.example/m\thttps://x.example/m.jpg\t\tin stock\t9.00 USD\t\tAcme\t\t\
Mugs\t\t\t\t\t
"""


def test_google_rows_of_one_group_are_variants_by_what_differs(read: Callable) -> None:
    result = read(GOOGLE, "feed.txt")
    assert result.plan.dialect.name == "google"
    tee, mug = (record.draft for record in result.records)
    assert (tee.title, result.records[0].external_id) == ("Google Tee", "T1")
    assert (tee.option_names, [v.option_values for v in tee.variants]) == (
        ["Color"], [["Red"], ["Blue"]]
    )  # fmt: skip
    assert [(v.price, v.compare_at_price, v.stock) for v in tee.variants] == [
        (1500, 1999, 100), (1999, None, 100)
    ]  # fmt: skip
    assert tee.attributes == {"size": "M", "material": "Cotton"}
    assert len(tee.images) == 3
    assert tee.variants[0].weight_g == 200
    assert mug.variants[0].stock == 0
    assert [(p.code, p.row) for p in result.problems] == [("bad_price", 5)]
    assert "USD" in result.problems[0].message


MAGENTO = """\
sku,attribute_set_code,product_type,categories,name,description,product_online,visibility,price,\
special_price,url_key,base_image,additional_images,additional_attributes,qty,is_in_stock,\
configurable_variations,configurable_variation_labels
H-S,Top,simple,,Hoodie-S,,1,Not Visible Individually,52,,h-s,/h/s.jpg,,"size=S,color=Red",5,1,,
H-M,Top,simple,,Hoodie-M,,1,Not Visible Individually,54,50,h-m,,,"size=M,color=Red",5,0,,
H,Top,configurable,"Default Category/Sale,Default Category/Men/Tops",Hoodie,<p>x</p>,1,\
"Catalog, Search",52,,hoodie,/h/main.jpg,"/h/a.jpg,/h/b.jpg",\
"has_options=1,material=Wool|Fleece,eco=Yes",0,1,\
"sku=H-S,size=S,color=Red|sku=H-M,size=M,color=Red|sku=H-L,size=L,color=Red",\
"size=Size,color=Colour"
B,Gear,simple,Default Category/Gear,Ball,,1,Not Visible Individually,9,,ball,,,,5,1,,
"""


def test_magento_children_join_the_product_that_names_them(read: Callable) -> None:
    result = read(MAGENTO, currency="USD")
    assert result.plan.dialect.name == "magento"
    hoodie, ball = (record.draft for record in result.records)
    assert (hoodie.handle, hoodie.category) == ("hoodie", ("Sale",))
    assert hoodie.tags == ["Tops"]
    assert hoodie.option_names == ["Size", "Colour"]
    found = [
        (v.sku, v.option_values, v.price, v.compare_at_price, v.stock) for v in hoodie.variants
    ]
    assert found == [
        ("H-S", ["S", "Red"], 5200, None, 5), ("H-M", ["M", "Red"], 5000, 5400, 0)
    ]  # fmt: skip
    assert hoodie.attributes == {"material": "Wool, Fleece", "eco": True}
    assert [image.src for image in hoodie.images] == [
        "/h/main.jpg",
        "/h/a.jpg",
        "/h/b.jpg",
        "/h/s.jpg",
    ]
    assert result.missing_pictures == 4
    assert [warning.code for warning in result.warnings] == ["variation_missing"]
    assert (ball.status, ball.title) == (Status.DRAFT, "Ball")


def test_magento_sample_tables_find_their_companions(read: Callable, tmp_path: Path) -> None:
    feed = tmp_path / "feed"
    feed.mkdir()
    (feed / "products.csv").write_text(
        "category,name,sku,price,qty,description,activity,attribute_set\n"
        '"Gear\nBags\nCollections\nEco",Bag,B1,34,100,Nice,"Gym\nYoga",Bag\n'
    )
    (feed / "categories.csv").write_text(
        "name,url_key,path\nGear,gear,\nBags,bags,Gear\nCollections,c,\nEco,e,Collections\n"
    )
    (feed / "attributes.csv").write_text(
        'frontend_label,frontend_input,attribute_code\n"Style\nWhat for",multiselect,activity\n'
    )
    (feed / "images.csv").write_text("sku,image\nB1,/b/1.jpg\nB1,/b/2.jpg\n")
    (feed / "msrp.csv").write_text("sku,msrp\nB1,40\n")
    (feed / "media" / "b").mkdir(parents=True)
    (feed / "media" / "b" / "1.jpg").write_bytes(b"1")
    result = read(feed, currency="USD")
    draft = result.only.draft
    assert (draft.category, draft.tags) == (("Gear", "Bags"), ["Eco"])
    assert draft.attributes == {"activity": "Gym, Yoga"}
    assert result.only.definitions[0].label == "What for"
    assert [image.src for image in draft.images] == ["media/b/1.jpg", "/b/2.jpg"]
    assert result.only.missing_pictures == {"/b/2.jpg"}
    assert draft.variants[0].compare_at_price == 4000


def test_a_shop_s_json_with_variants_inside_is_read(read: Callable) -> None:
    content = (
        '{"products": [{"id": 7, "title": "Tee", "body_html": "<p>x</p>", "vendor": "Acme",'
        ' "product_type": "Tees", "tags": ["a", "b"], "images": [{"src": "https://x.example/1.jpg"}],'
        ' "variants": [{"sku": "A", "price": "5.00", "option1": "S", "inventory_quantity": 3},'
        ' {"sku": "B", "price": "6.00", "option1": "M", "inventory_quantity": 0}]}]}'
    )
    draft = read(content, "products.json").only.draft
    assert [(v.sku, v.price, v.option_values, v.stock) for v in draft.variants] == [
        ("A", 500, ["S"], 3), ("B", 600, ["M"], 0)
    ]  # fmt: skip
    assert (draft.brand, draft.category, draft.tags) == ("Acme", ("Tees",), ["a", "b"])
    assert draft.images[0].src == "https://x.example/1.jpg"


def test_any_table_with_groups_makes_variants(read: Callable) -> None:
    result = read(
        "parent_sku;sku;name;farbe;preis;bestand\n"
        "T1;T1-R;Tasse;rot;4,99;3\nT2;T2;Teller;;7,50;1\nT1;T1-B;Tasse;blau;5,49;0\n"
    )
    tasse, teller = (record.draft for record in result.records)
    assert [(v.sku, v.option_values, v.price, v.stock) for v in tasse.variants] == [
        ("T1-R", ["rot"], 499, 3), ("T1-B", ["blau"], 549, 0)
    ]  # fmt: skip
    assert result.records[0].external_id == "T1"
    assert teller.variants[0].option_values == []


@pytest.mark.parametrize("table", [STOREWISE, SHOPIFY, WOO, GOOGLE, MAGENTO])
def test_every_known_layout_is_told_with_a_reason(read: Callable, table: str) -> None:
    plan = read(table).plan
    assert plan.confidence >= 0.7
    assert plan.reason.startswith("Its columns are those of")
    assert plan.missing == ()


def test_a_german_table_with_windows_letters_reads_without_help(read: Callable) -> None:
    text = (
        "Artikelnr.;Bezeichnung;Preis (€);Lagerbestand;Gewicht in kg;Farbe\n"
        "A-1;Käsereibe groß;1.299,00;>10;0,5;rot\nA-2;Löffel;12,50;0;;blau\n"
    )
    first, second = (r.draft for r in read(text.encode("cp1252")).records)
    assert (first.title, first.variants[0].price) == ("Käsereibe groß", 129900)
    assert (first.variants[0].sku, first.variants[0].stock, first.variants[0].weight_g) == (
        "A-1", 10, 500
    )  # fmt: skip
    assert (second.attributes, second.variants[0].price) == ({"farbe": "blau"}, 1250)


def test_nested_json_of_an_api_reads_without_help(read: Callable) -> None:
    content = (
        '{"items": [{"id": 1, "name": "Pan", "price": {"amount": 12.5, "currency": "EUR"},'
        ' "brand": {"name": "Alto", "id": 7}, "category": ["Kitchen", "Pans"],'
        ' "images": ["https://x.example/a.jpg"], "inventory": {"quantity": 5},'
        ' "specifications": [{"name": "Power", "value": "500 W"}], "size": {"width": 3}}]}'
    )
    draft = read(content, "a.json").only.draft
    assert (draft.brand, draft.category) == ("Alto", ("Kitchen", "Pans"))
    assert (draft.variants[0].price, draft.variants[0].stock) == (1250, 5)
    assert draft.attributes == {"power": "500 W", "width": 3.0}


def test_lists_that_were_printed_into_cells_are_lists(read: Callable) -> None:
    result = read(
        "uniq_id\tproduct_name\tretail_price\tdiscounted_price\timage\tproduct_category_tree\n"
        'x1\tShorts\t999\t379\t["http://i.example/1.jpg", "http://i.example/2.jpg"]\t'
        '["Clothing >> Women >> Shorts"]\n'
        "x2\tShirt\t500\t\t[]\t[]\n",
        "a.tsv",
        currency="INR",
    )
    shorts, shirt = (record.draft for record in result.records)
    assert [record.external_id for record in result.records] == ["x1", "x2"]
    assert (shorts.variants[0].price, shorts.variants[0].compare_at_price) == (37900, 99900)
    assert shorts.category == ("Clothing", "Women", "Shorts")
    assert [image.src for image in shorts.images] == [
        "http://i.example/1.jpg", "http://i.example/2.jpg"
    ]  # fmt: skip
    assert (shirt.variants[0].price, shirt.category, shirt.images) == (50000, (), [])


def test_a_former_price_stands_in_where_no_other_is_stated(read: Callable) -> None:
    result = read(
        "asin,product_name,original_price,sale_price\nB1,A,$20.00,$15.00\nB2,B,$20.00,\n",
        currency="USD",
    )
    assert [
        (r.draft.variants[0].price, r.draft.variants[0].compare_at_price) for r in result.records
    ] == [(1500, 2000), (2000, None)]
