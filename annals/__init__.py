r"""Annals: raw annual reports in, a public edition out, everything in between to be replayed and undone.

    seeds/*.txt ─ clean ─ structure ─ markdown ─► docs/*.md ◄─ editors
                                          merge ─┘ names ─ pages ─ site ─► site/

A raw text is cleaned by rules that record each change, cut into sections and paragraphs that know
their lines, and written as Markdown that editors change; what is generated anew is merged into
what they have. Names are linked, pages derived, and MkDocs renders.

>>> from annals.clean.cleaning import clean_source
>>> from annals.clean.replaying import undo
>>> from annals.clean.read import read_source
>>> from annals.markdown.read import text_of
>>> from annals.structure.document import document_of
>>> from annals.text.lexicon import shipped_lexicon
>>> words = shipped_lexicon()
>>> source = read_source("2031", "第一节 人才引进\n\n全年引进高层次\n人才１２0名。".encode())
>>> cleaned, problems = clean_source(source, words)
>>> [(entry.code, entry.old, entry.new) for entry in cleaned.ledger]
[('K104', '１', '1'), ('K104', '２', '2'), ('J102', '\n', '')]
>>> document, doubts = document_of(cleaned, words)
>>> [(block.id, text_of(block.content)) for block in document.blocks]
[('l1', '第一节 人才引进'), ('l3', '全年引进高层次人才120名。')]
>>> undo(cleaned.text, cleaned.ledger) == source.text
True

What to touch for

- a cleaning rule: `clean/rules/` (the function and its page `CODE.md`), `clean/order.py`, cases in `tests/clean/`;
- a check: a function in `check/`, its words in `check/messages/`, the call in `edition/checking.py` or `edition/ingesting.py`;
  then a row in `guide/editing.md` and a way to provoke it in `tests/support/provocations.py`;
- a derived page: `pages/`, its template in `templates/derived/`, the call in `edition/deriving.py`; then a link to it,
  and its address in `pages/register.py`.

Imports point one way: model, text, markdown; the stages clean, structure, merge, names, none of
which knows another; check, pages, site; edition, which alone knows the order and the disk; cli and
hook. `guide/design-notes.md` tells the rest.
"""

from annals.handing import clean as clean
