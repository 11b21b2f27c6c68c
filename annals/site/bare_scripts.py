"""Scripts as readers load them: the comments stay in the repository."""

from __future__ import annotations

import re

# Each stands on lines of its own; what looks like one inside a line may be part of a text.
_comment = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_indent = re.compile(r"^ +", re.MULTILINE)


def bare_script(text: str) -> str:
    """A script without the comments that stand on lines of their own, and without what sets its lines in; a script whose
    texts run over several lines stays as it is.

    >>> bare_script('/* Why,\\n   and how. */\\nconst a = "/* no */";\\n  /* b */\\n  run(a); /* c */\\n')
    'const a = "/* no */";\\nrun(a); /* c */\\n'
    """
    bare = _comment.sub("", text)
    return _indent.sub("", bare) if "`" not in re.sub(r"`[^`\n]*`", "", bare) else bare
