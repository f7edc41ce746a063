"""Lists of words: taken for each other, passed over, of little weight. Data only."""

SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("fine tune", "finetune", "fine tuning", "finetuning", "fine tuned", "finetuned"),
    ("mau", "monthly active users"),
    ("llm", "llms", "large language model", "large language models"),
    ("commercial", "commercially", "business", "sell", "selling"),
    (
        "distribute",
        "redistribute",
        "distribution",
        "redistribution",
        "pass on",
        "share",
        "ship",
        "shipping",
    ),
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
    ("distillation", "distill", "distilling", "distilled", "teacher model", "student model"),
    (
        "gpt",
        "gpt 4",
        "gpt4",
        "chatgpt",
        "openai",
        "claude",
        "gemini",
        "mistral",
        "another model",
        "other model",
        "other models",
    ),
    ("quantize", "quantized", "quantization", "gguf", "ggml", "gptq"),
    ("retrieval", "retrieval augmented generation", "rag"),
    ("hugging face", "huggingface"),
    ("relicense", "relicensing", "sublicense", "sublicensing", "under apache"),
    ("copyright output", "copyright outputs", "owns what"),
    ("chatbot", "chatbots", "chat bot", "assistant", "assistants"),
    ("medical", "health", "healthcare", "health care"),
    ("personal data", "gdpr", "privacy", "data protection"),
    ("nsfw", "porn", "pornography", "sexual", "adult content"),
    ("languages other than english", "chinese", "french", "german", "hindi", "spanish"),
    ("disclose", "disclosure", "tell end users", "tell your end users"),
    ("differ", "differs", "different", "difference", "differences", "vs", "versus"),
    ("llama 1", "llama1", "first llama"),
    ("llama 2", "llama2"),
    ("llama 3", "llama3"),
    ("startup", "startups", "company", "companies"),
)
"""Groups of folded phrases (lower case, words apart); each stands for the others."""

COMMON_WORDS = frozenset({
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "but", "by", "can", "could", "did", "do", "does",
    "doing", "done", "dont", "doesnt", "for", "from", "get", "got", "had", "has", "have", "having",
    "he", "her", "here", "hers", "hi", "hello", "him", "his", "how", "i", "id", "if", "ill", "im",
    "in", "into", "is", "isnt", "it", "its", "ive", "just", "let", "lets", "may", "me", "might",
    "must", "my", "of", "on", "or", "our", "ours", "please", "shall", "she", "should", "so",
    "some", "than", "thanks", "that", "thats", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "to", "too", "up", "us", "very", "was", "we", "were", "weve", "what",
    "whats", "when", "where", "whether", "which", "while", "who", "whom", "whos", "whose", "why",
    "will", "with", "would", "you", "your", "yours", "cant", "arent", "wont",
})  # fmt: skip
"""Folded words that say nothing about what a text is about."""

COMPOUNDS = (
    ("fine", "tun"),
    ("open", "sourc"),
    ("open", "weight"),
    ("hugging", "fac"),
    ("chat", "bot"),
    ("health", "car"),
    ("data", "set"),
    ("data", "bas"),
    ("free", "war"),
    ("share", "war"),
    ("copy", "left"),
    ("end", "user"),
    ("royalty", "free"),
    ("back", "end"),
    ("front", "end"),
    ("smart", "phon"),
    ("deep", "fak"),
)
"""How words begin that are written in one as well as in two, and where they are parted."""

LED_BY_RE = ("distribut", "train", "licens", "publish", "sell", "upload", "host", "packag", "us",
             "releas", "shar", "quantiz", "implement", "mix", "brand", "nam")  # fmt: skip
"""What re- and pre- stand before so that what is meant is nearly the same."""

ABOUT_LICENSES = frozenset({
    "license", "licenses", "licence", "licences", "licensing", "licencing", "licensed", "agreement",
    "agreements", "terms", "term", "conditions", "condition", "text", "full", "document", "rules",
    "summary", "overview", "explain", "explained", "details", "information", "info", "page",
    "read", "show", "mean", "means", "say", "says", "tldr", "official", "current", "latest",
    "version", "versions", "legal", "name", "called", "find", "see", "whole",
})  # fmt: skip
"""Folded words that any license is about: beside its name they ask for the license itself."""

LIGHT = frozenset({
    "able", "actually", "allow", "allowed", "another", "anybody", "anyone", "anything", "anywhere",
    "around", "become", "best", "both", "come", "each", "else", "enough", "ever", "every",
    "everybody", "everyone", "everything", "exactly", "fine", "first", "gave", "give", "given",
    "go", "going", "good", "happen", "happens", "instead", "kind", "know", "like", "look", "made",
    "make", "makes", "making", "many", "maybe", "more", "most", "much", "need", "needed", "needs",
    "never", "new", "nobody", "not", "now", "ok", "okay", "one", "only", "other", "others", "own",
    "permissible", "permitted", "possible", "put", "question", "really", "right", "same", "simply",
    "somebody", "someone", "something", "still", "sure", "take", "tell", "thing", "things", "think",
    "touch", "try", "trying", "two", "want", "wanted", "wants", "way", "without", "yet", "case",
    "use", "used", "using", "uses",
})  # fmt: skip
"""Folded words that help to ask a question and say little of what it is about."""
