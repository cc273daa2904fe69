"""What follows from the state: pure functions of frozen values, memoised by the identity of input.

Dates and moments come in as parameters; nothing here reads a clock, writes a file or knows Qt.
"""
