# %% [markdown]
# # Search for the best sentence, and hear letters in sound
#
# **You will build** a beam search, a BLEU score and the sum over all paths of CTC, each
# in about a dozen lines, and try them on two small translators that are already trained.
#
# **You will learn** why the likeliest next word does not make the likeliest sentence, how
# to tell a bad search from a bad model, what attention adds, and how sound becomes the
# time steps of a network.
#
# **You need** the softmax and a recurrent network of week 1; about 100 minutes. The two
# breaks in the text are good places to stop for a day.

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The lesson of week 3 is marked: you
# are here.](../../media/course_map_Lesson_3.svg)

# %%
from collections import Counter
from functools import reduce
from itertools import groupby, islice, product
from operator import or_
from random import Random
from typing import NamedTuple

import numpy as np

from utils.frame_plots import mel_scale, one_window, three_views
from utils.mel import log_mel
from utils.phrase_plots import beam_tree, word_attention
from utils.phrase_translator import END, START, load
from utils.phrases import careful, corpus, is_right, sentences
from utils.plots import heat_maps, lines
from utils.sliders import picture_slider
from utils.words import spoken

# %% [markdown]
# ## Encoder and decoder: a language model that listens
#
# A **language model** says how likely a sentence is, word by word. A translator must say
# how likely it is **as a translation of** the source $x$:
#
# $$P(y \mid x) = \prod_{t=1}^{T_y}
# P(y^{\langle t \rangle} \mid x, y^{\langle 1 \rangle}, \dots, y^{\langle t-1 \rangle})$$
#
# That is a **conditional language model**. An **encoder** reads $x$. A **decoder** is a
# language model with one difference: it does not start from zeros, but from what the
# encoder made of the source.

# %% [markdown]
# ![An encoder of three cells reads tom quitte rome, and hands its last state on. A
# decoder of four cells starts from that state and writes tom leaves rome and the end;
# each word that it chose is the input of its next
# step.](../../media/lesson3_encoder_decoder.svg)
#
# The source has $T_x$ words and the translation $T_y$, and the two need not be equal. A
# special word says where to start, another where the sentence ends. The cells here are
# GRUs with one state, $a$; an LSTM would hand on two, $a$ and $c$.

# %% [markdown]
# ### The sentences
#
# A small program makes the French sentences here, and their English translations. One
# sentence has many right translations, as in life. Another thing is as in life: in a
# collection of real translations some are **lazy**. Here, one in eight of the longer ones
# stops before the end of its source. Which of these four does?

# %%
for french, english in corpus(4, seed=8, clauses=[2]):
    print(french, "\n   ", english)

# %% [markdown]
# ### One step of the decoder
#
# `load` brings a trained translator. `start` runs the encoder over the source and returns
# a state. `step` takes the word before and the state; it returns the probability of every
# possible next word, and the new state.

# %%
network = load("plain")
state = network.start("tom quitte rome demain")
print("the state:", len(state.a), "numbers, however long the source is")
p, state = network.step(START, state)
print(len(p), "words, their probabilities sum to", round(float(p.sum()), 3))
for k in np.argsort(-p)[:3]:
    print(f"  {network.words[k]:10} {p[k]:.3f}")

# %% [markdown]
# ### Write until the end
#
# The simplest way to write: take the likeliest word, feed it back, go on until the end
# comes. It is called **greedy** search.


# %%
def greedy(network, source):
    state, word, words = network.start(source), START, []
    while word != END and len(words) < 40:
        p, state = network.step(word, state)
        word = network.words[p.argmax()]
        words.append(word)
    return words


print(*greedy(network, "tom quitte rome demain"))
print(*greedy(network, "ma tante répare le vélo rouge"))

# %% [markdown]
# Three things are handed on in that loop: the encoder's state at the start, the decoder's
# state from step to step, the chosen word to the next step. Cut one of them, and what
# comes out tells which.


# %%
def broken(network, source, fault, steps=7):
    start = state = network.start("" if fault == "zeros" else source)
    word, words = START, []
    for _ in range(steps):
        given = START if fault == "no feedback" else word
        p, state = network.step(given, start if fault == "same state" else state)
        word = network.words[p.argmax()]
        words.append(word)
    return words


for fault in ("zeros", "same state", "no feedback"):
    for source in ("tom quitte rome demain", "ma tante répare le vélo rouge"):
        print(f"{fault:12}", *broken(network, source, fault))

# %% [markdown]
# * **zeros**: fluent English, and the same for every source. It is a plain language
#   model: nothing tells it of the source.
# * **same state**: each step knows the source and one word, not how far it has come.
#   Behind the same word always comes the same next word, so it soon goes in circles.
# * **no feedback**: it still tells of the source, but no step knows which word was chosen
#   before it. Words repeat, or do not fit together.

# %% [markdown]
# ### Why not draw?
#
# To invent names, you drew each letter at random: any nice name will do. Here we want
# **one** sentence, the best:
#
# $$\hat y = \arg\max_y P(y \mid x)$$
#
# A draw brings a likely sentence often, and an unlikely one now and then. Is each of
# these four a translation of *tom quitte rome demain*?


