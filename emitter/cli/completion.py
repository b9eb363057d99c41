"""``emit completion``."""

import click

from .options import debug_option

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", metavar="|".join(_SHELLS), type=click.Choice(_SHELLS))
@debug_option
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print a script that teaches the shell to complete emit.

    \b
    bash: eval "$(emit completion bash)"             in ~/.bashrc
    zsh:  eval "$(emit completion zsh)"              in ~/.zshrc
    fish: emit-iam completion fish | source              in ~/.config/fish/config.fish
    """
    from .shells import SHELLS

    click.echo(SHELLS[shell](context.find_root().command, {}, "emit", "_EMIT_COMPLETE").source(), nl=False)
