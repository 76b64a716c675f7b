# %% [markdown]
# # Learn words from the company they keep
#
# **You will build** word vectors from the manual of Python, in seconds; a tiny GloVe;
# a map of 157 words; and a test for prejudice in vectors.
#
# **You will learn** where word vectors come from, how negative sampling and GloVe
# learn them, what a t-SNE map shows and what it makes up, where bias comes from, and
# when borrowed vectors pay.
#
# **You need** NumPy, softmax and the chain rule; about 95 minutes. Each of the eight
# parts is one sitting. Nothing is graded: change what you like and run it again.

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The lesson of week 2 is marked:
# you are here.](../../media/course_map_Lesson_2.svg)

# %%
import timeit

import numpy as np

from utils.association import effect_size, lean, one_sided_p
from utils.boxes import answer_box
from utils.corpus import counts_together, manual, numbered, pairs, vocabulary
from utils.embedding_plots import count_tables, curves, maps, word_map
from utils.emoji import load_sentences
from utils.emoji_view import Lines
from utils.glove_fit import fit, weight
from utils.gradcheck import check_gradients
from utils.plots import lines
from utils.rnn import sigmoid, softmax
from utils.skip_gram import nearest, negative_shares, train
from utils.sliders import picture_slider
from utils.tsne import divergence, neighbours, tsne
from utils.vectors import load
from utils.word_plots import flatten, plane

# %% [markdown]
# ## 1. The embedding matrix (about 10 minutes)
#
# A network reads numbers. A **one-hot** vector names a word: a 1 in its own place, 0
# elsewhere. It says nothing about the word; any two are equally far apart. An
# **embedding** is a short vector of real numbers for each word. All of them together
# are the matrix $E$, one column for each word.
#
# ![A matrix of three rows and four columns, cat, dog, tax and the, times a one-hot
# column with its 1 in the third place, is the column of
# tax.](../../media/embedding_lookup.svg)
#
# $$e_w = E \, o_w$$

# %% [markdown]
# | symbol | what it is | shape |
# |---|---|---|
# | $V$, $d$ | words in the vocabulary, numbers per word | |
# | $E$ | the embedding matrix | $(d, V)$ |
# | $o_w$ | the one-hot vector of word $w$ | $(V,)$ |
# | $e_w$ | the vector of word $w$ | $(d,)$ |

# %%
toy_E = np.array([[0.2, 0.3, 0.9, 0.0], [0.8, 0.7, 0.1, 0.0], [0.5, 0.6, 0.2, 0.1]])
tax = np.array([0, 0, 1, 0])
print("E o_tax:     ", toy_E @ tax)
print("third column:", toy_E[:, 2])

# %% [markdown]
# The product takes $d \cdot V$ multiplications, and all but $d$ of them are by 0. So
# nobody multiplies: an embedding layer **looks up** the column. The equation is still
# useful, for thinking and for gradients.

# %%
E = np.random.default_rng(0).standard_normal((100, 10_000))
o = np.eye(1, 10_000, 7)[0]
product = min(timeit.repeat(lambda: E @ o, number=10, repeat=3)) / 10
column = min(timeit.repeat(lambda: E[:, 7], number=10, repeat=3)) / 10
print("wasted multiplications:", 100 * (10_000 - 1), "of", E.size)
print(f"the look-up is {product / column:.0f} times as fast")

# %% [markdown]
# Keras keeps the matrix turned, one *row* for each word, and often a row more for
# padding: $(V + 1) \cdot d$ numbers.
#
# How long should a vector be? Far shorter than $V$, or nothing is gained: a hundred
# or so for tens of thousands of words. Longer ones can tell more apart, and need more
# text to learn from.

# %% [markdown]
# <details><summary>Try: 8,000 words with 50 numbers each. How many multiplications
# does a product with a one-hot vector take, and how many are by 0?</summary>
#
# 400,000 multiplications; $50 \cdot 7{,}999 = 399{,}950$ are by 0.
#
# </details>

# %% [markdown]
# ## 2. Learning embeddings (about 10 minutes)
#
# Which numbers? Words with the same neighbours should get similar ones: *cat* and
# *dog* both sleep, bite and want out. Nobody labels that. Instead, let a network
# **guess a hidden word from words near it**, on any text. To guess well it must give
# similar vectors to words that are used alike.
#
# What it sees is called the **context**, what it guesses the **target**:
#
# ![Four rows of the sentence the loop ends when no item is left, in each of which item
# is to be guessed. The context is the four words before; two words on each side; the
# word before; one word nearby.](../../media/embedding_contexts.svg)

# %% [markdown]
# If you want a language model, the context has to be the words *before*. If you only
# want the vectors, any choice works, and the simplest is one word from nearby.
#
# The guessing itself is an artificial task. Nobody needs its answers; they are mostly
# wrong, since many words can stand at one place. It is thrown away, and the vectors
# are kept. They are judged by what they are good for later.

