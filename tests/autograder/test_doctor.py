"""The doctor says what is missing, and the mend."""

from rich.console import Console

from autograder import doctor


def lines(monkeypatch, **broken):
    def fails():
        raise doctor.Unfit("numpy is 1.0, not 2.4", "run `make setup`")

    for name in ("packages", "notebooks", "kernel"):
        check = getattr(doctor, name)
        stand_in = (lambda: fails()) if broken.get(name) else (lambda: "fine")
        stand_in.__doc__ = check.__doc__
        monkeypatch.setattr(doctor, name, stand_in)
    console = Console(record=True, width=200)
    met = doctor.run(console)
    return met, console.export_text().splitlines()


def test_each_requirement_is_one_line(monkeypatch):
    met, text = lines(monkeypatch)
    assert met and len(text) == 7 and all(line.startswith("ok") for line in text)


def test_what_is_missing_is_said_with_its_mend(monkeypatch):
    met, text = lines(monkeypatch, packages=True)
    assert not met and "mend  Packages: numpy is 1.0, not 2.4; run `make setup`" in text
