"""What numbers of editions look like in addresses: one form each, so ``v01`` is none."""


class EditionNumber:
    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
