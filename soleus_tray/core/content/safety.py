"""The safety page: static text, the same for everybody, and no diagnosis.

The most urgent section comes first. Every text is to be translated where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from soleus_tray.core.text import N_


@dataclass(frozen=True, slots=True)
class Section:
    """Signs that ask for the same thing."""

    title: str
    items: tuple[str, ...]
    """One sign each."""
    lead: str = ""
    """What to do, before the items."""
    foot: str = ""
    """What is to be said of the items, after them."""


ASK_FIRST: tuple[str, ...] = (
    N_("A blood clot, known or suspected"),
    N_("Recent surgery on a leg, hip, knee or the abdomen"),
    N_("A recent cast or fracture"),
    N_("A torn Achilles tendon or calf muscle"),
    N_("Calf pain when you walk"),
    N_("Cold feet"),
    N_("Heart failure"),
    N_("Kidney or liver disease"),
    N_("Swelling that nobody has explained"),
    N_("An open ulcer"),
    N_("Pregnancy"),
    N_("Diabetes with insulin"),
    N_("Numb feet"),
    N_("Spasticity"),
)
EMERGENCY = Section(
    N_("Emergency"),
    (
        N_("Sudden breathlessness"),
        N_("Chest pain"),
        N_("Coughing up blood"),
        N_("Collapse"),
        N_("A leg that is suddenly cold, pale or blue, numb or very weak"),
        N_("A bleeding vein that won't stop: press on it and raise the leg"),
    ),
    lead=N_("Call your emergency number: 112, 911 or 999."),
    foot=N_("The first four are all the more urgent when a leg hurts or is swollen."),
)
SAME_DAY = Section(
    N_("The same day"),
    (
        N_("New swelling of one leg"),
        N_("One leg that throbs"),
        N_("One leg that feels warm"),
        N_("Skin of one leg that turns red or darker"),
        N_("Hot, red skin that spreads, with a fever"),
        N_("A snap in the calf or heel"),
        N_("Pregnant, with sudden swelling of the face or hands"),
        N_("Pregnant, with a bad headache"),
        N_("Pregnant, with changes in what you see"),
    ),
    lead=N_("Let a doctor see you today."),
    foot=N_("New swelling, throbbing, warmth or a change of colour on one side can be a sign of a clot."),
)
SOON = Section(
    N_("Soon"),
    (
        N_("Skin of the lower leg that is reddish-brown, leathery or flaky"),
        N_("A wound that is still open after two weeks"),
        N_("Varicose veins that hurt or feel hard"),
        N_("Swelling that lasts or gets worse"),
    ),
    lead=N_("Make an appointment with a doctor."),
    foot=N_("Please don't treat any of these with exercise."),
)
STOP = Section(
    N_("Stop the set"),
    (
        N_("Sharp pain"),
        N_("A snap"),
        N_("New numbness"),
        N_("Dizziness"),
        N_("Anything felt in the chest"),
        N_("Breathlessness"),
    ),
    lead=N_("Put your heels down and leave it for now at any of these."),
)
CRAMP = Section(N_("A cramp"), (N_("Stop, and pull your toes up towards you."),))
NEVER = Section(N_("Not there"), (N_("Never while driving."), N_("Never on a chair that rolls.")))
ASK = Section(
    N_("Ask a clinician first"),
    ASK_FIRST,
    lead=N_("If any of this is true of you, ask before your first set."),
)
DISCLAIMER = Section(
    N_("What this app is"),
    (
        N_("It is for general wellness."),
        N_("It is not medical advice, diagnosis or treatment."),
        N_("It does not replace medicines, a clinician or regular activity."),
        N_("Stop if it hurts."),
        N_("In an emergency, call your local number."),
    ),
)
SAFETY: tuple[Section, ...] = (EMERGENCY, SAME_DAY, SOON, STOP, CRAMP, NEVER, ASK, DISCLAIMER)
"""The whole page."""
