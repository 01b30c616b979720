"""What people say in Dutch, as templates: a choice {a|b}, the company {@}, a product {p}."""

PRAISE = """
{Net|Vanmiddag|Gisteravond} {p} van {@} {geproefd|gedronken}, {heerlijk|zo lekker|echt verrukkelijk}{!| 😍|.}
{Wat|Mmm, wat} is {p} van {@} toch {lekker|heerlijk}{!|. Aanrader!| 😋}
{Heel|Super|Erg} {blij|tevreden} met {p} van {@}{.|!| 👍}
{Complimenten|Chapeau} voor {@}: {p} is {prachtig verpakt|echt geweldig|nog lekkerder dan vorig jaar}.
{@} {maakt|verkoopt} echt de {beste|fijnste|lekkerste} kruidenthee{.|!| ❤️}
{Fijne|Leuke|Mooie} winkel, {vriendelijke mensen|goede service|snel geholpen}. {Dank|Hulde} {@}!
{Vandaag besteld, morgen in huis|Binnen een dag bezorgd}, {top|perfect|geweldig} {geregeld|gedaan} {@}!
Ik ben {fan|echt fan} van {p}, {heerlijk|zo lekker} {bij het ontbijt|na een lange dag|voor het slapen}. {@}
{Mooi|Prachtig} cadeau: {p} van {@}. {Mijn moeder|Mijn zus|Mijn collega} was er {zo blij mee|dolgelukkig mee}!
"""
RECOMMEND = """
{Echt een aanrader|Aanrader}: {p} van {@}. {Heerlijk|Lekker} {zacht|fris|vol van smaak}.
{Wie|Iedereen die} van {kruiden|thee} houdt: probeer {p} van {@}, {je krijgt er geen spijt van|zo lekker}!
Ik {raad|beveel} {p} van {@} iedereen aan, {goed spul|geweldig|fijn bedrijf ook}.
{Voor de liefhebbers|Tip voor het weekend}: {p} van {@} is {geweldig|heerlijk|echt top}.
"""
THANKS = """
{Top|Super|Fijn}, {dank je wel|bedankt|dankjewel}{!|.| 🙏}
{Dank|Bedankt} voor {je|het} {snelle antwoord|antwoord|hulp}{!|.|, fijn geholpen.}
{Ah fijn|Helder|Duidelijk}, {bedankt|dank je}{!|.}
{Geweldig|Perfect}, {heel erg bedankt|dank jullie wel}!
"""
COMPLAINT = """
{@} {al|nu al} {een week|tien dagen|drie weken} wachten op {p}, {slecht geregeld|belachelijk}.
{Wat een|Weer een} {teleurstelling|slechte ervaring}: {p} van {@} kwam {kapot|lek|beschadigd} aan.
{p} van {@} {smaakt nergens naar|valt zwaar tegen|is de laatste tijd slecht}. {Jammer|Zonde van het geld}.
{Heel|Erg|Zwaar} {teleurgesteld|ontevreden} over {@}. {Niemand reageert|Alleen maar excuses}.
{Belachelijk|Schandalig}, {p} van {@} is {weer duurder geworden|de helft kleiner en even duur}.
{Pakket|Bestelling} van {@} {kwijt|weg}, {niemand bereikbaar|geen enkele reactie}. {Waardeloos|Slecht}.
{Nooit meer|Voor mij nooit meer} {p} van {@}, {vies|bah wat een nare smaak|wat een rommel}.
{Boos|Erg boos} op {@}: {beloofd maar niet geleverd|geld afgeschreven en niets gekregen}{.|!| 😡}
{@} de doos van {p} is {waardeloos|een ramp}, {alles eruit|thee door mijn hele tas}. {Irritant|Stom}{.|!}
"""
FAULT = """
{@} jullie {website|site|winkel} {doet het niet|loopt vast|geeft een fout} bij het {afrekenen|inloggen}.
{@} ik kan {niet inloggen|mijn bestelling niet vinden|de kortingscode niet gebruiken}{.|, lukt niet.}
In mijn {pakket|bestelling} van {@} ontbreekt {p}, {graag nasturen|help}.
{@} {verkeerde|foute} {bestelling|doos} ontvangen, er zit {p} in en dat had ik niet besteld.
Mijn {bestelling|pakket} bij {@} staat op {bezorgd|afgeleverd} maar {er is hier niets|ik heb niets}.
{@} {twee keer|dubbel} betaald voor {p}, {graag terugboeken|kunnen jullie dat nakijken aub}.
"""
ANGER_ASKS = """
{@} waar {blijft|is} mijn {bestelling|pakket} nou? Al {twee weken|tien dagen} niets, {slecht|belachelijk}!
{@} wanneer krijg ik {eindelijk|nou eens} mijn geld terug? {Dit is echt waardeloos|Ik ben dit zat}.
{@} waarom reageert {er niemand|niemand} op mijn mail? {Heel slechte|Waardeloze} service.
{Slecht|Belachelijk} {@}, alweer {kapot|beschadigd} bezorgd. Hoe lossen jullie dit op?
"""
RHETORICAL = """
{@} wie {verzint|bedenkt} dit {nou|toch}? {Al dat plastic om|Zo'n prijs voor} {p}, {schandalig|belachelijk}.
Hoe {slecht|waardeloos} kan je service zijn {@}?! {Wat een puinhoop|Wat een ramp}.
Noemen jullie dit {service|vers} {@}? {Triest|Wat een slechte grap}.
"""
SERVICE_ASKS = """
{Hoi|Hallo|Beste|Goedemorgen} {@}, {wanneer wordt|hoe laat wordt} mijn {bestelling|pakket} bezorgd?
{@} {kan ik|hoe kan ik} {p} {nog ruilen|terugsturen}?
{@} waar {vind ik|staat} {de factuur van mijn bestelling|mijn ordernummer}?
{Hallo|Hoi} {@}, {kunnen jullie|kun je} mijn {adres|bestelling} nog {wijzigen|aanpassen}?
{@} hoe lang {blijft|is} {p} goed {na opening|als het pak open is}?
{@} hoe zeg ik {mijn abonnement|de nieuwsbrief} op?
{Vraagje|Vraag} {@}, krijg ik {nog|ook} korting op een tweede {pakket|bestelling}?
{Hoi|Dag} {@}, is {mijn retour|mijn pakket} al {binnen|aangekomen} bij jullie?
"""
PRODUCT_ASKS = """
{@} wanneer is {p} weer {leverbaar|verkrijgbaar|op voorraad}?
{@} zit er {suiker|cafeïne|gluten} in {p}?
{@} hebben jullie {p} ook {in een navulpak|als grote verpakking|zonder zakjes}?
{@} wat {kost|is de prijs van} {p} {inclusief verzenden|met verzendkosten}?
{@} is {p} {geschikt voor kinderen|ook biologisch|vegan}?
{@} {verkopen jullie|leveren jullie} {p} ook {in België|aan winkels|aan horeca}?
{Weet iemand|Iemand enig idee} waar ik {p} van {@} {kan kopen|kan vinden} in {Utrecht|Groningen|Zwolle}?
{@} {kan ik|mag ik} {p} ook {als cadeau laten inpakken|reserveren|in de winkel ophalen}?
"""
BUYS = """
{@} ik {wil|zou} graag {twee|drie|vijf} keer {p} {bestellen|kopen} {voor mijn werk|voor een feestje}.
{@} {zoek|ik zoek} een cadeaubon of {p} als cadeau, graag {een offerte|de prijs}.
Ik {bestel|koop} {volgende week|morgen} {p} bij {@}, {de actie loopt nog|het staat op de lijst}.
"""
CHAT = """
{Vanavond|Vanmiddag|Straks} {p} van {@} {op het menu|op tafel|in de thermos}.
{Even|Net} langs {@} {gelopen|gefietst} in {Oosterveld|de stad}, het was er {druk|rustig}.
{@} staat {zaterdag|zondag|volgende week} op de markt in {Oosterveld|Zwolle|Deventer}.
Ik {zie|las} dat {@} een nieuw {verhaal|bericht|filmpje} heeft over {p}.
{p} van {@} naast {het raam|mijn laptop|de krant}, {regen buiten|het is herfst|zondag thuis}.
{Bij ons|Op kantoor} staat {p} van {@} {in de keuken|in de kast|op de plank}.
{Het|Dit} is de {tweede|derde} doos van {@} deze maand.
{Vandaag|Morgen} een cursus {kruiden drogen|thee mengen} bij {@}.
{Mijn buurman|Een collega|Mijn nicht} werkt {sinds mei|sinds kort|al jaren} bij {@}.
{Aflevering|Deel} {2|3|4} over {@} en {p} staat online.
{@} heeft een {filiaal|kraam|winkel} in {Zwolle|Deventer|Meppel}.
"""
REMARK = """
{In de tuin|Op het balkon|Bij de haard} met {een pot|een kop} {p}.
{Zondag|Vanavond} {p} met {koek|een boek|de kinderen}.
{Deze|Die} staat ook bij ons {in de kast|op kantoor}.
{Kijk|Zie dit|Hier is hij} dan, {p}.
Ik {maak|doe} het met {honing|citroen|een beetje melk}.
"""
TEMPLATES = {
    "praise": PRAISE, "recommend": RECOMMEND, "thanks": THANKS, "complaint": COMPLAINT, "fault": FAULT,
    "anger_asks": ANGER_ASKS, "rhetorical": RHETORICAL, "service_asks": SERVICE_ASKS,
    "product_asks": PRODUCT_ASKS, "buys": BUYS, "chat": CHAT, "remark": REMARK,
}  # fmt: skip
