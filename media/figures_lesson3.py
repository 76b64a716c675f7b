"""The figures of the lesson of week 3 on search: encoder and decoder, greedy and beam, errors, BLEU, attention."""

from shapes import COLOURS, FAINT, INK, arrow, box, disc, figure, line, text

PINK, TEAL, GREEN = COLOURS["y"][1], COLOURS["attention"][1], COLOURS["c"][1]
GREY = "#b9b5a9"
FIRST = (("i", 0.40, 84), ("please", 0.35, 204), ("tea", 0.25, 282))
TREE = (  # first word, next word, its probability, the rest, height
    ("i", "would", 0.45, "like tea", 44), ("i", "want", 0.35, "tea", 84), ("i", "need", 0.20, "tea", 124),
    ("please", "bring", 0.60, "tea", 184), ("please", "pass", 0.40, "tea", 224),
    ("tea", "please", 1.00, "", 282),
)  # fmt: skip


def encoder_decoder() -> str:
    """The encoder reads the source, the decoder begins with its last state and reads what it wrote."""
    read, written = ("tom", "quitte", "rome"), ("tom", "leaves", "rome", "end")
    parts = [text(178, 28, "encoder", 15, FAINT, weight=600), text(662, 28, "decoder", 15, FAINT, weight=600)]
    for t, word in enumerate(read):
        x = 70 + 108 * t
        parts += [
            box(x, 130, 58, 44, "a"), text(x, 130, f"a^{{<{t + 1}>}}", 15), box(x, 212, 72, 34, "x", word, 15),
            arrow((x, 195), (x, 152)), arrow((x + 29, 130), (x + (79 if t < 2 else 185), 130)),
        ]  # fmt: skip
    parts += [text(393, 114, "the source", 13, FAINT), text(393, 147, "as one state", 13, FAINT)]
    for t, word in enumerate(written):
        x = 500 + 108 * t
        parts += [
            box(x, 130, 58, 44, "a"), arrow((x, 108), (x, 83)), box(x, 66, 72, 34, "y", word, 15),
            box(x, 212, 72, 34, "x", written[t - 1] if t else "start", 15), arrow((x, 195), (x, 152)),
        ]  # fmt: skip
        if t < len(written) - 1:
            parts += [
                arrow((x + 29, 130), (x + 79, 130)),
                arrow((x + 36, 66), (x + 54, 66), (x + 54, 212), (x + 72, 212), colour=PINK, dashed=True),
            ]
    parts.append(text(662, 248, "the word that was chosen is the next input", 13, PINK))
    return figure(888, 268, "An encoder reads, and a decoder that starts from its last state writes", *parts)


def tea_tree() -> str:
    """All six translations, their probabilities, and the way that greedy goes."""
    return figure(
        760, 324, "Greedy takes the largest number at each fork, and misses the best", *_tree({"i"}, "greedy")
    )


def tea_beam() -> str:
    """The same tree, and what a beam of two keeps."""
    return figure(760, 324, "A beam of two keeps two beginnings at each step", *_tree({"i", "please"}, "beam"))


def _tree(kept: set[str], way: str) -> list[str]:
    """The whole tree; what is kept is pink. kept: first words; way: "greedy" or "beam" """
    heads = ((160, "step 1"), (330, "step 2"), (490, "and on"), (650, "whole sentence"))
    parts = [text(x, 18, words, 13, FAINT) for x, words in heads]
    alive = {("i", "would"), ("please", "bring")} if way == "beam" else {("i", "would")}
    winner = ("please", "bring") if way == "beam" else ("i", "would")
    starts = {word: (chance, y) for word, chance, y in FIRST}
    for word, (chance, y) in starts.items():
        on, beside = word in kept, (86, 112) if y < 164 else (113, 176) if y < 230 else (88, 232)
        parts += [
            line((73, 164), (122, y), colour=PINK if on else GREY, width=3 if on else 1.5),
            box(160, y, 76, 32, "y" if on else "quiet", word, 15),
            text(*beside, f"{chance:.2f}", 13),
        ]
    parts.append(disc(48, 164, "plain", "start", 25, 13))
    for first, word, chance, rest, y in TREE:
        before, on = starts[first], (first, word) in alive
        colour, width, kind = (PINK, 3.0, "y") if on else (GREY, 1.5, "quiet")
        ink, weight = (PINK, 600) if (first, word) == winner else (INK, 400)
        parts += [
            line((198, before[1]), (292, y), colour=colour, width=width),
            text(268, before[1] + 0.75 * (y - before[1]) - (14 if y < before[1] - 20 else 10), f"{chance:.2f}", 13),
            box(330, y, 76, 32, kind, word, 15),
            text(650, y, f"{before[0]:.2f} · {chance:.2f} = {before[0] * chance:.2f}", 15, ink, weight=weight),
        ]
        if rest:
            parts += [
                line((368, y), (442, y), colour=colour, width=width),
                text(405, y - 10, "1.00", 12, FAINT),
                box(490, y, 96, 32, kind, rest, 15),
            ]
    if way == "beam":
        parts.append(text(160, 310, "dropped at step 1", 13, FAINT))
    return parts


