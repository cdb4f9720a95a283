"""What a question asks for: its words, and what else a document may call them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from storewise.ml.retrieval.synonyms import Phrase, Synonyms, common
from storewise.ml.retrieval.text import Language
from storewise.ml.retrieval.text import language as rules_of

WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")
_QUANTITY = re.compile(r"(\d+(?:[.,]\d+)?)([^\W\d_]{1,12})")
_SPELLINGS = (("our", "or"), ("ise", "ize"), ("grey", "gray"), ("tre", "ter"), ("lled", "led"))
_ASKING = {
    "en": "please tell know want wants would like could can may might should shall must many much "
    "get got give let need am m im ve ll s d re i me my mine we us our you your yours he she they "
    "them their its do does did done have has had be been being was were how what which who whom "
    "whose where when why any some there here about from so just also than too very",
}

# What shoppers say beside what shops write: of orders, of money, and of what a thing measures.
_ALIKE = {
    "en": """
        ship, shipping, shipped, deliver, delivery, dispatch, send
        postage, shipping, delivery
        cost, costs, price, fee, charge, rate
        refund, refunded, money back, reimburse, reimbursement
        return, returns, send back, sent back, give back, bring back, take back
        exchange, swap, swop
        cancel, cancellation, call off, stop, withdraw
        guarantee, warranty
        broken, damaged, damage, faulty, defective, defect, smashed, cracked
        repair, mend, fix
        bill, invoice
        on account, invoice
        gift card, gift certificate, gift voucher, voucher
        voucher, coupon, promo code, discount code, promotional code
        discount, reduction, rebate, money off
        present, gift
        collect, pick up, pickup, click and collect
        parcel, package, shipment
        tracking, track, follow, where is my
        status, progress, processed
        arrive, arrived, arrival, reached
        missing, lost, never arrived, never came, never got, not received
        instalment, instalments, installments, monthly payments, pay monthly
        contact, reach, get in touch, customer service, support, helpline
        telephone, phone, call
        mail, e mail, email
        sign in, log in, login
        moved, new address, change address
        cheaper, less, lower price, better price
        competitor, elsewhere, another shop, another store, other shop
        owe, due, amount due
        extension, extend, more time, postpone
        express, overnight, next day
        shop, store
        opening hours, open
        abroad, international, overseas, countries
        customs, import tax, duty, duties
        business, company, businesses
        delete, erase, remove
        data, personal data, privacy
        weight, weigh, weighs
        thickness, diameter
        size, dimensions, measure, measurements
        people, person
        volume, capacity
        limit, maximum, max
        in the box, in the bag, package contents, contents, included, comes with
        made of, made from, material
        wash, washing, clean, cleaning
        stain, spot
        assemble, assembly, set up, setup, put up, put together, pitch
        take down, takedown, dismantle
        ignite, ignition, light, start
        turn on, switch on, power on
        waterproof, water resistant, rainproof
        children, child, kids
        zip, zipper, zippered
        inside, indoors, indoor
        outside, outdoors, outdoor
        inch, inches, in
        lb, lbs, pound, pounds
        kg, kilogram, kilograms, kilo, kilos
        litre, litres, liter, liters, l
        feet, foot, ft
        mm, millimetre, millimetres, millimeter, millimeters
        cm, centimetre, centimetres, centimeter, centimeters
        hour, hours, h
        one, 1
        two, 2
        three, 3
        four, 4
        five, 5
        six, 6
        seven, 7
        eight, 8
        nine, 9
        ten, 10
        twelve, 12
    """,
}
# What the first word of a line asks for, though none of the others asks for it.
_TOLD_AS = {
    "en": """
        expensive, cost, price
        heavy, weight, weighs
        tall, height
        high, height
        wide, width
        deep, depth
        long, length, duration
        thick, thickness, diameter
        big, size, dimensions
        large, size, dimensions
        small, size, dimensions
        old, age
        sleeps, capacity, people, person, accommodate
        hold, capacity, support
        carry, capacity
        fit, capacity, accommodate
        last, lifetime, duration
    """,
}


@dataclass(slots=True)
class Term:
    """A word of a question: its spellings, and phrases that say about the same."""

    spellings: list[str]
    alike: list[str] = field(default_factory=list)


def terms(question: str, locale: str) -> list[Term]:
    """The words that a question asks for, without those that only ask, in the order of the
    question. Neighbours written as one word (`TrailMaster`) count as a spelling of both.
    """
    rules, code = rules_of(locale), re.split(r"[-_]", locale)[0].lower()
    asked = WORD.findall(question.lower())
    stems = [rules.stem(each) for each in asked]
    dull = set(_ASKING.get(code, "").split())
    telling = [word not in dull and not rules.is_stop_word(word) for word in asked]
    found = {
        at: Term(_spellings(word))
        for at, word in enumerate(asked)
        if telling[at] and stems.index(stems[at]) == at
    }
    for start, length, phrase in _said_otherwise(stems, code):
        for stem in stems[start : start + length]:
            term = found.get(stems.index(stem))
            if term and phrase not in term.alike:
                term.alike.append(phrase)
    for first, second in pairwise(range(len(asked))):
        if first in found and second in found:
            joined = asked[first] + asked[second]
            found[first].spellings.append(joined)
            found[second].spellings.append(joined)
    return list(found.values())


def _spellings(word: str) -> list[str]:
    """A word as it is, in British and American spelling, and a quantity with its unit apart."""
    found = [word]
    for british, american in _SPELLINGS:
        found += [word.replace(british, american), word.replace(american, british)]
    if quantity := _QUANTITY.fullmatch(word):
        found.append(" ".join(quantity.groups()))
    return list(dict.fromkeys(found))


def _said_otherwise(stems: Sequence[str], code: str) -> Iterator[tuple[int, int, str]]:
    """Where phrases with synonyms stand: first word, number of words, and each synonym."""
    known = _synonyms(code)
    for at, stem in enumerate(stems):
        for phrase, meant in known.get(stem, ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                yield at, len(phrase), meant


@lru_cache(maxsize=8)
def _synonyms(code: str) -> dict[str, list[tuple[Phrase, str]]]:
    """What phrases also mean, by the first of their stems."""
    rules: Language = rules_of(code)
    told = {first: others for first, *others in _phrases(_TOLD_AS.get(code, ""))}
    own = Synonyms(groups=_phrases(_ALIKE.get(code, "")), one_way=told)
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for known in (own, common(code)):
        for first, entries in known.by_first_stem(rules).items():
            pairs = [(asked, " ".join(meant)) for asked, meant, _ in entries]
            found.setdefault(first, []).extend(pairs)
    return found


def _phrases(table: str) -> list[list[str]]:
    return [[each.strip() for each in line.split(",")] for line in table.strip().splitlines()]
