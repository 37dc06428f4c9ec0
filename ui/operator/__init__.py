"""The console of the secretary: one panel per file. Nothing here draws on the hall's window."""
