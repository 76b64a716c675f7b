"""The lesson of week 3: its own cells, judged. Beam search, BLEU and CTC against slow versions of themselves."""

import ast
import math
from collections import defaultdict
from itertools import islice, product
from random import Random

import numpy as np
import pytest
import yaml

from autograder import authoring
from autograder.course import LESSONS, SOURCES
from utils.phrase_translator import END, START, load
from utils.phrases import careful, corpus, is_right, sentences

LESSON = next(lesson for lesson in LESSONS if lesson.id == "Lesson_3")
KEPT = ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef


@pytest.fixture(scope="module")
def lesson():
    """What the lesson's cells define: functions, classes, imports, and the table of probabilities."""
    names: dict = {}
    for cell in authoring.read(LESSON).cells:
        if cell.cell_type == "code":
            body = [node for node in ast.parse(cell.source).body if isinstance(node, KEPT) or "TEA" in stored(node)]
            exec(compile(ast.Module(body, []), "Lesson.py", "exec"), names)
    return names


def stored(node):
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}


class Tree:
    """A random model of sentences of exactly `depth` words: every beginning has probabilities of its own."""

    words = ("a", "b", "c", END)

    def __init__(self, seed, depth=4):
        self.seed, self.depth = seed, depth

    def start(self, source):
        return ()

    def step(self, word, state):
        state = (*state, word)
        if len(state) > self.depth:
            return np.array([0.0, 0.0, 0.0, 1.0]), state
        key = [self.seed, *(["<start>", *self.words].index(part) for part in state)]
        return np.append(np.random.default_rng(key).dirichlet([0.5] * 3), 0.0), state

    def all(self):
        """Every sentence and its probability."""
        found = {}
        for words in product("abc", repeat=self.depth):
            state, chance = (), 1.0
            for before, word in zip((START, *words), words, strict=False):
                p, state = self.step(before, state)
                chance *= p[self.words.index(word)]
            found[words] = chance
        return found


def written(hypothesis):
    return hypothesis.words[1:-1]


def test_the_table_is_a_model_that_greedy_loses_and_each_wider_beam_reads_better(lesson):
    table = lesson["Table"]()
    chances = [math.exp(lesson["beam_search"](table, "", B)[0].score) for B in (1, 2, 3, 9)]
    np.testing.assert_allclose(chances, [0.18, 0.21, 0.25, 0.25])
    assert lesson["greedy"](table, "") == ["i", "would", "like", "tea", END]
    assert math.isclose(sum(math.exp(h.score) for h in lesson["beam_search"](table, "", 9)), 1.0)


@pytest.mark.parametrize("seed", range(20))
def test_a_beam_as_wide_as_the_tree_finds_the_best_and_a_beam_of_one_is_greedy(lesson, seed):
    tree = Tree(seed)
    everything = tree.all()
    best = max(everything, key=everything.get)
    found = lesson["beam_search"](tree, "", 3**tree.depth)
    assert written(found[0]) == best and math.isclose(math.exp(found[0].score), everything[best])
    assert {written(h) for h in found} == {words for words, chance in everything.items() if chance > 0}
    alone = lesson["beam_search"](tree, "", 1)
    assert len(alone) == 1 and list(alone[0].words[1:]) == lesson["greedy"](tree, "")


@pytest.mark.parametrize("B", [1, 2, 5])
def test_a_beam_does_step_by_step_what_a_slow_search_does(lesson, B):
    for seed in range(10):
        tree = Tree(seed)
        kept = [((), 1.0)]
        for _ in range(tree.depth):
            longer = defaultdict(float)
            for words, chance in kept:
                state = ()
                for word in (START, *words):
                    p, state = tree.step(word, state)
                for word, share in zip(tree.words, p, strict=True):
                    longer[*words, word] = chance * share
            kept = sorted(longer.items(), key=lambda pair: -pair[1])[:B]
        found = lesson["beam_search"](tree, "", B)
        assert [written(h) for h in found] == [words for words, chance in kept if chance > 0]


def test_scores_are_the_log_probabilities_of_the_words_and_watching_changes_nothing(lesson):
    network, source, watch = load("attention"), "ma tante visite lyon en mai", []
    found = lesson["beam_search"](network, source, 4, watch)
    assert [h.words for h in found] == [h.words for h in lesson["beam_search"](network, source, 4)]
    assert len(found) == 4 and all(h.words[-1] == END for h in found)
    for h in found:
        again = lesson["log_probability"](network, source, " ".join(written(h)))
        assert math.isclose(h.score, again, abs_tol=1e-4)
    assert all(len(step) <= 4 for step in watch) and watch[-1][-1][1][0] == START


def test_a_beam_that_never_ends_is_cut(lesson):
    class Endless(Tree):
        def step(self, word, state):
            return np.array([0.6, 0.4, 0.0, 0.0]), state

    assert len(lesson["beam_search"](Endless(0), "", 2, longest=7)[0].words) == 8


