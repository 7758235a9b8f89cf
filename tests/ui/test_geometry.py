"""The leg bends as a leg does, and stays inside the rings."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.ui import layout
from soleus_tray.ui.drawing import geometry as g

heights = st.floats(0, 1)
scales = st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0])


@given(heights)
def test_the_links_keep_their_length_and_the_ball_its_place(height: float) -> None:
    pose = g.pose(height)
    assert math.isclose(math.dist(pose.hip, pose.knee), g.THIGH, rel_tol=1e-9)
    assert math.isclose(math.dist(pose.knee, pose.ankle), g.SHANK, rel_tol=1e-9)
    assert math.isclose(math.dist(pose.ball, pose.ankle), math.hypot(*g.ANKLE_FROM_BALL), rel_tol=1e-9)
    assert pose.ball == g.BALL
    assert pose.hip == g.HIP


@given(heights, heights)
def test_a_higher_heel_lifts_ankle_and_knee(one: float, other: float) -> None:
    low, high = (g.pose(h) for h in sorted((one, other)))
    assert high.ankle[1] <= low.ankle[1] + 1e-9
    assert high.knee[1] <= low.knee[1] + 1e-9


def test_the_heel_goes_to_about_38_degrees_and_the_knee_starts_near_90() -> None:
    assert math.degrees(g.pose(1).lift) == 38
    flat = g.pose(0)
    thigh = math.atan2(flat.hip[1] - flat.knee[1], flat.hip[0] - flat.knee[0])
    shank = math.atan2(flat.ankle[1] - flat.knee[1], flat.ankle[0] - flat.knee[0])
    assert 80 <= math.degrees(abs(thigh - shank)) <= 105


@given(heights)
def test_shin_foot_and_knee_stay_clear_of_the_inner_ring(height: float) -> None:
    pose = g.pose(height)
    for point, thickness in ((pose.knee, 18.0), (pose.ankle, 10.0), ((g.BALL[0] + 29, g.FLOOR), 1.0)):
        assert math.hypot(*point) + thickness < g.PHASE_RING.radius - g.PHASE_RING.width / 2


def test_the_rings_do_not_touch() -> None:
    inner, outer = g.PHASE_RING, g.SET_RING
    assert inner.radius + inner.width / 2 < outer.radius - outer.width / 2
    assert inner.radius - inner.width / 2 > g.HOLE_RADIUS > g.CLIP_RADIUS + 1


@given(st.sampled_from(g.RINGS), st.data(), scales)
def test_a_tile_holds_the_head_it_moves_to_and_fits_its_square(ring: g.Ring, data, scale: float) -> None:
    step = data.draw(st.integers(0, ring.steps - 1))
    left, top, right, bottom = g.tile_box(ring, step, scale)
    assert max(right - left, bottom - top) <= g.tile_side(ring, scale)
    x, y = (place * scale for place in ring.head(step + 1))
    assert left <= x <= right
    assert top <= y <= bottom


@given(st.sampled_from(g.RINGS), st.data(), scales)
def test_a_tile_touches_neither_the_other_ring_nor_the_figure(ring: g.Ring, data, scale: float) -> None:
    """It is opaque, so what it touched it would wipe out."""
    step = data.draw(st.integers(0, ring.steps - 1))
    left, top, right, bottom = g.tile_box(ring, step, scale)
    farthest = max(math.hypot(x, y) for x in (left, right) for y in (top, bottom))
    nearest = math.hypot(max(left, -right, 0), max(top, -bottom, 0))
    if ring is g.SET_RING:
        assert farthest <= g.DIAL_RADIUS * scale
        assert nearest >= (g.PHASE_RING.radius + g.PHASE_RING.width / 2) * scale
    else:
        assert farthest <= (g.SET_RING.radius - g.SET_RING.width / 2) * scale
        assert nearest >= g.HOLE_RADIUS * scale - 0.5


def test_buttons_fill_the_column_in_steps_of_eight() -> None:
    for count in layout.BUTTON_COUNTS:
        widths = layout.button_widths(count)
        assert sum(widths) + layout.GAP * (count - 1) == layout.COLUMN
        assert all(width % 8 == 0 for width in widths)


def test_a_grid_pairs_what_is_narrow_and_gives_the_main_button_a_row() -> None:
    places = layout.grid_places([True, True, False, True, True, True], 100)
    rows = [[place for place in places if place.y == y] for y in sorted({place.y for place in places})]
    assert [len(row) for row in rows] == [1, 1, 1, 2, 1]
    assert [row[0].y for row in rows] == [100 + layout.BUTTON_STEP * n for n in range(5)]
    for row in rows:
        assert row[0].x == layout.MARGIN
        assert row[-1].x + row[-1].width == layout.WIDTH - layout.MARGIN
    left, right = rows[3]
    assert right.x - left.x - left.width == layout.GAP
