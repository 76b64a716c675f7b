# %% [markdown]
# # Read sequences with networks that remember
#
# **You will build** nothing to hand in: you run small cells, change them, and watch.
#
# **You will learn** how a sequence is written down, which tasks are sequence tasks,
# and what a language model estimates at each step.
#
# **You need** NumPy and matrix products; about 15 minutes.

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The lesson of week 1 is marked: you
# are here.](../../media/course_map_Lesson_1.svg)

# %%
import numpy as np

# %% [markdown]
# ## A name for every number
#
# A **sequence** is a list of inputs in order. $x^{\langle t \rangle}$ is the input at
# time step $t$, counted from 1. Example $i$ of a data set is $x^{(i)}$, so
# $x^{(i)\langle t \rangle}$ is time step $t$ of example $i$. Round brackets: the example.
# Angle brackets: the time step. $T_x$ and $T_y$ are the lengths of input and output.
#
# ![An RNN drawn over time: cell after cell, each with its input x below and its
# prediction y above, and an arrow that hands the hidden state a from each cell to the
# next.](../../media/rnn_unrolled.svg)

# %%
toy_x = np.arange(24).reshape(2, 3, 4)  # n_x = 2 features, m = 3 examples, T_x = 4
print("feature 1 of example 2 at time step 3:", toy_x[0, 1, 2])

# %% [markdown]
# Python counts from 0 and the formulas count from 1, so each index is one smaller.

# %% [markdown]
# ## The probability of a sentence
#
# A **language model** says how likely a sequence is. By the chain rule it needs only
# the probability of the next word, given the words before it:
#
# $$P(y^{\langle 1 \rangle}, \dots, y^{\langle T_y \rangle}) =
# \prod_t P(y^{\langle t \rangle} \mid y^{\langle 1 \rangle}, \dots,
# y^{\langle t-1 \rangle})$$

# %%
toy_steps = np.array([0.2, 0.5, 0.4])  # "birds", then "fly", then the end
print("P(birds fly, end) =", np.prod(toy_steps).round(4))

# %% [markdown]
# ## Three questions
#
# <details><summary>1. An array <code>x</code> has shape (n_x, m, T_x). How do you write
# time step 2 of example 4 in NumPy?</summary>
#
# `x[:, 3, 1]`: example, then time step, each counted from 0.
#
# </details>
#
# <details><summary>2. Why does the end of a sentence need a probability of its
# own?</summary>
#
# Without it the product is the probability that a text begins with these words, not
# that it ends there.
#
# </details>
#
# <details><summary>3. What does a language model estimate at step t?</summary>
#
# The probability of every possible next word, given all the words before it.
#
# </details>

# %% [markdown]
# ## What to read next
#
# *Build a recurrent neural network, step by step* in `Week_1/step_by_step`.
