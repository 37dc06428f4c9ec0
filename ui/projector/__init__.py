"""The hall: pictures of public cards and the window that shows them. Knows no operator window."""