# %% [markdown]
# Our text is real and already on your machine: the manual that Python keeps for its
# `help`.

# %%
sentences = manual()
known = vocabulary(sentences, at_least=10)
text = numbered(sentences, known)  # each word as its place in known.words
V = len(known.words)
print(sum(map(len, sentences)), "words in", len(sentences), "sentences;", V, "kept")
print("most frequent:", *known.words[:8])
print("one sentence: ", *sentences[100])

# %% [markdown]
# ## 3. Skip-gram and its softmax (about 10 minutes)
#
# **Skip-gram** makes pairs. Each word in turn is the context $c$; each word at most
# $w$ places to its left or right is a target $t$.
#
# ![A window slides over the loop ends when no. The first word gives the pairs (the,
# loop) and (the, ends), the second three pairs, the third
# four.](../../media/skip_gram_pairs.svg)

# %%
for pair in pairs(["the", "loop", "ends", "when"], window=2):
    print(*pair, sep=" -> ")

# %% [markdown]
# How many pairs does a sentence of $n$ words give? A word in the middle has $2w$
# targets. Near the two ends $1 + 2 + \dots + w$ are missing, each time:
#
# $$2wn - w(w + 1) \qquad \text{if } n \ge w$$

# %%
for n, w in ((4, 2), (8, 2), (8, 3)):
    print(n, w, len(pairs(range(n), w)), "=", 2 * w * n - w * (w + 1))

# %% [markdown]
# Each word has **two** vectors: $e$ for its part as context and $\theta$ for its part
# as target. A scalar product says how well they go together, a softmax makes
# probabilities of that:
#
# $$p(t \mid c) = \frac{\exp(\theta_t \cdot e_c)}{\sum_{j=1}^{V}
# \exp(\theta_j \cdot e_c)}$$
#
# The parameters are both sets of vectors, $2 V d$ numbers. There is no other layer.

# %%
rng = np.random.default_rng(1)
toy_e, toy_theta = rng.standard_normal((2, 5, 2))  # V = 5, d = 2, a word per row
toy_p = softmax(toy_theta @ toy_e[0])
print("p(t | word 0):", toy_p.round(3), " sum:", toy_p.sum().round(6))
print("parameters:", toy_e.size + toy_theta.size, "= 2 * 5 * 2")

# %% [markdown]
# Now the trouble: the sum runs over the whole vocabulary, for every single pair. With
# our words that is a nuisance; with a million words, hopeless. (One way out is a tree
# of yes-or-no questions, the *hierarchical softmax*: about $\log_2 V$ of them. The
# usual one comes next.)

# %%
found = [pair for sentence in text for pair in pairs(sentence, 3)]
print(f"{len(found):,} pairs, {len(found) * V:,} scalar products for one pass")

# %% [markdown]
# Frequent words make most pairs and say least. So training skips a word at random, the
# more often the more frequent it is: *the* nearly always, *tuple* hardly ever.
#
# <details><summary>Try: a sentence of 10 words, window 2. How many pairs? And how many
# parameters has a skip-gram with a softmax, for 4,000 words and 50
# numbers?</summary>
#
# $2 \cdot 2 \cdot 10 - 2 \cdot 3 = 34$ pairs; $2 \cdot 4{,}000 \cdot 50 = 400{,}000$.
#
# </details>

# %% [markdown]
# ## 4. Negative sampling (about 15 minutes)
#
# Do not ask *which of all words*. Ask *is this one a neighbour, yes or no?* Once for
# the true target, and once for each of $k$ words drawn at random, the **negatives**.
#
# ![The context loop is compared with the vectors of ends, tuple, of and bytes. Each
# scalar product goes through a sigmoid; it should be 1 for the neighbour ends and 0
# for the three random words.](../../media/negative_sampling.svg)
#
# $$L = -\log \sigma(\theta_t \cdot e_c) - \sum_{j=1}^{k}
# \log\big(1 - \sigma(\theta_j \cdot e_c)\big)$$

# %% [markdown]
# That is $1 + k$ scalar products instead of $V$. Between 5 and 20 negatives suit a
# small text, 2 to 5 a large one.
#
# How to draw them? By frequency, they would mostly be *the*; all alike, mostly words
# that hardly occur. In between lies $\text{count}^{3/4}$:

# %%
rare, often = known.index["tuple"], known.index["the"]
for power in (0, 0.75, 1):
    share = negative_shares(known.counts, power)
    print(f"power {power:4}: the {share[often]:.2%}, tuple {share[rare]:.2%}")

