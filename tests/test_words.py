"""Every sentence goes through gettext, each catalog is whole, and the user's language is found."""

from __future__ import annotations

import ast
import gettext
import logging
import os
import random
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from soleus_tray.adapters import language
from soleus_tray.adapters.language import catalog_file, install_language, spellings, wanted_languages
from soleus_tray.adapters.tray.text import clip
from soleus_tray.core import text
from soleus_tray.core.durations import in_words
from soleus_tray.ui.words import reminder_body, reminder_title
from tests import pseudo
from tests.pseudo import catalogs

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "soleus_tray").rglob("*.py"))
TITLE_UNITS, BODY_UNITS = 63, 255
"""What Windows gives a notification, in UTF-16 units."""


@pytest.fixture(autouse=True)
def english_again():
    yield
    text.install(text.English())


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """A folder of catalogs: each language of ours, and the one nobody speaks."""
    folder = tmp_path_factory.mktemp("locale")
    for code, path in catalogs.languages().items():
        copy = folder / code / "LC_MESSAGES" / path.name
        copy.parent.mkdir(parents=True)
        copy.write_bytes(path.read_bytes())
    catalogs.compile_all(folder)
    return pseudo.write(folder)


# ---- the catalogs --------------------------------------------------------------------------------------


def test_the_template_holds_what_the_sources_say():
    assert catalogs.stale() == [], "somebody changed a sentence: run `make locale`, and translate what is new"


@pytest.mark.parametrize("code", catalogs.languages())
def test_a_translation_keeps_its_fields_and_its_plurals(code):
    catalog = catalogs.read(catalogs.languages()[code])
    wrong = [line for message in catalog for line in catalogs.problems(message)]
    formatted = [message for message in catalog if catalogs.PERCENT_FORMAT.search(str(message.id))]
    wrong += [f"{message.id}: {error}" for message in formatted for error in message.check(catalog)]
    assert wrong == []


@pytest.mark.parametrize("code", catalogs.languages())
def test_nearly_everything_is_translated(code):
    catalog = catalogs.read(catalogs.languages()[code])
    missing = [message.id for message in catalog if message.id and not _has_text(message.string)]
    assert len(missing) <= len(catalog) / 20, missing


def _has_text(string):
    return all(string) if isinstance(string, tuple) else bool(string)


@pytest.mark.parametrize("code", catalogs.languages())
def test_sentences_that_are_taken_apart_can_be(code):
    # Doctor and notices tell the reason before the last "; " from the remedy after it.
    catalog = catalogs.read(catalogs.languages()[code])
    wrong = [
        (message.id, message.string)
        for message in catalog
        if isinstance(message.id, str)
        and message.id
        and message.string
        and (message.id.count("; ") > 0) != ("; " in message.string)
    ]
    assert wrong == []


def test_a_translation_with_a_wrong_field_is_not_compiled(tmp_path):
    path = tmp_path / "de" / "LC_MESSAGES" / f"{catalogs.DOMAIN}.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
                    'msgid "{reps} of {planned}"\nmsgstr "{reps} von {geplant}"\n')  # fmt: skip
    with pytest.raises(ValueError, match="geplant"):
        catalogs.compile_all(tmp_path)


# ---- the sources ---------------------------------------------------------------------------------------


def _calls(tree, *names):
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def test_only_whole_sentences_are_translated():
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        for call in _calls(ast.parse(path.read_text()), "_", "N_", "ngettext")
        if any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in call.args)
        or (isinstance(call.args[0], ast.Call) and ast.unparse(call.args[0].func).endswith(".format"))
    ]
    assert wrong == [], "gettext looks these up as they are after formatting, and finds nothing"


def test_no_function_hides_the_name_it_translates_by():
    wrong = [
        f"{path.relative_to(ROOT)}:{function.lineno}"
        for path in SOURCES
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.Lambda) and _calls(function, "_") and _binds(function)
    ]
    assert wrong == [], "call the throw-away something else there"


def _binds(function):
    """Whether `_` is a name of the function's own; those of comprehensions and inner functions are not."""
    inner = ast.FunctionDef | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.arg) and node.arg == "_":
            return True
        if not isinstance(node, inner):
            waiting += ast.iter_child_nodes(node)
    return False


# ---- the user's language -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, ()),
        ({"LANG": "de_DE.UTF-8"}, ("de_DE.UTF-8",)),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_AT"}, ("de_AT",)),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR", "LC_MESSAGES": "de_AT"}, ("fr_FR",)),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:fr"}, ("de", "fr")),
        ({"LANGUAGE": "de"}, ("de",)),
        ({"LANG": "C", "LANGUAGE": "de"}, ("en",)),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, ("en",)),
        ({"LANG": "", "LC_ALL": "", "LANGUAGE": "::"}, ()),
    ],
)
def test_the_environment_names_the_languages(environment, wanted):
    assert wanted_languages(environment) == wanted


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de_AT.UTF-8", ["de_AT", "de"]),
        ("de-AT", ["de_AT", "de"]),
        ("sr_RS@latin", ["sr_RS@latin", "sr@latin", "sr_RS", "sr"]),
        ("zh-Hant-TW", ["zh_Hant_TW", "zh_Hant", "zh"]),
        ("../../etc", []),
        ("de_AT@../x", ["de_AT", "de"]),
        ("", []),
    ],
)
def test_a_language_may_have_several_folders(language, names):
    assert spellings(language) == names


