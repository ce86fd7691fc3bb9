"""The README.md of a new workspace: what goes where, for who never read another."""

GUIDE = """\
# {name}

A workspace of recruitcheck. Run the commands below in this folder. `recruitcheck
COMMAND --help` says what a command can do.

## In this order

1. **Write down whom you ask**, in `organisations.csv`, one line each:

   ```
   id,name,role,corridors
   SITE-01,Hotel Example,supplier,NPL-MYS BGD-MYS
   AGENCY-1,Agency Example,recruiter,NPL-MYS
   ```

   `id` is yours: letters, digits, `-`, `_` and `.`, no spaces. `role` is supplier,
   recruiter or member. A corridor is two countries, origin first: NPL-MYS is Nepal to
   Malaysia. Leave a space between two.
2. **Make a workbook for each of them** and send it:

   ```
   recruitcheck ask iris-supplier --cycle 2026
   ```

   They lie in `blanks/`; who has answered is not asked again. For one alone:
   `recruitcheck blank iris-supplier --id SITE-01 --cycle 2026`.

   `--short` asks less, `--language es` asks in Spanish. `recruitcheck show` lists the
   other questionnaires: recruiters, auditors, members. A cycle is a year or a part of
   one (2026-H2); write it the same everywhere.
3. **Put what comes back into `returns/`.** Any file name will do.
4. **Interview workers.** `recruitcheck sample` says how many.
   `questionnaires/worker-interview.xlsx` runs in KoboToolbox and ODK; any other program
   can give a plain table, one row an interview, one column a question. Put the export
   into `interviews/`. `questionnaires/README.md` says which export settings are best.
   An interview counts for the return with the same supplier, cycle and country of
   origin. A site of `organisations.csv` that sends no return has no score, but its
   workers are heard: list it with its corridors, and interviews alone make the page of
   a corridor. Interviews of anybody else are not used, and you are told so.
5. **`recruitcheck check`** says what is wrong and who has not answered. Send the marked copies in `checked/` back
   to whoever filled them in, and replace the old file by the corrected one.
6. **`recruitcheck run`** writes the pages: open `reports/index.html`. `scores.csv` opens
   in Excel.
7. **Act.** `recruitcheck explain SITE-01` says where points were lost and what raises
   the score most. `recruitcheck actions export` writes a plan for each organisation into
   `plans/`; take it in again with `recruitcheck actions import PLAN.xlsx`.
   `recruitcheck remediation` says what workers are owed.
   `recruitcheck brief NPL-MYS` writes two pages for a meeting with authorities.
8. **Next year**, ask again with the old answers filled in, and compare:

   ```
   recruitcheck ask iris-supplier --cycle 2027 --carry-over
   recruitcheck trend
   ```

   Keep the old returns where they are, for example in `returns/2026/`.

## What each file is

| file or folder | what it is | who writes it |
| --- | --- | --- |
| `organisations.csv` | whom you ask: id, name, role, corridors | you |
| `headcounts.csv` | workers by corridor, recruiter, year and sex, for `sample` and `remediation` | you, if you can |
| `rates.csv` | exchange rates with date and source | you, if amounts are in several currencies |
| `workspace.toml` | `name`; `model`, a file of `scoring/models/`; `include_rejected = true` reads interviews that the server marks as rejected too | you |
| `returns/`, `interviews/` | what came back | suppliers, interviewers |
| `actions/` | action plans that came back | `actions import` |
| `payments/` | payment plans that came back | you |
| `questionnaires/`, `scoring/`, `reports/templates/` | what is asked, how it scores, how it looks; after a change run `recruitcheck lint` | us; edit as you like |
| `checked/`, `plans/`, `reports/`, `scores.csv`, `scores.json` | results, written anew by each run | recruitcheck |

`questionnaires/examples/` is an invented network, to see filled files. You may delete it.
Never write names, telephone numbers or document numbers of workers into any file.
"""
