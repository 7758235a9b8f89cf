"""X11: the XScreenSaver extension's idle counter, through libxcb.

libxcb rather than Xlib: Xlib ends the whole process when the X server goes. Rather than python-xlib: that
costs the tray 4 MB, this 0.4.
Source: https://www.x.org/releases/current/doc/scrnsaverproto/saver.html, xcb/screensaver.h
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ports.activity import Activity


class _Cookie(Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Reply(Structure):
    _fields_ = (
        ("response_type", c_uint8),
        ("state", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint32),
        ("saver_window", c_uint32),
        ("ms_until_server", c_uint32),
        ("ms_since_user_input", c_uint32),
        ("event_mask", c_uint32),
        ("kind", c_uint8),
    )


class _Screen(Structure):
    _fields_ = (("root", c_uint32),)  # the first of many fields; the others are not needed


class _Screens(Structure):
    _fields_ = (("data", POINTER(_Screen)), ("rem", c_int), ("index", c_int))


def _gone() -> Activity:
    """The X server went, and with it the session."""
    return Activity(None, why=_("The X server is gone, and with it the session."), session_over=True)


class X11Activity:
    """The idle counter of the X server that $DISPLAY names. Raises SoleusError when there is none to ask."""

    source = "X11 XScreenSaver"

    def __init__(self) -> None:
        self._connection: int | None = None
        self._root = 0

    def open(self) -> X11Activity:
        """Connect; returns self."""
        self._xcb, self._saver, self._free = _libraries()
        self._connection = self._xcb.xcb_connect(None, None)
        if self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise SoleusError(_("The X server did not answer."))
        setup = self._xcb.xcb_get_setup(self._connection)
        self._root = self._xcb.xcb_setup_roots_iterator(setup).data.contents.root
        if self.read().idle is None:
            self.close()
            raise SoleusError(_("The X server has no XScreenSaver extension."))
        return self

    def read(self) -> Activity:
        """The present reading; unknown, and the session over, once the X server is gone."""
        if self._connection is None:
            return _gone()
        cookie = self._saver.xcb_screensaver_query_info(self._connection, self._root)
        reply = self._saver.xcb_screensaver_query_info_reply(self._connection, cookie, None)
        if not reply:
            self.close()
            return _gone()
        idle = reply.contents.ms_since_user_input / 1000
        self._free(reply)
        return Activity(idle)

    def close(self) -> None:
        """Disconnect."""
        if self._connection is not None:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes._NamedFuncPointer]:
    """The two libraries with their signatures, and C's free; raises SoleusError where one is missing."""
    try:
        xcb, saver = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-screensaver.so.0")
        free = ctypes.CDLL(None).free
    except OSError as error:
        raise SoleusError(
            _("{error}: install the package libxcb-screensaver0.").format(error=error)
        ) from error
    xcb.xcb_connect.restype = c_void_p
    xcb.xcb_connect.argtypes = [c_char_p, POINTER(c_int)]
    xcb.xcb_connection_has_error.argtypes = [c_void_p]
    xcb.xcb_disconnect.argtypes = [c_void_p]
    xcb.xcb_disconnect.restype = None
    xcb.xcb_get_setup.restype = c_void_p
    xcb.xcb_get_setup.argtypes = [c_void_p]
    xcb.xcb_setup_roots_iterator.restype = _Screens
    xcb.xcb_setup_roots_iterator.argtypes = [c_void_p]
    saver.xcb_screensaver_query_info.restype = _Cookie
    saver.xcb_screensaver_query_info.argtypes = [c_void_p, c_uint32]
    saver.xcb_screensaver_query_info_reply.restype = POINTER(_Reply)
    saver.xcb_screensaver_query_info_reply.argtypes = [c_void_p, _Cookie, c_void_p]
    free.argtypes = [c_void_p]
    free.restype = None
    return xcb, saver, free
