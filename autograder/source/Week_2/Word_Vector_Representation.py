# %% [markdown]
# # Measure what words mean, and what they carry along
#
# **You will build** a measure of how alike two words are, a solver for analogies, and
# two repairs for biased word vectors.
#
# **You will learn** why a word is 50 numbers, why differences of words mean something,
# what "man is to woman as king is to …" really computes, and how much of a bias goes
# away when you remove its direction (less than you would hope).
#
# **You need** NumPy and scalar products; about 75 minutes for the four graded
# exercises (100 points).

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The fourth, word vectors and
# debiasing, is marked: you are
# here.](../../media/course_map_Word_Vector_Representation.svg)

# %% role="given"
import timeit

import numpy as np

from utils.checks import check_close, check_shape, check_tuple, check_unchanged
from utils.vectors import load, top
from utils.word_plots import across, clouds, number_line, plane

vectors = load()

# %% [markdown]
# ## A word is a row of numbers
#
# A network reads numbers. The simplest way to write a word as numbers is **one-hot**:
# a place for each word of the vocabulary, all zeros but one. Then any two different
# words are equally far apart; *cat* is no nearer to *dog* than to *tax*.
#
# ![Left, one-hot rows: cat, dog and tax each have a single one at a place of their own.
# Right, rows of a few real numbers: those of cat and dog look alike, that of tax does
# not.](../../media/one_hot_or_dense.svg)
#
# A **word vector** is short and dense. Words that occur in the same company get similar
# numbers.

# %% [markdown]
# `vectors` holds the GloVe vectors of about 50,000 English words, 50 numbers each,
# learned from six billion words of text. It behaves like a dictionary. Two of the words
# below are alike; can you see it in the numbers?

# %%
print(vectors)
for toy_word in ("cat", "dog", "tax"):
    print(f"{toy_word:4}", vectors[toy_word][:8].round(2), "…")

# %% [markdown]
# All words are in small letters. A word that is not there raises an error that names
# words which are.

# %%
try:
    vectors["Kitchenn"]
except KeyError as toy_error:
    print(toy_error)

# %% [markdown]
# Words, rows and matrix belong together: row `vectors.index["cat"]` of `vectors.matrix`
# is the vector of *cat*. You will need that when speed matters. (All 400,000 words:
# `python -m utils.vectors --full` once, then `load(full=True)`.)

# %%
print("shape of the matrix:", vectors.matrix.shape)
print("row of cat:", vectors.index["cat"], "  most frequent words:", vectors.words[:6])

# %% [markdown]
# ## How alike are two words?
#
# What a word means is in the direction of its vector; its length says little (frequent
# words have somewhat longer ones). So compare angles, not distances. The **cosine
# similarity** is 1 for the same direction, 0 for a right angle, −1 for opposite
# directions:
#
# $$\cos(u, v) = \frac{u \cdot v}{\lVert u \rVert\, \lVert v \rVert}
# \qquad u \cdot v = \sum_i u_i v_i
# \qquad \lVert u \rVert = \sqrt{\textstyle\sum_i u_i^2}$$
#
# ![Three pairs of arrows. Nearly the same direction: cosine near 1. A right angle:
# cosine 0. Nearly opposite directions: cosine near minus
# 1.](../../media/cosine_similarity.svg)

# %% [markdown]
# Two kinds of bars look alike and are not. $|x|$ is the absolute value of a number;
# `np.abs(u)` takes it entry by entry. $\lVert u \rVert$ is the length of a whole vector:
# one number.

# %%
toy_u, toy_v = np.array([3.0, 4.0]), np.array([4.0, 3.0])
print("u · v =", toy_u @ toy_v)
print("np.abs(u) =", np.abs(toy_u), "  ‖u‖ =", np.sqrt(np.sum(toy_u**2)))

# %% [markdown]
# ### Exercise 1: compare two words with `cosine_similarity` (20 points, about 5 minutes)
#
# Return the cosine of the angle between `u` and `v`, one number. They have the same
# number of entries, any number from 1 up; neither is all zeros. How long they are must
# not matter: a vector a thousand times shorter gives the same cosine. Do not change `u`
# or `v`. Roughly 2 lines.
#
# For `u` and `v` above the cosine is $24 / (5 \cdot 5) = 0.96$.
#
# <details><summary>Hint</summary>
#
# <code>np.dot</code> or <code>@</code> gives the scalar product,
# <code>np.linalg.norm</code> the length.
#
# </details>