# %%
def draw(network, source, rng):
    state, word, words, log_p = network.start(source), START, [], 0.0
    while word != END and len(words) < 40:
        p, state = network.step(word, state)
        word = rng.choice(network.words, p=p / p.sum())
        log_p += np.log(p[network.words.index(word)])
        words.append(word)
    return log_p, " ".join(words[:-1])


rng = np.random.default_rng(0)
for _ in range(4):
    print("log P = {:.2f}  {}".format(*draw(network, "tom quitte rome demain", rng)))

# %% [markdown]
# ## Greedy loses
#
# Why not greedy, then? Look at a model so small that you can see all of it. It translates
# *du thé, s'il vous plaît*, and knows six ways to say it.
#
# ![A tree of six translations with the probability of each word. Greedy takes i with
# 0.40, then would with 0.45, and ends at i would like tea with 0.18. Tea please begins
# with 0.25 only, but has 0.25 as a whole.](../../media/lesson3_tea_tree.svg)
#
# *i* is the likeliest first word. But its 0.40 has to be shared by three sentences. *tea*
# leads to only one, which gets all of its 0.25.

# %%
TEA = {
    "": {"i": 0.40, "please": 0.35, "tea": 0.25},
    "i": {"would": 0.45, "want": 0.35, "need": 0.20},
    "please": {"bring": 0.60, "pass": 0.40},
    "i would": {"like": 1.0},
    "tea": {"please": 1.0},
    **{words: {"tea": 1.0} for words in ("i would like", "i want", "i need")},
    **{words: {"tea": 1.0} for words in ("please bring", "please pass")},
}

# %% [markdown]
# The same two functions make a model of the table. Its state is simply the words so far;
# behind a whole sentence only the end can come.


# %%
class Table:
    words = ("i", "please", "tea", "would", "want", "need", "like", "bring", "pass")
    words += (END,)

    def start(self, source):
        return ()

    def step(self, word, state):
        state = (*state, word)
        following = TEA.get(" ".join(state[1:]), {END: 1.0})
        return np.array([following.get(w, 0.0) for w in self.words]), state


def log_probability(model, source, sentence):
    state, word, total = model.start(source), START, 0.0
    for following in [*sentence.split(), END]:
        p, state = model.step(word, state)
        total += np.log(p[model.words.index(following)])
        word = following
    return total


# %%
six = ["i would like tea", "i want tea", "i need tea"]
six += ["please bring tea", "please pass tea", "tea please"]
chances = [np.exp(log_probability(Table(), "", words)) for words in six]
for words, chance in zip(six, chances, strict=True):
    print(f"{words:18} {chance:.2f}")
print(f"{'sum':18} {sum(chances):.2f}")
print("greedy writes:", *greedy(Table(), ""))

# %% [markdown]
# Greedy ends at 0.18; *tea please* has 0.25. To try every sentence works for six. With
# 100 words to choose from and 10 steps there are $100^{10}$ of them.

# %% [markdown]
# ## Beam search
#
# Keep not one beginning but the $B$ best; $B$ is the **width of the beam**. At each step
# let each of them grow by every possible next word, compare **all** the longer
# beginnings with each other, and keep the $B$ best again.
#
# ![The same tree. A beam of two keeps i and please at step 1 and drops tea. At step 2 it
# keeps i would with 0.18 and please bring with 0.21, and the latter
# wins.](../../media/lesson3_tea_beam.svg)

# %% [markdown]
# In the code a **hypothesis** is a beginning: its score, its words, and the decoder's
# state behind them. The score is a sum of logarithms, not a product. The order stays the
# same, since the logarithm only rises, and a product of many small numbers would fall to
# zero:

# %%
many = np.full(400, 0.1)  # 400 words, each with probability 0.1
print("product:", np.prod(many), "  sum of logarithms:", round(np.log(many).sum(), 1))

# %% [markdown]
# A hypothesis grows. Words that are not among the best $B$ behind it cannot be among the
# best $B$ of all, so they need not be made.


# %%
class Hypothesis(NamedTuple):
    score: float  # the sum of the logarithms so far
    words: tuple  # START, and what was written
    state: object  # of the decoder, behind the last word but one


def grow(model, hypothesis, B):
    score, words, state = hypothesis
    p, state = model.step(words[-1], state)
    likely = [k for k in np.argsort(-p)[:B] if p[k] > 0]
    return [
        Hypothesis(score + np.log(p[k]), (*words, model.words[k]), state)
        for k in likely
    ]


# %% [markdown]
# Two steps by hand, with $B = 2$. Compare each number with the figure.

# %%
beam = [Hypothesis(0.0, (START,), Table().start(""))]
for step in (1, 2):
    longer = [h for hypothesis in beam for h in grow(Table(), hypothesis, B=2)]
    beam = sorted(longer, key=lambda h: h.score, reverse=True)[:2]
    print("step", step)
    for h in longer:
        kept = "kept" if h in beam else ""
        print(f"   {' '.join(h.words[1:]):14} {np.exp(h.score):.2f}  {kept}")

# %% [markdown]
# The whole search does this until nothing is left to grow. A hypothesis that has reached
# the end leaves the beam, and takes its place with it. `watch`, if given, collects what
# was kept at each step.


