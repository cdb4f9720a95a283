"""Words of the common European languages that proof must not miss: stock, no, terms of sale."""

import re

_COMMON = {
    "en": "a an the and is are they its there here as by was were will which has but do does "
    "more of to in for with it you have this that not on we be can at from your or",
    "de": "der die das und ist sind von zu im für mit es sie haben dieser nicht auf wir ein "
    "eine den"
    " dem auch kostet hat bei oder",
    "fr": "le la les et est sont de du des dans pour avec il vous avons ce cette ne pas sur nous un"
    " une au aux coûte a ou",
    "es": "el la los las y es son de del en para con lo usted tenemos este esta no sobre un una al"
    " cuesta tiene o por",
    "it": "il lo la gli le e è sono di del della nel per con questo questa non su un una al "
    "costa ha"
    " abbiamo o",
    "nl": "de het en is zijn van te in voor met je u hebben dit deze niet op wij we een kost heeft"
    " ook bij of",
    "pt": "o a os as e é são de do da em no na para com isto este esta não um uma ao custa tem"
    " temos ou por",
    "pl": "i jest są z w na do dla ten ta to nie się mamy kosztuje ma oraz lub od za",
    "sv": "och är av till i för med det du har den detta inte på vi ett en kostar eller från",
    "da": "og er af til i for med det du har den dette ikke på vi et en koster eller fra",
}
_MARKERS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_LETTERS = re.compile(r"[^\W\d_]+")

