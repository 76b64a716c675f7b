"""Every key of the quizzes, computed once more from first principles and without the source's formulas."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import authoring, course, quiz
from autograder.quiz import VARIANTS, Drawn

QUIZZES = {one.week: quiz.load(one) for one in course.QUIZZES}
Names = dict[str, Any]


def questions(week: int, number: int) -> list[tuple[Drawn, Names]]:
    """The question in every variant, with what was drawn for it."""
    found = [quiz.drawn(QUIZZES[week], variant)[number - 1] for variant in range(VARIANTS)]
    return [(question, dict(question.names)) for question in found]


def chosen(question: Drawn) -> str:
    """The text of the one right option."""
    (text,) = (choice.text for choice in question.choices if choice.right)
    return text


# Numbers


def gate_parameters(n: Names) -> float:
    return np.zeros((n["n_a"], n["n_a"] + n["n_x"])).size + np.zeros((n["n_a"], 1)).size


def gru_memory(n: Names) -> float:
    memory = float(n["c"])
    for _ in range(n["n"]):
        memory = n["g"] * 0.0 + (1 - n["g"]) * memory
    return memory


def sentence_probability(n: Names) -> float:
    return float(np.prod([n[name] / 10 for name in ("p", "q", "r", "e")]))


def wait_of_a_two_way_network(n: Names) -> float:
    arrival = [step * n["ms"] for step in range(1, n["T"] + 1)]
    return arrival[-1] - arrival[n["t"] - 1]


def embedding_size(n: Names) -> float:
    return np.zeros((len(range(n["v"] + 1)), n["d"])).size


def unseen_word(n: Names) -> float:
    return float(np.dot([n["a"], n["b"]], [n["x"], n["y"]])) + -n["k"]


def useless_products(n: Names) -> float:
    one_hot = np.zeros(n["v"])
    one_hot[3] = 1
    return n["d"] * int((one_hot == 0).sum())


def skip_gram_pairs(n: Names) -> float:
    places = range(n["n"])
    return sum(1 for c, t in itertools.product(places, places) if c != t and abs(c - t) <= n["w"])


def skip_gram_parameters(n: Names) -> float:
    return np.zeros((n["v"], n["d"])).size + np.zeros((n["d"], n["v"])).size


def glove_term(n: Names) -> float:
    weight = (n["x"] / 100) ** 0.75 if n["x"] < 100 else 1.0
    model = math.log(n["x"]) + n["h"]
    return weight * (model - math.log(n["x"])) ** 2


def share_of_the_search(n: Names) -> float:
    best, found = [-n[f"y{i}"] / 10 for i in range(1, 6)], [-n[f"h{i}"] / 10 for i in range(1, 6)]
    return 100 * sum(math.exp(y) > math.exp(h) for y, h in zip(best, found, strict=True)) / 5


def context(n: Names) -> float:
    energies = np.log([n["p"], n["q"], n["r"]])
    weights = np.exp(energies) / np.exp(energies).sum()
    return float(weights @ [n["a"], n["b"], n["c"]])


def gain_of_attention(n: Names) -> float:
    """From the alternative text of the figure, which `test_the_figure_shows_what_its_text_says` compares."""
    figure = QUIZZES[3].questions[7].figure
    assert figure is not None
    curves = [[int(x) for x in found.split(", ")] for found in re.findall(r"attention: ([\d, ]+\d)", figure[1])]
    place = [10, 20, 30, 40, 50].index(n["L"])
    return curves[0][place] - curves[1][place]


def kept_frequencies(n: Names) -> float:
    return len(np.fft.rfft(np.zeros(2 * n["half"])))


NUMBERS: dict[tuple[int, int], Callable[[Names], float]] = {
    (1, 4): sentence_probability,
    (1, 7): gate_parameters,
    (1, 8): gru_memory,
    (1, 10): wait_of_a_two_way_network,
    (2, 1): embedding_size,
    (2, 3): unseen_word,
    (2, 5): useless_products,
    (2, 7): skip_gram_pairs,
    (2, 8): skip_gram_parameters,
    (2, 9): glove_term,
    (3, 5): share_of_the_search,
    (3, 6): context,
    (3, 8): gain_of_attention,
    (3, 10): kept_frequencies,
}


@pytest.mark.parametrize(("week", "number"), NUMBERS)
def test_a_number_is_what_first_principles_give(week: int, number: int) -> None:
    for question, names in questions(week, number):
        assert question.number == pytest.approx(NUMBERS[week, number](names), abs=1e-9)


def test_every_number_is_computed_again_here() -> None:
    asked = {(w, q.number) for w, one in QUIZZES.items() for q in one.questions if q.kind == "number"}
    assert asked == set(NUMBERS)


def test_the_answer_as_rounded_in_the_question_is_within_the_tolerance() -> None:
    digits = {"four decimals": 4, "two decimals": 2}
    for week, number in NUMBERS:
        for question, _ in questions(week, number):
            places = next((n for words, n in digits.items() if words in question.ask), None)
            if places is None:
                assert question.number == int(round(question.number, 9)), (week, number)
            else:
                assert abs(round(question.number, places) - question.number) < question.question.tolerance


# Words


def collapsed(path: str) -> str:
    return "".join(symbol for symbol, _ in itertools.groupby(path) if symbol != "_")


def test_a_ctc_path_is_collapsed_in_the_right_order() -> None:
    for question, names in questions(3, 9):
        assert question.words == (collapsed(names["path"]),)
        wrong = {word for word, _ in question.mistakes}
        assert names["path"].replace("_", "") in wrong | set(question.words)


def test_the_gate_of_an_lstm_multiplies_what_the_grus_factor_does() -> None:
    """With the gates tied as the answer says, a step of the LSTM's memory is a step of the GRU's."""
    for question, names in questions(1, 9):
        update, old, new = 0.3, 2.0, -5.0
        gru = {"multiplies the old memory": 1 - update, "multiplies the candidate": update}
        lstm = {"forget": 1 - update, "update": update}
        assert lstm[question.words[0]] == gru[names["part"]]
        assert lstm["forget"] * old + lstm["update"] * new == update * new + (1 - update) * old


# Choices that can be computed


def test_the_expression_reads_the_number_that_the_formula_names() -> None:
    for question, n in questions(1, 1):
        features, examples, steps = np.ogrid[1 : n["n_x"] + 1, 1 : n["m"] + 1, 1 : n["T"] + 1]
        x = features * 10_000 + examples * 100 + steps
        wanted = n["f"] * 10_000 + n["i"] * 100 + n["t"]
        for choice in question.choices:
            index = tuple(np.dot([1, -1][: len(p)], p) for p in parsed_index(choice.text))
            inside = all(i < size for i, size in zip(index, x.shape, strict=True))
            assert (inside and x[index] == wanted) == choice.right


def parsed_index(text: str) -> list[list[int]]:
    return [[int(part) for part in axis.split(" - ")] for axis in text.strip("`x[]").split(",")]


def test_the_analogy_is_solved_by_the_largest_cosine() -> None:
    for question, n in questions(2, 4):
        a = np.array([n["ax"], n["ay"]])
        b, c = a + [n["dx"], n["dy"]], np.array([n["cx"], n["cy"]])

        def cosine(choice: Any, a: Any = a, b: Any = b, c: Any = c) -> float:
            d = np.array([int(part) for part in choice.text.strip("()").split(",")]) - c
            return float(d @ (b - a) / (np.linalg.norm(d) * np.linalg.norm(b - a)))

        scores = {choice.letter: cosine(choice) for choice in question.choices}
        assert {max(scores, key=scores.__getitem__)} == question.right
        assert sorted(scores.values())[-2] < 0.9999


def test_length_normalisation_picks_the_candidate_with_the_larger_mean() -> None:
    for question, _ in questions(3, 3):
        (tp, sp), (tq, sq) = [
            (int(t), float(s))
            for t, s in re.findall(r"has (\d+) words and\s+\$\\sum_t \\log p = (-[\d.]+)", question.ask)
        ]
        by_sum, by_mean = "PQ"[sp < sq], "PQ"[sp / tp < sq / tq]
        wanted = f"{by_sum} by both" if by_sum == by_mean else f"{by_sum} by the sum, {by_mean} by the mean"
        assert chosen(question) == wanted


def test_the_search_is_at_fault_where_the_model_prefers_the_better_translation() -> None:
    for question, _ in questions(3, 4):
        h, y = (float(x) for x in re.findall(r"\\mid x\) = (-[\d.]+)", question.ask))
        assert chosen(question).startswith("The search" if y > h else "The model")


def test_the_softmax_over_an_axis_of_length_one_is_one_everywhere() -> None:
    e = np.random.default_rng(0).standard_normal((2, 5, 1))
    assert np.all(np.exp(e) / np.exp(e).sum(axis=2, keepdims=True) == 1)
    for question, names in questions(3, 7):
        if names["bug"] == "axis":
            assert "axis=2" in question.ask and "wrong axis" in chosen(question)
        if names["bug"] == "pool":
            assert "a.mean(axis=1)" in question.ask and "does not use the weights" in chosen(question)
        if names["bug"] == "state":
            assert "score(a)" in question.ask and "decoder's state" in chosen(question)


SYMPTOMS = {  # what a program lacks: the diagnosis
    (1, 5): {
        "rng.choice": "most probable letter",
        "one_hot(ix)": "not fed back",
        "step(x, a)": "hidden state is thrown away",
        "p=y": "without looking at the network's output",
    },
    (3, 1): {
        "encoder(source)": "does not start from",
        "decoder(y, a, c)|decoder(start, a, c)": "encoder's state again",
        "decoder(y,": "not the input of the next step",
    },
}


@pytest.mark.parametrize(("week", "number"), SYMPTOMS)
def test_the_diagnosis_names_what_the_program_lacks(week: int, number: int) -> None:
    for question, names in questions(week, number):
        program = question.ask.split("```")[1]
        if "zeros(n_a), zeros(n_a)" in program:  # then what the encoder said is gone
            program = program.replace("encoder(source)", "")
        lacks = [d for need, d in SYMPTOMS[week, number].items() if not any(n in program for n in need.split("|"))]
        if names["bug"] == "argmax":
            lacks = [diagnosis for diagnosis in lacks if diagnosis != SYMPTOMS[1, 5]["p=y"]]
        assert len(lacks) == 1 and lacks[0] in chosen(question), program


# Figures


def test_the_figure_shows_what_its_text_says() -> None:
    svg = (course.MEDIA / "quiz_bleu.svg").read_text()
    dots = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)]
    scores = [round((256 - y) / 5.2) for _, y in dots]
    figure = QUIZZES[3].questions[7].figure
    assert figure is not None
    for curve in (scores[:5], scores[5:]):
        assert ", ".join(map(str, curve)) in figure[1]


def test_every_wiring_is_asked_about_by_its_own_inputs_and_outputs() -> None:
    """One-to-many, many-to-one and one-per-input, as the figure's boxes have them."""
    svg = (course.MEDIA / "quiz_wirings.svg").read_text()
    assert svg.count(">x</text>") == 1 + 1 + 4 + 4 and svg.count(">y</text>") == 1 + 4 + 1 + 4
    for question, names in questions(1, 3):
        assert chosen(question) == f"Wiring {names['fits']}"


# Where it is taught

POINTER = re.compile(r'(?P<where>Lesson of week (?P<week>\d)|\w+), (exercise `(?P<name>\w+)`|"(?P<title>.+)")')
POINTERS = [
    (f"{week}.{question.number}", part)
    for week, one in QUIZZES.items()
    for question in one.questions
    for part in question.taught.split("; ")
]


@pytest.mark.parametrize("part", [part for _, part in POINTERS], ids=[place for place, _ in POINTERS])
def test_a_pointer_leads_to_a_part_of_the_course(part: str) -> None:
    found = POINTER.fullmatch(part)
    assert found, part
    if found["week"]:
        where = next(lesson for lesson in course.LESSONS if lesson.week == int(found["week"]))
    else:
        where = course.find(found["where"])
    script = authoring.read(where)
    if found["name"]:
        script.exercise(found["name"])
    if found["title"]:
        lines = "\n".join(cell.source for cell in script.cells if cell.cell_type == "markdown").splitlines()
        titles = [re.sub(r"^(\d+\. )?(.+?)( \(about .*)?$", r"\2", line[3:]) for line in lines if line[:3] == "## "]
        assert found["title"] in titles, titles