# %%
def beam_search(model, source, B, watch=None, longest=40):
    """The finished hypotheses, at most B, the most probable first."""
    beam, done = [Hypothesis(0.0, (START,), model.start(source))], []
    while beam and len(beam[0].words) <= longest:
        longer = [h for hypothesis in beam for h in grow(model, hypothesis, B)]
        best = sorted(longer, key=lambda h: h.score, reverse=True)[: B - len(done)]
        if watch is not None:
            watch.append([(h.score, h.words) for h in best])
        done += [h for h in best if h.words[-1] == END]
        beam = [h for h in best if h.words[-1] != END]
    return sorted(done or beam, key=lambda h: h.score, reverse=True)


for B in (1, 2, 3):
    found = beam_search(Table(), "", B)[0]
    print(f"B = {B}:  {np.exp(found.score):.2f}", *found.words[1:])

# %% [markdown]
# With $B = 1$ it is greedy search. With $B = 2$ it finds a better sentence, and still not
# the best: *tea* was dropped at the first step. A beam promises nothing. Only a search of
# the whole tree does.

# %% [markdown]
# ### On a trained translator
#
# Now the second translator, which has attention; below you will see what that is. Watch
# the logarithm of the probability rise with the width.

# %%
translator = load("attention")
source = "tom visite rome la semaine prochaine"
for B in (1, 2, 3, 10):
    found = beam_search(translator, source, B)[0]
    print(f"B = {B:2}  log P = {found.score:.2f} ", *found.words[1:-1])

# %% [markdown]
# Greedy met the tea trap: after *is*, *going* is likelier than *visiting*, but then the
# probability is shared by all that can follow *is going to*. Even a beam of two falls
# into it.
#
# Here is all that a beam of three has kept. Grey was dropped later; each number is the
# logarithm at the end of its branch.


# %%
def tree(B, source):
    watch = []
    found = beam_search(translator, source, B, watch)[0]
    return beam_tree(watch, found.words, f"B = {B}, log P = {found.score:.2f}")


tree(3, source)

# %% [markdown]
# Move the slider. At 1 there is a single road; from some width on the result stays the
# same, and only the work grows. Try another `source`. (No slider on your screen? Call
# `tree(5, source)` in a new cell.)

# %%
picture_slider(lambda B: tree(B, source), range(1, 9), "beam width", start=2)

# %% [markdown]
# ### What a wider beam costs
#
# At each step the network runs once for each hypothesis, and each needs memory for its
# words, its score and its state. Both grow in proportion to $B$.

# %%
for B in (1, 3, 10, 30):
    watch = []
    found = beam_search(translator, source, B, watch)[0]
    runs = 1 + sum(words[-1] != END for step in watch for _, words in step)
    print(f"B = {B:2}  network runs: {runs:3}  log P = {found.score:.2f}")

# %% [markdown]
# The network is the same for every width. No weight depends on $B$, nothing has to be
# trained again, and for the same beginning the softmax says the same. The width belongs
# to the search alone, so it can be chosen when all training is over. Each widening brings
# less than the one before, and costs as much again.

# %% [markdown]
# ## Length normalisation: sums favour short sentences
#
# Each further word adds the logarithm of a probability, a number below 0. So the sum
# falls with every word, and a sentence that stops early has an advantage that has nothing
# to do with being right. Dividing by the number of words takes it away:
#
# $$\text{score} = \frac{1}{T_y^{\,\alpha}}
# \sum_{t=1}^{T_y} \log P(y^{\langle t \rangle} \mid x, y^{\langle 1 \rangle}, \dots)$$
#
# With $\alpha = 0$ it is the sum, with $\alpha = 1$ the mean per word. Often something in
# between is taken, such as 0.7. That is **length normalisation**.

# %% [markdown]
# Both candidates by hand. P has 3 words and a sum of $-2.4$; Q has 8 words and $-4.0$.
# The larger score wins, which is the one closer to 0.

# %%
for alpha in (0, 0.7, 1):
    P, Q = -2.4 / 3**alpha, -4.0 / 8**alpha
    print(f"alpha = {alpha}:  P {P:.2f}  Q {Q:.2f}  wins: {'P' if P > Q else 'Q'}")

# %% [markdown]
# ### On the translator
#
# The beam need not change. It brings its finished hypotheses, and the score chooses among
# them. We count the end as a word: it has a probability too.


# %%
def best(finished, alpha=0.0):
    return max(finished, key=lambda h: h.score / (len(h.words) - 1) ** alpha)


two_clauses = "paul visite rome parce que ma soeur répare "
two_clauses += "le petit bateau la semaine prochaine"
finished = beam_search(translator, two_clauses, 10)
for alpha in (0, 1):
    h = best(finished, alpha)
    mean = h.score / (len(h.words) - 1)
    print(f"alpha = {alpha}  sum {h.score:.2f}  mean {mean:.2f} ", *h.words[1:-1])

# %% [markdown]
# Now on 60 sentences that no training has seen. The program that made them knows all
# right translations, so a result can be called right or wrong. Lengths are compared with
# a person's translation: 100 % is as long.


# %%
unseen = list(islice(sentences(seed=1), 60))
careful_person = Random(0)
people = [careful(made, careful_person) for made in unseen]
widths = (1, 3, 10, 30)
searched = {B: [beam_search(translator, s.french, B) for s in unseen] for B in widths}