# %% exercise="cosine_similarity" role="solution"
def cosine_similarity(u, v):
    """How alike the directions of two vectors are.

    u, v: (n,), neither of them all zeros
    returns a number from -1 (opposite) to 1 (the same direction)
    """
    ### BEGIN SOLUTION
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="cosine_similarity" role="grade" points=20
check_u, check_v = np.array([3.0, 4.0]), np.array([4.0, 3.0])
check_close("cosine_similarity(u, v)", cosine_similarity(check_u, check_v), 0.96)
check_close("cosine_similarity(u, u)", cosine_similarity(check_u, check_u), 1.0)
check_unchanged("u", check_u, [3.0, 4.0])
print("The example works.")

# %% [markdown]
# Now real words. *Father* and *mother* go the same way, *ball* and *crocodile* hardly.
# The last line compares two **differences**: from Paris to France, and from Italy to
# Rome. They are opposite, because one goes from capital to country and the other back.

# %%
for toy_pair in ("father mother", "cat dog", "cat tax", "ball crocodile"):
    toy_a, toy_b = toy_pair.split()
    toy_cosine = cosine_similarity(vectors[toy_a], vectors[toy_b])
    print(f"{toy_a:>7} and {toy_b:10}{toy_cosine:8.4f}")
toy_a = vectors["france"] - vectors["paris"]
toy_b = vectors["rome"] - vectors["italy"]
print(f"france − paris and rome − italy: {cosine_similarity(toy_a, toy_b):.4f}")

# %% [markdown]
# Alike is not the same as equal. Antonyms keep the same company, so they are close too:

# %%
for toy_pair in ("good bad", "hot cold", "always never"):
    toy_a, toy_b = toy_pair.split()
    print(toy_pair, cosine_similarity(vectors[toy_a], vectors[toy_b]).round(4))

# %% [markdown]
# ## Analogies: a difference has a meaning
#
# *Man is to woman as king is to …?* The step from *man* to *woman* is the vector
# $e_{woman} - e_{man}$. Look for a word whose step from *king* goes the same way.
#
# ![Four points man, woman, king and queen. An arrow runs from man to woman, and nearly
# the same arrow from king to queen. Apple lies
# elsewhere.](../../media/analogy_parallelogram.svg)
#
# Here is a tiny map with two numbers for each word. We keep it to the end.

# %%
toy_map = {"man": [-3, 4], "woman": [3, 4], "king": [-3, 9], "queen": [3, 8]}
toy_map |= {"princess": [4, 7], "nurse": [4, 2], "apple": [5, -3]}
toy_map = {word: np.array(numbers, float) for word, numbers in toy_map.items()}
print("man to woman: ", toy_map["woman"] - toy_map["man"])
for toy_word in ("queen", "princess", "apple"):
    toy_step = toy_map[toy_word] - toy_map["king"]
    print(f"king to {toy_word:9}", toy_step)

# %% [markdown]
# Of all words $w$ except the three in the question, take the one whose step from $c$ is
# most in the direction of the step from $a$ to $b$:
#
# $$w^* = \underset{w \notin \{a, b, c\}}{\arg\max}\ \cos(e_b - e_a,\; e_w - e_c)$$
#
# | symbol | name in code |
# |---|---|
# | $a,\ b,\ c$ | `word_a`, `word_b`, `word_c` |
# | $e_a$ | `word_to_vec_map[word_a]` |
#
# In the tiny map: $\cos([6, 0], [6, -1]) = 0.9864$ for *queen*, 0.9615 for *princess*,
# 0.5547 for *apple*.

# %% [markdown]
# ### Exercise 2: solve an analogy with `complete_analogy` (30 points, about 15 minutes)
#
# Return the word $w^*$ of the equation, as text. *a is to b as c is to w.*
#
# * The three words may come with capitals: put them into small letters first. The words
#   of the map are in small letters, and the three are among them.
# * **Never return one of the three words**, whatever their cosine.
# * The best cosine may be below zero. It is still the best.
# * Look at every word of the map. Do not change it.
#
# Roughly 8 lines. Your `cosine_similarity` helps.
#
# <details><summary>Hint</summary>
#
# Keep the best cosine so far and its word. Start lower than any cosine can be.
#
# </details>


