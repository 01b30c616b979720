"""What companies say in Dutch, as templates: a choice {a|b}, the company {@}, a product {p}."""

PRODUCTS = ("vlierbloesemthee", "muntthee", "kruidenhoning", "gemberthee", "rooibos", "de proefdoos")
PLAIN = """
{p} staat weer {in de winkel|op de plank|online}. #thee
Een {rustige|regenachtige|vrije} {middag|ochtend} met {p}. #thee
{Vandaag|Vanochtend} {ingepakt|gemengd|gewogen}: {p}.
Zo ziet {p} eruit {voor het drogen|voor het mengen|op de weegschaal}.
Onze molen maalt {p}, al sinds {vroeg vanochtend|zes uur|gisteren}.
{Nieuw seizoen, nieuwe oogst|Verse oogst}: {p}. #thee
{Zaterdag|Vrijdag} staan wij op de markt in {Oosterveld|Zwolle}, met {p}.
"""
RECIPE = """
Recept van de {week|maand}: {ijsthee|siroop|gelei} met {p}. #recept
Bewaar dit recept: {cake|taart|koekjes} met {p}. #recept
Recept in {drie|vier|vijf} stappen met {p}. #recept #thee
{Snel|Simpel} recept voor {het weekend|de lunch}: {dressing|marinade} met {p}. #recept
"""
GARDEN = """
Een blik in de tuin: {p} {in wording|in het vroege licht}. #tuin
Onze tuin ruikt {vandaag|deze week} naar {p}. #tuin
{Snoeien|Zaaien|Plukken} in de tuin voor {p}. #tuin
"""
GIVEAWAY = """
Winactie: maak kans op {p}. #winactie
{Doe mee|Reageer} en win {p}. #winactie
"""
CAMPAIGN = """
Kom {proeven|langs}: {p} op onze proeverij in Oosterveld. #proeverij
{Deze week|Nog even}: proeverij, met {p}. #proeverij
"""
RIVAL = """
Nieuw in het schap: {p}. #thee
Recept: {pannenkoek|muffin|smoothie} met {p}. #recept
{p}, nu met {korting|gratis verzending}.
Kijk mee in onze {kas|branderij|keuken}.
{Wist je dat|Goed om te weten:} {p} ook koud kan{?|.}
"""
ANSWER_SERVICE = """
{Hoi|Dag}, je bestelling is {onderweg|ingepakt}, je krijgt {vandaag|morgen} een track en trace.
{Dank voor je bericht.|Goed dat je het vraagt.} Stuur je ordernummer privé, dan kijken we het na.
Ja hoor, binnen {14|30} dagen kun je {terugsturen|ruilen}.
{Droog en donker|In een gesloten pot} blijft het {een jaar|zes maanden} goed.
Dat staat in je account onder {bestellingen|gegevens}. Lukt het niet, laat het weten.
"""
ANSWER_PRODUCT = """
{Dank voor je vraag!|Goede vraag.} Vanaf {donderdag|volgende week} weer {op voorraad|in de winkel}.
{Nee hoor|Nee}, alleen kruiden.
Ja, ook {in een navulpak|in een grote verpakking}.
We zoeken het uit en sturen je een bericht.
Alle prijzen staan op onze site, verzenden kost {3,95|4,50}.
"""
APOLOGY = """
{Wat vervelend|Dat spijt ons}. {Stuur je ordernummer|Stuur ons een privébericht}, dan lossen we het op.
{Sorry, dat is niet goed gegaan|Excuses voor het wachten}. We sturen {vandaag|morgen} een nieuwe.
Dit had niet mogen gebeuren. We {zoeken het uit|bellen je vandaag} en komen erop terug.
"""
WELCOME = """
{Wat leuk om te horen|Fijn om te lezen}{!|, dank je wel!}
{Geniet ervan|Dank voor het delen}{!| 🌿}
"""
STORM_PASSED_ON = "{De proefdoos} van {@} kwam aan in drie lagen plastic. Dat kan toch anders?"
STORM_EXTRA = """
{@} mijn pakket is {nog steeds|na een week nog} niet binnen{.|, slecht.|!}
{Al een week|Al acht dagen} wachten op {p}, {@}, wat is er mis{?|??}
{@} volgens de website bezorgd, maar hier ligt niets. {Belachelijk|Waardeloos|Heel vervelend}.
{Ook bij mij|Hier ook} niets bezorgd {@}, {slecht geregeld|wat een puinhoop}.
"""
TEMPLATES = {
    "own": PLAIN, "own_recipe": RECIPE, "own_garden": GARDEN, "own_giveaway": GIVEAWAY,
    "own_campaign": CAMPAIGN, "rival": RIVAL, "answer_service": ANSWER_SERVICE,
    "answer_product": ANSWER_PRODUCT, "apology": APOLOGY, "welcome": WELCOME,
    "storm_passed_on": STORM_PASSED_ON, "storm_extra": STORM_EXTRA,
}  # fmt: skip
NAMES = {
    "gap": "Van deze maand is niets bewaard", "person": "voorbeeld_",
    "display": "Voorbeeld {number} (verzonnen)",
    "fictional": "verzonnen", "tasting": "Proeverij", "spring": "Nieuwsbrief", "edited": " (aangepast)",
}  # fmt: skip
