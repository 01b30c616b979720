"""products: what people say and ask about what we offer."""

from ..entry import SAID, Analysis, Option

ENTRY = Analysis(
    name="products",
    version=1,
    module="socialplan.analysis.products",
    tables=("posts",),
    labellers=("question", "sentiment"),
    title="Products and services",
    question="Which of our products and services are mentioned, and what part of that is a question?",
    about=(
        "Posts that hold the name of a product or one of its other names, as whole words, whatever the "
        "capitals. A post that names two products counts for both. Products nobody mentions are listed with "
        "zero. On the pages the products are those of the brief."
    ),
    method=(
        "Counts with the exact Poisson interval (Garwood, 1936), shares with Wilson's (1927). Questions and "
        "negative posts by the labels that models gave or people corrected, of the mentions that were read."
    ),
    unit="products mentioned",
    measures=("mentions", "share", "questions", "question_share", "negative_share"),
    by=("account", "brand", "network", "day", "week"),
    options=(
        Option("products", str, "", "Products with their other names: Espresso, coffee; Tea. Needed."),
        SAID,
    ),
)
