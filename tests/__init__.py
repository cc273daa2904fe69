"""The tests, in folders that mirror roadmap/ and gui/.

This file makes `tests` a package of its own, so that shared builders can be imported
(`from tests.builders import ...`) and no installed `tests` hides them. The folders below need no
`__init__.py`; files of the same name may stand in several of them.
"""
