"""Words that are no themes: the small words of Dutch and English, and the titles that networks make up."""

ENGLISH = """
a about above across actually after again against ago ain all almost alone along already also although
always am among amp an and another any anybody anyone anything are aren arent around as asked at away
back be became because become been before behind being below between both but by came can cannot cant
com come comes could couldn couldnt d day days did didn didnt do does doesn doesnt doing don done dont
down during each either else enough even ever every everybody everyone everything few first for found
from get gets getting give gives go goes going gone got had hadn has hasn hasnt have haven havent having
he hed hell her here heres hers herself hes him himself his how however http https i id if ill im in
into is isn isnt it its itself ive just keep know last least less let lets like ll look looks m made
make makes many may maybe me might mine more most much must my myself need never new next no nobody none
nor not nothing now nt of off often oh ok okay on once one ones only onto or other others our ours out
over own part per please put quite rather re really right rt s said same saw say saying says see seen
shall she shed shes should shouldn shouldnt since so some somebody someone something soon still such t
take takes tell than thank thanks that thatll thats the their theirs them themselves then there theres
these they theyd theyll theyre theyve thing things think this those though three through time to today
together told tomorrow too took toward tried two under until up upon us use used using ve very via vs
want wants was wasn wasnt way we wed week well went were weren werent weve what whatever whats when
where wheres whether which while who whole whom whos whose why will with within without wont would
wouldn wouldnt www year years yes yesterday yet you youd youll your youre yours yourself youve
"""
DUTCH = """
aan achter af al alle alleen allemaal alles als altijd ander andere anders ben bent bij bijna boven d
daar daarbij daarmee daarna daarom daarvan daarvoor dag dagen dan dat de deze die dit doe doen doet door
dus echt een eens eerst eigenlijk elk elke en er erg ergens eruit ervan ervoor even gaan gaat gedaan
geeft geen gehad gekomen geven geweest geworden ging gisteren goed had hadden heb hebben hebt heeft heel
hele hem hen het hier hierbij hierin hij hoe hun ieder iedere iedereen iemand iets ik in is ja je jij
jou jouw jullie kan kijk klik komen komt kon konden krijgen krijgt kun kunnen kunt laat laten lees m
maakt maar mag maken me mee meer meest men met mij mijn mijne min moest moesten moet moeten mogen morgen
n na naar nee net niemand niet niets nieuw nieuwe niks nog nooit nou nu of om omdat onder ons onze ook
op over per praat s samen snel soms staan staat steeds straks t te tegen tenzij terug terwijl tijd toch
toe toen tot tussen uit uur vaak vaker van vanaf vanavond vandaag vanuit veel ver via vind voor vooral
voordat waar waarbij waardoor waarin waarmee waarom waarop waarvan wanneer want waren was wat we weer
weg wel welk welke werd werden wie wij wil willen wilt word worden wordt zal ze zeer zeg zegt zei zelf
zelfs zich zien ziet zij zijn zo zoals zodat zonder zou zouden zullen zult
"""
STOP_WORDS: frozenset[str] = frozenset(ENGLISH.split()) | frozenset(DUTCH.split())

# Titles a network gives by itself, in lower case; whatever stands with many posts is found by counting.
AUTOMATIC_TITLE = (
    r"^(timeline photos|mobile uploads|instagram photos|ios photos|untitled album"
    r"|(profile|cover) (photos?|pictures?|videos?)|photos? from .*post"
    r"|.*['’]s? (cover|profile) (photo|picture|video)|tijdlijnfoto['’]?s|mobiele uploads"
    r"|(omslag|profiel)(foto|afbeelding).*|foto['’]?s? (van|uit) .*bericht.*)\.?$"
)
