"""The movement in seven steps, one sentence each."""

from __future__ import annotations

from soleus_tray.core.text import N_

STEPS: tuple[str, ...] = (
    N_("Sit tall on a chair that stands firm, feet flat, knees at about ninety degrees."),
    N_("Let your legs go loose; your thighs have nothing to do."),
    N_("Keep toes and balls of the feet down, and lift your heels as high as is comfortable."),
    N_("Squeeze: feel a deep pull in the middle or lower calf."),
    N_("Hold for about a second at the top."),
    N_("Lower your heels slowly."),
    N_("And again, calmly, until the set is over."),
)
"""To be translated where they are shown."""
NOT_STANDING = N_("This is no standing calf raise: a bent knee shifts more of the work to the soleus.")
