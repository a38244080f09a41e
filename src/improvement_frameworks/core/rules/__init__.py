"""Practice checks: how they are declared, and the checks that many share."""
