"""Headings: which row is the header, and which column each heading means.

`find_header` finds the row, `find_frameworks` whose columns it names, and `match_heading` gives
each heading its column. Names and codes are known by what people write for them, as each framework
declares it. Where too little tells whose table it is, `ask_framework` asks.
"""
