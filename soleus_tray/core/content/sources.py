"""The studies the app may cite: what each found, under which conditions, and how little that may say.

Every text is to be translated where it is shown; names and numbers of publications are not.
"""

from __future__ import annotations

from dataclasses import dataclass

from soleus_tray.core.text import N_, _, ngettext


@dataclass(frozen=True, slots=True)
class Source:
    """One publication."""

    key: str
    names: str
    """"Hamilton et al. 2022, iScience"."""
    place: str = ""
    """A DOI or another number under which it is found; "" where the names are all that is sure."""
    found: str = ""
    """What it showed, and what it did not; "" for those that only back a sentence elsewhere."""
    dose: str = ""
    """What its people did, to stand beside the user's own minutes."""

    @property
    def citation(self) -> str:
        """One line for the foot of a page."""
        return f"{self.names}, {self.place}" if self.place else self.names


HAMILTON = Source(
    "hamilton-2022",
    "Hamilton, Hamilton & Zderic 2022, iScience 25(9):104869",
    "doi:10.1016/j.isci.2022.104869",
    N_(
        "Soleus contractions in the chair kept the muscle's own metabolism high for hours without fatigue,"
        " and after a meal glucose rose 52 % less and insulin 60 % less. Only metabolism was measured, over"
        " hours of contractions, in one lab."
    ),
    N_("180 to 270 minutes a day"),
)
ELEK = Source(
    "elek-2025",
    "Elek et al. 2025, Sports 13(3):81",
    "",
    N_("Glucose was about 32 % less in the test. It was a pilot, a first look at very few people."),
    N_("a two-hour test with ten people"),
)
WINKEL = Source(
    "winkel-1986",
    "Winkel & Jørgensen 1986, Ergonomics",
    "doi:10.1080/00140138608968267",
    N_(
        "Feet swelled by 4.8 % in people who sat still, by 2.3 % where legs could move freely, and by 0.8 %"
        " where they were kept active."
    ),
    N_("eight hours of office work"),
)
SWELLING = (
    (N_("Sitting still"), 4.8, N_("4.8 %")),
    (N_("Moving freely"), 2.3, N_("2.3 %")),
    (N_("Active legs"), 0.8, N_("0.8 %")),
)
"""What became of the feet there, in percent, and as the user's language writes it."""
FLOW = Source(
    "thromb-haemost-2009",
    "Thromb Haemost 2009;101:1100",
    "",
    N_(
        "Blood in the vein behind the knee moved at 11 cm a second lying down, at 3 seated, and at 18 seated"
        " with ankle exercise. What was measured is the flow, not what follows from it."
    ),
    N_("ankle exercise while it was measured"),
)
THOSAR = Source(
    "thosar-2015",
    "Thosar et al. 2015",
    "doi:10.1249/MSS.0000000000000479",
    N_(
        "Short walks kept up the function of the leg's arteries during sitting. It was walking, not heel"
        " raises."
    ),
    N_("five minutes of walking each hour"),
)
DURAN = Source(
    "duran-2023",
    "Duran et al. 2023",
    "doi:10.1249/MSS.0000000000003109",
    N_("Of the breaks compared, this one did best for glucose. It was walking, not heel raises."),
    N_("five minutes of light walking each half hour"),
)
LI = Source(
    "li-2022",
    "Li et al. 2022",
    "doi:10.1177/00469580221105989",
    N_("Both speeds raised the flow in the veins equally, and most people preferred the quicker one."),
    N_("3 or 30 movements a minute"),
)
FRITH = Source(
    "frith-2024",
    "Frith et al. 2024",
    "doi:10.1111/cpf.12866",
    N_("Strength grew by 21 %. The calf pump and the blood pressure stayed as they were."),
    N_("a programme for ten people"),
)
WHO = Source(
    "who-2020",
    "WHO guidelines 2020",
    "",
    N_("Putting any activity in the place of sitting helps."),
    N_("any activity"),
)
MCGOWAN = Source("mcgowan-2008", "McGowan et al. 2008", "PMC2519947")
ARAMPATZIS = Source("arampatzis-2006", "Arampatzis et al. 2006")
HEBERT_LOSIER = Source("hebert-losier-2012", "Hébert-Losier et al. 2012")
KINOSHITA = Source("kinoshita-2023", "Kinoshita et al. 2023", "doi:10.3389/fphys.2023.1272106")

STUDIES: tuple[Source, ...] = (HAMILTON, ELEK, WINKEL, FLOW, THOSAR, DURAN, LI, FRITH, WHO)
"""Those with a place of their own, each beside the user's minutes."""
SOURCES: tuple[Source, ...] = (*STUDIES, MCGOWAN, ARAMPATZIS, HEBERT_LOSIER, KINOSHITA)
UNTESTED = N_("No study has tested the two or three minutes an hour that this app suggests.")


def doses(minutes_today: int) -> str:
    """The user's minutes beside those of the study whose figures are best known."""
    return dose_line(HAMILTON, minutes_today)


def dose_line(source: Source, minutes_today: int | None) -> str:
    """The user's minutes today (None: not known) beside what a study's people did; translated."""
    there = _(source.dose)
    if minutes_today is None:
        return _("In the study: {dose}.").format(dose=there)
    return ngettext(
        "You: {minutes} minute today. In the study: {dose}.",
        "You: {minutes} minutes today. In the study: {dose}.",
        minutes_today,
    ).format(minutes=minutes_today, dose=there)


def minutes_of(active_seconds: int) -> int:
    """Seconds of reps as the minutes they are nearest to."""
    return max(0, active_seconds + 30) // 60