# %% [markdown]
# ### The gradient
#
# Put the $1 + k$ vectors $\theta$ into rows, the neighbour first, and the right
# answers into $y = (1, 0, \dots, 0)$. With $z = \theta e_c$ it is logistic
# regression, whose slope is the error:
#
# $$\frac{\partial L}{\partial z} = \sigma(z) - y$$
#
# $z_j = \theta_j \cdot e_c$ is linear in both, so by the chain rule
#
# $$\frac{\partial L}{\partial e_c} = \sum_j (\sigma(z_j) - y_j)\, \theta_j \qquad
# \frac{\partial L}{\partial \theta_j} = (\sigma(z_j) - y_j)\, e_c$$


# %%
def loss(e, theta):
    p = sigmoid(theta @ e)
    return -np.log(p[0]) - np.log(1 - p[1:]).sum()


def gradients(e, theta):
    dz = sigmoid(theta @ e)
    dz[0] -= 1
    return dz @ theta, np.outer(dz, e)


# %% [markdown]
# Is that right? Move each number a little up and down, and compare the slopes:

# %%
e, theta = toy_e[0], toy_theta[1:]  # k = 3 negatives
de, dtheta = gradients(e, theta)
arrays = {"e": e, "theta": theta}
slopes = {"de": de, "dtheta": dtheta}
check_gradients(lambda a: loss(a["e"], a["theta"]), arrays, slopes)
print("both agree with finite differences; de =", de.round(3))

# %% [markdown]
# Read it: $e_c$ moves towards the $\theta$ of its neighbour and away from those of the
# negatives. Once a pair is right, $\sigma(z_j) - y_j$ is near 0 and nothing moves. One
# step touches $k + 2$ vectors out of $2V$.

# %%
for step in range(0, 31):
    if step % 10 == 0:
        print(step, "loss", loss(e, theta).round(3), sigmoid(theta @ e).round(2))
    de, dtheta = gradients(e, theta)
    e, theta = e - 0.3 * de, theta - 0.3 * dtheta

# %% [markdown]
# ### Train it
#
# `train` takes such steps for batches of pairs, with 5 negatives each, and lets the
# step size fall to nothing. Four passes over the manual, a few seconds. (It is in
# `utils/skip_gram.py`, forty lines.)

# %%
before = np.random.default_rng(0).uniform(-0.5, 0.5, (V, 30))
model = train(text, known.counts, d=30, window=3, k=5, passes=4)
lines({"loss of a pair": model.losses}, "pass", "nats")

# %% [markdown]
# Nearest words by the cosine, before and after:


# %%
def near(word, E, n=5):
    return ", ".join(known.words[i] for i in nearest(known.index[word], E, n))


table = [("", "before", "after")]
for word in ("integer", "exception", "loop", "left", "module", "true"):
    table.append((word, near(word, before), near(word, model.E)))
Lines(table)

# %% [markdown]
# Nobody told it that an exception is *raised*. How good is the guessing? Let the
# vectors choose among **all** words for some pairs of the text:

