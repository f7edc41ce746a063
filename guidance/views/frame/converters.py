"""What numbers of editions look like in addresses: one form each, so ``v01`` is none."""

from guidance.core.documents.fields import FILE_PATTERN


class EditionNumber:
    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class ProductFileName:
    """A file in a reader's product, with its folders; it leads nowhere else."""

    regex = FILE_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
