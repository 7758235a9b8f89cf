"""What is heard of a set: tones and the voice, each tried without a sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.language import sentence_language
from soleus_tray.app.doctor.finding import Finding, cannot, told, works
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from soleus_tray.core.settings import SoundSettings

TONES = N_("tones")
VOICE = N_("voice")
ANSWERED_WITHIN = 8.0
"""Seconds; Speech Dispatcher may have to be started first."""


def tones(chosen: SoundSettings) -> Finding:
    """Whether the tones would be heard; nothing is tried that the user doesn't want."""
    if not chosen.tones or chosen.volume <= 0:
        return works(TONES, _("They are off (sound.tones, sound.volume)."))
    from soleus_tray.adapters.sounds.choose import examine_tones  # noqa: PLC0415

    why = examine_tones()
    return cannot(TONES, _("They can't be heard."), *told(why)) if why else works(TONES, _("They are ready."))


def voice(chosen: SoundSettings) -> Finding:
    """Who speaks the cues; nobody is started for a user who doesn't want a voice."""
    if not chosen.voice:
        return works(VOICE, _("It is off (sound.voice)."))
    from soleus_tray.adapters.voice.choose import examine_voice  # noqa: PLC0415

    speaker, why = examine_voice(sentence_language())
    if why:
        return cannot(VOICE, _("It can't be heard."), *told(why))
    return works(VOICE, _("{speaker} speaks.").format(speaker=speaker))