# %% exercise="complete_analogy" role="solution"
def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    """The word w for which "a is to b as c is to w" fits best.

    word_a, word_b, word_c: three words of the map, in small letters or not
    word_to_vec_map: dictionary from words in small letters to vectors (n,)
    returns a word of the map that is none of the three
    """
    ### BEGIN SOLUTION
    given = [word_a.lower(), word_b.lower(), word_c.lower()]
    e_a, e_b, e_c = (word_to_vec_map[word] for word in given)
    best_word, best_cosine = None, -np.inf
    for word in word_to_vec_map:
        if word in given:
            continue
        cosine = cosine_similarity(e_b - e_a, word_to_vec_map[word] - e_c)
        if cosine > best_cosine:
            best_word, best_cosine = word, cosine
    return best_word
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="complete_analogy" role="grade" points=30 builds_on="cosine_similarity"
check_word = complete_analogy("Man", "woman", "king", toy_map)
assert check_word == "queen", f"Man, woman, king: expected queen, got {check_word!r}"
check_word = complete_analogy("woman", "man", "queen", toy_map)
assert check_word == "king", f"woman, man, queen: expected king, got {check_word!r}"
print("The example works.")

# %% [markdown]
# Does it work on real words? Your loop goes through a vocabulary of 3,000 words here.

# %%
toy_small = {word: vectors[word] for word in vectors.words[:3000]}
toy_small |= {word: vectors[word] for word in ("delhi", "smaller", "larger", "paris")}
toy_questions = ["italy italian spain", "india delhi japan", "man woman boy"]
toy_questions += ["small smaller large", "france paris germany"]
for toy_question in toy_questions:
    toy_a, toy_b, toy_c = toy_question.split()
    toy_w = complete_analogy(toy_a, toy_b, toy_c, toy_small)
    print(f"{toy_a} is to {toy_b} as {toy_c} is to {toy_w}")

# %% [markdown]
# Parallelograms in 50 dimensions can be looked at from their best side. Each arrow goes
# from a country to its capital; nobody told GloVe what a capital is.

# %%
plane(
    vectors,
    [("france", "paris"), ("germany", "berlin"), ("italy", "rome"), ("japan", "tokyo")],
    dashed=[("france", "germany"), ("paris", "berlin")],
)

# %% [markdown]
# ### All 50,000 words at once
#
# A loop in Python visits one word at a time. The same search is one product of the whole
# matrix $E$ with two vectors, $d = e_b - e_a$ and $e_c$, because both halves of the
# cosine can be multiplied out:
#
# $$d \cdot (e_w - e_c) = d \cdot e_w - d \cdot e_c \qquad
# \lVert e_w - e_c \rVert^2 = \lVert e_w \rVert^2 - 2\, e_w \cdot e_c +
# \lVert e_c \rVert^2$$
#
# The squares $\lVert e_w \rVert^2$ are computed once, for all questions.


# %%
demo_squares = np.sum(vectors.matrix**2, axis=1)


def demo_search(a, b, c, leave_out=True):
    e_a, e_b, e_c = np.float32([vectors[word] for word in (a, b, c)])
    d = e_b - e_a
    d_w, c_w = (vectors.matrix @ np.stack([d, e_c], axis=1)).T
    squares = np.maximum(demo_squares - 2 * c_w + e_c @ e_c, 1e-9)
    scores = (d_w - d @ e_c) / np.sqrt(squares * (d @ d))
    return top(vectors.words, scores, 5, exclude=[a, b, c] if leave_out else [])


# %% [markdown]
# Both must find the same word. How long does each take? (On one core of the processor
# each: your loop uses no more.)

# %%
from threadpoolctl import threadpool_limits

toy_question = ("france", "paris", "germany")
print(complete_analogy(*toy_question, vectors), demo_search(*toy_question)[0])
toy_loop = timeit.timeit(lambda: complete_analogy(*toy_question, vectors), number=1)
with threadpool_limits(1):
    toy_fast = timeit.repeat(lambda: demo_search(*toy_question), number=1, repeat=50)
toy_fast = min(toy_fast)
print(f"your loop {toy_loop:.2f} s, the matrix {1000 * toy_fast:.1f} ms:")
print(f"{toy_loop / toy_fast:.0f} times as fast")