def translations(B, alpha):
    return [" ".join(best(finished, alpha).words[1:-1]) for finished in searched[B]]


# %%
def compare(alpha):
    human = sum(len(words.split()) for words in people)
    for B in widths:
        texts = translations(B, alpha)
        length = sum(len(words.split()) for words in texts) / human
        pairs = zip(unseen, texts, strict=True)
        right = np.mean([is_right(made, words) for made, words in pairs])
        print(f"alpha = {alpha}  B = {B:2}  length {length:4.0%}  right {right:4.0%}")


compare(alpha=0)
compare(alpha=1)

# %% [markdown]
# Look at the first four rows. The wider the beam, the shorter the output, and from some
# width on **fewer** are right. The search is not to blame: it found sentences that the
# model holds for more probable. Those are the lazy ones. A whole translation shares its
# probability with many others; a lazy one stops before it has to. Greedy never saw them,
# because at each single step to go on is likelier.
#
# More probable under the model need not mean better. The last four rows show the cure:
# whole sentences again, at every width.

# %% [markdown]
# ## Error analysis of beam search: search or model?
#
# A translation is bad. Is the search too narrow, or does the model not know better? Only
# one of the two is worth your next month. One comparison tells. Let $\hat y$ be the
# output and $y^*$ a person's better translation, and let **the model** score both:
#
# ![Two lines of log probability. If the person's translation y star is further right, the
# model prefers it and the search missed it: the search is to blame. If the output y hat
# is further right, the search found what the model prefers: the model is to
# blame.](../../media/lesson3_blame.svg)

# %% [markdown]
# * $P(y^* \mid x) > P(\hat y \mid x)$: the model prefers $y^*$, and the search did not
#   find it. **The search** is at fault; a wider beam could have found better.
# * $P(y^* \mid x) \le P(\hat y \mid x)$: the search found what it was asked for, and the
#   model asks for the wrong thing. **The model** is at fault, and no beam helps.
#
# No new search is needed: $y^*$ is fed to the decoder word by word, as
# `log_probability` does. If the search divides by the length, compare what it compares.

# Let us blame the translator **without** attention. It does well on one clause, and on
# two clauses it fails nearly always.


# %%
def errors(model, B, number=40):
    """(log P(y*|x), log P(y^|x), y*, y^) for each wrong translation of two clauses."""
    found, person = [], Random(0)
    for made in islice(sentences(seed=9, clauses=[2]), number):
        hat, star = beam_search(model, made.french, B)[0], careful(made, person)
        output = " ".join(hat.words[1:-1])
        if not is_right(made, output):
            log_star = log_probability(model, made.french, star)
            found.append((log_star, hat.score, star, output))
    return found


# %%
narrow = errors(network, B=1)
for log_star, log_hat, star, output in narrow[:2]:
    print(f"{log_star:7.2f}  y*: {star}\n{log_hat:7.2f}  y^: {output}\n")

# %% [markdown]
# One sentence tells little. A table over all errors shows where to work:


# %%
def blame(found):
    share = np.mean([star > hat for star, hat, *_ in found])
    print(f"{len(found)} errors, the search is at fault in {share:.0%} of them")


print("log P(y*|x)  log P(y^|x)  at fault")
for star, hat, *_ in narrow[:8]:
    print(f"{star:11.2f}  {hat:11.2f}  {'search' if star > hat else 'model'}")
blame(narrow)
blame(errors(network, B=10))

# %% [markdown]
# A wider beam does what the table says: it mends the search, and the errors remain. This
# model does not know better. A month would be well spent on the model, and what it lacks
# comes below, under *Attention*. Had the search been at fault in most cases, you would
# widen the beam first.

# %% [markdown]
# Take the break here, if you like: next comes how to measure.
#
# ## BLEU: a score for translations
#
# Many translations of a sentence are right. So a score must not ask for one of them, word
# by word. **BLEU** counts how many pieces of the candidate also occur in a person's
# translation, the **reference**: single words, pairs, and on to runs of four (in general,
# **n-grams**).
#
# ![The reference my sister is buying the small red car, and the candidate is is buying
# the red car. Five of its six words count, since the second is has no partner, and three
# of its five pairs count.](../../media/lesson3_bleu.svg)

# %% [markdown]
# ### Every count by hand
#
# The reference has *is* once, so *is* may count only once: counts are **clipped** at
# those of the reference. Otherwise *car car car* would be perfect.
#
# | n-grams of the candidate | count | in the reference | counts |
# |---|---|---|---|
# | is | 2 | 1 | 1 |
# | buying, the, red, car | 1 each | 1 each | 4 |
# | **words together** | **6** | | **5** |
# | is buying, buying the, red car | 1 each | 1 each | 3 |
# | is is, the red | 1 each | 0 | 0 |
# | **pairs together** | **5** | | **3** |
#
# So $p_1 = 5/6$ and $p_2 = 3/5$.


# %%
def ngrams(words, n):
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


reference = "my sister is buying the small red car"
candidate = "is is buying the red car"
for n in (1, 2, 3):
    counts = ngrams(candidate.split(), n)
    clipped = counts & ngrams(reference.split(), n)  # of each the smaller count
    print(f"p_{n} = {clipped.total()} / {counts.total()}", dict(clipped))

