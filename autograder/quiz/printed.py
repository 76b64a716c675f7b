"""The printable quiz: variant 0, typeset by Typst, which brings its fonts and compiler along and needs no network.

    pdf(quiz)                       the bytes of the file, A4; the same quiz always gives the same
    pdf(quiz, paper="us-letter")
    files()                         Week_n/Module_n_Graded_Quiz.pdf, all three; `autograder build` writes them

No explanation and no key is in it. `python -m autograder.quiz` prints on other paper, elsewhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from autograder import course
from autograder.course import MEDIA
from autograder.errors import AuthoringError
from autograder.quiz.drawing import Drawn, drawn
from autograder.quiz.notebook import load
from autograder.quiz.plain import plain
from autograder.quiz.schema import POINTS, Quiz

PAPERS = ("a4", "us-letter")
SHORT = 32  # characters of options that stand two to a line
TIMESTAMP = 1_767_225_600  # 1 January 2026: a date of now would make every build differ
COMMANDS = {
    "langle": "chevron.l",
    "rangle": "chevron.r",
    "Gamma": "Gamma",
    "sigma": "sigma",
    "theta": "theta",
    "sum": "sum",
    "cdot": "dot.op",
    "times": "times",
    "mid": "|",
    "log": "log",
    "exp": "exp",
    "dots": "dots",
}
FUNCTIONS = {"hat": 1, "tilde": 1, "frac": 2}  # with so many arguments in braces
TOKEN = re.compile(r"\\[A-Za-z]+|[{}]|.", re.S)
PIECE = re.compile(r"(```.*?```|`[^`]*`|\$\$.+?\$\$|\$[^$]+\$)", re.S)
SPECIAL = re.compile(r"([\\*_#@<>~$\[\]])")
LIST = re.compile(r"^([ ]*\d+)(\.)(?= )", re.M)  # a number at the start of a line is no item of a list
PAGE = """#set document(title: "{title}", author: "Sequence Models")
#set page(paper: "{paper}", margin: (x: 2.2cm, top: 2cm, bottom: 2.2cm), footer: context [
  #set text(size: 9pt, fill: luma(90))
  Sequence Models, graded quiz of week {week} #h(1fr) page #counter(page).display() of #counter(page).final().first()
])
#set text(font: "Libertinus Serif", size: 11pt, lang: "en")
#set par(leading: 0.62em)
#show raw: set text(font: "DejaVu Sans Mono", size: 9pt)
#show raw.where(block: true): it => block(fill: luma(244), inset: 8pt, radius: 3pt, width: 100%, it)
#let question(number, title, body) = block(breakable: false, above: 1.7em, width: 100%)[
  #text(weight: "bold", size: 12pt)[#number. #title] #h(1fr) #text(size: 9.5pt)[{points} points]
  #v(0.1em)
  #body
]
#let option(letter, mark, body) = grid(
  columns: (1.1em, 1.3em, 1fr), column-gutter: 0.35em, mark, [#letter)], body,
)
#let round-mark = circle(radius: 0.36em, stroke: 0.7pt)
#let square-mark = square(size: 0.72em, stroke: 0.7pt)
#let line-for-answer = [Answer: #box(width: 5.5cm, stroke: (bottom: 0.6pt), height: 1em)]

#text(size: 20pt, weight: "bold")[{title}]

Week {week} #h(1em) {minutes} minutes #h(1em) 100 points
#h(1fr) Name: #box(width: 5.5cm, stroke: (bottom: 0.6pt), height: 1em)

