"""``tapecheck rules``: what is known, in whose words, and whether the examples still hold."""

from __future__ import annotations

from pathlib import Path

import click

from tapecheck.build import build_house, build_rulebook, check_measures
from tapecheck.cli.config import CONFIG
from tapecheck.cli.options import RULES
from tapecheck.grammar.examples import check_examples
from tapecheck.grammar.parse import Parser
from tapecheck.settings import Settings

_FAILED = 1


@click.command()
@click.option("--check", is_flag=True, help="Run the hit and miss examples of every file.")
@RULES
@CONFIG
@click.pass_context
def rules(context: click.Context, *, check: bool, rules: Path | None) -> None:
    """List the rules in force, or run the examples that stand beside them.

    \b
    Examples:
      tapecheck rules
      tapecheck rules --check --rules my-rules/
    """
    settings = Settings(rules=rules)
    rulebook = build_rulebook(settings)
    if check:
        check_measures(rulebook)
        build_house(settings, rulebook)
        faults = list(check_examples(rulebook, Parser(rulebook)))
        for fault in faults:
            click.echo(f"{fault.path}: {fault.what}")
            if fault.text:
                click.echo(f"    in: {fault.text}")
        examples = sum(len(f.hit) + len(f.miss) for f in rulebook.files.values())
        count = f"{len(faults)} fault" if len(faults) == 1 else f"{len(faults)} faults"
        click.echo(f"{examples} examples in {len(rulebook.files)} files, {count}")
        context.exit(_FAILED if faults else 0)
    for path, file in rulebook.files.items():
        words = sum(map(len, file.words.values())) + sum(map(len, file.phrases.values()))
        click.echo(f"{path}  {file.id}  {words} words and phrases\n    {file.about}")
        for rule in file.rule:
            click.echo(f"    {rule.id:28} {rule.about}")
    click.echo(f"rulebook {rulebook.digest[:12]}")
