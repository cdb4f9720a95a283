"""What columns are called in the languages of merchants, for the proposal of a mapping."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

from .mapping import Target

SYNONYMS: dict[Target, str] = {
    Target.EXTERNAL_ID: "id, product id, item id, external id, unique id, uniq id, entity id, "
    "uuid, uid, "
    "article id, artikel id, produkt id, produit id, id producto, asin, identifier, record id",
    Target.GROUP: "item group id, parent sku, group id, parent id, product group id, master sku, "
    "parent, parent product, gruppen id, vaterartikel",
    Target.HANDLE: "handle, slug, url key, url handle, permalink, product handle, seo url",
    Target.TITLE: "title, product title, product name, name, item name, item title, titel, "
    "produktname, artikelname, artikelbezeichnung, bezeichnung, titre, nom, nom du produit, "
    "libelle, designation, titulo, nombre, nombre del producto, nome, nome prodotto, "
    "denominazione, naam, productnaam, nazwa, nazwa produktu, navn, namn, tuotenimi, nazev, "
    "nome do produto, название, наименование, product, produkt, artikel, produit, producto",
    Target.DESCRIPTION: "description, long description, product description, body html, body, "
    "full description, details, description html, beschreibung, produktbeschreibung, "
    "langbeschreibung, langtext, description longue, descripcion, descrizione, beschrijving, "
    "omschrijving, opis, descricao, beskrivelse, beskrivning, описание, content, text, overview",
    Target.SHORT_DESCRIPTION: "short description, summary, short desc, excerpt, teaser, subtitle, "
    "kurzbeschreibung, kurztext, description courte, resume, descripcion corta, "
    "descrizione breve, korte omschrijving, krotki opis, abstract, bullet points",
    Target.BRAND: "brand, brand name, manufacturer, manufacturer name, vendor, supplier, maker, "
    "producer, marke, hersteller, herstellername, lieferant, marque, fabricant, fournisseur, "
    "marca, fabricante, produttore, merk, producent, marka, marke name, бренд, производитель",
    Target.CATEGORY: "category, category path, product category, categories, category name, "
    "product type, main category, primary category, google product category, department, type, "
    "kategorie, kategorien, warengruppe, produktkategorie, produktgruppe, categorie, rayon, "
    "categoria, reparto, kategoria, rubrik, section, breadcrumb, breadcrumbs, taxonomy, "
    "category tree, category label, categorie principale, product group, категория",
    Target.STATUS: "status, published, is published, active, is active, enabled, is enabled, "
    "visible, product status, aktiv, veroffentlicht, publie, actif, estado, activo, online",
    Target.TAGS: "tags, tag, keywords, labels, product tags, schlagworte, stichworte, mots cles, "
    "etiquetas, palabras clave, parole chiave, trefwoorden, slowa kluczowe",
    Target.IMAGES: "images, image, image url, image link, image src, main image, image urls, "
    "additional image link, picture, pictures, picture url, photo, photos, img, bild, bilder, "
    "bild url, produktbild, photo url, imagen, imagenes, immagine, immagini, afbeelding, "
    "zdjecie, zdjecia, foto, fotos, gallery, media, image file, picture file name, base image, "
    "additional images, image path, featured image, изображение",
    Target.SEO_TITLE: "seo title, meta title, page title, meta titel",
    Target.SEO_DESCRIPTION: "seo description, meta description, page description",
    Target.SKU: "sku, product sku, item number, article number, article no, item code, item no, "
    "product code, product number, stock code, artikelnummer, artikel nr, art nr, artnr, "
    "bestellnummer, produktnummer, reference, ref, referencia, code article, codice, "
    "codice articolo, codigo, varenummer, artikelcode, kod produktu, variant sku, артикул",
    Target.GTIN: "gtin, ean, ean13, upc, barcode, gtin13, ean code, isbn, jan, eans, ean upc, "
    "gtin ean, global trade item number, strichcode, code barre, code barres, codigo de barras, "
    "codice a barre, kod kreskowy, streepjescode, variant barcode, штрихкод",
    Target.MPN: "mpn, manufacturer part number, part number, model number, model code, model, "
    "manufacturer sku, model no, herstellernummer, hersteller artikelnummer, modell, "
    "modellnummer, modele, modelo, modello, numer modelu, supplier part number, mfr part number",
    Target.PRICE: "price, unit price, selling price, retail price, product price, regular price, "
    "current price, price amount, price value, our price, preis, verkaufspreis, bruttopreis, "
    "vk preis, vk, einzelpreis, prix, prix de vente, prix ttc, prix unitaire, precio, "
    "precio de venta, prezzo, prezzo di vendita, prijs, verkoopprijs, cena, cena brutto, preco, "
    "pris, hinta, price incl vat, price gross, variant price, price usd, price eur, цена",
    Target.SALE_PRICE: "sale price, special price, discount price, discounted price, promo price, "
    "offer price, angebotspreis, aktionspreis, sonderpreis, prix promo, prix solde, "
    "precio oferta, precio rebajado, prezzo scontato, aanbiedingsprijs, cena promocyjna",
    Target.COMPARE_AT_PRICE: "compare at price, compare price, msrp, rrp, list price, old price, "
    "was price, original price, uvp, streichpreis, listenpreis, prix barre, ancien prix, "
    "prix conseille, precio anterior, prezzo di listino, adviesprijs, cena katalogowa, "
    "variant compare at price, recommended retail price, strike price",
    Target.COST: "cost, cost price, cost per item, purchase price, buying price, wholesale price, "
    "unit cost, einkaufspreis, ek, ek preis, prix achat, prix d achat, coste, costo, "
    "inkoopprijs, cena zakupu, landed cost",
    Target.CURRENCY: "currency, currency code, price currency, wahrung, devise, moneda, valuta, "
    "waluta, moeda",
    Target.STOCK: "stock, quantity, qty, inventory, stock quantity, current stock, stock level, "
    "on hand, inventory quantity, units in stock, available quantity, quantity available, "
    "stock qty, bestand, lagerbestand, menge, quantite, cantidad, existencias, quantita, "
    "giacenza, voorraad, ilosc, stan magazynowy, estoque, variant inventory qty, остаток",
    Target.AVAILABILITY: "availability, in stock, is in stock, available, stock status, "
    "verfugbarkeit, lieferbar, disponibilite, disponible, disponibilidad, disponibilita, "
    "beschikbaarheid, dostepnosc",
    Target.WEIGHT: "weight, product weight, item weight, shipping weight, net weight, "
    "gross weight, package weight, gewicht, poids, peso, waga, vikt, weight g, weight kg, "
    "weight grams, weight in grams, weight lbs, variant weight, variant grams, grams",
    Target.METADATA: "link, url, product url, product link, deeplink, created at, updated at, "
    "last modified, date added, date modified, timestamp, created, modified, version",
}  # fmt: skip
OPTION_NAMES = {
    "color", "colour", "size", "material", "style", "pattern", "capacity", "length", "width",
    "farbe", "grosse", "groesse", "couleur", "taille", "matiere", "color name", "size name",
    "talla", "colore", "taglia", "kleur", "maat", "kolor", "rozmiar", "flavor", "flavour", "scent",
}  # fmt: skip
_PHRASES = {
    phrase: (target, place)
    for target, phrases in SYNONYMS.items()
    for place, phrase in enumerate(phrase.strip() for phrase in phrases.split(","))
}
_LONG_PHRASES = [phrase for phrase in _PHRASES if len(phrase) >= 6]
_WRAPPERS = {
    "fields", "field", "data", "product", "products", "item", "node", "doc", "document", "source",
    "payload", "record", "attributes", "values", "properties", "g",
}  # fmt: skip
_GENERIC = re.compile(
    r"^(?:the|product|item|article|produkt|artikel|variant|catalog|products|prod|store) (?=\S)"
)
_WEIGHT_END = re.compile(r" (?:in |en )?(?:kg|g|gr|grams?|gramm|lbs?|oz)$")
_CURRENCY_END = re.compile(r" (?:eur|usd|gbp|chf|jpy|pln|sek|nok|dkk|cad|aud|inr|czk)$")


@lru_cache(maxsize=65_536)
def phrase_of(column: str) -> str:
    """A column's name in plain lower-case words: `fields.ProductName` becomes `product name`."""
    parts = column.split(".")
    while len(parts) > 1 and parts[0].lower().strip("_") in _WRAPPERS:
        parts.pop(0)
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", " ".join(parts))
    folded = unicodedata.normalize("NFKD", split.lower())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^\w]+|_+", " ", plain).strip()


def meaning_of(column: str) -> tuple[Target, float] | None:
    """What a column's name most likely means, and how sure that is (0 to 1)."""
    phrase = phrase_of(column)
    if not phrase or len(phrase) > 40:
        return None
    if _PHRASES.get(_WEIGHT_END.sub("", phrase), (None,))[0] is Target.WEIGHT:
        return Target.WEIGHT, 0.95
    without_currency = _CURRENCY_END.sub("", phrase)
    forms = [(phrase, 1.0), (without_currency, 0.97), (_GENERIC.sub("", without_currency), 0.92)]
    for form, sure in forms:
        if form in _PHRASES:
            target, place = _PHRASES[form]
            return target, sure - min(place, 40) * 0.002
    if len(phrase) < 6:
        return None
    close = process.extractOne(phrase, _LONG_PHRASES, scorer=fuzz.ratio, score_cutoff=90)
    return (_PHRASES[close[0]][0], 0.75 * close[1] / 100) if close else None