# %% [markdown]
# With that speed, ask for the five best answers and see how sure they are. A wide gap
# after the first is a good sign.

# %%
toy_questions = ["france paris germany", "small smaller large"]
toy_questions += ["uncle aunt brother", "walk walked swim"]
for toy_question in toy_questions:
    toy_best = demo_search(*toy_question.split())
    print(toy_question, "→", ", ".join(f"{w} {score:.2f}" for w, score in toy_best))

# %% [markdown]
# The last one is wrong, and its scores say so: five near equals. Your turn: put your own
# words into the cell above.
#
# ### Two ways to score
#
# Most papers ask another question: which word is nearest to $e_b - e_a + e_c$, the
# fourth corner of the parallelogram?
#
# $$\arg\max_w \cos(e_w,\; e_b - e_a + e_c)$$
#
# That rule asks for the right *place*. Yours asks only for the right *direction* from
# $c$, however far.


# %%
demo_lengths = np.linalg.norm(vectors.matrix, axis=1)


def demo_addition(a, b, c, leave_out=True):
    corner = vectors[b] - vectors[a] + vectors[c]
    scores = vectors.matrix @ corner / (demo_lengths * np.linalg.norm(corner))
    return top(vectors.words, scores, 5, exclude=[a, b, c] if leave_out else [])


for toy_rule in (demo_search, demo_addition):
    for toy_question in ("man woman king", "walk walked swim", "uncle aunt brother"):
        toy_best = toy_rule(*toy_question.split())
        print(f"{toy_question:19}", " ".join(f"{w} {s:.2f}" for w, s in toy_best))
    print()

# %% [markdown]
# The famous *queen* comes from addition; the cosine of differences answers *princess*,
# with *queen* close behind. *Swam* too is found by addition only. For *brother* it is the
# other way round: addition prefers *daughter*, the differences know *sister*. A claim
# about analogies should say which rule it used.

# %% [markdown]
# ### Why the words of the question are left out
#
# Ask again, and let them take part:

# %%
for toy_rule in (demo_addition, demo_search):
    for toy_question in ("man woman king", "small smaller large", "good better bad"):
        toy_best = toy_rule(*toy_question.split(), leave_out=False)[:3]
        print(f"{toy_question:20}", " ".join(f"{w} {s:.2f}" for w, s in toy_best))
    print()

# %% [markdown]
# With addition *man : woman :: king* is answered by *king* itself: the step is small,
# and the nearest word to the corner is where we started. *Small : smaller :: large* is
# answered by *smaller* under both rules. Part of the fame of analogies comes from this
# exclusion; the vectors are less tidy than the picture. It also means that "man is to
# doctor as woman is to …" can never be answered by *doctor*, whatever the vectors say.

# %% [markdown]
# ## A bias is a direction too
#
# Vectors learned from what people wrote also learn what people presume. Take
# $g = e_{woman} - e_{man}$ as a **gender axis**, and look where first names fall on it:
# to the right, towards *woman*; to the left, towards *man*.

# %%
toy_g = vectors["woman"] - vectors["man"]
toy_names = ["john", "marie", "sophie", "ronaldo", "priya", "rahul", "danielle"]
toy_names += ["reza", "katy", "yasmin"]
number_line(
    {name: cosine_similarity(vectors[name], toy_g) for name in toy_names},
    ends="cosine with woman − man",
)

# %% [markdown]
# That names have a side is no surprise. Occupations should have none:

# %%
toy_jobs = ["boss", "captain", "warrior", "architect", "engineer", "carpenter"]
toy_jobs += ["scientist", "pilot", "writer", "lawyer", "plumber", "doctor", "surgeon"]
toy_jobs += ["teacher", "singer", "librarian", "nanny", "hairdresser", "receptionist"]
toy_jobs += ["nurse", "homemaker", "midwife"]
toy_before = {job: cosine_similarity(vectors[job], toy_g) for job in toy_jobs}
number_line(toy_before, ends="cosine with woman − man")

# %% [markdown]
# One pair of words is a noisy axis: *doctor* falls on the side of *woman* here. The mean
# step of several pairs is steadier. Compare:

