"""What a trial says: figures, and what must hold."""

failed: list[str] = []


def say(words: str) -> None:
    print(words, flush=True)


def must(holds: bool, words: str) -> None:
    say(f"{'ok  ' if holds else 'FAIL'} {words}")
    if not holds:
        failed.append(words)
