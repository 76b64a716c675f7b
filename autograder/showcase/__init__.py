"""What the course's networks make, for the pictures and the sound of the README: real results, recorded.

    python -m autograder.showcase               every one; about five minutes on two cores
    python -m autograder.showcase jazz words    some of them, the rest stays as it is

The networks are those of the notebooks, with the solutions of their own sources, trained as there. Seeds stand below,
and nothing is picked from several tries. `media/showcase/results.json` holds what came out, beside the solo as MP3 and
MIDI; `media/figures_showcase.py` draws it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder import authoring, reference, writing
from autograder.course import MEDIA, find

FOLDER = MEDIA / "showcase"
RESULTS = FOLDER / "results.json"
STEPS = (1, 2_000, 22_000)  # of training on dinosaur names
TEMPERATURE = 0.75
WORD_PAIRS = (
    ("france", "paris"), ("germany", "berlin"), ("italy", "rome"), ("japan", "tokyo"), ("china", "beijing"),
    ("russia", "moscow"), ("egypt", "cairo"),
)  # fmt: skip
SENTENCES = (
    "she sent me roses", "the pitcher threw a fast ball", "I am not happy", "the party was not boring",
    "we had soup and bread", "I miss my old dog",
)  # fmt: skip
DATE = "Wednesday, 9 May 2001"
BANDS, COLUMNS, LEVELS = 20, 125, 5  # of the spectrogram that is drawn


def names() -> dict[str, Any]:
    """Names that the letter model draws after some steps of training, for seeds 0 to 5."""
    space = _notebook("Dinosaur_Island")
    training, _ = space["split_names"](space["load_genera"]())
    drawn = {}
    for steps in STEPS:
        parameters, _ = space["model"](training, space["ix_to_char"], space["char_to_ix"], num_iterations=steps)
        cooler = parameters | {name: parameters[name] / TEMPERATURE for name in ("Wya", "by")}
        found = [space["sample"](cooler, space["char_to_ix"], seed) for seed in range(6)]
        drawn[steps] = [space["get_sample"](indices, space["ix_to_char"]) for indices in found]
    return {"temperature": TEMPERATURE, "after": drawn}


def jazz() -> dict[str, Any]:
    """A solo over changes that no solo of the corpus has, as the notebook plays it; also as MIDI and as sound."""
    from utils.jazz import BAR, corpus
    from utils.jazz.chance import restless
    from utils.jazz.chords import read_charts
    from utils.jazz.clean import perform
    from utils.jazz.midi import write_midi
    from utils.jazz.sound import RATE, render

    space = _notebook("Jazz")
    cell, densor, values = space["LSTM_cell"], space["densor"], space["words"]
    _train_jazz(space)
    player = space["music_inference_model"](cell, restless(densor, 0.5, seed=0), Ty=40)
    start = [np.zeros((1, 1, len(values))), np.zeros((1, cell.units)), np.zeros((1, cell.units))]
    phrases = [[values[k] for k in space["predict_and_sample"](player, *start)[1][:, 0]] for _ in range(4)]
    chart = read_charts()[corpus.HELD_OUT]
    solo = perform(phrases, chart, 4 * BAR)
    write_midi(FOLDER / "solo.mid", solo, chart)
    _write_sound(render(solo, chart), RATE)
    return {
        "chords": [" ".join(chord.name for chord in bar) for bar in chart.bars],
        "notes": [[note.start, note.length, note.pitch] for note in solo],
    }


def words() -> dict[str, Any]:
    """Countries and their capitals in the plane in which they differ most, and analogies that the vectors complete."""
    space = _notebook("Word_Vector_Representation")
    vectors = space["vectors"]
    chosen = [word for pair in WORD_PAIRS for word in pair]
    matrix = np.array([vectors[word] for word in chosen], float)
    matrix -= matrix.mean(axis=0)
    axes = np.linalg.svd(matrix, full_matrices=False)[2][:2]
    axes *= np.sign(axes[:, np.abs(axes).argmax(axis=1)].diagonal())[:, None]  # a sign that is no matter of chance
    first = WORD_PAIRS[0]
    analogies = [
        [*first, country, space["complete_analogy"](*first, country, vectors)] for country, _ in WORD_PAIRS[1:]
    ]
    places = {word: [round(float(x), 3) for x in axes @ row] for word, row in zip(chosen, matrix, strict=True)}
    return {"places": places, "pairs": WORD_PAIRS, "analogies": analogies}


def emoji() -> dict[str, Any]:
    """The emoji that the second network gives to a few sentences, and how sure it is."""
    space = _notebook("Emojify", functions=("demo_fit", "demo_read"))
    length = max(len(sentence.split()) for sentence in space["X_train"])
    space["keras"].utils.set_random_seed(0)
    network = space["Emojify_V2"]((length,), space["word_to_vec_map"], space["word_to_index"])
    space["demo_fit"](network, seed=0)
    shares = space["demo_read"](network, SENTENCES)
    best = shares.argmax(axis=1)
    rows = zip(SENTENCES, best, shares.max(axis=1), strict=True)
    signs = [*zip(space["EMOJIS"], space["NAMES"], strict=True)]
    return {"sentences": [[sentence, *signs[k], round(float(share), 2)] for sentence, k, share in rows]}


def dates() -> dict[str, Any]:
    """Where the translator looks while it writes a date, with the weights that the course ships."""
    space = _notebook("Machine_Translation")
    sizes = (space["TX"], space["TY"], 32, 64, len(space["HUMAN"]), len(space["MACHINE"]))
    network = space["fresh"](space["modelf"](*sizes), seed=1)
    space["load_weights"](network, "english")
    translation, weights = space["attention"](network, DATE)
    return {"text": DATE, "translation": translation, "weights": np.round(weights[:, : len(DATE)], 2).tolist()}


def trigger() -> dict[str, Any]:
    """Ten seconds: how strong which pitches are, what the shipped detector says, and where which word is.

    It is the first test scene with two trigger words and two others; the detector has never heard its voices.
    """
    from utils.events import events
    from utils.listener import detector, step_times, threshold
    from utils.mel import RATE, log_mel
    from utils.scenes import scenes

    scene = next(one for one in scenes("test") if (len(one.ends), len(one.placed)) == (2, 4))
    heard = log_mel(scene.samples)
    frames = heard[: len(heard) // COLUMNS * COLUMNS]
    coarse = frames.reshape(COLUMNS, -1, BANDS, frames.shape[1] // BANDS).mean(axis=(1, 3)).T
    low, high = np.quantile(coarse, [0.25, 0.995])
    levels = np.clip((coarse - low) / (high - low) * LEVELS, 0, LEVELS - 1).astype(int)
    said = np.asarray(detector()(heard[None]))[0, :, 0]
    found = events(said, step_times(len(said)), threshold())
    return {
        "levels": ["".join(map(str, row)) for row in levels],
        "probabilities": np.round(said, 2).tolist(),
        "threshold": threshold(),
        "words": sorted(
            [round(start / RATE, 2), round((start + word.length) / RATE, 2), word.word] for word, start in scene.placed
        ),
        "found": np.round(found, 2).tolist(),
    }


MAKERS: dict[str, Callable[[], dict[str, Any]]] = {
    "names": names, "jazz": jazz, "words": words, "emoji": emoji, "dates": dates, "trigger": trigger,
}  # fmt: skip


def record(chosen: list[str]) -> None:
    """Make these results anew and keep the others."""
    FOLDER.mkdir(exist_ok=True)
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name in chosen:
        known[name] = MAKERS[name]()
    text = json.dumps({name: known[name] for name in MAKERS if name in known}, ensure_ascii=False)
    writing.write_whole(RESULTS, text.replace('}, "', '},\n"') + "\n", mode=0o644)


def _notebook(name: str, functions: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the notebook's given cells and solutions define, and the cells that define these functions."""
    cells = authoring.read(find(name)).cells
    kept = [
        cell.source
        for cell in cells
        if cell.metadata.get("role") in ("given", "solution")
        or any(f"def {function}(" in cell.source for function in functions)
    ]
    return reference.execute(tuple(kept))


