"""Rules of good use: how they are declared, and the checks that many share."""
