"""Papers: a frozen report becomes blocks (what a page says), blocks become a file. No database here."""
