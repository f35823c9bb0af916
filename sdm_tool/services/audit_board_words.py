"""What a board report and a workbook say about their figures, for people who know no statistics."""

TITLE = "How well decisions are shared"
TOP_SCORE = (
    "Top Score: of every 100 complete answers, how many gave the highest number to all three "
    "items of CollaboRATE. 95% interval: the range the true share could sit in by chance alone."
)
CHANGE = (
    "Change: points since the period before and, in brackets, the range that chance leaves for it "
    "(method: Newcombe, 1998). Where that range holds 0, no change was shown."
)
CHARTS = (
    "Charts over time: common cause is the up and down that such numbers always have. Special "
    "cause is a point, or a run of points, that it would seldom bring. The table below a picture "
    "holds its latest twelve points."
)
SMALL_COUNTS = (
    "Under 25 complete answers there is no score. Counts from 1 to 7 are a star, others are "
    "rounded to the nearest 5. Per cents are whole; those of Top Scores, and their ranges, are "
    "worked out before counts are rounded."
)
RELEASES = (
    "Figures are released once, when a month closes, and never change. A month with too few "
    "answers is counted together with later ones; months that are only partly in the period "
    "are not in it."
)
ORDER = "Teams stand in A to Z order. Young people’s and parents’ answers are never added together."
TRAIL = (
    "The newest link of the trail, at the foot of each page, is a fingerprint of all that the "
    "record of who did what held when this report was made. To check that nothing of it was "
    "changed since: sdm-tool trail verify --link, with that line."
)
