"""The cards of Learn: two or three sentences each, with sources; translated where they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from soleus_tray.core.content.sources import (
    ARAMPATZIS,
    FLOW,
    HAMILTON,
    HEBERT_LOSIER,
    KINOSHITA,
    MCGOWAN,
    WINKEL,
    Source,
)
from soleus_tray.core.text import N_


@dataclass(frozen=True, slots=True)
class Card:
    """One short text: a topic, a myth with its fact, or a question with its answer."""

    key: str
    title: str
    text: str
    sources: tuple[Source, ...] = ()


SECOND_HEART = Card(
    "second-heart",
    N_("Your second heart"),
    N_(
        "When the calf muscles tighten, they squeeze the deep veins and push the blood up, past one valve to"
        " the next. This is the calf muscle pump, and people call it the second heart. Sitting still leaves"
        " it idle, on some days for 8, 10 or 12 hours."
    ),
    (FLOW,),
)
MUSCLES = Card(
    "muscles",
    N_("Which muscle does what"),
    N_(
        "The soleus lies deep in the calf; it is slow and has endurance. The gastrocnemius lies over it, at"
        " the surface; it is fast and tires. A heel raise in the chair is work for the one that lasts."
    ),
    (HAMILTON,),
)
BENT_KNEES = Card(
    "bent-knees",
    N_("Why bent knees"),
    N_(
        "With the knee bent, more of the work shifts to the soleus. The gastrocnemius does less, though"
        " never nothing. That is what sets this apart from a calf raise on your feet."
    ),
    (ARAMPATZIS, HEBERT_LOSIER),
)
SITTING_STILL = Card(
    "sitting-still",
    N_("Why sitting still pools blood"),
    N_(
        "While the calf rests, the blood in the leg moves slowly: in one study at 3 cm a second behind the"
        " knee, against 11 lying down. Over eight hours of office work, feet swelled by 4.8 % in people who"
        " sat still, and by 0.8 % in those whose legs were active."
    ),
    (FLOW, WINKEL),
)
MYTHS: tuple[Card, ...] = (
    Card(
        "myth-steps",
        N_("“10,000 steps do nothing for the soleus.”"),
        N_("Walking uses it too. Heel raises are for the hours when you can't get up."),
        (MCGOWAN,),
    ),
    Card(
        "myth-standing",
        N_("“Standing raises are useless for it.”"),
        N_(
            "Standing raises work it too; in one study the soleus grew with both. Seated is just handy at a"
            " desk."
        ),
        (KINOSHITA,),
    ),
    Card(
        "myth-ageing",
        N_("“Heavy legs and veins are just ageing.”"),
        N_(
            "Heavy legs have many causes, and new, lasting or worsening swelling deserves a check. Veins"
            " have to do with valves, family, age, pregnancy and weight; exercise isn't shown to remove"
            " them."
        ),
    ),
    Card(
        "myth-gym",
        N_("“You need a gym for that.”"),
        N_("A firm chair is enough. It is silent and leaves your hands free, for mail or for a meeting."),
    ),
)
QUESTIONS: tuple[Card, ...] = (
    Card(
        "how-often",
        N_("How often?"),
        N_(
            "Two to three minutes without a break, in every hour of sitting. The writer who inspired this"
            " app does five to ten; staying at three is fine."
        ),
    ),
    Card(
        "bulky",
        N_("Will my calves get bulky?"),
        N_("Light raises without weights are unlikely to build bulk."),
    ),
    Card(
        "medicine-or-cardio",
        N_("Instead of medicine or cardio?"),
        N_("No. It is not a treatment for blood pressure, and no substitute for medicine or for cardio."),
    ),
    Card(
        "standing",
        N_("May I do it standing?"),
        N_("Yes, standing raises work the soleus too. When you can get up, walking uses it as well."),
        (KINOSHITA, MCGOWAN),
    ),
    Card(
        "how-soon",
        N_("How soon will I feel it?"),
        N_(
            "One writer told of relief in days. That is one person's experience, and yours may differ. What"
            " matters is to keep at it for months."
        ),
    ),
)
STUDIES_TITLE = N_("What the studies did and did not show")
DOCTOR = Card(
    "doctor",
    N_("When to see a doctor"),
    N_(
        "This app can't know what your legs have. Some signs are an emergency, some are for today, some for"
        " soon. Don't wait for an exercise to help with any of them."
    ),
)
TOPICS: tuple[Card, ...] = (SECOND_HEART, MUSCLES, BENT_KNEES, SITTING_STILL)
"""Those with a page of their own and a picture."""
CARDS: tuple[Card, ...] = (*TOPICS, *MYTHS, *QUESTIONS, DOCTOR)
