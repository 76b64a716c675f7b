"""Solos over chord changes: read, write, compose, take apart into values, put together again, hear and measure.

Time is counted in thirds of a beat, because a swung pair of eighths is a long third-and-third and a short third:
`BEAT` is 3, a bar of four beats is `BAR` = 12. Pitches are MIDI numbers: 60 is middle C.
No module here imports Keras or TensorFlow when it is imported, and none knows an exercise.
"""

BEAT, BAR = 3, 12
