"""The course in JupyterLab: what `make lab` starts, and what each person finds there.

    run(role, arguments)        JupyterLab on the released course, with a watch beside it (`start.py`)

What a role finds, and what it does not, stands in `settings/ROLE` in Jupyter's own words.
"""
