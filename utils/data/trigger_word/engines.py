"""Speech engines that say one word: Kokoro, Piper, Pico and eSpeak NG. Only `make_words.py` uses them.

The course does not depend on them. README.md beside this file says where each comes from and how to fetch it.
A rendering is a float array at the engine's own rate, with that rate.
"""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.floating]
Rendering = tuple[Sound, int]

# eSpeak's phonemes in the letters that Kokoro was trained on
LETTERS = {"eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "oʊ": "O", "əʊ": "Q", "tʃ": "ʧ", "dʒ": "ʤ"}
LETTERS |= {"ɚ": "əɹ", "ɐ": "ə", "r": "ɹ", "x": "k", "ɬ": "l", "ʔ": "t", "̃": "", "̩": "", "͡": "", "ː": "ː"}


class Espeak:
    """eSpeak NG through its C interface: phonemes of a word, and a voice of its own."""

    def __init__(self, library: Path, data: Path) -> None:
        self._lib = ctypes.cdll.LoadLibrary(str(library))
        self.rate = self._lib.espeak_Initialize(1, 0, str(data.parent).encode(), 0)  # 1: give samples back
        self._samples: list[Sound] = []
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        self._callback = kind(self._receive)  # kept, or it would be collected
        self._lib.espeak_SetSynthCallback(self._callback)
        self._lib.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def phonemes(self, word: str) -> str:
        """The IPA of a word, as in the United States."""
        self._lib.espeak_SetVoiceByName(b"en-us")
        text = ctypes.c_char_p(word.encode())
        ipa: bytes = self._lib.espeak_TextToPhonemes(ctypes.byref(text), 1, 2)  # UTF-8 in, IPA out
        return ipa.decode()

    def say(self, word: str, voice: str, speed: float, pitch: float) -> Rendering:
        self._samples.clear()
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"eSpeak has no voice {voice}.")
        self._lib.espeak_SetParameter(1, round(150 * speed), 0)  # words a minute
        self._lib.espeak_SetParameter(3, round(50 * pitch), 0)  # 0 to 100
        text = word.encode() + b"\0"
        self._lib.espeak_Synth(text, len(text), 0, 0, 0, 1, None, None)
        self._lib.espeak_Synchronize()
        return np.concatenate(self._samples), self.rate

    def _receive(self, samples: Any, count: int, _: Any) -> int:
        if count > 0:
            block = np.ctypeslib.as_array(samples, shape=(count,))
            self._samples.append(block.astype(np.float32) / 32768)
        return 0


class Kokoro:
    """Kokoro-82M as an ONNX file, with its voices. A voice is a name, or two names with a plus: their mean."""

    rate = 24_000

    def __init__(self, model: Path, voices: Path, config: Path, phonemes: Callable[[str], str]) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._voices, self._phonemes = voices, phonemes
        self._tokens: dict[str, int] = json.loads(config.read_text(encoding="utf-8"))["vocab"]

    def say(self, word: str, voice: str, speed: float, pitch: float) -> Rendering:
        """pitch: not used; resample what comes back."""
        ipa = self._phonemes(word)
        for old, new in LETTERS.items():
            ipa = ipa.replace(old, new)
        tokens = [0, *(self._tokens[letter] for letter in ipa + "." if letter in self._tokens), 0]
        parts = [np.fromfile(self._voices / f"{name}.bin", np.float32).reshape(-1, 256) for name in voice.split("+")]
        style = np.mean([part[len(tokens) - 3] for part in parts], axis=0).astype(np.float32)
        inputs = {"tokens": np.array([tokens]), "style": style[None], "speed": np.array([speed], np.float32)}
        return np.asarray(self._session.run(None, inputs)[0], np.float32).ravel(), self.rate


class Pico:
    """SVOX Pico, through py-nanotts. Its voices are en-US and en-GB."""

    def __init__(self) -> None:
        import py_nanotts

        self._engine = py_nanotts.NanoTTS()

    def say(self, word: str, voice: str, speed: float, pitch: float) -> Rendering:
        raw = self._engine.speak(word + ".", voice=voice, speed=speed, pitch=pitch)
        return np.frombuffer(raw, np.int16).astype(np.float32) / 32768, 16_000


class Piper:
    """Piper with one voice, as an ONNX file."""

    def __init__(self, model: Path) -> None:
        from piper import PiperVoice

        self._voice = PiperVoice.load(str(model))

    def say(self, word: str, voice: str, speed: float, pitch: float) -> Rendering:
        """voice, pitch: not used; Piper has one of each."""
        from piper import SynthesisConfig

        chunks = list(self._voice.synthesize(word + ".", SynthesisConfig(length_scale=1 / speed)))
        return np.concatenate([chunk.audio_float_array for chunk in chunks]), chunks[0].sample_rate
