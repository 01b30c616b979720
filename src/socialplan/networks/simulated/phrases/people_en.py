"""What people say in English, as templates: a choice {a|b}, the company {@}, a product {p}."""

PRAISE = """
{Just|Finally} {tried|had} {p} by {@}, {delicious|absolutely lovely|so good}{!| 😍|.}
{p} by {@} is {amazing|the best I ever had|wonderful}{!|. Love it.| 😋}
{Very|So|Really} {happy|pleased} with {p} from {@}{.|!| 👍}
{Kudos|Compliments} to {@}: {p} {is beautifully packed|is even better than last year|tastes great}.
{@} {makes|sells} the {best|finest|nicest} herbal tea{.|!| ❤️}
{Lovely|Great|Nice} shop, {friendly people|great service|helped me quickly}. Thanks {@}!
{Ordered yesterday, here today|Delivered within a day}, {brilliant|great|perfect} {service|work} {@}!
I {love|adore} {p} {with breakfast|after a long day|before bed}, {so good|delicious}. {@}
{Beautiful|Perfect} gift: {p} by {@}. {My mum|My sister|My colleague} {loved it|was delighted}!
"""
RECOMMEND = """
{Highly|Really} recommend {p} by {@}. {Delicious|Lovely} and {soft|fresh|full of taste}.
If you {like|love} {herbs|tea}, try {p} by {@}, {you will not regret it|so good}!
I {recommend|would recommend} {p} by {@} to everyone, {great stuff|lovely people too}.
{Tip|For tea lovers}: {p} by {@} is {great|delicious|fantastic}.
"""
THANKS = """
{Great|Super|Lovely}, {thank you|thanks}{!|.| 🙏}
{Thanks|Thank you} for {the quick answer|answering|your help}{!|.|, much appreciated.}
{Ah good|Clear}, {thanks|thank you}{!|.}
{Brilliant|Perfect}, {thanks a lot|thank you so much}!
"""
COMPLAINT = """
{@} {still|I am still} waiting for {p} after {a week|ten days|a month}, {terrible service|ridiculous}.
{Such a|Another} {disappointment|bad experience}: {p} from {@} arrived {broken|leaking|damaged}.
{p} by {@} {tastes of nothing|is really bad lately|is a letdown}. {Waste of money|Disappointed}.
{Very|So|Really} {disappointed|unhappy} with {@}. {Nobody answers|Only excuses}.
{Ridiculous|Disgraceful}, {p} by {@} {costs even more now|is half the size for the same price}.
{Parcel|Order} from {@} {lost|gone}, {customer service ignores me|no reply at all}. {Useless|Terrible}.
{Never again|I will never buy} {p} from {@}, {horrible|awful taste|what a mess}.
{Angry|Very angry} at {@}: {promised but not delivered|charged me and sent nothing}{.|!| 😡}
{@} the box of {p} is {useless|rubbish}, {all fell out|tea all over my bag}. {Annoying|Awful}{.|!}
"""
FAULT = """
{@} your {website|site|web shop} {does not work|crashes|gives an error} at {checkout|login}.
{@} I {can't log in|can't find my order|can't use the discount code}{.|, it keeps failing.}
{p} is missing from my {parcel|order} from {@}, {please send it|please help}.
{@} I got the wrong {order|box}, {p} is in it and I never ordered that.
My {order|parcel} from {@} says {delivered|received} but {there is nothing here|I have nothing}.
{@} I was charged twice for {p}, {please refund|please check}.
"""
ANGER_ASKS = """
{@} where is my {order|parcel}? {Two weeks|Ten days} and {nothing|no word}, {terrible|ridiculous}!
{@} when do I {finally|ever} get my money back? {This is awful|I am fed up}.
{@} why does {nobody|no one} answer my mail? {Terrible|Awful} service.
{Bad|Ridiculous} {@}, {damaged|broken} again. How are you going to fix this?
"""
RHETORICAL = """
{@} who {invented|designed} this? {So much plastic around|Such a price for} {p}, {shameful|ridiculous}.
How {bad|useless} can your service be {@}?! {What a mess|Pathetic}.
You call this {service|fresh} {@}? {Sad|What a bad joke}.
"""
SERVICE_ASKS = """
{Hi|Hello|Good morning} {@}, {when will|what time will} my {order|parcel} be delivered?
{@} {can I|how can I} {return|exchange} {p}?
{@} where {do I find|is} {the invoice of my order|my order number}?
{Hello|Hi} {@}, {could you|can you} still {change|update} my {address|order}?
{@} how long {does|will} {p} {last after opening|keep once opened}?
{@} how do I {cancel|stop} {my subscription|the newsletter}?
{Question|Quick question} {@}, do I {still|also} get {a discount on|points for} a second {parcel|order}?
{Hi|Hello} {@}, has {my return|my parcel} {arrived|reached you} yet?
"""
PRODUCT_ASKS = """
{@} when will {p} be {back|available again|in stock}?
{@} is there {sugar|caffeine|gluten} in {p}?
{@} do you sell {p} {as a refill|in a large pack|without bags}?
{@} what {is the price of|does it cost to ship} {p}?
{@} is {p} {suitable for children|organic|vegan}?
{@} do you {ship|deliver} {p} to {Belgium|shops|restaurants} too?
{Does anyone know|Anyone any idea} where I can {buy|find} {p} by {@} in {Leeds|York|Bath}?
{@} {can I|could I} {have|get} {p} {wrapped as a gift|reserved|picked up in the shop}?
"""
BUYS = """
{@} I {want|would like} to {order|buy} {two|three|five} times {p} {for work|for a party}.
{@} looking for a voucher or {p} as a gift, please send {a quote|the price}.
I am {ordering|buying} {p} from {@} {next week|tomorrow}, {the offer still runs|it is on the list}.
"""
CHAT = """
{Tonight|This afternoon|Later}: {p} by {@} {on the menu|on the table|in the flask}.
{Just|We} {walked|cycled} past {@} in {Oosterveld|town}, it was {busy|quiet}.
{@} will be at the market in {Oosterveld|Leeds|York} on {Saturday|Sunday|Friday}.
I {saw|read} that {@} has a new {story|post|film} about {p}.
{p} by {@} next to {the window|my laptop|the paper}, {rain outside|it is autumn|Sunday at home}.
{At home|At the office} {p} by {@} is {in the kitchen|in the cupboard|on the shelf}.
{This|It} is the {second|third} box from {@} this month.
{Today|Tomorrow} a course on {drying herbs|mixing tea} at {@}.
{My neighbour|A colleague|My cousin} has worked at {@} {since May|for a while|for years}.
{Episode|Part} {2|3|4} about {@} and {p} is online.
{@} has a {branch|stall|shop} in {Leeds|York|Bath}.
"""
REMARK = """
{In the garden|On the balcony|By the fire} with {a pot|a cup} of {p}.
{Sunday|Tonight}: {p} with {cake|a book|the children}.
{This|That} one is in our {cupboard|office} too.
{Look|See this|Here it is} then, {p}.
I {make|have} it with {honey|lemon|a bit of milk}.
"""
TEMPLATES = {
    "praise": PRAISE, "recommend": RECOMMEND, "thanks": THANKS, "complaint": COMPLAINT, "fault": FAULT,
    "anger_asks": ANGER_ASKS, "rhetorical": RHETORICAL, "service_asks": SERVICE_ASKS,
    "product_asks": PRODUCT_ASKS, "buys": BUYS, "chat": CHAT, "remark": REMARK,
}  # fmt: skip
