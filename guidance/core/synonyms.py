"""Words that the search takes for each other, and words that it passes over. Data only."""

SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("fine tune", "finetune", "fine tuning", "finetuning", "fine tuned", "finetuned"),
    ("mau", "monthly active users"),
    ("llm", "llms", "large language model", "large language models"),
    ("commercial", "commercially", "business", "sell", "selling"),
    ("distribute", "redistribute", "distribution", "redistribution", "pass on", "share"),
    ("derivative", "derivatives", "derivative works", "derivative work"),
    ("outputs", "output", "results", "generated text", "synthetic data"),
    ("credit", "attribution"),
    ("aup", "acceptable use policy", "use policy"),
    ("open source", "opensource", "foss"),
    ("lawsuit", "litigation", "sue"),
    ("trademark", "trademarks", "logo", "brand"),
    ("700m", "700 million"),
    ("saas", "hosted", "api"),
    ("fee", "royalty", "royalties", "royalty free", "free of charge"),
)
"""Groups of folded phrases (lower case, words apart); each stands for the others."""

COMMON_WORDS = frozenset({
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "but", "by", "can", "could", "did", "do", "does", "doing",
    "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its",
    "just", "may", "me", "might", "must", "my", "of", "on", "or", "our", "shall", "should",
    "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "up", "us", "was", "we", "were", "what", "when", "where", "whether",
    "which", "while", "who", "why", "will", "with", "would", "you", "your",
})  # fmt: skip