def test_english_before_a_language_with_a_catalog_stays_english(locales):
    assert catalog_file(str(locales), ("en_GB.UTF-8", "de")) == ""
    assert catalog_file(str(locales), ("tlh", "de_CH", "en")).endswith("de/LC_MESSAGES/soleus_tray.mo")
    assert catalog_file(str(locales), ("tlh",)) == ""


def test_a_sentence_is_told_in_the_users_language(locales, monkeypatch):
    monkeypatch.setenv(language.FOLDER_VARIABLE, str(locales))
    monkeypatch.setenv("LANGUAGE", "xx")
    install_language()
    assert in_words(5100) == "[1 h 25 miín]"
    assert text._("") == ""
    assert text._("a sentence that no catalog has") == "a sentence that no catalog has"


def _damaged():
    """A catalog cut short, with other bytes in it, or not one at all."""
    whole = bytearray(gettext_file())
    yield b""
    yield b"no catalog"
    yield bytes(whole[: len(whole) // 2])
    yield bytes(whole[:18])
    dice = random.Random(4)
    for _ in range(150):
        copy = bytearray(whole)
        for _ in range(dice.randint(1, 20)):
            copy[dice.randrange(min(len(copy), 400))] = dice.randrange(256)
        yield bytes(copy)


def gettext_file():
    folder = Path(os.environ["HOME"])
    return (pseudo.write(folder) / "xx" / "LC_MESSAGES" / f"{catalogs.DOMAIN}.mo").read_bytes()


def test_a_damaged_catalog_is_a_line_in_the_log_and_english(tmp_path, monkeypatch, caplog):
    path = tmp_path / "xx" / "LC_MESSAGES" / f"{catalogs.DOMAIN}.mo"
    path.parent.mkdir(parents=True)
    monkeypatch.setenv(language.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "xx")
    refused = 0
    for content in _damaged():
        path.write_bytes(content)
        caplog.clear()
        text.install(text.English())
        with caplog.at_level(logging.WARNING):
            install_language()
        if caplog.records:
            refused += 1
            assert len(caplog.records) == 1
            assert str(path) in caplog.text
            assert text._("Lift") == "Lift"
    assert refused > 20


@pytest.mark.parametrize("lang", ["C.UTF-8", "en_US.UTF-8", "tlh"])
def test_nothing_is_loaded_where_english_will_do(lang):
    code = (
        "import sys, soleus_tray.cli, soleus_tray.app.main; "
        "soleus_tray.cli.install_language(); print('gettext' in sys.modules)"
    )
    env = {**os.environ, "LC_ALL": lang}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["begin", "--help"], ["snooze"], ["nonsense"], ["begin", "--pace", "x"]]
)
def test_the_command_line_speaks_it(locales, arguments):
    env = {**os.environ, "LANGUAGE": "xx", language.FOLDER_VARIABLE: str(locales)}
    command = [sys.executable, "-m", "soleus_tray", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    # A bracket alone proves nothing: English help has them around what may be left out.
    assert re.search(r"aá|eé|ií|oó|uú", done.stdout + done.stderr)
    assert "Traceback" not in done.stderr


# ---- notifications -------------------------------------------------------------------------------------


def _installed(locales, code):
    if code == "en":
        text.install(text.English())
        return
    path = locales / code / "LC_MESSAGES" / f"{catalogs.DOMAIN}.mo"
    with path.open("rb") as file:
        text.install(gettext.GNUTranslations(file))


@pytest.mark.parametrize("code", ["en", *catalogs.languages()])
def test_a_reminder_fits_a_notification_in_each_language(locales, code):
    _installed(locales, code)
    seconds = (0, 59, 60, 1500, 3540, 3600, 3899, 3900, 5400, 9000, 35999, 86340, 31 * 86400)
    lengths = (5, 30, 45, 60, 90, 120, 152, 180, 300, 600, 1800)
    for sat, length, interval in product(seconds, lengths, (1500, 3600)):
        title, body = reminder_title(sat, interval), reminder_body(length)
        assert clip(title, TITLE_UNITS) == title
        assert clip(body, BODY_UNITS) == body
        assert title
        assert body


@pytest.mark.parametrize("code", ["en", *catalogs.languages(), "xx"])
def test_what_is_too_long_for_a_notification_is_cut_at_its_end(locales, code):
    _installed(locales, code)
    cut = clip("𝄞 " * 200, BODY_UNITS)
    assert len(cut.encode("utf-16-le")) // 2 <= BODY_UNITS
    assert cut.endswith("…")