# %%
toy_hers = ["woman", "girl", "she", "mother", "daughter", "female", "her", "aunt"]
toy_hims = ["man", "boy", "he", "father", "son", "male", "his", "uncle"]
toy_her, toy_him = (np.array([vectors[w] for w in ws]) for ws in (toy_hers, toy_hims))
toy_mean = np.mean(toy_her - toy_him, axis=0)
for toy_word in ("doctor", "surgeon", "boss", "nurse", "midwife"):
    toy_one = cosine_similarity(vectors[toy_word], toy_g)
    toy_eight = cosine_similarity(vectors[toy_word], toy_mean)
    print(f"{toy_word:10} woman − man {toy_one:6.3f}    mean of eight {toy_eight:6.3f}")

# %% [markdown]
# We keep $g = e_{woman} - e_{man}$ for the exercises, since its figures are the published
# ones, and both functions that you write take any axis.
#
# ### Neutralize: take the axis out of a word
#
# Split $e$ into its part along $g$ and the rest, and keep the rest:
#
# $$e^{B} = \frac{e \cdot g}{\lVert g \rVert^2}\, g \qquad e^{debiased} = e - e^{B}$$
#
# ![The vector e split into a part along the axis g and a part at a right angle to it. The
# second part is what is kept.](../../media/neutralize.svg)

# %% [markdown]
# Why the **square**? $e \cdot g / \lVert g \rVert$ is how far $e$ reaches along $g$, a
# number. $g / \lVert g \rVert$ is the direction, of length 1. Their product is the part
# along $g$; the two lengths multiply. In the tiny map, with
# $g = [6, 0]$ and *nurse* $= [4, 2]$:

# %%
toy_axis = toy_map["woman"] - toy_map["man"]
toy_share = toy_map["nurse"] @ toy_axis / (toy_axis @ toy_axis)
print("g =", toy_axis, "  ‖g‖² =", toy_axis @ toy_axis)
print("e · g / ‖g‖² =", toy_share.round(4))
print("part along g:", toy_share * toy_axis)

# %% [markdown]
# ### Exercise 3: take out a direction with `neutralize` (20 points, about 10 minutes)
#
# Return $e^{debiased}$ for the vector of `word`. `g` may have **any length** above zero;
# the result must not depend on it. Do not scale the result to another length. Do not
# change `g` or the map. Roughly 3 lines.
#
# In the tiny map, $g = [6, 0]$ turns *nurse* $[4, 2]$ into $[0, 2]$. The slanted axis
# $g = [1, 1]$ turns it into $[1, -1]$.


# %% exercise="neutralize" role="solution"
def neutralize(word, g, word_to_vec_map):
    """The vector of a word without its part along an axis.

    word: a word of the map
    g: (n,), the axis; of any length above zero
    word_to_vec_map: dictionary from words to vectors (n,)
    returns (n,), at a right angle to g
    """
    ### BEGIN SOLUTION
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.sum(g**2) * g
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks two easy cases; the graded tests try
# harder ones.

# %% exercise="neutralize" role="grade" points=20
check_e = neutralize("nurse", np.array([6.0, 0.0]), toy_map)
check_shape("neutralize, g = [6, 0]", check_e, ["n"], [2])
check_close("neutralize, g = [6, 0]", check_e, [0, 2])
check_close("neutralize, g = [1, 1]", neutralize("nurse", np.ones(2), toy_map), [1, -1])
check_unchanged("nurse", toy_map["nurse"], [4, 2])
print("The example works.")

# %% [markdown]
# All occupations at once. The rings stand at zero; "zero" means within rounding, a
# number such as 1e-17, whose digits differ from machine to machine.

# %%
toy_after = {job: neutralize(job, toy_g, vectors) for job in toy_jobs}
toy_after = {job: cosine_similarity(e, toy_g) for job, e in toy_after.items()}
print("furthest from zero:", f"{max(map(abs, toy_after.values())):.0e}")
number_line(toy_before, toy_after, ends="cosine with woman − man")

# %% [markdown]
# ### Equalize: put a pair at equal distance
#
# Some words should keep their gender: *actor* and *actress*. But then both should be
# equally far from every neutralized word, say *babysitter*. Bolukbasi and others (2016)
# move the pair so that the two differ **only** along the axis.
#
# ![A circle of radius 1 with the axis across. The two words of a pair, on the circle at
# different heights, move to two points at the same height, mirror images of each
# other.](../../media/equalize.svg)
#
# From here on all vectors have **length 1**, because a cosine does not see lengths and
# the derivation needs them. Let us derive it.

