"""What may happen: the plan run many times over drawn efforts and drawn forced work.

planning.md, One sprint of a trial. `model` says what is simulated, `loop` runs one chunk of trials,
`run` spreads chunks over an executor, `results` says what came of all of them. numpy is loaded
here and nowhere above, so that opening a roadmap does not wait for it.
"""