# %%
some = np.array(found)[:: len(found) // 2000]
guess = (model.E[some[:, 0]] @ model.Theta.T).argmax(axis=1)
print(f"right: {np.mean(guess == some[:, 1]):.1%}, by chance {1 / V:.1%}")

# %% [markdown]
# Nearly always wrong, and the vectors are fine: the task was only the means.
#
# Now you. Put in any word that occurs at least ten times.

# %%
answer_box(lambda word: near(word, model.E, 10), "function")

# %% [markdown]
# ## 5. GloVe (about 15 minutes)
#
# Skip-gram meets the pair (*class*, *method*) again and again, and each time takes a
# small step. **GloVe** counts first, and fits the counts.
#
# ![A text is counted into a table X of how often class, method, loop and else stand
# near each other. Then theta of class times e of method plus two biases is fitted to
# the logarithm of their count.](../../media/glove_counts.svg)
#
# $X_{ij}$ is how often word $j$ stands near word $i$.

# %%
X = counts_together(sentences, known, window=5)
print("shape:", X.shape, " pairs that never occur:", f"{np.mean(X == 0):.0%}")
print("symmetric:", (X == X.T).all())

# %% [markdown]
# ### Why logarithms
#
# What does a count say about meaning? Compare two words, *class* and *function*: how
# many times as often does a third word stand near the first as near the second?

# %%
one, other = X[known.index["class"]], X[known.index["function"]]
for word in ("instance", "method", "a", "body", "call"):
    at = known.index[word]
    ratio = (one[at] / one.sum()) / (other[at] / other.sum())
    print(f"{word:9} {ratio:5.2f}   log {np.log(ratio):5.2f}")

# %% [markdown]
# Large: it goes with *class*. Small: with *function*. Near 1, as for *a*: it says
# nothing. Differences of vectors should hold such ratios. Logarithms make differences
# of ratios, so fit
#
# $$\theta_i \cdot e_j + b_i + c_j \approx \log X_{ij}$$
#
# The biases take up how frequent each word is by itself.

# %% [markdown]
# ### The cost
#
# $$J = \sum_{i,j} f(X_{ij})\, \big(\theta_i \cdot e_j + b_i + c_j - \log X_{ij}\big)^2
# \qquad f(X) = \min\Big(1, \big(\tfrac{X}{100}\big)^{0.75}\Big)$$
#
# The **weight** $f$ does three things. $f(0) = 0$ drops pairs that never occur, whose
# logarithm does not exist. A rare pair counts little: its count is mostly chance. And
# from 100 on all count the same, so that *of the* does not rule.

# %%
counts = np.arange(0, 201)
curves(counts, {"f(X)": weight(counts)}, "X, how often a pair occurs", "weight")

# %% [markdown]
# One pair by hand: it occurs 16 times, and the model says 2 too much. It adds
# $0.16^{0.75} \cdot 2^2 = 1.01$ to the cost.

# %%
print("f(16) =", weight(16).round(4), "  f(16) * 2**2 =", (weight(16) * 2**2).round(2))

# %% [markdown]
# ### A small table, fitted
#
# Nine words of the manual, two numbers for each vector. `fit` descends along the
# gradient of $J$, as GloVe does.

# %%
few = ["floating", "point", "string", "characters", "loop", "else"]
few += ["class", "instance", "method"]
at = [known.index[word] for word in few]
table = X[np.ix_(at, at)]
glove, costs = fit(table, d=2, steps=500)
print("cost:", [round(cost, 1) for cost in costs[::100]], "->", round(costs[-1], 2))
count_tables({"counted, X": table, "fitted": np.exp(glove.logs())}, few)

# %% [markdown]
# Each count is matched by two vectors of two numbers and two biases. Where the left
# table has a 0, the right one was free to say anything, and does.
#
# $\theta$ and $e$ play the same part here, since $X$ is symmetric; people add or
# average them. Their single numbers mean nothing: with any invertible $A$,
# $(A^\top \theta) \cdot (A^{-1} e) = \theta \cdot e$.

# %%
A = np.array([[2.0, 1.0], [0.5, 1.0]])
turned = glove._replace(Theta=glove.Theta @ A, E=glove.E @ np.linalg.inv(A).T)
print("first vector:", glove.E[0].round(2), " turned:", turned.E[0].round(2))
print("the same table:", np.allclose(turned.logs(), glove.logs()))

# %% [markdown]
# So do not look for the axis of *gender* or *food* in one column of $E$. A meaning is a
# direction, and may lie across all of them.
#
# <details><summary>Try: a pair occurs 250 times, and the model is off by 0.5. What does
# it add to the cost?</summary>
#
# The weight is 1 from 100 on, so $0.5^2 = 0.25$.
#
# </details>

# %% [markdown]
# ## 6. t-SNE and its traps (about 15 minutes)
#
# How do you look at 50 dimensions? From here on we use the GloVe vectors of the course,
# learned from six billion words. Here are 157 of them in seven groups, as **PCA**
# draws them: straight on, from the side where they differ most.

# %%
vectors = load()
groups = {
    "animals": "cat dog horse cow pig sheep goat rabbit mouse lion tiger bear wolf fox "
    "monkey elephant snake frog bird eagle duck chicken fish shark whale",
    "food": "apple pear banana orange lemon grape cherry peach plum strawberry melon "
    "mango tomato potato onion carrot cabbage garlic pepper spinach bean corn cucumber "
    "lettuce pumpkin",
    "numbers": "one two three four five six seven eight nine ten eleven twelve twenty "
    "thirty forty fifty sixty hundred thousand million",
    "countries": "france germany italy spain portugal austria poland sweden norway "
    "denmark finland greece turkey russia china japan korea india brazil argentina "
    "chile mexico canada australia egypt",
    "jobs": "doctor nurse teacher lawyer engineer baker farmer soldier sailor painter "
    "writer actor singer dancer carpenter plumber judge priest scientist waiter tailor "
    "librarian",
    "feelings": "joy anger fear sadness love hate hope pride shame guilt envy jealousy "
    "grief sorrow delight pleasure happiness anxiety disgust surprise",
    "deeds": "walk run swim jump eat drink sleep speak write read sing dance build "
    "break throw catch push pull climb fly",
}

# %%
groups = {name: words.split() for name, words in groups.items()}
sizes = {name: len(words) for name, words in groups.items()}
every = [word for words in groups.values() for word in words]
points = np.array([vectors[word] for word in every])
points = points / np.linalg.norm(points, axis=1, keepdims=True)
word_map(flatten(points)[0], groups, "PCA")

# %% [markdown]
# Straight on is honest, and crowded: two dimensions hold a small part of the
# differences. **t-SNE** gives up being straight. It asks one thing of the map: keep
# neighbours together.
#
# ![In 50 dimensions a dense group and a loose group of points, each with a circle: a
# narrow one in the dense group, a wide one in the loose group. On the map both groups
# look equally wide.](../../media/tsne_neighbours.svg)

# %% [markdown]
# In space, $p_{ij}$ says how much $i$ and $j$ are neighbours: each point looks around
# with a Gaussian, as wide as it takes to have about as many neighbours as the
# **perplexity** says. On the map, $q_{ij}$ says the same with a curve that falls off
# more slowly. Points $y_i$ move until the two agree:
#
# $$q_{ij} = \frac{(1 + \lVert y_i - y_j \rVert^2)^{-1}}{\sum_{k \ne l} (1 +
# \lVert y_k - y_l \rVert^2)^{-1}} \qquad \text{cost} = \sum_{i \ne j} p_{ij}
# \log \frac{p_{ij}}{q_{ij}}$$
#
# The cost is high where neighbours ($p$ large) are torn apart ($q$ small). Strangers
# that come close cost little.

# %%
places = tsne(points, perplexity=15)
word_map(places, groups, "t-SNE, perplexity 15")

# %% [markdown]
# A fine picture, made in a tenth of a second. (`utils/tsne.py`; for thousands of points
# take `sklearn.manifold.TSNE`.) What may you believe? **Neighbours**: of the five
# nearest words of each word in 50 dimensions, so many are among its five nearest on the
# map.


# %%
def five(rows):
    apart = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)  # nobody is a neighbour of himself
    return [set(row[:5]) for row in np.argsort(apart, axis=1)]


