"""Files and pasted text in: reading, finding the header, the preview. Nothing here writes to a conference."""
