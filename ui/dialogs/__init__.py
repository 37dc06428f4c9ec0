"""Entry forms, lists and papers: windows that are no part of the live console."""
