"""The chair's own screen: private texts, its own card type, its own window. The hall's code knows nothing of it."""
