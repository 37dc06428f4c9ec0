"""What is looked at before people come in: machine, screens, copies, papers, keys. Says what to do; changes nothing."""