def kept(rows):
    return np.mean([len(a & b) / 5 for a, b in zip(five(points), five(rows))])


for name, rows in {"t-SNE": places, "PCA": flatten(points)[0]}.items():
    print(f"{name:6} keeps {kept(rows):.0%} of the five nearest")
by_chance = np.mean([kept(np.random.default_rng(s).random((157, 2))) for s in range(9)])
print(f"chance keeps {by_chance:.0%}")

# %% [markdown]
# As a rule, then, not always. And nothing else: here come five things that such a map
# does **not** say.
#
# ### Trap 1: where a group lies
#
# The start is random and the cost has many valleys. Two starts, two maps; the groups
# are the same and lie elsewhere.

# %%
starts = {f"start {seed}": tsne(points, 15, seed) for seed in (0, 1, 2)}
P = neighbours(points, 15)
print("cost:", {name: round(divergence(P, map_), 2) for name, map_ in starts.items()})
maps(starts, sizes)

# %% [markdown]
# ### Trap 2: how wide a group is
#
# Two round clouds in 20 dimensions. One is ten times as wide as the other.

# %%
rng = np.random.default_rng(0)
cloud = rng.standard_normal((2, 75, 20))
unequal = np.vstack([cloud[0], 10 * cloud[1] + 30])
halves = {"narrow": 75, "ten times as wide": 75}
maps({"PCA": flatten(unequal)[0], "t-SNE": tsne(unequal, 30)}, halves)

# %% [markdown]
# The width of the look-out adapts, so dense and loose groups come out alike. A group
# that looks loose need not be so.
#
# ### Trap 3: how far apart groups are
#
# Three equal clouds on a line: the third is five times as far from the second as the
# second from the first.

# %%
line = np.zeros((3, 1, 20))
line[:, 0, 0] = 0, 12, 72
three = (rng.standard_normal((3, 50, 20)) + line).reshape(150, 20)
thirds = {"first": 50, "second": 50, "third": 50}
maps({"PCA": flatten(three)[0], "t-SNE": tsne(three, 15)}, thirds)

# %% [markdown]
# Beyond the look-out, far is far. The axes mean nothing either: a turned map has the
# same cost.
#
# ### Trap 4: groups in noise
#
# The same noise, one single cloud, at several perplexities. Turn the slider.

# %%
noise = rng.standard_normal((150, 20))
noisy = {value: tsne(noise, value) for value in (2, 5, 15, 30, 60)}
picture_slider(
    lambda value: maps({f"perplexity {value}": noisy[value]}, {"one cloud": 150}),
    [2, 5, 15, 30, 60],
    "perplexity",
    2,
)

# %% [markdown]
# With a low perplexity each point holds on to its two nearest neighbours, and there are
# always two nearest. The clumps are made up. Look at several perplexities, and at
# several starts, before you believe a group.
#
# Now with the words:

# %%
drawn = {value: tsne(points, value) for value in (2, 5, 15, 30, 60)}
picture_slider(
    lambda value: word_map(drawn[value], groups, f"perplexity {value}"),
    [2, 5, 15, 30, 60],
    "perplexity",
    5,
)