def blame() -> str:
    """Two sentences on a line of log probabilities: which of the two is further right decides."""
    parts = []
    rows = (
        (70, 0.72, 0.42, "The model prefers y*, and the search missed it:", "the search is to blame"),
        (168, 0.36, 0.66, "The model prefers ŷ, and the search found it:", "the model is to blame"),
    )
    for y, star, hat, why, who in rows:
        left, right = 40, 430
        parts += [
            arrow((left, y), (right, y), colour=FAINT),
            disc(left + star * (right - left), y, "c", "y*", 19, 15),
            disc(left + hat * (right - left), y, "y", "ŷ", 19, 15),
            text(left, y + 34, "less probable", 12.5, FAINT, "start"), text(right, y + 34, "log P = 0", 12.5, FAINT),
            text(470, y - 11, why, 14.5, anchor="start"), text(470, y + 13, who, 16, PINK, "start", 600),
        ]  # fmt: skip
    parts.append(text(235, 24, "a person's y* is better than the output ŷ", 14, FAINT))
    return figure(880, 224, "Who made the mistake: compare P(y*|x) with P(ŷ|x)", *parts)


def bleu() -> str:
    """Single words and pairs of a candidate, those that count and those that do not."""
    candidate = ("is", "is", "buying", "the", "red", "car")
    reference = ("my", "sister", "is", "buying", "the", "small", "red", "car")
    parts = [text(120, 40, "reference", 14, FAINT, "end"), text(120, 110, "candidate", 14, FAINT, "end")]
    parts += [box(172 + 78 * k, 40, 70, 32, "c", word, 14.5) for k, word in enumerate(reference)]
    for k, word in enumerate(candidate):
        counted = k != 1
        parts.append(box(172 + 78 * k, 110, 70, 32, "y" if counted else "quiet", word, 14.5))
    parts.append(text(250, 140, "clipped: one “is” only", 12.5, FAINT))
    pairs = (False, True, True, False, True)
    for k, counted in enumerate(pairs):
        x = 211 + 78 * k
        colour = PINK if counted else GREY
        parts += [
            line((x - 36, 168), (x - 36, 176), (x + 36, 176), (x + 36, 168), colour=colour, width=2.4),
            text(x, 190, "counts" if counted else "no", 12.5, colour if counted else FAINT),
        ]
    parts += [
        text(120, 176, "pairs", 14, FAINT, "end"),
        text(680, 110, "5 of 6 words", 15, PINK, "start", 600),
        text(680, 176, "3 of 5 pairs", 15, PINK, "start", 600),
    ]
    return figure(820, 214, "BLEU counts the candidate's words and pairs that the reference has too", *parts)


def attention() -> str:
    """Three states, three scores, their weights, and the context: the numbers of the lesson."""
    rows = ((70, "[8, 0]", "0", "1", "1/8"), (150, "[0, 8]", "0.69", "2", "2/8"), (230, "[4, 4]", "1.61", "5", "5/8"))
    heads = ((70, "states a"), (250, "scores e"), (372, "exp(e)"), (500, "weights α"), (700, "context"))
    parts = [text(x, 26, words, 14, FAINT, weight=600) for x, words in heads]
    parts += [box(160, 296, 92, 36, "a", "s_{prev}", 16), arrow((206, 296), (250, 296), (250, 256))]
    parts.append(text(262, 300, "what is to be written next decides the scores", 13, FAINT, "start"))
    for y, state, score, power, weight in rows:
        parts += [
            box(70, y, 84, 40, "a", state, 16), arrow((112, y), (224, y)), disc(250, y, "plain", score, 25, 14),
            arrow((275, y), (348, y)), text(372, y, power, 17), arrow((396, y), (472, y)),
            disc(500, y, "attention", weight, 27, 15), line((527, y), (600, y), (600, 150), colour=TEAL),
        ]  # fmt: skip
    parts += [
        arrow((600, 150), (648, 150), colour=TEAL), box(700, 150, 100, 44, "attention", "[3.5, 4.5]", 16),
        text(372, 262, "sum: 8", 13, FAINT), text(700, 192, "Σ α a", 15, FAINT),
    ]  # fmt: skip
    return figure(780, 326, "From states to scores, weights that sum to 1, and a context", *parts)


FIGURES = {
    "lesson3_encoder_decoder.svg": encoder_decoder,
    "lesson3_tea_tree.svg": tea_tree,
    "lesson3_tea_beam.svg": tea_beam,
    "lesson3_blame.svg": blame,
    "lesson3_bleu.svg": bleu,
    "lesson3_attention.svg": attention,
}
