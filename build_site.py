"""Raw reports in seeds/ to a published site in site/: the entry point."""

from annals.cli import main

if __name__ == "__main__":
    main()
