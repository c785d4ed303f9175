"""From files to a tape: read, refuse what is wrong, write all or nothing."""
