"""What the package hands to other programs: `from annals import clean`.

`annals.clean` is also the room of the cleaning stage, and stays importable as such: a module that can be called."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import annals.clean as _stage

if TYPE_CHECKING:
    from annals.edition.tidying import Tidied


class Clean(ModuleType):
    """The room of the cleaning stage; called, it does what the command `clean` does."""

    def __call__(self, raw: str | bytes, name: str = "text") -> Tidied:
        """A raw text, or the Markdown of another tool, put in order: its `markdown`, the `ledger` of every change, what
        is in doubt. Of bytes the encoding is found; problems call the text `name`. Raises UntidyError (of
        annals.edition.tidying) for what is no text.

        >>> clean("# 第二章 平台\\n# 2.1 实验室\\n新建 12 家,其中共建 5 家。").markdown
        '# 第二章 平台\\n\\n## 2.1 实验室\\n\\n新建12家，其中共建5家。\\n'
        """
        # Each costs some tenths of a second: who imports another room of the package need not wait.
        from annals.edition.tidying import tidy
        from annals.markdown.read import Reader
        from annals.text.lexicon import shipped_lexicon

        return tidy(name, raw.encode() if isinstance(raw, str) else raw, shipped_lexicon(), Reader())


_stage.__class__ = Clean
clean: Clean = _stage  # type: ignore[assignment]