# %% [markdown]
# ### Too short is punished
#
# A candidate of the single word *buying* has $p_1 = 1$. Precision alone rewards saying
# little. So a text of $c$ words that is shorter than its reference of $r$ words is
# multiplied by the **brevity penalty**:
#
# $$\text{BP} = \begin{cases} 1 & c > r \\ e^{\,1 - r/c} & c \le r \end{cases} \qquad
# \text{BLEU} = \text{BP} \cdot
# \exp\Big(\frac{1}{N} \sum_{n=1}^{N} \log p_n\Big)$$
#
# The mean of logarithms is the **geometric mean**: one $p_n$ of 0 makes the whole 0. Up
# to pairs, with $c = 6$ and $r = 8$:

# %%
brevity = np.exp(1 - 8 / 6)
mean = np.exp((np.log(5 / 6) + np.log(3 / 5)) / 2)
print(f"BP {brevity:.3f} * geometric mean {mean:.3f} = BLEU-2 {brevity * mean:.3f}")

# %% [markdown]
# ### In code
#
# Usually $N = 4$, and the counts are added up over all sentences of a test set **before**
# dividing. With several references, a count is clipped at the largest among them, and the
# reference whose length is closest is the one for $r$. `Counter` does the rest: `&` takes
# the smaller count, `|` the larger one.


# %%
def bleu(candidates, references, N=4):
    """0 to 1. candidates: texts; references: for each a list of texts."""
    hits, totals, c, r = np.zeros(N), np.zeros(N), 0, 0
    for text, several in zip(candidates, references, strict=True):
        words, others = text.split(), [other.split() for other in several]
        c += len(words)
        r += min((abs(len(other) - len(words)), len(other)) for other in others)[1]
        for n in range(1, N + 1):
            counts = ngrams(words, n)
            most = reduce(or_, (ngrams(other, n) for other in others))
            hits[n - 1] += (counts & most).total()
            totals[n - 1] += counts.total()
    if hits.min() == 0:
        return 0.0
    brevity = 1.0 if c > r else np.exp(1 - r / c)
    return float(brevity * np.exp(np.log(hits / totals).mean()))


# %%
two = [reference, "she is buying the red car"]
print(f"BLEU-2, one reference:   {bleu([candidate], [[reference]], N=2):.3f}")
print(f"BLEU-2, two references:  {bleu([candidate], [two], N=2):.3f}")
print(f"BLEU-4, two references:  {bleu([candidate], [two]):.3f}")

# %% [markdown]
# A second reference can only add n-grams that count. Now the translator again, with four
# references for each sentence. BLEU agrees with what you saw above, although it knows
# nothing of right and wrong.

# %%
references = [[careful(made, careful_person) for _ in range(4)] for made in unseen]
for alpha in (0, 1):
    scores = [100 * bleu(translations(B, alpha), references) for B in widths]
    print(f"alpha = {alpha}  BLEU for B = {widths}:", np.round(scores, 1))

# %% [markdown]
# BLEU is cheap and blind. *does not sell* and *does sell* share most of their n-grams,
# and above it gave 0.76 to *is is buying the red car*. Use it to compare versions of one
# system, on the same references; do not ask it whether a sentence is right. And where
# only one text is right, as in speech recognition, count errors instead.

# %% [markdown]
# ## Attention
#
# In the translator `plain` one state has to hold the whole source: equally many numbers
# for three words and for thirty. A person does not read thirty words, close the book, and
# translate from memory. **Attention** lets the decoder look back at each step.
#
# ![Three encoder states with two numbers each. The state s_prev decides the scores 0,
# 0.69 and 1.61. Their exponentials are 1, 2 and 5; divided by their sum they are the
# weights; the weighted sum of the states is the context 3.5,
# 4.5.](../../media/lesson3_attention.svg)

# %% [markdown]
# The encoder keeps **all** its states $a^{\langle t' \rangle}$, one for each word of the
# source. For each word that the decoder writes:
#
# $$e^{\langle t, t' \rangle} = \text{score}(s^{\langle t-1 \rangle}, a^{\langle t'
# \rangle}) \qquad \alpha^{\langle t, t' \rangle} =
# \frac{\exp e^{\langle t, t' \rangle}}{\sum_{k} \exp e^{\langle t, k \rangle}} \qquad
# \text{context}^{\langle t \rangle} = \sum_{t'} \alpha^{\langle t, t' \rangle}
# a^{\langle t' \rangle}$$
#
# The weights of one output step are between 0 and 1 and **sum to 1 over the input
# positions**. The context is a mean of the states, and an input of the decoder's step.

# %%
a = np.array([[8.0, 0.0], [0.0, 8.0], [4.0, 4.0]])  # (Tx, 2): three positions
e = np.log([1.0, 2.0, 5.0])  # scores, or energies
alphas = np.exp(e) / np.exp(e).sum()
print("scores ", e.round(2))
print("weights", alphas, "sum", alphas.sum())
print("context", alphas @ a)

# %% [markdown]
# ### What decides the score?
#
# Any small network that sees both: what stands at the position, and what is to be written
# next. The assignment glues the two and takes two `Dense` layers; the translator here
# takes a product, $e = a^\top W s$. Three faults are worth knowing by their looks. Here
# are the weights of two output steps, with states 1 and $-1$:


