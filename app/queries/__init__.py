"""What screens and papers read: frozen snapshots, asked again after every change. Writes nothing."""
