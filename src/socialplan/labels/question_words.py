"""Words that ask, per language and by what they do in a sentence: general classes, written here."""

from collections.abc import Mapping


def _split(**classes: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in classes.items()}


EN = _split(
    asks="what whats what's wat wut who whos who's where wheres where's when whens when's why how hows "
    "how's which whose whom wtf",
    verb="do does did is are am was were can could will would should shall have has had may might isn't "
    "arent aren't don't dont doesn't doesnt didn't didnt can't cant couldn't won't wouldn't haven't "
    "hasn't hadn't ain't aint r wasn't weren't",
    subject="i you u ya he she it we they this that there the a an any anyone anybody someone somebody my "
    "your ur yall y'all these those our his her their everyone everybody people guys",
    you="you u ya your ur yall y'all",
    any="any anyone anybody any1 anyone's ne1",
    some="someone somebody one",
    wants="wanna want wants wana know knows got here from heard seen care up else interested tried",
    filler="hi hello hey hiya yo so and but ok okay lol haha well oh um sorry please pls dear morning "
    "evening good afternoon now then also just or team guys yes no ah hmm anyway",
    exclaims="a an",
    asked="wondering question suggestions tips recommendations idea clue",
    begs="tell explain know let confirm advise wonder",
    tag="huh hu eh right rite though correct anyone anybody please pls",
    short="asl wbu hbu sup wassup whatsup wats wazzup whatcha whassup",
    joins="and but so or because",
    ends_in="now about",
    than="if when as once since unless because",
    told="did ever",
    strong="is are am was were can could would should does did has may shall isn't isnt aren't arent "
    "doesn't doesnt didn't didnt can't cant couldn't won't wouldn't hasn't wasn't weren't r",
    asks_is="whats what's whos who's wheres where's whens when's hows how's wats",
    wish="wanna wana want wants care",
    alone="you u ya urself yourself",
    negates="not never just really so",
    self="i we",
    scorn="even bother point joke seriously honestly ever supposed actually pathetic ridiculous shambles "
    "worst",
)
NL = _split(
    asks="wat wie waar wanneer waarom hoe welke welk hoelang hoeveel waarvoor waarmee waarheen hoezo "
    "waardoor wiens waaraan waarop waarin waarover hoever hoelaat",
    verb="is zijn ben bent kan kun kunnen kunt mag mogen moet moeten wil wilt willen heb hebt heeft "
    "hebben had hadden was waren wordt worden word ga gaat gaan doe doet doen weet weten zou "
    "zouden zal zullen zult komt komen klopt krijg krijgt krijgen geldt gelden werkt werken zit "
    "zitten ligt liggen staat staan bestaat levert leveren duurt hoef hoeft hoeven kost kosten "
    "rijdt rijden lukt blijft kom kent ken ziet zien vindt vinden vind gebeurt",
    subject="je jij jullie u ik we wij ze zij er het dit dat deze die iemand 't mijn mn m'n jouw uw de "
    "een onze hier daar hij mensen al ie",
    you="je jij jullie u jouw uw",
    any="iemand wie",
    some="iemand",
    wants="weet heeft kent tips ervaring ervaringen idee kan zin",
    filler="hoi hallo hee hey beste goedemorgen goedemiddag goedenavond goedendag dag sorry en maar "
    "dus nou oke ok zeg ja nee pls aub even team mensen vraagje vraag jongens eh ah hm of "
    "trouwens dan",
    exclaims="een n zo",
    asked="vraag vraagje vragen suggesties tips idee advies benieuwd",
    begs="vertellen uitleggen zeggen weten bevestigen laten aangeven doorgeven",
    tag="toch hè he niet hoor aub alsjeblieft",
    short="hoezo watte huh",
    joins="en maar dus of want",
    ends_in="nu dan",
    than="als omdat zodra toen dat terwijl zoals dan wat dank bedankt voor met van aan bij door sinds nog "
    "denk zodat hoop graag tot zo dus hopelijk helaas soms nu eindelijk wanneer",
    told="wist kent ken herken ook",
    strong="is zijn kan kunnen mag mogen moet moeten hebben heeft wordt worden gaat gaan doet klopt geldt "
    "gelden werkt werken komt komen duurt levert leveren kost kosten lukt bestaat krijgen willen "
    "zullen zitten staan",
    asks_is="hoezo",
    wish="zin iemand",
    alone="jij jou jullie",
    negates="niet geen nooit echt gewoon wel weer al nog helemaal",
    self="ik we wij",
    scorn="nou eens überhaupt normaal gek belachelijk schandalig heet noemen zeker durven slaat "
    "waardeloos werkelijk zoiets moeilijk ramp triest tegenwoordig iedereen nooit",
)
CLASSES: Mapping[str, Mapping[str, frozenset[str]]] = {"en": EN, "nl": NL}