# %% [markdown]
# ### Trap 5: arithmetic
#
# In 50 dimensions the step from *uncle* to *aunt* is much the same vector as that from
# *prince* to *princess*; that is what solves analogies. On the map each region is bent
# and stretched on its own. Put such pairs in, and look at the steps.

# %%
steps = [("man", "woman"), ("boy", "girl"), ("brother", "sister"), ("uncle", "aunt")]
steps += [("king", "queen"), ("prince", "princess")]
with_people = groups | {"people": [word for step in steps for word in step]}
more = np.vstack([points, [vectors[word] for word in with_people["people"]]])
more = more / np.linalg.norm(more, axis=1, keepdims=True)
bent = tsne(more, 15)
plane(vectors, steps)

# %% [markdown]
# Above, straight on, the steps run side by side. Below, the same twelve words on the map
# of all.

# %%
people = {"people": with_people["people"]}
word_map(bent[-12:], people, "part of a t-SNE map, perplexity 15", steps)


# %%
def parallel(rows):
    at = dict(zip(with_people["people"], rows[-12:]))
    d = np.array([at[end] - at[start] for start, end in steps])
    d = d / np.linalg.norm(d, axis=1, keepdims=True)
    return (d @ d.T)[np.triu_indices(len(d), 1)]


for name, cosines in {"50 dimensions": parallel(more), "map": parallel(bent)}.items():
    print(f"cosines, {name:14} {cosines.min():5.2f} to {cosines.max():.2f}")

# %% [markdown]
# Parallel steps have cosine 1. Do arithmetic in the space, never on the map.
#
# <details><summary>Try: on a t-SNE map the jobs lie between the animals and the
# countries. May you say that jobs are more like animals than countries
# are?</summary>
#
# No. Which groups are neighbours on the map changes with the start. Compare cosines in
# 50 dimensions.
#
# </details>

# %% [markdown]
# ## 7. Bias (about 10 minutes)
#
# Vectors repeat what stands in the text. See it happen in a town that we make up: of its
# bakers 10 in 100 are called *she*, of its farmers 90.

# %%
shares = {"baker": 10, "pilot": 30, "teacher": 50, "painter": 70, "farmer": 90}
town = [
    ["she" if k % 100 < share else "he", verb, "a", job]
    for job, share in shares.items()
    for k in range(100)
    for verb in ("is", "works as", "was", "becomes")
]
print(len(town), "sentences, such as:", *town[0])

# %% [markdown]
# Train on it, and ask each job how much better it goes with *she* than with *he*,
# $\theta_{job} \cdot (e_{she} - e_{he})$. What should come out is the logarithm of
# the odds, $\log \frac{p}{1 - p}$.

# %%
town_words = vocabulary(town, at_least=1)
settings = {"d": 8, "passes": 8, "rate": 0.05, "thin": 0, "batch": 16}
town_model = train(numbered(town, town_words), town_words.counts, **settings)
she, he = town_model.E[[town_words.index["she"], town_words.index["he"]]]
for job, share in shares.items():
    leans = town_model.Theta[town_words.index[job]] @ (she - he)
    print(f"{job:8} {leans:5.1f}   log odds {np.log(share / (100 - share)):5.1f}")

# %% [markdown]
# The vectors have learned the census of the town. Nothing went wrong in training: they
# are right about the *text*. And a text is no fair picture of the world; it tells more
# often what is remarkable, and what its authors presume.
#
# ### Measure it: an association test
#
# ![Two groups of words, x with rose and tulip, y with wasp and moth, and two groups of
# attributes, a with peace and gift, b with war and poison, joined by arrows for
# cosines.](../../media/association_test.svg)

# %% [markdown]
# The **lean** of a word is its mean cosine with the attributes $a$ minus that with $b$.
# The **effect size** says how far apart the mean leans of the two groups are:
#
# $$d = \frac{\text{mean lean of } x - \text{mean lean of } y}{\text{standard deviation
# of all leans}}$$
#
# It lies between −2 and 2. Is it chance? Mix the two groups and split them anew, many
# times: $p$ is the share of splits that are at least as far apart.


# %%
def rows(words):
    return np.array([vectors[word] for word in words.split()])


def association(x, y, a, b):
    x, y = (lean(rows(group), rows(a), rows(b)) for group in (x, y))
    return effect_size(x, y), one_sided_p(x, y)


good = "peace friend honest happy laughter beautiful gift lucky"
bad = "war enemy cruel sick tragedy ugly poison filthy"
flowers = "rose daisy tulip lily orchid violet jasmine lilac"
insects = "mosquito wasp locust flea spider moth ant beetle"
d, p = association(flowers, insects, good, bad)
print(f"flowers and insects, good and bad: d = {d:.2f}, p = {p:.4f}")

