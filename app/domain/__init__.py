"""Plain records, enums and rules of a dialogue conference. Standard library only, no I/O, no Vietnamese words."""
