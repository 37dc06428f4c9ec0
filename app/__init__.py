"""What the program knows and does. Qt-free: no window, no widget, no drawing."""