# %% [markdown]
# That people like flowers better is in the vectors, and harmless. Now people:

# %%
his = "john paul mike kevin steve greg jeff bill"
hers = "amy joan lisa sarah diana kate ann donna"
career = "executive management professional corporation salary office business career"
family = "home parents children family cousins marriage wedding relatives"
d, p = association(his, hers, career, family)
print(f"names of men and women, career and family: d = {d:.2f}, p = {p:.4f}")

science = "science technology physics chemistry engineering astronomy mathematics"
arts = "poetry art dance literature novel drama painting"
men = "male man boy brother he him son"
women = "female woman girl sister she her daughter"
d, p = association(science, arts, men, women)
print(f"science and arts, men and women: d = {d:.2f}, p = {p:.4f}")

# %% [markdown]
# As strong as flowers and insects. A system that ranks applications with such vectors
# starts out with this.
#
# ### What the test does not say
#
# Try it on something that nobody has a prejudice about:

# %%
days, months = "monday tuesday wednesday thursday", "january march april june"
d, p = association(days, months, good, bad)
print(f"days and months, good and bad: d = {d:.2f}, p = {p:.3f}")

# %% [markdown]
# A large $d$ says that two groups lean differently *all along*, not that they lean far,
# nor why; the deviation it is divided by may be tiny. It depends on the words you
# choose. It says nothing about what a system will do with the vectors. And a $d$ near 0
# is no proof of fairness: you asked for one bias, with one list of words.
#
# What can be done about it, and how little that helps, is the second half of
# *Measure what words mean* in `Word_Vector_Representation`.

# %% [markdown]
# ## 8. Using embeddings (about 10 minutes)
#
# You have few labelled sentences, and a few thousand words. Most words of a new sentence
# never occurred in them. **Transfer learning** borrows vectors that were learned from
# much text:
#
# ![Much text without labels gives the matrix E, once. It is copied and frozen. Few
# sentences with labels train a small classifier on top of
# it.](../../media/borrowed_vectors.svg)
#
# How much does that help? Take the sentences of *Emojify*, five classes. One classifier
# sees the mean of borrowed vectors; the other starts from nothing, with one number for
# each word and class.

# %%
X_train, Y_train, cases = load_sentences("train")
X_dev, Y_dev, cases_dev = load_sentences("dev")
X_train, Y_train = X_train[cases != "word_order"], Y_train[cases != "word_order"]
X_dev, Y_dev = X_dev[cases_dev != "word_order"], Y_dev[cases_dev != "word_order"]
print(len(X_train), "sentences to learn from,", len(X_dev), "to judge by")


# %%
def mean_vectors(sentences):
    return np.array([np.mean(rows(sentence.lower()), axis=0) for sentence in sentences])


def right(learn, m, seed):
    """The share right in dev of a classifier that learned from m sentences."""
    at = np.random.default_rng(seed).permutation(len(X_train))[:m]
    x, judge = learn(X_train[at])
    return LogisticRegression(max_iter=2000).fit(x, Y_train[at]).score(judge, Y_dev)


# %% [markdown]
# Each is trained with 25 sentences, with 50, and so on; five draws each.

# %%
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

mean_dev = mean_vectors(X_dev)


def borrow(sentences):
    return mean_vectors(sentences), mean_dev


def count_names(sentences):
    counter = CountVectorizer(token_pattern=r"\S+", dtype=float)
    return counter.fit_transform(sentences), counter.transform(X_dev)


some_sizes = [25, 50, 100, 200, 400, 800, 1600, 3200, 12800]
with threadpool_limits(1):  # small matrices: more threads would only wait
    borrowed, own = (
        [np.mean([right(learn, m, seed) for seed in range(5)]) for m in some_sizes]
        for learn in (borrow, count_names)
    )

# %%
both = {"borrowed vectors": borrowed, "words as names": own}
curves(some_sizes, both, "labelled sentences", "share right in dev", log=True)

# %% [markdown]
# With few sentences borrowing is worth many times as many labels. The gap closes as
# labels come in, and turns: with thousands of them, a number of its own for each word
# and class says more than 50 borrowed numbers for the whole sentence. So borrowing
# **pays** if
#
# * the text behind the vectors is far larger than your own,
# * your own labelled set is small,
# * and both are of the same kind: the same language, much the same words.
#
# With 40 million sentences to translate, vectors from a few million words of news have
# nothing to add. For strings of amino acids, English vectors know nothing.

# %%
i = some_sizes.index(50)
reached = [m for m, share in zip(some_sizes, own) if share > borrowed[i]]
print(f"borrowed, with 50 sentences: {borrowed[i]:.0%}")
print("without, as good from:", reached[0] if reached else "more than all of them")
print(f"gap at 25: {borrowed[0] - own[0]:.0%}, at 12,800: {borrowed[-1] - own[-1]:.0%}")

