"""Answers to `is_overlapping`."""

# Right


def right_loop_with_a_flag(segment_time, previous_segments):
    """The textbook loop: unpack, compare, remember."""
    segment_start, segment_end = segment_time
    overlap = False
    for previous_start, previous_end in previous_segments:
        if segment_start <= previous_end and segment_end >= previous_start:
            overlap = True
            break
    return overlap


def right_not_apart(segment_time, previous_segments):
    """Says when two are apart, and turns it round."""
    a, b = segment_time
    return not all(b < c or d < a for c, d in previous_segments)


def right_with_sets(segment_time, previous_segments):
    """Milliseconds as sets, slow and sure."""
    mine = set(range(segment_time[0], segment_time[1] + 1))
    common = 0
    for start, end in previous_segments:
        common += len(mine & set(range(start, end + 1)))
    return common > 0


def right_arrays(segment_time, previous_segments):
    """NumPy, which returns a bool of its own; and it prints."""
    import numpy as np

    print("asked", segment_time)
    if len(previous_segments) == 0:
        return np.False_
    taken = np.array(previous_segments)
    return ((taken[:, 0] <= segment_time[1]) & (taken[:, 1] >= segment_time[0])).any()


# Wrong


def wrong_not_written(segment_time, previous_segments):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(segment_time, previous_segments):
    """Computes, and forgets to return."""
    any(segment_time[0] <= end and segment_time[1] >= start for start, end in previous_segments)


def wrong_zeros(segment_time, previous_segments):
    """Always False."""
    return False


def wrong_constant(segment_time, previous_segments):
    """Always True."""
    return True


def wrong_visible_check(segment_time, previous_segments):
    """The answers of the visible check."""
    return segment_time in [(1430, 1500), (900, 1480), (1000, 1100)]


def wrong_ends_excluded(segment_time, previous_segments):
    """Takes the end points for free."""
    a, b = segment_time
    return any(a < d and b > c for c, d in previous_segments)


def wrong_start_excluded(segment_time, previous_segments):
    """Takes one of the two end points for free."""
    a, b = segment_time
    return any(a <= d and b > c for c, d in previous_segments)


def wrong_end_excluded(segment_time, previous_segments):
    """Takes the other end point for free."""
    a, b = segment_time
    return any(a < d and b >= c for c, d in previous_segments)


def wrong_only_the_start_inside(segment_time, previous_segments):
    """Looks only whether the new stretch starts within an old one."""
    a, b = segment_time
    return any(c <= a <= d for c, d in previous_segments)


def wrong_ends_inside(segment_time, previous_segments):
    """Looks whether one end of the new stretch lies in an old one: misses a stretch around it."""
    a, b = segment_time
    return any(c <= a <= d or c <= b <= d for c, d in previous_segments)


def wrong_or_for_and(segment_time, previous_segments):
    """`or` in the place of `and`."""
    a, b = segment_time
    return any(a <= d or b >= c for c, d in previous_segments)


def wrong_inverted(segment_time, previous_segments):
    """Says False for True."""
    a, b = segment_time
    return not any(a <= d and b >= c for c, d in previous_segments)


def wrong_first_only(segment_time, previous_segments):
    """Returns within the first turn of the loop."""
    for c, d in previous_segments:
        return segment_time[0] <= d and segment_time[1] >= c
    return False


def wrong_last_only(segment_time, previous_segments):
    """The last stretch overwrites what was found before."""
    overlap = False
    for c, d in previous_segments:
        overlap = segment_time[0] <= d and segment_time[1] >= c
    return overlap


def wrong_one_too_many(segment_time, previous_segments):
    """One millisecond of margin."""
    a, b = segment_time
    return any(a <= d + 1 and b >= c - 1 for c, d in previous_segments)


def wrong_changes_the_list(segment_time, previous_segments):
    """Takes stretches out of the list while it looks."""
    while previous_segments:
        c, d = previous_segments.pop()
        if segment_time[0] <= d and segment_time[1] >= c:
            return True
    return False


def wrong_empty_is_true(segment_time, previous_segments):
    """Overlaps with an empty list."""
    a, b = segment_time
    return not previous_segments or any(a <= d and b >= c for c, d in previous_segments)
