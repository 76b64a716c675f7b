"""Questions and explanations as plain text: for the terminal and for feedback, where nothing is typeset."""

from __future__ import annotations

import re

SIGNS = {
    "langle": "<",
    "rangle": ">",
    "Gamma": "Γ",
    "sigma": "σ",
    "theta": "θ",
    "sum": "sum",
    "times": "×",
    "cdot": "·",
    "mid": "|",
    "log": "log",
    "exp": "exp",
    "dots": "...",
}
ACCENTS = {"hat": "\u0302", "tilde": "\u0303"}
MATHS = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.S)


def plain(text: str) -> str:
    """The text without marks, its formulas in a line of ordinary characters.

    >>> plain("Keep $1 - \\\\Gamma_u$ of $c^{\\\\langle t \\\\rangle}$, not `c`.")
    'Keep 1 - Γ_u of c<t>, not `c`.'
    """
    parts = MATHS.sub(lambda match: _maths(match[1] or match[2]), text)
    return " ".join(parts.split())


def _maths(latex: str) -> str:
    text = re.sub(r"\\frac\{(.+?)\}\{(.+)\}", r"\1 / (\2)", latex)
    text = re.sub(r"\\(hat|tilde)\{(\w)\}", lambda match: match[2] + ACCENTS[match[1]], text)
    text = re.sub(r"\\([A-Za-z]+) ?", lambda match: SIGNS.get(match[1], match[1]), text)
    text = re.sub(r"\^\{(.*?)\}", lambda match: match[1] if match[1][:1] in "<(" else f"^({match[1]})", text)
    text = re.sub(r"_\{(.*?)\}", r"_(\1)", text)
    return text.replace("< ", "<").replace(" >", ">").replace("{", "").replace("}", "")
