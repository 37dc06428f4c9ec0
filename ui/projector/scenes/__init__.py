"""One layout per card: each module turns its card into marks on pages and knows no other card."""
