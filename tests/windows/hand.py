"""Our end of the hand inside Windows (hand_main.py)."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.windows.wine import on_windows

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from tests.windows.wine import Wine

SLOWEST = 60.0


class Hand:
    """One process under Wine that does what `hand("name", argument=...)` asks; ended on leaving."""

    def __init__(self, wine: Wine) -> None:
        self._wine = wine
        self._said: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.noise: list[str] = []

    def __enter__(self) -> Self:
        program = on_windows(Path(__file__).with_name("hand_main.py"))
        # Tied to us by the kernel, so that a killed run leaves nothing behind.
        self._process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", *self._wine.python("-u", program)],
            env=self._wine.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        # Whoever asks for windows first has Wine's services and desktop started, which then hold on to that
        # program's output: it must not be a command's, whose end we would wait for in vain.
        self("windows")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self.noise:
            error.add_note("\n".join(["--- the hand", *self.noise[-20:]]))
        self._process.kill()
        self._process.wait(10)

    def __call__(self, deed: str, **given: Any) -> Any:
        """Have it done, and return the answer; RuntimeError where that failed."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([deed, given]) + "\n")
        try:
            answer = json.loads(self._said.get(timeout=SLOWEST))
        except queue.Empty:
            raise TimeoutError(f"The hand inside Windows did not finish {deed!r} in {SLOWEST:g} s.") from None
        if "error" in answer:
            raise RuntimeError(f"{deed}: {answer['error']}")
        return answer["answer"]

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            _, mark, answer = line.partition("\x1e")
            if mark:
                self._said.put(answer)
            else:
                self.noise.append(line.rstrip())
        self._said.put('{"error": "the hand inside Windows is gone"}')
