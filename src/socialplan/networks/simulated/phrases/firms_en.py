"""What companies say in English, as templates: a choice {a|b}, the company {@}, a product {p}."""

PRODUCTS = ("elderflower tea", "mint tea", "herb honey", "ginger tea", "rooibos", "the tasting box")
PLAIN = """
{p} is back {in the shop|on the shelf|online}. #tea
A {quiet|rainy|free} {afternoon|morning} with {p}. #tea
{Packed|Mixed|Weighed} {today|this morning}: {p}.
This is how {p} looks {before drying|before mixing|on the scales}.
Our mill has been grinding {p} since {early this morning|six o'clock|yesterday}.
{New season, new harvest|Fresh harvest}: {p}. #tea
On {Saturday|Friday} we are at the market in {Oosterveld|Leeds}, with {p}.
"""
RECIPE = """
Recipe of the {week|month}: {iced|syrup with|jelly with} {p}. #recipe
Save this recipe: {cake|tart|biscuits} with {p}. #recipe
A recipe in {three|four|five} steps with {p}. #recipe #tea
{Quick|Simple} recipe for {the weekend|lunch}: {dressing|marinade} with {p}. #recipe
"""
GARDEN = """
A look in the garden: {p} {in the making|in the early light}. #garden
Our garden smells of {p} {today|this week}. #garden
{Pruning|Sowing|Picking} in the garden for {p}. #garden
"""
GIVEAWAY = """
Giveaway: win {p}. #giveaway
{Join in|Reply} and win {p}. #giveaway
"""
CAMPAIGN = """
Come and {taste|see}: {p} at our tasting in Oosterveld. #tasting
{This week|A few days left}: tasting, with {p}. #tasting
"""
RIVAL = """
New on the shelf: {p}. #tea
Recipe: {pancake|muffin|smoothie} with {p}. #recipe
{p}, now {at a discount|with free shipping}.
Have a look in our {greenhouse|kitchen|roastery}.
{Did you know|Good to know:} {p} is fine cold too{?|.}
"""
ANSWER_SERVICE = """
{Hi|Hello}, your order is {on its way|packed}, a tracking code follows {today|tomorrow}.
{Thanks for your message.|Good that you ask.} Send us your order number privately and we will check.
Yes, within {14|30} days you can {return|exchange} it.
{Dry and dark|In a closed jar} it keeps for {a year|six months}.
You find it in your account under {orders|details}. Let us know if that fails.
"""
ANSWER_PRODUCT = """
{Thanks for asking!|Good question.} From {Thursday|next week} on, {in stock|in the shop}.
{Not at all|No}, only herbs.
Yes, {as a refill|in a large pack} too.
We will find out and send you a message.
All prices are on our site, shipping is {3.95|4.50}.
"""
APOLOGY = """
{How annoying|We are sorry}. {Send your order number|Send us a private message} and we will solve it.
{Sorry, this went wrong|Apologies for the wait}. We send a new one {today|tomorrow}.
This should not have happened. We {look into it|call you today} and come back to you.
"""
WELCOME = """
{How nice to hear|Good to read}{!|, thank you!}
{Enjoy|Thanks for sharing}{!| 🌿}
"""
STORM_PASSED_ON = "{The tasting box} of {@} came in three layers of plastic. Surely that can be done better?"
STORM_EXTRA = """
{@} my parcel {still|after a week still} has not arrived{.|, bad.|!}
{A week|Eight days} of waiting for {p}, {@}, what is wrong{?|??}
{@} the site says delivered, but there is nothing here. {Ridiculous|Useless|Very annoying}.
{Same here|Nothing here either} {@}, {badly organised|what a mess}.
"""
TEMPLATES = {
    "own": PLAIN, "own_recipe": RECIPE, "own_garden": GARDEN, "own_giveaway": GIVEAWAY,
    "own_campaign": CAMPAIGN, "rival": RIVAL, "answer_service": ANSWER_SERVICE,
    "answer_product": ANSWER_PRODUCT, "apology": APOLOGY, "welcome": WELCOME,
    "storm_passed_on": STORM_PASSED_ON, "storm_extra": STORM_EXTRA,
}  # fmt: skip
NAMES = {
    "gap": "Nothing was kept of this month", "person": "example_",
    "display": "Example {number} (fictional)",
    "fictional": "fictional", "tasting": "Tasting", "spring": "Newsletter", "edited": " (edited)",
}  # fmt: skip