#block(fill: rgb("#fdfcf8"), stroke: 0.6pt + rgb("#dcd8cc"), radius: 4pt, inset: 9pt, width: 100%)[
  This is variant 0. To have it graded, open `{id}.ipynb`, write `learner = "paper"` in its first cell, fill in your
  answers and run the last cell. #box(round-mark) asks for one choice. #box(square-mark) asks for all that are right; a
  wrong one takes back a right one.
]
"""


def pdf(quiz: Quiz, paper: str = "a4") -> bytes:
    """The quiz on paper. AuthoringError names what cannot be typeset."""
    import typst

    compiled: Any = typst.compile
    try:
        return compiled(source(quiz, paper).encode(), root=str(MEDIA), ignore_system_fonts=True, timestamp=TIMESTAMP)
    except typst.TypstError as error:
        raise AuthoringError(f"{quiz.id}: cannot be typeset ({error}); look at its formulas and figures.") from None


def source(quiz: Quiz, paper: str = "a4") -> str:
    """The quiz as Typst's own text."""
    if paper not in PAPERS:
        raise AuthoringError(f"{paper}: is no paper that is known; choose one of {', '.join(PAPERS)}.")
    week = next(one.week for one in course.QUIZZES if one.id == quiz.id)
    head = PAGE
    for name, value in (*vars(quiz).items(), ("paper", paper), ("week", week), ("points", f"{POINTS:g}")):
        head = head.replace(f"{{{name}}}", str(value))
    return head + "\n".join(_question(question) for question in drawn(quiz, 0))


def files(folder: Path | None = None, paper: str = "a4") -> dict[Path, bytes]:
    """Every printed quiz and where it goes: beside its notebook, or into `folder`."""
    return {(folder or one.folder) / f"{one.id}.pdf": pdf(load(one), paper) for one in course.QUIZZES}


def typeset(text: str) -> str:
    """A text of a source in Typst's own marks.

    >>> typeset("At $x^{\\\\langle t \\\\rangle}$, see `a[0]` & *b*")
    'At $x^(chevron.l t chevron.r)$, see `a[0]` & \\\\*b\\\\*'
    """
    return "".join(_piece(piece) for piece in PIECE.split(text))


def _piece(piece: str) -> str:
    if piece.startswith("`"):
        return piece
    if piece.startswith("$$"):
        return f"$ {_maths(piece[2:-2])} $"
    if piece.startswith("$"):
        return f"${_maths(piece[1:-1])}$"
    return LIST.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", piece))


def _maths(latex: str) -> str:
    tokens = TOKEN.findall(latex.strip())
    return " ".join(_read(tokens, until=None).split())


def _read(tokens: list[str], until: str | None) -> str:
    made = ""
    while tokens:
        token = tokens.pop(0)
        if token == until:
            return made
        if token == "{":
            made += f"({_read(tokens, '}')})"
        elif token[0] == "\\" and token[1:] in FUNCTIONS:
            made += f" {token[1:]}({', '.join(_argument(tokens) for _ in range(FUNCTIONS[token[1:]]))})"
        elif token[0] == "\\" and token[1:] in COMMANDS:
            made += f" {COMMANDS[token[1:]]}" + " " * (made[-1:] not in "^_")
        elif token[0] == "\\":
            raise AuthoringError(f"{token}: is not known to the printed quiz; add it to COMMANDS in {__name__}.")
        else:
            made += {"/": r"\/", "#": r"\#", "*": "ast.op"}.get(token, token)
    return made


def _argument(tokens: list[str]) -> str:
    if not tokens or tokens.pop(0) != "{":
        raise AuthoringError("a formula lacks the brace that follows a command.")
    return _read(tokens, "}")


def _question(question: Drawn) -> str:
    about = question.question
    parts = [typeset(question.ask)]
    if about.figure:
        parts.insert(0, f'#align(center, image("/{about.figure[0]}", width: 78%, alt: {_quoted(about.figure[1])}))')
    if question.choices:
        mark = "round-mark" if about.kind == "single" else "square-mark"
        columns = 2 if all(len(plain(choice.text)) <= SHORT for choice in question.choices) else 1
        shown = [f"option([{c.letter}], {mark})[{typeset(c.text)}]," for c in question.choices]
        parts.append("\n".join([f"#grid(columns: (1fr,) * {columns}, row-gutter: 1em,", *shown, ")"]))
    else:
        parts.append("#line-for-answer")
    return f"#question({about.number})[{typeset(about.title)}][\n" + "\n\n".join(parts) + "\n]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
