"""Examples of what calls take, for the API's description."""

from fastapi import Body

DRAFT_EXAMPLES = Body(
    openapi_examples={
        "simple": {
            "summary": "One variant",
            "value": {
                "handle": "copper-kettle",
                "title": "Copper kettle",
                "brand": "Alto",
                "category": ["Kitchen", "Kettles"],
                "status": "published",
                "variants": [{"sku": "KET-1", "price": 4900, "stock": 12}],
                "attributes": {"material": "Copper", "capacity": 1.5, "whistles": True},
            },
        },
        "options": {
            "summary": "Several variants",
            "value": {
                "handle": "linen-shirt",
                "title": "Linen shirt",
                "status": "draft",
                "option_names": ["Size"],
                "variants": [
                    {"option_values": ["M"], "sku": "SHI-M", "price": 5900, "stock": 4},
                    {"option_values": ["L"], "sku": "SHI-L", "price": 5900, "stock": 0},
                ],
            },
        },
    }
)
PATCH_EXAMPLES = Body(
    openapi_examples={
        "publish": {"summary": "Show it to shoppers", "value": {"status": "published"}},
        "attributes": {
            "summary": "Set one attribute and remove another",
            "value": {"attributes": {"capacity": 1.7, "whistles": None}},
        },
    }
)
SYNONYM_EXAMPLES = Body(
    openapi_examples={
        "both ways": {"summary": "The same thing", "value": {"words": ["sofa", "couch"]}},
        "one way": {
            "summary": "Who asks for the first finds the others, not the reverse",
            "value": {"words": ["footwear", "shoe", "boot"], "one_way": True},
        },
    }
)
IMPORT_EXAMPLES = Body(
    openapi_examples={
        "columns": {
            "summary": "Say what two columns mean",
            "value": {"changes": {"columns": {"Bezeichnung": "title", "VK": "price"}}},
        },
        "options": {
            "summary": "Archive products that are gone",
            "value": {"options": {"feed": "erp", "archive_missing": True}},
        },
    }
)