# %% [markdown]
# Let $b$ be the axis and $\mu = (e_1 + e_2)/2$ the middle of the pair. For any vector
# $v$, write $v^B = \frac{v \cdot b}{\lVert b \rVert^2}\, b$ for its part along the
# axis. The middle without that part is
#
# $$\mu^\perp = \mu - \mu^B$$
#
# We want new vectors $e_1', e_2'$ such that
#
# 1. both share the part off the axis, $\mu^\perp$,
# 2. their parts along the axis are opposite: $+s$ and $-s$ times the direction of $b$,
# 3. both have length 1,
# 4. each stays on its own side of the middle.

# %% [markdown]
# $\mu^\perp$ stands at a right angle to the axis, so Pythagoras turns 3 into
# $\lVert \mu^\perp \rVert^2 + s^2 = 1$, which gives $s$. The side, by 4, is the
# direction from $\mu^B$ to the word's own $e^B$. Together, for each word $i$ of the pair:
#
# $$e_i' = \mu^\perp + \sqrt{1 - \lVert \mu^\perp \rVert^2}\;
# \frac{e_i^B - \mu^B}{\lVert e_i^B - \mu^B \rVert}$$
#
# All three $\lVert \cdot \rVert$ are lengths of whole vectors. A neutralized word $n$
# has $n \cdot b = 0$, so $n \cdot e_1' = n \cdot \mu^\perp = n \cdot e_2'$: the same
# cosine and the same distance.

# %% [markdown]
# The tiny map, with every vector scaled to length 1, and the axis *woman − man*:

# %%
toy_units = {word: e / np.linalg.norm(e) for word, e in toy_map.items()}
toy_mu = (toy_units["king"] + toy_units["queen"]) / 2
toy_off = toy_mu * [0, 1]  # without its part along the axis, which is the first number
print("king ", toy_units["king"].round(4), "  queen", toy_units["queen"].round(4))
print("μ⊥ =", toy_off.round(4), "  s =", np.sqrt(1 - toy_off @ toy_off).round(4))

# %% [markdown]
# ### Exercise 4: move a pair apart evenly with `equalize` (30 points, about 20 minutes)
#
# Return the tuple `(e1, e2)` of the equation for the two words of `pair`, in their order.
#
# * `word_to_vec_map` holds vectors of **length 1**; use them as they are.
# * `bias_axis` may have any length above zero.
# * The two words differ along the axis. Both may lie on the same side of zero.
# * Do not change the axis or the map.
#
# Roughly 8 lines. In the tiny map with the axis $[6, 0]$, *king* and *queen* become
# $[-0.3342, 0.9425]$ and $[0.3342, 0.9425]$.
#
# <details><summary>Hint</summary>
#
# Four parts along the axis are needed, or a small function of your own that gives one.
#
# </details>


# %% exercise="equalize" role="solution"
def equalize(pair, bias_axis, word_to_vec_map):
    """The two words of a pair, moved so that they differ along the axis only.

    pair: two words of the map
    bias_axis: (n,), of any length above zero
    word_to_vec_map: dictionary from words to vectors (n,) of length 1
    returns (e1, e2), each (n,) and of length 1
    """
    # 1. The middle of the pair, and its parts along the axis and off it.
    # 2. The part along the axis of each word.
    # 3. The new parts along the axis, added to the middle's part off it.
    ### BEGIN SOLUTION
    e_1, e_2 = word_to_vec_map[pair[0]], word_to_vec_map[pair[1]]
    along = lambda v: np.dot(v, bias_axis) / np.sum(bias_axis**2) * bias_axis
    mu = (e_1 + e_2) / 2
    off = mu - along(mu)
    s = np.sqrt(1 - np.sum(off**2))
    sides = [along(e) - along(mu) for e in (e_1, e_2)]
    e1, e2 = (off + s * side / np.linalg.norm(side) for side in sides)
    return e1, e2
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="equalize" role="grade" points=30
check_pair = equalize(("king", "queen"), np.array([6.0, 0.0]), toy_units)
check_tuple("result", check_pair, ["e1", "e2"])
check_shape("e1", check_pair[0], ["n"], [2])
check_close("e1 (king)", check_pair[0], [-0.3342, 0.9425])
check_close("e2 (queen)", check_pair[1], [0.3342, 0.9425])
check_close("length of e1", np.sqrt(np.sum(check_pair[0] ** 2)), 1.0)
print("The example works.")

