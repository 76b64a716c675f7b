"""Names: the committed list, its provenance, and the judge of invented names."""

import importlib.util
import json
import tarfile

import numpy as np
import pytest

from utils import names
from utils.names import Trigrams, get_sample, judge_names, load_genera, shuffled, split_names, vocabulary

LIST = load_genera()
MAKE = names.GENERA.parent / "make.py"


def test_the_list_is_sorted_unique_and_of_small_letters():
    assert len(LIST) == len(set(LIST)) == 1406
    assert sorted(LIST) == LIST
    assert all(name.isascii() and name.isalpha() and name.islower() for name in LIST)
    assert {"tawa", "kol", "triceratops", "tyrannosaurus", "zuniceratops", "dilophosaurus"} <= set(LIST)


def test_its_origin_and_licence_stand_beside_it():
    text = (names.GENERA.parent / "README.md").read_text()
    for fact in ("1,406", "dinosaurs` 1.2.1", "dinosaur-data` 1.0.0", "WTFPL", "ISC", "make.py"):
        assert fact in text


def test_the_program_that_made_it_leaves_birds_out_and_refuses_other_archives(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("make", MAKE)
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    tree = {"name": "Dinosauria", "rank": "clade", "children": [
        {"name": "Tawa", "rank": "genus"},
        {"name": "Aves", "rank": "class", "children": [{"name": "Gallus", "rank": "genus"}]},
    ]}  # fmt: skip
    assert list(make._genera(tree)) == ["Tawa"]
    (tmp_path / "file").write_text(json.dumps(tree))
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as archive:
        archive.add(tmp_path / "file", "package/dinosaurs.csv")
    monkeypatch.setattr(make, "HERE", tmp_path)
    with pytest.raises(SystemExit, match="sha256"):
        make.main(str(tmp_path / "other.tgz"), str(tmp_path / "other.tgz"))


def test_the_two_parts_share_no_name():
    train, held_out = split_names(LIST)
    assert sorted(train + held_out) == LIST and (len(train), len(held_out)) == (1125, 281)


def test_shuffling_keeps_the_names_and_depends_on_the_seed_alone():
    assert sorted(shuffled(LIST)) == LIST != shuffled(LIST)
    assert shuffled(LIST, 1) == shuffled(LIST, 1) != shuffled(LIST, 2)


def test_indices_and_characters_are_each_others_inverse():
    char_to_ix, ix_to_char = vocabulary(LIST)
    assert len(char_to_ix) == 27 and char_to_ix["\n"] == 0
    assert all(char_to_ix[ix_to_char[index]] == index for index in range(27))
    assert get_sample([char_to_ix[letter] for letter in "yi\n"], ix_to_char) == "Yi"


def test_the_probabilities_of_the_trigrams_sum_to_one_after_any_letters():
    usual = Trigrams(LIST[::7])
    for context in ("\n\n", "\na", "sa", "au", "qq", "aq", "\nx"):
        total = sum(usual._probability(context, letter) for letter in "\nabcdefghijklmnopqrstuvwxyz")
        assert total == pytest.approx(1.0)


def test_real_names_are_plausible_and_shuffled_ones_are_not():
    train, held_out = split_names(LIST)
    usual = Trigrams(held_out)
    floor = usual.floor(train)
    rng = np.random.default_rng(0)
    mixed = ["".join(rng.permutation([*name])) for name in train]
    noise = ["".join(rng.choice([*"abcdefghijklmnopqrstuvwxyz"], len(name))) for name in train]
    shares = [judge_names(part, LIST, usual, floor)["plausible"] for part in (train, mixed, noise)]
    assert shares[0] == pytest.approx(0.95, abs=0.01) and shares[1] < 0.15 and shares[2] < 0.02


def test_known_and_repeated_names_are_counted():
    shares = judge_names(["Tawa", "Tawa", "Yi", "Qqq"], ["tawa"], Trigrams(["tawa"]), -2.0)
    assert shares == {"novel": 0.5, "unique": 0.75, "plausible": 0.5}
