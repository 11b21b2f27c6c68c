"""What was generated last, what editors have, what is generated now, made one.

What it rests on: to take a correction back is to merge once more without it. So a merge begins with the pages as an editor had them
before the machine first changed them, which the record keeps, and what stands depends on the corrections in force alone. What an
editor has done since is first done to those pages, too. The steps, in the order in which they come:

- the record of what was made: `record` (its lines: `record_lines`, `earlier_lines`; `known_raw`, `review`; made again: `rebuilding`)
- editors' pages read (`edited`, `stand_in`), each block known as a generated one (`align`, `regrouped`, `gathered`, `written_back`)
- from where to begin: `from_earlier` over `beginning`, `earlier`, `earlier_words`, `edited_since` (`rebased`, `redone`, `partly_now`,
  `earlier_written`), `asked`
- one merge, `reconcile`, of three `sides`, over the whole report (`whole`): what belongs together (`cluster`, `parts`, `apart`, `lent`),
  its sentences (`three_way`, `regions`, `copied`), its form (`form`), its place (`layout`, `laid`, `moves`, `goals`, `boxes`), front matter (`matter`,
  `heads`), and what was decided of conflicts (`decided`)
- what comes of it: `page_writes`, `next_record`
- what readers see of it: `placing`, `mending`, `carrying`, `in_force` (`made_pages`), `pending`"""
