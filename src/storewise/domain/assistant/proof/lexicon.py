"""Word lists of proof: what claims nothing, what means one thing, what only the store may say."""

# Function words. Negations stand here too: their polarity is checked apart.
_PLAIN_WORDS_TEXT = """
    a an the this that these those it its itself they them their theirs he she him her his i me my
    mine myself we us our ours you your yours yourself one ones other others another some any each
    every both all most many much more few several either neither none no not nor nothing anything
    something everything someone anyone and or but so if then than as of at by for from in into
    onto on off to too up down out over under above below between within without with during
    after before since until till while whereas although though because about around against
    through across along per via is are was were be been being am has have had having do does did
    doing done can could may might must shall should will would ought here there where when why how
    what which who whom whose yes yeah no okay ok not never also just only still yet already again
    even rather quite very really simply please thanks thank welcome hello hi hey goodbye bye
    dont doesnt didnt isnt arent wasnt werent cant cannot couldnt wont wouldnt shouldnt havent
    hasnt hadnt im ive id youre youve theyre theyve weve thats whats heres theres lets itll youll
    youd theyd wed hed shed thatd
    s t ll re ve d m eg ie etc vs
    """
PLAIN_WORDS = frozenset(_PLAIN_WORDS_TEXT.split())

# Words of a conversation in a shop, which claim nothing that a shopper could hold against it.
_HARMLESS_WORDS_TEXT = """
    able according add additionally alternative alternatively among amount answer anyway apart
    apply approximately appropriate article ask asked asking assist assistant assistance
    available back based basic basically become begin below belong beside bit bring browse buy
    buyer call came care case catalogue catalog category certain certainly change check choice
    choose chosen close clear clearly come comes coming common compare compared comparison
    comparing consider contain contains continue correct correctly cost costs costing count
    currently customer day deal decide depend depending describe described description detail
    detailed details difference different differ directly document documents easy easily else
    ends enough especially etc exact exactly example except excellent explain explore fact facts
    fair far feature features feel fetch find finding fine first fit fits fitting focus follow
    following form found further furthermore general generally get gets getting give given gives
    giving glad go goes going good got great happen happy hand heading help helpful helping hope
    however idea ideal inform information inside instead interest interested item items join keep
    keeps kind kinds know known knows label last later latter former least leave left less let
    level like likely line list listed listing lists little long look looking looks lot made main
    mainly make makes making manual match matched matches matching matter mean means meant meet
    meets mention mentioned mentions mind moment moreover name named namely near nearest need
    needed needs next nice note noted now number offer offers offered often once open option
    options order ordering otherwise overall own page part particular particularly pass passage
    people perhaps perfect person pick place plain plenty plus point possible possibly prefer
    preference present price priced prices pricing probably problem product products properly
    provide provided provides purchase put question questions quick quickly range ranges rather
    read ready reason recommend recommendation recommended refer refine related relevant rest
    result results right run said same saw say saying says search searched searching second see
    seem seems seen select selection sell sells send sense separate serve set shall share shop
    shopper shopping short show showing shown shows side similar simple since size sizes solid
    sorry sort sound specific specifically specification specifications specified specify spec
    specs start state stated states step stock stocked stop store stored stores straight such
    suggest suggested suggestion suggestions suit suitable suits sum sure table take taken takes
    taking talk tell tells term text thing things think third fourth fifth sixth time title today
    together top total try trying turn two type types understand unfortunately unsure use used
    useful user uses using usually value values variety various version versions view want wanted
    wants way ways well went wish word words work works worth worry write yourselves yet
    colour color brand brands manufacturer model models carry carries carrying stocking variant
    variants suited lower higher cheaper cheapest cheap expensive inexpensive affordable budget
    limit maximum minimum max min up three four five six seven eight nine ten eleven twelve pair
    pack sold sale unavailable difference save saves saving extra percent percentage average
    bigger biggest larger largest smaller smallest lighter lightest heavier heaviest taller
    shorter longer wider faster slower narrower thinner thicker stronger highest lowest
    beyond alike likewise similarly respectively namely whether mostly partly fully roughly
    nearly almost exactly actual actually feel free nope sadly afraid apologies apologise
    apologize pleasure chat conversation reply replies repeat rephrase reword narrow broaden widen
    closest suits fulfil fulfill satisfy criteria criterion requirement requirements wishes
    ean gtin upc sku mpn code codes
    confirm confirmed unclear unknown missing lack lacks lacking include includes included
    including come equipped featuring support supports supported supporting allow allows enable
    enables enabled built integrated bundled
    measure measures measuring expand expands expanded expandable sleep sleeps
    policy policies section guide terms conditions according works run runs rated slightly exclude
    excluded excludes
    excluding somewhat versus unlike spin spins
    """