# %%
def look(fault, s):
    energies = a[:, 0] if fault == "no state" else a[:, 0] * s
    if fault == "wrong axis":  # a softmax over an axis of length 1
        energies = energies[:, None]
    weights = np.exp(energies) / np.exp(energies).sum(axis=-1, keepdims=True)
    weights = weights.ravel()
    context = a.mean(axis=0) if fault == "plain mean" else weights @ a
    return weights.round(2), context.round(2)


for fault in ("none", "no state", "wrong axis", "plain mean"):
    for s in (1, -1):
        weights, context = look(fault, s)
        print(f"{fault:10}  s = {s:2}  weights {weights}  context {context}")

# %% [markdown]
# * **no state**: the score is blind to what is to be written, and every output step looks
#   at the same places.
# * **wrong axis**: each position competes with itself only, and every weight is 1.
# * **plain mean**: the weights exist, but the context does not use them. It is the same
#   at each step, no gradient reaches the score, and the weights never learn.

# %% [markdown]
# ### Where did it look?
#
# `step` keeps the weights in its state. Collected, they are a map: a row for each word
# written, a column for each word read, and each row sums to 1. The words to write are
# given here, so that you can ask about any translation.


# %%
def attention_map(source, sentence):
    state, rows, words = translator.start(source), [], [START, *sentence.split()]
    for word in words:
        _, state = translator.step(word, state)
        rows.append(state.alphas)
    assert np.allclose(np.sum(rows, axis=1), 1)
    return word_attention(source.split(), [*words[1:], END], rows)


attention_map(
    "le médecin achète la petite voiture rouge demain",
    "the doctor is buying the small red car tomorrow",
)

# %% [markdown]
# Read it row by row. Mostly it moves along: *doctor* looks at *médecin*, *tomorrow* at
# *demain*. In the middle it jumps. French puts the colour behind the noun, English before
# it. So the decoder looks at *rouge* before it looks back at *petite* and *voiture*.
# Nobody told it which word belongs to which. It found out, because that helped to write.
#
# A spot need not hit its word exactly. The decoder may look a word or two ahead and keep
# in its state what it saw. And each state of the encoder knows the words before it; in
# the assignment, where the encoder reads both ways, those behind it too.

# %% [markdown]
# ### When it helps most
#
# Both translators learnt from the same sentences, equally long. Compare them on sources
# of one, two and three clauses. They have not quite the same size: the context and the
# score need weights of their own.

# %%
curves = {"without attention": [np.nan], "with attention": [np.nan]}  # from 1 on
for clauses in ([1], [2], [3]):
    made = list(islice(sentences(seed=9, clauses=clauses), 40))
    wanted = [[careful(s, careful_person) for _ in range(4)] for s in made]
    for model, curve in zip((network, translator), curves.values(), strict=True):
        texts = [" ".join(greedy(model, s.french)[:-1]) for s in made]
        curve.append(100 * bleu(texts, wanted))
for model, (name, curve) in zip((network, translator), curves.items(), strict=True):
    size = sum(weights.size for weights in model.weights.values())
    print(f"{name:18} {size:6,} weights  BLEU", np.round(curve[1:], 1))
lines(curves, "clauses in the source", "BLEU")

# %% [markdown]
# The longer the sentence, the more attention brings. A fixed number of numbers holds a
# short sentence well; a long one it must blur. With attention, length costs little. The
# price: $T_x \cdot T_y$ scores instead of one state.
#
# Take the second break here: now the input is sound.
#
# ## CTC: letters from frames
#
# Ten seconds of speech are a thousand frames, and perhaps twenty letters. A network that
# answers at every frame must say each letter many times, and say *nothing* in between.
# **CTC** (connectionist temporal classification) allows just that. There is one more
# symbol, the **blank** `_`, and one rule.

# %% [markdown]
# ![Nine frames: blank, t, t, blank, o, o, blank, o, blank. Equal neighbours join to
# blank, t, blank, o, blank, o, blank; without the blanks they say too. Without a blank
# between them, four frames of o say a single
# o.](../../media/lesson3_collapse.svg)
#
# **First join equal neighbours, then take the blanks away.** The order matters: a double
# letter needs a blank between the two.


# %%
def collapse(path):
    return "".join(symbol for symbol, _ in groupby(path) if symbol != "_")


for path in ("_tt_oo_o_", "_ttoooo__", "bb_o_ookk", "_hh_e_l_ll_o"):
    print(f"{path:13} {collapse(path)}")

# %% [markdown]
# ### Many paths, one text
#
# The network gives each frame a probability for each symbol. Here are four frames and
# the symbols `_`, `a`, `b`. The probability of a **path** is the product over its frames.
# But a listener wants to know how likely a **text** is, and many paths say the same text:
#
# $$P(\text{text} \mid x) = \sum_{\text{paths that collapse to it}} \;\prod_{t}
# P(\text{symbol}_t \mid x)$$

# %%
symbols = "_ab"
frames = np.array([[0.2, 0.7, 0.1], [0.5, 0.3, 0.2], [0.4, 0.1, 0.5], [0.6, 0.1, 0.3]])
heat_maps({"probability": frames.T}, list(symbols), x_label="frame")