def test_length_normalisation_chooses_as_by_hand(lesson):
    make = lesson["Hypothesis"]
    P, Q = make(-2.4, (START, "a", "b", END), None), make(-4.0, (START, *"abcdefg", END), None)
    assert [lesson["best"]([P, Q], alpha) for alpha in (0, 1)] == [P, Q]


def slow_bleu(candidates, references, N):
    """Papineni and others, 2002, with lists and loops."""
    logs = 0.0
    for n in range(1, N + 1):
        hit = total = 0
        for text, several in zip(candidates, references, strict=True):
            grams = [text.split()[i : i + n] for i in range(len(text.split()) - n + 1)]
            for gram in {tuple(gram) for gram in grams}:
                most = 0
                for other in several:
                    words = other.split()
                    most = max(most, sum(words[i : i + n] == list(gram) for i in range(len(words))))
                hit += min(grams.count(list(gram)), most)
            total += len(grams)
        if hit == 0:
            return 0.0
        logs += math.log(hit / total) / N
    c = sum(len(text.split()) for text in candidates)
    r = 0
    for text, several in zip(candidates, references, strict=True):
        size = len(text.split())
        lengths = sorted(len(other.split()) for other in several)
        r += min(lengths, key=lambda length: abs(length - size))
    return math.exp(logs) * (1.0 if c > r else math.exp(1 - r / c))


def test_bleu_by_hand(lesson):
    bleu, reference, candidate = lesson["bleu"], "my sister is buying the small red car", "is is buying the red car"
    assert math.isclose(bleu([candidate], [[reference]], N=2), math.exp(1 - 8 / 6) * math.sqrt(5 / 6 * 3 / 5))
    assert math.isclose(bleu([reference], [[reference]]), 1.0)
    assert bleu(["car car car"], [[reference]], N=1) == pytest.approx(math.exp(1 - 8 / 3) / 3)
    assert bleu([candidate], [[reference]]) == 0.0  # no run of four counts


@pytest.mark.parametrize("seed", range(10))
def test_bleu_is_what_lists_and_loops_say(lesson, seed):
    rng = Random(seed)
    made = list(islice(sentences(seed), 12))
    candidates = [careful(one, rng) for one in made]
    candidates = [" ".join(text.split()[: rng.randint(4, 40)]) for text in candidates]
    references = [[careful(one, rng) for _ in range(rng.randint(1, 4))] for one in made]
    for N in (1, 2, 4):
        assert math.isclose(lesson["bleu"](candidates, references, N), slow_bleu(candidates, references, N))


def test_bleu_adds_counts_up_before_it_divides_and_a_reference_more_never_takes_a_count_away(lesson):
    texts, wanted = ["a b c d", "a x y z q r"], [["a b c d"], ["a b c d e f"]]
    assert lesson["bleu"](texts, wanted, N=1) == pytest.approx(5 / 10)
    more = [[*several, "x y z q r s"] for several in wanted]
    assert lesson["bleu"](texts, more, N=1) > lesson["bleu"](texts, wanted, N=1)


def test_collapsing_gives_what_the_quiz_asks_for(lesson):
    quiz = yaml.safe_load((SOURCES / "Week_3" / "Module_3_Graded_Quiz.yaml").read_text(encoding="utf-8"))
    rows = [row for question in quiz["questions"] for row in question.get("draw", {}).get("row", []) if "path" in row]
    assert len(rows) > 3
    for row in rows:
        assert lesson["collapse"](row["path"]) == row["said"]


@pytest.mark.parametrize("T", [1, 2, 3, 5])
def test_the_forward_algorithm_is_the_sum_over_all_paths(lesson, T):
    for seed in range(5):
        frames = np.random.default_rng(seed).dirichlet(np.ones(3), size=T)
        listed = defaultdict(float)
        for path in product(range(3), repeat=T):
            listed[lesson["collapse"]("".join("_ab"[k] for k in path))] += np.prod(frames[range(T), path])
        assert math.isclose(sum(listed.values()), 1.0)
        for size in range(T + 1):
            for text in map("".join, product("ab", repeat=size)):
                assert math.isclose(lesson["ctc"](frames, text, "_ab"), listed[text], abs_tol=1e-15), text


def test_equal_letters_need_a_blank_between_them(lesson):
    certain = np.eye(3)[[1, 1, 0, 1]]  # a a _ a
    assert lesson["ctc"](certain, "aa", "_ab") == 1.0 and lesson["ctc"](certain, "a", "_ab") == 0.0
    assert lesson["ctc"](np.full((2, 3), 1 / 3), "aa", "_ab") == 0.0


