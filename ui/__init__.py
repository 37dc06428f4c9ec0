"""Windows, models and drawing. The only layer that imports Qt; it decides nothing about the conference."""
