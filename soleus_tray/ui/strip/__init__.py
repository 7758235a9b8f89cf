"""The pacer strip: a slim window at the screen's edge for a quiet set where no tray keeps up."""