# %% [markdown]
# Now *actor* and *actress*, and their distance to some neutralized words. Before: the
# cosines differ. After: they agree to many digits.

# %%
toy_long = {word: vectors[word] for word in ["actor", "actress", *toy_jobs]}
toy_long = {word: e / np.linalg.norm(e) for word, e in toy_long.items()}
toy_pair = equalize(("actor", "actress"), toy_g, toy_long)
for toy_job in ("nurse", "singer", "boss", "engineer"):
    toy_n = neutralize(toy_job, toy_g, toy_long)
    toy_old = [cosine_similarity(toy_long[w], toy_n) for w in ("actor", "actress")]
    toy_new = [cosine_similarity(e, toy_n) for e in toy_pair]
    print(f"{toy_job:9} before {toy_old[0]:.6f} {toy_old[1]:.6f}", end="  ")
    print(f"after {toy_new[0]:.6f} {toy_new[1]:.6f}")

# %% [markdown]
# Not only four: here is the largest difference of distance over all occupations.

# %%
toy_gaps = []
for toy_job in toy_jobs:
    toy_n = neutralize(toy_job, toy_g, toy_long)
    toy_far = [np.linalg.norm(e - toy_n) for e in toy_pair]
    toy_gaps.append(abs(toy_far[0] - toy_far[1]))
print(f"largest difference of the two distances: {max(toy_gaps):.0e}")
assert max(toy_gaps) < 1e-6

# %% [markdown]
# ## What is left
#
# Is the bias gone? By the measure that we used to remove it, completely. Gonen and
# Goldberg (2019) asked a harder question: can one still *tell* which words were biased?
#
# Of the 25,000 most frequent words, take the 500 furthest towards *man* and the 500
# furthest towards *woman*. Neutralize all of them.

# %%
demo_units = vectors.matrix[:25_000]
demo_units = demo_units / np.linalg.norm(demo_units, axis=1, keepdims=True)
demo_side = np.repeat([0, 1], 500)  # 0: against the axis, 1: along it


def demo_ends(axis):
    ranks = [r for r in np.argsort(demo_units @ axis) if vectors.words[r].isalpha()]
    return [vectors.words[row] for row in ranks[:500] + ranks[-500:]]


def demo_neutral(words, axis):
    return np.array([neutralize(word, axis, vectors) for word in words])


# %% [markdown]
# Here are the furthest of each side. The picture shows all 1,000 from their best side,
# before and after. The gap has closed, yet blue and red still keep mostly apart:

# %%
toy_words = demo_ends(toy_g)
print("towards man:  ", *toy_words[:8])
print("towards woman:", *toy_words[-8:])
toy_old = np.array([vectors[word] for word in toy_words])
clouds(
    {"before": toy_old, "after": demo_neutral(toy_words, toy_g)},
    {"was towards man": demo_side == 0, "was towards woman": demo_side == 1},
)

# %% [markdown]
# Now measure it. A standard classifier learns from half of the words which side they
# came from, and is tested on the other half; five times, with other halves. Guessing
# would be right half of the time.


