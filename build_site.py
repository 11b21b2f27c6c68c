"""Raw reports in seeds/ to a published site in site/: the entry point."""

import sys


def _main() -> None:
    # Asked for here: a process that is begun to share the work reads this file too, and needs no commands.
    try:
        from annals.cli.group import main
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.partition(".")[0] == "annals":
            raise
        sys.exit(
            f"缺少 {missing.name}。先运行一次 python start.py setup，再用 .venv/bin/python build_site.py（Windows：.venv\\Scripts\\python）。"
            f" / {missing.name} is missing: run `python start.py setup` once, then .venv/bin/python build_site.py"
        )
    main()


if __name__ == "__main__":
    _main()