@pytest.mark.slow
def test_what_the_text_says_of_lengths_is_so(lesson):
    """Wider beams write less and are right less often; dividing by the length mends it."""
    network, kept, rng = load("attention"), list(islice(sentences(seed=1), 60)), Random(0)
    human = sum(len(careful(made, rng).split()) for made in kept)
    right, length = {}, {}
    for B in (1, 10, 30):
        finished = [lesson["beam_search"](network, made.french, B) for made in kept]
        for alpha in (0, 1):
            texts = [" ".join(written(lesson["best"](found, alpha))) for found in finished]
            right[B, alpha] = np.mean([is_right(made, text) for made, text in zip(kept, texts, strict=True)])
            length[B, alpha] = sum(len(text.split()) for text in texts) / human
    assert length[1, 0] > length[10, 0] + 0.1 > length[30, 0] + 0.2
    assert right[1, 0] > right[10, 0] + 0.05 > right[30, 0] + 0.1
    assert abs(length[30, 1] - length[1, 1]) < 0.05 and right[30, 1] > right[30, 0] + 0.1


def test_what_the_text_says_of_greedy_and_the_trap_is_so(lesson):
    network, source = load("attention"), "tom visite rome la semaine prochaine"
    scores = [lesson["beam_search"](network, source, B)[0].score for B in (1, 2, 3, 10)]
    assert scores[0] == scores[1] < scores[2] - 0.1 and scores[2] == scores[3]
    assert "going" in lesson["greedy"](network, source)
    assert "visiting" in lesson["beam_search"](network, source, 3)[0].words


def test_one_of_the_four_sentences_shown_at_the_start_is_lazy():
    pairs, known = corpus(4, seed=8, clauses=[2]), {made.french: made for made in islice(sentences(8, [2]), 4)}
    assert sum(not is_right(known[french], english) for french, english in pairs) == 1


def test_one_of_the_four_sentences_drawn_is_wrong_and_the_first_is_right(lesson):
    rng, source = np.random.default_rng(0), "tom quitte rome demain"
    drawn = [lesson["draw"](load("plain"), source, rng)[1] for _ in range(4)]
    assert ["rome" in text for text in drawn] == [True, False, True, True]


def test_bleu_of_the_candidate_with_two_references_is_what_the_text_says(lesson):
    two = ["my sister is buying the small red car", "she is buying the red car"]
    assert round(lesson["bleu"](["is is buying the red car"], [two]), 2) == 0.76


def test_what_the_text_shows_of_length_is_so(lesson):
    source = "paul visite rome parce que ma soeur répare le petit bateau la semaine prochaine"
    finished = lesson["beam_search"](load("attention"), source, 10)
    short, whole = (len(written(lesson["best"](finished, alpha))) for alpha in (0, 1))
    assert short < 7 < 12 < whole


@pytest.mark.slow
def test_what_the_text_says_of_blame_is_so(lesson):
    """Without attention a wider beam mends the search, and the errors remain."""
    narrow, wide = (lesson["errors"](load("plain"), B) for B in (1, 10))
    shares = [np.mean([star > hat for star, hat, *_ in found]) for found in (narrow, wide)]
    assert len(narrow) > 30 and len(wide) > 30
    assert 0.5 > shares[0] > shares[1] + 0.05
    verdicts = {star > hat for star, hat, *_ in narrow[:8]}
    assert verdicts == {True, False}  # the table shows both


def test_what_the_text_reads_off_the_map_is_there(lesson):
    network, source = load("attention"), "le médecin achète la petite voiture rouge demain"
    state = network.start(source)
    words = ("the", "doctor", "is", "buying", "the", "small", "red", "car", "tomorrow")
    places = []
    for before in (START, *words[:-1]):
        _, state = network.step(before, state)
        places.append(source.split()[state.alphas.argmax()])
    assert (places[1], places[-1]) == ("médecin", "demain")
    assert places.index("rouge") < places.index("petite") < places.index("voiture")


def test_what_the_text_says_of_attention_and_long_sentences_is_so(lesson):
    gains, rng = [], Random(0)
    for clauses in (1, 3):
        kept = list(islice(sentences(seed=9, clauses=[clauses]), 30))
        wanted = [[careful(made, rng) for _ in range(4)] for made in kept]
        plain, looking = (
            lesson["bleu"]([" ".join(lesson["greedy"](load(name), made.french)[:-1]) for made in kept], wanted)
            for name in ("plain", "attention")
        )
        gains.append(looking - plain)
    assert gains[1] > gains[0] + 0.1


def test_each_way_to_break_the_decoder_shows_as_the_text_says(lesson):
    broken, network = lesson["broken"], load("plain")
    one, other = "tom quitte rome demain", "ma tante répare le vélo rouge"
    assert broken(network, one, "zeros") == broken(network, other, "zeros")
    for fault in ("same state", "no feedback"):
        assert broken(network, one, fault) != broken(network, other, fault)
    circle = broken(network, one, "same state", steps=40)
    following = defaultdict(set)
    for word, after in zip(circle, circle[1:], strict=False):
        following[word].add(after)
    assert all(len(after) == 1 for after in following.values())