# %%
def demo_recovered(rows, side):
    from sklearn.svm import SVC

    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    shares = []
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(rows))
        train, test = order[: len(rows) // 2], order[len(rows) // 2 :]
        shares.append(SVC().fit(rows[train], side[train]).score(rows[test], side[test]))
    return np.array(shares)


toy_new = demo_neutral(toy_words, toy_g)
toy_shuffled = np.random.default_rng(0).permutation(demo_side)
for toy_title, toy_share in (
    ("before", demo_recovered(toy_old, demo_side)),
    ("after neutralizing", demo_recovered(toy_new, demo_side)),
    ("after, sides shuffled", demo_recovered(toy_new, toy_shuffled)),
):
    print(f"{toy_title:22} {toy_share.mean():.0%}  ±{toy_share.std():.0%}")

# %% [markdown]
# Nine words in ten are still recognised, with nothing left along $g$. Football words
# still stand together, and so do words about birth. What was removed is one direction;
# the company that these words keep is in the other 49 as well.
#
# Even a program that is not told the sides finds them. Let k-means sort the words into
# groups, and count the words that come from the side of most of their group:


# %%
def demo_grouped(rows, side, groups):
    from sklearn.cluster import KMeans

    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    found = KMeans(groups, n_init=10, random_state=0).fit_predict(rows)
    ones = [side[found == group].mean() for group in found]
    return np.mean(np.maximum(ones, 1 - np.array(ones)))


toy_new = demo_neutral(toy_words, toy_g)
for toy_groups in (2, 10):
    toy_share = demo_grouped(toy_new, demo_side, toy_groups)
    toy_chance = demo_grouped(toy_new, toy_shuffled, toy_groups)
    print(f"{toy_groups:2} groups: {toy_share:.0%}, by chance {toy_chance:.0%}")

# %% [markdown]
# Two groups are something else than the two sides; each of ten groups is mostly of one.
# In the vectors of Gonen and Goldberg two groups were enough.
#
# Is that special about gender? Do the same with the axis between two words that have
# nothing to do with it.

# %%
for toy_question in ("woman man", "labor myself", "phase dow", "love employees"):
    toy_a, toy_b = toy_question.split()
    toy_axis = vectors[toy_a] - vectors[toy_b]
    toy_share = demo_recovered(demo_neutral(demo_ends(toy_axis), toy_axis), demo_side)
    print(f"{toy_question:15} recovered after neutralizing: {toy_share.mean():.0%}")

# %% [markdown]
# It is not. None of these meanings sits in a single direction, so taking one direction
# out removes none of them. Neutralizing does what its equation says: the cosine with $g$
# is zero. It does not make vectors fair, and a zero along $g$ is no evidence that they
# are. A system that decides about people must be tested on its decisions.

# %% [markdown]
# ## What you built
#
# Your repairs in one picture: three pairs and two occupations, before and after. Across
# is the gender axis. `equalize` made the pairs mirror images, even *waiter* and
# *waitress*, which stood on one side. `neutralize` put the occupations on the line
# between.

# %%
toy_pairs = [("man", "woman"), ("king", "queen"), ("waiter", "waitress")]
toy_words = ["nurse", "boss", *(word for pair in toy_pairs for word in pair)]
toy_old = {w: vectors[w] / np.linalg.norm(vectors[w]) for w in toy_words}
toy_new = {job: neutralize(job, toy_g, toy_old) for job in ("nurse", "boss")}
for toy_him, toy_her in toy_pairs:
    toy_both = equalize((toy_him, toy_her), toy_g, toy_old)
    toy_new[toy_him], toy_new[toy_her] = toy_both
across({"before": toy_old, "after": toy_new}, toy_g, toy_pairs, "man … woman")

# %% [markdown]
# ## Three questions
#
# <details><summary>1. Two words have cosine 0.9. Do they mean the same?</summary>
#
# They occur in the same company. That holds for synonyms, and for *good* and *bad*.
#
# </details>
#
# <details><summary>2. Why must the words of the question be left out of an
# analogy?</summary>
#
# The step from a to b is often small. Then c, or b, is the best answer to its own
# question.
#
# </details>
#
# <details><summary>3. After neutralizing, the cosine of <em>nurse</em> with the gender
# axis is zero. What do you know about the bias of a system that uses the
# vector?</summary>
#
# Little. What goes along with gender in the other directions is still there, and a
# classifier finds it.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * J. Pennington, R. Socher and C. Manning, *GloVe: Global Vectors for Word
#   Representation*, 2014.
# * T. Bolukbasi and others, *Man is to Computer Programmer as Woman is to Homemaker?
#   Debiasing Word Embeddings*, 2016: neutralize and equalize.
# * H. Gonen and Y. Goldberg, *Lipstick on a Pig*, 2019: what remains.
# * M. Nissim, R. van Noord and R. van der Goot, *Fair is Better than Sensational*, 2020:
#   what analogies cannot show.
#
# In the next notebook these vectors choose an emoji for a sentence.
#
# ## Hand it in
#
# Save the notebook first. Then this cell grades what you saved.

# %%
from autograder import submit

submit()