def _train_jazz(space: dict[str, Any]) -> None:
    """100 epochs on the corpus, as in the notebook. The layers of `space` have learned then."""
    from utils.jazz import corpus

    keras, values = space["keras"], space["words"]
    excerpts = corpus.excerpts(space["solos"], values, Tx=30)
    Y = corpus.one_hot(excerpts, len(values))
    X = np.concatenate([np.zeros_like(Y[:, :1]), Y[:, :-1]], axis=1)
    network = space["djmodel"](30, space["LSTM_cell"], space["densor"], space["reshaper"])
    trainer = keras.Model(network.inputs, keras.ops.stack(network.outputs, axis=1))
    trainer.compile(
        keras.optimizers.Adam(0.01),
        lambda labels, said: keras.ops.sum(keras.losses.categorical_crossentropy(labels, said), axis=1),
    )
    zeros = np.zeros((len(X), space["LSTM_cell"].units))
    trainer.fit([X, zeros, zeros], Y, batch_size=64, epochs=100, verbose=0)


def _write_sound(sound: np.ndarray, rate: int) -> None:
    import soundfile

    loudest = float(np.abs(sound).max())
    soundfile.write(FOLDER / "solo.mp3", (0.9 / loudest * sound).T, rate, format="MP3", subtype="MPEG_LAYER_III")