HARMLESS_WORDS = frozenset(_HARMLESS_WORDS_TEXT.split()) - {"free", "sale", "deal", "excellent"}

# What a shop promises: only a document, a specification or a title proves such a word.
_CHARGED_WORDS_TEXT = """
    free gratis complimentary discount discounted coupon coupons voucher vouchers promo promotion
    promotional promotions deal deals sale clearance cashback rebate bonus gift gifts giveaway
    refund refunds refunded refundable reimburse reimbursed exchange exchanged return returns
    returned returnable warranty warranties guarantee guaranteed guarantees ship ships shipped
    shipping shipment deliver delivers delivered delivery postage dispatch dispatched courier
    credit credits finance financing instalment instalments installment payment payments pay paid
    certified approved endorsed official authorised authorized award awarded winner recall
    recalled lawsuit banned illegal dangerous unsafe toxic fake counterfeit scam
    subscription subscribe membership trial winning lottery prize bitcoin crypto
    instructions prompt system password passwords secret confidential admin administrator
    wire transfer western
    """
CHARGED_WORDS = frozenset(_CHARGED_WORDS_TEXT.split())

_ALIKE_GROUPS = (
    "laptop laptops notebook notebooks",
    "screen screens display displays",
    "memory ram",
    "storage hdd ssd drive drives",
    "weight weigh weighs weighing weighed heavy",
    "colour colours color colors coloured colored",
    "grey gray",
    "photo photos picture pictures image images",
    "buy buying bought purchase purchased purchases purchasing",
    "cost costs price prices priced",
    "width wide",
    "height tall high",
    "depth deep",
    "length long",
    "tv television televisions",
    "headphone headphones headset headsets earphone earphones",
    "phone phones telephone telephones",
    "return returns returned returning returnable",
    "refund refunds refunded refundable refunding",
    "ship ships shipped shipping shipment deliver delivers delivered delivery deliveries",
    "item items article articles goods product products",
    "quantity number count quantities",
    "wifi wlan",
    "maximum max",
    "minimum min",
    "customer customers buyer buyers shopper shoppers",
    "repair repairs repaired repairing",
    "warranty warranties",
    "person persons people",
    "cover covers covered covering coverage",
    "last lasts lasting",
    "cpu processor processors core cores",
    "sheet sheets page pages",
    "aluminium aluminum",
    "fibre fiber",
    "resolution resolutions",
    "centre center",
    "diagonal inch",
    "require requires required requiring requirement requirements need needs needed",
    "contact contacts contacting",
    "month months",
    "compatible compatibility",
    "resist resistant resistance resists",
    "waterproof waterproofing",
    "adjust adjustable adjusts adjusted",
    "connect connects connected connection connections connectivity connector connectors",
    "rechargeable recharge recharges",
    "run runs",
    "pay pays paid paying payment payments payable",
    "means method methods",
)
ALIKE = {word: group.split()[0] for group in _ALIKE_GROUPS for word in group.split()}

NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "dozen": 12,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "zehn": 10, "zwölf": 12,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dix": 10, "douze": 12,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "diez": 10,
    "tre": 3, "quattro": 4, "cinque": 5, "dieci": 10,
    "twee": 2, "drie": 3, "vijf": 5, "tien": 10,
}  # fmt: skip

# Well-known makers, so that a name in small letters is seen as a name in any language.
_BRANDS_TEXT = """
    acer adidas aldi alibaba aliexpress amazon amd apple asics asus bang bosch bose brother canon
    casio cisco columbia corsair currys dell dyson ebay epson etsy fitbit fujifilm garmin google
    gopro hama harman hisense hitachi honor huawei ikea intel jbl jvc kenwood kingston kodak
    kyocera lenovo lexmark lg linksys logitech marshall mediamarkt microsoft miele motorola msi
    netgear nike nikon nintendo nokia nvidia oneplus oppo oral-b panasonic patagonia philips pioneer
    playstation polaroid puma razer ricoh samsung sandisk seagate sennheiser sharp shein siemens
    sony sonos steelseries targus tefal temu tomtom toshiba verbatim viewsonic walmart xerox
    xiaomi yamaha zalando zara zebra zte
    """
BRANDS = frozenset(_BRANDS_TEXT.split())