NEGATION = re.compile(
    r"\b(?:no|not|never|without|neither|nor|none|cannot|can't|cant|don't|dont|doesn't|doesnt|isn't|"
    r"isnt|aren't|arent|won't|wont|wasn't|hasn't|haven't|shouldn't|couldn't|wouldn't|mustn't|"
    r"didn't|unable|lacks?|lacking|excluded|excludes|excluding|except|non|impossible|prohibited|"
    r"forbidden|refused|nicht|kein\w*|ohne|nie|nein|pas|sans|aucune?|jamais|sin|ning[uú]n\w*|nunca|"
    r"non|senza|nessun\w*|mai|geen|niet|zonder|nooit|não|nao|sem|nenhum\w*|nie|bez|żad\w*|inte|"
    r"ingen|utan|ikke|uden)\b",
    re.IGNORECASE,
)
_OUT_OF_STOCK = (
    r"out[ -]of[ -]stock|sold[ -]out|(?:not|isn't|aren't|no longer|never|neither|none)\s+"
    r"(?:\w+\s+){0,4}(?:in stock|available|orderable)|unavailable|back[- ]?order(?:ed)?|"
    r"no stock|ausverkauft|vergriffen|nicht\s+(?:\w+\s+){0,2}(?:auf lager|lieferbar|verfügbar|"
    r"vorrätig|erhältlich)|en rupture|rupture de stock|épuisée?s?|indisponibles?|"
    r"(?:pas|plus)\s+(?:\w+\s+){0,2}(?:en stock|disponibles?)|agotad[oa]s?|sin (?:stock|"
    r"existencias)|no\s+(?:\w+\s+){0,2}(?:disponibles?|en stock)|esaurit[oaie]|"
    r"non\s+(?:\w+\s+){0,2}(?:disponibil[ei]|in magazzino)|uitverkocht|niet\s+(?:\w+\s+){0,2}"
    r"(?:op voorraad|leverbaar|beschikbaar)|esgotad[oa]s?|sem (?:stock|estoque)|indisponíve(?:l|"
    r"is)|"
    r"não\s+(?:\w+\s+){0,2}(?:disponíve(?:l|is)|em (?:stock|estoque))|"
    r"niedostępn\w+|wyprzedan\w+|brak na stanie|slutsåld\w*|slut i lager|udsolgt|utsolgt|"
    r"ikke på lager|inte i lager|loppuunmyyty"
)
_IN_STOCK = (
    r"in[ -]stock|on stock|(?<!stay )available(?! (?:in|as|from|with|for|on|at|to|options?|"
    r"colou?rs?|sizes?|versions?|here|storage|memory|features?)\b)|ready to (?:ship|order)|"
    r"can be ordered|orderable|auf lager|lieferbar|verfügbar|vorrätig|en stock|disponibles?|"
    r"disponibil[ei]|in magazzino|op voorraad|leverbaar|em (?:stock|estoque)|disponíve(?:l|is)|"
    r"na stanie|dostępn\w+|w magazynie|på lager|i lager|varastossa"
)
OUT_OF_STOCK = re.compile(rf"\b(?:{_OUT_OF_STOCK})\b", re.IGNORECASE)
IN_STOCK = re.compile(rf"\b(?:{_IN_STOCK})\b", re.IGNORECASE)
FEW_LEFT = re.compile(
    r"\b(?:(?!(?:if|when|the|your|once|press)\b)\w+\s+(?:(?!(?:if|when|the|your|once)\b)\w+\s+)?"
    r"left(?: in stock)?\b(?! (?:side|hand|button|ear|click|corner|of))|"
    r"(?:only|just|nothing but) [^,;.]{1,40} (?:is|are|remains?) (?:still )?left|"
    r"last (?:one|few|pieces?|units?|items?|chance)|few (?:pieces|units|items) (?:left|remain)|"
    r"almost gone|(?:running|stock is|stocks are|going) (?:low|fast|out)|limited (?:stock|supply|"
    r"quantit\w+)|while (?:stocks?|supplies) last|selling (?:fast|quickly|out)|(?:\d+|only \w+) "
    r"(?:pieces|units|items|pcs) (?:in stock|available|remaining)|\d+ (?:in stock|available)|"
    r"remaining|nur noch|il (?:ne )?reste|plus que|solo quedan|quedan|rimangono|"
    r"ultim[ioae]\s+\w+|nog maar|restam|został\w+)\b",
    re.IGNORECASE,
)
_TERMS = {
    "free": "free gratis kostenlos kostenfrei umsonst gratuit gratuite gratuits gratuitement "
    "gratuito"
    " gratuita gratuiti darmowy darmowa darmowe bezpłatnie bezpłatna ilmainen complimentary",
    "discount": "discount discounts discounted rabatt rabatte rabattcode ermäßigt reduziert "
    "nachlass"
    " remise réduction soldes promotion descuento descuentos rebaja oferta sconto sconti korting"
    " actiecode desconto descontos zniżka rabat rabatu alennus coupon gutschein gutscheincode "
    "voucher"
    " cupón buono angebot aktion promo promocja",
    "refund": "refund refunds refunded erstattung erstattet rückerstattung geld remboursement"
    " remboursé remboursés reembolso reembolsado rimborso rimborsato terugbetaling terugbetaald"
    " zwrot zwrotu återbetalning",
    "return": "return returns rückgabe rückgaberecht zurückgeben zurücksenden retoure retour "
    "retours"
    " devolución devolver devoluciones reso resi restituire retourneren devolução retur",
    "ship": "shipping delivery shipped delivered versand versandkosten lieferung versandkostenfrei"
    " livraison livré livrée envío envíos entrega spedizione consegna verzending bezorging wysyłka"
    " dostawa frakt levering",
    "warranty": "warranty guarantee guaranteed garantie gewährleistung garantía garanzia garantia"
    " gwarancja gwarancji garanti",
    "best": "best cheapest günstigste günstigster günstigsten billigste beste bester besten "
    "meilleur"
    " meilleure mejor migliore melhor goedkoopste najlepszy najtańszy cher barato más économico"
    " leichteste leichter günstiger billiger goedkoper tańszy",
    "water": "waterproof wasserdicht wasserfest étanche impermeable impermeabile waterdicht"
    " impermeável wodoodporny vattentät",
}
TERM_OF = {word: term for term, words in _TERMS.items() for word in words.split()}


def language_of(text: str) -> str:
    """The likely language of a statement, by its commonest words; English where nothing tells."""
    words = [word.lower() for word in _LETTERS.findall(text)]
    hits = {code: sum(word in known for word in words) for code, known in _MARKERS.items()}
    best = max(hits, key=lambda code: hits[code])
    if hits[best] <= hits["en"]:
        return "en"
    alone = any(word in _MARKERS[best] and word not in _MARKERS["en"] for word in words)
    few = hits[best] < 2 and len(words) > 4
    return best if alone and not few else "en"