# %% [markdown]
# Four frames and three symbols make $3^4 = 81$ paths. Collapse every one of them, and add
# up by text.

# %%
texts, paths_of = Counter(), {}
for path in product(range(3), repeat=4):
    chance = float(np.prod(frames[range(4), path]))
    spelt = "".join(symbols[k] for k in path)
    texts[collapse(spelt)] += chance
    paths_of.setdefault(collapse(spelt), []).append(spelt)
print("all texts together:", round(texts.total(), 6))
for text, chance in texts.most_common(5):
    print(f"{text!r:7} {chance:.4f} from {len(paths_of[text]):2} paths")
print(*paths_of["ab"])

# %% [markdown]
# ### The same sum without the list
#
# With an alphabet and a blank, the hundred frames of one second have more paths than the
# world has atoms. The **forward algorithm** adds up without listing them. Write the text
# with blanks around every letter, `_a_b_`. Go through the frames, and keep for each of
# these five places one number: the sum over all beginnings of paths that stand there now.
#
# ![Five rows, blank a blank b blank, and four frames. Arrows go to the same row, to the
# next one, or from a letter over the blank to the next letter. Paths start in the first
# or second row and end in the fourth or
# fifth.](../../media/lesson3_lattice.svg)

# %% [markdown]
# At each frame a path stays, moves on by one place, or jumps over a blank to a
# **different** letter. Between equal letters it must not jump: without the blank they
# would join.


# %%
def ctc(frames, text, symbols):
    """The probability of the text: the sum over all its paths."""
    places = "_" + "".join(letter + "_" for letter in text)
    columns = [symbols.index(symbol) for symbol in places]
    alpha = np.zeros(len(places))
    alpha[:2] = frames[0, columns[:2]]
    for frame in frames[1:]:
        came = alpha.copy()
        came[1:] += alpha[:-1]
        for k in range(3, len(places), 2):
            if places[k] != places[k - 2]:
                came[k] += alpha[k - 2]
        alpha = came * frame[columns]
    return alpha[-2:].sum()


# %%
for text in ("ab", "a", "aa", "ba", ""):
    forward = ctc(frames, text, symbols)
    print(f"{text!r:5} forward {forward:.6f}  listed {texts[text]:.6f}")
assert all(np.isclose(ctc(frames, text, symbols), texts[text]) for text in texts)

# %% [markdown]
# The two agree for every text. The list grows as $3^T$, the algorithm as $T$ times the
# length of the text. And its result can be differentiated: training makes the right
# text's sum larger, without anyone saying which frame holds which letter.
#
# ### The best path is not the best text
#
# It is the tea trap again. Two frames, and in both the blank is likelier than *a*:

# %%
pair = np.array([[0.6, 0.4], [0.6, 0.4]])
print("path __:", round(0.6 * 0.6, 2), " text '':", round(ctc(pair, "", "_a"), 2))
print("paths aa, a_, _a:  text 'a':", round(ctc(pair, "a", "_a"), 2))

# %% [markdown]
# Taking the likeliest symbol at each frame says nothing at all, with 0.36. Three less
# likely paths say *a*, with 0.64 together. So speech recognisers search as well: with a
# beam whose hypotheses are texts, not paths.

# %% [markdown]
# ## From sound to time steps
#
# What is $x^{\langle t \rangle}$, if the input is sound? A microphone writes down the
# pressure of the air many thousand times a second. One word:

# %%
recording = spoken("train", "trigger")[0]
sound, rate = recording.samples, 16_000
print(repr(recording.word), sound.shape, f"{len(sound) / rate:.2f} s")
print("the first samples:", sound[:6].round(4))

# %% [markdown]
# A recurrent network over 16,000 time steps a second would forget the beginning of a
# syllable before its end. And a single sample says nothing: what we hear is **how fast**
# the pressure swings. So cut the sound into short overlapping **windows**, and measure
# for each how strong every frequency is in it.
#
# ![A waveform. Three overlapping windows are cut out of it, each a hop later than the one
# before. Each becomes a column of strengths from low to high frequencies, which is one
# time step of the input.](../../media/lesson3_frames.svg)

# %% [markdown]
# ### One window
#
# First a toy: eight samples that swing twice. The Fourier transform of $N$ real samples
# gives $N/2 + 1$ strengths, from frequency 0 to half the sampling rate, **both ends
# included**. The other half of its numbers would mirror them.

# %%
swing = np.cos(2 * np.pi * 2 * np.arange(8) / 8)
strengths = np.abs(np.fft.rfft(swing))
print(swing.round(1))
print(strengths.round(1), "->", len(strengths), "= 8 / 2 + 1 numbers")

# %% [markdown]
# Now 25 milliseconds out of the word. Cut off hard, a window would have jumps at its ends
# that are not in the sound; so it is faded in and out first.

# %%
N, hop = 400, 160  # samples: 25 ms, and 10 ms from one window to the next
frame = sound[4000 : 4000 + N]
faded = frame * np.hanning(N)
strengths = np.abs(np.fft.rfft(faded))
print("numbers in one time step:", len(strengths))
one_window(frame, faded, strengths, rate)

# %% [markdown]
# ### All windows: the spectrogram
#
# A window every `hop` samples, for as long as a whole one fits:
#
# $$T_x = \left\lfloor \frac{\text{samples} - N}{\text{hop}} \right\rfloor + 1$$

