"""What is said in the simulated world, in Dutch and English. Nobody ever wrote these posts."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Sentences with {product} and {account} in them."""

    products: tuple[str, ...]
    own: Mapping[str, tuple[str, ...]]  # by theme; "" is no theme
    questions: tuple[str, ...]
    talk: tuple[str, ...]
    answers: tuple[str, ...]
    storm: str  # the one message that is passed on
    complaints: tuple[str, ...]
    rivals: tuple[str, ...]  # posts of competitors
    gap: str
    person: str
    person_name: str
    campaign: str


DUTCH = Words(
    products=("vlierbloesemthee", "muntthee", "kruidenhoning", "gemberthee", "rooibos", "de proefdoos"),
    own={
        "": (
            "{product} staat weer in de winkel. #thee",
            "Een rustige middag met {product}. #thee",
            "Vandaag ingepakt: {product}.",
            "Zo ziet {product} eruit voor het drogen.",
            "Onze molen maalt {product}, al sinds vroeg vanochtend.",
        ),
        "recipe": (
            "Recept van de week: ijsthee met {product}. #recept",
            "Bewaar dit recept: cake met {product}. #recept",
            "Recept in drie stappen met {product}. #recept #thee",
        ),
        "garden": (
            "Een blik in de tuin: {product} in wording. #tuin",
            "Onze tuin ruikt naar {product}. #tuin",
        ),
        "giveaway": ("Winactie: maak kans op {product}. #winactie",),
    },
    questions=(
        "@{account} wanneer is {product} weer leverbaar?",
        "@{account} zit er suiker in {product}?",
        "Hoe lang kan ik {product} bewaren, @{account}?",
        "@{account} hebben jullie {product} ook in een navulpak?",
        "Kan iemand van @{account} mij zeggen waar mijn bestelling blijft?",
        "@{account} is {product} geschikt voor kinderen?",
    ),
    talk=(
        "Net {product} van @{account} geproefd, lekker zacht.",
        "De {product} van @{account} is mijn nieuwe avondthee.",
        "Ik geef {product} van @{account} cadeau dit jaar.",
        "@{account} heeft de doos mooi ingepakt.",
    ),
    answers=(
        "Dank voor je vraag! Vanaf donderdag weer.",
        "Goede vraag, we zoeken het uit en sturen je een bericht.",
        "Nee hoor, alleen kruiden.",
        "Droog en donker blijft het een jaar goed.",
    ),
    storm="De proefdoos van @{account} kwam aan in drie lagen plastic. Dat kan toch anders?",
    complaints=(
        "@{account} mijn pakket is nog steeds niet binnen.",
        "Al een week wachten op {product}, @{account}, wat is er mis?",
        "@{account} volgens de website bezorgd, maar hier ligt niets.",
    ),
    rivals=(
        "Nieuw in het schap: {product}. #thee",
        "Recept: pannenkoek met {product}. #recept",
        "{product}, nu met korting.",
        "Kijk mee in onze kas.",
    ),
    gap="Van deze maand is niets bewaard",
    person="voorbeeld_{number:03}",
    person_name="Voorbeeld {number} (verzonnen)",
    campaign="Proeverij",
)
ENGLISH = Words(
    products=("elderflower tea", "mint tea", "herb honey", "ginger tea", "rooibos", "the tasting box"),
    own={
        "": (
            "{product} is back in the shop. #tea",
            "A quiet afternoon with {product}. #tea",
            "Packed today: {product}.",
            "This is how {product} looks before drying.",
            "Our mill has been grinding {product} since early this morning.",
        ),
        "recipe": (
            "Recipe of the week: iced {product}. #recipe",
            "Save this recipe: cake with {product}. #recipe",
            "A recipe in three steps with {product}. #recipe #tea",
        ),
        "garden": (
            "A look in the garden: {product} in the making. #garden",
            "Our garden smells of {product}. #garden",
        ),
        "giveaway": ("Giveaway: win {product}. #giveaway",),
    },
    questions=(
        "@{account} when will {product} be back?",
        "@{account} is there sugar in {product}?",
        "How long does {product} keep, @{account}?",
        "@{account} do you sell {product} as a refill?",
        "Can somebody at @{account} tell me where my order is?",
        "@{account} is {product} suitable for children?",
    ),
    talk=(
        "Just tried {product} by @{account}, nice and soft.",
        "{product} by @{account} is my new evening tea.",
        "I am giving {product} by @{account} as a present this year.",
        "@{account} packed the box beautifully.",
    ),
    answers=(
        "Thanks for asking! From Thursday on.",
        "Good question, we will find out and send you a message.",
        "Not at all, only herbs.",
        "Dry and dark it keeps for a year.",
    ),
    storm="The tasting box of @{account} came in three layers of plastic. Surely that can be done better?",
    complaints=(
        "@{account} my parcel still has not arrived.",
        "A week of waiting for {product}, @{account}, what is wrong?",
        "@{account} the site says delivered, but there is nothing here.",
    ),
    rivals=(
        "New on the shelf: {product}. #tea",
        "Recipe: pancake with {product}. #recipe",
        "{product}, now at a discount.",
        "Have a look in our greenhouse.",
    ),
    gap="Nothing was kept of this month",
    person="example_{number:03}",
    person_name="Example {number} (fictional)",
    campaign="Tasting",
)
WORDS: dict[str, Words] = {"nl": DUTCH, "en": ENGLISH}
