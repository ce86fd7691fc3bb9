"""Many returns: the same results in the same order, by one process or by two."""

import os
from hashlib import sha256

import openpyxl
import pytest

from recruitcheck.errors import OutputError
from recruitcheck.submissions import batch
from recruitcheck.submissions.batch import MarkedCopy, mark_batch, read_batch
from recruitcheck.submissions.workbook import read_return
from tests.submissions.dying import die_elsewhere
from tests.submissions.filling import COMPLETE, SUPPLIER, filled

FORMS = {SUPPLIER.id: SUPPLIER}


@pytest.fixture
def files(tmp_path):
    """Three returns, a letter, and a file that is not there."""
    found = []
    for number in range(3):
        path = tmp_path / f"{number}.xlsx"
        answers = {**COMPLETE, "supplier_id": f"SITE-{number}", "M-GOV-04": 50 * number}
        filled(path, answers | ({"M-GOV-01": "Drafft"} if number == 1 else {}))
        found.append((path, f"returns/{path.name}"))
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"Dear customer")
    gone = tmp_path / "gone.xlsx"
    return [*found, (letter, "returns/letter.xlsx"), (gone, "returns/gone.xlsx")]


def test_a_batch_reads_each_file_as_it_is_read_alone(files):
    """In their order, with the name that issues use and the hash of the file."""
    told = []

    read = read_batch(files, FORMS, done=lambda done, of: told.append((done, of)))

    assert [(n, 5) for n in range(1, 6)] == told
    assert [path for path, _ in files] == [one.path for one in read]
    for one, (path, file) in zip(read, files, strict=True):
        submission, issues = read_return(path, FORMS, shown_as=file)
        assert (file, submission, issues) == (one.file, one.submission, one.issues)
        content = path.read_bytes() if path.exists() else None
        assert one.hash == ("" if content is None else sha256(content).hexdigest())


def test_two_processes_give_the_same(files, monkeypatch):
    """Also when there are more files than a process is handed at once."""
    many = files * 8
    alone = read_batch(many, FORMS)
    told = []

    both = read_batch(many, FORMS, processes=2, done=lambda n, _: told.append(n))

    assert alone == both
    assert list(range(1, 41)) == told

    monkeypatch.setattr(batch, "WORTH_A_POOL", 1)
    monkeypatch.setattr(batch, "_cores", lambda: 2)
    assert alone == read_batch(many, FORMS, processes=None)


def test_a_few_files_are_not_worth_a_pool(monkeypatch):
    """And no more processes are begun than there are cores, or than help."""
    assert 1 == batch._processes(299, None)
    monkeypatch.setattr(batch, "_cores", lambda: 2)
    assert 2 == batch._processes(300, None)
    monkeypatch.setattr(batch, "_cores", lambda: 64)
    assert 8 == batch._processes(300, None)
    assert (1, 1, 3) == (
        batch._processes(999, 1),
        batch._processes(999, 0),
        batch._processes(1, 3),
    )


def test_cores_are_counted_on_every_system(monkeypatch):
    """Where a system does not say which may be used, all count."""
    assert batch._cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert 5 == batch._cores()
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert 1 == batch._cores()


def test_work_goes_on_when_a_process_dies():
    """What was not done there is done here."""
    found = list(batch._map(die_elsewhere, range(40), {}, 2))

    assert [2 * number for number in range(40)] == found


@pytest.mark.parametrize("processes", [1, 2])
def test_copies_are_marked_for_each_return(files, tmp_path, processes):
    """Their order is that of the jobs."""
    read = read_batch(files, FORMS)
    jobs = [
        MarkedCopy(one.path, one.issues, tmp_path / f"copy-{n}.xlsx")
        for n, one in enumerate(read)
    ]
    told = []

    mark_batch(jobs, processes=processes, done=lambda n, of: told.append((n, of)))

    assert [(n, 5) for n in range(1, 6)] == told
    sheets = [openpyxl.load_workbook(job.target).sheetnames for job in jobs]
    assert [5, 5, 5, 1, 1] == [len(names) for names in sheets]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_copy_that_cannot_be_saved_is_said(files, tmp_path, processes):
    """In whatever process."""
    job = MarkedCopy(files[0][0], (), tmp_path / "none" / "copy.xlsx")

    with pytest.raises(OutputError, match="cannot be written"):
        mark_batch([job], processes=processes)
