"""theme_map: what is talked about."""

from ..entry import SAID, Analysis

ENTRY = Analysis(
    name="theme_map",
    version=1,
    module="socialplan.analysis.theme_map",
    tables=("posts",),
    title="What is talked about",
    question="What do people talk about, and how much of it has no clear theme?",
    about=(
        "Posts with words, without reposts, in eight to twenty themes. A theme is a set of terms that stand "
        "together in posts; it is named by the three that weigh most and shown with its most telling post. A "
        "post falls into the theme that explains most of it, and into none where no theme explains half of "
        "what all explain. Of more than 20,000 posts as many are drawn by chance. Themes here are a map to "
        "look around with: whether one draws more response is another question."
    ),
    method=(
        "Non-negative matrix factors (Lee and Seung 1999) of TF-IDF weights of words, hashtags and two-word "
        "terms in at least 5 posts and at most 30 % of them, started from singular vectors (Boutsidis and "
        "Gallopoulos 2008), one theme per 150 posts. Shares with Wilson's interval (1927)."
    ),
    unit="share of posts with a clear theme",
    measures=("share", "people"),
    by=(),
    options=(SAID,),
)
