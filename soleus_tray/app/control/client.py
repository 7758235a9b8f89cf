"""Asking the running app: used by the command line and by a second start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from soleus_tray.app.control.endpoint import connect
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    import socket

    from soleus_tray.app.paths import Paths

CONNECT_WITHIN = 2.0
"""Seconds; the app may be busy with somebody else."""
ANSWER_WITHIN = 10.0
"""Seconds."""
_LONGEST_ANSWER = 64 * 1024


def ask(paths: Paths, command: str, **arguments: Any) -> dict[str, Any]:
    """What the running app answers to a command (see control.requests for their arguments, None left out).

    Raises:
        NotRunningError: no app is there to answer.
        SoleusError: the app refuses, with its sentence; or it is there and doesn't answer in time.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    line = json.dumps({"command": command} | given)
    connection, token = connect(paths.socket, CONNECT_WITHIN)
    with connection:
        connection.settimeout(ANSWER_WITHIN)
        answer = _exchange(connection, "\n".join([token, line] if token else [line]) + "\n")
    if answer.pop("ok", None) is not True:
        raise SoleusError(str(answer.get("error", "soleus-tray gave an answer that can't be read.")))
    return answer


def _exchange(connection: socket.socket, question: str) -> dict[str, Any]:
    try:
        connection.sendall(question.encode())
        heard = bytearray()
        while not heard.endswith(b"\n") and len(heard) <= _LONGEST_ANSWER:
            more = connection.recv(_LONGEST_ANSWER)
            if not more:
                break
            heard += more
        answer = json.loads(heard)
    except TimeoutError as error:
        raise SoleusError("soleus-tray is running but doesn't answer; quit and start it again.") from error
    except (OSError, ValueError) as error:
        raise SoleusError(f"soleus-tray's answer didn't arrive whole ({error}); please try again.") from error
    if not isinstance(answer, dict):
        raise SoleusError("soleus-tray gave an answer that can't be read.")
    return answer