# %% [markdown]
# ### Words that training never saw
#
# Three cases that are easily mixed up. **No labelled sentence has the word, but it has a
# borrowed vector.** Then it is scored as any other: the weights judge directions, not
# words.

# %%
print("in a training sentence:", any("pomegranate" in x for x in X_train))
with threadpool_limits(1):
    final = LogisticRegression(max_iter=2000).fit(mean_vectors(X_train), Y_train)
print("class of pomegranate:", final.predict(mean_vectors(["pomegranate"])), "(food)")
w, k = np.array([3, -2]), 4  # a tiny classifier: z = w e - k
print("score of a word with e = (2, -1):", w @ np.array([2, -1]) - k)

# %% [markdown]
# **You learn the vectors in the task.** Then the row of a word that never occurs gets a
# gradient of 0, always: $\partial z / \partial e_w = 0$ where $e_w$ is not used. It
# stays as it was drawn.

# %%
table = np.random.default_rng(0).standard_normal((4, 2))  # 4 words
start = table.copy()
for word in (0, 2, 2, 0):  # the words of the training text; 1 and 3 never come
    table[word] -= 0.1 * (table[word] - [1.0, 1.0])
print("moved:", np.any(table != start, axis=1))

# %% [markdown]
# With borrowed vectors, *fine-tuning* can even hurt: seen words move, their unseen
# neighbours stay behind. So freeze the table if labels are few.
#
# **The word is in no vocabulary at all.** A new name, a typing error. It has no row and
# no vector: it is skipped, or all such words share one row called *unknown*. That one
# says *something rare*, and no more; nothing can learn what the word means from a row
# that stands for all of them.

# %%
for word in ("pomegranate", "pomegranite", "Pomegranate"):
    print(word, word in vectors)

# %% [markdown]
# ## Questions
#
# <details><summary>1. Why does nobody multiply the embedding matrix by one-hot
# vectors?</summary>
#
# Of $d \cdot V$ products all but $d$ are by 0. The result is a column that one can look
# up.
#
# </details>
#
# <details><summary>2. A model guesses the next word right 15 times of 100. Can its word
# vectors be good?</summary>
#
# Yes. The guess is an artificial task that makes similar words get similar vectors. Judge
# the vectors by the task they are for.
#
# </details>

# %% [markdown]
# <details><summary>3. How many vectors does one step of skip-gram change, with a full
# softmax and with k negatives?</summary>
#
# All $V$ of $\theta$ and one of $e$; with negatives $k + 1$ of $\theta$ and one of $e$.
#
# </details>
#
# <details><summary>4. What are the three things that GloVe's weight f(X)
# does?</summary>
#
# It drops pairs that never occur, lets rare pairs count little, and keeps very frequent
# ones from ruling.
#
# </details>

# %% [markdown]
# <details><summary>5. On a t-SNE map one group is wide, another narrow, a third far
# away. What follows for the vectors?</summary>
#
# Nothing from width, distance or place. As a rule, words beside each other are near in
# the space too.
#
# </details>
#
# <details><summary>6. An association test gives an effect size near 0. Are the vectors
# fair?</summary>
#
# Unknown. It asked one question with one list of words, and not what a system does with
# the vectors.
#
# </details>

# %% [markdown]
# <details><summary>7. You have 20 million labelled reviews, and vectors from 5 million
# words of other reviews. Do you expect a clear gain from borrowing?</summary>
#
# No. Your own text is far larger; it can teach better vectors by itself.
#
# </details>
#
# <details><summary>8. A word occurs in no training sentence. When can a classifier still
# judge it?</summary>
#
# When its vector was learned elsewhere. A row that is learned in the task never moves
# without an occurrence.
#
# </details>

# %% [markdown]
# ## What to read next
#
# Now the assignments of week 2: *Measure what words mean, and what they carry along* in
# `Word_Vector_Representation`, then *Choose the emoji that fits a sentence* in
# `Emojify`, and the quiz.
#
# * T. Mikolov and others, *Distributed Representations of Words and Phrases and their
#   Compositionality*, 2013: negative sampling.
# * J. Pennington, R. Socher and C. Manning, *GloVe*, 2014.
# * L. van der Maaten and G. Hinton, *Visualizing Data using t-SNE*, 2008; M. Wattenberg
#   and others, *How to Use t-SNE Effectively*, 2016.
# * A. Caliskan and others, *Semantics derived automatically from language corpora contain
#   human-like biases*, 2017.
# * O. Levy and Y. Goldberg, *Neural Word Embedding as Implicit Matrix Factorization*,
#   2014: skip-gram and GloVe are closer than they look.
