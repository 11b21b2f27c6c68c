"""The command line; the only room that prints."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from annals.build import Built, build, ingest
from annals.build.disk import carry_out
from annals.check.catalogue import CATALOGUE
from annals.check.render import has_errors, render, severity
from annals.model import Problem, Settings, Severity
from annals.plugin import render_site, serve_folder

_WORDS = {
    "zh": {
        "written": "写入 {count} 个文件：{paths}",
        "built": "网站已生成：{site}（{pages} 页）。用浏览器打开 {index}，或运行 make serve 在本机预览。",
        "same": "没有变化，网站仍在 {site}。用浏览器打开 {index}，或运行 make serve 在本机预览。",
        "ingested": "已处理原始报告；{count} 个文件有更新。",
        "summary": "错误 {error}，警告 {warning}，提示 {notice}。",
        "serving": "预览：http://127.0.0.1:{port}/ （按 Ctrl-C 结束）",
        "more": "……",
        "port": "端口 {port} 不能用（{detail}）；用 --port 换一个。",
    },
    "en": {
        "written": "{count} files written: {paths}",
        "built": "The site is in {site} ({pages} pages). Open {index} in a browser, or run make serve to preview it.",
        "same": "Nothing changed; the site is in {site}. Open {index} in a browser, or run make serve to preview it.",
        "ingested": "Raw reports processed; {count} files updated.",
        "summary": "Errors {error}, warnings {warning}, notices {notice}.",
        "serving": "Preview: http://127.0.0.1:{port}/ (Ctrl-C ends it)",
        "more": "…",
        "port": "port {port} cannot be used ({detail}); choose another with --port.",
    },
}


class _Options:
    """The options of one call, as click hands them from the group to a command."""

    def __init__(self, root: Path, lang: str, strict: bool, frozen: bool, quiet: bool) -> None:
        self.root, self.lang, self.strict, self.frozen, self.quiet = root, lang, strict, frozen, quiet

    def say(self, key: str, **values: object) -> None:
        if not self.quiet:
            click.echo(_WORDS[self.lang][key].format(**values))

    def tell(self, problems: Iterable[Problem]) -> int:
        """Print problems, gravest last so that they stand where the eye is; the exit status."""
        found = tuple(dict.fromkeys(problems))
        order = [Severity.NOTICE, Severity.WARNING, Severity.ERROR]
        for problem in sorted(found, key=lambda p: order.index(severity(p, self.strict))):
            grave = severity(problem, self.strict)
            if grave is Severity.ERROR or not self.quiet:
                click.echo(render(problem, self.lang, self.strict), err=True)
        if found and not self.quiet:
            counts = Counter(str(severity(problem, self.strict)) for problem in found)
            self.say("summary", error=counts["error"], warning=counts["warning"], notice=counts["notice"])
        return 1 if has_errors(found, self.strict) else 0


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None, help="另一个同样结构的文件夹")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="消息的语言")
@click.option("--strict", is_flag=True, help="警告也算错误")
@click.option("--frozen/--no-frozen", default=None, help="不写回任何文件（CI=true 时为默认）")
@click.option("-q", "--quiet", is_flag=True, help="只说错误")
@click.pass_context
def main(context: click.Context, root: Path | None, lang: str, strict: bool, frozen: bool | None, quiet: bool) -> None:
    """把 seeds/ 里的原始报告做成可读、可检索、可核对的网站。不写命令时为 build。"""
    frozen = os.environ.get("CI", "") == "true" if frozen is None else frozen
    here = (root if root is not None else Path(__file__).resolve().parent.parent).resolve()
    context.obj = _Options(here, lang, strict, frozen, quiet)
    if context.invoked_subcommand is None:
        context.invoke(build_command)


@main.command("build")
@click.pass_obj
def build_command(options: _Options) -> None:
    """处理原始报告并生成网站。"""
    built = build(options.root, _settings(), render_site, frozen=options.frozen)
    status = options.tell(built.problems)
    _report(options, built)
    raise SystemExit(status)


@main.command("ingest")
@click.pass_obj
def ingest_command(options: _Options) -> None:
    """只处理原始报告：更新 docs/ 与 seeds/.base/，不生成网站。"""
    ingested = ingest(options.root)
    problems = list(ingested.problems)
    if options.frozen and ingested.writes:
        paths = "、".join(path for path, _ in ingested.writes[:5])
        problems.append(Problem("E111", "docs", None, (("count", str(len(ingested.writes))), ("paths", paths))))
    else:
        carry_out(options.root, ingested.writes)
        options.say("ingested", count=len(ingested.writes))
    raise SystemExit(options.tell(problems))


@main.command("serve")
@click.option("--port", default=8000, show_default=True, help="端口")
@click.pass_obj
def serve_command(options: _Options, port: int) -> None:
    """在本机预览；改动后自动重建。"""
    folder = Path(tempfile.mkdtemp(prefix="annals-preview-"))
    site = folder / "site"

    def rebuild() -> None:
        settings = Settings(site_url=f"http://127.0.0.1:{port}/")
        built = build(options.root, settings, render_site, frozen=options.frozen, site=site)
        options.tell(built.problems)

    try:
        rebuild()
        options.say("serving", port=port)
        watch = [path for path in (options.root / "docs", options.root / "seeds") if path.is_dir()]
        serve_folder(site, rebuild, watch, ("127.0.0.1", port))
    except KeyboardInterrupt:
        click.echo()
    except OSError as error:
        raise click.ClickException(_WORDS[options.lang]["port"].format(port=port, detail=error.strerror)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@main.command("explain")
@click.argument("code")
@click.pass_obj
def explain_command(options: _Options, code: str) -> None:
    """说明一个代码：问题的意思与办法，或清理规则做什么、不动什么。"""
    from annals.clean.order import RULES

    rules = {rule.code: rule for rule in RULES}
    if code in rules:
        click.echo(f"{code} {rules[code].name}\n{rules[code].doc}")
    elif code in CATALOGUE:
        wording = CATALOGUE[code].zh if options.lang == "zh" else CATALOGUE[code].en
        click.echo(f"{code} {wording.message}\n{wording.help}")
    else:
        raise click.UsageError(f"没有代码 {code}；现有：{'、'.join([*rules, *CATALOGUE])}")


def _settings() -> Settings:
    """What the environment says of this publication, so that a fork edits no file."""
    env = os.environ
    return Settings(env.get("SITE_URL", ""), env.get("ANNALS_REPO", "").rstrip("/"), env.get("ANNALS_BRANCH", ""))


def _report(options: _Options, built: Built) -> None:
    if built.written:
        more = _WORDS[options.lang]["more"] if len(built.written) > 5 else ""
        options.say("written", count=len(built.written), paths="、".join(built.written[:5]) + more)
    site = os.path.relpath(built.site)
    options.say("built" if built.rendered else "same", site=site, pages=built.pages, index=os.path.join(site, "index.html"))
