"""Words by which people show what they want of an organisation, per language: classes, written here.

A word ending in * stands for every word that begins with it.
"""

from collections.abc import Mapping


def _split(**classes: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split()) for name, words in classes.items()}


EN = _split(
    buying="buy* order purchase price* pricing cost* quote discount* sale offer voucher* deal* stock "
    "available availability size sizes sell* ship* deliver* book* reserve* reservation ticket* gift* "
    "brochure trial sign join interested budget package* pass per cheap* spare* spares left space "
    "spaces room included vat free try colour color blue green black grey red brand pay model adults "
    "catalogue subscribe rent hire install* recommend suggestions difference dimensions fit student "
    "after looking demo",
    wants="want like love need looking interested after put hold send order sign join take",
    having="my mine our order account login log password invoice bill* charged refund* return* parcel "
    "package delivery tracking booking appointment subscription contract claim policy application "
    "card pin bag luggage app website site form code link email warranty repair* driver train bus "
    "flight ticket seat reading meter router internet signal wifi water heating screen battery ref* "
    "reference number name address cancel* change moving move points pass gate light bin bins street "
    "road tree branch letter license permit",
    fault="broken down outage error wrong missing lost stolen leaking stuck locked blocked failed fails "
    "fail failing freezes crashes crashed crash dead blinking cracked damaged delayed late cancelled "
    "expired can't cant cannot won't doesn't isn't hasn't never not nothing without instead double "
    "twice charged off fault issue problem trouble typo working",
    help="help please pls check contact call callback dm reply resend confirm update report fix advise "
    "assist support news soon explain tell look speak talk",
    asks="how when where what why who which is are do does did can could would should will has have "
    "may am any anyone someone shall",
    praise="thank* thanks cheers love* loved lovely great brilliant amazing awesome fantastic best "
    "excellent wonderful perfect* happy glad delighted pleased impressed recommend friendly "
    "kind polite helpful nice beautiful* spotless quick quickly fast legend* hero* star stars "
    "fan appreciate* compliments kudos shoutout bless top ace superb genius gem treat enjoy* "
    "delicious legends smooth fair honest thumbs respect gold class relief props wow",
    scorn="worst terrible awful horrible rubbish garbage joke shambles disgrace* disgust* ridiculous "
    "pathetic useless rude dirty overpriced unbelievable unacceptable appalling disappoint* angry "
    "annoy* frustrat* fed sick tired never again waste wasted shame shameful poor poorly slow bad "
    "worse nobody nothing nowhere still hours weeks months waiting waited queue ignored ignore lies "
    "lied liar scam con fake rip ripoff broken done wonder supposed even only every always lost "
    "typical classic sure honestly seriously irony lovely great sense point bother hung rise dark "
    "cold care robbery hate stop mess chaos ruined fuming",
    you="you your you're u ur yours guys lot team",
    self="i i'm i've my me mine we our us i'd",
    chat="lol haha ha tonight today tomorrow weekend summer morning evening friday monday sunday saturday "
    "everyone friends friend anyone happy birthday year years married home bed bedtime game match gig "
    "rain sun weather sunset tea coffee book watch watching read holiday nan cat dog ready new video "
    "blog interview tips join us win tag vote live here's meet proud team goal round night sleep "
    "nothing just learned",
)
NL = _split(
    buying="koop* kopen bestel* aanschaf* prijs* prijzen kost kosten offerte korting* actie* aanbieding* "
    "cadeaubon* cadeau* voorraad verkrijgbaar leverbaar maat maten verkop* verkoop* lever* levertijd "
    "verzend* reserv* boek* kaarten kaartje* ticket* brochure proef* aanmeld* inschrijv* interesse "
    "budget pakket* plek* vrij beschikbaar gratis btw borg huren huur* verhuur* passen betalen model* "
    "kleur groen blauwe zwarte rode groot volw* geldt studenten* overstappen abonnement abbo* basis "
    "plus verschil zoek* zoeken suggesties nieuwe collectie offertes bruiloft* rondleiding cursus les "
    "lessen lijst hou apart doe tweedehands vegan variant onderdelen losse info informatie",
    wants="wil willen graag zou zoek wens neem doe bestel interesse ik",
    having="mijn mn m'n m’n bestelling* order account inlog* inloggen wachtwoord factuur facturen "
    "rekening* afgeschreven terug* retour* pakketje pakket zending bezorg* track trace afspraak "
    "abonnement* abbonement contract schade* polis aanvraag formulier pas kaart simkaart app "
    "website site code link mail mailtje sms garantie reparatie* chauffeur trein bus lijn "
    "vlucht bagage saldo meter* router internet tv wifi signaal water verwarming scherm accu "
    "klantnummer klantnr nummer naam adres opzeg* opgezegd wijzig* verhui* spaarpunten "
    "container afval* straat* lantaarn* verkeerslicht vergunning dossier bewoners* gemeente bon "
    "kassabon maandbedrag voorschot energieverbruik verzekerd verzekering vergoeding laptop "
    "horloge krant bezorger monteur loket openingstijden open dienstregeling telefoonnummer",
    fault="kapot stuk storing foutmelding fout verkeerd* kwijt verloren gestolen geblokkeerd vast loopt "
    "doet werkt niet niks geen nooit nog klopt dubbel verlopen lekt uit eruit zwart knipper* "
    "vertraging uitgevallen gecanceld geannuleerd plat probleem problemen mis gemist ander anders los "
    "losliggend* verstopt beschadigd ontbreekt lukt krijg steeds sinds blijft",
    help="help hulp graag aub alsjeblieft contact bel bellen terugbellen dm pb reactie reageren nakijken "
    "check* kijken laten weten doorgeven melden meld bevestig* uitleggen vertellen zeggen sturen "
    "stuur oplossing opgelost aanpassen ruilen",
    asks="hoe wanneer waar wat waarom wie welke welk hoelang hoeveel kan kunnen kunt mag moet is zijn heb "
    "hebben heeft doen krijg weet weten wordt zou waarvoor hoezo klopt",
    praise="dank* bedankt dankjewel merci top toppers topper super* geweldig* fantastisch* heerlijk* "
    "prachtig* mooi* fijn* blij* tevreden compliment* hulde chapeau petje respect netjes lief lieve "
    "vriendelijk* aardig* behulp* snel* perfect* beste genoten ten verrukkelijk lekker* fan love "
    "liefde dikke duim sterren trouwe trots keurig correct goed geregeld opgelost geholpen meedenk* "
    "meegedacht schat wauw wow aanrader herhaling verademing initiatief eindelijk dankbaar leuk* "
    "eerlijk uitstekend",
    scorn="slecht* belachelijk schandalig* waardeloos waardeloze schande ramp triest bizar absurd "
    "vreselijk* verschrikkelijk* onbeschoft* onvriendelijk* chagrijnig* vies vieze duur onbetaalbaar "
    "onbegrijpelijk* ongelofelijk teleur* boos klaar zat moe irritant* ergernis frustr* nooit meer "
    "weer alweer zoveelste nul niemand nergens wachten wacht gewacht uren weken dagen maanden uur "
    "keer rij leugen* liegen oplicht* nep* kapot stom* dom* jammer helaas zucht pfff tja bah snap "
    "normaal gek durven heet noemen nou hoor lekker bedankt excuus respect achteruit vroeger "
    "tegenwoordig prijsverhoging weggegooid geld zeker überhaupt huilen heb aan beloven belofte enkel "
    "hoezo koud traag trage drama puinhoop verschrikkelijk",
    you="je jij jullie u uw jouw jou",
    self="ik mijn mn m'n me mij we wij ons onze",
    chat="haha hahaha lol vanavond vandaag morgen weekend zomer goedemorgen fijne feestdagen dag vakantie "
    "weer strand boek koffie thuis huis slaap wereld wedstrijd rust goal concert markt film recept "
    "video blog interview tips win doe mee deel like tag stem live kijk lees collega directeur "
    "burgemeester opening filiaal gefeliciteerd jubileum getrouwd verjaardag iedereen allemaal "
    "gezellig zon regen lente bijna net gisteren samenvatting nieuwe verhaal sollicit* vraag week "
    "raad vergadering première voorstelling",
)
CLASSES: Mapping[str, Mapping[str, tuple[str, ...]]] = {"en": EN, "nl": NL}