# %%
windows = np.lib.stride_tricks.sliding_window_view(sound, N)[::hop]
power = np.abs(np.fft.rfft(windows * np.hanning(N))) ** 2
print("x:", power.shape, " Tx =", (len(sound) - N) // hop + 1)

# %% [markdown]
# ### Mel bands: as the ear hears
#
# From 200 to 400 Hz is an octave; from 5,000 to 5,200 Hz is next to nothing. The **mel
# scale** is made so that equal steps sound equal:
#
# $$\text{mel}(f) = 2595 \, \log_{10}\left(1 + \frac{f}{700}\right)$$
#
# Bands of equal width in mel are narrow at low frequencies and wide at high ones.


# %%
def mel(hertz):
    return 2595 * np.log10(1 + np.asarray(hertz) / 700)


print("200 to 400 Hz:  ", round(mel(400) - mel(200)), "mel")
print("5000 to 5200 Hz:", round(mel(5200) - mel(5000)), "mel")
hertz = np.linspace(0, 8000, 200)
edges = 700 * (10 ** (np.linspace(0, mel(8000), 12) / 2595) - 1)
mel_scale(hertz, mel(hertz), edges)

# %% [markdown]
# Adding up the power within each of 40 bands, and taking the logarithm, as the ear
# judges loudness, makes 40 numbers of 201. `log_mel` does it. Here is the word in all
# three forms. Its vowels are stripes, strong at low frequencies. Can you see the two *t*,
# short and high?

# %%
bands = log_mel(sound)
print("mel bands:", bands.shape)
three_views(sound, power.T, bands, rate)

# %% [markdown]
# ### Frames in, answers out
#
# Count them for every front end you meet:
#
# | | window, hop | ten seconds are | numbers in $x^{\langle t \rangle}$ | answers |
# |---|---|---|---|---|
# | trigger word, as you build it | 200, 80 of 44,100 per second | 5,511 columns | 101 | 1,375: a convolution moves on by 4 |
# | trigger word, as shipped | 400, 160 of 16,000 per second | 998 frames | 40 mel bands | 246, likewise |
# | speech with CTC | 400, 160 of 16,000 per second | 998 frames | 40 mel bands | 998: a letter or a blank for each |

# %%
for samples, N, hop in ((441_000, 200, 80), (160_000, 400, 160)):
    Tx = (samples - N) // hop + 1
    print(f"Tx = {Tx:5}  N/2 + 1 = {N // 2 + 1}  Ty = {(Tx - 15) // 4 + 1}")

# %% [markdown]
# In **trigger word detection** $x^{\langle t \rangle}$ is one column: the strength of
# every frequency in one window. The label $y^{\langle t \rangle}$ is 0 nearly everywhere,
# and 1 for some steps **just after** somebody has finished the trigger word. The number
# of answers is fixed by the number of frames, so neither a decoder nor CTC is needed.
#
# In speech recognition the text has a length of its own: either CTC joins what the frames
# say, or a decoder with attention writes it.

# %% [markdown]
# ## Five questions
#
# <details><summary>1. A translator gives the same fluent sentence for every source. Which
# of its parts do you look at?</summary>
#
# The start of the decoder. It begins with zeros, or with something else that does not
# depend on the source, and is a plain language model.
#
# </details>
#
# <details><summary>2. A wider beam finds sentences with a higher probability, and BLEU
# falls. How can that be?</summary>
#
# The model is at fault: it holds worse sentences, most often short ones, for more
# probable. A better search only finds more of them. Divide by the length, or train a
# better model.
#
# </details>

# %% [markdown]
# <details><summary>3. In ten errors, the person's translation has the larger probability
# in eight. What do you work on?</summary>
#
# The search: in 80 percent the model preferred the better translation, and the search
# missed it. Widen the beam.
#
# </details>
#
# <details><summary>4. Why does CTC need a blank at all, if equal neighbours are joined
# anyway?</summary>
#
# For frames that say nothing, and between double letters: without a blank *too* and *to*
# would be the same.
#
# </details>
#
# <details><summary>5. A window has 512 samples. How many numbers does one time step of
# its spectrogram hold?</summary>
#
# 512 / 2 + 1 = 257. How far the window moves decides how many time steps there are, not
# how long each is.
#
# </details>

# %% [markdown]
# ## What to read next
#
# The assignments of this week: *Translate dates with attention* in
# `Week_3/Machine_Translation`, where you build and train what you used here, and *Teach a
# machine to wait for a word* in `Week_3/Trigger_Word_Detection`. Then the quiz.
#
# * I. Sutskever, O. Vinyals and Q. Le, *Sequence to Sequence Learning with Neural
#   Networks*, 2014: encoder, decoder and beam.
# * K. Papineni and others, *BLEU: a Method for Automatic Evaluation of Machine
#   Translation*, 2002.
# * D. Bahdanau, K. Cho and Y. Bengio, *Neural Machine Translation by Jointly Learning to
#   Align and Translate*, 2015: attention.
# * A. Graves and others, *Connectionist Temporal Classification*, 2006.
# * M. Ott and others, *Analyzing Uncertainty in Neural Machine Translation*, 2018: why
#   wide beams find lazy translations.
