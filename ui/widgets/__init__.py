"""Small parts every window is built of: labels, buttons, marks. None of them knows a conference."""
